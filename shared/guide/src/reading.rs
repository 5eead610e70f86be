//! Reads a conversation by a rule: words and the answers behind them. No number is ever part of a reading.

use std::collections::BTreeSet;
use std::fmt;

use i18n::Text;

use crate::interview::Interview;
use crate::question::QuestionId;
use crate::reasons::Reason;
use crate::rule::{Area, Condition, List, Rule, Statement};
use crate::sign::{Sign, Strength};

/// What a conversation reads as. `Debug` shows the rule only.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    /// [`Rule::id`].
    pub rule: String,
    /// The hash of the form it was read from.
    pub form_hash: String,
    /// [`Statement::id`]; internal, never shown. Empty when the rule has no statement that holds.
    pub statement: String,
    /// The note that says it.
    pub note: Option<QuestionId>,
    /// The answers behind the statement, in form order. Without all of them it would be another one; none for *few signs*.
    pub reasons: Vec<Reason>,
    /// The signs, by area. Only areas that have any.
    pub areas: Vec<AreaRead>,
}

/// The signs of one area.
#[derive(Clone, PartialEq, Eq)]
pub struct AreaRead {
    /// [`Area::id`].
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// The signs, in form order.
    pub signs: Vec<SignRead>,
}

/// One sign.
#[derive(Clone, PartialEq, Eq)]
pub struct SignRead {
    /// [`Sign::code`]; never shown.
    pub code: String,
    /// The sign in words.
    pub words: Text,
    /// The answers that show it, with those that opened their questions.
    pub reasons: Vec<Reason>,
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").field("rule", &self.rule).finish_non_exhaustive()
    }
}

impl fmt::Debug for AreaRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AreaRead(…)")
    }
}

impl fmt::Debug for SignRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignRead(…)")
    }
}

/// Reads a conversation.
#[must_use]
pub fn read(rule: &Rule, interview: &Interview) -> Reading {
    let facts = Facts::of(rule, interview);
    let statement = facts.statement(rule);
    Reading {
        rule: rule.id.clone(),
        form_hash: interview.form().hash.clone(),
        statement: statement.map(|s| s.id.clone()).unwrap_or_default(),
        note: statement.and_then(|s| interview.form().find(s.note.as_ref()?)),
        reasons: reasons(rule, interview).into_iter().collect(),
        areas: rule.areas.iter().map(|area| facts.area(rule, area)).filter(|area| !area.signs.is_empty()).collect(),
    }
}

/// The statement alone, without its reasons: for lists and checks. `None` when no statement of the rule holds.
#[must_use]
pub fn statement<'r>(rule: &'r Rule, interview: &Interview) -> Option<&'r Statement> {
    Facts::of(rule, interview).statement(rule)
}

/// How many signs of each strength a conversation shows in one dimension. For checks of a rule; never shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Strong ones.
    pub strong: u32,
    /// Medium ones.
    pub medium: u32,
    /// Weak ones.
    pub weak: u32,
}

/// Counts the signs of a dimension by the rows of the form, whichever lists of a rule apply.
#[must_use]
pub fn tally(interview: &Interview, dimension: &str) -> Tally {
    tally_by(&shown(interview), dimension, |sign| sign.strength)
}

fn tally_by(signs: &[Shown<'_>], dimension: &str, strength_of: impl Fn(&Sign) -> Strength) -> Tally {
    let count = |strength| {
        let found = signs.iter().filter(|s| s.sign.dimension == dimension && strength_of(s.sign) == strength);
        u32::try_from(found.count()).unwrap_or(u32::MAX)
    };
    Tally { strong: count(Strength::Strong), medium: count(Strength::Medium), weak: count(Strength::Weak) }
}

/// The answers behind the statement.
///
/// Taking those of the first entry that holds may leave another entry that leads to the same statement; then its
/// answers are behind it too.
fn reasons(rule: &Rule, interview: &Interview) -> BTreeSet<Reason> {
    let mut taken = BTreeSet::new();
    let mut id = None;
    let mut left = interview.clone();
    loop {
        let facts = Facts::of(rule, &left);
        let Some(statement) = facts.statement(rule).filter(|s| id.is_none_or(|id| id == &s.id)) else { break };
        let support = facts.support(rule, &statement.when);
        if support.is_empty() {
            break;
        }
        id = Some(&statement.id);
        taken.extend(support);
        left = interview.without(&taken.iter().cloned().collect::<Vec<_>>());
    }
    taken
}

/// A sign an interview shows, and by which answers.
pub(crate) struct Shown<'a> {
    sign: &'a Sign,
    pub(crate) reasons: Vec<Reason>,
}

impl Shown<'_> {
    pub(crate) fn is_rated(&self, list: &List, dimension: &str) -> bool {
        self.sign.dimension == dimension && list.strength(self.sign) != Strength::Unrated
    }

    pub(crate) fn is_strong(&self, list: &List, dimension: &str) -> bool {
        self.sign.dimension == dimension && list.strength(self.sign) == Strength::Strong
    }

    pub(crate) fn counts(&self, dimensions: &[String], except: &[String]) -> bool {
        dimensions.contains(&self.sign.dimension) && !except.contains(&self.sign.code)
    }
}

