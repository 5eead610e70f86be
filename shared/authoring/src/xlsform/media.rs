//! The pictures and sounds a workbook names, in every language.

use super::{Told, texts, workbook};
use crate::fault::{Fault, Problem};

/// Each file named, with the fault it is where the file is not there.
pub(crate) fn named(bytes: &[u8]) -> Vec<(String, Fault)> {
    let Some(sheets) = workbook::open(bytes, &mut Told::default()) else { return Vec::new() };
    let mut named = Vec::new();
    for sheet in [&sheets.survey, &sheets.choices] {
        let columns = sheet.headers.iter().filter(|(_, header)| texts::is_media(&header.to_ascii_lowercase()));
        for (column, header) in columns {
            // A name worked out from answers can be any.
            let cells = sheet.rows.iter().filter_map(|row| Some((row, row.get(*column)?)));
            named.extend(cells.filter(|(_, file)| !file.contains("${")).map(|(row, file)| {
                (file.to_owned(), sheet.fault(row, header, Problem::MissingMedia(file.to_owned())))
            }));
        }
    }
    named
}
