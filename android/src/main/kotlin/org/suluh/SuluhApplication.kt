package org.suluh

import android.app.Application
import org.suluh.device.KeystoreKey
import uniffi.app.UserEvent

/** The app's process: one core for as long as it lives, whatever becomes of its window. */
open class SuluhApplication : Application() {
    /** Started with the first window. */
    open val core by lazy { newCore() }

    protected fun newCore() = Core(this, KeystoreKey(packageManager))

    /** A process that the system may soon freeze cannot lock later. */
    override fun onTrimMemory(level: Int) {
        super.onTrimMemory(level)
        if (level >= TRIM_MEMORY_BACKGROUND) core.send(UserEvent.Lock)
    }

    override fun onTerminate() {
        core.stop()
        super.onTerminate()
    }
}
