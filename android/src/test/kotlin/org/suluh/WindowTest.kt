package org.suluh

import android.content.Intent
import android.view.View
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import android.widget.EditText
import android.widget.TextView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import uniffi.app.UserEvent
import uniffi.app.WorkEvent
import java.time.Duration

private const val UPRIGHT = "+w360dp-h780dp-port"
private const val SIDEWAYS = "+w780dp-h360dp-land"

/** What holds for the window whatever is on it: focus, turning, leaving, coming back, being looked at by others. */
class WindowTest : OnAPhone() {
    @Before
    fun atTheDirectory() = person.taps("English", leadsTo = "services")

    @Test
    fun `private screens and those that take a secret are kept out of captures and recent apps, others are not`() {
        assertFalse(isSecure())
        setPin()
        assertTrue(isSecure())
        person.taps(words["lock"])
        assertTrue("a recorder would see each letter of the PIN", isSecure())
        person.taps(words["place-services"])
        assertFalse(isSecure())
    }

    @Test
    fun `half a note outlives turning the phone`() {
        writeNote("Half a ")
        person.turns(SIDEWAYS)
        assertEquals("Half a ", field(R.id.field_note).text.toString())
        person.turns(UPRIGHT)
        assertEquals("Half a ", field(R.id.field_note).text.toString())
    }

    @Test
    fun `a PIN half typed outlives turning the phone, in memory only`() {
        person.taps(words["place-work"])
        person.taps(words["keeps-set-pin"])
        person.types(words["pin-new"], "8041")
        val kept = person.turnsWatchingState(SIDEWAYS)
        assertEquals("8041", field(R.id.field_pin).text.toString())
        assertFalse("the system was given what was typed", "8041" in kept)
    }

    @Test
    fun `what was unfolded stays unfolded when the phone is turned`() {
        person.taps("SAPA 129, for women and children")
        person.taps(words["service-sources"])
        assertTrue(person.sees("intuisi.net"))
        person.turns(SIDEWAYS)
        assertTrue(person.sees("intuisi.net"))
    }

    @Test
    fun `when the display goes off the app locks, and half a note is still there`() {
        writeNote("Half a note")
        person.activity.sendBroadcast(Intent(Intent.ACTION_SCREEN_OFF))
        person.comeToRest()
        assertEquals("unlock", person.screen.id)
        assertFalse(person.sees("Half a note"))
        unlock()
        openTheCase()
        person.taps(words["case-note"])
        assertEquals("Half a note", field(R.id.field_note).text.toString())
    }

    @Test
    fun `coming back in time from behind another app finds everything as it was`() {
        writeNote("Half a note")
        person.leaves()
        person.returns()
        assertEquals("note", person.screen.id)
        assertEquals("Half a note", field(R.id.field_note).text.toString())
    }

    @Test
    fun `the system's way back is the screen's, and without one it leaves the app`() {
        person.taps("SAPA 129, for women and children", leadsTo = "service/")
        person.goesBack()
        assertEquals("services", person.screen.id)
        assertFalse(person.activity.isFinishing)
        person.goesBack()
        assertTrue(person.activity.isFinishing)
    }

    @Test
    fun `a new screen begins at its title`() {
        person.taps("SAPA 129, for women and children")
        val title = person.activity.requireViewById<TextView>(R.id.title)
        assertSame(title, person.window.findFocus())
        assertTrue(title.isAccessibilityHeading)
    }

    @Test
    fun `a problem on the same screen is spoken, and the focus stays where somebody writes`() {
        person.taps(words["place-work"])
        person.taps(words["keeps-set-pin"])
        person.types(words["pin-new"], "111111")
        person.types(words["pin-again"], "111111")
        val field = field(R.id.field_pin_again)
        person.taps(words["pin-create"])
        val problem = person.visible<TextView>().first { it.text.toString() == words["trouble-pin-repeats"] }
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE, problem.accessibilityLiveRegion)
        assertTrue("it is in sight", problem.getGlobalVisibleRect(android.graphics.Rect()))
        assertSame("the same field, not a new one", field, field(R.id.field_pin_again))
        assertTrue(field.isFocused)
    }

    @Test
    fun `what went wrong is still said when the phone was turned`() {
        person.taps(words["place-work"])
        person.taps(words["keeps-set-pin"])
        person.types(words["pin-new"], "111111")
        person.types(words["pin-again"], "111111")
        person.taps(words["pin-create"])
        person.turns(SIDEWAYS)
        assertTrue(person.sees(words["trouble-pin-repeats"]))
    }

    @Test
    fun `a PIN is gone from the screen with the press that used it`() {
        person.taps(words["place-work"])
        person.taps(words["keeps-set-pin"])
        person.types(words["pin-new"], "111111")
        person.taps(words["pin-create"])
        assertEquals("", field(R.id.field_pin).text.toString())
    }

    @Test
    fun `a search goes out a moment after the last key and leaves the field alone`() {
        person.types(words["services-search"], "sapa")
        val field = field(R.id.field_search)
        assertTrue("too early", "Found" !in person.screen.toOutline())
        person.waits(Duration.ofMillis(200))
        assertTrue(person.screen.toOutline().contains(words["why-name"]))
        assertSame(field, field(R.id.field_search))
        assertTrue(field.isFocused)
        assertEquals(4, field.selectionEnd)
    }

    @Test
    fun `somebody who writes for long does not find the app locked`() {
        writeNote("Long ")
        person.waits(Duration.ofSeconds(16))
        assertTrue("Long" in person.screen.toOutline())
    }

    @Test
    fun `what is saved is said once, where it can be heard and seen`() {
        writeNote("Something")
        person.taps(words["note-save"])
        val said = person.activity.requireViewById<TextView>(R.id.announcement)
        assertEquals(words["note-saved"], said.text.toString())
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_POLITE, said.accessibilityLiveRegion)
    }

    @Test
    fun `show mode is left by holding the title for three seconds and by nothing else`() {
        person.taps(words["services-hand-over"])
        assertTrue(person.screen.hold != null)
        person.holds(words["services-title"], Duration.ofMillis(800))
        assertTrue("a short press leaves it", person.screen.hold != null)
        assertEquals(View.GONE, person.activity.requireViewById<View>(R.id.places).visibility)
        person.holds(words["services-title"], Duration.ofMillis(3_200))
        assertEquals(null, person.screen.hold)
    }

    @Test
    fun `no field lets the system keep what is typed`() {
        setPin()
        person.taps(words["lock"])
        val field = field(R.id.field_pin)
        assertFalse(field.isSaveEnabled)
        assertEquals(View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS, field.importantForAutofill)
        assertTrue(field.imeOptions and android.view.inputmethod.EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING != 0)
    }

    private fun isSecure() = person.activity.window.attributes.flags and FLAG_SECURE != 0

    private fun field(id: Int) = person.activity.requireViewById<EditText>(id)

    private fun unlock() {
        person.types(words["unlock-pin"], PIN)
        person.taps(words["unlock"], leadsTo = "work")
    }

    private fun openTheCase() = person.does("open the case") { it is UserEvent.Work && it.event is WorkEvent.Open }
}
