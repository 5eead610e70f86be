//! One row of a sheet as the JSON of an entry.

use std::collections::BTreeMap;

use i18n::{Phrase, State};
use serde_json::{Map, Value, json};

use super::cells::{self, NONE};
use super::columns::{Column, Holds, NOT_KNOWN, Needed, is_shelter};
use super::fault::{CellProblem, SheetFault};
use crate::workbook::sheet::{Row, Sheet, letters};

/// A sheet whose headings are understood.
pub(super) struct Table<'a> {
    pub(super) sheet: &'a Sheet,
    columns: &'static [Column],
    /// Where each column lies; texts by language.
    places: BTreeMap<(&'static str, String), u32>,
}

/// How far the texts of a row can be relied on.
pub(super) struct Wording {
    pub(super) state: State,
    pub(super) source: String,
}

impl Wording {
    /// Makes the texts of an organisation those of the row that names it: its sources are where they come from.
    pub(super) fn put_into(&self, provider: &mut Value) {
        for text in ["name", "description"] {
            for (_, phrase) in provider[text].as_object_mut().into_iter().flatten() {
                phrase["state"] = json!(self.state);
                phrase["source"] = json!(self.source);
            }
        }
    }
}

impl<'a> Table<'a> {
    /// Finds the columns; `besides` are headings that are understood and belong to no entry.
    pub(super) fn of(
        sheet: &'a Sheet,
        columns: &'static [Column],
        besides: &'static [&'static str],
        faults: &mut Vec<SheetFault>,
    ) -> Self {
        let mut table = Self { sheet, columns, places: BTreeMap::new() };
        for (place, heading) in &sheet.headers {
            match table.understood(heading, besides) {
                Ok(known) => {
                    if table.places.insert(known, *place).is_some() {
                        faults.push(table.fault_of_column(heading, CellProblem::RepeatedColumn));
                    }
                }
                Err(problem) => faults.push(table.fault_of_column(heading, problem)),
            }
        }
        for column in columns {
            if !table.places.keys().any(|(name, _)| *name == column.name) && column.needed != Needed::No {
                let heading = if column.is_spoken() { format!("{}::en", column.name) } else { column.name.to_owned() };
                faults.push(table.fault_of_column(&heading, CellProblem::MissingColumn));
            }
        }
        for row in &sheet.rows {
            for (place, _) in row.cells().filter(|(place, _)| !sheet.headers.contains_key(place)) {
                faults.push(table.fault(row, &letters(*place), CellProblem::NoHeading));
            }
        }
        table
    }

    /// The column and the language a heading names: `name::id`, `name::Indonesian (id)`.
    fn understood(
        &self,
        heading: &str,
        besides: &'static [&'static str],
    ) -> Result<(&'static str, String), CellProblem> {
        let (name, language) = heading.split_once("::").map_or((heading, None), |(name, rest)| (name, Some(rest)));
        let name = name.trim().replace(' ', "_");
        let besides = besides.iter().find(|known| known.eq_ignore_ascii_case(&name));
        if let (Some(known), None) = (besides, language) {
            return Ok((known, String::new()));
        }
        let column = self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(&name));
        let column = column.ok_or(CellProblem::UnknownColumn)?;
        match language {
            None if column.is_spoken() => Err(CellProblem::NoLanguage),
            None => Ok((column.name, String::new())),
            Some(_) if !column.is_spoken() => Err(CellProblem::UnknownColumn),
            Some(language) => code(language).map(|code| (column.name, code)).ok_or(CellProblem::NoLanguage),
        }
    }

    /// The text of a cell.
    pub(super) fn cell<'r>(&self, row: &'r Row, name: &'static str) -> Option<&'r str> {
        row.get(*self.places.get(&(name, String::new()))?)
    }

    /// Whether a cell is kept as a number.
    fn is_number(&self, row: &Row, name: &'static str) -> bool {
        self.places.get(&(name, String::new())).is_some_and(|place| row.is_number(*place))
    }

    /// The filled cells of a column in each language.
    fn spoken<'r>(&self, row: &'r Row, name: &'static str) -> Vec<(&str, &'r str)> {
        let own = self.places.iter().filter(|((column, _), _)| *column == name);
        own.filter_map(|((_, language), place)| Some((language.as_str(), row.get(*place)?))).collect()
    }

    /// A fault in a row.
    pub(super) fn fault(&self, row: &Row, column: &str, problem: CellProblem) -> SheetFault {
        let (sheet, column) = (self.sheet.name.clone(), Some(column.to_owned()));
        SheetFault { sheet, row: Some(row.number), column, problem }
    }

    /// A fault in the heading of a column.
    fn fault_of_column(&self, heading: &str, problem: CellProblem) -> SheetFault {
        SheetFault { sheet: self.sheet.name.clone(), row: None, column: Some(heading.to_owned()), problem }
    }

    /// The heading of a column as its author wrote it: in this language, or in the first that has one.
    pub(super) fn heading(&self, column: &Column, lang: Option<&str>) -> String {
        let mut own = self.places.iter().filter(|((name, _), _)| *name == column.name);
        let first = own.clone().next();
        let place = own.find(|((_, code), _)| Some(code.as_str()) == lang).or(first).map(|(_, place)| place);
        place.and_then(|place| self.sheet.headers.get(place)).map_or(column.name, String::as_str).to_owned()
    }

    /// Reads a row; `None` after a fault.
    pub(super) fn record(&self, row: &Row, wording: &Wording, faults: &mut Vec<SheetFault>) -> Option<Value> {
        let before = faults.len();
        let mut record = Value::Object(Map::new());
        for column in self.columns {
            let read = if column.is_spoken() {
                self.spoken_value(row, column, wording, &mut record)
            } else {
                self.plain_value(row, column, &mut record).map_err(|problem| (None, problem))
            };
            if let Err((lang, problem)) = read {
                faults.push(self.fault(row, &self.heading(column, lang), problem));
            }
        }
        (faults.len() == before).then_some(record)
    }

    fn plain_value(&self, row: &Row, column: &Column, record: &mut Value) -> Result<(), CellProblem> {
        match self.cell(row, column.name) {
            Some(NOT_KNOWN) if column.needed == Needed::Always => Err(CellProblem::Empty),
            Some(_) if column.holds == Holds::Phones && self.is_number(row, column.name) => {
                Err(CellProblem::PhoneAsNumber)
            }
            Some(cell) => {
                put(record, column.at, cells::read(cell, column.holds)?);
                Ok(())
            }
            None => {
                if let Some(empty) = empty(column.holds) {
                    put(record, column.at, empty);
                }
                missing(column, record)
            }
        }
    }

    /// What is wrong is given back with its language, where it is one language's.
    fn spoken_value(
        &self,
        row: &Row,
        column: &Column,
        wording: &Wording,
        record: &mut Value,
    ) -> Result<(), (Option<&str>, CellProblem)> {
        let spoken = self.spoken(row, column.name);
        if spoken.is_empty() {
            put_text(record, column, &[]);
            return missing(column, record).map_err(|problem| (None, problem));
        }
        let says_nothing = |cell: &str| cell == NOT_KNOWN || cell == NONE;
        let known: Vec<(&str, &str)> = spoken.into_iter().filter(|(_, cell)| !says_nothing(cell)).collect();
        if known.is_empty() && column.needed == Needed::Always {
            return Err((None, CellProblem::Empty));
        }
        let columns: Vec<(&str, Vec<&str>)> = match column.holds {
            Holds::Text => known.into_iter().map(|(language, cell)| (language, vec![cell])).collect(),
            _ => known.into_iter().map(|(language, cell)| (language, cells::lines(cell).collect())).collect(),
        };
        let most = columns.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
        if let Some((lang, lines)) = columns.iter().find(|(_, lines)| lines.len() != most) {
            return Err((Some(*lang), CellProblem::UnevenLines { found: lines.len(), other: most }));
        }
        let texts: Vec<Value> = (0..most).map(|at| text(&columns, at, wording)).collect();
        // Numbers that could not be read were told already.
        let numbers = record["phones"].as_array().map_or(usize::MAX, Vec::len);
        if column.holds == Holds::PhoneNotes && texts.len() > numbers {
            return Err((None, CellProblem::StrayNotes { found: texts.len(), numbers }));
        }
        put_text(record, column, &texts);
        Ok(())
    }
}

