//! The directory as a spreadsheet: one row for each service, in the order of the columns that every part shares.
//!
//! A workbook for people and a table of comma-separated values for programs hold the same: the sheets `services`,
//! `organizations` and `areas`. What is written reads back as it was; only line breaks inside a step or a warning become
//! spaces, and texts of which only some are confirmed become drafts.

mod cells;
mod columns;
mod editions;
mod fault;
mod read;
mod record;
mod template;
#[cfg(test)]
mod tests;
mod write;

use std::borrow::Cow;

pub use editions::{checked_later, note_changes};
pub use fault::{CellProblem, SheetFault};
pub use read::{Imported, read};
pub use template::{TemplateError, workbook};
pub use write::table;

/// The sheets that are read.
const SHEETS: [&str; 3] = ["services", "organizations", "areas"];
/// Stands for the id in a row that only shows how to fill one in.
const EXAMPLE: &str = "example";
/// The column that says how far the texts of a row can be relied on.
const TEXTS: &str = "texts";
/// What it may say.
const STATES: [&str; 2] = ["draft", "confirmed"];

/// A cell of a table that a spreadsheet opens: an apostrophe keeps it from being calculated.
///
/// The signs are those that OWASP names for CSV injection.
struct Guarded;

impl Guarded {
    /// Whether a spreadsheet would calculate it, apostrophes in front left aside.
    fn is_formula(cell: &str) -> bool {
        cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
    }

    fn write(cell: &str) -> Cow<'_, str> {
        if Self::is_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
    }

    fn read(cell: &str) -> String {
        match cell.strip_prefix('\'') {
            Some(rest) if Self::is_formula(rest) => rest.to_owned(),
            _ => cell.to_owned(),
        }
    }
}
