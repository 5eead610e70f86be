//! The workbook a coordinator fills in: headings with help, drop-down lists, ids for new rows, and a row that shows how.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use directory::Service;
use i18n::Text;
use rust_xlsxwriter::{Color, DataValidation, Format, FormatAlign, Formula, Note, Workbook, Worksheet, XlsxError};
use serde::Deserialize;
use uuid::Uuid;

use super::columns::{AREAS, COLUMNS, Column, Holds, Needed, ORGANISATIONS};
use super::write::{Rows, sheets};
use super::{EXAMPLE, SHEETS, STATES, TEXTS};
use crate::directory::{Directory, taxonomy};

/// How many rows come with an id for a new service.
const NEW_ROWS: u32 = 300;
/// Down to which row a drop-down list is offered.
const LAST_ROW: u32 = 5_000;
const WIDTH: f64 = 18.0;
const README_WIDTH: f64 = 110.0;

/// The workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct TemplateError(#[from] XlsxError);

/// What the workbook says to its reader.
#[derive(Default, Deserialize)]
struct Words {
    readme: Vec<Text>,
    services: BTreeMap<String, Text>,
    organizations: BTreeMap<String, Text>,
    areas: BTreeMap<String, Text>,
    example: Option<Service>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../../content/directory/template.json")).unwrap_or_default()
});
/// The directory as a workbook (.xlsx) with columns for texts in `languages`, explained in the language `lang`. One
/// without services is a template: it holds a row that shows how.
///
/// # Errors
/// [`TemplateError`] when a text is longer than a cell.
pub fn workbook(directory: &Directory, languages: &[String], lang: &str) -> Result<Vec<u8>, TemplateError> {
    let mut all = sheets(directory, languages);
    if let (true, Some(example)) = (directory.services.is_empty(), &WORDS.example) {
        add_example(&mut all, example, languages);
    }
    let mut workbook = Workbook::new();
    readme(workbook.add_worksheet().set_name("README")?, lang)?;
    let [services, organisations, areas] = &all;
    let filled = sheet(workbook.add_worksheet(), services, COLUMNS, &WORDS.services, lang)?;
    let worksheet = workbook.worksheet_from_name(SHEETS[0])?;
    for row in filled..filled + NEW_ROWS {
        worksheet.write_string(row, 0, Uuid::new_v4().to_string())?;
    }
    sheet(workbook.add_worksheet(), organisations, ORGANISATIONS, &WORDS.organizations, lang)?;
    codes(workbook.add_worksheet().set_name("taxonomy")?, directory, lang)?;
    sheet(workbook.add_worksheet(), areas, AREAS, &WORDS.areas, lang)?;
    Ok(workbook.save_to_buffer()?)
}

/// Puts the example under the headings, and its organisation too.
fn add_example([services, organisations, _]: &mut [Rows; 3], example: &Service, languages: &[String]) {
    let alone = Directory { services: vec![example.clone()], ..Directory::default() };
    let [example_row, example_organisation, _] = sheets(&alone, languages);
    services.add_under_own_headings(&example_row);
    organisations.add_under_own_headings(&example_organisation);
}

fn readme(sheet: &mut Worksheet, lang: &str) -> Result<(), XlsxError> {
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = plain.clone().set_bold();
    sheet.set_column_width(0, WIDTH)?.set_column_width(1, README_WIDTH)?;
    let mut row = 0;
    for text in &WORDS.readme {
        sheet.write_string_with_format(row, 1, text.words(lang), &plain)?;
        row += 1;
    }
    let explained: [(&[Column], Option<&str>, _); 3] = [
        (COLUMNS, Some(TEXTS), &WORDS.services),
        (ORGANISATIONS, None, &WORDS.organizations),
        (AREAS, None, &WORDS.areas),
    ];
    for (name, (columns, besides, help)) in SHEETS.into_iter().zip(explained) {
        row += 1;
        sheet.write_string_with_format(row, 0, name, &bold)?;
        row += 1;
        for column in columns.iter().map(|column| column.name).chain(besides) {
            sheet.write_string(row, 0, column)?;
            sheet.write_string_with_format(row, 1, help.get(column).map_or("", |help| help.words(lang)), &plain)?;
            row += 1;
        }
    }
    Ok(())
}

