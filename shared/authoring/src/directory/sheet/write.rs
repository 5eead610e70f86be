//! A directory as the rows of its sheets, and as a table.

use std::collections::BTreeSet;

use directory::{Provider, Service};
use i18n::{State, Text};
use serde_json::{Value, json};

use super::cells::{self, NONE};
use super::columns::{AREAS, COLUMNS, Column, Holds, NOT_KNOWN, Needed, ORGANISATIONS, is_shelter};
use super::{Guarded, SHEETS, STATES, TEXTS};
use crate::directory::Directory;

/// The rows of one sheet, headings first.
pub(super) struct Rows {
    pub(super) sheet: &'static str,
    pub(super) rows: Vec<Vec<String>>,
}

impl Rows {
    /// Adds the rows of another sheet, each cell under its heading; what has none here is left out.
    pub(super) fn add_under_own_headings(&mut self, other: &Self) {
        let [headings, ..] = &self.rows[..] else { return };
        let place = |heading: &String| headings.iter().position(|known| known == heading);
        let places: Vec<Option<usize>> = other.rows[0].iter().map(place).collect();
        let width = headings.len();
        for row in &other.rows[1..] {
            let mut cells = vec![String::new(); width];
            for (place, cell) in places.iter().zip(row) {
                if let Some(place) = place {
                    cell.clone_into(&mut cells[*place]);
                }
            }
            self.rows.push(cells);
        }
    }
}

/// The directory as comma-separated values: the first column names the sheet, then come its headings and rows.
///
/// No cell begins with a sign that makes a spreadsheet calculate it.
#[must_use]
pub fn table(directory: &Directory, languages: &[String]) -> String {
    let mut table = String::new();
    for Rows { sheet, rows } in sheets(directory, languages) {
        for (number, row) in rows.iter().enumerate() {
            let name = if number == 0 { sheet } else { "" };
            let cells: Vec<String> = std::iter::once(quoted(name)).chain(row.iter().map(|cell| quoted(cell))).collect();
            table.push_str(&cells.join(","));
            table.push_str("\r\n");
        }
    }
    table
}

/// The sheets that are read, in the languages asked for and in every other one that a text is written in.
pub(super) fn sheets(directory: &Directory, languages: &[String]) -> [Rows; 3] {
    let of_places = all_languages(languages, directory.places.iter().map(|place| &place.name));
    let languages = all_languages(languages, directory.services.iter().flat_map(Service::texts).map(|(_, text)| text));
    let mut organisations: Vec<(String, &Provider)> = Vec::new();
    let services: Vec<Vec<String>> =
        directory.services.iter().map(|service| service_row(service, &languages, &mut organisations)).collect();
    let organisations = organisations.iter().map(|(key, provider)| {
        let mut record = json!(provider);
        record["key"] = json!(key);
        row(&record, ORGANISATIONS, &languages)
    });
    let areas = directory.places.iter().map(|place| row(&json!(place), AREAS, &of_places));
    let [first, second, third] = SHEETS;
    let mut service_headings = headings(COLUMNS, &languages);
    service_headings.push(TEXTS.to_owned());
    [
        Rows { sheet: first, rows: std::iter::once(service_headings).chain(services).collect() },
        Rows {
            sheet: second,
            rows: std::iter::once(headings(ORGANISATIONS, &languages)).chain(organisations).collect(),
        },
        Rows { sheet: third, rows: std::iter::once(headings(AREAS, &of_places)).chain(areas).collect() },
    ]
}

/// The row of a service. Its provider is noted where it is met first.
fn service_row<'a>(
    service: &'a Service,
    languages: &[String],
    organisations: &mut Vec<(String, &'a Provider)>,
) -> Vec<String> {
    let known = organisations.iter().position(|(_, provider)| **provider == service.provider);
    let at = known.unwrap_or_else(|| {
        organisations.push((key(&service.provider, organisations), &service.provider));
        organisations.len() - 1
    });
    let mut record = json!(service);
    record["provider"] = json!(organisations[at].0);
    let mut row = row(&record, COLUMNS, languages);
    let confirmed =
        service.texts().flat_map(|(_, text)| text.0.values()).all(|phrase| phrase.state == State::Confirmed);
    row.push(STATES[usize::from(confirmed)].to_owned());
    row
}

