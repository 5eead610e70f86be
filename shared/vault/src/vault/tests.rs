//! The whole vault: opening, locking, what a PIN costs and what damage does.

use std::fs;

use super::*;
use crate::{
    SoftwareKey,
    condition::Part,
    device_key::{DeviceKeyError, strengthen},
    samples::*,
};

#[test]
fn what_was_written_is_there_after_locking_and_opening_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = vault_in(folder.path());
    assert_eq!(vault.condition(), Condition::Absent);
    vault.create(PIN.into()).unwrap();
    assert_eq!(vault.condition(), Condition::Open);
    vault.append(AT, SPACE, &[began(), noted("first")], Some("c21")).unwrap();
    vault.lock();
    assert_eq!(vault.condition(), Condition::Locked);

    vault.unlock(PIN.into(), 0).unwrap();

    assert_eq!(vault.case(SPACE).unwrap().notes[0].text, "first");
    assert_eq!(vault.place(SPACE).unwrap().as_deref(), Some("c21"));
}

#[test]
fn a_locked_vault_reads_and_writes_nothing() {
    let folder = made();
    let mut vault = vault_in(folder.path());

    assert!(matches!(vault.case(SPACE), Err(ReadError::Locked)));
    assert!(matches!(vault.append(AT, SPACE, &[noted("x")], None), Err(WriteError::Locked)));
}

#[test]
fn wrong_pins_are_counted_and_make_waiting_longer_and_the_right_one_still_opens() {
    let folder = made();
    let mut vault = vault_in(folder.path());
    let mut uptime = 0;
    for (failures, wait_s) in (1..).zip([0, 0, 0, 0, 30, 60, 300, 900, 3600, 3600]) {
        match vault.unlock("846203".into(), uptime) {
            Err(UnlockError::Wrong { failures: counted, wait_ms }) => {
                assert_eq!((counted, wait_ms), (failures, wait_s * 1_000));
            }
            other => panic!("{other:?}"),
        }
        if 0 < wait_s {
            // Even the right PIN is not tried, and trying costs nothing.
            let early = vault.unlock(PIN.into(), uptime + 1_000);
            let left = wait_s * 1_000 - 1_000;
            assert!(matches!(early, Err(UnlockError::Wait { wait_ms }) if wait_ms == left));
        }
        uptime += wait_s * 1_000;
    }

    vault.unlock(PIN.into(), uptime).unwrap();
    let after = vault.unlock("846203".into(), uptime);
    assert!(matches!(after, Err(UnlockError::Wrong { failures: 1, wait_ms: 0 })));
}

#[test]
fn a_wrong_pin_given_to_an_open_vault_locks_it() {
    let folder = made();
    let mut vault = vault_in(folder.path());
    vault.unlock(PIN.into(), 0).unwrap();

    assert!(vault.unlock("846203".into(), 0).is_err());

    assert_eq!(vault.condition(), Condition::Locked);
}

#[test]
fn a_part_that_is_gone_is_named_and_nothing_is_made_in_its_place() {
    for (file, part) in
        [("slot-pin.age", Part::Slot), ("device.key", Part::DeviceKey), ("vault.sqlite", Part::Database)]
    {
        let folder = made();
        fs::remove_file(folder.path().join(file)).unwrap();
        let before = contents(folder.path());
        let mut vault = vault_in(folder.path());

        assert_eq!(vault.condition(), Condition::Incomplete(part));
        assert!(matches!(vault.create(PIN.into()), Err(CreateError::Exists)));
        match vault.unlock(PIN.into(), 0) {
            Err(UnlockError::Missing(missing)) => assert_eq!(missing, part),
            other => panic!("{other:?}"),
        }

        assert!(contents(folder.path()) == before, "{file}");
    }
}

#[test]
fn another_devices_key_is_told_from_a_wrong_pin_and_costs_no_attempt() {
    let folder = made();
    fs::write(folder.path().join("device.key"), [5; 32]).unwrap();
    let before = contents(folder.path());
    let mut vault = vault_in(folder.path());

    assert_eq!(vault.condition(), Condition::Incomplete(Part::DeviceKey));
    let refused = vault.unlock(PIN.into(), 0);

    assert!(matches!(refused, Err(UnlockError::Missing(Part::DeviceKey))));
    assert!(contents(folder.path()) == before);
}

#[test]
fn a_damaged_database_is_damage_not_a_wrong_pin_and_is_left_as_it_is() {
    let cut = |bytes: &mut Vec<u8>| bytes.truncate(5_000);
    let emptied = |bytes: &mut Vec<u8>| bytes.clear();
    let first_page = |bytes: &mut Vec<u8>| bytes[100] ^= 1;
    let other = |bytes: &mut Vec<u8>| bytes.fill(7);
    let ways: [fn(&mut Vec<u8>); 4] = [cut, emptied, first_page, other];
    for (way, spoil) in ways.into_iter().enumerate() {
        let folder = made();
        let path = folder.path().join("vault.sqlite");
        let mut bytes = fs::read(&path).unwrap();
        spoil(&mut bytes);
        fs::write(&path, &bytes).unwrap();
        let mut vault = vault_in(folder.path());

        let opened = vault.unlock(PIN.into(), 0);

        assert!(matches!(opened, Err(UnlockError::Damaged)), "way {way}: {opened:?}");
        assert!(fs::read(&path).unwrap() == bytes, "way {way}");
        assert_eq!(vault.condition(), Condition::Locked);
    }
}

