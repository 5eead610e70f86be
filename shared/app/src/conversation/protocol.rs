//! The order of forms and the gates between them.
//!
//! Source: `questionnaires.md`, rules 1, 2 and 10: a → b → (c or d); a missing age counts as *not sure*; no adult
//! question before age, agreement to talk and an answer about writing.

use guide::{Answer, Interview};

/// The form every conversation begins with: safety and consent.
pub(super) const FIRST: &str = "suluh_a";
const NEEDS: &str = "suluh_b";
const ADULT: &str = "suluh_c";
const CHILD: &str = "suluh_d";

/// The choice of a danger list that names no danger.
const NO_DANGER: &str = "none";

/// The form that follows those asked so far, if any does.
pub(super) fn form_after(asked: &[Interview]) -> Option<&'static str> {
    let last = asked.last()?.form().id.as_str();
    match last {
        FIRST if must_stop(asked) || value(asked, FIRST, "a07") == "no" => None,
        FIRST => Some(NEEDS),
        NEEDS if value(asked, NEEDS, "b16") == "no" => None,
        NEEDS if is_adult(asked) => may_ask_adult(asked).then_some(ADULT),
        NEEDS => Some(CHILD),
        _ => None,
    }
}

/// Nobody may go on where others can hear or where it is not safe to stay (a03).
pub(super) fn must_stop(asked: &[Interview]) -> bool {
    value(asked, FIRST, "a03") == "no"
}

/// Whether answers may be written down: an adult's own *yes* (a08); for a child its own wish to talk (d05) together
/// with the yes of a safe carer or of the child service (d13).
pub(super) fn may_be_written(asked: &[Interview]) -> bool {
    if is_adult(asked) {
        return value(asked, FIRST, "a08") == "yes";
    }
    value(asked, CHILD, "d05") == "yes" && ["carer", "service"].contains(&value(asked, CHILD, "d13").as_str())
}

/// Whether an answer to a danger list names at least one danger.
pub(super) fn names_a_danger(answer: Option<&Answer>) -> bool {
    matches!(answer, Some(Answer::Choices(ticked)) if ticked.iter().any(|choice| choice != NO_DANGER))
}

/// The dangers named so far, by their ids on the emergency page: those ticked in a danger list (a medical sign is a
/// medical emergency), thoughts of ending life (b09, also *not sure*), a child without care (b06).
pub(super) fn dangers(asked: &[Interview]) -> Vec<String> {
    let mut dangers = Vec::new();
    for (form, question, as_danger) in [(FIRST, "a13", None), (NEEDS, "b02", Some("medical")), (CHILD, "d06", None)] {
        let ticked = value(asked, form, question);
        for choice in ticked.split_whitespace().filter(|choice| *choice != NO_DANGER) {
            let danger = as_danger.unwrap_or(choice).to_owned();
            if !dangers.contains(&danger) {
                dangers.push(danger);
            }
        }
    }
    let answered = [("b09", ["yes", "dont_know"].as_slice(), "suicide"), ("b06", ["yes"].as_slice(), "child")];
    for (question, signs, danger) in answered {
        if signs.contains(&value(asked, NEEDS, question).as_str()) && !dangers.iter().any(|known| known == danger) {
            dangers.push(danger.to_owned());
        }
    }
    dangers
}

/// The directory's needs for what the person asked for (b11, c94, d07), in the directory's ids.
pub(crate) fn fitting_needs(asked: &[Interview]) -> Vec<&'static str> {
    const WANTED: [(&str, &str); 19] = [
        ("doctor", "health"),
        ("health", "health"),
        ("safe", "safe"),
        ("lawyer", "legal"),
        ("legal", "legal"),
        ("formal", "legal"),
        ("papers", "papers"),
        ("wages", "wages"),
        ("money", "money"),
        ("food", "food"),
        ("rest", "safe"),
        ("school", "school"),
        ("talk", "talk"),
        ("psych", "talk"),
        ("info", "danger"),
        ("family", "return"),
        ("work", "work"),
        ("child", "children"),
        ("other", "danger"),
    ];
    let mut needs = Vec::new();
    for (form, question) in [(NEEDS, "b11"), (ADULT, "c94"), (CHILD, "d07")] {
        for wanted in value(asked, form, question).split_whitespace() {
            let need = WANTED.iter().find(|(choice, _)| *choice == wanted).map(|(_, need)| *need);
            needs.extend(need.filter(|need| !needs.contains(need)));
        }
    }
    if asked.iter().any(|interview| interview.form().id == CHILD) && !needs.contains(&"children") {
        needs.insert(0, "children");
    }
    needs
}

/// How the talk ended, in the form's own terms (c95, d92).
pub(super) fn result(asked: &[Interview]) -> Option<String> {
    [(ADULT, "c95"), (CHILD, "d92")]
        .into_iter()
        .map(|(form, question)| value(asked, form, question))
        .find(|result| !result.is_empty())
}

fn is_adult(asked: &[Interview]) -> bool {
    value(asked, FIRST, "a12") == "adult"
}

fn may_ask_adult(asked: &[Interview]) -> bool {
    value(asked, FIRST, "a07") == "yes" && !value(asked, FIRST, "a08").is_empty()
}

fn value(asked: &[Interview], form: &str, question: &str) -> String {
    asked
        .iter()
        .find(|interview| interview.form().id == form)
        .map_or_else(String::new, |interview| interview.value(question))
}
