//! A question with the formulas of its row, which are compiled once all names are known.

use guide::{Kind, Question};

use super::{CALCULATION, CONSTRAINT, DEFAULT, READ_ONLY, RELEVANT, REQUIRED, TRIGGER};
use crate::workbook::sheet::{Row, Sheet};
use crate::xlsform::dynamic;
use crate::xlsform::kind::{Asked, Filled};

/// A question whose formulas are not compiled yet.
pub(super) struct Draft<'a> {
    pub(super) row: &'a Row,
    pub(super) question: Question,
    pub(super) relevant: Option<String>,
    pub(super) constraint: Option<String>,
    pub(super) calculation: Option<String>,
    pub(super) required: Option<String>,
    pub(super) readonly: Option<String>,
    /// How many instances a repeat has.
    pub(super) count: Option<String>,
    /// Where choices come from that are looked up.
    pub(super) itemset: Option<Itemset>,
    /// What is put in place when the conversation or instance begins.
    pub(super) default: Option<String>,
    /// The formula of what a device puts in place.
    pub(super) preload: Option<&'static str>,
    /// The questions whose answers set the calculation off.
    pub(super) trigger: Option<&'a str>,
}

/// Where choices come from, as formulas.
pub(super) struct Itemset {
    pub(super) nodes: String,
    pub(super) name: String,
    pub(super) label: String,
}

impl<'a> Draft<'a> {
    /// One without any formula.
    pub(super) fn new(row: &'a Row, question: Question) -> Self {
        Self {
            row,
            question,
            relevant: None,
            constraint: None,
            calculation: None,
            required: None,
            readonly: None,
            count: None,
            itemset: None,
            default: None,
            preload: None,
            trigger: None,
        }
    }

    /// One with the formulas of its row. A default that is no formula is held from the beginning.
    pub(super) fn read(sheet: &'a Sheet, row: &'a Row, mut question: Question, asked: &Asked<'_>) -> Self {
        let is_group = matches!(asked.kind, Kind::Group | Kind::Repeat);
        let cell = |names: &[&str]| sheet.cell(row, names).map(str::to_owned);
        let (plain, default) = match cell(&DEFAULT) {
            Some(default) if dynamic::is_formula(&default, asked.kind) => (None, Some(default)),
            plain => (plain, None),
        };
        question.default = plain.map(|plain| held(plain, asked.kind)).unwrap_or_default();
        Self {
            relevant: cell(&RELEVANT),
            constraint: both(asked.constraint, cell(&CONSTRAINT)),
            calculation: cell(&CALCULATION),
            required: cell(&REQUIRED),
            readonly: cell(&READ_ONLY),
            trigger: sheet.cell(row, &TRIGGER).filter(|_| !is_group),
            default: default.filter(|_| !is_group),
            preload: match asked.filled {
                Filled::AtStart(formula) => Some(formula),
                Filled::Here | Filled::Never => None,
            },
            ..Self::new(row, question)
        }
    }
}

/// What an answer must fulfil for its type and for its row.
fn both(of_type: Option<&str>, of_row: Option<String>) -> Option<String> {
    match (of_type, of_row) {
        (Some(of_type), Some(of_row)) => Some(format!("{of_type} and ({of_row})")),
        (Some(of_type), None) => Some(of_type.to_owned()),
        (None, of_row) => of_row,
    }
}

/// A default as the question holds it: a cell with a date has a time, and one with both a space between them.
fn held(default: String, kind: Kind) -> String {
    match (kind, default.split_once(' ')) {
        (Kind::Date, Some((date, "00:00:00"))) => date.to_owned(),
        (Kind::DateTime, Some((date, time))) if time.len() == 8 => format!("{date}T{time}"),
        _ => default,
    }
}
