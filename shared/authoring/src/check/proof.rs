//! Proves that every question can be asked and answered and that every talk comes to an end, or says what cannot be proven.
//!
//! A question depends on few others. All their answers that a condition can tell apart are tried, in every combination;
//! what none of them leads to cannot happen. Where there are too many combinations, or a condition looks at an answer in
//! a way whose kinds cannot be counted, an example still proves that something can happen, and nothing proves the opposite.
//! Where more than answers decides (the date, chance, how many instances there are), nothing is claimed at all.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use guide::{Expression, Form, Interview, Kind, Question, QuestionId, Refusal, Role, Today};
use serde::Serialize;

use super::Conversations;
use super::values::Values;

/// How much work one proof may be: combinations tried, times the questions of the form.
const MOST_WORK: usize = 4_000_000;
/// How much work all proofs of a form may be together. A form larger than any questionnaire must not take for ever.
const MOST_WORK_IN_ALL: usize = 10_000_000;
/// How many random conversations look for examples before combinations are tried.
const TRIED: usize = 200;

/// What is known about one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The question's path.
    pub question: String,
    /// Whether it is ever asked.
    pub asked: Verdict,
    /// Whether an answer can be given whenever it is asked; `None` for notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answerable: Option<Verdict>,
}

/// What came of a proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "verdict", content = "example")]
pub enum Verdict {
    /// So it is. For *asked*, these answers lead there.
    Yes(Vec<Given>),
    /// It is not so. For *answerable*, these answers lead where nothing fits.
    No(Vec<Given>),
    /// No counterexample was found, and not every combination could be tried.
    OutOfReach,
}

/// An answer of an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Given {
    /// The question's path.
    pub question: String,
    /// The answer, as in a script.
    pub answer: String,
}

/// Proves what can be proven of each question that people see, in form order.
#[must_use]
pub fn prove(form: &Arc<Form>) -> Vec<Proof> {
    let prover = Prover::new(form);
    let examples = prover.examples();
    let seen = form.ids().filter(|id| form.question(*id).is_asked() && !is_repeated(form, *id));
    seen.map(|id| Proof {
        question: form.question(id).path.clone(),
        asked: prover.asked(id, examples[id.index()].clone()),
        answerable: form.question(id).takes_answer().then(|| prover.answerable(id)),
    })
    .collect()
}

/// Whether every talk comes to a result or a reading; `None` for a form that has neither.
#[must_use]
pub fn prove_outcome(form: &Arc<Form>) -> Option<Verdict> {
    let outcomes: Vec<QuestionId> =
        form.ids().filter(|id| matches!(form.question(*id).role, Some(Role::Result | Role::Reading))).collect();
    if outcomes.is_empty() {
        return None;
    }
    let prover = Prover::new(form);
    let deciders = prover.below(outcomes.clone());
    if !deciders.are_settled {
        return Some(Verdict::OutOfReach);
    }
    let has_none = |interview: &Interview| !outcomes.iter().any(|id| interview.is_relevant(*id));
    let mut without = None;
    let all = prover.try_all(&deciders, |interview, is_end| {
        if is_end && has_none(interview) {
            without = Some(given(interview));
        }
        without.is_some()
    });
    let tried = || Conversations::over(Arc::clone(form), 3).take(TRIED).find(has_none).map(|talk| given(&talk));
    Some(match (without.or_else(tried), all) {
        (Some(example), _) => Verdict::No(example),
        (None, true) => Verdict::Yes(Vec::new()),
        (None, false) => Verdict::OutOfReach,
    })
}

fn given(interview: &Interview) -> Vec<Given> {
    let all = interview.form().ids().filter_map(|id| {
        let answer = interview.get(id)?.text();
        Some(Given { question: interview.form().question(id).path.clone(), answer })
    });
    all.collect()
}

/// What decides about something.
struct Deciders {
    /// The questions that take an answer, in form order.
    questions: Vec<QuestionId>,
    /// Whether nothing but answers decides.
    are_settled: bool,
    /// Whether trying them in form order, each only where it is asked, comes to every state there is.
    are_all: bool,
}

struct Prover {
    form: Arc<Form>,
    begun: Interview,
    values: Vec<Values>,
    /// For each question the last one whose answer can matter for whether it is asked and what it comes to.
    latest: Vec<Option<QuestionId>>,
    /// How many combinations may still be tried in all.
    left: Cell<usize>,
}

impl Prover {
    fn new(form: &Arc<Form>) -> Self {
        let begun = Interview::begin(Arc::clone(form), Today { utc_ms: 0, offset_min: 0 });
        let values = form.ids().map(|id| Values::of(form, id)).collect();
        let left = Cell::new(MOST_WORK_IN_ALL / form.questions().len().max(1));
        Self { form: Arc::clone(form), begun, values, latest: latest(form), left }
    }

