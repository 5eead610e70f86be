package org.suluh.device

import android.os.Bundle
import android.os.Looper
import android.speech.tts.TextToSpeech
import android.speech.tts.Voice
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.annotation.RealObject
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowTextToSpeech
import org.robolectric.util.ReflectionHelpers
import uniffi.app.Said
import java.util.Locale
import kotlin.concurrent.thread

private val WORDS = Said("Kamu boleh berhenti kapan saja.", "id")

/** An engine that can be told how to go wrong. */
@Implements(TextToSpeech::class)
class PretendEngine : ShadowTextToSpeech() {
    @RealObject private lateinit var real: TextToSpeech

    /** Android says so while the engine is still being made. */
    @Implementation override fun initTts(): Int {
        if (there) return TextToSpeech.SUCCESS
        ReflectionHelpers.getField<TextToSpeech.OnInitListener>(real, "mInitListener").onInit(TextToSpeech.ERROR)
        return TextToSpeech.ERROR
    }

    @Implementation override fun getVoices(): Set<Voice>? = if (broken) error("broken") else onDevice

    @Implementation override fun setVoice(voice: Voice): Int {
        if (refusesVoice) return TextToSpeech.ERROR
        return super.setVoice(voice)
    }

    @Implementation override fun speak(text: CharSequence, mode: Int, parameters: Bundle?, utterance: String?): Int {
        if (refusesWords) return TextToSpeech.ERROR
        named = utterance
        return super.speak(text, mode, parameters, utterance)
    }

    @Implementation override fun stop(): Int = if (broken) error("broken") else super.stop()

    companion object {
        var there = true
        var broken = false
        var refusesVoice = false
        var refusesWords = false
        var onDevice: Set<Voice>? = emptySet()
        var named: String? = null
    }
}

@RunWith(RobolectricTestRunner::class)
@Config(shadows = [PretendEngine::class])
class SpeakerTest {
    private var failures = 0
    private val told = mutableListOf<Boolean>()

    @Before
    @After
    fun whole() {
        PretendEngine.there = true
        PretendEngine.broken = false
        PretendEngine.refusesVoice = false
        PretendEngine.refusesWords = false
        PretendEngine.onDevice = emptySet()
        PretendEngine.named = null
    }

    @Test fun `words are read by a voice of their own language, the best there is`() {
        voices(
            voice("english", "en", Voice.QUALITY_VERY_HIGH),
            voice("plain", "id"),
            voice("fine", "id", Voice.QUALITY_HIGH),
        )
        val speaker = ready()

        speaker.speak(WORDS)

        assertEquals("fine", engine().currentVoice.name)
        assertEquals(WORDS.text, engine().lastSpokenText)
        assertEquals("what was read before is left off", TextToSpeech.QUEUE_FLUSH, engine().queueMode)
        assertEquals(0, failures)
    }

    @Test fun `a language is the same however the engine names it`() {
        val names = listOf(Locale("id", "ID"), Locale("in", "ID"), Locale("ind", "IDN"), Locale("ind"))
        for (name in names) {
            voices(Voice("voice", name, Voice.QUALITY_NORMAL, Voice.LATENCY_NORMAL, false, emptySet()))
            assertEquals("$name", true, answerFor("id"))
        }
    }

    @Test fun `a language nobody has a short name for is no other language`() {
        voices(voice("english", "en"))

        assertFalse(answerFor("xx"))
        assertFalse(answerFor("lwl"))
    }

    @Test fun `a voice that needs the network is never used`() {
        voices(voice("far", "id", Voice.QUALITY_VERY_HIGH, network = true), voice("near", "id", Voice.QUALITY_LOW))
        val speaker = ready()

        speaker.speak(WORDS)

        assertEquals("near", engine().currentVoice.name)
        voices(voice("far", "id", network = true))
        assertFalse(answerFor("id"))
    }

    @Test fun `a voice that is yet to be fetched is never used`() {
        voices(voice("absent", "id", features = setOf(TextToSpeech.Engine.KEY_FEATURE_NOT_INSTALLED)))
        val speaker = ready()

        speaker.speak(WORDS)

        assertEquals(1, failures)
        assertNothingSaid()
        assertFalse(answerFor("id"))
    }

    @Test fun `whether there is a voice is told once the engine has started, in the order of asking`() {
        voices(voice("voice", "id"))
        val speaker = speaker()
        speaker.whenKnown("id") { told += it }
        speaker.whenKnown("en") { told += it }
        idle()
        assertEquals("nobody knows yet", emptyList<Boolean>(), told)

        started(TextToSpeech.SUCCESS)

        assertEquals(listOf(true, false), told)
        speaker.whenKnown("id") { told += it }
        assertEquals("now it is known", listOf(true, false, true), told)
    }

