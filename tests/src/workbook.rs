//! The words of a questionnaire, from the workbook its author wrote.

use std::{collections::BTreeMap, path::Path};

use calamine::{Reader, Xlsx, open_workbook};

/// One workbook of `content/guides`.
pub struct Workbook {
    /// Question name to its row.
    survey: BTreeMap<String, Row>,
    /// List and choice name to its row.
    choices: BTreeMap<(String, String), Row>,
}

/// Column name to text.
type Row = BTreeMap<String, String>;

impl Workbook {
    /// Reads a workbook by its file name, such as `c-returnee.xlsx`.
    #[must_use]
    pub fn read(file: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/guides").join(file);
        let mut book: Xlsx<_> = open_workbook(path).expect("a workbook of the content");
        let survey = rows(&mut book, "survey").into_iter().map(|row| (text(&row, "name"), row)).collect();
        let choices = rows(&mut book, "choices").into_iter();
        Self { survey, choices: choices.map(|row| ((text(&row, "list_name"), text(&row, "name")), row)).collect() }
    }

    /// The words of a question or note in `English (en)` or `Bahasa Indonesia (id)`.
    #[must_use]
    pub fn question(&self, name: &str, language: &str) -> String {
        words(self.survey.get(name).unwrap_or_else(|| panic!("no question {name}")), language)
    }

    /// The words of a choice of a question.
    #[must_use]
    pub fn choice(&self, question: &str, choice: &str, language: &str) -> String {
        let kind = self.survey.get(question).map(|row| text(row, "type")).unwrap_or_default();
        let list = kind.split(' ').nth(1).unwrap_or_default().to_owned();
        let row = self.choices.get(&(list, choice.to_owned()));
        words(row.unwrap_or_else(|| panic!("no choice {choice} of {question}")), language)
    }
}

fn rows(book: &mut Xlsx<impl std::io::Read + std::io::Seek>, sheet: &str) -> Vec<Row> {
    let range = book.worksheet_range(sheet).expect("a sheet every workbook has");
    let mut rows = range.rows().map(|cells| cells.iter().map(ToString::to_string).collect::<Vec<_>>());
    let columns = rows.next().expect("a row of column names");
    rows.map(|cells| columns.iter().cloned().zip(cells).collect()).collect()
}

fn text(row: &Row, column: &str) -> String {
    row.get(column).cloned().unwrap_or_default()
}

/// With single spaces, as a page shows it.
fn words(row: &Row, language: &str) -> String {
    let label = text(row, &format!("label::{language}"));
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}