    /// For each question an example of a conversation that asks it, as far as a few conversations lead there.
    fn examples(&self) -> Vec<Option<Vec<Given>>> {
        let mut found: Vec<Option<Vec<Given>>> = vec![None; self.form.questions().len()];
        let extremes = (0..8).map(|at| self.always(at));
        let tried = (TRIED * 100 / self.form.questions().len().max(1)).clamp(1, TRIED);
        for talk in extremes.chain(Conversations::over(Arc::clone(&self.form), 1).take(tried)) {
            let answers = given(&talk);
            for id in talk.asked() {
                found[id.index()].get_or_insert_with(|| self.only_what_matters(id, &answers));
            }
        }
        found
    }

    /// A conversation in which the answer at one position is always given: the first of each question, the second …
    fn always(&self, at: usize) -> Interview {
        let mut interview = self.begun.clone();
        for id in self.form.ids().filter(|id| self.form.question(*id).takes_answer()) {
            let values = self.values[id.index()].now(&interview, id);
            if let Some(answer) = values.get(at % values.len().max(1)) {
                // A refused answer is no answer, as in a real conversation.
                let _ = interview.answer(id, answer.clone());
            }
        }
        interview
    }

    /// The answers of an example that the question depends on.
    fn only_what_matters(&self, id: QuestionId, answers: &[Given]) -> Vec<Given> {
        let deciders = self.below(vec![id]).questions.into_iter().filter(|other| *other != id);
        let matters: BTreeSet<&str> = deciders.map(|id| self.form.question(id).path.as_str()).collect();
        answers.iter().filter(|given| matters.contains(given.question.as_str())).cloned().collect()
    }

    /// What decides whether these are asked, and what they come to.
    fn below(&self, mut next: Vec<QuestionId>) -> Deciders {
        let mut below = BTreeSet::new();
        while let Some(id) = next.pop() {
            if below.insert(id) {
                next.extend(looked_at(self.form.question(id)));
            }
        }
        let are_settled = self.form.extras().actions.is_empty() && below.iter().all(|id| is_settled(&self.form, *id));
        let questions: Vec<QuestionId> =
            below.into_iter().filter(|id| self.form.question(*id).takes_answer()).collect();
        let is_in_order = |id: &QuestionId| self.latest[id.index()].is_none_or(|latest| latest < *id);
        // What stands there before anybody answers can be cleared, which is one more state.
        let is_bare = |id: &QuestionId| self.form.question(*id).default.is_empty();
        let are_all =
            are_settled && questions.iter().all(|id| self.values[id.index()].are_all && is_in_order(id) && is_bare(id));
        Deciders { questions, are_settled, are_all }
    }

    fn asked(&self, id: QuestionId, example: Option<Vec<Given>>) -> Verdict {
        let mut deciders = self.below(vec![id]);
        if !deciders.are_settled {
            return Verdict::OutOfReach;
        }
        if let Some(example) = example {
            return Verdict::Yes(example);
        }
        deciders.questions.retain(|other| *other != id);
        deciders.are_all = self.below(conditions(self.form.question(id))).are_all;
        let mut example = None;
        let all = self.try_all(&deciders, |interview, _| {
            if interview.is_relevant(id) {
                example = Some(given(interview));
            }
            example.is_some()
        });
        match (example, all) {
            (Some(example), _) => Verdict::Yes(example),
            (None, true) => Verdict::No(Vec::new()),
            (None, false) => Verdict::OutOfReach,
        }
    }

    /// A question that may be left out stops nobody; but an answer must fit somewhere, and a required one wherever it is asked.
    fn answerable(&self, id: QuestionId) -> Verdict {
        let question = self.form.question(id);
        if question.constraint.is_none() && question.itemset.is_none() {
            let is_empty = question.kind.is_select() && question.choices.is_empty();
            return if is_empty { Verdict::No(Vec::new()) } else { Verdict::Yes(Vec::new()) };
        }
        let deciders = self.below(rules(question).filter(|other| *other != id).collect());
        if !deciders.are_settled || !is_settled(&self.form, id) {
            return Verdict::OutOfReach;
        }
        let (mut fits, mut stuck) = (false, None);
        let all = self.try_all(&deciders, |interview, _| {
            if interview.is_relevant(id) {
                let takes = self.takes(interview, id);
                fits |= takes;
                // Only where every value was tried is nothing left that could fit.
                if !takes && self.is_every_value(id) && interview.is_required(id) {
                    stuck = Some(given(interview));
                }
            }
            stuck.is_some()
        });
        match stuck {
            Some(example) => Verdict::No(example),
            None if fits && (all || !question.is_ever_required()) => Verdict::Yes(Vec::new()),
            None if all && self.is_every_value(id) => Verdict::No(Vec::new()),
            None => Verdict::OutOfReach,
        }
    }

