package org.suluh

import android.graphics.Rect
import android.os.Bundle
import android.os.Looper
import android.os.Parcel
import android.os.SystemClock
import android.speech.tts.TextToSpeech
import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup
import android.view.inputmethod.EditorInfo
import android.widget.CompoundButton
import android.widget.EditText
import android.widget.TextView
import android.window.OnBackInvokedCallback
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowTextToSpeech
import org.robolectric.util.ReflectionHelpers
import uniffi.app.Component
import uniffi.app.Screen
import uniffi.app.TalkEvent
import uniffi.app.UserEvent
import uniffi.bridge.outline
import java.time.Duration

private const val PATIENCE_MS = 30_000L

/** Something did not happen that should have. */
class NotSeen(message: String) : AssertionError(message)

/** Somebody in front of the phone: finds things by their words, taps them where they stand, and types. */
class Person(saved: Bundle? = null) {
    internal val controller: ActivityController<MainActivity> = Robolectric.buildActivity(MainActivity::class.java)

    val activity: MainActivity get() = controller.get()
    internal val frame get() = activity.requireViewById<ViewGroup>(android.R.id.content).getChildAt(0) as Frame
    val window: View get() = activity.window.decorView
    internal val core get() = (activity.application as SuluhApplication).core

    /** What the core says is on the screen. */
    val screen: Screen get() = core.screen ?: missing("the app has not started")

    private var awake: TextToSpeech? = null

    init {
        if (saved == null) controller.setup() else controller.setup(saved)
        comeToRest()
    }

    /** Waits until nothing moves: everything told was handled, and drawn. */
    fun comeToRest() {
        val deadline = System.nanoTime() + PATIENCE_MS * 1_000_000
        var drawn: ULong? = null
        while (core.screen == null || !core.settle(PATIENCE_MS) || drawn != core.screen?.revision) {
            if (System.nanoTime() > deadline) missing("the app does not come to rest")
            drawn = core.screen?.revision
            idle()
            if (core.screen == null) Thread.sleep(5)
        }
        idle()
        wakeTheVoice()
    }

    /** Robolectric's voice is ready when a test says so. */
    private fun wakeTheVoice() {
        val voice = ShadowTextToSpeech.getLastTextToSpeechInstance() ?: return
        if (voice === awake) return
        awake = voice
        shadowOf(voice).onInitListener.onInit(TextToSpeech.SUCCESS)
        idle()
    }

    /** Lets time pass. */
    fun waits(duration: Duration) {
        shadowOf(Looper.getMainLooper()).idleFor(duration)
        comeToRest()
    }

    /** Waits until these words are there: for what other threads do. */
    fun waitsFor(words: String) {
        val deadline = System.nanoTime() + PATIENCE_MS * 1_000_000
        while (!sees(words)) {
            if (System.nanoTime() > deadline) missing("waited in vain for \"$words\"")
            Thread.sleep(5)
            comeToRest()
        }
    }

    /** The process ends while another app is in front, and the window is made anew. */
    fun diesAndReturns(): Person {
        val kept = Bundle()
        controller.pause().saveInstanceState(kept).stop().destroy()
        (activity.application as TestSuluh).dies()
        return Person(kept)
    }

    /** Taps what has these words. */
    fun taps(words: String) {
        tap(pressable(words))
        comeToRest()
    }

    /** Taps, and comes to the screen with this id. */
    fun taps(words: String, leadsTo: String) {
        taps(words)
        if (!screen.id.startsWith(leadsTo)) missing("\"$words\" did not lead to $leadsTo")
    }

    /** Types into the place with these words beside it, in the place of what stood there. */
    fun types(label: String, text: String) {
        val field = field(label)
        tap(field)
        idle()
        if (!field.isFocused) missing("\"$label\" does not take the focus")
        field.selectAll()
        val keyboard = field.onCreateInputConnection(EditorInfo()) ?: missing("\"$label\" takes no words")
        keyboard.commitText(text, 1)
        comeToRest()
    }

    /** Chooses the answer that has this name in the workbook, by the words that the screen gives it. */
    fun answers(question: String, choice: String) {
        val asked = screen.components.firstNotNullOfOrNull { it.choiceNamed(question, choice) }
        taps(asked?.text?.text ?: missing("$choice is no answer to $question"))
        if (visible<CompoundButton>().none { it.isChecked && it.text.toString() == asked.text.text }) {
            missing("$choice was not marked")
        }
    }

    /** Taps the first thing that sends what is meant, by the words it has. */
    fun does(what: String, meant: (UserEvent) -> Boolean) {
        val words = screen.components.flatMap { it.withInner() }.firstNotNullOfOrNull { it.wordsThatSend(meant) }
        taps(words ?: missing("nothing to $what"))
    }

    /** Goes back as the system does: to whoever listens, else out of the app. */
    fun goesBack() {
        val dispatcher = ReflectionHelpers.getField<Any>(activity.onBackInvokedDispatcher, "mActualDispatcher")
        val listening = ReflectionHelpers.callInstanceMethod<OnBackInvokedCallback?>(dispatcher, "getTopCallback")
        val leaving = ReflectionHelpers.getField<OnBackInvokedCallback?>(activity, "mDefaultBackCallback")
        if (listening == null || listening === leaving) activity.finish() else listening.onBackInvoked()
        comeToRest()
    }

    /** Whether these words can be seen, in sight or by scrolling. */
    fun sees(words: String) = visible<TextView>().any { words in it.text }

