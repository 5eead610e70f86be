//! Proves that the rule over the signs and the calculations in the form say the same.
//!
//! The rule is what the app shows, with reasons; the calculations are what other tools run. They were written apart, so
//! a slip in one of them shows as a disagreement here.

use std::sync::Arc;

use guide::{Form, Interview, Rule, Tally};

use super::Conversations;

/// What came of comparing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreement {
    /// How many conversations were compared.
    pub compared: usize,
    /// What differs between rule and calculations, at most a hundred; empty when they agree.
    pub disagreements: Vec<Disagreement>,
}

/// Where rule and calculations differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disagreement {
    /// Another statement.
    Statement,
    /// Other numbers of signs in a dimension, by its position in [`guide::Twin::dimensions`].
    Signs(usize),
    /// A dimension positive in one and not in the other, by its position in [`guide::Twin::dimensions`].
    Positive(usize),
}

/// Compares rule and calculations over random conversations.
#[must_use]
pub fn agree(form: &Arc<Form>, rule: &Rule, conversations: usize, seed: u64) -> Agreement {
    let mut agreement = Agreement::default();
    for interview in Conversations::over(Arc::clone(form), seed).take(conversations) {
        agreement.compare(rule, &interview);
    }
    agreement
}

/// More would say nothing new.
const MOST_DISAGREEMENTS: usize = 100;

impl Agreement {
    /// Compares one conversation more.
    pub fn compare(&mut self, rule: &Rule, interview: &Interview) {
        self.compared += 1;
        let stated = guide::statement(rule, interview).map(|statement| statement.id.as_str());
        if stated.unwrap_or_default() != interview.value(&rule.twin.statement) {
            self.disagreements.push(Disagreement::Statement);
        }
        for (at, twin) in rule.twin.dimensions.iter().enumerate() {
            let tally = guide::tally(interview, &twin.dimension);
            let same = |name: &str, count: u32| interview.value(name) == count.to_string();
            let Tally { strong, medium, weak } = tally;
            if !(same(&twin.strong, strong) && same(&twin.medium, medium) && same(&twin.weak, weak)) {
                self.disagreements.push(Disagreement::Signs(at));
            }
            if (interview.value(&twin.positive) == "1") != rule.is_positive(tally) {
                self.disagreements.push(Disagreement::Positive(at));
            }
        }
        self.disagreements.truncate(MOST_DISAGREEMENTS);
    }
}
