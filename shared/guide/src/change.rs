//! The smallest change of answers that would make a reading another one: how near a statement is to the next.

use std::fmt;

use crate::answer::Answer;
use crate::interview::Interview;
use crate::question::{Kind, QuestionId};
use crate::reading::{Facts, statement};
use crate::reasons::Reason;
use crate::rule::{Rule, Statement};

/// One answer that would be different. `Debug` does not show which.
#[derive(Clone, PartialEq, Eq)]
pub enum Change {
    /// This choice would be taken: instead of the one that is, or besides those that are.
    Taken(QuestionId, String),
    /// This choice would not be taken.
    NotTaken(Reason),
}

/// Another statement, and the fewest changes that lead to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Turn {
    /// [`Statement::id`].
    pub statement: String,
    /// Every one of them is needed. Of equally many, those that come first in form order.
    pub changes: Vec<Change>,
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Taken(..) => "Taken(…)",
            Self::NotTaken(_) => "NotTaken(…)",
        })
    }
}

impl fmt::Debug for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Turn").field("changes", &self.changes.len()).finish_non_exhaustive()
    }
}

/// The statements that another answer, or at most `most` of them, would lead to; in the order of the rule.
///
/// Only choices are tried: a rule looks at nothing else. Every combination is, so the time grows with the choices to the power of
/// `most`: with 1 it is far below what a person notices, 2 is for tools.
#[must_use]
pub fn turns(rule: &Rule, interview: &Interview, most: usize) -> Vec<Turn> {
    let now = statement(rule, interview).map(|statement| statement.id.as_str());
    let mut found: Vec<(&Statement, Vec<Change>)> = Vec::new();
    let mut tried = vec![(interview.clone(), Vec::new())];
    for _ in 0..most {
        let mut next = Vec::new();
        for (so_far, changes) in &tried {
            for (change, other) in changed(rule, so_far) {
                let changes: Vec<Change> = changes.iter().cloned().chain([change]).collect();
                if let Some(statement) = statement(rule, &other)
                    && now != Some(&statement.id)
                    && found.iter().all(|(known, _)| known.id != statement.id)
                {
                    found.push((statement, changes.clone()));
                }
                next.push((other, changes));
            }
        }
        tried = next;
    }
    let order = |wanted: &Statement| rule.statements.iter().position(|statement| statement == wanted);
    found.sort_by_key(|(statement, _)| order(statement));
    found.into_iter().map(|(statement, changes)| Turn { statement: statement.id.clone(), changes }).collect()
}

/// Every conversation that differs in one choice, as far as the rule can see the difference, in form order.
fn changed(rule: &Rule, interview: &Interview) -> Vec<(Change, Interview)> {
    let seen = Seen::of(rule, interview);
    let mut all = Vec::new();
    for id in interview.asked() {
        for choice in &interview.form().question(id).choices {
            let Some((change, other)) = with(interview, id, &choice.name) else { continue };
            if Seen::of(rule, &other) != seen {
                all.push((change, other));
            }
        }
    }
    all
}

/// The conversation with this choice taken where it is not, and not taken where it is; `None` where that cannot be.
fn with(interview: &Interview, question: QuestionId, choice: &str) -> Option<(Change, Interview)> {
    if interview.get(question).is_some_and(|answer| answer.has(choice)) {
        let reason = Reason { question, choice: Some(choice.to_owned()) };
        let other = interview.without(std::slice::from_ref(&reason));
        return Some((Change::NotTaken(reason), other));
    }
    let mut other = interview.clone();
    let taken = match interview.form().question(question).kind {
        Kind::SelectOne => other.answer(question, Answer::Choice(choice.to_owned())),
        _ => other.tick(question, choice),
    };
    taken.ok()?;
    Some((Change::Taken(question, choice.to_owned()), other))
}

/// What of a conversation can matter to a rule: the signs it shows, what is asked, and which choices of the questions
/// the rule names are taken.
#[derive(PartialEq)]
struct Seen {
    signs: Vec<String>,
    asked: Vec<QuestionId>,
    named: Vec<Option<Answer>>,
}

impl Seen {
    fn of(rule: &Rule, interview: &Interview) -> Self {
        let answer = |name: &str| interview.form().find(name).and_then(|id| interview.get(id)).cloned();
        Self {
            signs: Facts::of(rule, interview).codes(),
            asked: interview.asked(),
            named: rule.questions().map(answer).collect(),
        }
    }
}