    /** Holds what has these words for as long. */
    fun holds(words: String, duration: Duration) {
        val view = visible<TextView>().first { it.text.toString() == words }
        val (x, y) = reach(view)
        val begun = SystemClock.uptimeMillis()
        touch(MotionEvent.ACTION_DOWN, begun, x, y)
        comeToRest()
        Thread.sleep(duration.toMillis())
        touch(MotionEvent.ACTION_UP, begun, x, y)
        comeToRest()
    }

    /** The phone is turned, or its settings change: the window is made again. */
    fun turns(qualifiers: String) {
        org.robolectric.RuntimeEnvironment.setQualifiers(qualifiers)
        controller.recreate()
        comeToRest()
    }

    /** The same, and everything that the system was given to keep meanwhile, as text. */
    fun turnsWatchingState(qualifiers: String): String {
        val state = Bundle()
        controller.saveInstanceState(state)
        val parcel = Parcel.obtain()
        state.writeToParcel(parcel, 0)
        val bytes = parcel.marshall()
        parcel.recycle()
        turns(qualifiers)
        return String(bytes, Charsets.UTF_16LE) + String(bytes, Charsets.UTF_8)
    }

    /** The window goes out of sight, as behind another app. */
    fun leaves() {
        controller.pause().stop()
        comeToRest()
    }

    /** The window comes back into sight. */
    fun returns() {
        controller.restart().start().resume()
        comeToRest()
    }

    /** Everything of a kind that can be seen, in the order of the views. */
    internal inline fun <reified T : View> visible() = window.all().filterIsInstance<T>().filter { it.isShown }.toList()

    private fun field(label: String): EditText {
        val words = visible<TextView>().find { it.text.toString() == label && it.labelFor != View.NO_ID }
            ?: missing("nowhere to write \"$label\"")
        return activity.requireViewById(words.labelFor)
    }

    private fun pressable(words: String): View {
        val named = visible<TextView>().filter { it.text.toString().replace("\u200B", "") == words && it !is EditText }
        return named.firstNotNullOfOrNull { view -> view.andAbove().firstOrNull { it.isClickable && it.isEnabled } }
            ?: missing("nothing to press says \"$words\"")
    }

    private fun tap(view: View) {
        val (x, y) = reach(view)
        val begun = SystemClock.uptimeMillis()
        touch(MotionEvent.ACTION_DOWN, begun, x, y)
        touch(MotionEvent.ACTION_UP, begun, x, y)
        idle()
    }

    /** Scrolls it into sight, as a finger would, and says where it then is. */
    private fun reach(view: View): Pair<Float, Float> {
        view.requestRectangleOnScreen(Rect(0, 0, view.width, minOf(view.height, window.height / 3)), true)
        idle()
        val place = Rect()
        if (!view.getGlobalVisibleRect(place)) missing("\"${(view as? TextView)?.text}\" cannot be reached")
        return place.exactCenterX() to place.exactCenterY()
    }

    private fun touch(action: Int, begun: Long, x: Float, y: Float) {
        val event = MotionEvent.obtain(begun, SystemClock.uptimeMillis(), action, x, y, 0)
        window.dispatchTouchEvent(event)
        event.recycle()
    }

    fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private fun missing(what: String): Nothing = throw NotSeen("$what, on:\n${core.screen?.toOutline()}")
}

/** A screen as a screen reader says it. */
internal fun Screen.toOutline() = outline(this)

/** Goes on until the screen's id begins so. */
internal fun Person.goesOnTo(id: String, words: Words) {
    repeat(80) {
        val at = screen.id
        if (at.startsWith(id)) return
        taps(words[if (at.startsWith("check/")) "check-read" else "next"])
    }
    throw NotSeen("never came to $id")
}

/** From the first question to a yes to writing, as an adult. */
internal fun Person.agreesToWriting(words: Words) {
    for ((question, answer) in listOf("a03" to "yes", "a12" to "adult", "a07" to "yes", "a08" to "yes")) {
        goesOnTo("question/suluh_a/$question", words)
        answers(question, answer)
    }
    taps(words["next"])
}

/** The shortest conversation that becomes a case. */
internal fun Person.keepsATalk(words: Words) {
    agreesToWriting(words)
    taps(words["question-stop"])
    taps(words["stop-keep"])
    if (!screen.id.startsWith("case/")) taps(words["keep-new"], leadsTo = "case/")
}

private fun View.andAbove() = generateSequence(this) { it.parent as? View }

private fun Component.choiceNamed(question: String, choice: String) = when (this) {
    is Component.SingleChoice -> choices.takeIf { id == question }?.find { it.event.names(choice) }
    is Component.MultipleChoice -> choices.takeIf { id == question }?.find { it.event.names(choice) }
    else -> null
}

private fun Component.withInner(): List<Component> =
    listOf(this) + ((this as? Component.Section)?.components?.flatMap { it.withInner() } ?: emptyList())

private fun Component.wordsThatSend(meant: (UserEvent) -> Boolean) = when (this) {
    is Component.Button -> label.takeIf { event?.let(meant) == true }
    is Component.Rows -> rows.find { meant(it.event) }?.title?.text
    else -> null
}

private fun UserEvent.names(choice: String) = when (val talk = (this as? UserEvent.Talk)?.event) {
    is TalkEvent.Choose -> talk.choice == choice
    is TalkEvent.Tick -> talk.choice == choice
    else -> false
}
