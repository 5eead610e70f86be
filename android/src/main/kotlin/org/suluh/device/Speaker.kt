package org.suluh.device

import android.content.Context
import android.speech.tts.TextToSpeech
import android.speech.tts.Voice
import uniffi.app.Said
import java.util.Locale

/** Reads words aloud in their own language, with a voice that is on the device: nothing that is said leaves it. */
class Speaker(context: Context, private val failed: () -> Unit) {
    private enum class State { STARTING, READY, ABSENT }

    private var state = State.STARTING
    private val asked = ArrayDeque<() -> Unit>()
    private val engine = TextToSpeech(context.applicationContext) { status -> started(status) }

    /** Says whether there is a voice for the language (BCP 47), as soon as that is known. */
    fun whenKnown(language: String, tell: (Boolean) -> Unit) {
        val answer = { tell(voiceFor(language) != null) }
        if (state == State.STARTING) asked.add(answer) else answer()
    }

    /** Reads the words; what was being read is left off. */
    fun speak(words: Said) {
        val voice = voiceFor(words.lang)
        val started = voice != null && engine.setVoice(voice) == TextToSpeech.SUCCESS &&
            engine.speak(words.text, TextToSpeech.QUEUE_FLUSH, null, null) == TextToSpeech.SUCCESS
        if (!started) failed()
    }

    /** Falls silent. */
    fun stop() {
        engine.stop()
    }

    /** Gives the voice back to the system. */
    fun close() {
        asked.clear()
        engine.shutdown()
    }

    private fun started(status: Int) {
        state = if (status == TextToSpeech.SUCCESS) State.READY else State.ABSENT
        while (asked.isNotEmpty()) asked.removeFirst()()
    }

    private fun voiceFor(language: String): Voice? {
        if (state != State.READY) return null
        val wanted = Locale.forLanguageTag(language).language
        return engine.voices.orEmpty().filter { it.locale.language == wanted && isHere(it) }.maxByOrNull(Voice::getQuality)
    }

    private fun isHere(voice: Voice) =
        !voice.isNetworkConnectionRequired && TextToSpeech.Engine.KEY_FEATURE_NOT_INSTALLED !in voice.features.orEmpty()
}
