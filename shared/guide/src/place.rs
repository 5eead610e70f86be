//! Where a question stands in a conversation: which instance of the repeats it lies in.

use crate::answer::Answer;
use crate::form::Form;
use crate::interview::Interview;
use crate::question::QuestionId;
use crate::value::Value;

/// A question in one instance of the repeats it lies in.
///
/// A question outside all repeats has one place, which it can be used for directly: every method that takes a place takes
/// a [`QuestionId`] too. A place of an instance that was removed is no place any more; nothing is answered there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub(crate) block: u32,
    /// The question.
    pub question: QuestionId,
}

impl From<QuestionId> for Place {
    fn from(question: QuestionId) -> Self {
        Self { block: ROOT, question }
    }
}

impl Place {
    /// Another question where this one stands: in the same instances, as far as it lies in them.
    #[must_use]
    pub fn with(self, question: QuestionId) -> Self {
        Self { question, ..self }
    }
}

/// The block of what lies outside all repeats.
pub(crate) const ROOT: u32 = 0;

/// What a conversation holds for one instance of a repeat, or for all that lies outside repeats.
///
/// It has a slot for every question from the repeat to the end of it, also for those in repeats further inside: so a
/// slot is found by its position alone.
#[derive(Clone)]
pub(crate) struct Block {
    /// The repeat it is an instance of.
    pub(crate) repeat: Option<QuestionId>,
    /// The block it lies in; itself for the outermost.
    pub(crate) parent: u32,
    /// The first question it has a slot for.
    first: u32,
    slots: Vec<Slot>,
    /// The instances of each repeat directly inside.
    series: Vec<Series>,
}

/// What is known of one question in one instance.
#[derive(Clone)]
pub(crate) struct Slot {
    /// What was answered, also where it is hidden now.
    pub(crate) answer: Option<Answer>,
    /// The whole answer while some of it is not offered: what was taken away comes back with its choices.
    pub(crate) whole: Option<Box<Answer>>,
    /// What it comes to when it is not hidden.
    pub(crate) value: Value<'static>,
    /// Whether it is asked, groups above included.
    pub(crate) relevant: bool,
}

/// The instances of a repeat.
#[derive(Clone, Default)]
pub(crate) struct Series {
    /// In order.
    pub(crate) shown: Vec<u32>,
    /// Those a smaller count has taken away, the last one first: they come back when the count is corrected.
    pub(crate) kept: Vec<u32>,
}

impl Block {
    pub(crate) fn new(form: &Form, repeat: Option<QuestionId>, parent: u32) -> Self {
        let questions = repeat.map_or(0..form.questions().len(), |repeat| form.outline().within(repeat));
        let slot = Slot { answer: None, whole: None, value: Value::EMPTY, relevant: true };
        let series = form.outline().inside(repeat).len();
        Self {
            repeat,
            parent,
            // Positions of questions, which are far fewer.
            first: u32::try_from(questions.start).unwrap_or(u32::MAX),
            slots: vec![slot; questions.len()],
            series: vec![Series::default(); series],
        }
    }

    pub(crate) fn slot(&self, question: QuestionId) -> Option<&Slot> {
        self.slots.get(question.0.checked_sub(self.first)? as usize)
    }

    /// The instances of all repeats directly inside.
    pub(crate) fn into_series(self) -> impl Iterator<Item = Series> {
        self.series.into_iter()
    }

    fn slot_mut(&mut self, question: QuestionId) -> Option<&mut Slot> {
        self.slots.get_mut(question.0.checked_sub(self.first)? as usize)
    }
}

impl Interview {
    pub(crate) fn block(&self, block: u32) -> Option<&Block> {
        self.blocks.get(block as usize)?.as_ref()
    }

    /// The slot of a place; `None` when there is no such place.
    pub(crate) fn slot(&self, place: Place) -> Option<&Slot> {
        if place.question.index() >= self.form.questions().len() {
            return None;
        }
        let block = self.block(place.block)?;
        (block.repeat == self.form.outline().home(place.question)).then(|| block.slot(place.question))?
    }

    pub(crate) fn slot_mut(&mut self, place: Place) -> Option<&mut Slot> {
        self.blocks.get_mut(place.block as usize)?.as_mut()?.slot_mut(place.question)
    }

