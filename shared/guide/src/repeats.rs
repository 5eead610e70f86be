//! Repeat instances: those there are at the beginning, those added and removed, those a count makes.

use std::sync::Arc;

use crate::answer::{Answer, Refusal};
use crate::evaluate::Around;
use crate::form::{Event, Form};
use crate::interview::Interview;
use crate::place::{Block, Place, ROOT, Series};
use crate::question::{Kind, QuestionId};
use crate::recalculate::Agenda;
use crate::value::Value;

/// Most instances a repeat may have: a slip in a number must not exhaust the phone.
pub const MOST_INSTANCES: u16 = 1_000;

impl Interview {
    /// Adds an instance at the end of a repeat, inside the instance `inside` of the repeat around it.
    ///
    /// # Errors
    /// [`Refusal::NoSuchQuestion`] where nobody may add instances, [`Refusal::NotRelevant`] while what is around is
    /// hidden.
    pub fn add(&mut self, repeat: impl Into<Place>) -> Result<Place, Refusal> {
        let at = self.series_at(repeat.into())?;
        self.may_change(at)?;
        if self.series(at.block, at.question).len() >= usize::from(MOST_INSTANCES) {
            return Err(Refusal::NoSuchQuestion);
        }
        let mut agenda = Agenda::default();
        let block = self.grow(at, &mut agenda);
        self.instances_changed(at, &mut agenda);
        self.act(Event::Added(at.question), block);
        self.work(agenda);
        Ok(Place { block, question: at.question })
    }

    /// Removes an instance with all that was answered in it.
    ///
    /// # Errors
    /// [`Refusal::NoSuchQuestion`] when there is no such instance or nobody may remove it.
    pub fn remove(&mut self, instance: Place) -> Result<(), Refusal> {
        let here = self.block(instance.block).ok_or(Refusal::NoSuchQuestion)?;
        let parent = here.parent;
        let at = Place { block: parent, question: here.repeat.ok_or(Refusal::NoSuchQuestion)? };
        self.may_change(at)?;
        if let Some(series) = self.series_mut(parent, at.question) {
            series.shown.retain(|block| *block != instance.block);
        }
        self.forget(instance.block);
        let mut agenda = Agenda::default();
        self.instances_changed(at, &mut agenda);
        self.work(agenda);
        Ok(())
    }

    /// The instances of a repeat inside the instance `inside` of the repeat around it, in order.
    pub fn instances(&self, repeat: impl Into<Place>) -> Vec<Place> {
        let repeat = repeat.into();
        let Ok(at) = self.series_at(repeat) else { return Vec::new() };
        let places = self.series(at.block, at.question).iter();
        places.map(|block| Place { block: *block, question: at.question }).collect()
    }

    /// The place of a repeat as seen from around it, from that place or from one of its instances.
    fn series_at(&self, repeat: Place) -> Result<Place, Refusal> {
        let form = &self.form;
        let question = form.questions().get(repeat.question.index()).ok_or(Refusal::NoSuchQuestion)?;
        let around = (question.kind == Kind::Repeat).then(|| form.outline().around(repeat.question));
        let around = around.ok_or(Refusal::NoSuchQuestion)?;
        let mut block = repeat.block;
        loop {
            let here = self.block(block).ok_or(Refusal::NoSuchQuestion)?;
            if here.repeat == around {
                return Ok(Place { block, question: repeat.question });
            }
            here.repeat.ok_or(Refusal::NoSuchQuestion)?;
            block = here.parent;
        }
    }

    /// Whether people decide how many instances there are.
    fn may_change(&self, repeat: Place) -> Result<(), Refusal> {
        let question = self.form.question(repeat.question);
        if question.count.is_some() || question.fixed { Err(Refusal::NoSuchQuestion) } else { Ok(()) }
    }

    /// Makes the blocks there are at the beginning.
    pub(crate) fn begin_blocks(&mut self) {
        let form = Arc::clone(&self.form);
        self.blocks.push(Some(Block::new(&form, None, ROOT)));
        self.begin_block(ROOT);
        let mut made: Vec<u32> = Vec::with_capacity(form.extras().starts.len());
        for start in &form.extras().starts {
            let inside = start.inside.and_then(|inside| made.get(inside as usize)).copied().unwrap_or(ROOT);
            let block = self.append(inside, start.repeat);
            self.begin_block(block);
            self.wait_for_count(Place { block: inside, question: start.repeat });
            for (question, text) in &start.values {
                self.begin_with(&form, Place { block, question: *question }, text);
            }
            made.push(block);
        }
    }

