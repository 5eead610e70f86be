//! What depends on what, and an order in which everything comes after all it depends on.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::expression::{Expression, OWN, Read};
use crate::outline::Outline;
use crate::question::{Question, QuestionId};

/// The dependencies of a form. Worked out once, when the form is compiled or loaded; answering only walks it.
///
/// How many instances a repeat has, and what a select offers, is looked at after all that has a place in the order: forms
/// ask for one instance more depending on what was answered in the last, which goes round without being a circle.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    /// For each question, what must be worked out again when it changes.
    dependents: Vec<Vec<Dependent>>,
    /// For each question, the selects whose choices may be others when it changes.
    offers: Vec<Vec<Dependent>>,
    /// For each question, the repeats that may have another number of instances when it changes.
    counts: Vec<Vec<Dependent>>,
    /// For each question, its position in the order.
    rank: Vec<u32>,
    /// The order of working out.
    order: Vec<QuestionId>,
}

/// A question that depends on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dependent {
    pub(crate) question: QuestionId,
    /// In how many repeats, outermost first, it is in the same instance; beyond them in all instances.
    pub(crate) own: u8,
}

/// Questions that wait for each other in a circle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle(
    /// In the order of the circle, the first in the form first; each depends on the one before it, the first on the last.
    pub Vec<QuestionId>,
);

impl Graph {
    /// Works the dependencies out.
    ///
    /// # Errors
    /// [`Cycle`] when questions wait for each other.
    pub(crate) fn of(questions: &[Question], outline: &Outline) -> Result<Self, Cycle> {
        let mut needs: Vec<BTreeMap<usize, u8>> = vec![BTreeMap::new(); questions.len()];
        let mut offers = vec![Vec::new(); questions.len()];
        let mut counts = vec![Vec::new(); questions.len()];
        for (at, question) in questions.iter().enumerate() {
            needs[at].extend(question.parent.map(|parent| (parent.index(), OWN)));
            for read in question.reads() {
                needed(read, outline, |on, own| need(&mut needs[at], on, own));
            }
            let id = QuestionId::at(at);
            after(question.itemset.iter().map(|itemset| &itemset.items), id, outline, &mut offers);
            after(question.count.iter(), id, outline, &mut counts);
        }
        let mut dependents = vec![Vec::new(); questions.len()];
        for (at, needed) in needs.iter().enumerate() {
            for (on, own) in needed {
                dependents[*on].push(Dependent { question: QuestionId::at(at), own: *own });
            }
        }
        let (order, rank) = sorted(&needs, &dependents).map_err(|waiting| circle(&needs, &waiting))?;
        Ok(Self { dependents, offers, counts, rank, order })
    }

    pub(crate) fn dependents(&self, question: QuestionId) -> &[Dependent] {
        &self.dependents[question.index()]
    }

    pub(crate) fn offers(&self, question: QuestionId) -> &[Dependent] {
        &self.offers[question.index()]
    }

    pub(crate) fn counts(&self, question: QuestionId) -> &[Dependent] {
        &self.counts[question.index()]
    }

    pub(crate) fn rank(&self, question: QuestionId) -> u32 {
        self.rank[question.index()]
    }

    /// Every question, in the order of working out.
    pub(crate) fn order(&self) -> &[QuestionId] {
        &self.order
    }
}

/// Notes, for each question expressions look at, that this one is to be looked at after it.
fn after<'e>(
    expressions: impl Iterator<Item = &'e Expression>,
    question: QuestionId,
    outline: &Outline,
    noted: &mut [Vec<Dependent>],
) {
    let mut wanted = BTreeMap::new();
    for read in expressions.flat_map(Expression::reads) {
        needed(read, outline, |on, own| need(&mut wanted, on, own));
    }
    for (on, own) in wanted {
        noted[on].push(Dependent { question, own });
    }
}

/// What a look at a question makes something depend on: the question, and the repeats whose instances come and go.
fn needed(read: Read, outline: &Outline, mut need: impl FnMut(usize, u8)) {
    let chain = outline.chain(read.question);
    need(read.question.index(), read.own);
    for (level, repeat) in (0_u8..).zip(chain) {
        // One that looks at its own instance still depends on those before it when it asks for its position.
        let position = read.own != OWN && *repeat == read.question;
        if level >= read.own || position {
            need(repeat.index(), level.min(read.own));
        }
    }
}

/// The wider need is the one that counts.
fn need(needs: &mut BTreeMap<usize, u8>, on: usize, own: u8) {
    needs.entry(on).and_modify(|known| *known = own.min(*known)).or_insert(own);
}

/// The order of working out and the rank of each question.
///
/// # Errors
/// For each question whether it is still waiting, when some wait for each other.
fn sorted(
    needs: &[BTreeMap<usize, u8>],
    dependents: &[Vec<Dependent>],
) -> Result<(Vec<QuestionId>, Vec<u32>), Vec<bool>> {
    let mut open: Vec<usize> = needs.iter().map(BTreeMap::len).collect();
    // The smallest position first: the order stays as near to the form's own as the dependencies let it.
    let mut ready: BinaryHeap<Reverse<usize>> =
        open.iter().enumerate().filter(|(_, n)| **n == 0).map(|(at, _)| Reverse(at)).collect();
    let mut order = Vec::with_capacity(needs.len());
    let mut rank = vec![0; needs.len()];
    while let Some(Reverse(at)) = ready.pop() {
        rank[at] = QuestionId::at(order.len()).0;
        order.push(QuestionId::at(at));
        for dependent in &dependents[at] {
            let left = &mut open[dependent.question.index()];
            *left -= 1;
            if *left == 0 {
                ready.push(Reverse(dependent.question.index()));
            }
        }
    }
    if order.len() == needs.len() { Ok((order, rank)) } else { Err(open.into_iter().map(|left| left > 0).collect()) }
}

/// One circle among the questions still waiting. Every one of those waits for another one, so following leads round.
fn circle(needs: &[BTreeMap<usize, u8>], waiting: &[bool]) -> Cycle {
    let mut seen = vec![false; needs.len()];
    let mut path = Vec::new();
    let mut next = (0..needs.len()).find(|at| waiting[*at]);
    while let Some(at) = next {
        if seen[at] {
            let start = path.iter().position(|p| *p == at).unwrap_or(0);
            let mut round: Vec<QuestionId> = path[start..].iter().copied().map(QuestionId::at).collect();
            round.reverse();
            let first = (0..round.len()).min_by_key(|at| round[*at]).unwrap_or(0);
            round.rotate_left(first);
            return Cycle(round);
        }
        seen[at] = true;
        path.push(at);
        next = needs[at].keys().copied().find(|at| waiting[*at]);
    }
    Cycle(path.into_iter().map(QuestionId::at).collect())
}
