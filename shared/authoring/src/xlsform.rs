//! Compiles a questionnaire written as an `XLSForm` workbook. Everything the engine does not do is refused here, by sheet, row and column.

mod bounds;
mod choices;
mod settings;
mod sheet;
mod survey;
mod texts;
mod workbook;

use std::path::Path;

use guide::{Expression, Form, FormError, Question, QuestionId};

pub use crate::fault::{Fault, Problem};

use crate::fault::Faults;
use crate::hash::hashed;
use survey::Survey;

/// The languages in which a text may not be missing once the workbook has a column for them.
pub const COMPLETE: [&str; 2] = ["en", "id"];

/// Compiles the bytes of a workbook.
///
/// # Errors
/// Every fault found, in the order of the workbook; a form with faults is never made.
pub fn compile(workbook: &[u8]) -> Result<Form, Vec<Fault>> {
    let mut faults = Faults::default();
    let form = build(workbook, &mut faults);
    match form {
        Some(form) if faults.is_empty() => Ok(form),
        _ => Err(faults.into_vec()),
    }
}

/// Compiles a workbook file; see [`compile`].
///
/// # Errors
/// As [`compile`]; also when the file cannot be read.
pub fn compile_file(path: &Path) -> Result<Form, Vec<Fault>> {
    let unreadable = |_| vec![Fault::of_workbook(Problem::Unreadable)];
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > workbook::LARGEST_FILE {
        return Err(vec![Fault::of_workbook(Problem::TooLarge)]);
    }
    compile(&std::fs::read(path).map_err(unreadable)?)
}

fn build(bytes: &[u8], faults: &mut Faults) -> Option<Form> {
    let sheets = workbook::open(bytes, faults)?;
    let settings = settings::read(&sheets.settings, faults);
    let languages = texts::languages(&[&sheets.survey, &sheets.choices], &settings, faults);
    let lists = choices::read(&sheets.choices, &languages, &settings, faults);
    let Survey { questions, rows } = survey::read(&sheets.survey, &lists, &languages, &settings, faults);
    if !faults.is_empty() {
        return None;
    }
    let default = languages.default;
    match Form::new(settings.form_id, settings.title, settings.version, languages.all, default, questions.clone()) {
        Ok(form) => Some(hashed(form)),
        Err(FormError::Cycle(cycle)) => {
            let names = cycle.0.iter().map(|q| questions[q.index()].name.clone()).collect();
            let row = cycle.0.first().map(|q| rows[q.index()]);
            faults.push(Fault::new("survey", row, column_of(&questions, &cycle.0), Problem::Cycle(names)));
            None
        }
        Err(_) => {
            faults.push(Fault::of_workbook(Problem::TooLarge));
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
