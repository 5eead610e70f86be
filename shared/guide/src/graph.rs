//! Which question depends on which, and an order in which every question comes after all it depends on.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::form::{Question, QuestionId};

/// The dependencies of a form. Worked out once, when the form is compiled or loaded; answering only walks it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    /// For each question, those that must be looked at again when it changes.
    dependents: Vec<Vec<QuestionId>>,
    /// For each question, its position in the order of calculation.
    rank: Vec<u32>,
    /// The order of calculation.
    order: Vec<QuestionId>,
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
    pub(crate) fn of(questions: &[Question]) -> Result<Self, Cycle> {
        let needs: Vec<Vec<QuestionId>> = questions.iter().map(Question::needs).collect();
        let mut dependents = vec![Vec::new(); questions.len()];
        for (at, needed) in needs.iter().enumerate() {
            for question in needed {
                dependents[question.index()].push(QuestionId::at(at));
            }
        }
        let mut open: Vec<usize> = needs.iter().map(Vec::len).collect();
        // The smallest position first: the order stays as near to the form's own as the dependencies let it.
        let mut ready: BinaryHeap<Reverse<usize>> =
            open.iter().enumerate().filter(|(_, n)| **n == 0).map(|(at, _)| Reverse(at)).collect();
        let mut order = Vec::with_capacity(questions.len());
        let mut rank = vec![0; questions.len()];
        while let Some(Reverse(at)) = ready.pop() {
            rank[at] = QuestionId::at(order.len()).0;
            order.push(QuestionId::at(at));
            for dependent in &dependents[at] {
                let left = &mut open[dependent.index()];
                *left -= 1;
                if *left == 0 {
                    ready.push(Reverse(dependent.index()));
                }
            }
        }
        if order.len() < questions.len() {
            return Err(circle(&needs, &open));
        }
        Ok(Self { dependents, rank, order })
    }

    pub(crate) fn dependents(&self, question: QuestionId) -> &[QuestionId] {
        &self.dependents[question.index()]
    }

    pub(crate) fn rank(&self, question: QuestionId) -> u32 {
        self.rank[question.index()]
    }

    pub(crate) fn order(&self) -> &[QuestionId] {
        &self.order
    }
}

/// One circle among the questions still waiting. Every one of those waits for another one, so following leads round.
fn circle(needs: &[Vec<QuestionId>], open: &[usize]) -> Cycle {
    let waiting = |at: &usize| open[*at] > 0;
    let mut seen = vec![false; needs.len()];
    let mut path = Vec::new();
    let mut next = (0..needs.len()).find(waiting);
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
        next = needs[at].iter().map(|q| q.index()).find(waiting);
    }
    Cycle(path.into_iter().map(QuestionId::at).collect())
}
