package org.suluh

import uniffi.app.CaseEvent
import uniffi.app.DirectoryEvent
import uniffi.app.LearnEvent
import uniffi.app.ReferralEvent
import uniffi.app.UserEvent
import uniffi.app.WorkEvent

const val PIN = "80417263"

/** From the districts of a province up to the services. */
private const val LEVELS = 3

/** Leads through every screen of the app by what presses mean, so that the walk is the same in every language. */
class Walk(private val person: Person, language: String, private val look: (String) -> Unit) {
    private val words = Words(language)
    private val name = if (language == "en") "English" else "Bahasa Indonesia"

    fun all() {
        directoryAndDoor()
        conversation()
        referralAndCase()
        closing()
    }

    private fun directoryAndDoor() {
        look("01-language")
        person.taps(name)
        look("02-services")
        person.does("places") { it is UserEvent.Directory && it.event is DirectoryEvent.OpenPlaces }
        look("03-places")
        opensThePlace("ID")
        opensThePlace("ID-JB")
        look("03a-districts")
        repeat(LEVELS) { taps("back") }
        taps("filters-title")
        taps("filters-men")
        look("03b-filter")
        person.does("without filters") { it is UserEvent.Directory && it.event is DirectoryEvent.OnlyNothing }
        opensTheFirstService()
        look("04-service")
        taps("card-show")
        look("04-card")
        taps("back")
        taps("place-learn")
        look("04a-learn")
        opensThePage("rights")
        look("04b-rights")
        taps("back")
        opensThePage("questions")
        look("04c-questions")
        taps("back")
        taps("place-more")
        look("05-more")
        taps("place-work")
        look("06-keeps")
        taps("keeps-set-pin")
        look("07-set-pin")
        person.types(words["pin-new"], "111111")
        person.types(words["pin-again"], "111111")
        taps("pin-create")
        look("08-weak-pin")
        person.types(words["pin-new"], PIN)
        person.types(words["pin-again"], PIN)
        taps("pin-create")
        look("09-work")
        reportsAService()
    }

    private fun reportsAService() {
        taps("place-services")
        opensTheFirstService()
        taps("report-begin")
        look("09a-report")
        taps("report-no-answer")
        taps("report-keep")
        look("09b-reported")
        taps("place-work")
        person.does("reports") { it is UserEvent.Report }
        look("09c-reports")
        taps("back")
    }

    private fun conversation() {
        taps("work-new")
        look("10-note-for-the-helper")
        goesOnTo("question/suluh_a/a03")
        taps("next")
        look("11-answer-missing")
        person.answers("a03", "yes")
        goesOnTo("question/suluh_a/a13")
        look("12-danger-list")
        taps("emergency")
        look("13-emergency")
        taps("emergency-go-on")
        goesOnTo("question/suluh_a/a05")
        look("14-read-aloud")
        goesOnTo("question/suluh_a/a12")
        person.answers("a12", "adult")
        goesOnTo("question/suluh_a/a07")
        person.answers("a07", "yes")
        goesOnTo("question/suluh_a/a08")
        look("15-may-i-write")
        taps("question-stop")
        look("16-stop-unwritten")
        taps("stop-go-on")
        person.answers("a08", "yes")
        goesOnTo("question/suluh_b/b11")
        person.answers("b11", "lawyer")
        goesOnTo("question/suluh_c/c06")
        person.answers("c06", "fishing")
        goesOnTo("question/suluh_c/c40")
        look("17-number")
        goesOnTo("question/suluh_c/c60")
        person.answers("c60", "yes")
        goesOnTo("check/suluh_c")
        look("18-check")
        goesOnTo("reading/suluh_c")
        look("19-reading")
        taps("question-stop")
        look("20-stop-written")
        taps("stop-go-on")
        goesOnTo("after")
        look("21-after")
    }

    private fun referralAndCase() {
        taps("after-services")
        look("22-services-that-fit")
        opensTheFirstService()
        person.does("refer") { it is UserEvent.Referral && it.event is ReferralEvent.Begin }
        look("23-referral-choose")
        taps("referral-ask")
        look("24-referral-ask")
        taps("referral-agreed")
        look("25-referral-call")
        taps("referral-accepted")
        taps("after-keep")
        look("26-keep")
        taps("keep-new")
        look("27-case")
        taps("case-answers")
        look("28-case-answers")
        taps("back")
        taps("case-reading")
        look("29-case-reading")
        taps("back")
        taps("case-note")
        look("30-note")
        taps("note-save")
        look("31-note-empty")
        taps("back")
        person.taps(words["visit-plan"])
        person.does("plan a visit") { it is UserEvent.Case && it.event is CaseEvent.PlanVisit }
        look("32-visit-planned")
        taps("back")
        look("33-work-with-a-visit")
    }

    private fun closing() {
        taps("lock")
        look("34-locked")
        person.types(words["unlock-pin"], "80417264")
        taps("unlock")
        look("35-wrong-pin")
        taps("place-services")
        taps("services-hand-over")
        look("36-show-mode")
        taps("learn-open")
        look("37-show-mode-learn")
    }

    private fun taps(name: String) = person.taps(words[name])

    private fun opensThePlace(id: String) = person.does("the place $id") {
        it is UserEvent.Directory && (it.event as? DirectoryEvent.LookForPlace)?.inside == id
    }

    private fun opensTheFirstService() =
        person.does("open a service") { it is UserEvent.Directory && it.event is DirectoryEvent.Open }

    private fun opensThePage(id: String) = person.does("open a page") { it == UserEvent.Learn(LearnEvent.Open(id)) }

    private fun goesOnTo(id: String) {
        repeat(80) {
            val at = person.screen.id
            if (at.startsWith(id)) return
            taps(if (at.startsWith("check/")) "check-read" else "next")
        }
        throw NotSeen("never came to $id")
    }
}
