//! Opens a workbook, after checking that it cannot exhaust the machine: the reader itself has no bounds.

mod bounds;
pub(crate) mod cell;
pub(crate) mod sheet;

use std::io::{Cursor, Read as _};

use calamine::{Reader as _, Xlsx};
use zip::ZipArchive;

use crate::fault::Problem;

/// Largest file, in bytes.
pub(crate) const LARGEST_FILE: u64 = 10 << 20;
/// Largest part of a workbook once unpacked, in bytes.
const LARGEST_PART: u64 = 16 << 20;
/// Largest sum of all parts once unpacked, in bytes.
const LARGEST_SUM: u64 = 64 << 20;
/// How many times larger than packed a part may be.
const LARGEST_RATIO: u64 = 100;
/// Parts this small cannot do harm whatever their ratio, in bytes.
const HARMLESS_PART: u64 = 256 << 10;
/// How older workbooks begin, and those with a password.
const OLD_WORKBOOK: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Most parts.
const MOST_PARTS: usize = 64;

/// Opens a workbook that can be read without harm.
pub(crate) fn open(bytes: &[u8]) -> Result<Xlsx<Cursor<&[u8]>>, Problem> {
    check(bytes)?;
    Xlsx::new(Cursor::new(bytes)).map_err(|_| Problem::NotAWorkbook)
}

/// Unpacks every part once, counting; what the archive says about its own sizes is not believed.
fn check(bytes: &[u8]) -> Result<(), Problem> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Problem::TooLarge);
    }
    if bytes.starts_with(OLD_WORKBOOK) {
        return Err(Problem::OldWorkbook);
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
