//! Compiles a questionnaire written as an `XLSForm` workbook. Everything the engine does not do is refused here, by sheet, row and column.
//!
//! A workbook that names the namespace of Suluh is one of ours: a text missing in a complete language or a column nobody
//! knows is a fault in it. In those of others it is noted.

mod choices;
mod clean;
mod dynamic;
mod headers;
mod kind;
mod loops;
pub(crate) mod media;
mod parameters;
mod settings;
mod survey;
mod tables;
mod texts;
mod words;
mod workbook;

use std::collections::BTreeSet;
use std::path::Path;

use guide::{Expression, Form, FormError, FormParts, Question, QuestionId};

pub use crate::fault::{Fault, Problem};

use crate::fault::Faults;
use crate::hash::hashed;
use crate::source::Compiled;
use crate::xform::lists::Files;
use survey::Survey;

/// The languages in which a text may not be missing once the workbook has a column for them.
pub const COMPLETE: [&str; 2] = ["en", "id"];

/// Longest name, in bytes.
const LONGEST_NAME: usize = 200;

/// Compiles the bytes of a workbook of ours.
///
/// # Errors
/// Every fault found, in the order of the workbook; a form with faults is never made.
pub fn compile(workbook: &[u8]) -> Result<Form, Vec<Fault>> {
    let told = Told { is_ours: true, ..Told::default() };
    read(workbook, &Files::of(None), told).map(|compiled| compiled.form)
}

/// Compiles a workbook file of ours; see [`compile`].
///
/// # Errors
/// As [`compile`]; also when the file cannot be read.
pub fn compile_file(path: &Path) -> Result<Form, Vec<Fault>> {
    let unreadable = |_| vec![Fault::of_workbook(Problem::Unreadable)];
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > crate::workbook::LARGEST_FILE {
        return Err(vec![Fault::of_workbook(Problem::TooLarge)]);
    }
    compile(&std::fs::read(path).map_err(unreadable)?)
}

/// Compiles the bytes of anybody's workbook, or of a table of its sheets. The files it names are looked for in `folder`.
///
/// # Errors
/// As [`compile`].
pub fn compile_any(workbook: &[u8], folder: Option<&Path>) -> Result<Compiled, Vec<Fault>> {
    read(workbook, &Files::of(folder), Told::default())
}

fn read(workbook: &[u8], files: &Files<'_>, mut told: Told) -> Result<Compiled, Vec<Fault>> {
    let form = build(workbook, files, &mut told);
    match form {
        Some(form) if told.faults.is_empty() => {
            Ok(Compiled { form, notes: told.notes.into_vec(), is_ours: told.is_ours })
        }
        _ => Err(told.faults.into_vec()),
    }
}

/// What an author is told.
#[derive(Default)]
struct Told {
    faults: Faults,
    notes: Faults,
    /// Whether the workbook is one of ours.
    is_ours: bool,
}

impl Told {
    /// Something that workbooks of ours may not lack and those of others may.
    fn lack(&mut self, fault: Fault) {
        if self.is_ours { self.faults.push(fault) } else { self.notes.push(fault) }
    }
}

fn build(bytes: &[u8], files: &Files<'_>, told: &mut Told) -> Option<Form> {
    let mut sheets = workbook::open(bytes, told)?;
    headers::of_settings(&mut sheets.settings.headers);
    let settings = settings::read(&sheets.settings, told);
    sheets.survey.written.clone_from(&sheets.survey.headers);
    headers::of_survey(&mut sheets.survey.headers, survey::is_known);
    if !told.is_ours {
        clean::sheet(&mut sheets.survey, settings.cleans_spaces, told);
        let lists = [&mut sheets.choices].into_iter().chain(&mut sheets.external);
        lists.for_each(|sheet| clean::sheet(sheet, false, told));
    }
    let worded = [&sheets.survey, &sheets.choices].into_iter().chain(&sheets.external);
    let languages = texts::languages(worded, &settings, told);
    let filters = tables::needs_columns(&sheets.survey);
    let ticked = tables::ticked(&sheets.survey);
    let mut lists = choices::read(&sheets.choices, filters, &ticked, &languages, &settings, told);
    if let Some(external) = &sheets.external {
        let external = choices::read(external, filters, &BTreeSet::new(), &languages, &settings, told);
        lists.extend(external.into_iter().map(|(name, list)| (choices::external(&name), list)));
    }
    tables::add_others(&sheets.survey, &mut lists, &languages);
    loops::expand(&mut sheets.survey, &lists, &languages, told);
    let beside = tables::read(&sheets.survey, &lists, &languages, files, told);
    let Survey { questions, rows, extras } = survey::read(&sheets.survey, &lists, beside, &languages, &settings, told);
    if !told.faults.is_empty() {
        return None;
    }
    let parts = FormParts {
        id: settings.form_id,
        hash: String::new(),
        title: settings.title,
        version: settings.version,
        languages: languages.all,
        default_language: languages.default,
        questions: questions.clone(),
        extras,
    };
    match Form::try_from(parts) {
        Ok(form) => Some(hashed(form)),
        Err(FormError::Cycle(cycle)) => {
            let names = cycle.0.iter().map(|q| questions[q.index()].name.clone()).collect();
            let row = cycle.0.first().map(|q| rows[q.index()]);
            let column = column_of(&questions, &cycle.0).map(|column| sheets.survey.as_written(column));
            told.faults.push(Fault::new("survey", row, column, Problem::Cycle(names)));
            None
        }
        Err(_) => {
            told.faults.push(Fault::of_workbook(Problem::TooLarge));
            None
        }
    }
}

/// The column in which the first question of a circle looks at the last one; none when it only lies in that group.
fn column_of(questions: &[Question], circle: &[QuestionId]) -> Option<&'static str> {
    let first = &questions[circle.first()?.index()];
    let last = circle.last()?;
    let columns = [("relevant", &first.relevant), ("calculation", &first.calculation)];
    let looks_at_it = |formula: &Expression| formula.questions().any(|question| question == *last);
    columns.into_iter().find_map(|(column, formula)| formula.as_ref().is_some_and(looks_at_it).then_some(column))
}

/// What a name may be in workbooks of others: as in XML, letters of any script and `.` too.
fn is_any_name(name: &str) -> bool {
    name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Letters, digits, `-` and `_`, beginning with a letter or `_`: what every tool takes, and no `.`, which means the answer.
fn is_name(name: &str) -> bool {
    name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}
