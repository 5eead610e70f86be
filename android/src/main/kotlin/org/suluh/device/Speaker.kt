package org.suluh.device

import android.content.Context
import android.os.Handler
import android.os.Looper
import android.speech.tts.TextToSpeech
import android.speech.tts.UtteranceProgressListener
import android.speech.tts.Voice
import uniffi.app.Said
import java.util.Locale
import java.util.MissingResourceException

/** Named, or the engine would not tell what becomes of it. */
private const val UTTERANCE = "words"

/**
 * Reads words aloud in their own language, with a voice that is on the device: nothing that is said leaves it. Belongs
 * to the thread that draws.
 */
class Speaker(context: Context, private val failed: () -> Unit) {
    private enum class State { STARTING, READY, ABSENT }

    private val drawing = Handler(Looper.getMainLooper())
    private var state = State.STARTING
    private val asked = ArrayDeque<() -> Unit>()

    // An engine that cannot be reached says so on a thread of its own, or at once while this is being made.
    private val engine = TextToSpeech(context.applicationContext) { status -> drawing.post { started(status) } }

    init {
        engine.setOnUtteranceProgressListener(Progress())
    }

    /** Says whether there is a voice for the language (BCP 47), as soon as that is known. */
    fun whenKnown(language: String, tell: (Boolean) -> Unit) {
        val answer = { tell(voiceFor(language) != null) }
        if (state == State.STARTING) asked.add(answer) else answer()
    }

    /** Reads the words; what was being read is left off. */
    fun speak(words: Said) {
        val voice = voiceFor(words.lang)
        val started = voice != null && asking(otherwise = false) {
            engine.setVoice(voice) == TextToSpeech.SUCCESS &&
                engine.speak(words.text, TextToSpeech.QUEUE_FLUSH, null, UTTERANCE) == TextToSpeech.SUCCESS
        }
        if (!started) failed()
    }

    /** Falls silent. */
    fun stop() {
        asking(otherwise = TextToSpeech.ERROR) { engine.stop() }
    }

    /** Gives the voice back to the system. */
    fun close() {
        state = State.ABSENT
        asked.clear()
        drawing.removeCallbacksAndMessages(null)
        engine.shutdown()
    }

    private fun started(status: Int) {
        if (state != State.STARTING) return
        state = if (status == TextToSpeech.SUCCESS) State.READY else State.ABSENT
        while (asked.isNotEmpty()) asked.removeFirst()()
    }

    private fun voiceFor(language: String): Voice? {
        if (state != State.READY) return null
        val wanted = nameOf(Locale.forLanguageTag(language))
        val voices = asking(otherwise = null) { engine.voices }.orEmpty()
        return voices.filter { nameOf(it.locale) == wanted && isHere(it) }.maxByOrNull(Voice::getQuality)
    }

    /** In three letters: engines name a language with two, with three, or as it was named before (`in` for `id`). */
    private fun nameOf(locale: Locale) = try {
        locale.isO3Language
    } catch (_: MissingResourceException) {
        locale.language
    }

    private fun isHere(voice: Voice) =
        !voice.isNetworkConnectionRequired && TextToSpeech.Engine.KEY_FEATURE_NOT_INSTALLED !in voice.features.orEmpty()

    /** The engine is another app: whatever goes wrong in it is thrown here. */
    private fun <T> asking(otherwise: T, work: () -> T) = try {
        work()
    } catch (_: RuntimeException) {
        otherwise
    }

    /** Hears, on a thread of the engine, of words it took and then could not read. */
    private inner class Progress : UtteranceProgressListener() {
        override fun onStart(utterance: String?) = Unit

        override fun onDone(utterance: String?) = Unit

        @Deprecated("Android 8 and 9 know no other for some errors")
        override fun onError(utterance: String?) {
            drawing.post { if (state == State.READY) failed() }
        }
    }
}
