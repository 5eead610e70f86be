//! What decides about what: through which other questions a question is asked, takes answers and comes to a value.

use std::collections::BTreeSet;

use guide::{Expression, Form, Kind, Question, QuestionId};

/// What the questions of a form look at.
pub(super) struct Links {
    looked_at: Vec<Vec<QuestionId>>,
    /// Whether nothing but answers decides about a question.
    are_settled: Vec<bool>,
    /// Whether what is answered later than a question changes nothing about it.
    are_in_order: Vec<bool>,
    /// Whether going through the questions in form order comes to every state of this one.
    are_forward: Vec<bool>,
}

/// What decides about something.
pub(super) struct Deciders {
    /// The questions that take an answer, in form order.
    pub(super) questions: Vec<QuestionId>,
    /// Whether nothing but answers decides.
    pub(super) are_settled: bool,
    /// Whether what stands at the end of a talk in form order can be answered again in that order.
    pub(super) are_in_order: bool,
    /// Whether answering them in form order, each only where it is asked, comes to every state there is.
    pub(super) are_forward: bool,
}

impl Links {
    pub(super) fn of(form: &Form) -> Self {
        let looked_at: Vec<Vec<QuestionId>> = form.questions().iter().map(|q| looked_at(q).collect()).collect();
        let latest = latest(form, &looked_at);
        let set_by_itself: BTreeSet<QuestionId> = form.extras().actions.iter().map(|action| action.target).collect();
        let is_settled = |id| is_settled(form, id) && !set_by_itself.contains(&id);
        let is_in_order = |id: QuestionId| {
            form.question(id).calculation.is_none() && latest[id.index()].is_none_or(|latest| latest < id)
        };
        let is_forward = |id: QuestionId| {
            let question = form.question(id);
            // What stands there before anybody answers can be cleared, which is one more state. What was taken under a
            // rule that looks elsewhere stays when that changes.
            let looks_elsewhere = question.constraint.iter().flat_map(Expression::questions).next().is_some();
            question.default.is_empty() && !looks_elsewhere && is_in_order(id)
        };
        let are_settled = form.ids().map(is_settled).collect();
        let are_in_order = form.ids().map(|id| !form.question(id).takes_answer() || is_in_order(id)).collect();
        let are_forward = form.ids().map(|id| !form.question(id).takes_answer() || is_forward(id)).collect();
        Self { looked_at, are_settled, are_in_order, are_forward }
    }

    /// Whether nothing but answers decides whether a question is asked and what it comes to.
    pub(super) fn is_settled(&self, id: QuestionId) -> bool {
        self.are_settled[id.index()]
    }

    /// What decides about all these: they themselves, and what they look at.
    pub(super) fn below(&self, form: &Form, from: impl IntoIterator<Item = QuestionId>) -> Deciders {
        let mut is_below = vec![false; self.looked_at.len()];
        let mut next: Vec<QuestionId> = from.into_iter().collect();
        while let Some(id) = next.pop() {
            if !std::mem::replace(&mut is_below[id.index()], true) {
                next.extend(&self.looked_at[id.index()]);
            }
        }
        let below = || form.ids().filter(|id| is_below[id.index()]);
        Deciders {
            questions: below().filter(|id| form.question(*id).takes_answer()).collect(),
            are_settled: below().all(|id| self.are_settled[id.index()]),
            are_in_order: below().all(|id| self.are_in_order[id.index()]),
            are_forward: below().all(|id| self.are_forward[id.index()]),
        }
    }
}

/// What decides whether a question is asked: what its condition looks at, and the group it lies in.
pub(super) fn conditions(question: &Question) -> impl Iterator<Item = QuestionId> {
    question.relevant.iter().flat_map(Expression::questions).chain(question.parent)
}

/// What decides whether a question is asked and which answers it takes.
pub(super) fn rules(question: &Question) -> impl Iterator<Item = QuestionId> {
    let rules = question.constraint.iter().chain(&question.required).chain(&question.readonly);
    let lists = question.itemset.iter().flat_map(|itemset| [&itemset.items, &itemset.name]);
    rules.chain(lists).flat_map(Expression::questions).chain(conditions(question))
}

/// All that decides whether a question is asked and what it comes to.
fn looked_at(question: &Question) -> impl Iterator<Item = QuestionId> {
    rules(question).chain(question.calculation.iter().flat_map(Expression::questions))
}

/// Whether a question lies in a repeat.
pub(super) fn is_repeated(form: &Form, id: QuestionId) -> bool {
    above(form, id).any(|group| form.question(group).kind == Kind::Repeat)
}

/// The groups and repeats around a question, innermost first.
pub(super) fn above(form: &Form, id: QuestionId) -> impl Iterator<Item = QuestionId> {
    std::iter::successors(form.question(id).parent, |group| form.question(*group).parent)
}

fn is_settled(form: &Form, id: QuestionId) -> bool {
    let question = form.question(id);
    let rules =
        [&question.relevant, &question.constraint, &question.required, &question.readonly, &question.calculation];
    let lists = question.itemset.iter().flat_map(|itemset| [&itemset.items, &itemset.name]);
    let all = rules.into_iter().flatten().chain(lists).all(Expression::is_settled);
    all && question.kind != Kind::Repeat && !is_repeated(form, id)
}

/// For each question the last one whose answer can matter for it, through all it looks at.
fn latest(form: &Form, looked_at: &[Vec<QuestionId>]) -> Vec<Option<QuestionId>> {
    let mut latest: Vec<Option<QuestionId>> = vec![None; looked_at.len()];
    let mut changes = true;
    while changes {
        changes = false;
        for id in form.ids() {
            let others = looked_at[id.index()].iter().filter(|other| **other != id);
            let found = others
                .flat_map(|other| [form.question(*other).takes_answer().then_some(*other), latest[other.index()]])
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
