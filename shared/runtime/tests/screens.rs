//! Every screen as a screen reader says it, in every complete language.

mod person;

use app::{
    UserEvent,
    event::{DirectoryEvent, LearnEvent},
};
use i18n::Language;
use person::{PIN, Person, pressable};

/// Walks through the app by what presses mean, so that the walk is the same in every language.
struct Walk {
    person: Person,
    language: Language,
}

impl Walk {
    fn shows(&self, name: &str) {
        let screen = self.person.screen().to_string();
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.add_filter(r"\d{1,2} \p{L}+ \d{4}, \d\d:\d\d", "[when]");
        settings.add_filter(&self.day_from_today(), "$1[day]");
        settings.add_filter(r"(?m)^- \d{1,2} \p{L}+ \d{4}:", "- [day]:");
        settings.add_filter(r"\b[0-9A-HJKMNP-TV-Z]{8}\b", "[code]");
        settings.bind(|| insta::assert_snapshot!(format!("{}-{name}", self.language.code()), screen));
    }

    /// The day of a visit or a report after the words before it: it is counted from today.
    fn day_from_today(&self) -> String {
        let t = self.language.texts();
        let reported = t.report_yours("|", "").split('|').next().unwrap_or_default().to_owned();
        let said = [t.visit_due(""), t.timeline_visit(""), t.work_visit(""), reported];
        format!(
            r"({})\d{{1,2}} \p{{L}}+ \d{{4}}",
            said.map(|words| words.replace(['\u{2068}', '\u{2069}'], "")).join("|")
        )
    }

    fn presses(&self, words: impl AsRef<str>) {
        self.person.presses(words.as_ref());
    }

    /// Chooses an answer by the name it has in the workbook, whatever its words.
    fn chooses(&self, name: &str) {
        let screen = self.person.screen();
        let wanted = |event: &UserEvent| matches!(event, UserEvent::Talk { event: app::event::TalkEvent::Choose { choice, .. } | app::event::TalkEvent::Tick { choice, .. } } if choice == name);
        let (_, event) =
            pressable(&screen).into_iter().find(|(_, event)| wanted(event)).expect("the choice is offered");
        self.person.does(event);
    }

    fn opens_the_first_service(&self) {
        let screen = self.person.screen();
        let opens = |event: &UserEvent| matches!(event, UserEvent::Directory { event: DirectoryEvent::Open { .. } });
        let (_, open) = pressable(&screen).into_iter().find(|(_, event)| opens(event)).expect("a service is listed");
        self.person.does(open);
    }

    fn opens_page(&self, id: &str) {
        self.person.does(UserEvent::Learn { event: LearnEvent::Open { id: id.to_owned() } });
        assert_eq!(self.person.screen().id, format!("learn/{id}"));
    }

    fn goes_on_to(&self, id: &str) {
        let t = self.language.texts();
        for _ in 0..80 {
            let at = self.person.screen().id.clone();
            if at.starts_with(id) {
                return;
            }
            self.presses(if at.starts_with("check/") { t.check_read() } else { t.next() });
        }
        panic!("never came to {id}");
    }
}

fn every_screen(language: Language, name: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let walk = Walk { person: Person::opens(folder.path()), language };
    directory_and_door(&walk, name);
    conversation(&walk);
    referral_and_case(&walk);
    closing(&walk);
}

fn directory_and_door(walk: &Walk, name: &str) {
    let t = walk.language.texts();
    walk.shows("01-language");
    walk.presses(name);
    walk.shows("02-services");
    walk.person.does(UserEvent::Directory { event: DirectoryEvent::OpenPlaces });
    walk.shows("03-places");
    let inside = Some("ID-JB".to_owned());
    walk.person.does(UserEvent::Directory { event: DirectoryEvent::LookForPlace { inside, from: 0 } });
    walk.shows("03a-districts");
    walk.person.does(UserEvent::Directory { event: DirectoryEvent::Place { id: None } });
    walk.opens_the_first_service();
    walk.shows("04-service");
    walk.presses(t.card_show());
    walk.shows("04-card");
    walk.presses(t.back());
    walk.presses(t.place_learn());
    walk.shows("04a-learn");
    for page in ["rights", "stories", "questions"] {
        walk.opens_page(page);
        walk.shows(&format!("04b-{page}"));
        walk.presses(t.back());
    }
    walk.presses(t.place_more());
    walk.shows("05-more");
    walk.presses(t.place_work());
    walk.shows("06-keeps");
    walk.presses(t.keeps_set_pin());
    walk.shows("07-set-pin");
    walk.person.writes(&t.pin_new(), "111111");
    walk.person.writes(&t.pin_again(), "111111");
    walk.presses(t.pin_create());
    walk.shows("08-weak-pin");
    walk.person.writes(&t.pin_new(), PIN);
    walk.person.writes(&t.pin_again(), PIN);
    walk.presses(t.pin_create());
    walk.shows("09-work");
    walk.presses(t.place_services());
    walk.opens_the_first_service();
    walk.presses(t.report_begin());
    walk.shows("09a-report");
    walk.presses(t.report_no_answer());
    walk.presses(t.report_keep());
    walk.shows("09b-reported");
    walk.presses(t.place_work());
    walk.presses(t.report_way_in(1));
    walk.shows("09c-reports");
    walk.presses(t.back());
}

