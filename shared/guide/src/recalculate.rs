//! Works out what an answer touches, and nothing else. A queue in dependency order: no recursion along chains.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::sync::Arc;

use crate::answer::Answer;
use crate::evaluate::Around;
use crate::form::Form;
use crate::graph::Dependent;
use crate::interview::Interview;
use crate::place::{Place, ROOT};
use crate::program::Step;
use crate::question::{Holds, Question, QuestionId};
use crate::value::Value;

impl Value<'_> {
    /// An answer as expressions see it.
    pub(crate) fn of<'a>(question: &Question, answer: &'a Answer, offset_min: i16) -> Value<'a> {
        let typed = match answer {
            Answer::Number(text) => Some(Value::Number(text.parse().unwrap_or(f64::NAN))),
            Answer::Text(text) | Answer::Choice(text) => question.holds.typed(text, offset_min),
            Answer::Choices(_) => question.holds.typed(&answer.text(), offset_min).map(Value::owned),
        };
        typed.unwrap_or(Value::EMPTY)
    }

    /// A calculation as it is stored; what is no number is nothing. A truth stays a truth and a date a date: as text,
    /// `false` would be something and show what depends on it, and days could not be counted.
    pub(crate) fn stored(self, holds: Holds, offset_min: i16) -> Value<'static> {
        match (holds, self) {
            (_, Value::Number(number)) if number.is_nan() => Value::EMPTY,
            (Holds::Integer, Value::Number(number)) => Value::Number(number.trunc()),
            (Holds::Truth, value) if !value.is_empty() => Value::Bool(value.is_true()),
            (Holds::Date, Value::Moment(moment)) => Value::Date(moment.date()),
            (Holds::Time, Value::Moment(moment)) => Value::Time(moment.time()),
            (Holds::Integer | Holds::Decimal, value @ (Value::Text(_) | Value::Bool(_))) => {
                Value::Number(value.number()).stored(holds, offset_min)
            }
            // What is no value of its kind is nothing.
            (Holds::Date | Holds::Time | Holds::DateTime | Holds::Geopoint | Holds::Places, Value::Text(text)) => {
                holds.typed(&text, offset_min).unwrap_or(Value::EMPTY).owned()
            }
            (_, value) => value.owned(),
        }
    }
}

/// What is still to be worked out.
#[derive(Default)]
pub(crate) struct Agenda {
    /// By rank, so that each thing is worked out once, after all it needs.
    queue: BinaryHeap<Reverse<(u32, u32)>>,
    /// The repeats, where they stand, that may have another number of instances.
    counts: BTreeSet<Place>,
    /// The selects whose answer may no longer be offered.
    offers: BTreeSet<Place>,
    /// The repeats and selects that have lost instances or choices. Those in a circle get none back before the next answer:
    /// they could lose and gain them for ever.
    lessened: BTreeSet<Place>,
}

impl Agenda {
    /// Notes that a repeat or select has lost instances or choices.
    pub(crate) fn lost(&mut self, place: Place) {
        self.lessened.insert(place);
    }

    /// Whether a repeat or select may get instances or choices.
    pub(crate) fn may_gain(&self, place: Place, form: &Form) -> bool {
        !form.graph().is_in_circle(place.question) || !self.lessened.contains(&place)
    }
}

/// Most times counting instances and looking at choices may set off the other, far beyond any form.
const MOST_ROUNDS: usize = 10_000;

impl Interview {
    /// Stores or takes away an answer without any check, and works out what depends on it.
    pub(crate) fn set(&mut self, place: Place, answer: Option<Answer>) {
        let before = self.put(place, answer);
        let mut agenda = Agenda::default();
        self.touched(place, &mut agenda);
        self.work(agenda);
        if let Some(before) = before {
            self.after_change(place, &before);
        }
    }

