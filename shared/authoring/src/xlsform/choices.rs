//! The choices sheet: lists, with the sign each choice shows.

use std::collections::BTreeMap;

use guide::{Choice, Sign, Strength};

use super::settings::Settings;
use super::sheet::{Row, Sheet};
use super::texts::{self, Languages};
use crate::fault::{Faults, Problem};

/// Most rows of the sheet.
const MOST_CHOICES: usize = 50_000;
const KNOWN: [&str; 6] = ["list_name", "list name", "name", "suluh_sign", "suluh_dimension", "suluh_strength"];
const LIST_NAME: [&str; 2] = ["list_name", "list name"];

/// The lists by name.
pub(super) type Lists = BTreeMap<String, Vec<Choice>>;

/// Reads all lists.
pub(super) fn read(sheet: &Sheet, languages: &Languages, settings: &Settings, faults: &mut Faults) -> Lists {
    sheet.check_headers(|header| KNOWN.contains(&header) || texts::is_text(header), faults);
    for (column, names) in [("list_name", &LIST_NAME[..]), ("name", &["name"])] {
        if sheet.column(names).is_none() {
            faults.push(sheet.fault_of_sheet(Problem::MissingColumn(column.to_owned())));
        }
    }
    if sheet.rows.len() > MOST_CHOICES {
        faults.push(sheet.fault_of_sheet(Problem::TooMany { what: "choices", limit: MOST_CHOICES }));
        return Lists::new();
    }
    let mut lists = Lists::new();
    let mut rows: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for row in &sheet.rows {
        let (Some(list), Some(name)) = (sheet.cell(row, &LIST_NAME), sheet.cell(row, &["name"])) else {
            faults.push(sheet.fault(row, "name", Problem::MissingName));
            continue;
        };
        if name.contains(char::is_whitespace) {
            faults.push(sheet.fault(row, "name", Problem::BadName(name.to_owned())));
        }
        if let Some(first) = rows.insert((list, name), row.number) {
            faults.push(sheet.fault(row, "name", Problem::DuplicateName { name: name.to_owned(), first }));
        }
        let label = texts::read(sheet, row, "label", true, languages, settings, faults);
        let sign = sign(sheet, row, ["suluh_sign", "suluh_dimension", "suluh_strength"], faults);
        let choice = Choice { name: name.to_owned(), label, exclusive: false, sign };
        lists.entry(list.to_owned()).or_default().push(choice);
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
