//! Proves that every question can be asked and answered and that every talk comes to an end, or says what cannot be proven.
//!
//! A question depends on few others. All their answers that a condition can tell apart are tried, in every combination;
//! what none of them leads to cannot happen. Where there are too many combinations, or a condition looks at an answer in
//! a way whose kinds cannot be counted, an example still proves that something can happen, and nothing proves the opposite.
//! Where more than answers decides (the date, chance, how many instances there are), nothing is claimed at all.

use std::sync::Arc;

use guide::{Expression, Form, Interview, Kind, QuestionId, Role, Violation};
use serde::Serialize;

use super::Conversations;
use super::links::{Deciders, above, conditions, is_repeated, rules};
use super::search::{Example, Search, TRIED, given, is_come_to, is_left_open};

/// What is known about one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The question's path.
    pub question: String,
    /// Whether it is ever come to: asked, with nothing before it left open that must be answered.
    pub asked: Verdict,
    /// Whether a question that must be answered can be wherever it is come to, and any other one somewhere. Of one that is
    /// only shown and never changes, whether what it holds may stand; `None` for all else that takes no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answerable: Option<Verdict>,
}

/// What came of a proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "verdict", content = "example")]
pub enum Verdict {
    /// So it is. For *asked*, these answers lead there.
    Yes(Vec<Given>),
    /// It is never so, whatever is answered.
    Never,
    /// It is not always so: after these answers it is not.
    NotAfter(Vec<Given>),
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
    Search::new(form).prove()
}

/// Whether every talk comes to a result or a reading; `None` for a form that has neither.
#[must_use]
pub fn prove_outcome(form: &Arc<Form>) -> Option<Verdict> {
    Search::new(form).prove_outcome()
}

impl Search {
    pub(super) fn prove(&self) -> Vec<Proof> {
        let examples = self.examples();
        let seen = self.form.ids().filter(|id| self.form.question(*id).is_asked());
        seen.map(|id| {
            let question = self.form.question(id);
            let (example, talk) = examples[id.index()].as_ref().map(|(example, talk)| (example, talk.as_ref())).unzip();
            Proof {
                question: question.path.clone(),
                asked: self.asked(id, example),
                answerable: if question.takes_answer() { Some(self.answerable(id, talk)) } else { self.shown(id) },
            }
        })
        .collect()
    }

    fn asked(&self, id: QuestionId, example: Option<&Example>) -> Verdict {
        let question = self.form.question(id);
        let deciders = self.below(conditions(question));
        let is_settled = question.relevant.as_ref().is_none_or(Expression::is_settled);
        if !deciders.are_settled || !is_settled || is_repeated(&self.form, id) {
            return Verdict::OutOfReach;
        }
        if let Some(example) = example {
            return Verdict::Yes(self.written(example));
        }
        let (mut found, mut is_shown) = (None, false);
        let all = self.try_all(&deciders, |interview, _| {
            is_shown |= interview.is_relevant(id);
            found = self.proven(interview, |talk| is_come_to(talk, id, &deciders.questions));
            found.is_some()
        });
        match found {
            Some(example) => Verdict::Yes(self.written(&example)),
            None if all && !is_shown => Verdict::Never,
            None => Verdict::OutOfReach,
        }
    }

    /// `talk` is one in which the question is asked, when there is one.
    fn answerable(&self, id: QuestionId, talk: Option<&Interview>) -> Verdict {
        let question = self.form.question(id);
        let is_readonly = |id| self.form.question(id).readonly.is_some();
        let may_be_readonly = is_readonly(id) || above(&self.form, id).any(is_readonly);
        if question.constraint.is_none() && question.itemset.is_none() && !may_be_readonly {
            let is_empty = question.kind.is_select() && question.choices.is_empty();
            return if is_empty { Verdict::Never } else { Verdict::Yes(Vec::new()) };
        }
        let deciders = self.below(rules(question).filter(|other| *other != id));
        if !deciders.are_settled || !self.links.is_settled(id) {
            return Verdict::OutOfReach;
        }
        let looks_elsewhere = question.constraint.iter().flat_map(Expression::questions).next().is_some();
        if let Some(talk) = talk
            && question.itemset.is_none()
            && !may_be_readonly
            && !looks_elsewhere
        {
            // Its rule looks at nothing but the answer, so it is the same everywhere.
            return match self.takes(talk, id) {
                true => Verdict::Yes(Vec::new()),
                false if self.is_every_value(id) => Verdict::Never,
                false => Verdict::OutOfReach,
            };
        }
        self.answerable_after(id, &deciders)
    }

    /// Whether what a question holds from the beginning, and nothing changes, may stand wherever it is come to.
    fn shown(&self, id: QuestionId) -> Option<Verdict> {
        let question = self.form.question(id);
        let is_set = || self.form.extras().actions.iter().any(|action| action.target == id);
        let has_rule = question.is_ever_required() || question.constraint.is_some();
        if question.kind == Kind::Note || question.calculation.is_some() || !has_rule || is_set() {
            return None;
        }
        let deciders = self.below(rules(question));
        if !deciders.are_settled || !self.links.is_settled(id) {
            return Some(Verdict::OutOfReach);
        }
        let is_stuck = |talk: &Interview| {
            let is_here =
                |(Violation::Required(place) | Violation::Constraint(place)): &Violation| place.question == id;
            is_come_to(talk, id, &deciders.questions) && talk.violations().iter().any(is_here)
        };
        let mut stuck = None;
        let all = self.try_all(&deciders, |talk, _| {
            stuck = Some(talk).filter(|talk| is_stuck(talk)).and_then(|talk| self.proven(talk, is_stuck));
            stuck.is_some()
        });
        Some(match stuck {
            Some(example) => Verdict::NotAfter(self.written(&example)),
            None if all => Verdict::Yes(Vec::new()),
            None => Verdict::OutOfReach,
        })
    }

