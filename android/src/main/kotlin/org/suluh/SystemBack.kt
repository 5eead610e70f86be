package org.suluh

import android.app.Activity
import android.os.Build
import android.window.OnBackInvokedCallback
import android.window.OnBackInvokedDispatcher

/**
 * The system's way back, from Android 13 on. Only where a screen has one: elsewhere the system leaves the app, with its
 * own movement.
 */
@AsksForLevel
internal class SystemBack(private val activity: Activity, goBack: () -> Unit) {
    private val callback: Any? = if (Build.VERSION.SDK_INT >= 33) OnBackInvokedCallback(goBack) else null
    private var listening = false

    fun listen(wanted: Boolean) {
        if (Build.VERSION.SDK_INT < 33 || listening == wanted) return
        listening = wanted
        val dispatcher = activity.onBackInvokedDispatcher
        if (wanted) {
            dispatcher.registerOnBackInvokedCallback(
                OnBackInvokedDispatcher.PRIORITY_DEFAULT,
                callback as OnBackInvokedCallback,
            )
        } else {
            dispatcher.unregisterOnBackInvokedCallback(callback as OnBackInvokedCallback)
        }
    }
}