    /// Whether what is tried for a question is all it could take: what its list offers, or every kind of value.
    fn is_every_value(&self, id: QuestionId) -> bool {
        let question = self.form.question(id);
        let offers_each = question.itemset.is_some() && question.constraint.is_none();
        offers_each || self.values[id.index()].are_all
    }

    /// Whether the question takes one of its answers here.
    fn takes(&self, interview: &Interview, id: QuestionId) -> bool {
        let mut values = self.values[id.index()].now(interview, id).into_iter();
        values.any(|answer| interview.clone().answer(id, answer).is_ok())
    }

    /// Tries every combination of answers, each question only where it is asked. Looks at each conversation on the way, and
    /// is told which are at an end, until `look` says it has seen enough. Says whether these were all there are.
    fn try_all(&self, deciders: &Deciders, mut look: impl FnMut(&Interview, bool) -> bool) -> bool {
        let mut left = (MOST_WORK / self.form.questions().len().max(1)).min(self.left.get());
        let mut all = deciders.are_all;
        let mut open = vec![(self.begun.clone(), 0)];
        while let Some((interview, at)) = open.pop() {
            let Some(id) = deciders.questions.get(at).copied() else {
                if look(&interview, true) {
                    return all;
                }
                continue;
            };
            if left == 0 {
                return false;
            }
            left -= 1;
            self.left.set(self.left.get().saturating_sub(1));
            if look(&interview, false) {
                return all;
            }
            if interview.is_relevant(id) {
                for answer in self.values[id.index()].now(&interview, id) {
                    let mut with = interview.clone();
                    match with.answer(id, answer) {
                        Ok(()) => open.push((with, at + 1)),
                        // What its own rule refuses is nobody's answer.
                        Err(Refusal::Constraint { .. }) => {}
                        Err(_) => all = false,
                    }
                }
            }
            open.push((interview, at + 1));
        }
        all
    }
}

/// What decides whether a question is asked: what its condition looks at, and the group it lies in.
fn conditions(question: &Question) -> Vec<QuestionId> {
    question.relevant.iter().flat_map(Expression::questions).chain(question.parent).collect()
}

/// What decides whether a question is asked and which answers it takes.
fn rules(question: &Question) -> impl Iterator<Item = QuestionId> {
    let rules = question.constraint.iter().chain(&question.required).chain(&question.readonly);
    let lists = question.itemset.iter().map(|itemset| &itemset.items);
    rules.chain(lists).flat_map(Expression::questions).chain(conditions(question))
}

/// All that decides whether a question is asked and what it comes to.
fn looked_at(question: &Question) -> impl Iterator<Item = QuestionId> {
    rules(question).chain(question.calculation.iter().flat_map(Expression::questions))
}

/// Whether a question lies in a repeat, where this does not look.
fn is_repeated(form: &Form, id: QuestionId) -> bool {
    let mut above = std::iter::successors(form.question(id).parent, |group| form.question(*group).parent);
    above.any(|group| form.question(group).kind == Kind::Repeat)
}

/// Whether nothing but answers decides whether a question is asked and what it comes to.
fn is_settled(form: &Form, id: QuestionId) -> bool {
    let question = form.question(id);
    let rules =
        [&question.relevant, &question.constraint, &question.required, &question.readonly, &question.calculation];
    let lists = question.itemset.iter().flat_map(|itemset| [&itemset.items, &itemset.name]);
    let all = rules.into_iter().flatten().chain(lists).all(Expression::is_settled);
    all && question.kind != Kind::Repeat && !is_repeated(form, id)
}

/// For each question the last one whose answer can matter for it, through all it looks at.
fn latest(form: &Form) -> Vec<Option<QuestionId>> {
    let mut latest: Vec<Option<QuestionId>> = vec![None; form.questions().len()];
    let mut changes = true;
    while changes {
        changes = false;
        for id in form.ids() {
            let others = looked_at(form.question(id)).filter(|other| *other != id);
            let found = others
                .flat_map(|other| [form.question(other).takes_answer().then_some(other), latest[other.index()]])
                .max()
                .flatten();
            if latest[id.index()] < found {
                latest[id.index()] = found;
                changes = true;
            }
        }
    }
    latest
}
