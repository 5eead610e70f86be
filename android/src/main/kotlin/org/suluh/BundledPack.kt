package org.suluh

import android.content.Context
import java.io.File
import java.io.IOException

private const val ASSET = "content.pack"

/**
 * The content that came with the app, as a file, because the core opens files only. Copied once for each installed
 * version. On a full disk the file is missing, and the core says so.
 */
internal fun bundledPack(context: Context): File {
    val installed = context.packageManager.getPackageInfo(context.packageName, 0).lastUpdateTime
    val folder = File(context.noBackupFilesDir, "bundled")
    val pack = File(folder, "$installed.pack")
    if (pack.exists()) return pack
    folder.deleteRecursively()
    folder.mkdirs()
    val unfinished = File(folder, "unfinished")
    try {
        context.assets.open(ASSET).use { asset ->
            unfinished.outputStream().use { file ->
                asset.copyTo(file)
                file.fd.sync()
            }
        }
        unfinished.renameTo(pack)
    } catch (_: IOException) {
        unfinished.delete()
    }
    return pack
}
