//! What locking keeps, forgets and hides, in the whole app with the real vault and the real content.

mod person;

use app::UserEvent;
use person::{at_work, pressable};

#[test]
fn a_conversation_nobody_agreed_to_write_is_forgotten_by_locking() {
    let (person, _folder) = at_work();
    person.begins_a_conversation();
    person.presses("No");
    person.goes_on_to("question/suluh_c/c06");
    person.sees("Not written down");

    person.does(UserEvent::Lock);
    person.sees("it was forgotten");
    person.types_the_pin();
    person.sees("(New conversation)");
    person.sees("No cases yet");
}

#[test]
fn a_written_conversation_goes_on_where_it_was_after_a_lock() {
    let (person, _folder) = at_work();
    person.begins_a_conversation();
    person.presses("Yes");
    person.goes_on_to("question/suluh_b/b05");
    person.presses("No");
    person.presses("Next");
    let before = person.screen();
    assert_eq!(before.id, "question/suluh_b/b06");

    person.does(UserEvent::Lock);
    person.types_the_pin();
    person.presses("Continue");
    assert_eq!(person.screen().components, before.components);
    person.presses("Back");
    person.sees("(x) No");
}

#[test]
fn locking_keeps_the_answer_on_the_screen_and_half_written_words() {
    let (person, _folder) = at_work();
    person.begins_a_conversation();
    person.presses("Yes");
    person.goes_on_to("question/suluh_c/c06");
    person.presses("Fishing boat");
    person.does(UserEvent::Lock);
    person.types_the_pin();
    person.presses("Continue");
    person.sees("[x] Fishing boat");

    person.goes_on_to("after");
    person.presses("Keep as a case");
    person.presses("As a new case");
    person.presses("Write a note");
    person.writes("What happened", "Half a sent");
    person.does(UserEvent::Lock);
    person.types_the_pin();
    let screen = person.screen();
    let (case, _) = pressable(&screen).into_iter().find(|(label, _)| label.starts_with("Case ")).unwrap();
    person.presses(&case);
    person.presses("Write a note");
    person.sees("[What happened: Half a sent]");
}

/// Presses the row or button that begins with these words.
#[test]
fn a_no_to_writing_on_the_screen_is_obeyed_when_the_app_locks() {
    let (person, _folder) = at_work();
    person.begins_a_conversation();
    person.presses("Yes");
    person.presses("Next");
    person.presses("Back");
    person.presses("No");
    person.does(UserEvent::Lock);
    person.types_the_pin();
    person.sees("(New conversation)");
}

#[test]
fn a_call_that_outlasts_the_lock_is_on_record_and_its_result_can_be_added() {
    let (person, _folder) = at_work();
    person.begins_a_conversation();
    person.presses("Yes");
    person.goes_on_to("question/suluh_b/b11");
    person.presses("Legal advice");
    person.goes_on_to("after");
    person.presses("Services that fit");
    person.presses_what_begins("Witness and victim protection");
    person.presses("Refer to this service");
    person.presses("Ask the person");
    person.presses("Yes, the person agrees");
    person.does(UserEvent::Lock);
    person.types_the_pin();
    person.presses("Keep as it is");
    person.presses("As a new case");
    person.sees("Not reached yet");
    person.presses("They will help");
    person.sees("Answer from Witness and victim protection");
    assert!(!person.screen().to_string().contains("(They will help)"));
}

#[test]
fn an_answer_hidden_when_the_app_locked_comes_back_with_its_question() {
    let (person, _folder) = at_work();
    person.begins_a_conversation();
    person.presses("Yes");
    person.goes_on_to("question/suluh_c/c25");
    person.presses("Yes");
    person.goes_on_to("question/suluh_c/c26");
    person.presses("They hit or hurt me");
    person.presses("Next");
    person.presses("Back");
    person.presses("Back");
    person.presses("No");
    person.presses("Next");
    person.does(UserEvent::Lock);
    person.types_the_pin();
    person.presses("Continue");
    person.presses("Back");
    person.presses("Yes");
    person.presses("Next");
    person.sees("[x] They hit or hurt me");
}
