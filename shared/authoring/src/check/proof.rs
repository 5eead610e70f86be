//! Proves that every question can be asked and answered and that every talk comes to an end, or says what cannot be proven.
//!
//! A question depends on few others. All their answers that a condition can tell apart are tried, in every combination;
//! what none of them leads to cannot happen. Where there are too many combinations, or a condition looks at an answer in
//! a way whose kinds cannot be counted, an example still proves that something can happen, and nothing proves the opposite.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use guide::{Form, Interview, Question, QuestionId, Refusal, Role, Today};
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
    let seen = form.ids().filter(|id| form.question(*id).is_asked() && !prover.is_repeated(*id));
    seen.map(|id| Proof {
        question: form.question(id).path.clone(),
        asked: examples[id.index()].clone().map_or_else(|| prover.asked(id), Verdict::Yes),
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
    let has_none = |interview: &Interview| !outcomes.iter().any(|id| interview.is_relevant(*id));
    let mut without = None;
    let all = prover.try_all(&prover.deciders(&outcomes), |interview, is_end| {
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

struct Prover {
    form: Arc<Form>,
    begun: Interview,
    values: Vec<Values>,
    /// How many combinations may still be tried in all.
    left: Cell<usize>,
}

impl Prover {
    fn new(form: &Arc<Form>) -> Self {
        let begun = Interview::begin(Arc::clone(form), Today { utc_ms: 0, offset_min: 0 });
        let values = form.ids().map(|id| Values::of(form, id)).collect();
        let left = Cell::new(MOST_WORK_IN_ALL / form.questions().len().max(1));
        Self { form: Arc::clone(form), begun, values, left }
    }

    /// Whether it lies in a repeat, where this does not look.
    fn is_repeated(&self, id: QuestionId) -> bool {
        let above = std::iter::successors(self.form.question(id).parent, |group| self.form.question(*group).parent);
        above.into_iter().any(|group| self.form.question(group).kind == guide::Kind::Repeat)
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
        let matters: BTreeSet<&str> =
            self.deciders(&[id]).into_iter().map(|id| self.form.question(id).path.as_str()).collect();
        answers.iter().filter(|given| matters.contains(given.question.as_str())).cloned().collect()
    }

    /// The questions whose answers decide whether these are asked, in form order.
    fn deciders(&self, of: &[QuestionId]) -> Vec<QuestionId> {
        self.below(of.iter().flat_map(|id| conditions(self.form.question(*id))).collect())
    }

    /// Those among these questions, and among all they depend on, that take an answer.
    fn below(&self, mut next: Vec<QuestionId>) -> Vec<QuestionId> {
        let mut below = BTreeSet::new();
        while let Some(id) = next.pop() {
            if below.insert(id) {
                let question = self.form.question(id);
                next.extend(conditions(question));
                let worked_out = question.calculation.iter().flat_map(guide::Expression::questions);
                let lists = question.itemset.iter().flat_map(|itemset| itemset.items.questions());
                next.extend(worked_out.chain(lists));
            }
        }
        below.into_iter().filter(|id| self.form.question(*id).takes_answer()).collect()
    }

    fn asked(&self, id: QuestionId) -> Verdict {
        let mut example = None;
        let all = self.try_all(&self.deciders(&[id]), |interview, _| {
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
        if question.constraint.is_none() && question.itemset.is_none() && !question.choices.is_empty() {
            return Verdict::Yes(Vec::new());
        }
        let rules = question.constraint.iter().chain(&question.required).flat_map(guide::Expression::questions);
        let lists = question.itemset.iter().flat_map(|itemset| itemset.items.questions());
        let looked_at: Vec<QuestionId> = rules.chain(lists).chain(conditions(question)).filter(|o| *o != id).collect();
        let (mut fits, mut stuck) = (false, None);
        let all = self.try_all(&self.below(looked_at), |interview, _| {
            if interview.is_relevant(id) {
                let takes = self.takes(interview, id);
                fits |= takes;
                if !takes && interview.is_required(id) {
                    stuck = Some(given(interview));
                }
            }
            stuck.is_some()
        });
        match stuck {
            Some(example) => Verdict::No(example),
            None if fits && all => Verdict::Yes(Vec::new()),
            // Only where every value was tried is nothing left that could fit.
            None if all && self.values[id.index()].are_all => Verdict::No(Vec::new()),
            None if fits && !question.is_ever_required() => Verdict::Yes(Vec::new()),
            None => Verdict::OutOfReach,
        }
    }

    /// Whether the question takes one of its answers here.
    fn takes(&self, interview: &Interview, id: QuestionId) -> bool {
        let mut values = self.values[id.index()].now(interview, id).into_iter();
        values.any(|answer| interview.clone().answer(id, answer).is_ok())
    }

    /// Tries every combination of answers, each question only where it is asked. Looks at each conversation on the way, and
    /// is told which are at an end, until `look` says it has seen enough. Says whether these were all there are.
    fn try_all(&self, deciders: &[QuestionId], mut look: impl FnMut(&Interview, bool) -> bool) -> bool {
        let mut left = (MOST_WORK / self.form.questions().len().max(1)).min(self.left.get());
        let mut all = deciders.iter().all(|id| self.values[id.index()].are_all && !self.is_repeated(*id));
        let mut open = vec![(self.begun.clone(), 0)];
        while let Some((interview, at)) = open.pop() {
            let Some(id) = deciders.get(at).copied() else {
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
    question.relevant.iter().flat_map(guide::Expression::questions).chain(question.parent).collect()
}