    /// The place of a question in the instances looked from; `None` when those do not hold it.
    pub(crate) fn near(&self, block: u32, question: QuestionId) -> Option<Place> {
        let home = self.form.outline().home(question);
        let mut at = block;
        loop {
            let block = self.block(at)?;
            if block.repeat == home {
                return Some(Place { block: at, question });
            }
            block.repeat?;
            at = block.parent;
        }
    }

    /// The instances of a repeat inside a block.
    pub(crate) fn series(&self, block: u32, repeat: QuestionId) -> &[u32] {
        let series = self.block(block).and_then(|block| block.series.get(self.form.outline().series(repeat)));
        series.map_or(&[], |series| &series.shown)
    }

    pub(crate) fn series_mut(&mut self, block: u32, repeat: QuestionId) -> Option<&mut Series> {
        let at = self.form.outline().series(repeat);
        self.blocks.get_mut(block as usize)?.as_mut()?.series.get_mut(at)
    }

    /// The block in which so many repeats, outermost first, are the same as in a block.
    pub(crate) fn climb(&self, mut block: u32, repeats: u8) -> u32 {
        let depth = |block: &Block| block.repeat.map_or(0, |repeat| self.form.outline().depth(repeat));
        while let Some(here) = self.block(block)
            && depth(here) > repeats
        {
            block = here.parent;
        }
        block
    }

    /// Every instance of a repeat, or of what is outside repeats, inside a block, itself included.
    pub(crate) fn blocks_of(&self, home: Option<QuestionId>, inside: u32) -> Vec<u32> {
        let start = self.block(inside).and_then(|block| block.repeat);
        let mut chain = Vec::new();
        let mut next = home;
        while next != start {
            let Some(repeat) = next else { return Vec::new() };
            chain.push(repeat);
            next = self.form.outline().around(repeat);
        }
        let mut blocks = vec![inside];
        while let Some(repeat) = chain.pop() {
            blocks = blocks.into_iter().flat_map(|block| self.series(block, repeat).iter().copied()).collect();
        }
        blocks
    }

    /// Every place of a question, one for each instance of the repeats it lies in.
    #[must_use]
    pub fn places_of(&self, question: QuestionId) -> Vec<Place> {
        let home = self.form.outline().home(question);
        self.blocks_of(home, ROOT).into_iter().map(|block| Place { block, question }).collect()
    }

    /// The position of the instance a place lies in, from 1; 1 outside repeats.
    pub(crate) fn position(&self, block: u32) -> usize {
        let here = self.block(block).and_then(|here| Some((here.parent, here.repeat?)));
        let at = here.and_then(|(parent, repeat)| self.series(parent, repeat).iter().position(|b| *b == block));
        at.unwrap_or(0) + 1
    }

    /// The path of a place, with the position of each repeat instance: `/data/person[2]/name`.
    #[must_use]
    pub fn path(&self, place: impl Into<Place>) -> String {
        let place = place.into();
        let mut path = self.form.question(place.question).path.clone();
        let mut block = place.block;
        // From the inside out, so that the end of each repeat's path stays where it is.
        while let Some(here) = self.block(block)
            && let Some(repeat) = here.repeat
        {
            path.insert_str(self.form.question(repeat).path.len(), &format!("[{}]", self.position(block)));
            block = here.parent;
        }
        path
    }

    /// The place at a path; `None` when there is none. Each repeat needs a position: `/data/person[2]/name`.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<Place> {
        let (mut plain, mut block) = (String::new(), ROOT);
        let mut rest = path;
        while let Some((before, after)) = rest.split_once('[') {
            plain.push_str(before);
            let (position, after) = after.split_once(']')?;
            let repeat = self.form.find_path(&plain)?;
            let inside = self.block(block)?.repeat;
            let is_here = self.form.outline().inside(inside).contains(&repeat);
            let position = position.parse::<usize>().ok()?.checked_sub(1)?;
            block = *self.series(block, repeat).get(position).filter(|_| is_here)?;
            rest = after;
        }
        plain.push_str(rest);
        let place = Place { block, question: self.form.find_path(&plain)? };
        self.slot(place).is_some().then_some(place)
    }
}
