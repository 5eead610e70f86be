//! Flipped bits in any file of a vault: it never panics, never shows something else than was written, and nothing is thrown
//! away or repaired behind the person's back.

use std::{fs, path::Path};

use casework::CaseFile;

use super::*;
use crate::{condition::Part, samples::*};

const SPACES: u8 = 12;
const FLIPS: usize = 200;

fn space(number: u8) -> SpaceId {
    SpaceId([number; 16])
}

/// A locked vault with several pages of cases, and what is in them.
fn filled() -> (tempfile::TempDir, Vec<CaseFile>) {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = vault_in(folder.path());
    vault.create(PIN.into()).unwrap();
    for number in 0..SPACES {
        let text = format!("note {number} ").repeat(200);
        vault.append(AT, space(number), &[began(), noted(&text), noted("second")], Some("c21")).unwrap();
        vault.set_draft(space(number), "note", &text).unwrap();
    }
    let cases = (0..SPACES).map(|number| vault.case(space(number)).unwrap()).collect();
    (folder, cases)
}

/// Flips bits all over one file, one at a time.
fn with_each_flip(folder: &Path, file: &str, mut then: impl FnMut(&mut Vault, &str)) {
    let path = folder.join(file);
    let whole = fs::read(&path).unwrap();
    let others: Vec<_> = contents(folder).into_iter().filter(|(name, _)| name != file).collect();
    for flip in 0..FLIPS {
        // Steps of the golden ratio reach every part of the file, and never the same bit twice.
        let bit = (flip * 6_180_339 + flip) % (whole.len() * 8);
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, &flipped).unwrap();
        let mut vault = vault_in(folder);
        then(&mut vault, &format!("{file}, bit {bit}"));
        vault.lock();
        for (name, bytes) in &others {
            fs::write(folder.join(name), bytes).unwrap();
        }
    }
    fs::write(&path, &whole).unwrap();
}

#[test]
fn a_flipped_bit_in_the_database_is_named_damage_or_changes_nothing() {
    let (folder, cases) = filled();
    let (mut refused, mut partly) = (0, 0);
    with_each_flip(folder.path(), "vault.sqlite", |vault, place| {
        let flipped = fs::read(folder.path().join("vault.sqlite")).unwrap();
        match vault.unlock(PIN.into(), 0) {
            Err(UnlockError::Damaged) => refused += 1,
            Err(other) => panic!("{place}: {other:?}"),
            Ok(()) => {
                for case in &cases {
                    match vault.case(case.space) {
                        Ok(read) => assert!(read == *case, "{place}: shows something else"),
                        Err(ReadError::Damaged) => partly += 1,
                        Err(other) => panic!("{place}: {other:?}"),
                    }
                }
                match vault.draft(space(1), "note") {
                    Ok(draft) => assert!(draft == Some("note 1 ".repeat(200)), "{place}: another draft"),
                    Err(error) => assert!(matches!(error, ReadError::Damaged), "{place}: {error:?}"),
                }
                match vault.cases(0, 50) {
                    Ok((total, _)) => assert_eq!(total, 0),
                    Err(error) => assert!(matches!(error, ReadError::Damaged), "{place}: {error:?}"),
                }
            }
        }
        assert!(fs::read(folder.path().join("vault.sqlite")).unwrap() == flipped, "{place}: was changed");
    });
    assert!(0 < refused && 0 < partly, "{refused} refused, {partly} cases unreadable: the flips hit too little");
}

#[test]
fn a_flipped_bit_in_the_slot_is_damage_and_costs_no_attempt() {
    let (folder, _) = filled();
    let attempts = fs::read(folder.path().join("attempts")).unwrap();
    with_each_flip(folder.path(), "slot-pin.age", |vault, place| {
        let opened = vault.unlock(PIN.into(), 0);
        assert!(matches!(opened, Err(UnlockError::Damaged)), "{place}: {opened:?}");
        assert!(fs::read(folder.path().join("attempts")).unwrap() == attempts, "{place}");
    });
}

#[test]
fn a_flipped_bit_in_the_devices_key_means_that_it_is_missing() {
    let (folder, _) = filled();
    with_each_flip(folder.path(), "device.key", |vault, place| {
        assert_eq!(vault.condition(), Condition::Incomplete(Part::DeviceKey), "{place}");
        assert!(matches!(vault.unlock(PIN.into(), 0), Err(UnlockError::Missing(Part::DeviceKey))), "{place}");
    });
}

#[test]
fn a_flipped_bit_in_the_counter_never_locks_out_for_good() {
    let (folder, _) = filled();
    with_each_flip(folder.path(), "attempts", |vault, place| match vault.unlock(PIN.into(), 0) {
        Ok(()) => {}
        Err(UnlockError::Wait { wait_ms }) => {
            assert!(vault.unlock(PIN.into(), wait_ms).is_ok(), "{place}");
        }
        Err(other) => panic!("{place}: {other:?}"),
    });
}

#[test]
fn a_flipped_bit_in_the_journal_shows_only_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = vault_in(folder.path());
    vault.create(PIN.into()).unwrap();
    let texts: Vec<String> = (0..40).map(|number| format!("note {number} ").repeat(30)).collect();
    vault.append(AT, SPACE, &[began()], None).unwrap();
    for text in &texts {
        vault.append(AT, SPACE, &[noted(text)], None).unwrap();
    }
    // As a kill leaves it.
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in contents(folder.path()) {
        fs::write(copy.path().join(name), bytes).unwrap();
    }
    with_each_flip(copy.path(), "vault.sqlite-wal", |vault, place| {
        match vault.unlock(PIN.into(), 0).map(|()| vault.case(SPACE)) {
            Ok(Ok(case)) => {
                let notes: Vec<&String> = case.notes.iter().map(|note| &note.text).collect();
                assert!(texts.iter().zip(&notes).all(|(text, note)| text == *note), "{place}");
            }
            Ok(Err(ReadError::NotFound | ReadError::Damaged)) | Err(UnlockError::Damaged) => {}
            other => panic!("{place}: {other:?}"),
        }
    });
}
