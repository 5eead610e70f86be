//! The sheets of a questionnaire.

use std::collections::BTreeMap;

use calamine::Reader;

use super::Told;
use crate::fault::{Fault, Faults, Problem};
use crate::workbook::sheet::{self, Sheet};
use crate::workbook::{self, LARGEST_FILE};

const SHEETS: [&str; 4] = ["survey", "choices", "settings", "external_choices"];
/// Sheets for servers and for drawing maps, which would be lost here.
const IGNORED: [&str; 2] = ["entities", "osm"];

/// The sheets of a questionnaire.
pub(super) struct Sheets {
    pub(super) survey: Sheet,
    pub(super) choices: Sheet,
    pub(super) settings: Sheet,
    /// Long lists that other tools keep in a file of their own.
    pub(super) external: Option<Sheet>,
}

/// Opens a workbook, or a table whose first column names sheets; `None` after a fault that leaves nothing to read.
pub(super) fn open(bytes: &[u8], told: &mut Told) -> Option<Sheets> {
    let read = match as_table(bytes) {
        Some(table) => of_table(table, &mut told.faults),
        None => read(bytes, &mut told.faults),
    };
    match read {
        Ok(sheets) => chosen(sheets, told),
        Err(problem) => {
            told.faults.push(Fault::of_workbook(problem));
            None
        }
    }
}

/// The sheets of a table; a quote that takes the rest of it into one cell is told.
fn of_table(table: &str, faults: &mut Faults) -> Result<BTreeMap<String, Sheet>, Problem> {
    let mut rows = crate::csv::rows(table);
    let sheets = sheet::of_table(&mut rows);
    if let Some(line) = rows.stray_quote {
        faults.push(Fault::of_line(line, None, Problem::OpenQuote));
    }
    sheets
}

/// The text of a table whose first column names sheets.
pub(super) fn as_table(bytes: &[u8]) -> Option<&str> {
    if bytes.len() as u64 > LARGEST_FILE {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_start();
    let first: String = text.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '"' | ' ')).collect();
    ["survey", "choices", "settings"]
        .contains(&first.trim_matches(['"', ' ']).to_ascii_lowercase().as_str())
        .then_some(text)
}

/// The sheets that mean something.
fn chosen(mut sheets: BTreeMap<String, Sheet>, told: &mut Told) -> Option<Sheets> {
    for name in IGNORED.iter().filter(|name| sheets.contains_key(**name)) {
        if told.is_ours {
            told.faults.push(Fault::of_workbook(Problem::UnsupportedSheet((*name).to_owned())));
        } else {
            told.notes.push(Fault::new(name, None, None, Problem::Ignored((*name).to_owned())));
        }
    }
    let external = sheets.remove("external_choices");
    let survey = sheets.remove("survey");
    if survey.is_none() {
        told.faults.push(Fault::of_workbook(Problem::MissingSheet("survey".to_owned())));
    }
    let mut other = |name: &str| {
        sheets.remove(name).unwrap_or_else(|| {
            told.lack(Fault::of_workbook(Problem::MissingSheet(name.to_owned())));
            Sheet { name: name.to_owned(), ..Sheet::default() }
        })
    };
    let (choices, settings) = (other("choices"), other("settings"));
    // What is missing from a workbook of ours would only be told again, cell by cell.
    if told.is_ours && !told.faults.is_empty() {
        return None;
    }
    Some(Sheets { survey: survey?, choices, settings, external })
}

fn read(bytes: &[u8], faults: &mut Faults) -> Result<BTreeMap<String, Sheet>, Problem> {
    let mut workbook = workbook::open(bytes)?;
    let names = workbook.sheet_names();
    let mut sheets = BTreeMap::new();
    let is_only = names.len() == 1;
    for name in names {
        let mut plain = name.to_ascii_lowercase();
        // The only sheet of a workbook is the survey, whatever it is called.
        if is_only && !SHEETS.contains(&plain.as_str()) {
            "survey".clone_into(&mut plain);
            sheets.insert(plain, Sheet { name: "survey".to_owned(), ..sheet::read(&mut workbook, &name, faults)? });
        } else if IGNORED.contains(&plain.as_str()) {
            sheets.insert(plain, Sheet::default());
        } else if SHEETS.contains(&plain.as_str()) {
            sheets.insert(plain, sheet::read(&mut workbook, &name, faults)?);
        }
    }
    Ok(sheets)
}
