package org.suluh

import android.Manifest.permission.POST_NOTIFICATIONS
import android.app.Activity
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.Build
import android.os.Build.VERSION_CODES.TIRAMISU
import android.os.Bundle
import android.view.View
import android.view.WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import org.suluh.device.AppLanguage
import org.suluh.device.Device
import org.suluh.device.Picker
import org.suluh.device.Reminders
import uniffi.app.Component
import uniffi.app.DeviceRequest
import uniffi.app.DeviceTask
import uniffi.app.Screen
import uniffi.app.UserEvent

/** The one window. It draws what the core says and tells the core what is done; it decides nothing. */
class MainActivity : Activity() {
    private val core get() = (application as SuluhApplication).core
    private val device by lazy { Device(this) { core.send(UserEvent.DeviceFailed(it)) } }

    @Suppress("DEPRECATION")
    private val frame by lazy {
        Frame(this, device, lastNonConfigurationInstance as? Frame.Kept) { core.send(it, shown) }
    }
    private val systemBack by lazy { SystemBack(this, ::goBack) }
    private val picker by lazy { Picker(this, core::send) }
    private val reminders by lazy { Reminders(this) }
    private var shown: Screen? = null

    /** While a private screen is not drawn after coming back: the revision it had. What is newer has been locked if need be. */
    private var covered: ULong? = null
    private var inSight = false

    override fun onCreate(saved: Bundle?) {
        super.onCreate(saved)
        setContentView(frame)
        picker.restore(saved)
        registerReceiver(screenOff, IntentFilter(Intent.ACTION_SCREEN_OFF))
        AppLanguage.chosenOutside(this)?.let { if (it != core.screen?.lang) core.send(UserEvent.ChooseLanguage(it)) }
        if (saved == null) follow(intent)
        core.screen?.takeUnless { it.private && core.hidden }?.let(::show)
        core.window = this
        core.onScreen = ::show
        core.onRequest = ::carryOut
    }

    override fun onStart() {
        super.onStart()
        core.start()
        inSight = true
        covered = covered?.let { core.screen?.revision }
        core.inSight()
    }

    override fun onPause() {
        device.speaker.stop()
        frame.fields.tell()
        super.onPause()
    }

    override fun onStop() {
        if (!isChangingConfigurations && core.window === this) core.outOfSight()
        covered = core.screen?.revision.takeIf { shown?.private == true }
        if (covered != null) frame.visibility = View.INVISIBLE
        inSight = false
        super.onStop()
    }

    override fun onDestroy() {
        if (core.window === this) {
            core.onScreen = {}
            core.onRequest = core::refuse
        }
        frame.fields.clear()
        unregisterReceiver(screenOff)
        device.speaker.close()
        super.onDestroy()
    }

    /** What is typed in secret fields outlives turning the phone, in memory only. */
    @Deprecated("The only way to keep something in memory without androidx")
    override fun onRetainNonConfigurationInstance(): Any = frame.keep()

    @Deprecated("Before Android 13 the system asks here")
    override fun onBackPressed() = goBack()

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        follow(intent)
    }

    @Deprecated("The only way without androidx")
    override fun onActivityResult(request: Int, result: Int, data: Intent?) = picker.returned(request, result, data)

    /** A link that was opened elsewhere, by the camera for example. */
    private fun follow(intent: Intent) {
        if (intent.action == Intent.ACTION_VIEW) intent.dataString?.let { core.send(UserEvent.Link(it)) }
    }

    private fun carryOut(request: DeviceRequest) = when (request) {
        is DeviceRequest.Pick -> picker.pick(request.purpose)
        is DeviceRequest.Save -> picker.save(request)
        is DeviceRequest.Remind -> remind(request)
        is DeviceRequest.DoNotRemind -> reminders.forget(request.atMs)
    }

    /** Whether this app may show notices is asked when the first one is wanted. */
    private fun remind(reminder: DeviceRequest.Remind) {
        val set = reminders.set(reminder)
        if (set && reminders.areAllowed()) return
        if (set && Build.VERSION.SDK_INT >= TIRAMISU) {
            requestPermissions(arrayOf(POST_NOTIFICATIONS), 0)
        } else {
            core.send(UserEvent.DeviceFailed(DeviceTask.REMIND))
        }
    }

    override fun onRequestPermissionsResult(request: Int, permissions: Array<String>, results: IntArray) {
        if (!reminders.areAllowed()) core.send(UserEvent.DeviceFailed(DeviceTask.REMIND))
    }

    override fun onSaveInstanceState(out: Bundle) {
        super.onSaveInstanceState(out)
        picker.keep(out)
    }

    private fun show(screen: Screen) {
        protect(screen)
        shown?.let { if (it.lang != screen.lang) AppLanguage.tell(this, screen.lang) }
        frame.show(screen)
        if (inSight && covered?.let { screen.revision > it } != false) {
            covered = null
            frame.visibility = View.VISIBLE
        }
        systemBack.listen(screen.back != null)
        shown = screen
    }

    /**
     * Keeps a private screen, and one on which a secret is typed, out of captures and of the list of recent apps. A private
     * one also stays lit: the display going off locks the app, and the core locks by itself when nobody is there.
     */
    private fun protect(screen: Screen) {
        val asksForSecret = screen.components.any { it is Component.SecretInput }
        val secure = if (screen.private || asksForSecret) FLAG_SECURE else 0
        val lit = if (screen.private) FLAG_KEEP_SCREEN_ON else 0
        window.setFlags(secure or lit, FLAG_SECURE or FLAG_KEEP_SCREEN_ON)
    }

    private fun goBack() {
        val back = shown?.back ?: return finish()
        frame.fields.tell()
        core.send(back.event, shown)
    }

    /** The display going off locks at once; words half written are told first. */
    private val screenOff = object : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) {
            frame.fields.tell()
            core.send(UserEvent.Lock)
        }
    }
}
