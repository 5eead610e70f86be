package org.suluh

import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.io.File

/** Says that everything up to here was played. */
internal const val READY = "ready to be killed"

/** Played in a process of its own by [KillTest], which ends it where it waits; never by itself. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestSuluh::class, qualifiers = "en-w360dp-h780dp-xxhdpi")
class KilledProcess {
    @Test
    fun playUntilKilled() {
        val folder = File(System.getProperty("folder"))
        PretendKeystore(File(folder, "keystore")).install()
        TestSuluh.folder = File(folder, "data")
        val words = Words("en")
        val person = Person()
        person.taps("English")
        person.taps(words["place-work"])
        person.taps(words["keeps-set-pin"])
        person.types(words["pin-new"], PIN)
        person.types(words["pin-again"], PIN)
        person.taps(words["pin-create"], leadsTo = "work")
        person.taps(words["work-new"])
        person.agreesToWriting(words)
        person.goesOnTo("question/suluh_c/c06", words)
        person.answers("c06", "fishing")
        person.taps(words["next"])
        println("$READY at ${person.screen.id}")
        System.out.flush()
        Thread.sleep(Long.MAX_VALUE)
    }
}
