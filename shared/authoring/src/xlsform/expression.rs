//! Formulas: relevance, constraints and calculations as authors write them, turned into steps for the engine.

mod emit;
mod parse;
mod study;
mod token;

use guide::{Expression, QuestionId};

pub(super) use parse::Formula;
pub(super) use study::{exclusives, impossible, outcomes};

use super::fault::Problem;
use super::names::Names;

/// Longest formula, in bytes.
const LONGEST: usize = 32 * 1024;

/// Reads a formula.
pub(super) fn parse(text: &str) -> Result<Formula, Problem> {
    if text.len() > LONGEST {
        return Err(Problem::TooLong);
    }
    parse::formula(text)
}

/// Turns a formula into steps. `here` is the question a constraint belongs to, `None` elsewhere.
pub(super) fn emit(formula: &Formula, here: Option<QuestionId>, names: &Names<'_>) -> Result<Expression, Vec<Problem>> {
    emit::expression(formula, here, names)
}
