package org.suluh

import org.junit.Before
import org.junit.Rule
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** A new phone for each test, upright and in English, and somebody in front of it. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestSuluh::class, qualifiers = "en-w360dp-h780dp-xxhdpi")
open class OnAPhone {
    @get:Rule val folder = TemporaryFolder()
    protected val words = Words("en")
    protected lateinit var person: Person

    @Before
    fun aNewPhone() {
        PretendKeystore(folder.newFolder()).install()
        TestSuluh.folder = folder.newFolder()
        person = Person()
    }

    /** From the directory to the list of work. */
    protected fun setPin() {
        person.taps(words["place-work"])
        person.taps(words["keeps-set-pin"])
        person.types(words["pin-new"], PIN)
        person.types(words["pin-again"], PIN)
        person.taps(words["pin-create"], leadsTo = "work")
    }

    /** From the directory to half a note; a case comes from a conversation that was kept. */
    protected fun writeNote(text: String) {
        setPin()
        person.taps(words["work-new"])
        person.keepsATalk(words)
        person.taps(words["case-note"], leadsTo = "note")
        person.types(words["note-label"], text)
    }
}
