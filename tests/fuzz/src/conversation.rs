//! A conversation over a form from anywhere: what a helper could answer, and what the app then does with it.

use std::sync::Arc;

use guide::{Answer, Form, Interview, Rule, Today, read, statement, turns};

const TODAY: Today = Today { utc_ms: 1_795_318_800_000, offset_min: 420 };
const FAR: Today = Today { utc_ms: i64::MAX, offset_min: i16::MAX };

/// Written answers that mean something to one kind of question or another.
const WRITTEN: [&str; 6] = ["7", "-2.5", "2026-11-22", "yes", "farm sea", "a ${a} b"];
/// Questions and choices that are answered: a longer conversation finds nothing a shorter one does not.
const MOST: usize = 64;

/// Holds a conversation; returns, whatever the form is.
pub(crate) fn hold(form: &Arc<Form>, rule: Option<&Rule>) {
    let mut interview = Interview::begin(Arc::clone(form), TODAY);
    for written in WRITTEN {
        for question in form.ids().take(MOST) {
            if let Ok(answer) = form.question(question).read(written) {
                // A refusal is as good as an answer.
                let _ = interview.answer(question, answer);
            }
        }
    }
    for question in form.ids().take(MOST) {
        for choice in form.question(question).choices.iter().take(3) {
            let _ = interview.answer(question, Answer::Choice(choice.name.clone()));
            let _ = interview.tick(question, &choice.name);
        }
        if let Some(label) = form.question(question).label.show("en") {
            let _ = interview.say(label.text);
        }
        let _ = interview.value_of(question);
    }
    interview.at(FAR);
    let _ = interview.asked();
    let _ = interview.violations();
    let _ = interview.without(&interview.given());
    if let Some(rule) = rule {
        let _ = read(rule, &interview);
        let _ = statement(rule, &interview);
        let _ = turns(rule, &interview, 1);
    }
}
