//! Lists that choices and look-ups come from: rows and columns, every text kept once.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

/// No cell: the row has no such column.
const NONE: u32 = u32::MAX;

/// One kind of row of a secondary instance: its `item`s.
///
/// The texts are sorted and kept once, a cell is the position of its text. So equal texts are equal numbers, texts with
/// a common beginning lie side by side, and a column sorted by its numbers answers `[column = key]` and
/// `[starts-with(column, key)]` without looking at every row.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Table {
    /// The document it belongs to: `places`.
    instance: String,
    texts: Vec<String>,
    columns: Vec<Column>,
    rows: u32,
    /// The table each row lies in a row of, and those rows; rising.
    parent: Option<(u16, Vec<u32>)>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Column {
    name: String,
    cells: Vec<u32>,
    /// The rows that have a cell, sorted by it; worked out when first looked into.
    #[serde(skip)]
    order: OnceLock<Vec<u32>>,
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.cells == other.cells
    }
}

impl Table {
    /// A table of rows with texts under column names. `parent` is the table and row each row lies in.
    #[must_use]
    pub fn new(
        instance: &str,
        columns: &[String],
        rows: &[Vec<Option<String>>],
        parent: Option<(u16, Vec<u32>)>,
    ) -> Self {
        let mut texts: Vec<&String> = rows.iter().flatten().flatten().collect();
        texts.sort_unstable();
        texts.dedup();
        let texts: Vec<String> = texts.into_iter().cloned().collect();
        let number = |text: &String| texts.binary_search(text).ok().and_then(|at| u32::try_from(at).ok());
        let column = |at: usize| {
            let cells = rows.iter().map(|row| row.get(at)?.as_ref().and_then(number));
            cells.map(|cell| cell.unwrap_or(NONE)).collect()
        };
        let columns = columns.iter().enumerate();
        let columns = columns
            .map(|(at, name)| Column { name: name.clone(), cells: column(at), order: OnceLock::new() })
            .collect();
        Self {
            instance: instance.to_owned(),
            columns,
            rows: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            parent,
            texts,
        }
    }

    /// The document it belongs to.
    #[must_use]
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// The column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<u16> {
        let at = self.columns.iter().position(|column| column.name == name)?;
        u16::try_from(at).ok()
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// The text in a row under a column; `None` when there is none.
    #[must_use]
    pub fn cell(&self, row: u32, column: u16) -> Option<&str> {
        let cell = *self.columns.get(usize::from(column))?.cells.get(row as usize)?;
        self.texts.get(cell as usize).map(String::as_str)
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns.len()
    }

    pub(crate) fn parent(&self) -> Option<u16> {
        self.parent.as_ref().map(|(table, _)| *table)
    }

    /// The rows that lie in a row of the table above, or all.
    pub(crate) fn rows_in(&self, parent: Option<u32>) -> std::ops::Range<u32> {
        let (Some(parent), Some((_, parents))) = (parent, &self.parent) else { return 0..self.rows };
        let from = parents.partition_point(|row| *row < parent);
        let to = parents.partition_point(|row| *row <= parent);
        // No more rows than `self.rows`.
        u32::try_from(from).unwrap_or(0)..u32::try_from(to).unwrap_or(0)
    }

    /// The rows with this text in a column, in order.
    pub(crate) fn equal(&self, column: u16, text: &str) -> Vec<u32> {
        match self.texts.binary_search_by(|other| other.as_str().cmp(text)) {
            Ok(at) => self.between(column, at, at + 1),
            Err(_) => Vec::new(),
        }
    }

    /// The rows whose text in a column begins with this, in order.
    pub(crate) fn starting(&self, column: u16, start: &str) -> Vec<u32> {
        let from = self.texts.partition_point(|other| other.as_str() < start);
        let length = self.texts[from..].partition_point(|other| other.starts_with(start));
        self.between(column, from, from + length)
    }

    /// The rows whose cell is one of a range of texts, in order.
    fn between(&self, column: u16, from: usize, to: usize) -> Vec<u32> {
        let Some(column) = self.columns.get(usize::from(column)) else { return Vec::new() };
        let order = column.order();
        let cell = |row: &u32| column.cells[*row as usize] as usize;
        let from = order.partition_point(|row| cell(row) < from);
        let to = order.partition_point(|row| cell(row) < to);
        let mut rows = order[from..to].to_vec();
        rows.sort_unstable();
        rows
    }

    /// Checks what look-ups rely on; a pack is data from outside.
    pub(crate) fn is_sound(&self, tables: &[Self]) -> bool {
        let texts = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let sorted = self.texts.is_sorted_by(|a, b| a < b);
        let cells = self.columns.iter().all(|column| {
            column.cells.len() == self.rows as usize && column.cells.iter().all(|cell| *cell < texts || *cell == NONE)
        });
        let parents = self.parent.as_ref().is_none_or(|(table, rows)| {
            rows.len() == self.rows as usize
                && rows.is_sorted()
                && tables.get(usize::from(*table)).is_some_and(|above| rows.iter().all(|row| *row < above.rows))
        });
        sorted && cells && parents
    }
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        (&self.instance, &self.texts, &self.columns, self.rows, &self.parent)
            == (&other.instance, &other.texts, &other.columns, other.rows, &other.parent)
    }
}

impl Column {
    fn order(&self) -> &[u32] {
        self.order.get_or_init(|| {
            let mut rows: Vec<u32> =
                (0..).zip(&self.cells).filter(|(_, cell)| **cell != NONE).map(|(row, _)| row).collect();
            rows.sort_by_key(|row| self.cells[*row as usize]);
            rows
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn villages() -> Table {
        let rows = [("v1", "a"), ("v2", "b"), ("v10", "a"), ("w1", "")];
        let cell = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let rows: Vec<_> = rows.iter().map(|(name, district)| vec![cell(name), cell(district)]).collect();
        Table::new("village", &["name".to_owned(), "district".to_owned()], &rows, None)
    }

    #[test]
    fn rows_are_found_by_a_text_or_its_beginning_in_their_order() {
        let villages = villages();
        assert_eq!(villages.equal(1, "a"), [0, 2]);
        assert_eq!(villages.starting(0, "v1"), [0, 2]);
        assert_eq!(villages.starting(0, ""), [0, 1, 2, 3]);
        assert!(villages.equal(1, "v1").is_empty() && villages.equal(1, "").is_empty());
        assert_eq!(villages.cell(3, 1), None);
    }

    #[test]
    fn a_cell_without_text_or_a_parent_without_row_is_not_sound() {
        let sound = villages();
        assert!(sound.is_sound(&[]));
        let mut wrong = sound.clone();
        wrong.columns[0].cells[0] = 99;
        assert!(!wrong.is_sound(&[]));
        let mut wrong = sound;
        wrong.parent = Some((0, vec![0, 0, 0, 4]));
        assert!(!wrong.is_sound(&[villages()]));
    }
}
