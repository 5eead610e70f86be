//! The smallest workbooks: quick to make, so that a search spends its time in the reader.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, result::ZipResult};

const NAMES: [&str; 3] = ["survey", "choices", "settings"];
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The parts of a workbook: name and content.
pub type Parts = Vec<(String, Vec<u8>)>;

/// The parts of a workbook with the three sheets of a questionnaire: a line for each row, cells parted by `|`.
#[must_use]
pub fn parts(sheets: [&str; 3]) -> Parts {
    let mut workbook = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{LINKS}\"><sheets>");
    let mut links = format!("<Relationships xmlns=\"{PACKAGE}\">");
    let mut parts = Vec::new();
    for ((name, rows), number) in NAMES.iter().zip(sheets).zip(1..) {
        // Writing to a string cannot fail.
        let _ = write!(workbook, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        let _ = write!(
            links,
            "<Relationship Id=\"rId{number}\" Type=\"{LINKS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet(rows).into_bytes()));
    }
    workbook.push_str("</sheets></workbook>");
    links.push_str("</Relationships>");
    let first = format!(
        "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" Type=\"{LINKS}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    parts.push(("_rels/.rels".to_owned(), first.into_bytes()));
    parts.push(("xl/workbook.xml".to_owned(), workbook.into_bytes()));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), links.into_bytes()));
    parts
}

/// The parts in one file, not packed: a search then sees what it changes.
///
/// # Errors
/// None that writing into memory has.
pub fn zip(parts: &Parts) -> ZipResult<Vec<u8>> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), stored)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn sheet(rows: &str) -> String {
    let mut xml = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>");
    for (line, row) in rows.lines().zip(1..) {
        let _ = write!(xml, "<row r=\"{row}\">");
        for (cell, column) in line.split('|').zip('A'..='Z') {
            let text = escaped(cell.trim());
            if !text.is_empty() {
                let _ = write!(xml, "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
            }
        }
        xml.push_str("</row>");
    }
    xml + "</sheetData></worksheet>"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_here_is_a_questionnaire() {
        let sheets = [
            "type | name | label::English (en) | label::Bahasa Indonesia (id)\nnote | a | A | A",
            "list_name | name | label::English (en) | label::Bahasa Indonesia (id)\nyn | yes | Yes | Ya",
            "form_id | version | default_language\nt | 1 | English (en)",
        ];

        let form = authoring::xlsform::compile(&zip(&parts(sheets)).unwrap());

        assert!(form.is_ok(), "{form:?}");
    }
}
