//! What a page says and never says.

use app::{
    event::Field,
    view::{Choice, Hold, InputKind, NoticeKind, Row, Said, TimelineEntry, Voice},
};

use super::*;
use crate::{
    entrance::Entrance,
    testing::{button, filter, multiple, press, said, single, tick},
};
use app::event::TalkEvent;

fn draw(screen: &Screen) -> String {
    let mut entrance = Entrance::new().unwrap();
    let token = entrance.token().unwrap().clone();
    let cookie = entrance.enter(token.reveal()).unwrap().clone();
    super::screen(screen, entrance.form_key(cookie.reveal()).unwrap(), false).into_string()
}

fn page(components: Vec<Component>) -> String {
    draw(&crate::testing::screen(components))
}

fn foreign(text: &str, lang: &str) -> Said {
    Said { text: text.to_owned(), lang: lang.to_owned() }
}

#[track_caller]
fn assert_has(page: &str, part: &str) {
    assert!(page.contains(part), "{part} is not in {page}");
}

#[test]
fn words_in_another_language_say_which_and_unknown_ones_say_so() {
    let page = page(vec![
        Component::Heading { text: foreign("ที่ปลอดภัย", "th") },
        Component::Paragraph { text: foreign("written by hand", "und"), voice: Voice::Plain },
        Component::Paragraph { text: said("our own"), voice: Voice::Plain },
    ]);

    assert_has(&page, "<html lang=\"en\">");
    assert_has(&page, "<h2 lang=\"th\">ที่ปลอดภัย</h2>");
    assert_has(&page, "<p class=\"words\" lang=\"\">written by hand</p>");
    assert_has(&page, "<p class=\"words\">our own</p>");
}

#[test]
fn words_cannot_become_markup() {
    let evil = "\"><script>alert(1)</script>";
    let row = Row { title: said(evil), lines: vec![said(evil)], event: tick("x") };
    let page = page(vec![
        Component::Problem { text: said(evil) },
        Component::TextInput {
            field: Field::Note,
            label: said(evil),
            guidance: None,
            hint: evil.to_owned(),
            value: format!("</textarea>{evil}"),
            kind: InputKind::Lines,
            limit: 10,
        },
        Component::Rows {
            label: evil.to_owned(),
            shown: Some(evil.to_owned()),
            rows: vec![row],
            more: None,
            fewer: None,
        },
        Component::ReadAloud { label: evil.to_owned(), text: said(evil), without_voice: evil.to_owned() },
        Component::HandOut {
            share: evil.to_owned(),
            print: evil.to_owned(),
            title: said(evil),
            parts: vec![said(evil)],
        },
        Component::Contact { label: said(evil), text: said(evil), address: evil.to_owned() },
        single(&[(evil, false)]),
    ]);

    assert!(!page.contains("<script>") && !page.contains("</textarea>\""));
}

#[test]
fn no_event_travels_through_the_page() {
    let page = page(vec![multiple(&[("secret choice name", false)]), button("Go", TalkEvent::Delete)]);

    assert!(!page.contains("Delete") && !page.contains("Tick"));
    assert_has(&page, "name=\"press\" value=\"component-1\"");
}

#[test]
fn a_private_page_has_a_neutral_title_and_asks_again_just_after_the_idle_limit() {
    let public = crate::testing::screen(vec![]);
    let private = draw(&Screen { private: true, ..public.clone() });
    let public = draw(&public);

    assert_has(&private, "<title>Suluh</title>");
    assert_has(&private, "<noscript><meta http-equiv=\"refresh\" content=\"123\"></noscript>");
    assert_has(&public, "<title>A test – Suluh</title>");
    assert!(!public.contains("http-equiv=\"refresh\""));
}

#[test]
fn a_countdown_asks_again_when_it_is_over() {
    let countdown = Component::Countdown { seconds: 30, label: "Wait".to_owned() };
    let screen = Screen { private: true, ..crate::testing::screen(vec![countdown]) };

    let page = draw(&screen);

    assert_has(&page, "content=\"31\"");
    assert_has(&page, "<p class=\"countdown\" aria-live=\"off\"");
}

#[test]
fn a_problem_and_an_announcement_are_spoken() {
    let problem = Component::Problem { text: said("Nothing was lost.") };
    let screen = Screen { announcement: Some("Saved.".to_owned()), ..crate::testing::screen(vec![problem]) };

    let page = draw(&screen);

    assert_has(&page, "role=\"alert\"");
    assert_has(&page, "<p id=\"announcement\" role=\"status\" aria-live=\"polite\">Saved.</p>");
}

