import uniffi.app.Component
import uniffi.app.DeviceRequest
import uniffi.app.Field
import uniffi.app.Said
import uniffi.app.Screen
import uniffi.app.TalkEvent
import uniffi.app.UserEvent
import uniffi.bridge.DeviceVault
import uniffi.bridge.Running
import uniffi.bridge.Shell
import java.nio.file.Path
import java.util.concurrent.Semaphore
import java.util.concurrent.TimeUnit

private const val PATIENCE_MS = 30_000UL

/** Something did not happen that should have. */
class NotSeen(message: String) : Exception(message)

/** Somebody in front of the app. Finds things by their words or by what they mean, never by where they are. */
class Person(folder: Path, pack: Path, device: DeviceVault, hearing: () -> Unit = {}) {
    private val changes = Semaphore(0)
    private val running: Running

    /** How long the app took from each press on a question to what it led to, in microseconds. */
    val waited = mutableListOf<Long>()

    init {
        val shell = object : Shell {
            override fun changed() {
                changes.release()
                hearing()
            }

            override fun request(request: DeviceRequest) = Unit
        }
        running = Running.start(folder.toString(), pack.toString(), device, shell)
    }

    val screen: Screen get() = running.screen()

    /** Presses what has these words; the screen then is as expected. */
    fun press(label: String, expected: (Screen) -> Boolean) = send(find("\"$label\"") { it.label == label }, expected)

    /** Presses what has these words; it leads to the screen with this id. */
    fun press(label: String, leadsTo: String) = press(label) { it.id.startsWith(leadsTo) }

    /** Presses the first thing whose event is as wanted; it leads to the screen with this id. */
    fun press(wanted: (UserEvent) -> Boolean, leadsTo: String) =
        send(find("what is meant") { wanted(it.event) }) { it.id.startsWith(leadsTo) }

    /** Writes into the place with these words beside it. */
    fun write(label: String, text: String) {
        val field = screen.inputs()[label] ?: missing("nowhere to write \"$label\"")
        running.send(UserEvent.Edited(field, text))
    }

    /** Gives an answer by its name in the workbook, and sees it taken. */
    fun answer(question: String, choice: String) {
        val isIt = { event: UserEvent ->
            when (val said = (event as? UserEvent.Talk)?.event) {
                is TalkEvent.Choose -> said.question == question && said.choice == choice
                is TalkEvent.Tick -> said.question == question && said.choice == choice
                else -> false
            }
        }
        val press = find("$choice for $question") { isIt(it.event) }
        send(press) { seen -> seen.choices().any { isIt(it.event) && it.chosen } }
    }

    /** Sends whatever a shell can send, with nothing to wait for. */
    fun does(event: UserEvent) = running.send(event)

    /** Waits until the screen is as expected, and gives that screen. */
    fun see(what: String = "what was expected", expected: (Screen) -> Boolean): Screen {
        val deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS.toLong())
        while (true) {
            screen.takeIf(expected)?.let { return it }
            val left = deadline - System.nanoTime()
            if (left <= 0) missing("waited in vain for $what")
            changes.tryAcquire(left, TimeUnit.NANOSECONDS)
        }
    }

    /** Closes the app, as the end of its process would. */
    fun leave() = running.stop()

    /** A person is slower than the app: lists come a moment after their screen, and while something is saved nothing is taken. */
    private fun find(what: String, isIt: (Pressable) -> Boolean): UserEvent {
        if (!running.settle(PATIENCE_MS)) missing("the app does not come to rest")
        return see(what) { it.presses().any(isIt) }.presses().first(isIt).event
    }

    private fun send(event: UserEvent, expected: (Screen) -> Boolean) {
        val isQuestion = screen.id.startsWith("question/")
        val begun = System.nanoTime()
        running.send(event)
        see(expected = expected)
        if (isQuestion) waited += (System.nanoTime() - begun) / 1000
    }

    private fun missing(what: String): Nothing = throw NotSeen("$what, on:\n${screen.outline()}")
}

/** Words that can be pressed, and what pressing sends. */
class Pressable(val label: String, val event: UserEvent)

/** Everything on a screen that can be pressed. */
fun Screen.presses(): List<Pressable> = listOfNotNull(back, emergency).map { Pressable(it.label, it.event) } +
    places.map { Pressable(it.label, it.event) } +
    all().flatMap { it.presses() }

private fun Component.presses(): List<Pressable> = when (this) {
    is Component.Button -> listOfNotNull(event?.let { Pressable(label, it) })
    is Component.SingleChoice -> choices.map { Pressable(it.text.text, it.event) }
    is Component.MultipleChoice -> choices.map { Pressable(it.text.text, it.event) }
    is Component.Rows -> rows.map { Pressable(it.title.text, it.event) }
    else -> emptyList()
}

/** The places to write on a screen, by the words beside them. */
fun Screen.inputs(): Map<String, Field> = all().mapNotNull {
    when (it) {
        is Component.TextInput -> it.label.text to it.field
        is Component.SecretInput -> it.label to it.field
        else -> null
    }
}.toMap()

/** All choices on a screen. */
fun Screen.choices() = all().flatMap {
    when (it) {
        is Component.SingleChoice -> it.choices
        is Component.MultipleChoice -> it.choices
        else -> emptyList()
    }
}

/** The components of a screen, those inside others after them. */
fun Screen.all(): List<Component> = components.flatMap { it.withInner() }

private fun Component.withInner(): List<Component> =
    listOf(this) + if (this is Component.Section) components.flatMap { it.withInner() } else emptyList()

/** The words of a screen, in order. */
fun Screen.outline(): String {
    val lines = listOf("# ${title.text}") + all().map { it.words() } + presses().map { "(${it.label})" }
    return lines.joinToString("\n")
}

/** The words of a component that are not pressed. */
fun Component.words(): String = when (this) {
    is Component.Heading -> text.text
    is Component.Paragraph -> text.text
    is Component.Notice -> text.text
    is Component.Problem -> "! ${text.text}"
    is Component.Progress -> label
    is Component.SingleChoice -> label.text
    is Component.MultipleChoice -> label.text
    is Component.TextInput -> "${label.text}: $value"
    is Component.SecretInput -> label
    is Component.Button -> label
    is Component.Rows -> rows.joinToString("\n") { line(it.title, it.lines) }
    is Component.Contact -> "${label.text} ${text.text}"
    is Component.ReadAloud -> text.text
    is Component.HandOut -> title.text
    is Component.Code -> label
    is Component.Section -> title.text
    is Component.Timeline -> entries.joinToString("\n") { line(it.text, it.lines) }
    is Component.Countdown -> label
}

private fun line(first: Said, others: List<Said>) = (listOf(first) + others).joinToString(" | ") { it.text }
