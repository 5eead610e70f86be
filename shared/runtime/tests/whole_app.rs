//! The whole app as a person uses it, through the runtime with the real vault and the real content.

mod person;

use std::time::Duration;

use app::{UserEvent, event::Field, view::Component};
use person::{Person, at_work, pressable};

#[test]
fn from_the_first_start_to_a_kept_case_and_back() {
    let (person, folder) = at_work();
    person.begins_a_conversation();
    person.sees("Not written down");
    person.presses("Yes");
    person.presses("Next");
    person.sees("Saved on this phone");
    person.goes_on_to("question/suluh_c/c06");
    person.presses("Fishing boat");
    person.goes_on_to("question/suluh_c/c20");
    person.presses("Yes");
    person.goes_on_to("question/suluh_c/c21");
    person.presses("Kind of work, place or employer");
    person.presses("Pay");
    person.goes_on_to("question/suluh_c/c60");
    person.presses("Yes");
    person.goes_on_to("check/suluh_c");
    person.sees("Fishing boat");
    person.presses("See what this may mean");
    person.sees("This is not a decision.");
    person.goes_on_to("after");
    person.presses("Keep as a case");
    person.presses("As a new case");
    person.sees("Kept as a case");
    person.presses("Write a note");
    person.writes("What happened", "Called the line together.");
    person.presses("Save");
    person.sees("Called the line together.");
    person.presses("Lock now");
    person.sees("My work is locked");
    drop(person);

    let person = Person::opens(folder.path());
    person.unlocks();
    person.sees("Cases");
    let screen = person.screen();
    let (case, _) = pressable(&screen).into_iter().find(|(label, _)| label.starts_with("Case ")).unwrap();
    person.presses(&case);
    person.sees("Called the line together.");
    person.presses("Answers");
    person.sees("Fishing boat");
}

#[test]
fn a_yes_to_writing_that_is_taken_back_erases_what_was_written() {
    let (person, _folder) = at_work();
    person.begins_a_conversation();
    person.presses("Yes");
    person.presses("Next");
    person.presses("Back");
    person.presses("No");
    person.presses("Next");
    person.sees("Not written down");

    person.does(UserEvent::Lock);
    person.types_the_pin();
    person.sees("(New conversation)");
}

#[test]
fn a_child_is_asked_the_childs_questions_and_nothing_is_written_before_its_own_yes() {
    let (person, _folder) = at_work();
    person.presses("New conversation");
    person.goes_on_to("question/suluh_a/a03");
    person.presses("Yes");
    person.goes_on_to("question/suluh_a/a12");
    person.presses("Not sure");
    person.goes_on_to("question/suluh_d/d05");
    person.sees("Not written down");
    person.presses("Yes");
    person.presses("Next");
    person.sees("Not written down");
    person.presses("Child service");
    person.presses("Next");
    person.sees("Saved on this phone");
    person.goes_on_to("reading/suluh_d");
    person.sees("This is not a decision.");
}

#[test]
fn a_danger_that_is_ticked_opens_the_emergency_page_and_leads_back() {
    let (person, _folder) = at_work();
    person.presses("New conversation");
    person.goes_on_to("question/suluh_a/a03");
    person.presses("Yes");
    person.goes_on_to("question/suluh_a/a13");
    person.presses("A weapon is there");
    person.presses("Next");
    assert_eq!(person.screen().id, "emergency");
    person.presses("Back to where we were");
    assert_eq!(person.screen().id, "question/suluh_a/a13x");
}

#[test]
fn where_others_can_hear_the_conversation_goes_no_further() {
    let (person, _folder) = at_work();
    person.presses("New conversation");
    person.goes_on_to("question/suluh_a/a03");
    person.presses("No");
    person.presses("Next");

    let screen = person.screen();
    assert!(!pressable(&screen).iter().any(|(label, _)| label == "Next"), "{screen}");
    person.presses("Stop");
    person.presses("Stop and forget");
    person.sees("My work");
}

#[test]
fn in_show_mode_nothing_but_the_directory_and_the_pages_to_read_can_be_reached() {
    let (person, _folder) = at_work();
    let work = pressable(&person.screen());
    person.presses("Services");
    person.presses("Show mode");
    let shown = person.screen();
    assert!(shown.places.is_empty() && shown.back.is_none() && shown.hold.is_some());

    for (_, event) in work {
        person.does(event);
        assert_eq!(person.screen().components, shown.components);
    }
    for (way, id) in [("Good to know: rights, questions, stories", "learn"), ("Your rights", "learn/rights")] {
        person.presses(way);
        let screen = person.screen();
        assert!(screen.id == id && screen.places.is_empty() && screen.hold.is_some(), "{id}");
    }
    person.presses("Back");
    person.presses("Back");
    assert_eq!(person.screen().id, shown.id);
    let hold = shown.hold.clone().unwrap();
    person.does(hold.down.clone());
    person.does(hold.up.clone());
    assert!(person.screen().hold.is_some(), "a short press leaves nothing");
    person.does(hold.down);
    std::thread::sleep(Duration::from_millis(3_050));
    person.does(hold.up);
    assert!(person.screen().hold.is_none());
    person.presses("My work");
    person.sees("My work is locked");
}

