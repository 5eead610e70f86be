//! Services from a spreadsheet: every fault by sheet, row and column; no row is dropped without a word.

use std::collections::{BTreeMap, BTreeSet};

use directory::{Date, Need, Place, Service};
use i18n::State;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::columns::{AREAS, COLUMNS, Column, ORGANISATIONS};
use super::fault::{CellProblem, SheetFault};
use super::record::{Table, Wording};
use super::template::is_named_as_example;
use super::{EXAMPLE, Guarded, SHEETS, TEXTS};
use crate::directory::{Directory, check};
use crate::fault::{Faults, Problem};
use crate::workbook::sheet::{self, Row, Sheet};
use crate::{csv, workbook};

/// Most faults told of hidden signs: a damaged file can have one in every cell.
const MOST_FAULTS: usize = 1_000;

/// What a spreadsheet holds.
#[derive(Debug)]
pub struct Imported {
    /// The entries, checked, with the needs they were checked against.
    pub directory: Directory,
    /// The rows that are marked as examples and were left out.
    pub examples: Vec<u32>,
    /// The keys of organisations that run none of the services; only a service keeps its organisation.
    pub unused: Vec<String>,
}

/// Reads a workbook, or the table that is written for it; see [`super::table`].
///
/// # Errors
/// Every fault, in the order of sheets and rows.
pub fn read(bytes: &[u8], needs: Vec<Need>, today: Date) -> Result<Imported, Vec<SheetFault>> {
    let mut faults = Vec::new();
    let sheets = sheets(bytes, &mut faults).map_err(|problem| vec![SheetFault::of_file(problem)])?;
    // Alone: other faults repeat what stands in a cell, and it must not reach a terminal.
    let hidden = hidden_signs(&sheets);
    if !hidden.is_empty() {
        return Err(hidden);
    }
    if SHEETS.iter().all(|name| !sheets.contains_key(*name)) {
        return Err(vec![SheetFault::of_file(Problem::NotAWorkbook.into())]);
    }
    for name in SHEETS.into_iter().filter(|name| !sheets.contains_key(*name)) {
        let problem = CellProblem::MissingSheet;
        faults.push(SheetFault { sheet: name.to_owned(), row: None, column: None, problem });
    }
    let [Some(services), Some(organisations), Some(areas)] = SHEETS.map(|name| sheets.get(name)) else {
        return Err(faults);
    };
    let services = Table::of(services, COLUMNS, &[TEXTS], &mut faults);
    let organisations = by_key(&Table::of(organisations, ORGANISATIONS, &[], &mut faults), &mut faults);
    let places = places(&Table::of(areas, AREAS, &[], &mut faults), &mut faults);

    let (mut entries, mut rows, mut examples) = (Vec::new(), BTreeMap::new(), Vec::new());
    for row in &services.sheet.rows {
        match services.cell(row, "id") {
            Some(id) if id.eq_ignore_ascii_case(EXAMPLE) => examples.push(row.number),
            // A template comes with ids for rows that are still to be filled.
            Some(_) if row.cells().count() == 1 => {}
            id => {
                rows.insert(id.unwrap_or_default().to_owned(), row);
                entries.extend(service(&services, row, &organisations, &mut faults));
            }
        }
    }
    // Without every place it would be said of many entries that theirs is not listed.
    if !faults.iter().any(|fault| fault.sheet == SHEETS[2]) {
        let refused = check(&entries, &needs, &places, today);
        faults.extend(refused.into_iter().map(|fault| placed(&fault, &services, &rows)));
    }
    faults.sort_by_key(|fault| (SHEETS.iter().position(|name| *name == fault.sheet), fault.row));
    let named: BTreeSet<&str> = services.sheet.rows.iter().filter_map(|row| services.cell(row, "provider")).collect();
    let unused = organisations.into_keys().filter(|key| !named.contains(key.as_str())).collect();
    let directory = Directory { services: entries, needs, places, synonyms: Vec::new() };
    if faults.is_empty() { Ok(Imported { directory, examples, unused }) } else { Err(faults) }
}

/// The sheets of a workbook, or of a table whose first column names them.
fn sheets(bytes: &[u8], faults: &mut Vec<SheetFault>) -> Result<BTreeMap<String, Sheet>, CellProblem> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        if bytes.len() as u64 > workbook::LARGEST_FILE {
            return Err(Problem::TooLarge.into());
        }
        let mut rows = csv::rows(text.trim_start_matches('\u{feff}'));
        let cells = rows.by_ref().map(|row| row.iter().map(|cell| Guarded::read(cell)).collect());
        let sheets = sheet::of_table(cells)?;
        return rows.stray_quote.map_or(Ok(sheets), |line| Err(CellProblem::StrayQuote { line }));
    }
    if is_text(bytes) {
        return Err(CellProblem::NotUtf8);
    }
    let mut workbook = workbook::open(bytes)?;
    let mut sheets = BTreeMap::new();
    let mut unreadable = Faults::default();
    for name in calamine::Reader::sheet_names(&workbook) {
        if SHEETS.contains(&name.to_ascii_lowercase().as_str()) {
            let sheet = sheet::read(&mut workbook, &name, &mut unreadable)?;
            sheets.insert(sheet.name.clone(), sheet);
        }
    }
    faults.extend(unreadable.into_vec().into_iter().map(|fault| SheetFault {
        sheet: fault.sheet.to_ascii_lowercase(),
        row: fault.row,
        column: fault.column,
        problem: CellProblem::Workbook(fault.problem),
    }));
    Ok(sheets)
}

