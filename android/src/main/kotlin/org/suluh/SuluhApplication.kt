package org.suluh

import android.app.Application
import org.suluh.device.KeystoreKey

/** The app's process: one core for as long as it lives, whatever becomes of its window. */
open class SuluhApplication : Application() {
    /** Started with the first window. */
    open val core by lazy { newCore() }

    protected fun newCore() = Core(this, KeystoreKey(packageManager))

    override fun onTerminate() {
        core.stop()
        super.onTerminate()
    }
}