#[test]
fn a_referral_tells_only_what_was_agreed_and_its_consent_can_be_taken_back() {
    let (person, _folder) = at_work();
    person.begins_a_conversation();
    person.presses("Yes");
    person.goes_on_to("question/suluh_b/b11");
    person.presses("Legal advice");
    person.goes_on_to("after");
    person.presses("Services that fit");
    let screen = person.screen();
    let service = screen.components.iter().find_map(|component| match component {
        Component::Rows { rows, .. } => rows.first().map(|row| row.title.text.clone()),
        _ => None,
    });
    person.presses(&service.unwrap());
    person.presses("Refer to this service");
    person.writes("A name to use on the phone (it need not be the real one)", "Mawar");
    person.presses("Ask the person");
    person.sees("You wrote something that is not ticked");
    person.writes("A name to use on the phone (it need not be the real one)", "");
    person.presses("Ask the person");
    let asked = person.screen().to_string();
    assert!(asked.contains("Legal advice") && !asked.contains("Mawar"), "what is not ticked is not told:\n{asked}");
    person.presses("Yes, the person agrees");
    person.presses("They will call back, or there is a wait");
    person.presses("Keep as a case");
    person.presses("As a new case");
    person.sees("Agreed to call");
    person.sees("Waiting");
    person.presses("Take the consent back");
    person.sees("The person took the consent back");
    assert!(!person.screen().to_string().contains("(Take the consent back)"));
}

#[test]
fn changing_an_answer_from_the_check_leads_past_what_was_seen_and_through_what_is_new() {
    let (person, _folder) = at_work();
    person.begins_a_conversation();
    person.presses("Yes");
    person.goes_on_to("check/suluh_c");
    person.presses("Was anything different from what you were told?");
    person.presses("Yes");
    person.presses("Next");
    assert_eq!(person.screen().id, "question/suluh_c/c21", "a question that is new is asked");
    person.presses("Next");
    assert_eq!(person.screen().id, "check/suluh_c");
}

#[test]
fn a_form_left_by_a_wrong_tap_is_there_again_with_its_answers() {
    let (person, _folder) = at_work();
    person.begins_a_conversation();
    person.presses("Yes");
    person.goes_on_to("question/suluh_b/b16");
    person.presses("Yes");
    person.goes_on_to("question/suluh_c/c06");
    person.presses("Fishing boat");
    person.presses("Next");
    while person.screen().id != "question/suluh_b/b16" {
        person.presses("Back");
    }
    person.presses("No");
    person.presses("Next");
    assert_eq!(person.screen().id, "after");
    person.presses("Back");
    person.presses("Yes");
    person.goes_on_to("question/suluh_c/c06");
    person.sees("[x] Fishing boat");

    person.does(UserEvent::Lock);
    person.types_the_pin();
    person.presses("Continue");
    person.sees("[x] Fishing boat");
}

#[test]
fn a_second_talk_kept_into_a_case_leaves_the_first_as_it_was() {
    let (person, _folder) = at_work();
    for (work, last) in [("Fishing boat", "As a new case"), ("House work or care", "Into case ")] {
        person.presses("New conversation");
        person.goes_on_to("question/suluh_a/a03");
        person.presses("Yes");
        person.goes_on_to("question/suluh_a/a12");
        person.presses("18 or older");
        person.goes_on_to("question/suluh_a/a07");
        person.presses("Yes");
        person.goes_on_to("question/suluh_a/a08");
        person.presses("Yes");
        person.goes_on_to("question/suluh_c/c06");
        person.presses(work);
        person.goes_on_to("after");
        person.presses("Keep as a case");
        person.presses_what_begins(last);
        person.presses("Answers");
        person.sees(work);
        person.presses("Back");
        person.presses("Back");
    }
    person.presses_what_begins("Case ");
    person.presses("Answers");
    person.sees("Fishing boat");
    person.sees("House work or care");
}

#[test]
fn words_that_come_where_no_question_asks_for_words_hold_nobody_up() {
    let (person, _folder) = at_work();
    person.begins_a_conversation();
    let asked = person.screen().id.clone();

    person.does(UserEvent::Edited { field: Field::Answer, text: "from the question before".to_owned() });
    person.presses("Yes");
    person.presses("Next");

    assert_ne!(person.screen().id, asked);
}