    /// Makes an instance of a repeat with all it begins with, and notes that it is to be worked out.
    fn grow(&mut self, at: Place, agenda: &mut Agenda) -> u32 {
        let form = Arc::clone(&self.form);
        let block = self.append(at.block, at.question);
        self.begin_block(block);
        self.whole_block(block, agenda);
        // Repeats lie few enough in each other (checked when the form is loaded).
        for inside in form.extras().inner.get(&at.question).into_iter().flatten() {
            let inside = Place { block, question: *inside };
            self.grow(inside, agenda);
            self.wait_for_count(inside);
        }
        block
    }

    /// Takes away the last instance of a repeat whose instances are counted, until the count brings it in; the first one first.
    fn wait_for_count(&mut self, at: Place) {
        if self.form.question(at.question).count.is_some()
            && let Some(series) = self.series_mut(at.block, at.question)
        {
            let last = series.shown.pop();
            series.kept.splice(0..0, last);
        }
    }

    fn append(&mut self, parent: u32, repeat: QuestionId) -> u32 {
        let form = Arc::clone(&self.form);
        let block = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
        self.blocks.push(Some(Block::new(&form, Some(repeat), parent)));
        if let Some(series) = self.series_mut(parent, repeat) {
            series.shown.push(block);
        }
        block
    }

    /// Puts the defaults of a block in place.
    fn begin_block(&mut self, block: u32) {
        let form = Arc::clone(&self.form);
        let repeat = self.block(block).and_then(|block| block.repeat);
        let questions = repeat.map_or(0..form.questions().len(), |repeat| form.outline().within(repeat));
        for question in questions.map(QuestionId::at).filter(|id| form.outline().home(*id) == repeat) {
            let default = &form.question(question).default;
            if !default.is_empty() {
                self.begin_with(&form, Place { block, question }, default);
            }
        }
    }

    /// Lets a place begin with a text; one that is no value of its kind is nothing.
    fn begin_with(&mut self, form: &Form, place: Place, text: &str) {
        let question = form.question(place.question);
        let value = question.holds.typed(text, self.now.offset_min).map(Value::owned);
        let Some(slot) = self.slot_mut(place) else { return };
        slot.answer =
            value.as_ref().and_then(|value| question.given(&value.text())).and_then(|a| question.among_choices(a));
        // Names of choices are parted by one space each, however they were written.
        slot.value = match &slot.answer {
            Some(names @ (Answer::Choice(_) | Answer::Choices(_))) => Value::Text(names.text().into()),
            None if question.kind.is_select() => Value::EMPTY,
            _ => value.unwrap_or(Value::EMPTY),
        };
    }

    /// Drops a block and all inside it.
    fn forget(&mut self, block: u32) {
        let mut next = vec![block];
        while let Some(block) = next.pop() {
            if let Some(gone) = self.blocks.get_mut(block as usize).and_then(Option::take) {
                next.extend(gone.into_series().flat_map(|Series { shown, kept }| shown.into_iter().chain(kept)));
            }
        }
    }

    /// Makes as many instances as the count says. Those taken away are kept and come back. While the count says nothing (it was
    /// cleared, or is hidden together with the repeat) all stay.
    pub(crate) fn count_instances(&mut self, at: Place, agenda: &mut Agenda) {
        let form = Arc::clone(&self.form);
        let Place { block, question: repeat } = at;
        let Some(count) = &form.question(repeat).count else { return };
        let wanted = count.evaluate(&Around::at(self, at)).number();
        if wanted.is_nan() {
            return;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let wanted = wanted.clamp(0.0, f64::from(MOST_INSTANCES)) as usize;
        let before = self.series(block, repeat).len();
        if wanted == before || wanted > before && !agenda.may_gain(at, &form) {
            return;
        }
        if wanted < before {
            agenda.lost(at);
        }
        for _ in wanted..before {
            let Some(series) = self.series_mut(block, repeat) else { return };
            let taken = series.shown.pop();
            series.kept.extend(taken);
        }
        for _ in before..wanted {
            let kept = self.series_mut(block, repeat).and_then(|series| {
                let back = series.kept.pop()?;
                series.shown.push(back);
                Some(back)
            });
            if let Some(back) = kept {
                self.whole_block(back, agenda);
            } else {
                let made = self.grow(at, agenda);
                self.act(Event::Added(repeat), made);
            }
        }
        self.instances_changed(at, agenda);
    }
}