/// The cells and headings with signs that nobody sees.
fn hidden_signs(sheets: &BTreeMap<String, Sheet>) -> Vec<SheetFault> {
    let mut faults = Vec::new();
    for (name, sheet) in sheets.iter().filter(|(name, _)| SHEETS.contains(&name.as_str())) {
        let headings = sheet.headers.iter().map(|(place, heading)| (1, place, heading));
        let cells = sheet.rows.iter().flat_map(|row| row.cells().map(|(place, cell)| (row.number, place, cell)));
        for (row, place, cell) in headings.chain(cells) {
            let Some(sign) = directory::hidden_sign(cell) else { continue };
            let heading = sheet.headers.get(place).filter(|heading| directory::hidden_sign(heading).is_none());
            let column = heading.cloned().unwrap_or_else(|| sheet::letters(*place));
            let problem = CellProblem::Entry(directory::Problem::HiddenSign(sign));
            faults.push(SheetFault { sheet: name.clone(), row: Some(row), column: Some(column), problem });
        }
    }
    faults.truncate(MOST_FAULTS);
    faults
}

/// Whether bytes that are no UTF-8 are text all the same: as older programs save it, which leaves out the zero byte, or in
/// UTF-16.
fn is_text(bytes: &[u8]) -> bool {
    let is_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    is_utf16 || !bytes.contains(&0)
}

fn service(
    table: &Table<'_>,
    row: &Row,
    organisations: &BTreeMap<String, Value>,
    faults: &mut Vec<SheetFault>,
) -> Option<Service> {
    let sources: Vec<&str> = table.cell(row, "sources").into_iter().flat_map(super::cells::lines).collect();
    let confirmed = table.cell(row, TEXTS).is_some_and(|texts| texts.eq_ignore_ascii_case("confirmed"));
    let state = if confirmed { State::Confirmed } else { State::Draft };
    let before = faults.len();
    let wording = Wording { state, source: sources.join("; ") };
    let record = table.record(row, &wording, faults);
    if table.cell(row, TEXTS).is_some_and(|texts| !super::STATES.iter().any(|state| texts.eq_ignore_ascii_case(state)))
    {
        let found = table.cell(row, TEXTS).unwrap_or_default();
        faults.push(table.fault(row, TEXTS, CellProblem::no_choice(found, &super::STATES)));
    }
    // A made id is offered in place of the word that one is missing.
    for fault in &mut faults[before..] {
        if fault.column.as_deref() == Some("id") && fault.problem == CellProblem::Empty {
            fault.problem = CellProblem::EmptyId(Uuid::new_v4().to_string());
        }
    }
    let mut record = record?;
    let (latitude, longitude) = (&record["point"]["latitude"], &record["point"]["longitude"]);
    if latitude.is_null() != longitude.is_null() {
        let column = if latitude.is_null() { "longitude" } else { "latitude" };
        faults.push(table.fault(row, column, CellProblem::HalfPoint));
    }
    let key = record["provider"].as_str().unwrap_or_default().to_owned();
    let Some(organisation) = organisations.get(&key) else {
        faults.push(table.fault(row, "provider", CellProblem::UnknownOrganisation(key)));
        return None;
    };
    record["provider"] = organisation.clone();
    wording.put_into(&mut record["provider"]);
    if faults.len() > before {
        return None;
    }
    let service: Service = made(record, table, row, faults)?;
    if is_named_as_example(&service) {
        faults.push(table.fault(row, "name", CellProblem::StillExample));
    }
    Some(service)
}

/// What a record stands for. Each part was read as what belongs there; should one not fit, its author hears of it.
fn made<T: DeserializeOwned>(record: Value, table: &Table<'_>, row: &Row, faults: &mut Vec<SheetFault>) -> Option<T> {
    serde_json::from_value(record)
        .map_err(|error| faults.push(table.fault(row, "id", CellProblem::Unreadable(error.to_string()))))
        .ok()
}

fn by_key(table: &Table<'_>, faults: &mut Vec<SheetFault>) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    for row in &table.sheet.rows {
        let Some(record) = table.record(row, &Wording { state: State::Draft, source: String::new() }, faults) else {
            continue;
        };
        let key = record["key"].as_str().unwrap_or_default().to_owned();
        if all.insert(key.clone(), record).is_some() {
            faults.push(table.fault(row, "key", CellProblem::Twice(key)));
        }
    }
    all
}

fn places(table: &Table<'_>, faults: &mut Vec<SheetFault>) -> Vec<Place> {
    let wording = Wording { state: State::Draft, source: String::new() };
    let mut places = Vec::new();
    for row in &table.sheet.rows {
        if let Some(record) = table.record(row, &wording, faults) {
            places.extend(made::<Place>(record, table, row, faults));
        }
    }
    places
}

/// Where in the spreadsheet the fault of an entry lies.
fn placed(fault: &directory::Fault, services: &Table<'_>, rows: &BTreeMap<String, &Row>) -> SheetFault {
    let problem = CellProblem::Entry(fault.problem.clone());
    let part = fault.field.split_once('.').map_or(fault.field, |(part, _)| part);
    let column = |field: &str| COLUMNS.iter().find(|column: &&Column| column.is_field(field));
    if let Some(row) = rows.get(&fault.entry) {
        let column = column(fault.field).or_else(|| column(part));
        return services.fault(
            row,
            &column.map_or(fault.field.to_owned(), |column| services.heading(column, fault.lang.as_deref())),
            problem,
        );
    }
    let column = Some(format!("{} of {}", fault.field, fault.entry));
    SheetFault { sheet: SHEETS[2].to_owned(), row: None, column, problem }
}
