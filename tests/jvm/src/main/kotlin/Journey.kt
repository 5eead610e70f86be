import uniffi.app.Component
import uniffi.app.DeviceRequest
import uniffi.app.DirectoryEvent
import uniffi.app.ReferralEvent
import uniffi.app.Screen
import uniffi.app.UserEvent
import uniffi.app.WorkEvent
import uniffi.bridge.Running
import uniffi.bridge.Shell
import uniffi.bridge.StartException
import java.nio.file.Files
import java.nio.file.Path

private const val PIN = "80417263"

/** Words that are nowhere else, in three writing systems. */
private const val NOTE = "Kancil called the clinic. โทรหาคลินิก ទូរសព្ទទៅគ្លីនិក"

/** The first screening case, after an adult's consent and a first need. */
private val ANSWERS = mapOf(
    "a03" to "yes", "a12" to "adult", "a07" to "yes", "a08" to "yes", "b11" to "lawyer",
    "c06" to "fishing", "c20" to "yes", "c21" to "job wage", "c42" to "yes", "c43" to "yes", "c44" to "pay",
    "c50" to "yes", "c51" to "papers debt", "c52" to "cannot", "c60" to "yes",
)

/** One day with the app, from the first start to the next morning. */
class Journey(private val folder: Path, private val pack: Path, private val words: Words) {
    private val device = Device()
    private var person = Person(folder, pack, device)

    /** What the reading said, to be found again later. */
    private var reading = emptyList<String>()

    fun play() {
        Checks.part("the first start asks for the language") { person.press("English", leadsTo = "services") }
        Checks.part("a service is found by what it is for, and its number is there", ::lookUp)
        Checks.part("a PIN opens My work", ::setPin)
        Checks.part("a whole conversation, a question at a time, up to the reading", ::talk)
        Checks.part("a referral is recorded after the person agreed", ::refer)
        Checks.part("the conversation is kept as a case, with a note", ::keep)
        Checks.part("locking leaves nothing to see", ::lock)
        figures()
        Checks.part("after a new start everything is there", ::comeBack)
        Checks.part("a device's key that stumbles loses nothing", ::stumble)
        Checks.part("a copied folder stays closed on another device", ::copied)
        Checks.part("a shell that throws does not stop the app", ::throwing)
        Checks.that("no word of the note can be read in the data folder", !canBeRead("Kancil", "คลินิก", "គ្លីនិក"))
    }

    private fun lookUp() {
        person.write(words["services-search"], "women children")
        person.press(words["services-search-button"]) { seen -> seen.rows().any { words["why-name"] in it.words() } }
        person.press("SAPA 129, for women and children", leadsTo = "service/")
        val number = person.screen.all().filterIsInstance<Component.Contact>().firstOrNull()
        Checks.that("the number can be dialled", number?.address == "tel:129")
        person.press(words["back"], leadsTo = "services")
    }

    private fun setPin() {
        person.press(words["place-work"], leadsTo = "keeps")
        person.press(words["keeps-set-pin"], leadsTo = "set-pin")
        person.write(words["pin-new"], "19840312")
        person.write(words["pin-again"], "19840312")
        person.press(words["pin-create"]) { words["trouble-pin-date"] in it.outline() }
        person.write(words["pin-new"], PIN)
        person.write(words["pin-again"], PIN)
        person.press(words["pin-create"], leadsTo = "work")
        Checks.that("the screen is kept out of captures", person.screen.private)
    }

    private fun talk() {
        person.press(words["work-new"], leadsTo = "question/suluh_a")
        val before = written()
        goOn(until = "question/suluh_a/a08")
        Checks.that("before the person agrees nothing is written", written() == before)
        Checks.that("and the screen says so", words["question-not-saved"] in person.screen.outline())
        goOn(until = "check/suluh_c")
        Checks.that("then it is", written() != before)
        Checks.that("the screen before said that it is saved", savedSeen)
        person.press(words["check-read"], leadsTo = "reading/suluh_c")
        reading = statements(person.screen)
        Checks.that("the reading says signs in words", reading.size > 3)
        Checks.that("each sign has the answers behind it", person.screen.signs().all { it.components.size >= 2 })
        Checks.that("the answers are named in words", "Fishing boat" in person.screen.outline())
        Checks.that("the reading is no decision", words["reading-not-a-decision"] in person.screen.outline())
        goOn(until = "after")
    }

    private var savedSeen = false

    /** Answers what is known, leaves the rest, and goes on. */
    private fun goOn(until: String) {
        while (!person.screen.id.startsWith(until)) {
            val here = person.screen.id
            if (here.startsWith("question/")) {
                val question = here.substringAfterLast('/')
                ANSWERS[question]?.split(' ')?.forEach { person.answer(question, it) }
                savedSeen = words["question-saved"] in person.screen.outline()
            }
            person.press(words["next"]) { it.id != here }
        }
    }

