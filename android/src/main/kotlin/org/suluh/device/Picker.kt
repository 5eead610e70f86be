package org.suluh.device

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.provider.DocumentsContract
import uniffi.app.DeviceRequest
import uniffi.app.Outcome
import uniffi.app.Purpose
import uniffi.app.UserEvent
import java.io.File
import java.io.IOException
import java.io.InputStream
import kotlin.concurrent.thread

/** More than any content is long; the core has its own, smaller limit. */
private const val MOST_BYTES = 32L * 1024 * 1024

private const val LEAVING = "leaving"

/**
 * Lets somebody choose a file in the system's picker and hands the core a copy of it, or choose a place and puts a copy
 * there. What it is for travels with the request itself, which the system keeps when it ends this process meanwhile.
 */
internal class Picker(private val activity: Activity, private val send: (UserEvent) -> Unit) {
    /** Where the file lies that is to be saved. */
    private var leaving: String? = null

    fun pick(purpose: Purpose) = ask(Intent(Intent.ACTION_OPEN_DOCUMENT).setType("*/*"), purpose)

    fun save(file: DeviceRequest.Save) {
        leaving = file.path
        val choose = Intent(Intent.ACTION_CREATE_DOCUMENT).setType("application/octet-stream")
        ask(choose.putExtra(Intent.EXTRA_TITLE, file.name), file.purpose)
    }

    /** Keeps what a new window needs to finish, also in another process. */
    fun keep(into: Bundle) = into.putString(LEAVING, leaving)

    /** Goes on with what was kept. */
    fun restore(from: Bundle?) {
        leaving = from?.getString(LEAVING)
    }

    private fun ask(choose: Intent, purpose: Purpose) = try {
        activity.startActivityForResult(choose.addCategory(Intent.CATEGORY_OPENABLE), purpose.ordinal)
    } catch (_: ActivityNotFoundException) {
        send(UserEvent.Returned(purpose, Outcome.Failed))
    }

    /** What came back from the picker, perhaps to another process than the one that asked. */
    fun returned(request: Int, result: Int, data: Intent?) {
        val purpose = Purpose.entries.getOrNull(request) ?: return
        val chosen = data?.data.takeIf { result == Activity.RESULT_OK }
        when {
            chosen == null -> send(UserEvent.Returned(purpose, Outcome.Cancelled))
            // Any app can answer, and a plain path would be opened with this app's own rights: also one to its own vault.
            chosen.scheme != ContentResolver.SCHEME_CONTENT -> send(UserEvent.Returned(purpose, Outcome.Failed))
            // The file may lie on a slow card or in a cloud.
            else -> thread(name = "suluh-copy") {
                val outcome = copy(purpose, chosen) ?: Outcome.Failed
                activity.runOnUiThread { send(UserEvent.Returned(purpose, outcome)) }
            }
        }
    }

    private fun copy(purpose: Purpose, chosen: Uri): Outcome? = when (purpose) {
        Purpose.CONTENT -> copied(chosen)?.let { Outcome.File(it.path) }
        Purpose.HAND_ON -> Outcome.Saved.takeIf { leaving?.let { saved(File(it), chosen) } == true }
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

    /** Says whether the whole file is there; a part of it is taken away again. */
    private fun saved(file: File, chosen: Uri): Boolean {
        val done = try {
            activity.contentResolver.openOutputStream(chosen, "wt")?.use { to ->
                file.inputStream().use { it.copyTo(to) }
            }
        } catch (_: IOException) {
            null
        } catch (_: RuntimeException) {
            null
        }
        if (done == null) runCatching { DocumentsContract.deleteDocument(activity.contentResolver, chosen) }
        return done != null
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