    @Test fun `without an engine nobody waits`() {
        PretendEngine.there = false
        val speaker = speaker()
        speaker.whenKnown("id") { told += it }

        idle()

        assertEquals(listOf(false), told)
        speaker.speak(WORDS)
        assertEquals(1, failures)
    }

    @Test fun `what the engine says on a thread of its own is told on the one that draws`() {
        val speaker = speaker()
        val threads = mutableListOf<Thread>()
        speaker.whenKnown("id") { threads += Thread.currentThread() }

        thread { engine().onInitListener.onInit(TextToSpeech.ERROR) }.join()
        assertEquals("not there", emptyList<Thread>(), threads)
        idle()

        assertEquals(listOf(Looper.getMainLooper().thread), threads)
    }

    @Test fun `an engine without a list of voices has none`() {
        PretendEngine.onDevice = null
        assertFalse(answerFor("id"))
    }

    @Test fun `an engine that breaks breaks nothing here`() {
        val speaker = ready()
        PretendEngine.broken = true

        speaker.whenKnown("id") { told += it }
        speaker.speak(WORDS)
        speaker.stop()

        assertEquals(listOf(false), told)
        assertEquals(1, failures)
    }

    @Test fun `words that cannot be read are a failure`() {
        voices(voice("voice", "id"))
        val speaker = ready()

        PretendEngine.refusesWords = true
        speaker.speak(WORDS)
        assertEquals(1, failures)

        PretendEngine.refusesVoice = true
        speaker.speak(WORDS)
        assertEquals(2, failures)

        speaker.speak(Said("You can stop whenever you like.", "en"))
        assertEquals(3, failures)
        assertNothingSaid()
    }

    @Test fun `words are never read by a voice that was not taken`() {
        voices(voice("voice", "id"))
        val speaker = ready()
        PretendEngine.refusesVoice = true

        speaker.speak(WORDS)

        assertNothingSaid()
    }

    @Test fun `words that were taken and then not read are a failure too`() {
        voices(voice("voice", "id"))
        val speaker = ready()
        speaker.speak(WORDS)
        assertNotNull("the engine tells nothing about words without a name", PretendEngine.named)
        idle()
        assertEquals("read to the end", 0, failures)

        speaker.speak(WORDS)
        thread { engine().utteranceProgressListener.onError(PretendEngine.named, TextToSpeech.ERROR_OUTPUT) }.join()
        idle()

        assertEquals(1, failures)
    }

    @Test fun `stopping falls silent`() {
        voices(voice("voice", "id"))
        val speaker = ready()
        speaker.speak(WORDS)
        assertFalse(engine().isStopped)

        speaker.stop()

        assertTrue(engine().isStopped)
        assertEquals(0, failures)
    }

    @Test fun `stopping before there is a voice does no harm`() {
        speaker().stop()

        assertEquals(0, failures)
    }

    @Test fun `closing gives the voice back, and nobody hears anything after it`() {
        voices(voice("voice", "id"))
        val speaker = speaker()
        speaker.whenKnown("id") { told += it }

        speaker.close()
        started(TextToSpeech.SUCCESS)
        engine().utteranceProgressListener.onError("words", TextToSpeech.ERROR_OUTPUT)
        idle()

        assertTrue(engine().isShutdown)
        assertEquals(emptyList<Boolean>(), told)
        assertEquals(0, failures)
    }

    @Test fun `the voice does not hold on to a window`() {
        speaker()

        assertEquals(RuntimeEnvironment.getApplication(), engine().context)
    }

    private fun speaker() = Speaker(RuntimeEnvironment.getApplication()) { failures++ }

    private fun ready() = speaker().also { started(TextToSpeech.SUCCESS) }

    private fun answerFor(language: String): Boolean {
        var answer: Boolean? = null
        ready().whenKnown(language) { answer = it }
        return answer ?: throw AssertionError("not answered")
    }

    private fun engine() = Shadow.extract<ShadowTextToSpeech>(ShadowTextToSpeech.getLastTextToSpeechInstance())

    private fun started(status: Int) {
        engine().onInitListener.onInit(status)
        idle()
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private fun assertNothingSaid() = assertEquals(emptyList<String>(), engine().spokenTextList)

    private fun voices(vararg voices: Voice) {
        PretendEngine.onDevice = voices.toSet()
    }

    private fun voice(
        name: String,
        language: String,
        quality: Int = Voice.QUALITY_NORMAL,
        network: Boolean = false,
        features: Set<String> = emptySet(),
    ) = Voice(name, Locale.forLanguageTag(language), quality, Voice.LATENCY_NORMAL, network, features)
}
