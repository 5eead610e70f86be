package org.suluh.device

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import android.print.PrintManager
import uniffi.app.DeviceTask
import uniffi.app.Said

/** What the device does at once when a component is pressed. Everything opens in the app of the person's choice, filled in and not sent. */
internal class Device(private val activity: Activity, private val failed: (DeviceTask) -> Unit) {
    val speaker = Speaker(activity) { failed(DeviceTask.SPEAK) }

    /** Opens an address: the dialler for `tel:`, a message for `sms:`, maps for `geo:`, the browser or a messenger for `https:`. */
    fun open(address: String) {
        val uri = Uri.parse(address)
        val action = when (uri.scheme) {
            "tel" -> Intent.ACTION_DIAL
            "sms" -> Intent.ACTION_SENDTO
            else -> Intent.ACTION_VIEW
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
    fun print(title: Said, parts: List<Said>) {
        val printing = activity.getSystemService(PrintManager::class.java)
            ?: return failed(DeviceTask.PRINT)
        printing.print(title.text, Paper(activity, title, parts), null)
    }

    private fun start(intent: Intent, task: DeviceTask) {
        try {
            activity.startActivity(intent)
        } catch (_: ActivityNotFoundException) {
            failed(task)
        } catch (_: SecurityException) {
            failed(task)
        }
    }
}
