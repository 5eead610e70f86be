//! Workbooks made to exhaust the machine are refused soon, in little memory, and with a true reason.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]
#![cfg(target_os = "linux")]

mod common {
    pub(crate) mod reader;
}

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use ::zip::write::{SimpleFileOptions, ZipWriter};
use common::reader;
use fuzz::xlsx::{Parts, parts, zip};

const TOO_LARGE: &str = "The workbook is far larger than a questionnaire.";
const NOT_A_WORKBOOK: &str = "This is not an Excel workbook (.xlsx), or it is damaged.";
const SURVEY: &str = "type | name | label::English (en) | label::Bahasa Indonesia (id)\nnote | a | A | A";
const CHOICES: &str = "list_name | name | label::English (en) | label::Bahasa Indonesia (id)\nyn | yes | Yes | Ya";
const SETTINGS: &str = "form_id | version | default_language\nt | 1 | English (en)";

fn refused(name: &str, reason: &str, bytes: &[u8]) {
    reader::refused(name, reason, "bomb.xlsx", bytes, None);
}

/// A good workbook with this as one of its parts.
fn with(name: &str, content: Vec<u8>) -> Parts {
    let mut parts = parts([SURVEY, CHOICES, SETTINGS]);
    parts.retain(|(other, _)| other != name);
    parts.push((name.to_owned(), content));
    parts
}

fn sheet(inside: &str) -> Vec<u8> {
    let content = format!("<worksheet><sheetData>{inside}</sheetData></worksheet>");
    zip(&with("xl/worksheets/sheet1.xml", content.into_bytes())).unwrap()
}

fn strings(head: &str, inside: &str) -> Vec<u8> {
    zip(&with("xl/sharedStrings.xml", format!("<sst{head}>{inside}</sst>").into_bytes())).unwrap()
}

/// The parts packed as well as they can be.
fn packed(parts: &Parts) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_unpacks_without_end_is_refused() {
    let spaces = vec![b' '; 64 << 20];
    refused("64 MB of spaces", TOO_LARGE, &packed(&with("xl/worksheets/sheet1.xml", spaces)));
    refused(
        "a bomb in a bomb",
        NOT_A_WORKBOOK,
        &packed(&vec![("1.zip".to_owned(), packed(&with("a", vec![0; 1 << 20])))]),
    );
    refused("parts that overlap", TOO_LARGE, &overlapping());
}

/// Forty entries in the list of files, all for the same bytes.
fn overlapping() -> Vec<u8> {
    let whole = zip(&vec![("xl/worksheets/sheet00.xml".to_owned(), vec![b'x'; 900 << 10].repeat(4))]).unwrap();
    let list = whole.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let end = whole.windows(4).position(|window| window == b"PK\x05\x06").unwrap();
    let (mut bytes, entry, mut tail) = (whole[..list].to_vec(), &whole[list..end], whole[end..].to_vec());
    let count = 40_u16;
    for number in 0..count {
        let mut entry = entry.to_vec();
        let digits = entry.windows(2).position(|window| window == b"00").unwrap();
        let _ = write!(&mut entry[digits..digits + 2], "{number:02}");
        bytes.extend(entry);
    }
    let size = u32::try_from(entry.len()).unwrap() * u32::from(count);
    tail[8..10].copy_from_slice(&count.to_le_bytes());
    tail[10..12].copy_from_slice(&count.to_le_bytes());
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    bytes.extend(tail);
    bytes
}

#[test]
fn more_rows_cells_or_texts_than_any_questionnaire_are_refused() {
    let million = 1_000_000;
    let rows = format!("<worksheet><sheetData>{}</sheetData></worksheet>", "<row/>".repeat(10 * million));
    refused("10 million rows", TOO_LARGE, &packed(&with("xl/worksheets/sheet1.xml", rows.into_bytes())));
    let texts = format!("<sst>{}</sst>", "<si/>".repeat(10 * million));
    refused("10 million shared texts", TOO_LARGE, &packed(&with("xl/sharedStrings.xml", texts.into_bytes())));
    // Not packed, so that no ratio gives them away.
    refused("1.6 million shared texts", TOO_LARGE, &strings("", &"<si/>".repeat(1_600_000)));
    refused("590,000 cells", TOO_LARGE, &sheet(&"<c><v>1</v></c>".repeat(590_000)));
    refused("590,000 wrong cells", "", &sheet(&"<c t='e'></c>".repeat(590_000)));
}

#[test]
fn one_text_in_many_cells_is_refused() {
    let text = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(900_000));
    let cells = "<row><c t='s'><v>0</v></c></row>".repeat(200_000);
    let mut parts =
        with("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{cells}</sheetData></worksheet>").into());
    parts.push(("xl/sharedStrings.xml".to_owned(), text.into()));
    refused("one text in 200,000 cells", TOO_LARGE, &zip(&parts).unwrap());
}

