//! What is wrong in a workbook or document, where, and what to do about it.

mod problem;
mod remedy;

use std::fmt;

pub use problem::Problem;

/// One fault in a workbook or document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The sheet; empty when the workbook as a whole or a document is meant.
    pub sheet: String,
    /// The row as a spreadsheet shows it, or the line of a document, from 1.
    pub row: Option<u32>,
    /// The header of the column, or its letter when there is no header; the attribute in a document.
    pub column: Option<String>,
    /// What is wrong.
    pub problem: Problem,
    /// What to do.
    pub remedy: String,
}

impl Fault {
    /// A fault at a place; the remedy follows from the problem.
    pub(crate) fn new(sheet: &str, row: Option<u32>, column: Option<&str>, problem: Problem) -> Self {
        let remedy = problem.remedy();
        Self { sheet: sheet.to_owned(), row, column: column.map(str::to_owned), problem, remedy }
    }

    /// A fault in a line of a document, under an attribute.
    pub(crate) fn of_line(line: u32, attribute: Option<&str>, problem: Problem) -> Self {
        Self::new("", Some(line), attribute, problem)
    }

    pub(crate) fn of_workbook(problem: Problem) -> Self {
        Self::new("", None, None, problem)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.sheet.is_empty() {
            if let Some(line) = self.row {
                write!(f, "Line {line}")?;
                if let Some(attribute) = &self.column {
                    write!(f, ", {attribute}")?;
                }
                f.write_str(": ")?;
            }
        } else {
            write!(f, "Sheet {}", self.sheet)?;
            if let Some(row) = self.row {
                write!(f, ", row {row}")?;
            }
            if let Some(column) = &self.column {
                write!(f, ", column {column}")?;
            }
            f.write_str(": ")?;
        }
        write!(f, "{}. {}", self.problem, self.remedy)
    }
}

/// Most faults kept: nobody reads more, and a damaged sheet can have one in every cell.
const MOST: usize = 1_000;

/// Collects faults, so that an author sees all of them at once.
#[derive(Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn push(&mut self, fault: Fault) {
        if self.0.len() < MOST {
            self.0.push(fault);
        }
    }

    pub(crate) fn extend(&mut self, faults: impl IntoIterator<Item = Fault>) {
        faults.into_iter().for_each(|fault| self.push(fault));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order in which an author meets them.
    pub(crate) fn into_vec(mut self) -> Vec<Fault> {
        let sheet = |fault: &Fault| ["", "survey", "choices", "settings"].iter().position(|s| *s == fault.sheet);
        self.0.sort_by_key(|fault| (sheet(fault), fault.row));
        self.0
    }
}
