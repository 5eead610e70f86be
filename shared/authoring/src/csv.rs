//! Tables of comma-separated values.

/// Most cells of a table.
const MOST_CELLS: usize = 2_000_000;

/// The rows of a table, each as its cells. Cells with commas, lines or quotes stand in quotes.
pub(crate) fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let separator = separator(text);
    let mut quoted = false;
    let mut count = 0;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            c if !quoted && c == separator => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && characters.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => {
                cell.push(c);
                continue;
            }
        }
        count += 1;
        if count > MOST_CELLS {
            break;
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// A semicolon where the first line has one and no comma, as some spreadsheets write.
fn separator(text: &str) -> char {
    let first = text.split(['\n', '\r']).next().unwrap_or_default();
    if first.contains(';') && !first.contains(',') { ';' } else { ',' }
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn quoted_cells_may_hold_anything() {
        assert_eq!(rows("a,b\n\"x, \"\"y\"\"\nz\",2\r\n3,\n"), [["a", "b"], ["x, \"y\"\nz", "2"], ["3", ""]]);
    }

    #[test]
    fn semicolons_part_cells_where_no_comma_does() {
        assert_eq!(rows("a;b\n1,5;2"), [["a", "b"], ["1,5", "2"]]);
    }
}