#[test]
fn numbers_in_a_workbook_are_not_believed() {
    for count in ["18446744073709551615", "4000000000", "-1"] {
        refused("a count of shared texts", TOO_LARGE, &strings(&format!(" uniqueCount='{count}'"), "<si/>"));
    }
    for position in ["AAAAAAAAAAAAAA1", "A99999999999999", "ZZZZ1"] {
        refused("a cell far out", TOO_LARGE, &sheet(&format!("<c r='{position}'><v>1</v></c>")));
    }
    refused("a row far out", TOO_LARGE, &sheet("<row r='99999999999'/>"));
    let whole = "<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row/></sheetData></worksheet>";
    refused("a sheet said to be full", "The column", &zip(&with("xl/worksheets/sheet1.xml", whole.into())).unwrap());
    let far = whole.replace("XFD1048576", "ZZZZZZZ99999999999");
    refused("a sheet said to be endless", TOO_LARGE, &zip(&with("xl/worksheets/sheet1.xml", far.into())).unwrap());
    let merged = "<mergeCell ref='A1:XFD1048576'/>".repeat(250_000);
    let merged = format!("<worksheet><sheetData></sheetData><mergeCells>{merged}</mergeCells></worksheet>");
    refused("merged cells", "The column", &zip(&with("xl/worksheets/sheet1.xml", merged.into())).unwrap());
}

#[test]
fn xml_that_nests_or_goes_on_without_end_is_refused() {
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    refused("100,000 elements inside each other", TOO_LARGE, &sheet(&deep));
    let long = "x".repeat(9 << 20);
    refused("a long attribute", TOO_LARGE, &sheet(&format!("<row r='{long}'/>")));
    refused("a long text", TOO_LARGE, &sheet(&format!("<row>{long}</row>")));
    refused("a long comment", TOO_LARGE, &sheet(&format!("<!--{long}-->")));
    refused("a long text among the shared ones", TOO_LARGE, &strings("", &format!("<si><t>{long}</t></si>")));
}

#[test]
fn a_workbook_with_entities_of_its_own_is_refused() {
    let mut laughs = "<!ENTITY l0 'ha'>".to_owned();
    for level in 1..30 {
        let _ = write!(laughs, "<!ENTITY l{level} '{}'>", format!("&l{};", level - 1).repeat(10));
    }
    for (name, entities, used) in [
        ("a billion laughs", laughs, "&l29;".to_owned()),
        ("a quadratic blowup", format!("<!ENTITY a '{}'>", "a".repeat(100_000)), "&a;".repeat(100_000)),
        ("an entity from a file", "<!ENTITY a SYSTEM 'file:///etc/passwd'>".to_owned(), "&a;".to_owned()),
        ("an entity from afar", "<!ENTITY a SYSTEM 'http://127.0.0.1/a'>".to_owned(), "&a;".to_owned()),
    ] {
        let xml = format!(
            "<!DOCTYPE worksheet [{entities}]><worksheet><sheetData><row><c t='inlineStr'><is><t>{used}</t></is></c></row>\
             </sheetData></worksheet>"
        );
        refused(name, NOT_A_WORKBOOK, &zip(&with("xl/worksheets/sheet1.xml", xml.into())).unwrap());
    }
}

fn rows(row: impl FnMut(u32) -> String) -> String {
    (0..9_000).map(row).collect()
}

#[test]
fn a_survey_that_multiplies_what_it_holds_is_refused() {
    let head = "type | name | label::English (en) | label::Bahasa Indonesia (id)";
    let name = "g".repeat(150);
    let groups = format!("\nbegin_group | {name} | |").repeat(9_000);
    refused(
        "9,000 groups inside each other",
        "",
        &zip(&parts([&format!("{head}{groups}"), CHOICES, SETTINGS])).unwrap(),
    );
    let questions = rows(|number| format!("\nselect_one yn | q{number} | Q | Q"));
    let choices = rows(|number| format!("\nyn | c{number} | C | C"));
    let choices = format!("list_name | name | label::English (en) | label::Bahasa Indonesia (id){choices}");
    let file = zip(&parts([&format!("{head}{questions}"), &choices, SETTINGS])).unwrap();
    refused("81 million choices", "There are more than 200000 choices", &file);
    let choices = format!(
        "list_name | name | label::English (en) | label::Bahasa Indonesia (id)\nyn | a | {} | A",
        "x".repeat(30_000)
    );
    let file = zip(&parts([&format!("{head}{questions}"), &choices, SETTINGS])).unwrap();
    refused("a long choice of many questions", TOO_LARGE, &file);
}

#[test]
fn calculations_that_double_each_other_come_to_no_more_than_an_answer_may_hold() {
    let head = "type | name | label::English (en) | label::Bahasa Indonesia (id) | calculation";
    let rows: String = (1..=40).fold(format!("{head}\ntext | q0 | Q | Q |"), |rows, number| {
        rows + &format!("\ncalculate | q{number} | | | concat(${{q{0}}}, ${{q{0}}}, 'é')", number - 1)
    });
    let said = reader::answer("forty doublings", "bomb.xlsx", &zip(&parts([&rows, CHOICES, SETTINGS])).unwrap(), None);
    assert_eq!(said, "read, 32768 bytes in the last calculation");
}
