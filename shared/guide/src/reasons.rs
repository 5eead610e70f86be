//! Which answers are behind a reading.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::interview::Interview;
use crate::question::QuestionId;
use crate::reading::{Facts, Shown};
use crate::rule::{Condition, List, Rule};

/// An answer that is behind something. `Debug` does not show which.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reason {
    /// The question.
    pub question: QuestionId,
    /// The choice; `None` when the whole answer is meant (words, numbers).
    pub choice: Option<String>,
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reason(…)")
    }
}

impl Reason {
    fn of(question: QuestionId, choice: &str) -> Self {
        Self { question, choice: Some(choice.to_owned()) }
    }
}

impl Interview {
    /// Every single answer now in force: each choice, number or text that is given and not hidden. In form order.
    #[must_use]
    pub fn given(&self) -> Vec<Reason> {
        let mut given = Vec::new();
        for question in self.form().ids() {
            let Some(answer) = self.get(question) else { continue };
            let before = given.len();
            given.extend(answer.choices().map(|choice| Reason::of(question, choice)));
            if given.len() == before {
                given.push(Reason { question, choice: None });
            }
        }
        given
    }

    /// The answers but for which a question would not be asked: *yes* to the opening question before a list.
    pub(crate) fn openers(&self, question: QuestionId) -> BTreeSet<Reason> {
        let mut above = BTreeSet::new();
        let mut next = vec![question];
        while let Some(q) = next.pop() {
            let question = self.form().question(q);
            let needs = question.reads().map(|read| read.question).chain(question.parent);
            next.extend(needs.filter(|need| above.insert(*need)));
        }
        let given = self.given().into_iter().filter(|reason| above.contains(&reason.question));
        given.filter(|reason| !self.without(std::slice::from_ref(reason)).is_relevant(question)).collect()
    }
}

impl Facts<'_> {
    /// The answers that make a condition hold; nothing when it does not.
    ///
    /// For *all*, those of every part; for *any*, those of every part that holds; for *not*, none but what would make
    /// the inner condition hold if it were taken away.
    pub(crate) fn support(&self, rule: &Rule, condition: &Condition) -> BTreeSet<Reason> {
        if !self.holds(rule, condition) {
            return BTreeSet::new();
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().flat_map(|part| self.support(rule, part)).collect()
            }
            Condition::Not(inner) => self.keepers(rule, inner),
            Condition::Positive(dimension) => {
                let lists: Vec<&List> = self.positive_by(rule, dimension).collect();
                self.behind(|shown| lists.iter().any(|list| shown.is_rated(list, dimension)))
            }
            Condition::Strong { dimension, at_least } => {
                let lists: Vec<&List> = self.strong_by(dimension, *at_least).collect();
                self.behind(|shown| lists.iter().any(|list| shown.is_strong(list, dimension)))
            }
            Condition::AnySign { dimensions, except } => self.behind(|shown| shown.counts(dimensions, except)),
            Condition::Answered { question, choice } | Condition::Only { question, choice } => {
                self.chosen(question, |name| name == choice)
            }
            Condition::AnyOther { question, except, .. } => {
                self.chosen(question, |name| !except.iter().any(|e| e == name))
            }
        }
    }

    /// The answers behind the signs wanted, with what opened their questions.
    pub(crate) fn behind(&self, wanted: impl Fn(&Shown<'_>) -> bool) -> BTreeSet<Reason> {
        let signs = self.signs.iter().filter(|shown| wanted(shown));
        signs.flat_map(|shown| self.with_openers(shown.reasons.iter().cloned())).collect()
    }

    /// The choices wanted of one question, with what opened it.
    fn chosen(&self, question: &str, wanted: impl Fn(&str) -> bool) -> BTreeSet<Reason> {
        let Some(id) = self.interview.form().find(question) else { return BTreeSet::new() };
        let names = self.interview.get(id).into_iter().flat_map(crate::Answer::choices);
        self.with_openers(names.filter(|name| wanted(name)).map(|name| Reason::of(id, name)))
    }

    fn with_openers(&self, reasons: impl Iterator<Item = Reason>) -> BTreeSet<Reason> {
        let mut all: BTreeSet<Reason> = reasons.collect();
        let questions: BTreeSet<QuestionId> = all.iter().map(|reason| reason.question).collect();
        all.extend(questions.into_iter().flat_map(|question| self.interview.openers(question)));
        all
    }

    /// The answers that keep a condition from holding. Only [`Condition::Only`] can begin to hold when an answer is
    /// taken away, so only the questions it names are tried.
    fn keepers(&self, rule: &Rule, inner: &Condition) -> BTreeSet<Reason> {
        let mut only = BTreeSet::new();
        named_by_only(inner, &mut only);
        let tried = self
            .interview
            .given()
            .into_iter()
            .filter(|reason| only.contains(self.interview.form().question(reason.question).name.as_str()));
        let keeps = tried.filter(|reason| {
            let without = self.interview.without(std::slice::from_ref(reason));
            Facts::of(rule, &without).holds(rule, inner)
        });
        keeps.collect()
    }
}

fn named_by_only<'a>(condition: &'a Condition, names: &mut BTreeSet<&'a str>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| named_by_only(part, names)),
        Condition::Not(inner) => named_by_only(inner, names),
        Condition::Only { question, .. } => {
            names.insert(question);
        }
        _ => {}
    }
}
