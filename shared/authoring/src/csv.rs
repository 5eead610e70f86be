//! Tables of comma-separated values.

use std::iter::Peekable;
use std::str::Chars;

/// Most cells of a row: more than any spreadsheet has columns. What comes after them is passed over.
const MOST_CELLS: usize = 16_384;

/// The rows of a table, each as its cells. Cells with commas, lines or quotes stand in quotes.
///
/// One after the other: a table from anywhere may have more of them than there is memory.
pub(crate) fn rows(text: &str) -> Rows<'_> {
    Rows { separator: separator(text), characters: text.chars().peekable(), line: 1, row_line: 1, stray_quote: None }
}

/// See [`rows`].
pub(crate) struct Rows<'a> {
    characters: Peekable<Chars<'a>>,
    separator: char,
    /// The line that is read, from 1.
    line: u32,
    /// The line in which the last row given begins, from 1.
    pub(crate) row_line: u32,
    /// The line of the first quote that is not closed where a cell ends. It may have taken other rows into its cell.
    pub(crate) stray_quote: Option<u32>,
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        self.characters.peek()?;
        self.row_line = self.line;
        let (mut row, mut cell) = (Vec::new(), String::new());
        let (mut quoted, mut opened) = (false, 0);
        let mut end = |cell: &mut String| {
            let whole = std::mem::take(cell);
            if row.len() < MOST_CELLS {
                row.push(whole);
            }
        };
        while let Some(c) = self.characters.next() {
            let ends_line = c == '\n' || c == '\r' && self.characters.peek() != Some(&'\n');
            self.line = self.line.saturating_add(ends_line.into());
            match c {
                '"' if quoted && self.characters.peek() == Some(&'"') => {
                    self.characters.next();
                    cell.push('"');
                }
                '"' if quoted || cell.is_empty() => {
                    quoted = !quoted;
                    let ends = matches!(self.characters.peek(), None | Some('\n' | '\r'));
                    if quoted {
                        opened = self.line;
                    } else if !ends && self.characters.peek() != Some(&self.separator) {
                        self.stray_quote.get_or_insert(opened);
                    }
                }
                c if !quoted && c == self.separator => end(&mut cell),
                '\r' if !quoted && self.characters.peek() == Some(&'\n') => {}
                '\n' | '\r' if !quoted => break,
                _ => cell.push(c),
            }
        }
        end(&mut cell);
        if quoted {
            self.stray_quote.get_or_insert(opened);
        }
        Some(row)
    }
}

/// A semicolon where the first line has one and no comma, as some spreadsheets write.
fn separator(text: &str) -> char {
    let first = text.split(['\n', '\r']).next().unwrap_or_default();
    if first.contains(';') && !first.contains(',') { ';' } else { ',' }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Vec<String>> {
        rows(text).collect()
    }

    #[test]
    fn quoted_cells_may_hold_anything() {
        assert_eq!(all("a,b\n\"x, \"\"y\"\"\nz\",2\r\n3,\n"), [["a", "b"], ["x, \"y\"\nz", "2"], ["3", ""]]);
    }

    #[test]
    fn semicolons_part_cells_where_no_comma_does() {
        assert_eq!(all("a;b\n1,5;2"), [["a", "b"], ["1,5", "2"]]);
    }

    #[test]
    fn a_quote_that_takes_other_rows_into_its_cell_is_known_by_its_line() {
        let stray = |text| {
            let mut rows = rows(text);
            rows.by_ref().for_each(drop);
            rows.stray_quote
        };
        assert_eq!(stray("a,b\n\"x\ny\",2\n\"lost,3\nc,4\n"), Some(4));
        assert_eq!(stray("a,\"b\nc,\"d\"\n"), Some(1), "the next quote closes it too early");
        assert_eq!(stray("a,5\" wide\n\"\",\"x \"\"y\"\"\"\r\n"), None);
    }

    #[test]
    fn each_row_knows_its_line() {
        let mut rows = rows("a,\"b\nc\"\r\nd,e\rf,g");
        let found: Vec<_> = std::iter::from_fn(|| rows.next().map(|_| rows.row_line)).collect();
        assert_eq!(found, [1, 3, 4]);
    }

    #[test]
    fn a_row_that_never_ends_is_cut_where_no_spreadsheet_goes_on() {
        let row = &all(&"x,".repeat(2 * MOST_CELLS))[0];
        assert_eq!(row.len(), MOST_CELLS);
    }
}