    /// Whether a question takes an answer, after all that can be answered before.
    fn answerable_after(&self, id: QuestionId, deciders: &Deciders) -> Verdict {
        let is_stuck = |talk: &Interview| {
            is_left_open(talk, id) && is_come_to(talk, id, &deciders.questions) && !self.takes(talk, id)
        };
        let (mut fits, mut ever, mut doubt, mut stuck) = (false, false, false, None);
        let all = self.try_all(deciders, |interview, _| {
            if interview.is_relevant(id) {
                let takes = self.takes(interview, id);
                ever |= takes;
                fits |= takes && is_come_to(interview, id, &deciders.questions);
                if is_stuck(interview) {
                    // Only where every value was tried is nothing left that could fit.
                    let is_sure = interview.is_readonly(id) || self.is_every_value(id);
                    stuck = self.proven(interview, is_stuck).filter(|_| is_sure);
                    doubt |= stuck.is_none();
                }
            }
            stuck.is_some()
        });
        match stuck {
            Some(example) => Verdict::NotAfter(self.written(&example)),
            None if fits && (all && !doubt || !self.form.question(id).is_ever_required()) => Verdict::Yes(Vec::new()),
            None if all && !ever && self.is_every_value(id) => Verdict::Never,
            None => Verdict::OutOfReach,
        }
    }

    /// Whether what is tried for a question is all it could take: what its list offers, or every kind of value.
    fn is_every_value(&self, id: QuestionId) -> bool {
        let question = self.form.question(id);
        match question.itemset {
            Some(_) => question.kind == guide::Kind::SelectOne || question.constraint.is_none(),
            None => self.values[id.index()].are_all,
        }
    }

    /// Whether the question takes one of its answers here.
    fn takes(&self, interview: &Interview, id: QuestionId) -> bool {
        let mut values = self.values[id.index()].now(interview, id).into_iter();
        values.any(|answer| interview.clone().answer(id, answer).is_ok())
    }

    pub(super) fn prove_outcome(&self) -> Option<Verdict> {
        let form = &self.form;
        let is_outcome = |id: &QuestionId| matches!(form.question(*id).role, Some(Role::Result | Role::Reading));
        let outcomes: Vec<QuestionId> = form.ids().filter(is_outcome).collect();
        if outcomes.is_empty() {
            return None;
        }
        let is_free = |id: &QuestionId| form.question(*id).relevant.is_none();
        if outcomes.iter().any(|id| is_free(id) && above(form, *id).all(|group| is_free(&group))) {
            return Some(Verdict::Yes(Vec::new()));
        }
        let deciders = self.below(outcomes.iter().copied());
        if !deciders.are_settled {
            return Some(Verdict::OutOfReach);
        }
        let has_none = |talk: &Interview| {
            let is_open = form.ids().any(|id| is_left_open(talk, id));
            !is_open && !outcomes.iter().any(|id| talk.is_relevant(*id))
        };
        let (mut without, mut doubt) = (None, false);
        let all = self.try_all(&deciders, |interview, is_end| {
            let is_open = || deciders.questions.iter().any(|id| is_left_open(interview, *id));
            if is_end && !outcomes.iter().any(|id| interview.is_relevant(*id)) && !is_open() {
                without = self.ended(interview, has_none);
                doubt |= without.is_none();
            }
            without.is_some()
        });
        let tried = || {
            let mut talks = Conversations::over(Arc::clone(form), 3).take(TRIED);
            talks.find_map(|talk| self.ended(&talk, has_none))
        };
        Some(match without.or_else(tried) {
            Some(example) => Verdict::NotAfter(self.written(&example)),
            None if all && !doubt => Verdict::Yes(Vec::new()),
            None => Verdict::OutOfReach,
        })
    }

    /// The answers of a talk, when they alone lead to where this is so.
    pub(super) fn proven(&self, interview: &Interview, is_so: impl Fn(&Interview) -> bool) -> Option<Example> {
        let example = Some(given(interview)).filter(|_| is_so(interview))?;
        self.told(&example).filter(|talk| is_so(talk)).map(|_| example)
    }

    /// As [`Self::proven`], once all that must be answered besides has been.
    fn ended(&self, interview: &Interview, is_so: impl Fn(&Interview) -> bool) -> Option<Example> {
        let mut talk = interview.clone();
        for id in self.form.ids() {
            if is_left_open(&talk, id) {
                let values = self.values[id.index()].now(&talk, id);
                values.into_iter().find(|answer| talk.answer(id, answer.clone()).is_ok());
            }
        }
        self.proven(&talk, is_so)
    }

    pub(super) fn written(&self, example: &Example) -> Vec<Given> {
        let given = example
            .iter()
            .map(|(id, answer)| Given { question: self.form.question(*id).path.clone(), answer: answer.text() });
        given.collect()
    }
}
