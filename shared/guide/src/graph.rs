//! What depends on what, and an order in which everything comes after all it depends on.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::expression::{Expression, OWN, Read};
use crate::outline::Outline;
use crate::question::Question;
use crate::question::QuestionId;

/// The dependencies of a form. Worked out once, when the form is compiled or loaded; answering only walks it.
///
/// What is worked out are the questions, and after them the number of instances of each repeat that is told it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    questions: usize,
    /// The repeats that are told how many instances they have.
    counted: Vec<QuestionId>,
    /// For each question, what must be worked out again when it changes.
    dependents: Vec<Vec<Dependent>>,
    /// For each question, the selects whose choices may be others when it changes.
    offers: Vec<Vec<Dependent>>,
    /// For each thing to work out, its position in the order.
    rank: Vec<u32>,
    /// The order of working out.
    order: Vec<u32>,
}

/// Something that depends on a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dependent {
    /// What is worked out: its position among the questions and counts.
    pub(crate) job: u32,
    /// In how many repeats, outermost first, it is in the same instance; beyond them in all instances.
    pub(crate) own: u8,
}

/// One thing to work out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    /// Whether a question is asked and what it comes to.
    Question(QuestionId),
    /// How many instances a repeat has.
    Count(QuestionId),
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
        let counted: Vec<QuestionId> =
            (0..questions.len()).map(QuestionId::at).filter(|id| questions[id.index()].count.is_some()).collect();
        let jobs = questions.len() + counted.len();
        let mut needs: Vec<BTreeMap<usize, u8>> = vec![BTreeMap::new(); jobs];
        let mut offers = vec![Vec::new(); questions.len()];
        for (at, question) in questions.iter().enumerate() {
            let id = QuestionId::at(at);
            needs[at].extend(question.parent.map(|parent| (parent.index(), OWN)));
            for read in question.reads() {
                needed(read, outline, |on, own| need(&mut needs[at], on, own));
            }
            if let Some(itemset) = &question.itemset {
                let mut wanted = BTreeMap::new();
                for read in itemset.items.reads() {
                    needed(read, outline, |on, own| need(&mut wanted, on, own));
                }
                for (on, own) in wanted {
                    offers[on].push(Dependent { job: id.0, own });
                }
            }
        }
        for (at, repeat) in counted.iter().enumerate() {
            let job = questions.len() + at;
            for read in questions[repeat.index()].count.iter().flat_map(Expression::reads) {
                needed(read, outline, |on, own| need(&mut needs[job], on, own));
            }
            need(&mut needs[repeat.index()], job, OWN);
        }
        let mut dependents = vec![Vec::new(); jobs];
        for (at, needed) in needs.iter().enumerate() {
            for (on, own) in needed {
                dependents[*on].push(Dependent { job: QuestionId::at(at).0, own: *own });
            }
        }
        let Some((order, rank)) = sorted(&needs, &dependents) else {
            let open = waiting(&needs, &dependents);
            let name =
                |job: usize| job.checked_sub(questions.len()).map_or(QuestionId::at(job), |count| counted[count]);
            return Err(circle(&needs, &open, name));
        };
        dependents.truncate(questions.len());
        Ok(Self { questions: questions.len(), counted, dependents, offers, rank, order })
    }

    pub(crate) fn dependents(&self, question: QuestionId) -> &[Dependent] {
        &self.dependents[question.index()]
    }

    pub(crate) fn offers(&self, question: QuestionId) -> &[Dependent] {
        &self.offers[question.index()]
    }

    pub(crate) fn rank(&self, job: u32) -> u32 {
        self.rank[job as usize]
    }

    /// The job at a position in the order.
    pub(crate) fn job(&self, rank: u32) -> Job {
        self.of_number(self.order[rank as usize])
    }

    /// Everything to work out, in order.
    pub(crate) fn jobs(&self) -> impl Iterator<Item = Job> {
        self.order.iter().map(|job| self.of_number(*job))
    }

    pub(crate) fn of_number(&self, job: u32) -> Job {
        match (job as usize).checked_sub(self.questions) {
            Some(count) => Job::Count(self.counted[count]),
            None => Job::Question(QuestionId(job)),
        }
    }

    /// The number of the job that counts the instances of a repeat.
    pub(crate) fn count_of(&self, repeat: QuestionId) -> Option<u32> {
        let at = self.counted.binary_search(&repeat).ok()?;
        Some(QuestionId::at(self.questions + at).0)
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

/// The order of working out and the rank of each job; `None` when some wait for each other.
fn sorted(needs: &[BTreeMap<usize, u8>], dependents: &[Vec<Dependent>]) -> Option<(Vec<u32>, Vec<u32>)> {
    let mut open: Vec<usize> = needs.iter().map(BTreeMap::len).collect();
    // The smallest position first: the order stays as near to the form's own as the dependencies let it.
    let mut ready: BinaryHeap<Reverse<usize>> =
        open.iter().enumerate().filter(|(_, n)| **n == 0).map(|(at, _)| Reverse(at)).collect();
    let mut order = Vec::with_capacity(needs.len());
    let mut rank = vec![0; needs.len()];
    while let Some(Reverse(at)) = ready.pop() {
        rank[at] = QuestionId::at(order.len()).0;
        order.push(QuestionId::at(at).0);
        for dependent in &dependents[at] {
            let left = &mut open[dependent.job as usize];
            *left -= 1;
            if *left == 0 {
                ready.push(Reverse(dependent.job as usize));
            }
        }
    }
    (order.len() == needs.len()).then_some((order, rank))
}

/// Which jobs are left when all that can be worked out are.
fn waiting(needs: &[BTreeMap<usize, u8>], dependents: &[Vec<Dependent>]) -> Vec<bool> {
    let mut open: Vec<usize> = needs.iter().map(BTreeMap::len).collect();
    let mut ready: Vec<usize> = (0..open.len()).filter(|at| open[*at] == 0).collect();
    while let Some(at) = ready.pop() {
        for dependent in &dependents[at] {
            let left = &mut open[dependent.job as usize];
            *left -= 1;
            if *left == 0 {
                ready.push(dependent.job as usize);
            }
        }
    }
    open.into_iter().map(|left| left > 0).collect()
}

/// One circle among the jobs still waiting. Every one of those waits for another one, so following leads round.
fn circle(needs: &[BTreeMap<usize, u8>], waiting: &[bool], name: impl Fn(usize) -> QuestionId) -> Cycle {
    let mut seen = vec![false; needs.len()];
    let mut path = Vec::new();
    let mut next = (0..needs.len()).find(|at| waiting[*at]);
    while let Some(at) = next {
        if seen[at] {
            let start = path.iter().position(|p| *p == at).unwrap_or(0);
            let mut round: Vec<QuestionId> = path[start..].iter().map(|job| name(*job)).collect();
            round.dedup();
            round.reverse();
            let first = (0..round.len()).min_by_key(|at| round[*at]).unwrap_or(0);
            round.rotate_left(first);
            return Cycle(round);
        }
        seen[at] = true;
        path.push(at);
        next = needs[at].keys().copied().find(|at| waiting[*at]);
    }
    Cycle(path.into_iter().map(name).collect())
}