#[test]
fn every_field_keeps_out_of_the_browsers_memory_and_no_secret_has_a_value() {
    let input = |kind| Component::TextInput {
        field: Field::Note,
        label: said("Words"),
        guidance: None,
        hint: "Short".to_owned(),
        value: "kept".to_owned(),
        kind,
        limit: 300,
    };
    let kinds = [InputKind::Line, InputKind::Lines, InputKind::Search, InputKind::Number];
    let mut components: Vec<Component> = kinds.into_iter().map(input).collect();
    components.push(Component::SecretInput { field: Field::Pin, label: "PIN".to_owned() });
    components.push(single(&[("yes", true)]));
    let page = page(components);

    let fields: Vec<&str> =
        page.split('<').filter(|tag| tag.starts_with("input") || tag.starts_with("textarea")).collect();
    assert_eq!(fields.len(), 2 + 4 + 1 + 2);
    for field in &fields {
        assert_has(field, "autocomplete=\"off\"");
    }
    for field in fields.iter().filter(|field| field.contains("field-")) {
        assert_has(field, "spellcheck=\"false\"");
    }
    let secret = fields.iter().find(|field| field.contains("type=\"password\"")).unwrap();
    assert!(!secret.contains("value"));
}

#[test]
fn a_field_is_named_and_its_hint_belongs_to_it() {
    let page = page(vec![Component::TextInput {
        field: Field::Note,
        label: said("What happened"),
        guidance: None,
        hint: "No names".to_owned(),
        value: "\nfirst line is empty".to_owned(),
        kind: InputKind::Lines,
        limit: 300,
    }]);

    assert_has(&page, "<label for=\"field-Note\">What happened</label>");
    assert_has(&page, "<p class=\"hint\" id=\"field-Note-hint\">No names</p>");
    assert_has(&page, "aria-describedby=\"field-Note-hint\"");
    assert_has(&page, "maxlength=\"300\"");
    // Browsers drop one line feed after the tag.
    assert_has(&page, ">\n\nfirst line is empty</textarea>");
}

#[test]
fn enter_in_a_field_presses_the_main_button_or_only_sends_the_words() {
    let with_main = page(vec![multiple(&[("a", false)]), button("Next", TalkEvent::Next)]);
    let without = page(vec![multiple(&[("a", false)])]);

    assert_has(&with_main, "<button class=\"unseen\" name=\"press\" value=\"component-1\"");
    assert_has(&without, "<button class=\"unseen\" name=\"press\" tabindex=\"-1\"");
    let first = with_main.find("<button").unwrap();
    assert!(with_main[first..].starts_with("<button class=\"unseen\""));
}

#[test]
fn choosing_has_its_own_button_where_it_has_its_effect_at_once() {
    let alone = page(vec![filter(&[("yes", true)])]);
    let question = page(vec![single(&[("yes", true)]), button("Next", TalkEvent::Next)]);

    assert_has(&alone, "<noscript><button class=\"quiet\" name=\"press\" value=\"\">Show</button></noscript>");
    assert_has(&alone, "<fieldset data-at-once>");
    assert!(!question.contains("data-at-once") && !question.contains("<noscript><button"));
    assert_has(&question, "id=\"choice-q-0\" checked");
}