/// The key of an organisation: its name, so that it stays the same wherever its services stand in the sheet.
fn key(provider: &Provider, taken: &[(String, &Provider)]) -> String {
    let name = provider.name.words(i18n::FALLBACK).to_lowercase();
    let words: Vec<&str> =
        name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let key = if words.is_empty() { "organization".to_owned() } else { words.join("-") };
    let with_number = |number: usize| if number == 1 { key.clone() } else { format!("{key}-{number}") };
    let is_free = |key: &String| taken.iter().all(|(other, _)| other != key);
    // One more than are taken: one of them is free.
    (1..=taken.len() + 1).map(with_number).find(is_free).unwrap_or(key)
}

fn headings(columns: &[Column], languages: &[String]) -> Vec<String> {
    let mut headings = Vec::new();
    for column in columns {
        if column.is_spoken() {
            headings.extend(languages.iter().map(|language| format!("{}::{language}", column.name)));
        } else {
            headings.push(column.name.to_owned());
        }
    }
    headings
}

fn row(record: &Value, columns: &[Column], languages: &[String]) -> Vec<String> {
    let categories: Vec<String> = serde_json::from_value(record["categories"].clone()).unwrap_or_default();
    let mut row = Vec::new();
    for column in columns {
        let value = record.pointer(column.at).unwrap_or(&Value::Null);
        let mut cells: Vec<String> = if column.is_spoken() {
            languages.iter().map(|language| spoken(value, column.holds, language)).collect()
        } else {
            vec![cells::write(value, column.holds)]
        };
        let is_asked = match column.needed {
            Needed::Asked => true,
            Needed::InShelters => is_shelter(&categories),
            Needed::Always | Needed::No => false,
        };
        let says_nothing = cells.iter().all(|cell| cell.is_empty() || cell == NOT_KNOWN);
        if says_nothing {
            cells.iter_mut().for_each(String::clear);
            if let Some(first) = cells.first_mut().filter(|_| is_asked) {
                NOT_KNOWN.clone_into(first);
            }
        }
        row.extend(cells);
    }
    row
}

/// The cell of a text in one language.
pub(super) fn spoken(value: &Value, holds: Holds, language: &str) -> String {
    let said = |text: &Value| text[language]["text"].as_str().map(str::to_owned);
    let texts: Vec<&Value> = match holds {
        Holds::Text => return said(value).unwrap_or_default(),
        Holds::PhoneNotes => value.as_array().into_iter().flatten().map(|phone| &phone["note"]).collect(),
        _ => value.as_array().into_iter().flatten().collect(),
    };
    let lines: Vec<Option<String>> = texts.into_iter().map(said).collect();
    if lines.iter().all(Option::is_none) {
        return String::new();
    }
    let line = |line: Option<String>| line.map_or_else(|| NONE.to_owned(), |line| line.replace('\n', " "));
    lines.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The languages asked for, then every other one that these texts are written in.
fn all_languages<'a>(asked: &[String], texts: impl Iterator<Item = &'a Text>) -> Vec<String> {
    let used: BTreeSet<&String> = texts.flat_map(|text| text.0.keys()).collect();
    let others = used.into_iter().filter(|language| !asked.contains(language));
    asked.iter().chain(others).cloned().collect()
}

/// A cell of a table, in quotes where it needs them.
fn quoted(cell: &str) -> String {
    let cell = Guarded::write(cell);
    // What looks like the edge of the table would be cut off when it is read.
    let plain = !cell.contains(['"', ',', ';', '\n', '\r']) && cell.trim() == cell;
    if plain { cell.into_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}
