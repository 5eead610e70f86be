//! Opens a workbook, after checking that it cannot exhaust the machine: the reader itself has no bounds.

use std::io::{Cursor, Read as _};

use calamine::{Reader, Xlsx};
use zip::ZipArchive;

use super::bounds;
use super::sheet::{self, Sheet};
use crate::fault::{Fault, Faults, Problem};

/// Largest file, in bytes.
pub(super) const LARGEST_FILE: u64 = 10 << 20;
/// Largest part of a workbook once unpacked, in bytes.
const LARGEST_PART: u64 = 16 << 20;
/// Largest sum of all parts once unpacked, in bytes.
const LARGEST_SUM: u64 = 64 << 20;
/// How many times larger than packed a part may be.
const LARGEST_RATIO: u64 = 100;
/// Parts this small cannot do harm whatever their ratio, in bytes.
const HARMLESS_PART: u64 = 256 << 10;
/// Most parts.
const MOST_PARTS: usize = 64;

/// Sheets that mean something in other tools, and that would be lost here.
const UNSUPPORTED: [&str; 3] = ["external_choices", "entities", "osm"];

/// The sheets of a questionnaire.
pub(super) struct Sheets {
    pub(super) survey: Sheet,
    pub(super) choices: Sheet,
    pub(super) settings: Sheet,
}

/// Opens a workbook; `None` after a fault that leaves nothing to read.
pub(super) fn open(bytes: &[u8], faults: &mut Faults) -> Option<Sheets> {
    match read(bytes, faults) {
        Ok(sheets) => sheets,
        Err(problem) => {
            faults.push(Fault::of_workbook(problem));
            None
        }
    }
}

fn read(bytes: &[u8], faults: &mut Faults) -> Result<Option<Sheets>, Problem> {
    check(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Problem::NotAWorkbook)?;
    let names = workbook.sheet_names();
    for name in names.iter().filter(|name| UNSUPPORTED.contains(&name.as_str())) {
        faults.push(Fault::of_workbook(Problem::UnsupportedSheet(name.clone())));
    }
    let mut load = |name: &str| {
        if names.iter().any(|other| other == name) {
            return sheet::read(&mut workbook, name, faults).map(Some);
        }
        faults.push(Fault::of_workbook(Problem::MissingSheet(name.to_owned())));
        Ok(None)
    };
    let (survey, choices, settings) = (load("survey")?, load("choices")?, load("settings")?);
    let (Some(survey), Some(choices), Some(settings)) = (survey, choices, settings) else { return Ok(None) };
    Ok(Some(Sheets { survey, choices, settings }))
}

/// Unpacks every part once, counting; what the archive says about its own sizes is not believed.
fn check(bytes: &[u8]) -> Result<(), Problem> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Problem::TooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::NotAWorkbook)?;
    if archive.len() > MOST_PARTS {
        return Err(Problem::TooLarge);
    }
    let mut sum = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Problem::NotAWorkbook)?;
        let is_xml = part.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels"));
        // The packed size is a claim too, but a part cannot be packed into more than the file.
        let packed = part.compressed_size().clamp(1, bytes.len() as u64);
        let allowed = LARGEST_PART.min(HARMLESS_PART.max(packed.saturating_mul(LARGEST_RATIO)));
        let unpacked = bounds::check(part.take(allowed + 1), is_xml)?;
        sum += unpacked;
        if unpacked > allowed || sum > LARGEST_SUM {
            return Err(Problem::TooLarge);
        }
    }
    Ok(())
}
