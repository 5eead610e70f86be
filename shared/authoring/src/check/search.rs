//! Goes through conversations in search of one in which something is so: usual ones, and every combination of the
//! answers that a condition can tell apart.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use guide::{Answer, Form, Interview, QuestionId, Refusal, Today};

use super::Conversations;
use super::links::{Deciders, Links, conditions, is_repeated};
use super::values::Values;

/// How much work one proof may be: combinations tried, times the questions of the form.
const MOST_WORK: usize = 4_000_000;
/// How much work all proofs of a form may be together. A form larger than any questionnaire must not take for ever.
const MOST_WORK_IN_ALL: usize = 10_000_000;
/// The same for usual conversations: answers given, times the questions of the form.
const MOST_WORK_ON_EXAMPLES: usize = 8_000_000;
/// How many conversations are had in which each question gets the answer at one position.
const EXTREMES: usize = 8;
/// How many random conversations are had.
pub(super) const TRIED: usize = 200;

/// Answers that lead somewhere, in form order.
pub(super) type Example = Vec<(QuestionId, Answer)>;

/// A form to search.
pub(super) struct Search {
    pub(super) form: Arc<Form>,
    pub(super) links: Links,
    pub(super) values: Vec<Values>,
    begun: Interview,
    /// How many combinations may still be tried in all.
    left: Cell<usize>,
}

impl Search {
    pub(super) fn new(form: &Arc<Form>) -> Self {
        let begun = Interview::begin(Arc::clone(form), Today { utc_ms: 0, offset_min: 0 });
        let left = Cell::new(MOST_WORK_IN_ALL / form.questions().len().max(1));
        Self { form: Arc::clone(form), links: Links::of(form), values: Values::all(form), begun, left }
    }

    /// What decides about all these.
    pub(super) fn below(&self, from: impl IntoIterator<Item = QuestionId>) -> Deciders {
        self.links.below(&self.form, from)
    }

    /// For each question an example that comes to it, and a conversation that did, as far as usual conversations do.
    pub(super) fn examples(&self) -> Vec<Option<(Example, Rc<Interview>)>> {
        let questions = self.form.questions().len();
        let mut found = vec![None; questions];
        let is_wanted = |id: &QuestionId| self.form.question(*id).is_asked() && !is_repeated(&self.form, *id);
        let mut wanted = self.form.ids().filter(is_wanted).count();
        let talks = (MOST_WORK_ON_EXAMPLES / questions.max(1).pow(2)).clamp(EXTREMES, EXTREMES + TRIED);
        let extremes = (0..EXTREMES).map(|at| self.always(at));
        for talk in extremes.chain(Conversations::over(Arc::clone(&self.form), 1)).take(talks) {
            let (answers, talk) = (given(&talk), Rc::new(talk));
            let stop = self.form.ids().find(|id| is_left_open(&talk, *id));
            for id in talk.asked().into_iter().filter(|id| stop.is_none_or(|stop| *id <= stop)) {
                if found[id.index()].is_none() {
                    let example = self.only_what_matters(id, &answers);
                    found[id.index()] = example.map(|example| (example, Rc::clone(&talk)));
                    wanted -= usize::from(found[id.index()].is_some());
                }
            }
            if wanted == 0 {
                break;
            }
        }
        found
    }

    /// A conversation in which the answer at one position is always given: the first of each question, the second …
    fn always(&self, at: usize) -> Interview {
        let mut interview = self.begun.clone();
        for id in self.form.ids().filter(|id| self.form.question(*id).takes_answer()) {
            let values = self.values[id.index()].now(&interview, id);
            let (before, from) = values.split_at(at % values.len().max(1));
            // Where one is refused, the next is given.
            let _ = from.iter().chain(before).find(|answer| interview.answer(id, (*answer).clone()).is_ok());
        }
        interview
    }

    /// The answers of an example that the question depends on; `None` when they alone do not lead there.
    fn only_what_matters(&self, id: QuestionId, answers: &Example) -> Option<Example> {
        let deciders = self.below(conditions(self.form.question(id)));
        let matters = |(other, _): &&(QuestionId, Answer)| deciders.questions.binary_search(other).is_ok();
        let example: Example = answers.iter().filter(matters).cloned().collect();
        let leads_there = || self.told(&example).is_some_and(|talk| is_come_to(&talk, id, &deciders.questions));
        (deciders.are_in_order || leads_there()).then_some(example)
    }

    /// The conversation of an example; `None` when it cannot be had like that.
    pub(super) fn told(&self, example: &Example) -> Option<Interview> {
        let mut talk = self.begun.clone();
        for (id, answer) in example {
            if talk.get(*id) != Some(answer) {
                talk.answer(*id, answer.clone()).ok()?;
            }
        }
        Some(talk)
    }

    /// Tries every combination of answers, each question only where it is asked. Looks at each conversation on the way, and
    /// is told which are at an end, until `look` says it has seen enough. Says whether these were all there are.
    pub(super) fn try_all(&self, deciders: &Deciders, mut look: impl FnMut(&Interview, bool) -> bool) -> bool {
        let mut left = (MOST_WORK / self.form.questions().len().max(1)).min(self.left.get());
        let mut all = deciders.are_forward && deciders.questions.iter().all(|id| self.values[id.index()].are_all);
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

/// The answers now in force, without what stands there by itself.
pub(super) fn given(interview: &Interview) -> Example {
    let form = interview.form();
    let given = form.ids().filter(|id| form.question(*id).calculation.is_none());
    let given = given.filter_map(|id| Some((id, interview.get(id)?.clone())));
    given.filter(|(id, answer)| answer.text() != form.question(*id).default).collect()
}

/// Whether a question is asked and none of these before it must be answered and is left open.
pub(super) fn is_come_to(interview: &Interview, id: QuestionId, deciders: &[QuestionId]) -> bool {
    let mut before = deciders.iter().take_while(|before| **before < id);
    interview.is_relevant(id) && !before.any(|before| is_left_open(interview, *before))
}

/// Whether a question must be answered now and has no answer.
pub(super) fn is_left_open(interview: &Interview, id: QuestionId) -> bool {
    let question = interview.form().question(id);
    let may_be = question.takes_answer() && question.is_ever_required();
    may_be && interview.is_relevant(id) && interview.get(id).is_none() && interview.is_required(id)
}
