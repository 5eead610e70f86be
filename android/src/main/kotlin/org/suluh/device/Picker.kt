package org.suluh.device

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import uniffi.app.Outcome
import uniffi.app.Purpose
import uniffi.app.UserEvent
import java.io.File
import java.io.IOException
import java.io.InputStream
import kotlin.concurrent.thread

/** More than any content is long; the core has its own, smaller limit. */
private const val MOST_BYTES = 32L * 1024 * 1024

/**
 * Lets somebody choose a file in the system's picker, and hands the core a copy of it. What the file is for travels with
 * the request itself, which the system keeps when it ends this process meanwhile.
 */
internal class Picker(private val activity: Activity, private val send: (UserEvent) -> Unit) {
    fun pick(purpose: Purpose) {
        val choose = Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("*/*")
        try {
            activity.startActivityForResult(choose, purpose.ordinal)
        } catch (_: ActivityNotFoundException) {
            send(UserEvent.Returned(purpose, Outcome.Failed))
        }
    }

    /** What came back from the picker, perhaps to another process than the one that asked. */
    fun returned(request: Int, result: Int, data: Intent?) {
        val purpose = Purpose.entries.getOrNull(request) ?: return
        val chosen = data?.data
        if (result != Activity.RESULT_OK || chosen == null) return send(UserEvent.Returned(purpose, Outcome.Cancelled))
        // The file may come from a slow card or a cloud.
        thread(name = "suluh-copy") {
            val outcome = copied(chosen)?.let { Outcome.File(it.path) } ?: Outcome.Failed
            activity.runOnUiThread { send(UserEvent.Returned(purpose, outcome)) }
        }
    }

    /** The copy of before is overwritten; the system empties this folder when it needs room. */
    private fun copied(chosen: Uri): File? = try {
        val copy = File(activity.cacheDir, "chosen")
        activity.contentResolver.openInputStream(chosen)?.use { from -> copy.takeIf { from.fill(it) } }
    } catch (_: IOException) {
        null
    } catch (_: RuntimeException) {
        // Whatever the other app throws while it gives the file.
        null
    }

    /** Copies everything, unless it is more than anybody would send; says whether it did. */
    private fun InputStream.fill(copy: File): Boolean = copy.outputStream().use { to ->
        val buffer = ByteArray(DEFAULT_BUFFER_SIZE)
        var copied = 0L
        var read = read(buffer)
        while (read >= 0 && copied <= MOST_BYTES) {
            to.write(buffer, 0, read)
            copied += read
            read = read(buffer)
        }
        copied <= MOST_BYTES
    }
}