#[test]
fn a_question_is_a_group_with_its_words_as_the_legend() {
    let choice =
        Choice { text: foreign("ya", "id"), picture: Some("M 1 2 L 3 4".to_owned()), chosen: false, event: tick("x") };
    let page = page(vec![Component::SingleChoice {
        id: "q".to_owned(),
        label: said("Are you safe?"),
        guidance: None,
        at_once: false,
        choices: vec![choice],
    }]);

    assert_has(&page, "<legend>Are you safe?</legend>");
    assert_has(&page, "<input type=\"radio\" name=\"choice-0\" value=\"0\"");
    assert_has(&page, "<span lang=\"id\">ya</span>");
    assert_has(&page, "<svg class=\"picture\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">");
    assert_has(&page, "<path d=\"M 1 2 L 3 4\">");
}

#[test]
fn the_title_takes_the_focus_and_in_show_mode_it_can_be_held() {
    let plain = page(vec![]);
    let hold = Hold { label: "Hold to leave".to_owned(), down: tick("down"), up: tick("up") };
    let show_mode = draw(&Screen { hold: Some(hold), places: Vec::new(), ..crate::testing::screen(vec![]) });

    assert_has(&plain, "<h1 id=\"title\" tabindex=\"-1\">A test</h1>");
    assert_has(&plain, "<a class=\"skip\" href=\"#title\">");
    assert_has(&show_mode, "value=\"hold\" aria-describedby=\"hold-hint\">A test</button>");
    assert_has(&show_mode, "Hold to leave<noscript> Here: press the title");
    assert!(!show_mode.contains("<nav"));
}

#[test]
fn the_frame_has_its_ways_out_in_words() {
    let screen = Screen {
        back: Some(press("Back", TalkEvent::GoOn)),
        emergency: Some(press("Emergency", TalkEvent::Emergency)),
        ..crate::testing::screen(vec![])
    };
    let page = draw(&screen);

    assert_has(&page, "<button class=\"back\" name=\"press\" value=\"back\">");
    assert_has(&page, "<button class=\"emergency\" name=\"press\" value=\"emergency\">");
    assert_has(&page, "value=\"place-0\" aria-current=\"page\"");
    assert_has(&page, "value=\"place-1\"><svg");
}

#[test]
fn a_list_says_which_part_of_it_is_shown() {
    let row = Row { title: said("A clinic"), lines: vec![said("Free"), foreign("ฟรี", "th")], event: tick("x") };
    let rows = Component::Rows {
        label: "Services".to_owned(),
        shown: Some("21 to 21 of 41".to_owned()),
        rows: vec![row],
        more: Some(press("Show more", TalkEvent::Next)),
        fewer: None,
    };
    let page = page(vec![rows]);

    assert_has(&page, "21 to 21 of 41");
    assert_has(&page, "name=\"press\" value=\"row-0-0\"");
    assert_has(&page, "<span class=\"line\" lang=\"th\">ฟรี</span>");
    assert_has(&page, "value=\"more-0\">Show more</button>");
    assert!(!page.contains("fewer-0"));
}

#[test]
fn a_section_opens_without_scripts_and_what_is_inside_can_be_pressed() {
    let inside = vec![Component::Heading { text: said("Why") }, button("Take back", TalkEvent::Next)];
    let page = page(vec![Component::Section { title: said("Consent"), open: true, components: inside }]);

    assert_has(&page, "<details id=\"section-0\" open><summary><span>Consent</span></summary>");
    assert_has(&page, "<h3>Why</h3>");
    assert_has(&page, "value=\"component-0.1\">Take back</button>");
}

#[test]
fn everything_else_keeps_its_meaning() {
    let off = Component::Button { label: "Later".to_owned(), role: ButtonRole::Quiet, event: None };
    let entry = TimelineEntry { when: "1 May 2026".to_owned(), text: said("A visit"), lines: vec![said("at home")] };
    let page = page(vec![
        Component::Progress { now: 4, total: 12, label: "Question 4 of about 12".to_owned() },
        Component::Notice { kind: NoticeKind::Caution, text: said("Old") },
        Component::Contact { label: said("Call"), text: said("021 4250 888"), address: "tel:+62214250888".to_owned() },
        Component::ReadAloud {
            label: "Read aloud".to_owned(),
            text: foreign("อ่าน", "th"),
            without_voice: "No voice".to_owned(),
        },
        Component::Timeline { entries: vec![entry] },
        off,
    ]);

    assert_has(&page, "<progress value=\"4\" max=\"12\" aria-labelledby=\"progress\">");
    assert_has(&page, "<main class=\"question\">");
    assert_has(&page, "class=\"notice caution\"");
    assert_has(&page, "<a class=\"contact\" href=\"tel:+62214250888\">");
    assert_has(&page, "type=\"button\" hidden data-say=\"อ่าน\" data-lang=\"th\"");
    assert_has(&page, "<ol class=\"timeline\"><li><p class=\"when\">1 May 2026</p>");
    assert_has(&page, "value=\"component-5\" disabled>Later</button>");
}

#[test]
fn a_code_is_one_drawing_with_words_for_who_cannot_see_it() {
    let page = page(vec![Component::Code {
        label: "QR code: Clinic".to_owned(),
        side: 10,
        cells: "M 4 4 L 5 4 L 5 5 L 4 5 Z".to_owned(),
    }]);

    assert_has(&page, "<svg class=\"code\" viewBox=\"0 0 10 10\" role=\"img\" aria-label=\"QR code: Clinic\">");
    assert_has(&page, "<path d=\"M 4 4 L 5 4 L 5 5 L 4 5 Z\">");
}
