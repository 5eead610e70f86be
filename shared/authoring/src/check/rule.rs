//! Checks of a rule against the form it reads: everything it names is there, every sign has words and a place.

use std::collections::BTreeSet;

use guide::{Condition, Form, Rule, Sign};

use super::{Finding, Problem, fault};

/// Checks a rule whose words have been put in.
#[must_use]
pub fn check_rule(form: &Form, rule: &Rule) -> Vec<Finding> {
    if rule.form != form.id {
        return vec![fault(Problem::OtherForm(rule.form.clone()))];
    }
    let signs = signs(form);
    let dimensions: BTreeSet<&str> = signs.iter().map(|sign| sign.dimension.as_str()).collect();
    let mut checker = Checker { form, dimensions, found: Vec::new() };
    for statement in &rule.statements {
        if let Some(note) = &statement.note {
            checker.question(note);
        }
        checker.condition(&statement.when);
    }
    for statement in rule.statements.iter().filter(|statement| needs(&statement.when, form, &rule.not_needed)) {
        checker.found.push(fault(Problem::NeedsMeans(statement.id.clone())));
    }
    let codes: BTreeSet<&str> = signs.iter().map(|sign| sign.code.as_str()).collect();
    for list in &rule.lists {
        checker.condition(&list.applies);
        if uses_strengths(&list.applies) {
            checker.found.push(fault(Problem::ListNeedsStrengths(list.id.clone())));
        }
        let own = list.strengths.iter().flat_map(std::collections::BTreeMap::keys);
        let unknown = own.filter(|code| !codes.contains(code.as_str()));
        checker.found.extend(unknown.map(|code| fault(Problem::NoSign(code.clone()))));
    }
    checker.question(&rule.twin.statement);
    for twin in &rule.twin.dimensions {
        checker.dimension(&twin.dimension);
        for name in [&twin.strong, &twin.medium, &twin.weak, &twin.positive] {
            checker.question(name);
        }
    }
    let mut found = checker.found;
    if rule.statements.last().is_none_or(|last| last.when != Condition::All(Vec::new())) {
        found.push(fault(Problem::NoLastStatement));
    }
    let decides = rule.statements.iter().any(|statement| uses_strengths(&statement.when));
    if decides && (rule.positive.is_empty() || rule.lists.is_empty()) {
        found.push(fault(Problem::NoStrengths));
    }
    for (at, statement) in rule.statements.iter().enumerate() {
        if rule.statements[..at].iter().any(|other| other.id == statement.id && other.level != statement.level) {
            found.push(fault(Problem::TwoLevels(statement.id.clone())));
        }
    }
    for code in codes.iter().filter(|code| rule.signs.get(**code).is_none_or(i18n::Text::is_empty)) {
        found.push(fault(Problem::NoWords((*code).to_owned())));
    }
    for sign in signs {
        let shown = |area: &guide::Area| area.names(&sign.code) || area.dimensions.contains(&sign.dimension);
        if !rule.areas.iter().any(shown) {
            found.push(fault(Problem::NoArea(sign.code.clone())));
        }
    }
    found
}

/// Whether a condition can hold only where there is a sign of these dimensions.
fn needs(condition: &Condition, form: &Form, dimensions: &[String]) -> bool {
    let is_one = |dimension: &String| dimensions.contains(dimension);
    match condition {
        Condition::All(parts) => parts.iter().any(|part| needs(part, form, dimensions)),
        Condition::Any(parts) => !parts.is_empty() && parts.iter().all(|part| needs(part, form, dimensions)),
        Condition::Positive(dimension) | Condition::Strong { dimension, .. } => is_one(dimension),
        Condition::AnySign { dimensions, .. } => !dimensions.is_empty() && dimensions.iter().all(is_one),
        Condition::Answered { question, choice } | Condition::Only { question, choice } => {
            let question = form.find(question).map(|id| form.question(id));
            let of_choice = question.and_then(|question| question.choice(choice)?.sign.as_ref());
            of_choice.is_some_and(|sign| is_one(&sign.dimension))
        }
        Condition::Not(_) | Condition::AnyOther { .. } => false,
    }
}

/// Whether a condition asks how strong signs are.
fn uses_strengths(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(uses_strengths),
        Condition::Not(inner) => uses_strengths(inner),
        Condition::Positive(_) | Condition::Strong { .. } => true,
        Condition::AnySign { .. }
        | Condition::Answered { .. }
        | Condition::Only { .. }
        | Condition::AnyOther { .. } => false,
    }
}

/// Every sign of a form, in form order.
fn signs(form: &Form) -> Vec<&Sign> {
    let all = form.questions().iter().flat_map(|question| {
        let of_choices = question.choices.iter().filter_map(|choice| choice.sign.as_ref());
        question.signs.iter().map(|of_question| &of_question.sign).chain(of_choices)
    });
    all.collect()
}

struct Checker<'a> {
    form: &'a Form,
    dimensions: BTreeSet<&'a str>,
    found: Vec<Finding>,
}

impl Checker<'_> {
    fn question(&mut self, name: &str) {
        if self.form.find(name).is_none() {
            self.found.push(fault(Problem::NoQuestion(name.to_owned())));
        }
    }

    fn choice(&mut self, question: &str, choice: &str) {
        let Some(id) = self.form.find(question) else { return self.question(question) };
        if self.form.question(id).choice(choice).is_none() {
            let (question, choice) = (question.to_owned(), choice.to_owned());
            self.found.push(fault(Problem::NoChoice { question, choice }));
        }
    }

    fn dimension(&mut self, name: &str) {
        if !self.dimensions.contains(name) {
            self.found.push(fault(Problem::NoDimension(name.to_owned())));
        }
    }

    /// Rules are our own content and a few levels deep.
    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.condition(part)),
            Condition::Not(inner) => self.condition(inner),
            Condition::Positive(dimension) | Condition::Strong { dimension, .. } => self.dimension(dimension),
            Condition::AnySign { dimensions, .. } => dimensions.iter().for_each(|dimension| self.dimension(dimension)),
            Condition::Answered { question, choice } | Condition::Only { question, choice } => {
                self.choice(question, choice);
            }
            Condition::AnyOther { question, except, .. } => {
                for choice in except {
                    self.choice(question, choice);
                }
            }
        }
    }
}