fn conversation(walk: &Walk) {
    let t = walk.language.texts();
    walk.presses(t.work_new());
    walk.shows("10-note-for-the-helper");
    walk.goes_on_to("question/suluh_a/a03");
    walk.presses(t.next());
    walk.shows("11-answer-missing");
    walk.chooses("yes");
    walk.goes_on_to("question/suluh_a/a13");
    walk.shows("12-danger-list");
    walk.presses(t.emergency());
    walk.shows("13-emergency");
    walk.presses(t.emergency_go_on());
    walk.goes_on_to("question/suluh_a/a05");
    walk.shows("14-read-aloud");
    walk.goes_on_to("question/suluh_a/a12");
    walk.chooses("adult");
    walk.goes_on_to("question/suluh_a/a07");
    walk.chooses("yes");
    walk.goes_on_to("question/suluh_a/a08");
    walk.shows("15-may-i-write");
    walk.presses(t.question_stop());
    walk.shows("16-stop-unwritten");
    walk.presses(t.stop_go_on());
    walk.chooses("yes");
    walk.goes_on_to("question/suluh_b/b11");
    walk.chooses("lawyer");
    walk.goes_on_to("question/suluh_c/c06");
    walk.chooses("fishing");
    walk.goes_on_to("question/suluh_c/c40");
    walk.shows("17-number");
    walk.goes_on_to("question/suluh_c/c60");
    walk.chooses("yes");
    walk.goes_on_to("check/suluh_c");
    walk.shows("18-check");
    walk.goes_on_to("reading/suluh_c");
    walk.shows("19-reading");
    walk.presses(t.question_stop());
    walk.shows("20-stop-written");
    walk.presses(t.stop_go_on());
    walk.goes_on_to("after");
    walk.shows("21-after");
}

fn referral_and_case(walk: &Walk) {
    let t = walk.language.texts();
    walk.presses(t.after_services());
    walk.shows("22-services-that-fit");
    walk.opens_the_first_service();
    walk.presses(t.referral_begin());
    walk.shows("23-referral-choose");
    walk.presses(t.referral_ask());
    walk.shows("24-referral-ask");
    walk.presses(t.referral_agreed());
    walk.shows("25-referral-call");
    walk.presses(t.referral_accepted());
    walk.presses(t.after_keep());
    walk.shows("26-keep");
    walk.presses(t.keep_new());
    walk.shows("27-case");
    walk.presses(t.case_answers());
    walk.shows("28-case-answers");
    walk.presses(t.back());
    walk.presses(t.case_reading());
    walk.shows("29-case-reading");
    walk.presses(t.back());
    walk.presses(t.case_note());
    walk.shows("30-note");
    walk.presses(t.note_save());
    walk.shows("31-note-empty");
    walk.presses(t.back());
    walk.presses(t.visit_in(7));
    walk.shows("32-visit-planned");
    walk.presses(t.back());
    walk.shows("33-work-with-a-visit");
}

fn closing(walk: &Walk) {
    let t = walk.language.texts();
    walk.person.does(UserEvent::Lock);
    walk.shows("34-locked");
    walk.person.writes(&t.unlock_pin(), "80417264");
    walk.presses(t.unlock());
    walk.shows("35-wrong-pin");
    walk.presses(t.place_services());
    walk.presses(t.services_hand_over());
    walk.shows("36-show-mode");
    walk.presses(t.learn_open());
    walk.shows("37-show-mode-learn");
    walk.opens_page("what-is-it");
    walk.shows("38-show-mode-page");
}

#[test]
fn every_screen_in_english() {
    every_screen(Language::English, "English");
}

#[test]
fn every_screen_in_indonesian() {
    every_screen(Language::Indonesian, "Bahasa Indonesia");
}
