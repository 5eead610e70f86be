//! What is worked out, in the order it is worked out: an answer that touches thousands of questions reads memory from front to
//! back and never their words.

use crate::evaluate::Around;
use crate::expression::{Expression, Op};
use crate::question::{Holds, Question, QuestionId};
use crate::value::Value;

/// The steps of a form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    steps: Vec<Step>,
    /// The formulas of all steps one after the other.
    ops: Vec<Op>,
}

/// All that is needed to work out one question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) question: QuestionId,
    pub(crate) parent: Option<QuestionId>,
    relevant: Formula,
    calculation: Formula,
    pub(crate) holds: Holds,
    /// Whether what it offers is looked at when it is asked again.
    pub(crate) offers: bool,
    /// Whether what is worked out also answers it.
    pub(crate) is_asked: bool,
}

/// Where a formula stands.
#[derive(Debug, Clone, Copy)]
enum Formula {
    None,
    /// Among the ops of the program.
    Here {
        from: u32,
        to: u32,
    },
    /// With its question: it looks something up.
    There,
}

impl Program {
    /// The steps of questions, in this order.
    pub(crate) fn of(questions: &[Question], order: &[QuestionId]) -> Self {
        let mut program = Self { steps: Vec::with_capacity(order.len()), ops: Vec::new() };
        for id in order {
            let question = &questions[id.index()];
            let relevant = program.formula(question.relevant.as_ref());
            let calculation = program.formula(question.calculation.as_ref());
            program.steps.push(Step {
                question: *id,
                parent: question.parent,
                relevant,
                calculation,
                holds: question.holds,
                offers: question.itemset.is_some(),
                is_asked: question.is_asked(),
            });
        }
        program
    }

    fn formula(&mut self, formula: Option<&Expression>) -> Formula {
        let Some(formula) = formula else { return Formula::None };
        let from = self.ops.len();
        if formula.looks_up() {
            return Formula::There;
        }
        self.ops.extend_from_slice(formula.ops());
        match (u32::try_from(from), u32::try_from(self.ops.len())) {
            (Ok(from), Ok(to)) => Formula::Here { from, to },
            _ => Formula::There,
        }
    }

    /// The steps in their order: a question's rank is its position.
    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether a question is asked as far as its own rule says.
    pub(crate) fn is_relevant(&self, step: &Step, around: &Around<'_>) -> bool {
        self.value(step.relevant, step, |question| question.relevant.as_ref(), around)
            .is_none_or(|value| value.is_true())
    }

    /// What a question's calculation comes to; `None` when it has none.
    pub(crate) fn calculate<'a>(&'a self, step: &Step, around: &Around<'a>) -> Option<Value<'a>> {
        self.value(step.calculation, step, |question| question.calculation.as_ref(), around)
    }

    fn value<'a>(
        &'a self,
        formula: Formula,
        step: &Step,
        there: impl Fn(&'a Question) -> Option<&'a Expression>,
        around: &Around<'a>,
    ) -> Option<Value<'a>> {
        match formula {
            Formula::None => None,
            Formula::Here { from, to } => Some(around.work_out(self.ops.get(from as usize..to as usize)?)),
            Formula::There => {
                there(around.interview.form.question(step.question)).map(|formula| formula.evaluate(around))
            }
        }
    }
}
