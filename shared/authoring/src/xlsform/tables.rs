//! The lists that formulas look into: those of the sheet choices, and files beside the workbook.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use guide::Kind;
use i18n::Text;

use super::Told;
use super::choices::{self, Lists};
use super::kind::{self, Asked, Source, Written};
use super::texts::Languages;
use crate::fault::Problem;
use crate::workbook::sheet::{Row, Sheet};
use crate::xform::lists::{Files, Lists as Tables};

/// Columns with formulas.
const FORMULAS: [&str; 8] =
    ["relevant", "calculation", "constraint", "required", "read_only", "default", "repeat_count", "choice_filter"];

/// The lists and what their choices are called.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) tables: Tables,
    /// The words of choices by the id their table has for them.
    pub(super) texts: BTreeMap<String, Text>,
}

/// Whether anything looks into the sheet choices beyond its names and words.
pub(super) fn needs_columns(survey: &Sheet) -> bool {
    survey.rows.iter().any(|row| is_looked_up(survey, row)) || names_instances(survey)
}

/// The lists of the sheet choices of which several choices are one answer.
pub(super) fn ticked(survey: &Sheet) -> BTreeSet<&str> {
    let asked = survey.rows.iter().filter_map(|row| kind::read(survey.cell(row, &["type"])?));
    let lists = asked.filter_map(|written| match written {
        Written::Question(Asked { kind: Kind::SelectMultiple | Kind::Rank, list: Source::Sheet(list), .. }) => {
            Some(list)
        }
        _ => None,
    });
    lists.collect()
}

/// Whether the choices of a row are looked up.
pub(super) fn is_looked_up(survey: &Sheet, row: &Row) -> bool {
    let shuffled = |cell: &str| cell.to_ascii_lowercase().contains("randomize");
    survey.cell(row, &["choice_filter"]).is_some() || survey.cell(row, &["parameters"]).is_some_and(shuffled)
}

fn names_instances(survey: &Sheet) -> bool {
    formulas(survey).any(|(_, formula)| formula.contains("instance("))
}

fn formulas(survey: &Sheet) -> impl Iterator<Item = (&Row, &str)> {
    let columns = FORMULAS.into_iter().filter_map(|name| survey.column(&[name]));
    let columns: Vec<u32> = columns.collect();
    survey
        .rows
        .iter()
        .flat_map(move |row| columns.clone().into_iter().filter_map(move |column| Some((row, row.get(column)?))))
}

/// Gives the lists of questions with `or_other` one more choice.
pub(super) fn add_others(survey: &Sheet, lists: &mut Lists, languages: &Languages) {
    for row in &survey.rows {
        let written = survey.cell(row, &["type"]).and_then(kind::read);
        if let Some(Written::Question(asked)) = written
            && let (true, Source::Sheet(list)) = (asked.or_other, asked.list)
            && let Some(list) = lists.get_mut(list)
        {
            list.add_other(languages);
        }
    }
}

/// Makes tables of everything that is looked up.
pub(super) fn read(survey: &Sheet, lists: &Lists, languages: &Languages, files: &Files<'_>, told: &mut Told) -> Beside {
    let mut beside = Beside::default();
    let all = names_instances(survey);
    let mut wanted: BTreeSet<Cow<'_, str>> = lists.keys().map(Cow::from).filter(|_| all).collect();
    let mut sources: Vec<(&Row, String, String)> = Vec::new();
    let mut files_by_id: BTreeMap<String, String> = BTreeMap::new();
    for row in &survey.rows {
        match survey.cell(row, &["type"]).and_then(kind::read) {
            Some(Written::Question(asked)) => match asked.list {
                Source::Sheet(list) if is_looked_up(survey, row) => {
                    wanted.insert(list.into());
                }
                Source::External(list) if is_looked_up(survey, row) => {
                    wanted.insert(choices::external(list).into());
                }
                Source::File(file) => sources.push((row, stem(file).to_owned(), file.to_owned())),
                _ => {}
            },
            Some(Written::File(kind)) => {
                let name = survey.cell(row, &["name"]).unwrap_or_default();
                sources.push((row, name.to_owned(), format!("{name}.{kind}")));
            }
            _ => {}
        }
    }
    for (row, formula) in formulas(survey) {
        sources.extend(pulled(formula).map(|list| (row, list.to_owned(), format!("{list}.csv"))));
    }
    for (row, id, file) in sources {
        // A list that two rows name is read once.
        let first = files_by_id.entry(id.clone()).or_insert_with(|| file.clone());
        if *first != file {
            told.faults.push(survey.fault(row, "type", Problem::TwoFiles(first.clone(), file)));
            continue;
        }
        if beside.tables.documents.contains_key(&id) {
            continue;
        }
        let (faults, notes) = beside.tables.add_file(&id, &file, files);
        for problem in faults {
            told.faults.push(survey.fault(row, "type", problem));
        }
        for problem in notes {
            told.notes.push(survey.fault(row, "type", problem));
        }
    }
    for name in wanted {
        if let Some(file) = files_by_id.get(&*name).filter(|_| lists.contains_key(&*name)) {
            told.faults.push(survey.fault_of_sheet(Problem::ListAndFile(name.clone().into_owned(), file.clone())));
        }
        if beside.list(&name, lists, languages).is_none() {
            told.faults.push(survey.fault_of_sheet(Problem::TooMany { what: "lists", limit: usize::from(u16::MAX) }));
        }
    }
    beside
}

impl Beside {
    /// Makes a table of a list of the sheet choices; one that is not there is told where it is named.
    fn list(&mut self, name: &str, lists: &Lists, languages: &Languages) -> Option<()> {
        let Some(list) = lists.get(name) else { return Some(()) };
        let default = &languages.all.get(languages.default)?.code;
        let mut rows = Vec::with_capacity(list.choices.len());
        for (at, (choice, cells)) in list.choices.iter().zip(&list.cells).enumerate() {
            let id = format!("{name}-{at}");
            let label = choice.label.0.get(default).map(|phrase| phrase.text.clone());
            let mut row = vec![Some(choice.name.clone()), label, Some(id.clone())];
            row.extend(cells.iter().cloned());
            rows.push(row);
            self.texts.insert(id, choice.label.clone());
        }
        let mut all: Vec<String> = ["name", "label", "itextId"].map(str::to_owned).into();
        all.extend(list.columns.iter().cloned());
        self.tables.add_items(name, &all, &rows)
    }
}

/// The name of a file without its kind.
pub(super) fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Whether the kind of a file is one that can hold a list; one of places is refused when it is read, with what to do.
pub(super) fn is_readable(file: &str) -> bool {
    file.rsplit_once('.')
        .is_some_and(|(_, kind)| ["csv", "xml", "geojson"].contains(&kind.to_ascii_lowercase().as_str()))
}

/// The lists `pulldata` names in a formula.
fn pulled(formula: &str) -> impl Iterator<Item = &str> {
    formula.split("pulldata").skip(1).filter_map(|after| {
        let inside = after.trim_start().strip_prefix('(')?.trim_start();
        let quote = inside.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
        Some(inside[1..].split_once(quote)?.0.trim())
    })
}
