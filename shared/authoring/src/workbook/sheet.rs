//! A sheet as rows of text cells under headers.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Xlsx};

use super::cell;
use crate::fault::{Fault, Faults, Problem};

const MOST_ROWS: u32 = 50_000;
const MOST_COLUMNS: u32 = 1_000;
const MOST_CELLS: usize = 1_000_000;
/// Most cells with something in them.
const MOST_TEXTS: usize = 300_000;
/// Most text in all cells, in bytes: many cells can share one long text.
pub(crate) const LARGEST_SUM: usize = 12 << 20;

/// A sheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// Headers by column.
    pub(crate) headers: BTreeMap<u32, String>,
    /// What their author wrote, where headers were given the names of today.
    pub(crate) written: BTreeMap<u32, String>,
    pub(crate) rows: Vec<Row>,
}

/// A row that is not empty.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// As a spreadsheet shows it, from 1.
    pub(crate) number: u32,
    /// Trimmed texts that are not empty, by column.
    cells: BTreeMap<u32, String>,
    /// The columns whose cells a spreadsheet keeps as numbers, without the zeros in front.
    numbers: BTreeSet<u32>,
}

impl Sheet {
    /// The column of a header, in any case, under one of its names.
    pub(crate) fn column(&self, names: &[&str]) -> Option<u32> {
        let wanted = |header: &String| names.iter().any(|name| header.eq_ignore_ascii_case(name));
        self.headers.iter().find(|(_, header)| wanted(header)).map(|(column, _)| *column)
    }

    /// The text in a column; `None` when the cell is empty or there is no such column.
    pub(crate) fn cell<'a>(&self, row: &'a Row, names: &[&str]) -> Option<&'a str> {
        row.cells.get(&self.column(names)?).map(String::as_str)
    }

    /// A fault in a row under a header.
    pub(crate) fn fault(&self, row: &Row, column: &str, problem: Problem) -> Fault {
        Fault::new(&self.name, Some(row.number), Some(self.as_written(column)), problem)
    }

    /// The header of a column as its author wrote it.
    pub(crate) fn as_written<'a>(&'a self, column: &'a str) -> &'a str {
        self.column(&[column]).and_then(|at| self.written.get(&at)).map_or(column, String::as_str)
    }

    /// A fault of the sheet as a whole.
    pub(crate) fn fault_of_sheet(&self, problem: Problem) -> Fault {
        Fault::new(&self.name, None, None, problem)
    }

    /// Whether a column has something in it.
    pub(crate) fn is_used(&self, column: u32) -> bool {
        self.rows.iter().any(|row| row.cells.contains_key(&column))
    }
}

impl Row {
    /// One without cells.
    pub(crate) fn new(number: u32) -> Self {
        Self { number, cells: BTreeMap::new(), numbers: BTreeSet::new() }
    }

    /// The row with another text in a column.
    pub(crate) fn with(&self, column: u32, text: &str) -> Self {
        let mut row = self.clone();
        row.cells.insert(column, text.to_owned());
        row
    }

    /// The columns that are not empty.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&u32, &String)> {
        self.cells.iter()
    }

    /// As [`Self::cells`].
    pub(crate) fn cells_mut(&mut self) -> impl Iterator<Item = (&u32, &mut String)> {
        self.cells.iter_mut()
    }

    /// Whether the cell in a column is kept as a number.
    pub(crate) fn is_number(&self, column: u32) -> bool {
        self.numbers.contains(&column)
    }

    /// The text in a column.
    pub(crate) fn get(&self, column: u32) -> Option<&str> {
        self.cells.get(&column).map(String::as_str)
    }
}

/// Where the cells are that are calculated.
fn formulas(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<BTreeSet<(u32, u32)>, Problem> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|_| Problem::NotAWorkbook)?;
    let mut formulas = BTreeSet::new();
    while let Some(cell) = cells.next_formula().map_err(|_| Problem::NotAWorkbook)? {
        if !cell.get_value().is_empty() {
            formulas.insert(cell.get_position());
        }
        if formulas.len() > MOST_TEXTS {
            return Err(Problem::TooLarge);
        }
    }
    Ok(formulas)
}

