//! Which branches of a form no script ever takes: what its tests leave untried.

use std::collections::BTreeSet;
use std::fmt;

use guide::{Form, Question};
use serde::Serialize;

use crate::play::{Outcome, Played, State};

/// How much of a form some scripts try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// How many branches the form has.
    pub branches: usize,
    /// Those that no script takes, in form order.
    pub missed: Vec<Branch>,
}

/// One of the ways a conversation can go at a question, named by its path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case", tag = "branch")]
pub enum Branch {
    /// It is asked.
    Asked {
        /// The question.
        question: String,
    },
    /// Its condition hides it.
    Hidden {
        /// The question or group.
        question: String,
    },
    /// One of its choices is taken.
    Taken {
        /// The question.
        question: String,
        /// The choice's name.
        choice: String,
    },
    /// Its rule refuses an answer.
    Refused {
        /// The question.
        question: String,
    },
}

impl fmt::Display for Branch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked { question } => write!(f, "{question} is never asked"),
            Self::Hidden { question } => write!(f, "{question} is never hidden by its condition"),
            Self::Taken { question, choice } => write!(f, "{question}: the choice {choice} is never taken"),
            Self::Refused { question } => write!(f, "{question}: no answer is ever refused"),
        }
    }
}

/// Looks which branches these plays took. They must hold the state after each step ([`crate::play::Snapshot::Each`]).
#[must_use]
pub fn cover(form: &Form, plays: &[Played]) -> Cover {
    let taken: BTreeSet<Branch> = plays.iter().flat_map(|played| taken(form, played)).collect();
    let all: Vec<Branch> = form.questions().iter().flat_map(branches).collect();
    Cover { branches: all.len(), missed: all.into_iter().filter(|branch| !taken.contains(branch)).collect() }
}

/// Every branch at a question.
fn branches(question: &Question) -> Vec<Branch> {
    let path = || question.path.clone();
    let asked = question.is_asked().then(|| Branch::Asked { question: path() });
    let hidden = question.relevant.as_ref().map(|_| Branch::Hidden { question: path() });
    let choices = question.choices.iter().map(|choice| Branch::Taken { question: path(), choice: choice.name.clone() });
    let refused = question.constraint.as_ref().map(|_| Branch::Refused { question: path() });
    asked.into_iter().chain(hidden).chain(choices).chain(refused).collect()
}

/// The branches that one play took.
fn taken(form: &Form, played: &Played) -> Vec<Branch> {
    let states = played.steps.iter().filter_map(|step| step.state.as_ref()).chain([&played.start, &played.end]);
    let mut taken: Vec<Branch> = states.flat_map(|state| seen(form, state)).collect();
    for step in played.steps.iter().filter(|step| step.outcome == Outcome::Constraint) {
        if let Some(path) = step.step.get("set").and_then(serde_json::Value::as_str) {
            taken.push(Branch::Refused { question: without_positions(path) });
        }
    }
    taken
}

/// The branches that can be seen in one state.
fn seen(form: &Form, state: &State) -> Vec<Branch> {
    let asked: BTreeSet<String> = state.relevant.iter().map(|path| without_positions(path)).collect();
    let mut seen: Vec<Branch> = asked.iter().map(|path| Branch::Asked { question: path.clone() }).collect();
    for question in form.questions().iter().filter(|question| question.relevant.is_some()) {
        let inside = format!("{}/", question.path);
        let is_asked = if question.is_asked() {
            asked.contains(&question.path)
        } else {
            // A group and a calculation are not asked themselves: what lies inside shows it, or its value does.
            asked.iter().chain(state.values.keys()).any(|path| path.starts_with(&inside) || *path == question.path)
        };
        if !is_asked {
            seen.push(Branch::Hidden { question: question.path.clone() });
        }
    }
    for (path, value) in &state.values {
        let question = without_positions(path);
        seen.extend(
            value.split(' ').map(|choice| Branch::Taken { question: question.clone(), choice: choice.to_owned() }),
        );
    }
    seen
}

/// A path without the positions of repeat instances.
fn without_positions(path: &str) -> String {
    let mut parts = path.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + part.split_once(']').map_or(part, |(_, after)| after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_left_out_of_paths() {
        assert_eq!(without_positions("/data/person[2]/pet[10]/name"), "/data/person/pet/name");
        assert_eq!(without_positions("/data/name"), "/data/name");
    }
}
