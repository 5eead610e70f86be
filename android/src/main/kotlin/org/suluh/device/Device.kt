package org.suluh.device

import android.app.Activity
import android.content.Intent
import android.net.Uri
import android.print.PrintManager
import uniffi.app.DeviceTask
import uniffi.app.Said

/**
 * What the device does at once when a component is pressed. Everything opens in the app of the person's choice, filled
 * in and not sent.
 */
internal class Device(private val activity: Activity, private val failed: (DeviceTask) -> Unit) {
    val speaker = Speaker(activity) { failed(DeviceTask.SPEAK) }

    /**
     * Opens an address: the dialler for `tel:`, a message for `sms:`, maps for `geo:`, the browser or a messenger for
     * `https:`.
     */
    fun open(address: String) {
        val uri = Uri.parse(address).normalizeScheme()
        val action = when (uri.scheme) {
            "tel" -> Intent.ACTION_DIAL
            "sms" -> Intent.ACTION_SENDTO
            "geo", "https" -> Intent.ACTION_VIEW
            // Addresses come with the content; others would reach into any app, or into files.
            else -> return failed(DeviceTask.OPEN)
        }
        start(Intent(action, uri), DeviceTask.OPEN)
    }

    /** Passes words on by another app. */
    fun share(title: Said, parts: List<Said>) {
        val words = (listOf(title) + parts).joinToString("\n\n") { it.text }
        val send = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, words)
        start(Intent.createChooser(send, null), DeviceTask.SHARE)
    }

    /** Prints words, or keeps them as a file: the system asks which. */
    fun print(title: Said, parts: List<Said>) = attempt(DeviceTask.PRINT) {
        val printing = activity.getSystemService(PrintManager::class.java)
        // A device that cannot print has a manager all the same, which takes the words and does nothing.
        printing?.print(title.text, Paper(title, parts), null) != null
    }

    private fun start(intent: Intent, task: DeviceTask) = attempt(task) {
        activity.startActivity(intent)
        true
    }

    /** Whatever keeps the system from it is thrown: nobody there, not allowed, more words than one message holds. */
    private fun attempt(task: DeviceTask, act: () -> Boolean) {
        val done = try {
            act()
        } catch (_: RuntimeException) {
            false
        }
        if (!done) failed(task)
    }
}
