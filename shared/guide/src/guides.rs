//! Everything a pack holds for conversations.

use std::sync::Arc;

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::{Form, Interview, Page, Rule, statement};

/// The questionnaires of a pack, how they are read, what to do in danger, and pages to read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Guides {
    /// The questionnaires, by id.
    pub forms: Vec<Arc<Form>>,
    /// How they are read; at most one rule a form.
    pub rules: Vec<Rule>,
    /// The emergency page.
    pub emergency: Emergency,
    /// Pages to read, in the order of their list.
    pub learn: Vec<Page>,
}

impl Guides {
    /// The questionnaire with this id, such as `suluh_c`.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Arc<Form>> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// How the answers of this form are read; `None` for forms without a reading.
    #[must_use]
    pub fn rule(&self, form: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.form == form)
    }

    /// Which reading of one conversation is said: the one that asks for most ([`crate::Statement::level`]), of equal ones the
    /// first. So no form lowers what another reads. `None` when no form asked has a reading.
    #[must_use]
    pub fn strongest<'a>(&self, asked: &'a [Interview]) -> Option<(&Rule, &'a Interview)> {
        let read = asked.iter().filter_map(|interview| Some((self.rule(&interview.form().id)?, interview)));
        // Of equal ones `max_by_key` takes the last.
        read.rev().max_by_key(|(rule, interview)| statement(rule, interview).map(|said| said.level))
    }
}

/// The emergency page: one tap away from every question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// What holds in every danger.
    pub always: Vec<Text>,
    /// One part a danger.
    pub dangers: Vec<Danger>,
    /// Making a plan to stay safe.
    pub safety_plan: Vec<Text>,
    /// Staying safe with a phone.
    pub digital_safety: Vec<Text>,
}

/// What to do, and not to do, in one danger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Danger {
    /// The choice of the questionnaires that names it, such as `watched`.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What to do, in order.
    #[serde(rename = "do")]
    pub do_: Vec<Text>,
    /// What not to do.
    pub do_not: Vec<Text>,
}
