//! Reads which classes a dex file defines. The format: <https://source.android.com/docs/core/runtime/dex-format>.

/// Where the header says how many strings, types and classes there are; where they start follows.
const STRINGS: usize = 0x38;
const TYPES: usize = 0x40;
const CLASSES: usize = 0x60;
/// How long an entry of each table is.
const STRING: usize = 4;
const TYPE: usize = 4;
const CLASS: usize = 32;

/// Every class, as `org/suluh/MainActivity`; `None` when this is no dex file.
pub(super) fn classes(dex: &[u8]) -> Option<Vec<String>> {
    dex.starts_with(b"dex\n").then_some(())?;
    (0..number(dex, CLASSES)?).map(|index| class(dex, index)).collect()
}

fn class(dex: &[u8], index: usize) -> Option<String> {
    let class_type = number(dex, entry(dex, CLASSES, CLASS, index)?)?;
    let descriptor = number(dex, entry(dex, TYPES, TYPE, class_type)?)?;
    let text = text(dex, number(dex, entry(dex, STRINGS, STRING, descriptor)?)?)?;
    Some(text.strip_prefix('L')?.strip_suffix(';')?.to_owned())
}

/// Where an entry of a table lies.
fn entry(dex: &[u8], table: usize, length: usize, index: usize) -> Option<usize> {
    (index < number(dex, table)?).then_some(())?;
    Some(number(dex, table + 4)? + index * length)
}

fn number(dex: &[u8], at: usize) -> Option<usize> {
    let bytes = dex.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
}

/// A text that starts with its length, each byte of which but the last has its highest bit set, and ends with a zero.
fn text(dex: &[u8], at: usize) -> Option<String> {
    let rest = dex.get(at..)?;
    let length_ends = rest.iter().position(|byte| byte & 0x80 == 0)? + 1;
    let bytes = rest.get(length_ends..)?.split(|byte| *byte == 0).next()?;
    Some(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One string, one type, one class, one after the other behind the header.
    fn dex() -> Vec<u8> {
        let mut dex = b"dex\n035\0".to_vec();
        dex.resize(0x70, 0);
        for (table, starts) in [(STRINGS, 0x70), (TYPES, 0x74), (CLASSES, 0x78)] {
            dex[table] = 1;
            dex[table + 4] = starts;
        }
        dex.extend([0x98, 0, 0, 0]);
        dex.extend([0; TYPE + CLASS]);
        dex.extend(b"\x05La/B;\0");
        dex
    }

    #[test]
    fn a_class_is_found_by_its_name() {
        assert_eq!(classes(&dex()).unwrap(), ["a/B"]);
    }

    #[test]
    fn what_is_cut_short_or_something_else_is_no_dex_file() {
        assert_eq!(classes(&dex()[..0x78]), None);
        assert_eq!(classes(b"PK\x03\x04"), None);
    }
}