/// Writes the rows, and gives back the first one that is free.
fn sheet(
    sheet: &mut Worksheet,
    rows: &Rows,
    columns: &[Column],
    help: &BTreeMap<String, Text>,
    lang: &str,
) -> Result<u32, XlsxError> {
    sheet.set_name(rows.sheet)?.set_freeze_panes(1, 1)?;
    let needed = Format::new().set_bold().set_background_color(Color::RGB(0x00E3_EDEB));
    let other = Format::new().set_bold();
    // As text: a spreadsheet takes the zero away from a phone number that it holds as a number.
    let text = Format::new().set_num_format("@");
    let wrapped = text.clone().set_text_wrap().set_align(FormatAlign::Top);
    let made_up = wrapped.clone().set_italic().set_font_color(Color::Gray);
    for (place, heading) in (0_u16..).zip(&rows.rows[0]) {
        let name = heading.split("::").next().unwrap_or(heading);
        let column = columns.iter().find(|column| column.name == name);
        let format = if column.is_some_and(|column| column.needed != Needed::No) { &needed } else { &other };
        sheet.set_column_width(place, WIDTH)?.set_column_format(place, &text)?;
        sheet.write_string_with_format(0, place, heading, format)?;
        if let Some(help) = help.get(name) {
            sheet.insert_note(0, place, &Note::new(help.words(lang)).add_author_prefix(false))?;
        }
        if let Some(choices) = choices(column, name)? {
            sheet.add_data_validation(1, place, LAST_ROW, place, &choices)?;
        }
    }
    let mut next = 1;
    for row in &rows.rows[1..] {
        let format = if row.first().is_some_and(|id| id == EXAMPLE) { &made_up } else { &wrapped };
        for (place, cell) in (0_u16..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(next, place, cell, format)?;
        }
        next += 1;
    }
    Ok(next)
}

/// The drop-down list of a column.
fn choices(column: Option<&Column>, name: &str) -> Result<Option<DataValidation>, XlsxError> {
    let list = |choices: &[&str]| DataValidation::new().allow_list_strings(choices).map(Some);
    match column.map(|column| column.holds) {
        Some(Holds::OneOf(choices)) => list(choices),
        Some(Holds::Truth) => list(&["yes", "no"]),
        Some(Holds::PerhapsTruth) => list(&["yes", "no", super::columns::NOT_KNOWN]),
        Some(Holds::Organisation) => {
            let keys = Formula::new(format!("={}!$A$2:$A${LAST_ROW}", SHEETS[1]));
            Ok(Some(DataValidation::new().allow_list_formula(keys)))
        }
        None if name == TEXTS => list(&STATES),
        _ => Ok(None),
    }
}

/// Whether a service is still called as the one in the example row.
pub(super) fn is_named_as_example(service: &Service) -> bool {
    let example = WORDS.example.iter().flat_map(|example| example.name.0.values());
    let names: Vec<&str> = example.map(|phrase| phrase.text.as_str()).collect();
    service.name.0.values().any(|phrase| names.contains(&phrase.text.as_str()))
}

/// What the codes stand for.
fn codes(sheet: &mut Worksheet, directory: &Directory, lang: &str) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_column_width(0, WIDTH)?.set_column_width(1, README_WIDTH)?;
    let mut row = 0;
    for kind in taxonomy::kinds() {
        sheet.write_string_with_format(row, 0, &kind.category, &bold)?;
        sheet.write_string_with_format(row, 1, kind.label.words(lang), &bold)?;
        row += 1;
        for term in &kind.terms {
            sheet.write_string(row, 0, &term.id)?.write_string(row, 1, term.label.words(lang))?;
            row += 1;
        }
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "needs", &bold)?;
    for need in &directory.needs {
        row += 1;
        sheet.write_string(row, 0, &need.id)?.write_string(row, 1, need.label.words(lang))?;
    }
    Ok(())
}
