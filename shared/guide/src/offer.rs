//! What a select offers now.

use std::borrow::Cow;

use crate::answer::Answer;
use crate::evaluate::{Around, Node};
use crate::interview::Interview;
use crate::place::Place;
use crate::question::QuestionId;
use crate::value::Value;

/// One choice a select offers now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The name stored. Internal: never shown.
    pub name: String,
    /// The words, in the language of the conversation.
    pub words: String,
}

impl Interview {
    /// What a select offers now, in order; nothing for other questions.
    pub fn choices(&self, place: impl Into<Place>) -> Vec<Offered> {
        let place = place.into();
        let Some(question) = self.form.questions().get(place.question.index()) else { return Vec::new() };
        let Some(itemset) = &question.itemset else {
            let offered = question.choices.iter().map(|choice| Offered {
                name: choice.name.clone(),
                words: self.say_at(place, self.in_language(&choice.label)),
            });
            return offered.collect();
        };
        let around = Around::at(self, place);
        let offered = itemset.items.nodes(&around).into_iter().map(|node| {
            let there = around.from(node, None);
            Offered {
                name: itemset.name.evaluate(&there).text().into_owned(),
                words: itemset.label.evaluate(&there).text().into_owned(),
            }
        });
        offered.collect()
    }

    /// The names of what a select offers now.
    pub fn choice_names(&self, place: impl Into<Place>) -> Vec<Cow<'_, str>> {
        let place = place.into();
        let Some(question) = self.form.questions().get(place.question.index()) else { return Vec::new() };
        let Some(itemset) = &question.itemset else {
            return question.choices.iter().map(|choice| Cow::Borrowed(choice.name.as_str())).collect();
        };
        let around = Around::at(self, place);
        let name = |node: Node| match itemset.name.evaluate(&around.from(node, None)) {
            Value::Text(name) => name,
            other => Cow::Owned(other.text().into_owned()),
        };
        itemset.items.nodes(&around).into_iter().map(name).collect()
    }

    /// What is left of an answer when its choices are others now, and the whole of it where that is more; `None` when nothing
    /// changes. Without `may_gain` nothing comes back.
    pub(crate) fn left_of(&self, place: Place, may_gain: bool) -> Option<(Answer, Option<Box<Answer>>)> {
        let slot = self.slot(place).filter(|slot| slot.relevant)?;
        let whole = slot.whole.as_deref().or(slot.answer.as_ref())?;
        let names = self.choice_names(place);
        let is_answered = |name: &str| slot.answer.iter().flat_map(Answer::choices).any(|answered| answered == name);
        let offered = |name: &&str| names.iter().any(|offered| offered == name) && (may_gain || is_answered(name));
        if whole.choices().all(|name| offered(&name)) {
            // All is offered: either it always was, or it comes back.
            return slot.whole.is_some().then(|| (whole.clone(), None));
        }
        let left: Vec<String> = whole.choices().filter(offered).map(str::to_owned).collect();
        let is_same = slot.whole.is_some() && slot.answer.iter().flat_map(Answer::choices).eq(left.iter());
        (!is_same).then(|| (Answer::Choices(left), Some(Box::new(whole.clone()))))
    }
}

impl<'a> Around<'a> {
    /// The words of a choice as its question offers it; none when it does not.
    pub(crate) fn choice_name(&self, question: QuestionId, name: &str) -> Value<'a> {
        let place = self.interview.near(self.current.block, question).unwrap_or_else(|| question.into());
        let offered = self.interview.choices(place).into_iter().find(|choice| choice.name == name);
        Value::Text(Cow::Owned(offered.map(|choice| choice.words).unwrap_or_default()))
    }

    /// The text of an id in the language of the conversation.
    pub(crate) fn words(&self, id: &str) -> Value<'a> {
        let text = self.interview.form.extras().texts.get(id);
        let words = text.map(|text| self.interview.say_at(self.current, self.interview.in_language(text)));
        Value::Text(Cow::Owned(words.unwrap_or_default()))
    }
}
