//! What happens by itself: values set when a conversation begins, an instance is added or an answer becomes another.

use std::sync::Arc;

use crate::evaluate::Around;
use crate::form::{Action, Event};
use crate::interview::Interview;
use crate::place::{Place, ROOT};
use crate::value::Value;

/// How many answers may set each other off, one after the other; more go round in a circle.
const LONGEST_CHAIN: u8 = 100;

impl Interview {
    /// Does what is to be done at an event in a block.
    pub(crate) fn act(&mut self, event: Event, block: u32) {
        let form = Arc::clone(&self.form);
        for action in form.actions_at(event) {
            // At the beginning in every instance there is; later what lies in the same instances, else where there is one only.
            let places = match self.near(block, action.target) {
                None if event == Event::Begin => self.places_of(action.target),
                near => near.or_else(|| self.only(action.target)).into_iter().collect(),
            };
            for place in places {
                self.act_on(place, action);
            }
        }
    }

    fn act_on(&mut self, place: Place, action: &Action) {
        let form = Arc::clone(&self.form);
        let question = form.question(place.question);
        let value = action.value.evaluate(&Around::at(self, place));
        let value = value.stored(question.holds, self.now.offset_min);
        if question.is_asked() {
            self.set(place, question.given(&value.text()));
        } else {
            self.set_value(place, value);
        }
    }

    /// Sets a value that nobody answers.
    fn set_value(&mut self, place: Place, value: Value<'static>) {
        if let Some(slot) = self.slot_mut(place) {
            slot.value = value;
            let mut agenda = crate::recalculate::Agenda::default();
            self.touched(place, &mut agenda);
            self.work(agenda);
        }
    }

    /// Does what is to be done when an answer became another.
    pub(crate) fn after_change(&mut self, place: Place, before: &Value<'_>) {
        let event = Event::Changed(place.question);
        if self.form.actions_at(event).next().is_none() {
            return;
        }
        let is_another = self.slot(place).is_some_and(|slot| slot.value.text() != before.text());
        if is_another && self.chain < LONGEST_CHAIN {
            self.chain += 1;
            self.act(event, place.block);
            self.chain -= 1;
        }
    }

    /// The place of a question that has only one.
    fn only(&self, question: crate::QuestionId) -> Option<Place> {
        match self.blocks_of(self.form.outline().home(question), ROOT).as_slice() {
            [block] => Some(Place { block: *block, question }),
            _ => None,
        }
    }
}
