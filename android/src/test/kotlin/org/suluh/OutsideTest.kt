package org.suluh

import android.app.Activity
import android.app.LocaleManager
import android.content.Intent
import android.net.Uri
import android.os.LocaleList
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter.from
import uniffi.app.DirectoryEvent
import uniffi.app.Purpose
import uniffi.app.UserEvent
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.io.OutputStream

private val CHOSEN: Uri = Uri.parse("content://org.example.files/one")

/** What comes from outside the app: a chosen file, a link, a language. */
class OutsideTest : OnAPhone() {
    @Test
    fun `content from a chosen file is installed`() {
        choosesAFile()
        offers(File(System.getProperty("pack")).readBytes())
        comesBackWith(Activity.RESULT_OK, CHOSEN)
        person.waitsFor(words["more-content-installed"])
    }

    @Test
    fun `numbers that would change are looked at before the content is used, and then show mode calls the new ones`() {
        choosesAFile()
        offers(File(System.getProperty("changed")).readBytes())
        comesBackWith(Activity.RESULT_OK, CHOSEN)
        person.waitsFor(words["more-numbers-use"])
        assertTrue(person.sees("0000"))
        Shot(person.window).save("changed-numbers")
        assertEquals(emptyList<String>(), Judge(person.window, person.screen).all())
        person.taps(words["more-numbers-use"])
        person.waitsFor(words["more-content-installed"])
        person.taps(words["place-services"])
        person.taps(words["services-hand-over"])
        person.types(words["services-search"], "SAPA")
        person.does("open what was found") { (it as? UserEvent.Directory)?.event is DirectoryEvent.Open }
        assertTrue(person.screen.id.startsWith("service/"))
        assertTrue(person.sees("0000"))
        Shot(person.window).save("new-number-in-show-mode")
    }

    @Test
    fun `a file that is no content is refused in words`() {
        choosesAFile()
        offers("mine".toByteArray())
        comesBackWith(Activity.RESULT_OK, CHOSEN)
        person.waitsFor(words["trouble-install-not-a-pack"])
    }

    @Test
    fun `a file that cannot be read is said to be so`() {
        choosesAFile()
        comesBackWith(Activity.RESULT_OK, CHOSEN)
        person.waitsFor(words["trouble-install-unreadable"])
    }

    @Test
    fun `choosing nothing changes nothing`() {
        choosesAFile()
        val before = person.screen.toOutline()
        comesBackWith(Activity.RESULT_CANCELED, null)
        person.comeToRest()
        assertEquals(before, person.screen.toOutline())
    }

    @Test
    fun `a phone without a picker says so`() {
        person.taps("English")
        person.taps(words["place-more"])
        shadowOf(person.activity.application).checkActivities(true)
        person.taps(words["more-content-install"])
        person.waitsFor(words["trouble-install-unreadable"])
    }

    @Test
    fun `a file chosen while the app was ended behind the picker is installed by the next process`() {
        choosesAFile()
        person = person.diesAndReturns()
        offers(File(System.getProperty("pack")).readBytes())
        comesBackWith(Activity.RESULT_OK, CHOSEN)
        person.waitsFor(words["more-content-installed"])
        assertTrue(File(TestSuluh.folder, "data/packs").list().orEmpty().isNotEmpty())
    }

    @Test
    fun `the content is saved as a file where somebody wants it`() {
        val saved = takes()
        savesTheContent()
        comesBackWith(Activity.RESULT_OK, CHOSEN, Purpose.HAND_ON)
        person.waitsFor(words["more-content-saved"])
        assertArrayEquals(File(System.getProperty("pack")).readBytes(), saved.toByteArray())
    }

    @Test
    fun `the content is saved by the next process when the app was ended behind the picker`() {
        val saved = takes()
        savesTheContent()
        person = person.diesAndReturns()
        comesBackWith(Activity.RESULT_OK, CHOSEN, Purpose.HAND_ON)
        person.waitsFor(words["more-content-saved"])
        assertArrayEquals(File(System.getProperty("pack")).readBytes(), saved.toByteArray())
    }

    @Test
    fun `an app that answers with a path into the vault reaches nothing`() {
        savesTheContent()
        val inside = File(TestSuluh.folder, "data/vault/vault.sqlite").apply { parentFile?.mkdirs() }
        inside.writeText("mine")
        comesBackWith(Activity.RESULT_OK, Uri.fromFile(inside), Purpose.HAND_ON)
        person.waitsFor(words["trouble-not-saved"])
        assertEquals("mine", inside.readText())
    }

    @Test
    fun `a place that cannot be written is said to be so`() {
        val full = object : OutputStream() {
            override fun write(byte: Int) = throw IOException()
        }
        shadowOf(person.activity.contentResolver).registerOutputStream(CHOSEN, full)
        savesTheContent()
        comesBackWith(Activity.RESULT_OK, CHOSEN, Purpose.HAND_ON)
        person.waitsFor(words["trouble-not-saved"])
    }

    @Test
    fun `a link to a team is answered where one is`() {
        person.taps("English")
        ReflectionHelpers.callInstanceMethod<Unit>(
            person.activity,
            "onNewIntent",
            from(Intent::class.java, Intent(Intent.ACTION_VIEW, Uri.parse("suluh://join/abc"))),
        )
        person.comeToRest()
        assertEquals("services", person.screen.id)
        assertTrue(person.sees(words["trouble-link"]))
        assertFalse(person.sees("abc"))
    }

    @Test
    fun `the language chosen in the system's settings is the app's, and the other way round`() {
        val settings = requireNotNull(person.activity.getSystemService(LocaleManager::class.java))
        person.taps("English")
        person.taps(words["place-more"])
        person.taps("Bahasa Indonesia")
        assertEquals("id", settings.applicationLocales.toLanguageTags())
        settings.applicationLocales = LocaleList.forLanguageTags("en")
        person.turns("+w780dp-h360dp-land")
        assertEquals("en", person.screen.lang)
    }

    private fun choosesAFile() {
        asksForAFile(words["more-content-install"], Intent.ACTION_OPEN_DOCUMENT)
    }

    private fun savesTheContent() {
        val asked = asksForAFile(words["more-content-save"], Intent.ACTION_CREATE_DOCUMENT)
        assertEquals("content.pack", asked.getStringExtra(Intent.EXTRA_TITLE))
    }

    private fun asksForAFile(words: String, action: String): Intent {
        person.taps("English")
        person.taps(this.words["place-more"])
        person.taps(words)
        val asked = shadowOf(person.activity).nextStartedActivityForResult.intent
        assertEquals(action, asked.action)
        return asked
    }

    private fun takes() =
        ByteArrayOutputStream().also { shadowOf(person.activity.contentResolver).registerOutputStream(CHOSEN, it) }

    private fun offers(bytes: ByteArray) =
        shadowOf(person.activity.contentResolver).registerInputStream(CHOSEN, bytes.inputStream())

    private fun comesBackWith(result: Int, chosen: Uri?, purpose: Purpose = Purpose.CONTENT) {
        ReflectionHelpers.callInstanceMethod<Unit>(
            person.activity,
            "onActivityResult",
            from(Int::class.java, purpose.ordinal),
            from(Int::class.java, result),
            from(Intent::class.java, chosen?.let { Intent().setData(it) }),
        )
    }
}
