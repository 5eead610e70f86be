//! What workbooks of others hold that only their tools understand, taken out before it is read, and noted.

use super::{Told, texts};
use crate::fault::Problem;
use crate::workbook::sheet::Sheet;

/// Names an answer of the conversation before.
const LAST_SAVED: &str = "${last-saved#";

/// Cleans the cells of a sheet: quotes a word processor bent in formulas, and answers of the conversation before.
pub(super) fn sheet(sheet: &mut Sheet, spaces: bool, told: &mut Told) {
    let mut noted = Vec::new();
    let texts: Vec<u32> = sheet
        .headers
        .iter()
        .filter(|(_, header)| texts::is_text(&header.to_ascii_lowercase()))
        .map(|(at, _)| *at)
        .collect();
    for row in &mut sheet.rows {
        let number = row.number;
        for (column, cell) in row.cells_mut() {
            let is_text = texts.contains(column);
            if !is_text {
                straighten(cell, spaces);
            }
            for name in forget(cell, is_text) {
                noted.push((number, *column, name));
            }
        }
    }
    for (row, column, name) in noted {
        let header = sheet.headers.get(&column).map(String::as_str);
        told.notes.push(super::Fault::new(&sheet.name, Some(row), header, Problem::LastSaved(name)));
    }
}

/// Quotes as formulas need them, and one space where there are several.
fn straighten(cell: &mut String, spaces: bool) {
    if !cell.is_ascii() {
        *cell =
            cell.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"").replace('\u{a0}', " ");
    }
    while spaces && cell.contains("  ") {
        *cell = cell.replace("  ", " ");
    }
}

/// Nothing is kept from one conversation for the next, so there never is such an answer. Gives the names.
fn forget(cell: &mut String, is_text: bool) -> Vec<String> {
    let mut names = Vec::new();
    let mut said = String::new();
    let mut rest = cell.as_str();
    while let Some((before, (name, after))) =
        rest.split_once(LAST_SAVED).and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        names.push(name.to_owned());
        said.extend([before, if is_text { "" } else { "string('')" }]);
        rest = after;
    }
    if !names.is_empty() {
        *cell = said + rest;
    }
    names
}
