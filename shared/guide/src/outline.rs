//! Which repeats every question lies in.

use crate::form::Shown;
use crate::question::QuestionId;
use crate::question::{Kind, Question};

/// The repeats of a form, worked out once when it is compiled or loaded.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outline {
    /// For each question, the innermost repeat whose instances hold it: for a repeat itself that repeat.
    home: Vec<Option<QuestionId>>,
    /// For each question, the innermost repeat around it: for a repeat itself the next one out.
    around: Vec<Option<QuestionId>>,
    /// For each question, where what lies in it ends.
    end: Vec<u32>,
    /// For each question, the repeats it lies in, outermost first, itself included.
    chain: Vec<Vec<QuestionId>>,
    /// For each repeat, its position among the repeats of the same instance.
    series: Vec<u32>,
    /// For each question that is a repeat, the repeats directly inside it; at the last position those outside all.
    inside: Vec<Vec<QuestionId>>,
    order: Vec<Shown>,
}

/// Most repeats inside each other.
const DEEPEST: usize = 16;

impl Outline {
    /// `None` when questions do not follow the group they lie in, or repeats lie too deep in each other.
    pub(crate) fn of(questions: &[Question]) -> Option<Self> {
        let count = questions.len();
        let mut outline = Self {
            home: Vec::with_capacity(count),
            around: Vec::with_capacity(count),
            end: vec![0; count],
            chain: Vec::with_capacity(count),
            series: vec![0; count],
            inside: vec![Vec::new(); count + 1],
            order: Vec::new(),
        };
        let mut open: Vec<QuestionId> = Vec::new();
        for (at, question) in questions.iter().enumerate() {
            while open.last().copied() != question.parent {
                outline.end[open.pop()?.index()] = QuestionId::at(at).0;
            }
            let id = QuestionId::at(at);
            let around = question.parent.and_then(|parent| outline.home[parent.index()]);
            let mut chain = question.parent.map(|parent| outline.chain[parent.index()].clone()).unwrap_or_default();
            let is_repeat = question.kind == Kind::Repeat;
            if is_repeat {
                let inside = &mut outline.inside[around.map_or(count, QuestionId::index)];
                outline.series[at] = u32::try_from(inside.len()).ok()?;
                inside.push(id);
            }
            outline.around.push(around);
            outline.home.push(if is_repeat { Some(id) } else { around });
            chain.extend(is_repeat.then_some(id));
            if chain.len() > DEEPEST {
                return None;
            }
            outline.chain.push(chain);
            open.push(id);
        }
        for id in open {
            outline.end[id.index()] = QuestionId::at(count).0;
        }
        outline.order = outline.in_order(questions);
        Some(outline)
    }

    /// Questions and repeats in form order.
    fn in_order(&self, questions: &[Question]) -> Vec<Shown> {
        let asked: Vec<usize> = (0..questions.len())
            .filter(|at| questions[*at].is_asked() || questions[*at].kind == Kind::Repeat)
            .collect();
        let shown = asked.iter().map(|at| {
            // A question may have others below it in a form from elsewhere; only repeats hold what is asked in them.
            let end = if questions[*at].kind == Kind::Repeat { self.end[*at] as usize } else { at + 1 };
            let end = asked.partition_point(|other| *other < end);
            Shown { question: QuestionId::at(*at), end: QuestionId::at(end).0 }
        });
        shown.collect()
    }

    pub(crate) fn order(&self) -> Vec<Shown> {
        self.order.clone()
    }

    /// The innermost repeat whose instances hold the question; for a repeat itself that repeat.
    pub(crate) fn home(&self, question: QuestionId) -> Option<QuestionId> {
        self.home[question.index()]
    }

    /// The innermost repeat around a question; for a repeat itself the next one out.
    pub(crate) fn around(&self, question: QuestionId) -> Option<QuestionId> {
        self.around[question.index()]
    }

    /// In how many repeats the question lies, itself included.
    pub(crate) fn depth(&self, question: QuestionId) -> u8 {
        // At most `DEEPEST`.
        u8::try_from(self.chain[question.index()].len()).unwrap_or(u8::MAX)
    }

    /// The repeats a question lies in, outermost first, itself included.
    pub(crate) fn chain(&self, question: QuestionId) -> &[QuestionId] {
        &self.chain[question.index()]
    }

    /// The questions that lie in one, itself first.
    pub(crate) fn within(&self, question: QuestionId) -> std::ops::Range<usize> {
        question.index()..self.end[question.index()] as usize
    }

    /// The position of a repeat among the repeats of the same instance.
    pub(crate) fn series(&self, repeat: QuestionId) -> usize {
        self.series[repeat.index()] as usize
    }

    /// The repeats directly inside a repeat, or outside all.
    pub(crate) fn inside(&self, repeat: Option<QuestionId>) -> &[QuestionId] {
        let at = repeat.map_or(self.inside.len().saturating_sub(1), QuestionId::index);
        self.inside.get(at).map_or(&[], Vec::as_slice)
    }
}
