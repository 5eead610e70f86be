//! What depends on what, and an order in which everything comes after all it depends on.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::expression::{OWN, Read};
use crate::lists::Lists;
use crate::outline::Outline;
use crate::question::{Question, QuestionId};

/// The dependencies of a form. Worked out once, when the form is compiled or loaded; answering only walks it.
///
/// How many instances a repeat has, and what a select offers, is looked at after all that has a place in the order: forms
/// ask for one instance more depending on what was answered in the last, which goes round without being a circle.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    /// For each question, what must be worked out again when it changes.
    dependents: Lists<Dependent>,
    /// For each question, the selects whose choices may be others when it changes.
    offers: Lists<Dependent>,
    /// For each question, the repeats that may have another number of instances when it changes.
    counts: Lists<Dependent>,
    /// For each question, its position in the order.
    rank: Vec<u32>,
    /// The order of working out.
    order: Vec<QuestionId>,
    /// For each question, whether its choices or the number of its instances lie in a circle or between two.
    in_circle: Vec<bool>,
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
        let mut needs = Lists::default();
        let (mut dependents, mut offers, mut counts) = (Vec::new(), Vec::new(), Vec::new());
        let mut wanted = Vec::new();
        for (at, question) in questions.iter().enumerate() {
            let id = QuestionId::at(at);
            wanted.extend(question.parent.map(|parent| Need { on: parent.0, own: OWN }));
            question.reads().for_each(|read| needed(read, outline, &mut wanted));
            noted(&mut wanted, id, &mut dependents);
            needs.push(wanted.drain(..).map(|need| need.on));
            if let Some(itemset) = &question.itemset {
                // The name is looked at from each instance offered.
                let names = itemset.name.reads().map(|read| Read { own: 0, ..read });
                itemset.items.reads().chain(names).for_each(|read| needed(read, outline, &mut wanted));
                noted(&mut wanted, id, &mut offers);
                wanted.clear();
            }
            if let Some(count) = &question.count {
                count.reads().for_each(|read| needed(read, outline, &mut wanted));
                noted(&mut wanted, id, &mut counts);
                wanted.clear();
            }
        }
        let lists = |pairs| Lists::of(questions.len(), pairs);
        let dependents = lists(dependents);
        let (order, rank) = sorted(&needs, &dependents).map_err(|waiting| circle(&needs, &waiting))?;
        let (offers, counts) = (lists(offers), lists(counts));
        let in_circle = in_circle(questions.len(), &[&dependents, &offers, &counts]);
        Ok(Self { dependents, offers, counts, rank, order, in_circle })
    }

    pub(crate) fn dependents(&self, question: QuestionId) -> &[Dependent] {
        self.dependents.at(question.index())
    }

    pub(crate) fn offers(&self, question: QuestionId) -> &[Dependent] {
        self.offers.at(question.index())
    }

    pub(crate) fn counts(&self, question: QuestionId) -> &[Dependent] {
        self.counts.at(question.index())
    }

    /// Whether what a select offers, or how many instances a repeat has, depends on itself in the end.
    pub(crate) fn is_in_circle(&self, question: QuestionId) -> bool {
        self.in_circle[question.index()]
    }

    pub(crate) fn rank(&self, question: QuestionId) -> u32 {
        self.rank[question.index()]
    }

    /// Every question, in the order of working out.
    pub(crate) fn order(&self) -> &[QuestionId] {
        &self.order
    }
}

/// A question that something depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Need {
    on: u32,
    /// See [`Dependent::own`].
    own: u8,
}

/// Keeps of each question needed the widest need, the one that counts, and notes there that this question depends on it.
fn noted(wanted: &mut Vec<Need>, question: QuestionId, list: &mut Vec<(u32, Dependent)>) {
    wanted.sort_unstable();
    wanted.dedup_by_key(|need| need.on);
    list.extend(wanted.iter().map(|need| (need.on, Dependent { question, own: need.own })));
}

/// What a look at a question makes something depend on: the question, and the repeats whose instances come and go.
fn needed(read: Read, outline: &Outline, wanted: &mut Vec<Need>) {
    let chain = outline.chain(read.question);
    wanted.push(Need { on: read.question.0, own: read.own });
    for (level, repeat) in (0_u8..).zip(chain) {
        // One that looks at its own instance still depends on those before it when it asks for its position.
        let position = read.own != OWN && *repeat == read.question;
        if level >= read.own || position {
            wanted.push(Need { on: repeat.0, own: level.min(read.own) });
        }
    }
}

/// The order of working out and the rank of each question.
///
/// # Errors
/// For each question whether it is still waiting, when some wait for each other.
fn sorted(needs: &Lists<u32>, dependents: &Lists<Dependent>) -> Result<(Vec<QuestionId>, Vec<u32>), Vec<bool>> {
    let mut open: Vec<usize> = (0..needs.len()).map(|at| needs.at(at).len()).collect();
    // The smallest position first: the order stays as near to the form's own as the dependencies let it.
    let mut ready: BinaryHeap<Reverse<usize>> =
        open.iter().enumerate().filter(|(_, n)| **n == 0).map(|(at, _)| Reverse(at)).collect();
    let mut order = Vec::with_capacity(needs.len());
    let mut rank = vec![0; needs.len()];
    while let Some(Reverse(at)) = ready.pop() {
        rank[at] = QuestionId::at(order.len()).0;
        order.push(QuestionId::at(at));
        for dependent in dependents.at(at) {
            let left = &mut open[dependent.question.index()];
            *left -= 1;
            if *left == 0 {
                ready.push(Reverse(dependent.question.index()));
            }
        }
    }
    if order.len() == needs.len() { Ok((order, rank)) } else { Err(open.into_iter().map(|left| left > 0).collect()) }
}

/// For each question whether it is left when all that nothing leads to is taken away, and then all that leads to nothing:
/// those in circles, and those on a way from one circle to another.
fn in_circle(count: usize, edges: &[&Lists<Dependent>]) -> Vec<bool> {
    let mut after = Vec::new();
    for lists in edges {
        let of = |at| lists.at(at).iter().map(move |dependent| (QuestionId::at(at).0, dependent.question.0));
        after.extend((0..count).flat_map(of));
    }
    let before = after.iter().map(|(from, to)| (*to, *from)).collect();
    let (after, before) = (Lists::of(count, after), Lists::of(count, before));
    let mut left = vec![true; count];
    for (forth, back) in [(&after, &before), (&before, &after)] {
        let mut open: Vec<usize> =
            (0..count).map(|at| back.at(at).iter().filter(|from| left[**from as usize]).count()).collect();
        let mut ready: Vec<usize> = (0..count).filter(|at| left[*at] && open[*at] == 0).collect();
        while let Some(at) = ready.pop() {
            left[at] = false;
            for next in forth.at(at).iter().map(|next| *next as usize).filter(|next| left[*next]) {
                open[next] -= 1;
                if open[next] == 0 {
                    ready.push(next);
                }
            }
        }
    }
    left
}

/// One circle among the questions still waiting. Every one of those waits for another one, so following leads round.
fn circle(needs: &Lists<u32>, waiting: &[bool]) -> Cycle {
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
        next = needs.at(at).iter().map(|on| *on as usize).find(|on| waiting[*on]);
    }
    Cycle(path.into_iter().map(QuestionId::at).collect())
}