/// What a rule decides over.
pub(crate) struct Facts<'a> {
    pub(crate) interview: &'a Interview,
    pub(crate) signs: Vec<Shown<'a>>,
    /// Those that apply.
    lists: Vec<&'a List>,
}

impl<'a> Facts<'a> {
    pub(crate) fn of(rule: &'a Rule, interview: &'a Interview) -> Self {
        let without_strengths = Self { interview, signs: shown(interview), lists: Vec::new() };
        let lists = rule.lists.iter().filter(|list| without_strengths.holds(rule, &list.applies)).collect();
        Self { lists, ..without_strengths }
    }

    /// The codes of the signs shown, in form order.
    pub(crate) fn codes(&self) -> Vec<String> {
        self.signs.iter().map(|shown| shown.sign.code.clone()).collect()
    }

    /// The first statement that holds.
    fn statement<'r>(&self, rule: &'r Rule) -> Option<&'r Statement> {
        rule.statements.iter().find(|statement| self.holds(rule, &statement.when))
    }

    pub(crate) fn holds(&self, rule: &Rule, condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.holds(rule, part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(rule, part)),
            Condition::Not(inner) => !self.holds(rule, inner),
            Condition::Positive(dimension) => self.positive_by(rule, dimension).next().is_some(),
            Condition::Strong { dimension, at_least } => self.strong_by(dimension, *at_least).next().is_some(),
            Condition::AnySign { dimensions, except } => {
                self.signs.iter().any(|shown| shown.counts(dimensions, except))
            }
            Condition::Answered { question, choice } => self.choices(question).any(|name| name == choice),
            Condition::Only { question, choice } => self.choices(question).eq([choice.as_str()]),
            Condition::AnyOther { question, except, at_least } => {
                let others = self.choices(question).filter(|name| !except.iter().any(|other| other == name));
                others.count() >= *at_least as usize
            }
        }
    }

    /// The lists by which a dimension is positive.
    pub(crate) fn positive_by(&self, rule: &Rule, dimension: &str) -> impl Iterator<Item = &'a List> {
        self.lists.iter().copied().filter(move |list| rule.is_positive(self.tally(list, dimension)))
    }

    /// The lists by which a dimension has so many strong signs.
    pub(crate) fn strong_by(&self, dimension: &str, at_least: u32) -> impl Iterator<Item = &'a List> {
        self.lists.iter().copied().filter(move |list| self.tally(list, dimension).strong >= at_least)
    }

    fn tally(&self, list: &List, dimension: &str) -> Tally {
        tally_by(&self.signs, dimension, |sign| list.strength(sign))
    }

    fn choices(&self, question: &str) -> impl Iterator<Item = &str> {
        let answer = self.interview.form().find(question).and_then(|id| self.interview.get(id));
        answer.into_iter().flat_map(crate::Answer::choices)
    }

    /// The signs that belong to an area: those it names, and those of its dimensions no other area names.
    fn area(&self, rule: &Rule, area: &Area) -> AreaRead {
        let named = |code: &str| rule.areas.iter().any(|area| area.names(code));
        let belongs =
            |sign: &Sign| area.names(&sign.code) || area.dimensions.contains(&sign.dimension) && !named(&sign.code);
        let signs = self.signs.iter().filter(|shown| belongs(shown.sign)).map(|shown| SignRead {
            code: shown.sign.code.clone(),
            words: rule.signs.get(&shown.sign.code).cloned().unwrap_or_default(),
            reasons: self.behind(|other| other.sign.code == shown.sign.code).into_iter().collect(),
        });
        AreaRead { id: area.id.clone(), label: area.label.clone(), signs: signs.collect() }
    }
}

/// The signs an interview shows, in form order; one entry for each code.
fn shown(interview: &Interview) -> Vec<Shown<'_>> {
    let mut all: Vec<Shown<'_>> = Vec::new();
    for id in interview.form().ids() {
        let Some(answer) = interview.get(id) else { continue };
        let question = interview.form().question(id);
        let of_choices = answer.choices().filter_map(|name| Some((question.choice(name)?.sign.as_ref()?, name)));
        let of_question = question
            .signs
            .iter()
            .flat_map(|s| answer.choices().filter(|name| *name == s.when.choice()).map(|name| (&s.sign, name)));
        for (sign, name) in of_choices.chain(of_question) {
            let reason = Reason { question: id, choice: Some(name.to_owned()) };
            match all.iter_mut().find(|shown| shown.sign == sign) {
                Some(shown) => shown.reasons.push(reason),
                None => all.push(Shown { sign, reasons: vec![reason] }),
            }
        }
    }
    all
}