/// Whether a cell may be empty, now that it is.
fn missing(column: &Column, record: &Value) -> Result<(), CellProblem> {
    let categories: Vec<String> = serde_json::from_value(record["categories"].clone()).unwrap_or_default();
    match column.needed {
        Needed::Always => Err(CellProblem::Empty),
        Needed::Asked => Err(CellProblem::NotAsked),
        Needed::InShelters if is_shelter(&categories) => Err(CellProblem::NotAsked),
        Needed::InShelters | Needed::No => Ok(()),
    }
}

/// What an entry holds where a cell is empty; nothing where it then does not hold the part at all.
fn empty(holds: Holds) -> Option<Value> {
    match holds {
        Holds::OneOf(_) => Some(json!(NOT_KNOWN)),
        Holds::SomeOf(_)
        | Holds::Words
        | Holds::Lines
        | Holds::Hours
        | Holds::Phones
        | Holds::Changes
        | Holds::Reports => Some(json!([])),
        Holds::PlainLine | Holds::Date => Some(json!("")),
        Holds::Degrees => None,
        _ => Some(Value::Null),
    }
}

/// The text in one line of every language.
fn text(columns: &[(&str, Vec<&str>)], line: usize, wording: &Wording) -> Value {
    let said = columns.iter().filter(|(_, lines)| lines[line] != NONE);
    let phrases = said.map(|(language, lines)| {
        let phrase = Phrase { text: lines[line].to_owned(), state: wording.state, source: wording.source.clone() };
        ((*language).to_owned(), json!(phrase))
    });
    Value::Object(phrases.collect())
}

fn put_text(record: &mut Value, column: &Column, texts: &[Value]) {
    match column.holds {
        Holds::Texts => put(record, column.at, json!(texts)),
        Holds::PhoneNotes => {
            let notes = texts.iter().zip(record["phones"].as_array_mut().into_iter().flatten());
            for (note, phone) in notes.filter(|(note, _)| note.as_object().is_some_and(|note| !note.is_empty())) {
                phone["note"] = note.clone();
            }
        }
        _ => put(record, column.at, texts.first().cloned().unwrap_or(Value::Null)),
    }
}

/// Puts a value where a JSON pointer leads, making the objects on the way.
pub(super) fn put(record: &mut Value, at: &str, value: Value) {
    let mut place = record;
    for key in at.split('/').skip(1) {
        place = &mut place[key];
    }
    *place = value;
}

/// The code of a language: `id`, or in brackets at the end.
fn code(language: &str) -> Option<String> {
    let language = language.trim();
    let code = language.rsplit_once('(').map_or(language, |(_, code)| code.trim_end_matches(')'));
    directory::is_language(code).then(|| code.to_owned())
}
