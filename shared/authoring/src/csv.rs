//! Tables of comma-separated values.

use std::iter::Peekable;
use std::str::Chars;

/// Most cells of a row: more than any spreadsheet has columns. What comes after them is passed over.
const MOST_CELLS: usize = 16_384;

/// The rows of a table, each as its cells. Cells with commas, lines or quotes stand in quotes.
///
/// One after the other: a table from anywhere may have more of them than there is memory.
pub(crate) fn rows(text: &str) -> Rows<'_> {
    Rows { separator: separator(text), characters: text.chars().peekable(), line: 1, next_line: 1, is_open: false }
}

/// See [`rows`].
pub(crate) struct Rows<'a> {
    characters: Peekable<Chars<'a>>,
    separator: char,
    line: u32,
    next_line: u32,
    is_open: bool,
}

impl Rows<'_> {
    /// The line in which the last row given begins, from 1.
    pub(crate) fn line(&self) -> u32 {
        self.line
    }

    /// Whether the last row given ends in a quote that was never closed.
    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        self.characters.peek()?;
        self.line = self.next_line;
        let (mut row, mut cell) = (Vec::new(), String::new());
        let mut quoted = false;
        let mut end = |cell: &mut String| {
            let whole = std::mem::take(cell);
            if row.len() < MOST_CELLS {
                row.push(whole);
            }
        };
        while let Some(c) = self.characters.next() {
            let ends_line = c == '\n' || c == '\r' && self.characters.peek() != Some(&'\n');
            self.next_line = self.next_line.saturating_add(ends_line.into());
            match c {
                '"' if quoted && self.characters.peek() == Some(&'"') => {
                    self.characters.next();
                    cell.push('"');
                }
                '"' if quoted || cell.is_empty() => quoted = !quoted,
                c if !quoted && c == self.separator => end(&mut cell),
                '\r' if !quoted && self.characters.peek() == Some(&'\n') => {}
                '\n' | '\r' if !quoted => break,
                _ => cell.push(c),
            }
        }
        end(&mut cell);
        self.is_open = quoted;
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
    fn each_row_knows_its_line_and_whether_its_quote_was_closed() {
        let mut rows = rows("a,\"b\nc\"\r\nd,e\nf,\"g\nh");
        let found: Vec<_> = std::iter::from_fn(|| rows.next().map(|_| (rows.line(), rows.is_open()))).collect();
        assert_eq!(found, [(1, false), (3, false), (4, true)]);
    }

    #[test]
    fn semicolons_part_cells_where_no_comma_does() {
        assert_eq!(all("a;b\n1,5;2"), [["a", "b"], ["1,5", "2"]]);
    }

    #[test]
    fn a_row_that_never_ends_is_cut_where_no_spreadsheet_goes_on() {
        let row = &all(&"x,".repeat(2 * MOST_CELLS))[0];
        assert_eq!(row.len(), MOST_CELLS);
    }
}