/// Reads a sheet cell by cell: a single cell far out would otherwise make the reader take memory for all before it.
pub(crate) fn read(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, faults: &mut Faults) -> Result<Sheet, Problem> {
    let formulas = formulas(workbook, name)?;
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|_| Problem::NotAWorkbook)?;
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let (mut count, mut texts, mut sum) = (0, 0, 0);
    while let Some(cell) = cells.next_cell().map_err(|_| Problem::NotAWorkbook)? {
        let (row, column) = cell.get_position();
        let is_number = matches!(cell.get_value(), DataRef::Int(_) | DataRef::Float(_));
        count += 1;
        if count > MOST_CELLS {
            return Err(Problem::TooLarge);
        }
        let has_no_result = *cell.get_value() == DataRef::Empty && formulas.contains(&(row, column));
        let read = if has_no_result { Err(Problem::NoResult) } else { cell::text(cell.get_value()) };
        let text = match read {
            Ok(text) => text,
            Err(problem) => {
                let heading = rows.get(&0).filter(|_| row > 0).and_then(|headings| headings.get(column));
                let column = heading.map_or_else(|| letters(column), str::to_owned);
                faults.push(Fault::new(name, Some(row.saturating_add(1)), Some(&column), problem));
                continue;
            }
        };
        // Formatted but empty cells may lie far out.
        if text.is_empty() {
            continue;
        }
        texts += 1;
        sum += text.len();
        if row >= MOST_ROWS || column >= MOST_COLUMNS || texts > MOST_TEXTS || sum > LARGEST_SUM {
            return Err(Problem::TooLarge);
        }
        let row = rows.entry(row).or_insert_with(|| Row::new(row + 1));
        row.cells.insert(column, text);
        if is_number {
            row.numbers.insert(column);
        }
    }
    let headers = rows.remove(&0).map(|row| row.cells).unwrap_or_default();
    let rows = rows.into_values().collect();
    Ok(Sheet { name: name.to_ascii_lowercase(), headers, rows, ..Sheet::default() })
}

/// The sheets of a table whose first column names them: a name, then its headers and rows, moved by one column.
pub(crate) fn of_table(table: impl Iterator<Item = Vec<String>>) -> Result<BTreeMap<String, Sheet>, Problem> {
    let mut sheets: BTreeMap<String, Sheet> = BTreeMap::new();
    let mut current = None;
    let mut texts = 0;
    for (number, cells) in (1_u32..).zip(table) {
        if number > MOST_ROWS {
            return Err(Problem::TooLarge);
        }
        let mut cells = cells.into_iter();
        let name = cells.next().unwrap_or_default().trim().to_ascii_lowercase();
        if !name.is_empty() {
            current = Some(name);
        }
        let cells = (0..MOST_COLUMNS).zip(cells).map(|(column, cell)| (column, cell.trim().to_owned()));
        let cells: BTreeMap<u32, String> = cells.filter(|(_, cell)| !cell.is_empty()).collect();
        texts += cells.len();
        if texts > MOST_TEXTS {
            return Err(Problem::TooLarge);
        }
        let (Some(name), false) = (&current, cells.is_empty()) else { continue };
        let sheet = sheets.entry(name.clone()).or_insert_with(|| Sheet { name: name.clone(), ..Sheet::default() });
        if sheet.headers.is_empty() {
            sheet.headers = cells;
        } else {
            sheet.rows.push(Row { cells, ..Row::new(number) });
        }
    }
    Ok(sheets)
}

/// The letters of a column: 0 is A, 26 is AA.
pub(crate) fn letters(column: u32) -> String {
    let mut letters = String::new();
    let mut left = u64::from(column) + 1;
    while left > 0 {
        left -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_named_as_a_spreadsheet_shows_them() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
