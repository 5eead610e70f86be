package org.suluh

import android.content.Context
import android.os.Handler
import android.os.Looper
import org.suluh.device.Reminders
import uniffi.app.DeviceRequest
import uniffi.app.DeviceTask
import uniffi.app.Outcome
import uniffi.app.Screen
import uniffi.app.UserEvent
import uniffi.bridge.DeviceVault
import uniffi.bridge.Running
import uniffi.bridge.Shell
import uniffi.bridge.StartException
import uniffi.bridge.notStarted
import java.io.File
import java.util.Locale
import kotlin.concurrent.thread

/**
 * The core as this process runs it. Everything here but [changed] belongs to the thread that draws.
 *
 * Never logs an event or a screen: their `toString` repeats what somebody typed.
 */
class Core(private val context: Context, private val key: DeviceVault) : Shell {
    private val drawing = Handler(Looper.getMainLooper())
    private val reading = Runnable { read() }
    private val early = ArrayDeque<UserEvent>()
    private var running: Running? = null
    private var begun = false

    /** The newest screen; `null` until the core has started. */
    var screen: Screen? = null
        private set

    /** Whether the window went out of sight, and has not come back. */
    var hidden = false
        private set

    /** Hears of each newer screen. */
    var onScreen: (Screen) -> Unit = {}

    /** Carries out what leads away from the app; without a window nothing can. */
    var onRequest: (DeviceRequest) -> Unit = ::refuse

    /** The window that is in use; one that ends late is not it any more. */
    var window: Any? = null

    /** Starts the core, unless that was done before. Key derivation and disk stay off the thread that draws. */
    fun start() {
        if (begun && !hasStopped()) return
        begun = true
        stop()
        screen = null
        thread(name = "suluh-start") {
            val outcome = runCatching { Running.start(folder(), bundledPack(context).path, key, this) }
            drawing.post { started(outcome) }
        }
    }

    /** Tells the core what somebody did; what is done before it runs is told when it does. */
    fun send(event: UserEvent) {
        running?.send(event) ?: early.add(event)
    }

    /** Tells what was done on this screen; it has no effect when the core has left that screen meanwhile. */
    fun send(event: UserEvent, from: Screen?) {
        if (from == null) return
        running?.sendFrom(from.id, event)
    }

    /** The window went out of sight. */
    fun outOfSight() {
        hidden = true
        send(UserEvent.Paused)
    }

    /** The window is in sight. A window that was only made anew is no return: what went wrong stays on the screen. */
    fun inSight() {
        if (hidden) send(UserEvent.Resumed)
        hidden = false
    }

    /** The neutral screens of an app that does not run are the last it shows. */
    private fun hasStopped() = screen?.revision == ULong.MAX_VALUE

    /** Ends the core and gives its folder back. */
    fun stop() {
        running?.stop()
        running = null
        drawing.removeCallbacksAndMessages(null)
    }

    override fun request(request: DeviceRequest) {
        drawing.post { onRequest(request) }
    }

    override fun changed() {
        drawing.removeCallbacks(reading)
        drawing.post(reading)
    }

    /** Waits until everything told has had its effect; for tests. */
    internal fun settle(limitMs: Long) = running?.settle(limitMs.toULong()) ?: hasStopped()

    /** No window is there to ask from; a reminder needs none. */
    internal fun refuse(request: DeviceRequest) {
        val reminders = Reminders(context)
        when (request) {
            is DeviceRequest.Pick -> send(UserEvent.Returned(request.purpose, Outcome.Failed))
            is DeviceRequest.Save -> send(UserEvent.Returned(request.purpose, Outcome.Failed))
            is DeviceRequest.Remind -> if (!reminders.set(request) || !reminders.areAllowed()) {
                send(UserEvent.DeviceFailed(DeviceTask.REMIND))
            }
            is DeviceRequest.DoNotRemind -> reminders.forget(request.atMs)
        }
    }

    private fun started(outcome: Result<Running>) {
        running = outcome.getOrElse { failure ->
            val why = failure as? StartException ?: StartException.Disk()
            return show(notStarted(why, Locale.getDefault().toLanguageTag().substringBefore('-')))
        }
        while (early.isNotEmpty()) running?.send(early.removeFirst())
        read()
    }

    private fun read() {
        running?.screen()?.let(::show)
    }

    private fun show(next: Screen) {
        if (next.revision < (screen?.revision ?: 0u)) return
        screen = next
        onScreen(next)
    }

    private fun folder() = File(context.noBackupFilesDir, "data").path
}
