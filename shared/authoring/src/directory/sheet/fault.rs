//! What is wrong in a spreadsheet of services, where, and what to do about it.

use std::fmt;

use crate::fault::Problem as WorkbookProblem;

/// One fault in a spreadsheet of services.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFault {
    /// The sheet; empty when the file as a whole is meant.
    pub sheet: String,
    /// The row as a spreadsheet shows it, from 1.
    pub row: Option<u32>,
    /// The heading of the column.
    pub column: Option<String>,
    /// What is wrong. Its words say what to do.
    pub problem: CellProblem,
}

/// What can be wrong with a cell, a row or a sheet. Each says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellProblem {
    /// Nothing is there, and somebody has to know it.
    #[error("is empty; write it, or leave the service out")]
    Empty,
    /// Nothing is there, not even that nobody knows.
    #[error("is empty; ask, and write not_known where nobody can tell")]
    NotAsked,
    /// The row has no id.
    #[error("is empty; write {0}, which was made for this row, and keep it in every edition")]
    EmptyId(String),
    /// The word is not one of those that are understood.
    #[error("\"{found}\" is not understood; write {}", one_of(choices))]
    NoChoice {
        /// What was found.
        found: String,
        /// What is understood.
        choices: Vec<String>,
    },
    /// A line break where one line is needed.
    #[error("has several lines; write it in one")]
    ManyLines,
    /// No age.
    #[error("is no age; write a whole number of years from 0 to 120")]
    NoAge,
    /// No angle.
    #[error("is no number of degrees; write it like -6.9175")]
    NoDegrees,
    /// A spreadsheet keeps a phone number as a number.
    #[error(
        "is stored as a number, which loses a zero in front; format the cell as text and write the phone number again, \
         with its 0 or with + and the country code"
    )]
    PhoneAsNumber,
    /// One half of a point.
    #[error("stands alone; write both latitude and longitude, or none of them")]
    HalfPoint,
    /// No whole day.
    #[error("is no day; write year, month and day like 2026-05-03")]
    NoDay,
    /// No date.
    #[error("is no date; write 2026-05-03, 2026-05 or 2026")]
    NoDate,
    /// No hours.
    #[error("is no hours; write one line for each, like MO-FR 08:00-16:00")]
    NoHours,
    /// No offset.
    #[error("is no time of a place; write how far its clocks are ahead of UTC, like UTC+7")]
    NoOffset,
    /// No change.
    #[error("is no change; write day | field | before | after | office, one line for each")]
    NoChange,
    /// No report.
    #[error(
        "is no report; write day, what was wrong, and the role of who tried, like 2026-11-20 no_answer, village team"
    )]
    NoReport,
    /// Different numbers of lines in two languages.
    #[error("has {found} lines where another language has {other}; write as many, and - for one that is missing")]
    UnevenLines {
        /// How many lines this language has.
        found: usize,
        /// How many another has.
        other: usize,
    },
    /// More notes than numbers.
    #[error("has {found} lines for {numbers} numbers; write one line for each number, and - for none")]
    StrayNotes {
        /// How many notes there are.
        found: usize,
        /// How many numbers there are.
        numbers: usize,
    },
    /// No organisation has this key.
    #[error("names \"{0}\", which the sheet organizations does not list; add it there, or correct the key")]
    UnknownOrganisation(String),
    /// A key is used twice.
    #[error("\"{0}\" is used twice; give each its own")]
    Twice(String),
    /// A sheet is not there.
    #[error("is missing; take it from a new template")]
    MissingSheet,
    /// A column is not there.
    #[error("is missing; add it, or take it from a new template")]
    MissingColumn,
    /// Nobody knows the column.
    #[error("is no column of this sheet; correct its heading, or leave it out")]
    UnknownColumn,
    /// A cell lies outside the columns that have a heading.
    #[error("has no heading in row 1; write one, or clear the cell")]
    NoHeading,
    /// Two columns have the same heading.
    #[error("is there twice; leave one of them out")]
    RepeatedColumn,
    /// The language of a heading is no code.
    #[error("names no language; end it with a code, like name::id")]
    NoLanguage,
    /// A service that does not exist.
    #[error(
        "is still that of the example, which does not exist; write the service's own, in this row and in every column"
    )]
    StillExample,
    /// The row fits no entry.
    #[error("cannot be read: {0}; correct the row")]
    Unreadable(String),
    /// A table in the signs of an older program.
    #[error(
        "The table is not in UTF-8, so its letters cannot be told. Save it again as \"CSV UTF-8\", or as a workbook (.xlsx)"
    )]
    NotUtf8,
    /// A cell whose quote is not closed.
    #[error(
        "The quote that opens a cell in line {line} is not closed where the cell ends, and takes in what follows. Take it \
         out, or close it"
    )]
    StrayQuote {
        /// The line, from 1.
        line: u32,
    },
    /// The file cannot be read.
    #[error("{}. {}", .0, .0.remedy().trim_end_matches('.'))]
    Workbook(WorkbookProblem),
    /// The entry may not be published as it is.
    #[error("{0}")]
    Entry(directory::Problem),
}

impl From<WorkbookProblem> for CellProblem {
    fn from(problem: WorkbookProblem) -> Self {
        Self::Workbook(problem)
    }
}

impl SheetFault {
    /// A fault of the file as a whole.
    pub(super) fn of_file(problem: CellProblem) -> Self {
        Self { sheet: String::new(), row: None, column: None, problem }
    }
}

impl CellProblem {
    pub(super) fn no_choice(found: &str, choices: &[&str]) -> Self {
        let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
        Self::NoChoice { found: found.to_owned(), choices }
    }
}

/// `a, b or c`
fn one_of(choices: &[String]) -> String {
    match choices {
        [all @ .., last] if !all.is_empty() => format!("{} or {last}", all.join(", ")),
        _ => choices.concat(),
    }
}

impl fmt::Display for SheetFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sheet.is_empty() {
            write!(out, "Sheet {}", self.sheet)?;
        }
        if let Some(row) = self.row {
            write!(out, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(out, ", column {column}")?;
        }
        let separator = if self.sheet.is_empty() { "" } else { ": " };
        write!(out, "{separator}{}.", self.problem)
    }
}
