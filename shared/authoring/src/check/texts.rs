//! Checks of the texts of a form: none is missing in a language, and in each the same questions are named.

use std::collections::BTreeSet;

use guide::{Form, Question, placeholder};
use i18n::{State, Text};

use super::{Finding, Problem, fault, note};
use crate::xlsform::COMPLETE;

/// Checks the texts of a form. One of ours has all of them in every complete language; in one of others, what is said
/// in one of its languages is said in each.
pub(super) fn check(form: &Form, is_ours: bool, found: &mut Vec<Finding>) {
    let own = form.languages.iter().map(|language| language.code.as_str());
    let languages: Vec<&str> = if is_ours { COMPLETE.to_vec() } else { own.collect() };
    for code in languages.iter().filter(|code| form.language(code).is_none()) {
        found.push(fault(Problem::NoLanguage((*code).to_owned())));
    }
    let mut checker = Checker { languages, found };
    for question in form.questions() {
        for (kind, text) in texts_of(question) {
            let is_needed = is_ours && kind == "label" && question.is_asked();
            checker.text(&question.name, kind, text, is_needed);
        }
        for choice in &question.choices {
            checker.text(&format!("{}, choice {}", question.name, choice.name), "label", &choice.label, is_ours);
        }
    }
    // An XForm has every text of a question by its id too.
    let known: BTreeSet<Vec<(&str, &str)>> = texts(form).map(said).collect();
    for (id, text) in form.extras().texts.iter().filter(|(_, text)| !known.contains(&said(text))) {
        checker.text(id, "text", text, false);
    }
    if is_ours {
        drafts(form, found);
    }
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

struct Checker<'a, 'f> {
    languages: Vec<&'a str>,
    found: &'f mut Vec<Finding>,
}

impl Checker<'_, '_> {
    fn text(&mut self, question: &str, text: &'static str, words: &Text, is_needed: bool) {
        if words.is_empty() && !is_needed {
            return;
        }
        let said = |code: &str| words.0.get(code).is_some_and(|phrase| !phrase.text.trim().is_empty());
        let missing = self.languages.iter().filter(|code| !said(code));
        self.found.extend(missing.map(|code| {
            let (question, language) = (question.to_owned(), (*code).to_owned());
            fault(Problem::MissingText { question, text, language })
        }));
        let mut said = words.0.iter().filter(|(_, phrase)| !phrase.text.trim().is_empty());
        let Some(named) = said.next().map(|(_, first)| names(&first.text)) else { return };
        self.found.extend(said.filter(|(_, phrase)| names(&phrase.text) != named).map(|(language, _)| {
            let (question, language) = (question.to_owned(), language.clone());
            fault(Problem::Placeholders { question, text, language })
        }));
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
        let phrases = texts(form).filter_map(|text| text.0.get(&language.code));
        let count = phrases.filter(|phrase| phrase.state == State::Draft).count();
        if count > 0 {
            found.push(note(Problem::Drafts { language: language.code.clone(), count }));
        }
    }
}

/// Every text of the questions and choices.
fn texts(form: &Form) -> impl Iterator<Item = &Text> {
    form.questions().iter().flat_map(|question| {
        let choices = question.choices.iter().map(|choice| &choice.label);
        texts_of(question).into_iter().map(|(_, text)| text).chain(choices)
    })
}

/// What a text says in which language.
fn said(text: &Text) -> Vec<(&str, &str)> {
    text.0.iter().map(|(code, phrase)| (code.as_str(), phrase.text.as_str())).collect()
}
