//! Formulas: relevance, constraints, calculations and paths as authors write them, turned into steps for the engine.
//!
//! One reader for `XLSForm` and `XForm`: `${name}` is what only the first has.

mod emit;
mod formula;
mod lookup;
mod parse;
mod path;
mod schema;
mod study;
mod token;

use guide::Expression;

pub(crate) use emit::Scope;
pub(crate) use formula::Formula;
pub(crate) use schema::{Document, Schema};
pub(crate) use study::{exclusives, impossible, outcomes, unquoted};

use crate::fault::Problem;

/// Longest formula, in bytes.
const LONGEST: usize = 32 * 1024;

/// Reads a formula.
pub(crate) fn parse(text: &str) -> Result<Formula, Problem> {
    if text.len() > LONGEST {
        return Err(Problem::TooLong);
    }
    parse::formula(text)
}

/// Turns a formula into steps.
pub(crate) fn emit(formula: &Formula, scope: Scope, schema: &Schema<'_>) -> Result<Expression, Vec<Problem>> {
    emit::expression(formula, scope, schema)
}

/// Turns a formula into steps that put nodes.
pub(crate) fn emit_nodes(formula: &Formula, scope: Scope, schema: &Schema<'_>) -> Result<Expression, Vec<Problem>> {
    emit::nodes(formula, scope, schema)
}

/// Turns a formula that is looked from each of the nodes of another into steps.
pub(crate) fn emit_from(
    nodes: &Formula,
    formula: &Formula,
    scope: Scope,
    schema: &Schema<'_>,
) -> Result<Expression, Vec<Problem>> {
    emit::from_nodes(nodes, formula, scope, schema)
}
