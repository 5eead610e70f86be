//! Checks of a form alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use guide::{Form, Question, placeholder};
use i18n::{State, Text};

use super::{Finding, Given, Problem, Proof, Verdict, fault, note, prove, prove_outcome};
use crate::xlsform::COMPLETE;

/// What is known of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What must be mended, and what is worth knowing.
    pub findings: Vec<Finding>,
    /// What is proven of each question.
    pub proofs: Vec<Proof>,
    /// Whether every talk comes to a result or a reading; `None` for a form that has neither.
    pub outcome: Option<Verdict>,
}

/// Checks a form: texts in every complete language, lists, questions that are never asked or cannot be answered.
#[must_use]
pub fn check(form: &Arc<Form>) -> Checked {
    let mut found = Vec::new();
    for code in COMPLETE.iter().filter(|code| form.language(code).is_none()) {
        found.push(fault(Problem::NoLanguage((*code).to_owned())));
    }
    for question in form.questions() {
        texts(question, &mut found);
        if question.kind.is_select() && question.choices.is_empty() && question.itemset.is_none() {
            found.push(fault(Problem::EmptyList(question.name.clone())));
        }
    }
    drafts(form, &mut found);
    let (proofs, outcome) = (prove(form), prove_outcome(form));
    findings_of(&proofs, outcome.as_ref(), &mut found);
    Checked { findings: found, proofs, outcome }
}

/// The texts of a question by what they are.
fn texts_of(question: &Question) -> [(&'static str, &Text); 4] {
    [
        ("label", &question.label),
        ("hint", &question.hint),
        ("constraint message", &question.constraint_message),
        ("required message", &question.required_message),
    ]
}

fn texts(question: &Question, found: &mut Vec<Finding>) {
    for (text, words) in texts_of(question) {
        let needed = text == "label" && question.is_asked();
        complete(&question.name, text, words, needed, found);
    }
    for choice in &question.choices {
        complete(&format!("{}, choice {}", question.name, choice.name), "label", &choice.label, true, found);
    }
}

fn complete(question: &str, text: &'static str, words: &Text, needed: bool, found: &mut Vec<Finding>) {
    if !needed && words.0.is_empty() {
        return;
    }
    let named = words.0.values().next().map(|first| names(&first.text)).unwrap_or_default();
    for (language, phrase) in &words.0 {
        if names(&phrase.text) != named {
            let (question, language) = (question.to_owned(), language.clone());
            found.push(fault(Problem::Placeholders { question, text, language }));
        }
    }
    for code in COMPLETE.iter().filter(|code| words.0.get(**code).is_none_or(|phrase| phrase.text.trim().is_empty())) {
        let (question, language) = (question.to_owned(), (*code).to_owned());
        found.push(fault(Problem::MissingText { question, text, language }));
    }
}

/// The questions a text names.
fn names(mut text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    while let Some((_, name, after)) = placeholder(text) {
        names.insert(name);
        text = after;
    }
    names
}

fn drafts(form: &Form, found: &mut Vec<Finding>) {
    for language in &form.languages {
        let words = form.questions().iter().flat_map(|question| {
            let choices = question.choices.iter().map(|choice| &choice.label);
            texts_of(question).into_iter().map(|(_, text)| text).chain(choices)
        });
        let drafts = words.filter_map(|text| text.0.get(&language.code)).filter(|phrase| phrase.state == State::Draft);
        let count = drafts.count();
        if count > 0 {
            found.push(note(Problem::Drafts { language: language.code.clone(), count }));
        }
    }
}

/// What cannot happen, and what could not be proven.
fn findings_of(proofs: &[Proof], outcome: Option<&Verdict>, found: &mut Vec<Finding>) {
    for Proof { question, asked, answerable } in proofs {
        let question = question.clone();
        match asked {
            Verdict::Yes(_) => {}
            Verdict::No(_) => {
                found.push(fault(Problem::NeverAsked(question)));
                continue;
            }
            Verdict::OutOfReach => found.push(note(Problem::AskedNotProven(question.clone()))),
        }
        match answerable {
            None | Some(Verdict::Yes(_)) => {}
            Some(Verdict::No(example)) if example.is_empty() => found.push(fault(Problem::NothingFits(question))),
            Some(Verdict::No(example)) => found.push(fault(Problem::DeadEnd { question, example: written(example) })),
            Some(Verdict::OutOfReach) => found.push(note(Problem::AnswerNotProven(question))),
        }
    }
    match outcome {
        None | Some(Verdict::Yes(_)) => {}
        Some(Verdict::No(example)) => found.push(fault(Problem::NoOutcome { example: written(example) })),
        Some(Verdict::OutOfReach) => found.push(note(Problem::OutcomeNotProven)),
    }
}

fn written(example: &[Given]) -> String {
    let given = example.iter().map(|given| format!("{} = {}", given.question, given.answer));
    given.collect::<Vec<_>>().join(", ")
}
