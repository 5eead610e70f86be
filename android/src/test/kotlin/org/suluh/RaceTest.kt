package org.suluh

import android.content.ClipboardManager
import android.view.inputmethod.EditorInfo
import android.widget.EditText
import android.widget.TextView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.robolectric.util.ReflectionHelpers
import uniffi.app.Component
import uniffi.app.Field
import uniffi.app.InputKind
import uniffi.app.Said
import uniffi.app.UserEvent
import java.time.Duration

/** What happens in the moment between the core and the glass, and between one window and the next. */
class RaceTest : OnAPhone() {
    @Before
    fun atTheDirectory() = person.taps("English", leadsTo = "services")

    @Test
    fun `words told late do not become the answer to the next question`() {
        val field = comesToATextQuestion()
        val asked = person.screen.id
        field.setText("fishing boat")
        person.visible<TextView>().first { it.text.toString() == words["next"] }.performClick()
        // The core is at the next question; the window has not drawn it yet.
        person.core.settle(30_000)
        ReflectionHelpers.callInstanceMethod<Unit>(person.activity, "onPause")
        ReflectionHelpers.callInstanceMethod<Unit>(person.activity, "onResume")
        person.comeToRest()
        val next = person.screen.id
        assertTrue("stuck on $asked", next != asked)
        assertEquals(
            "",
            person.screen.components.filterIsInstance<Component.TextInput>().firstOrNull()?.value.orEmpty(),
        )
        person.taps(words["next"])
        assertTrue("stuck on $next", person.screen.id != next)
    }

    @Test
    fun `two tellings on the way do not take letters away`() {
        val sent = mutableListOf<UserEvent>()
        val fields = Fields(sent::add)
        val input = Component.TextInput(Field.SEARCH, Said("x", "en"), null, "", "", InputKind.SEARCH, 100u)
        val view = fields.words(person.activity, input)
        listOf("A", "AB").forEach {
            view.setText(it)
            fields.tell()
        }
        listOf("A", "AB").forEach { fields.update(input.copy(value = it)) }
        assertEquals("AB", view.text.toString())
    }

    @Test
    fun `what the core changes by itself is written, with the cursor behind it`() {
        val fields = Fields {}
        val input = Component.TextInput(Field.SEARCH, Said("x", "en"), null, "", "before", InputKind.SEARCH, 100u)
        val view = fields.words(person.activity, input)
        fields.update(input.copy(value = "after"))
        assertEquals("after", view.text.toString())
        assertEquals(5, view.selectionEnd)
    }

    @Test
    fun `what was typed in show mode is gone when it is left, also a word that the keyboard still composes`() {
        person.taps(words["services-hand-over"])
        val field = person.visible<EditText>().first()
        field.onCreateInputConnection(EditorInfo())?.setComposingText("pregnant", 1)
        person.waits(Duration.ofMillis(200))
        assertEquals("pregnant", person.screen.components.filterIsInstance<Component.TextInput>().first().value)
        person.holds(words["services-title"], Duration.ofMillis(3_200))
        assertFalse(person.visible<EditText>().any { "pregnant" in it.text })
    }

    @Test
    fun `a window opened before the one before it is gone goes on`() {
        val old = person
        old.activity.finish()
        old.controller.pause()
        val new = Person()
        old.controller.stop().destroy()
        new.taps(words["place-more"])
        assertTrue("the new window draws nothing more", new.sees(words["more-about"]))
    }

    @Test
    fun `coming back shows nothing private before the core could lock`() {
        writeNote("Kancil hides")
        person.controller.pause().stop()
        person.comeToRest()
        person.controller.restart().start().resume()
        assertFalse(person.visible<EditText>().any { "Kancil" in it.text })
        person.comeToRest()
        assertTrue("then it does", person.visible<EditText>().any { "Kancil" in it.text })
    }

    @Test
    fun `what is announced is said once`() {
        writeNote("Something")
        person.taps(words["note-save"])
        val said = person.activity.requireViewById<TextView>(R.id.announcement)
        val words = said.text
        person.frame.show(person.screen)
        assertTrue("set again", words === said.text)
    }

    @Test
    fun `a note cannot be copied out`() {
        writeNote("Kancil")
        val field = person.visible<EditText>().first()
        field.selectAll()
        listOf(android.R.id.copy, android.R.id.cut, android.R.id.shareText).forEach(field::onTextContextMenuItem)
        assertEquals("Kancil", field.text.toString())
        assertNull(requireNotNull(person.activity.getSystemService(ClipboardManager::class.java)).primaryClip)
        assertNull(org.robolectric.Shadows.shadowOf(person.activity).nextStartedActivity)
    }

    @Test
    fun `a core that had to stop is started again with the next window`() {
        val blocked = java.io.File(TestSuluh.folder, "data")
        person.core.stop()
        blocked.deleteRecursively()
        blocked.writeText("in the way")
        person = person.diesAndReturns()
        assertEquals("not-started", person.screen.id)
        blocked.delete()
        person.leaves()
        person.returns()
        assertEquals("language", person.screen.id)
    }

    private fun comesToATextQuestion(): EditText {
        setPin()
        person.taps(words["work-new"])
        person.agreesToWriting(words)
        repeat(80) {
            val input = person.screen.components.filterIsInstance<Component.TextInput>().firstOrNull()
            if (input?.kind == InputKind.LINES) return person.visible<EditText>().first()
            person.taps(words[if (person.screen.id.startsWith("check/")) "check-read" else "next"])
        }
        throw NotSeen("no question asks for words")
    }
}