#[test]
fn a_database_of_a_newer_app_is_left_untouched() {
    let folder = made();
    let mut vault = vault_in(folder.path());
    vault.unlock(PIN.into(), 0).unwrap();
    vault.set_schema_version(99);
    vault.lock();
    let before = fs::read(folder.path().join("vault.sqlite")).unwrap();

    assert!(matches!(vault.unlock(PIN.into(), 0), Err(UnlockError::TooNew)));

    assert!(fs::read(folder.path().join("vault.sqlite")).unwrap() == before);
}

/// Every state a kill can leave while a vault is made: the first so many files, with the marker.
#[test]
fn a_device_key_that_fails_just_now_costs_no_attempt() {
    struct Stumbling {
        key: SoftwareKey,
        calls_left: std::cell::Cell<u32>,
    }
    impl DeviceKey for Stumbling {
        fn strengthen(&self, x: &[u8; 32]) -> Result<[u8; 32], DeviceKeyError> {
            match self.calls_left.get() {
                0 => Err(DeviceKeyError::Failed("busy".into())),
                left => {
                    self.calls_left.set(left - 1);
                    self.key.strengthen(x)
                }
            }
        }
        fn destroy(&self) -> Result<(), DeviceKeyError> {
            Ok(())
        }
        fn level(&self) -> KeyLevel {
            KeyLevel::Tee
        }
    }
    let folder = made();
    for calls in 0..3 {
        let key = SoftwareKey::new(folder.path());
        let stumbling = Stumbling { key, calls_left: std::cell::Cell::new(calls) };
        let mut vault = Vault::new(folder.path().to_owned(), Box::new(stumbling));
        assert!(matches!(vault.unlock(PIN.into(), 0), Err(UnlockError::DeviceKey(_))));
    }

    let wrong = vault_in(folder.path()).unlock("846203".into(), 0);

    assert!(matches!(wrong, Err(UnlockError::Wrong { failures: 1, .. })), "{wrong:?}");
}

#[test]
fn the_journal_is_empty_after_erasing() {
    let folder = made();
    let mut vault = vault_in(folder.path());
    vault.unlock(PIN.into(), 0).unwrap();
    vault.append(AT, SPACE, &[noted("second")], None).unwrap();
    assert!(0 < fs::metadata(folder.path().join("vault.sqlite-wal")).unwrap().len());

    vault.erase(SPACE).unwrap();

    assert_eq!(fs::metadata(folder.path().join("vault.sqlite-wal")).unwrap().len(), 0);
    assert!(matches!(vault.case(SPACE), Err(ReadError::NotFound)));
}

#[test]
fn no_word_is_ever_readable_in_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = vault_in(folder.path());
    vault.create(PIN.into()).unwrap();
    for word in ["canary-latin", "กระดาษ-canary", "ក្រដាស"] {
        vault.append(AT, SPACE, &[began(), noted(word)], Some(word)).unwrap();
        vault.set_draft(SPACE, "note", word).unwrap();
    }
    for locked in [false, true] {
        if locked {
            vault.lock();
        }
        for (name, bytes) in contents(folder.path()) {
            for word in ["canary", "กระดาษ", "ក្រដាស", "answered", "CREATE TABLE", PIN] {
                let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
                for words in [word.as_bytes(), &utf16] {
                    assert!(!bytes.windows(words.len()).any(|window| window == words), "{name}");
                }
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn printing_a_vault_or_its_errors_shows_no_path_and_no_words() {
    let folder = made();
    let mut vault = vault_in(folder.path());
    let error = vault.unlock("846203".into(), 0).unwrap_err();

    let printed = format!("{vault:?} {error:?} {error}");

    assert!(!printed.contains("846203") && !printed.contains(folder.path().to_str().unwrap()));
}

#[test]
fn the_device_key_is_what_makes_the_slot_worthless_elsewhere() {
    let (here, there) = (made(), made());
    fs::copy(here.path().join("slot-pin.age"), there.path().join("slot-pin.age")).unwrap();

    let opened = vault_in(there.path()).unlock(PIN.into(), 0);

    assert!(matches!(opened, Err(UnlockError::Missing(Part::DeviceKey))));
    let keys = [here.path(), there.path()].map(SoftwareKey::new);
    assert!(strengthen(&keys[0], &[0; 32]).unwrap() != strengthen(&keys[1], &[0; 32]).unwrap());
}

#[test]
fn a_try_is_counted_on_the_disk_before_the_pin_is_tried() {
    /// Looks at the counter whenever it is asked; the last time is while the PIN is tried.
    struct Watching {
        key: SoftwareKey,
        folder: PathBuf,
        seen: std::sync::mpsc::Sender<Vec<u8>>,
    }
    impl DeviceKey for Watching {
        fn strengthen(&self, x: &[u8; 32]) -> Result<[u8; 32], DeviceKeyError> {
            self.seen.send(fs::read(self.folder.join("attempts")).unwrap()).unwrap();
            self.key.strengthen(x)
        }
        fn destroy(&self) -> Result<(), DeviceKeyError> {
            Ok(())
        }
        fn level(&self) -> KeyLevel {
            KeyLevel::Software
        }
    }
    let folder = made();
    let before = fs::read(folder.path().join("attempts")).unwrap();
    let (seen, looks) = std::sync::mpsc::channel();
    let key = SoftwareKey::new(folder.path());
    let watching = Watching { key, folder: folder.path().to_owned(), seen };

    Vault::new(folder.path().to_owned(), Box::new(watching)).unlock(PIN.into(), 0).unwrap();

    let last = looks.try_iter().last().unwrap();
    assert!(last != before, "killed here, the try would be for nothing");
    assert!(fs::read(folder.path().join("attempts")).unwrap() != last, "and the right PIN ends the count");
}
