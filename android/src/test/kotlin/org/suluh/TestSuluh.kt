package org.suluh

import java.io.File

/** The app with its data where a test wants it, so that what a killed process left can be opened by the next. */
class TestSuluh : SuluhApplication() {
    private var living: Core? = null

    override val core get() = living ?: newCore().also { living = it }

    /** Ends the core as the end of its process would, and begins another. */
    fun dies() {
        living?.stop()
        living = null
    }

    override fun getNoBackupFilesDir(): File = folder ?: super.getNoBackupFilesDir()

    companion object {
        /** Where the data lies; `null`: in a folder of this test alone. */
        var folder: File? = null
    }
}
