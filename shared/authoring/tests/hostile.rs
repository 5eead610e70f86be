//! Workbooks that mean harm, or were damaged on the way.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common {
    pub(crate) mod workbook;
}

use std::io::{Cursor, Write};

use authoring::xlsform::{Problem, compile};
use common::workbook::{CHOICES, SETTINGS, survey, workbook};
use rust_xlsxwriter::Workbook;
use zip::write::{SimpleFileOptions, ZipWriter};

const SURVEY: &str = "type | name | label::English (en) | label::Bahasa Indonesia (id)\nnote | a | A | A";

fn problem(bytes: &[u8]) -> Problem {
    compile(bytes).unwrap_err().remove(0).problem
}

/// The parts of a workbook with one replaced.
fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(survey(SURVEY))).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let part_name = part.name().unwrap().into_owned();
        writer.start_file(part_name.clone(), SimpleFileOptions::default()).unwrap();
        if part_name == name {
            writer.write_all(content).unwrap();
        } else {
            std::io::copy(&mut part, &mut writer).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_workbook_is_refused() {
    assert_eq!(problem(b""), Problem::NotAWorkbook);
    assert_eq!(problem(b"type,name,label"), Problem::NotAWorkbook);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("hello.txt", SimpleFileOptions::default()).unwrap();
    assert_eq!(problem(&writer.finish().unwrap().into_inner()), Problem::NotAWorkbook);
}

#[test]
fn a_part_that_unpacks_to_far_more_than_it_was_is_refused() {
    let mut bomb = b"<worksheet>".to_vec();
    bomb.resize(3 << 20, b' ');
    assert_eq!(problem(&with_part("xl/worksheets/sheet1.xml", &bomb)), Problem::TooLarge);
}

/// The sizes an archive claims are changed; only what really comes out counts.
#[test]
fn claimed_sizes_are_not_believed() {
    let mut bomb = b"<worksheet>".to_vec();
    bomb.resize(3 << 20, b' ');
    let mut bytes = with_part("xl/worksheets/sheet1.xml", &bomb);
    let claimed = u32::try_from(bomb.len()).unwrap().to_le_bytes();
    let mut at = 0;
    let mut changed = 0;
    while let Some(found) = bytes[at..].windows(4).position(|window| window == claimed) {
        at += found;
        bytes[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        changed += 1;
    }
    assert!(changed >= 1);
    assert!(matches!(problem(&bytes), Problem::TooLarge | Problem::NotAWorkbook));
}

#[test]
fn a_cell_far_out_takes_no_memory() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("survey").unwrap();
    sheet.write_string(0, 0, "type").unwrap();
    sheet.write_string(1_048_575, 16_383, "far").unwrap();
    for name in ["choices", "settings"] {
        workbook.add_worksheet().set_name(name).unwrap();
    }
    assert_eq!(problem(&workbook.save_to_buffer().unwrap()), Problem::TooLarge);
}

#[test]
fn more_parts_than_a_workbook_has_are_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..65 {
        writer.start_file(part.to_string(), SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(problem(&writer.finish().unwrap().into_inner()), Problem::TooLarge);
}

#[test]
fn formulas_are_bounded_in_length_and_depth() {
    let relevant = |formula: &str| {
        let head = "type | name | label::English (en) | label::Bahasa Indonesia (id) | relevant";
        problem(&survey(&format!("{head}\nnote | a | A | A | {formula}")))
    };
    assert_eq!(relevant(&format!("{}1{}", "(".repeat(200), ")".repeat(200))), Problem::TooDeep);
    let nested = "if(1, ".repeat(150) + "1" + &", 2)".repeat(150);
    assert_eq!(relevant(&nested), Problem::TooDeep);
}

/// A cell holds at most 32,767 characters, but a character can be four bytes.
#[test]
fn a_formula_longer_than_its_bound_is_refused() {
    let text = "🜂".repeat(8_200);
    let rows = format!(
        "type | name | label::English (en) | label::Bahasa Indonesia (id) | constraint\ntext | a | A | A | . = '{text}'"
    );
    assert_eq!(
        problem(&workbook(&[("survey", &rows), ("choices", CHOICES), ("settings", SETTINGS)])),
        Problem::TooLong
    );
}

#[test]
fn damaged_workbooks_are_refused_or_read_and_never_a_panic() {
    let whole = survey(SURVEY);
    for end in (0..whole.len()).step_by(97) {
        assert!(compile(&whole[..end]).is_err());
    }
    for at in (0..whole.len()).step_by(31) {
        let mut damaged = whole.clone();
        damaged[at] ^= 1 << (at % 8);
        let _ = compile(&damaged);
    }
}

/// Formulas made of pieces that mean something, in any order.
#[test]
fn no_formula_makes_the_compiler_or_the_engine_panic() {
    use proptest::prelude::*;
    let piece = prop::sample::select(vec![
        "${a}",
        "${b}",
        ".",
        "'x'",
        "\"",
        "'",
        "1",
        "0.5",
        "(",
        ")",
        ",",
        "+",
        "-",
        "*",
        "div",
        "mod",
        "and",
        "or",
        "=",
        "!=",
        "<",
        ">=",
        "not(",
        "if(",
        "selected(",
        "count-selected(",
        "today()",
        "concat(",
        "coalesce(",
        "round(",
        "int(",
        " ",
    ]);
    let formula = prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "));
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) }, |(formula in formula)| {
        let rows = format!(
            "type | name | label::English (en) | label::Bahasa Indonesia (id) | relevant | constraint\n\
             integer | a | A | A | |\ntext | b | B | B | | {formula}\nnote | c | C | C | {formula} |"
        );
        if let Ok(form) = compile(&survey(&rows)) {
            let today = guide::Today { utc_ms: 0, offset_min: 0 };
            let mut interview = guide::Interview::begin(std::sync::Arc::new(form), today);
            for (name, value) in [("a", "7"), ("b", "x"), ("a", "-1"), ("b", "1 2")] {
                let id = interview.form().find(name).unwrap();
                let answer = interview.form().question(id).read(value).unwrap();
                let _ = interview.answer(id, answer);
            }
        }
    });
}
