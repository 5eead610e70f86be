package org.suluh

import android.app.Activity
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.Bundle
import android.view.WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import org.suluh.device.Device
import uniffi.app.Screen
import uniffi.app.UserEvent

/** The one window. It draws what the core says and tells the core what is done; it decides nothing. */
class MainActivity : Activity() {
    private val core get() = (application as SuluhApplication).core
    private val device by lazy { Device(this) { core.send(UserEvent.DeviceFailed(it)) } }

    @Suppress("DEPRECATION")
    private val frame by lazy { Frame(this, device, lastNonConfigurationInstance as? Frame.Kept, core::send) }
    private val systemBack by lazy { SystemBack(this, ::goBack) }
    private var shown: Screen? = null

    override fun onCreate(saved: Bundle?) {
        super.onCreate(saved)
        setContentView(frame)
        registerReceiver(screenOff, IntentFilter(Intent.ACTION_SCREEN_OFF))
        core.start()
        core.screen?.let(::show)
        core.onScreen = ::show
    }

    override fun onStart() {
        super.onStart()
        core.send(UserEvent.Resumed)
    }

    override fun onPause() {
        device.speaker.stop()
        frame.fields.tell()
        super.onPause()
    }

    override fun onStop() {
        if (!isChangingConfigurations) core.send(UserEvent.Paused)
        super.onStop()
    }

    override fun onDestroy() {
        core.onScreen = {}
        unregisterReceiver(screenOff)
        device.speaker.close()
        super.onDestroy()
    }

    /** What is typed in secret fields outlives turning the phone, in memory only. */
    @Deprecated("The only way to keep something in memory without androidx")
    override fun onRetainNonConfigurationInstance(): Any = frame.keep()

    @Deprecated("Before Android 13 the system asks here")
    override fun onBackPressed() = goBack()

    private fun show(screen: Screen) {
        protect(screen.private)
        frame.show(screen)
        systemBack.listen(screen.back != null)
        shown = screen
    }

    /**
     * Keeps a private screen out of captures and of the list of recent apps. It also keeps it lit: the display going off
     * locks the app, and the core locks by itself when nobody is there.
     */
    private fun protect(private: Boolean) {
        val flags = FLAG_SECURE or FLAG_KEEP_SCREEN_ON
        window.setFlags(if (private) flags else 0, flags)
    }

    private fun goBack() {
        val back = shown?.back ?: return finish()
        frame.fields.tell()
        core.send(back.event)
    }

    /** The display going off locks at once; words half written are told first. */
    private val screenOff = object : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) {
            frame.fields.tell()
            core.send(UserEvent.Lock)
        }
    }
}