    /// Stores an answer; what there was before.
    pub(crate) fn put(&mut self, place: Place, answer: Option<Answer>) -> Option<Value<'static>> {
        let question = self.form.question(place.question);
        let value = answer.as_ref().map_or(Value::EMPTY, |a| Value::of(question, a, self.now.offset_min).owned());
        let slot = self.slot_mut(place)?;
        slot.answer = answer;
        slot.whole = None;
        Some(std::mem::replace(&mut slot.value, value))
    }

    /// Works everything out, in dependency order.
    pub(crate) fn calculate_all(&mut self) {
        let form = Arc::clone(&self.form);
        let mut agenda = Agenda::default();
        for step in form.program().steps() {
            // Nothing is noted on the way: all of it comes later in this order, or below.
            let home = form.outline().home(step.question);
            if home.is_none() {
                self.work_out(&form, step, ROOT, &mut agenda);
            } else {
                for block in self.blocks_of(home, ROOT) {
                    self.work_out(&form, step, block, &mut agenda);
                }
            }
        }
        for question in form.ids() {
            if form.question(question).itemset.is_some() {
                agenda.offers.extend(self.places_of(question));
            }
            if form.question(question).count.is_some() {
                let blocks = self.blocks_of(form.outline().around(question), ROOT);
                agenda.counts.extend(blocks.into_iter().map(|block| Place { block, question }));
            }
        }
        self.work(agenda);
    }

    /// Notes all that depends on a place.
    pub(crate) fn touched(&self, place: Place, agenda: &mut Agenda) {
        self.note(self.form.graph().dependents(place.question), place, agenda);
        self.note_after(place, agenda);
    }

    /// Notes all that looks at how many instances a repeat has, or where in the row one stands. What only lies in one of
    /// them does not change with the others.
    pub(crate) fn instances_changed(&self, repeat: Place, agenda: &mut Agenda) {
        let depth = self.form.outline().depth(repeat.question);
        let looking = self.form.graph().dependents(repeat.question).iter().filter(|dependent| dependent.own < depth);
        self.note(looking, repeat, agenda);
        self.note_after(repeat, agenda);
    }

    fn note<'d>(&self, dependents: impl IntoIterator<Item = &'d Dependent>, place: Place, agenda: &mut Agenda) {
        for Dependent { question, own } in dependents {
            let home = self.form.outline().home(*question);
            let rank = self.form.graph().rank(*question);
            let from = self.climb(place.block, *own);
            if home.is_none() && from == ROOT {
                agenda.queue.push(Reverse((rank, ROOT)));
            } else {
                agenda.queue.extend(self.blocks_of(home, from).into_iter().map(|block| Reverse((rank, block))));
            }
        }
    }

    /// Notes the selects and counts to be looked at when all is worked out.
    fn note_after(&self, place: Place, agenda: &mut Agenda) {
        let outline = self.form.outline();
        let places = |home, Dependent { question, own }: &Dependent| {
            let (question, blocks) = (*question, self.blocks_of(home, self.climb(place.block, *own)));
            blocks.into_iter().map(move |block| Place { block, question })
        };
        for select in self.form.graph().offers(place.question) {
            agenda.offers.extend(places(outline.home(select.question), select));
        }
        for repeat in self.form.graph().counts(place.question) {
            agenda.counts.extend(places(outline.around(repeat.question), repeat));
        }
    }

    /// Notes that everything in a block is to be worked out.
    pub(crate) fn whole_block(&self, block: u32, agenda: &mut Agenda) {
        let Some(repeat) = self.block(block).and_then(|block| block.repeat) else { return };
        for question in self.form.outline().within(repeat).map(QuestionId::at) {
            if self.form.outline().home(question) == Some(repeat) {
                agenda.queue.push(Reverse((self.form.graph().rank(question), block)));
            }
        }
        for inside in self.form.outline().inside(Some(repeat)) {
            if self.form.question(*inside).count.is_some() {
                agenda.counts.insert(Place { block, question: *inside });
            }
        }
    }

    /// Works out what is noted, nearest first, as far as something changes.
    pub(crate) fn work(&mut self, mut agenda: Agenda) {
        let form = Arc::clone(&self.form);
        for _ in 0..MOST_ROUNDS {
            let mut last = None;
            while let Some(Reverse((rank, block))) = agenda.queue.pop() {
                if last != Some((rank, block)) {
                    last = Some((rank, block));
                    let step = &form.program().steps()[rank as usize];
                    if self.work_out(&form, step, block, &mut agenda) {
                        self.touched(Place { block, question: step.question }, &mut agenda);
                    }
                }
            }
            if let Some(repeat) = agenda.counts.pop_first() {
                self.count_instances(repeat, &mut agenda);
            } else if let Some(select) = agenda.offers.pop_first() {
                if let Some((left, whole)) = self.left_of(select, agenda.may_gain(select, &form)) {
                    if whole.is_some() {
                        agenda.lost(select);
                    }
                    self.put(select, (!left.is_empty()).then_some(left));
                    if let Some(slot) = self.slot_mut(select) {
                        slot.whole = whole;
                    }
                    self.touched(select, &mut agenda);
                }
            } else {
                return;
            }
        }
    }

    /// Works out one question; whether it now reads as something else.
    fn work_out(&mut self, form: &Form, step: &Step, block: u32, agenda: &mut Agenda) -> bool {
        let place = Place { block, question: step.question };
        let above = step.parent.and_then(|parent| self.near_group(place, parent));
        let around = Around::at(self, place);
        let shown = above.is_none_or(|group| self.is_relevant(group)) && form.program().is_relevant(step, &around);
        // A hidden calculation reads as empty anyway, and is worked out when it comes back.
        let value = if shown { form.program().calculate(step, &around) } else { None };
        let value = value.map(|value| value.stored(step.holds, self.now.offset_min));
        let Some(slot) = self.slot_mut(place) else { return false };
        let mut changed = slot.relevant != shown;
        slot.relevant = shown;
        if changed && shown && step.offers {
            agenda.offers.insert(place);
        }
        if let Some(value) = value
            && slot.value != value
        {
            changed = true;
            slot.answer = if step.is_asked { form.question(step.question).given(&value.text()) } else { None };
            slot.value = value;
        }
        changed
    }

    /// The place of the group a question lies in. A repeat lies in the instance around its own.
    pub(crate) fn near_group(&self, place: Place, parent: QuestionId) -> Option<Place> {
        let home = self.form.outline().home(parent);
        let here = self.block(place.block)?;
        let block = if here.repeat == home { place.block } else { here.parent };
        Some(Place { block, question: parent })
    }
}
