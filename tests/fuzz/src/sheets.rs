//! Workbooks: as bytes, with one part exchanged, and with any words in their cells.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};
use std::sync::{Arc, LazyLock};

use ::zip::ZipArchive;
use authoring::xlsform::compile;

use crate::conversation;
use crate::places::workbooks;
use crate::xlsx::{Parts, parts as made, zip};

/// Parts a sheet from the next one in an input.
const NEXT_SHEET: char = '\u{c}';

/// The bytes of a file.
pub(crate) fn workbook(bytes: &[u8]) {
    if let Ok(form) = compile(bytes) {
        conversation::hold(&Arc::new(form), None);
    }
}

/// The first byte chooses a part of a good workbook; the others are put in its place.
pub(crate) fn part(bytes: &[u8]) {
    static WHOLE: LazyLock<Parts> = LazyLock::new(smallest);
    let Some((choice, content)) = bytes.split_first() else { return };
    let mut parts = WHOLE.clone();
    let chosen = usize::from(*choice) % parts.len();
    parts[chosen].1 = content.to_vec();
    if let Ok(file) = zip(&parts) {
        workbook(&file);
    }
}

/// Every part of the workbook that [`part`] changes, with the byte that chooses it.
pub(crate) fn parts() -> Vec<Vec<u8>> {
    let choices = 0_u8..;
    choices.zip(smallest()).map(|(choice, (_, content))| [&[choice][..], &content].concat()).collect()
}

/// Texts of cells: the three sheets parted by form feeds, a line for each row, cells parted by `|`.
pub(crate) fn sheets(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut sheets = text.splitn(3, NEXT_SHEET);
    let mut next = || sheets.next().unwrap_or_default();
    if let Ok(file) = zip(&made([next(), next(), next()])) {
        workbook(&file);
    }
}

/// The parts of the smallest of our questionnaires, as a spreadsheet program writes them.
fn smallest() -> Parts {
    let bytes = workbooks().into_iter().min_by_key(Vec::len).unwrap_or_default();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Parts::new() };
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let Ok(mut part) = archive.by_index(index) else { continue };
        let Ok(name) = part.name().map(Cow::into_owned) else { continue };
        let mut content = Vec::new();
        if part.read_to_end(&mut content).is_ok() {
            parts.push((name, content));
        }
    }
    parts
}
