package org.suluh

import android.speech.tts.Voice
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowTextToSpeech
import java.util.Locale

/** A size of screen, by day or night, with letters of this size. */
private class Setting(val name: String, val qualifiers: String, val fontScale: Float)

private const val TALL = "w360dp-h14000dp-notlong-port-notnight-mdpi"

private val SETTINGS = listOf(
    "320" to "w320dp-h569dp-small-notlong-port-%s-mdpi",
    "360" to "w360dp-h780dp-normal-long-port-%s-xxhdpi",
    "tablet" to "w1280dp-h800dp-xlarge-notlong-land-%s-mdpi",
).flatMap { (size, qualifiers) ->
    listOf("notnight", "night").flatMap { light ->
        listOf(1f, 2f).map { scale ->
            Setting(
                "$size-${if (light == "night") "dark" else "light"}-${scale.toInt()}",
                qualifiers.format(light),
                scale,
            )
        }
    }
}

/** What guards a change; `-Dscreens=all` looks at everything. */
private val LOOKED_AT = if (System.getProperty("screens") == "all") {
    SETTINGS
} else {
    SETTINGS.filter { it.name in setOf("320-light-2", "360-light-1", "tablet-dark-1") }
}

/** Every screen of the app on every size of glass, by day and by night, with large letters, in every complete language. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestSuluh::class, qualifiers = "en-w360dp-h780dp-xxhdpi")
class ScreensTest {
    private val found = mutableListOf<String>()
    private var pictures = 0
    private lateinit var language: String
    private lateinit var person: Person

    @Before
    fun aPhone() {
        PretendKeystore().install()
        TestSuluh.folder = null
        listOf("en", "id").forEach {
            ShadowTextToSpeech.addVoice(
                Voice(it, Locale.forLanguageTag(it), Voice.QUALITY_NORMAL, Voice.LATENCY_NORMAL, false, emptySet()),
            )
        }
    }

    @Test
    fun `every screen in English`() = everyScreen("en")

    @Test
    fun `every screen in Indonesian`() = everyScreen("id")

    private fun everyScreen(language: String) {
        this.language = language
        person = Person()
        Walk(person, language, ::look).all()
        println("= $pictures pictures of screens in $language, ${found.size} findings")
        assertEquals("", found.joinToString("\n"))
    }

    private fun look(name: String) {
        unfold()
        for (setting in LOOKED_AT) {
            RuntimeEnvironment.setFontScale(setting.fontScale)
            person.turns("+${setting.qualifiers}")
            judge("$name, ${setting.name}") { it.all() }
            keep("${setting.name}/$name")
        }
        RuntimeEnvironment.setFontScale(1f)
        for (light in listOf("night", "notnight")) {
            person.turns("+${TALL.replace("notnight", light)}")
            judge("$name, whole, $light") { it.pale() + it.inaccessible() + it.readOtherwise() }
            keep("whole-$light/$name")
        }
        person.turns("+${SETTINGS.first { it.name == "360-light-1" }.qualifiers}")
    }

    private fun keep(name: String) {
        Shot(person.window).save("$language/$name")
        pictures += 1
    }

    private fun judge(where: String, look: (Judge) -> List<String>) {
        look(Judge(person.window, person.screen)).forEach { found += "$where: $it" }
    }

    /** What can be unfolded is read too. */
    private fun unfold() = person.visible<android.widget.Button>()
        .filter { it.accessibilityDelegate != null && it !is android.widget.CompoundButton && !it.isActivated }
        .forEach { it.performClick() }
}
