package org.suluh

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import uniffi.app.Component
import uniffi.app.DirectoryEvent
import uniffi.app.ReferralEvent
import uniffi.app.Screen
import uniffi.app.UserEvent
import uniffi.app.WorkEvent
import java.io.File

/** Words that are nowhere else, in three writing systems. */
private const val NOTE = "Kancil called the clinic. โทรหาคลินิก ទូរសព្ទទៅគ្លីនិក"

/** The first screening case, after an adult's consent and a first need. */
private val ANSWERS = mapOf(
    "a03" to "yes", "a12" to "adult", "a07" to "yes", "a08" to "yes", "b11" to "lawyer",
    "c06" to "fishing", "c20" to "yes", "c21" to "job wage", "c42" to "yes", "c43" to "yes", "c44" to "pay",
    "c50" to "yes", "c51" to "papers debt", "c52" to "cannot", "c60" to "yes",
)

/** One day with the app, through what is drawn: found by its words, tapped where it stands, typed by a keyboard. */
class JourneyTest : OnAPhone() {
    @Test
    fun `the whole journey, from the first start to the case`() {
        person.taps("English", leadsTo = "services")
        lookUp()
        choosesAPin()
        talk()
        refer()
        keep()
        lock()
        comeBack()
        assertFalse("a word of the note can be read in the data folder", canBeRead("Kancil", "คลินิก", "គ្លីនិក"))
    }

    private fun lookUp() {
        person.types(words["services-search"], "women children")
        person.taps(words["services-search-button"])
        assertTrue(person.sees(words["why-name"]))
        person.taps("SAPA 129, for women and children", leadsTo = "service/")
        person.taps("129")
        assertEquals("tel:129", shadowOf(person.activity).nextStartedActivity.dataString)
        person.goesBack()
        assertEquals("services", person.screen.id)
    }

    private fun choosesAPin() {
        person.taps(words["place-work"], leadsTo = "keeps")
        person.taps(words["keeps-set-pin"], leadsTo = "set-pin")
        person.types(words["pin-new"], "19840312")
        person.types(words["pin-again"], "19840312")
        person.taps(words["pin-create"])
        assertTrue(person.sees(words["trouble-pin-date"]))
        person.types(words["pin-new"], PIN)
        person.types(words["pin-again"], PIN)
        person.taps(words["pin-create"], leadsTo = "work")
    }

    private fun talk() {
        person.taps(words["work-new"], leadsTo = "question/suluh_a")
        val before = written()
        goOn(until = "question/suluh_a/a08")
        assertEquals("before the person agrees nothing is written", before, written())
        assertTrue(person.sees(words["question-not-saved"]))
        goOn(until = "check/suluh_c")
        assertTrue("then it is", before != written())
        person.taps(words["check-read"], leadsTo = "reading/suluh_c")
        assertTrue("the reading says signs in words", person.screen.components.count { it is Component.Section } > 3)
        assertTrue(person.sees(words["reading-not-a-decision"]))
        goOn(until = "after")
    }

    /** Answers what is known, leaves the rest, and goes on. */
    private fun goOn(until: String) {
        while (!person.screen.id.startsWith(until)) {
            val here = person.screen.id
            val question = here.substringAfterLast('/').takeIf { here.startsWith("question/") }
            ANSWERS[question]?.split(' ')?.forEach { person.answers(question.orEmpty(), it) }
            person.taps(words["next"])
            assertTrue("stuck on $here", person.screen.id != here)
        }
    }

    private fun refer() {
        person.taps(words["after-services"], leadsTo = "services")
        assertTrue(person.sees("${words["why-need"]} Law and rights"))
        person.does("open a service") { it is UserEvent.Directory && it.event is DirectoryEvent.Open }
        person.does("refer") { it is UserEvent.Referral && it.event is ReferralEvent.Begin }
        person.taps(words["referral-ask"])
        person.taps(words["referral-agreed"])
        assertEquals(words["referral-call-title"], person.screen.title.text)
        person.taps(words["referral-accepted"], leadsTo = "after")
    }

    private fun keep() {
        person.taps(words["after-keep"], leadsTo = "keep")
        person.taps(words["keep-new"], leadsTo = "case/")
        person.taps(words["case-note"], leadsTo = "note")
        person.types(words["note-label"], NOTE)
        person.taps(words["note-save"], leadsTo = "case/")
        assertTrue(person.sees(NOTE))
        assertTrue("it is said that the note is saved", person.sees(words["note-saved"]))
    }

    private fun lock() {
        person.goesBack()
        person.taps(words["lock"], leadsTo = "unlock")
        assertFalse(person.sees("Kancil"))
    }

    private fun comeBack() {
        person.types(words["unlock-pin"], PIN)
        person.taps(words["unlock"], leadsTo = "work")
        person.does("open the case") { it is UserEvent.Work && it.event is WorkEvent.Open }
        assertTrue(person.sees(NOTE))
        person.taps(words["case-answers"], leadsTo = "case-answers")
        assertTrue("Fishing boat" in person.screen.words())
    }

    private fun canBeRead(vararg words: String) = TestSuluh.folder!!.walk().filter(File::isFile).any { file ->
        val bytes = file.readBytes()
        words.any { word -> listOf(Charsets.UTF_8, Charsets.UTF_16LE).any { bytes.holds(word.toByteArray(it)) } }
    }

    /** Every file of the data folder, in a form that can be compared. */
    private fun written() = TestSuluh.folder!!.walk().filter(File::isFile).associate {
        it.path to
            it.readBytes().toList()
    }
}

private fun Screen.words() = uniffi.bridge.outline(this)

private fun ByteArray.holds(part: ByteArray) = (0..size - part.size).any { start ->
    part.indices.all {
        this[start + it] ==
            part[it]
    }
}
