//! The choices sheet: lists, with the sign each choice shows.

use std::collections::{BTreeMap, BTreeSet};

use guide::{Choice, Sign, Strength};

use super::Told;
use super::settings::Settings;
use super::texts::{self, Languages};
use super::words;
use crate::fault::{Faults, Problem};
use crate::workbook::sheet::{Row, Sheet};

/// Most rows of the sheet.
const MOST_CHOICES: usize = 50_000;
const SIGN: [&str; 3] = ["suluh_sign", "suluh_dimension", "suluh_strength"];
const LIST_NAME: [&str; 2] = ["list_name", "list name"];
const NAME: [&str; 2] = ["name", "value"];

/// The lists by name.
pub(super) type Lists = BTreeMap<String, List>;

/// A list.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) choices: Vec<Choice>,
    /// The row of each; none has the one that `or_other` adds.
    pub(super) rows: Vec<u32>,
    /// The columns that only filters look at.
    pub(super) columns: Vec<String>,
    /// What stands in them beside each choice.
    pub(super) cells: Vec<Vec<Option<String>>>,
}

impl List {
    /// The choice that leads to a question for words, once.
    pub(super) fn add_other(&mut self, languages: &Languages) {
        if self.choices.iter().any(|choice| choice.name == "other") {
            return;
        }
        let label = words::other(languages);
        self.choices.push(Choice { name: "other".to_owned(), label, exclusive: false, sign: None });
        self.cells.push(Vec::new());
    }
}

/// What a list of the sheet `external_choices` is called: no list of the sheet choices can have a name with a space.
pub(super) fn external(name: &str) -> String {
    format!("external {name}")
}

/// The columns that only filters look at.
fn columns(sheet: &Sheet) -> impl Iterator<Item = (u32, &str)> {
    let is_plain = |header: &str| {
        !LIST_NAME.contains(&header) && !NAME.contains(&header) && !SIGN.contains(&header) && !texts::is_text(header)
    };
    let columns = sheet.headers.iter().filter(move |(_, header)| is_plain(&header.to_ascii_lowercase()));
    columns.map(|(column, header)| (*column, header.as_str())).filter(|(_, header)| super::is_any_name(header))
}

/// Reads all lists; of those in `ticked` several choices are chosen at once.
pub(super) fn read(
    sheet: &Sheet,
    filters: bool,
    ticked: &BTreeSet<&str>,
    languages: &Languages,
    settings: &Settings,
    told: &mut Told,
) -> Lists {
    let is_known = |header: &str| {
        LIST_NAME.contains(&header) || NAME.contains(&header) || SIGN.contains(&header) || texts::is_text(header)
    };
    sheet.note_headers(texts::is_media, told);
    // A column for filters may have any name.
    let columns: Vec<(u32, &str)> = columns(sheet).filter(|_| filters).collect();
    let is_column = |header: &str| columns.iter().any(|(_, column)| column.eq_ignore_ascii_case(header));
    sheet.check_headers(|header| is_known(header) || texts::is_media(header) || is_column(header), told);
    if sheet.rows.is_empty() && sheet.headers.is_empty() && !told.is_ours {
        return Lists::new();
    }
    for (column, names) in [("list_name", &LIST_NAME), ("name", &NAME)] {
        if sheet.column(names).is_none() {
            told.faults.push(sheet.fault_of_sheet(Problem::MissingColumn(column.to_owned())));
        }
    }
    if sheet.rows.len() > MOST_CHOICES {
        told.faults.push(sheet.fault_of_sheet(Problem::TooMany { what: "choices", limit: MOST_CHOICES }));
        return Lists::new();
    }
    let mut lists = Lists::new();
    let mut rows: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for row in &sheet.rows {
        let (Some(list), Some(name)) = (sheet.cell(row, &LIST_NAME), sheet.cell(row, &NAME)) else {
            let fault = sheet.fault(row, "name", Problem::MissingName);
            // A choice nobody could keep is no remark.
            let is_choice = sheet.cell(row, &LIST_NAME).is_some() && texts::has_words(sheet, row);
            if is_choice {
                told.faults.push(fault);
            } else {
                told.lack(fault);
            }
            continue;
        };
        if name.contains(char::is_whitespace) {
            let fault = sheet.fault(row, "name", Problem::SpaceInChoice(name.to_owned()));
            if ticked.contains(list) {
                told.faults.push(fault);
            } else {
                told.lack(fault);
            }
        }
        if let Some(first) = rows.insert((list, name), row.number).filter(|_| !settings.allows_duplicates) {
            told.faults.push(sheet.fault(row, "name", Problem::DuplicateName { name: name.to_owned(), first }));
        }
        let label = texts::read(sheet, row, "label", true, languages, settings, told);
        let sign = sign(sheet, row, SIGN, &mut told.faults);
        let choice = Choice { name: name.to_owned(), label, exclusive: false, sign };
        let names = || columns.iter().map(|(_, name)| (*name).to_owned()).collect();
        let list = lists.entry(list.to_owned()).or_insert_with(|| List { columns: names(), ..List::default() });
        list.choices.push(choice);
        list.rows.push(row.number);
        list.cells.push(columns.iter().map(|(column, _)| row.get(*column).map(str::to_owned)).collect());
    }
    lists
}

/// Reads the sign of a row from its columns for code, dimension and strength.
pub(super) fn sign(sheet: &Sheet, row: &Row, columns: [&'static str; 3], faults: &mut Faults) -> Option<Sign> {
    let [code, dimension, strength] = columns.map(|column| sheet.cell(row, &[column]));
    if code.is_none() && dimension.is_none() && strength.is_none() {
        return None;
    }
    for (cell, column) in [(code, columns[0]), (dimension, columns[1])] {
        if cell.is_none() {
            faults.push(sheet.fault(row, column, Problem::IncompleteSign(column)));
        }
    }
    let strength = match strength {
        None => Strength::Unrated,
        Some("strong") => Strength::Strong,
        Some("medium") => Strength::Medium,
        Some("weak") => Strength::Weak,
        Some(found) => {
            let problem = Problem::BadValue { found: found.to_owned(), allowed: "strong, medium or weak" };
            faults.push(sheet.fault(row, columns[2], problem));
            Strength::Unrated
        }
    };
    Some(Sign { code: code?.to_owned(), dimension: dimension?.to_owned(), strength })
}
