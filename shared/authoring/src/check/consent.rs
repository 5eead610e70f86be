//! Proves what is asked of a person who has not agreed: nothing that must be answered.
//!
//! The question with the role `consent` asks whether answers may be kept; *yes* is the only answer that agrees. Signs of
//! danger and the result are noted in every talk.

use guide::{Expression, Interview, Kind, QuestionId, Role};
use serde::Serialize;

use super::Verdict;
use super::links::{conditions, is_repeated};
use super::search::{Search, is_come_to};

/// The answer that agrees.
const AGREES: &str = "yes";

/// What is known about one question for consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Consented {
    /// The path of the question that asks for it.
    pub question: String,
    /// Whether only the person gives it: it can be answered *yes*, and is by nothing else.
    pub is_asked: bool,
    /// The answers taken before it; they may be kept only once it is given.
    pub before: Vec<String>,
    /// What is asked after it, and whether only with it.
    pub after: Vec<After>,
}

/// A question asked after consent was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct After {
    /// The question's path.
    pub question: String,
    /// Whether it is asked only of a person who agreed; otherwise after which answers it is.
    pub only_with_consent: Verdict,
    /// Whether it must then be answered.
    pub required: bool,
}

impl Search {
    pub(super) fn prove_consent(&self) -> Vec<Consented> {
        let consents = self.form.ids().filter(|id| self.form.question(*id).role == Some(Role::Consent));
        consents.map(|id| self.consented(id)).collect()
    }

    fn consented(&self, consent: QuestionId) -> Consented {
        let form = &self.form;
        let question = form.question(consent);
        let is_set = form.extras().actions.iter().any(|action| action.target == consent);
        let is_bare = question.default.is_empty() && question.calculation.is_none() && !is_set;
        let can_agree =
            question.kind == Kind::SelectOne && question.choice(AGREES).is_some() && question.takes_answer();
        let noted = |id: &QuestionId| matches!(form.question(*id).role, Some(Role::Danger | Role::Result));
        let answered = || form.ids().filter(|id| form.question(*id).takes_answer());
        let after = answered().filter(|id| *id > consent && !noted(id)).map(|id| self.after(id, consent));
        Consented {
            question: question.path.clone(),
            is_asked: is_bare && can_agree,
            before: answered().filter(|id| *id < consent).map(|id| form.question(id).path.clone()).collect(),
            after: after.collect(),
        }
    }

    fn after(&self, id: QuestionId, consent: QuestionId) -> After {
        let question = self.form.question(id);
        let deciders = self.below(conditions(question).chain([consent]));
        let rules = [&question.relevant, &question.required];
        let is_settled = rules.into_iter().flatten().all(Expression::is_settled) && !is_repeated(&self.form, id);
        let after =
            |only_with_consent, required| After { question: question.path.clone(), only_with_consent, required };
        if !deciders.are_settled || !is_settled {
            return after(Verdict::OutOfReach, question.is_ever_required());
        }
        let is_without = |talk: &Interview| talk.is_relevant(id) && talk.value_of(consent) != AGREES;
        let is_come_to = |talk: &Interview| is_without(talk) && is_come_to(talk, id, &deciders.questions);
        let (mut required, mut found, mut doubt) = (None, None, false);
        let all = self.try_all(&deciders, |talk, _| {
            if is_without(talk) && found.is_none() {
                found = self.proven(talk, is_come_to);
            }
            if is_without(talk) && question.is_ever_required() {
                required = self.proven(talk, |talk| is_come_to(talk) && talk.is_required(id));
            }
            doubt |= is_without(talk);
            required.is_some() || found.is_some() && !question.is_ever_required()
        });
        match (required.is_some(), required.or(found)) {
            (required, Some(example)) => after(Verdict::NotAfter(self.written(&example)), required),
            (_, None) if all && !doubt => after(Verdict::Yes(Vec::new()), false),
            (_, None) => after(Verdict::OutOfReach, question.is_ever_required()),
        }
    }
}