    private fun refer() {
        person.press(words["after-services"], leadsTo = "services")
        person.see("why a service fits") { "${words["why-need"]} Law and rights" in it.outline() }
        person.press({ it is UserEvent.Directory && it.event is DirectoryEvent.Open }, leadsTo = "service/")
        person.press({ it is UserEvent.Referral && it.event is ReferralEvent.Begin }, leadsTo = "referral")
        person.press(words["referral-ask"]) { it.title.text == words["referral-ask-title"] }
        person.press(words["referral-agreed"]) { it.title.text == words["referral-call-title"] }
        Checks.that("there is a number to call", person.screen.all().any { it is Component.Contact })
        person.press(words["referral-accepted"], leadsTo = "after")
    }

    private fun keep() {
        person.press(words["after-keep"], leadsTo = "keep")
        person.press(words["keep-new"], leadsTo = "case/")
        person.press(words["case-note"], leadsTo = "note")
        person.write(words["note-label"], NOTE)
        person.press(words["note-save"]) { it.id.startsWith("case/") && NOTE in it.outline() }
        Checks.that("the saved note is announced", person.screen.announcement == words["note-saved"])
    }

    private fun lock() {
        person.press(words["lock"], leadsTo = "unlock")
        Checks.that("no note on the locked screen", NOTE !in person.screen.outline())
    }

    private fun comeBack() {
        person.leave()
        person = Person(folder, pack, device)
        unlock(person)
        person.press({ it is UserEvent.Work && it.event is WorkEvent.Open }, leadsTo = "case/")
        val all = person.screen.outline()
        Checks.that("the note", NOTE in all)
        val referral = words["timeline-referred"] in all && words["referral-accepted"] in all
        Checks.that("the referral and its answer", referral)
        Checks.that("the consent", words["timeline-consent"] in all)
        person.press(words["case-answers"], leadsTo = "case-answers")
        val answers = person.screen.outline()
        Checks.that("the answers", "Fishing boat" in answers && "Legal advice" in answers)
        person.press(words["back"], leadsTo = "case/")
        person.press(words["case-reading"], leadsTo = "case-reading")
        Checks.that("the same reading", statements(person.screen).filter { it in reading } == reading)
    }

    private fun stumble() {
        person.does(UserEvent.Lock)
        person.see { it.id == "unlock" }
        device.isBroken = true
        person.write(words["unlock-pin"], PIN)
        person.press(words["unlock"]) { it.all().any { said -> said is Component.Problem } }
        Checks.that("the driver's words are not repeated", "driver" !in person.screen.outline())
        device.isBroken = false
        person.write(words["unlock-pin"], PIN)
        person.press(words["unlock"], leadsTo = "work")
    }

    private fun copied() {
        person.leave()
        val other = Person(folder, pack, Device().apply { prepare() })
        other.press(words["place-work"]) { it.all().any { said -> said is Component.Problem } }
        val nothing = other.screen.rows().isEmpty() && NOTE !in other.screen.outline()
        Checks.that("nothing of the case is on the screen", nothing)
        other.leave()
    }

    private fun throwing() {
        val angry = Person(folder, pack, device) { error("a shell's own words") }
        unlock(angry)
        try {
            Running.start(folder.toString(), pack.toString(), device, Deaf)
            Checks.that("a second start on the same folder is refused", false)
        } catch (_: StartException.InUse) {
            Checks.that("a second start on the same folder is refused", true)
        }
        angry.leave()
    }

    private fun unlock(person: Person) {
        person.press(words["place-work"], leadsTo = "unlock")
        person.write(words["unlock-pin"], PIN)
        person.press(words["unlock"], leadsTo = "work")
    }

    private fun figures() {
        val times = person.waited.sorted()
        val (median, most) = times[times.size / 2] to times[times.size * 95 / 100]
        val within = "50 % within ${median / 1000.0} ms, 95 % within ${most / 1000.0} ms"
        println("= ${times.size} presses in a conversation, each answer saved: $within")
    }

    private fun canBeRead(vararg words: String) = files().values.any { bytes ->
        words.any { word -> listOf(Charsets.UTF_8, Charsets.UTF_16LE).any { bytes.holds(word.toByteArray(it)) } }
    }

    /** Every file of the data folder, in a form that can be compared. */
    private fun written() = files().mapValues { (_, bytes) -> bytes.toList() }

    private fun files(): Map<Path, ByteArray> = Files.walk(folder).use { found ->
        found.filter(Files::isRegularFile).toList().associateWith(Files::readAllBytes)
    }
}

private fun ByteArray.holds(part: ByteArray) =
    (0..size - part.size).any { start -> part.indices.all { this[start + it] == part[it] } }

private fun Screen.rows() = all().filterIsInstance<Component.Rows>()

/** The signs of a reading: what opens on their answers. The first section is the statement's own. */
private fun Screen.signs() = components.filterIsInstance<Component.Section>()

/** What a reading states, without the way it is laid out. */
private fun statements(screen: Screen) =
    screen.all().filter { it is Component.Section || it is Component.Heading }.map { it.words() }

/** A shell that draws nothing. */
private object Deaf : Shell {
    override fun changed() = Unit

    override fun request(request: DeviceRequest) = Unit
}
