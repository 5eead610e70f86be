//! Making a vault, whatever goes wrong on the way.

use std::{fs, path::Path};

use super::*;
use crate::{KeyLevel, UnlockError, Vault, condition::Part, samples::*};

#[test]
fn asking_how_it_stands_or_failing_to_open_creates_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("vault");
    let mut vault = vault_in(&inside);

    assert_eq!(vault.condition(), Condition::Absent);
    assert!(matches!(vault.unlock(PIN.into(), 0), Err(UnlockError::Missing(Part::Slot))));
    assert!(matches!(vault.create("123456".into()), Err(CreateError::PinRefused(PinProblem::Sequence))));

    assert!(!inside.exists());
}

#[test]
fn a_second_vault_is_never_made_over_the_first() {
    let folder = made();
    let before = contents(folder.path());
    let mut vault = vault_in(folder.path());

    assert!(matches!(vault.create("846203".into()), Err(CreateError::Exists)));

    assert!(contents(folder.path()) == before);
}

#[test]
fn a_creation_cut_short_leaves_none_or_a_whole_vault() {
    for finished in 0..=FILES.len() {
        let whole = made();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("creating"), b"").unwrap();
        for file in &FILES[..finished] {
            fs::copy(whole.path().join(file), folder.path().join(file)).unwrap();
        }
        // Half of the next one; all but the database get their name when they are whole.
        let half = |file: &str| match file {
            "vault.sqlite" => folder.path().join(file),
            _ => folder.path().join(Path::new(file).with_extension("new")),
        };
        if let Some(file) = FILES.get(finished) {
            fs::write(half(file), b"half").unwrap();
        }
        let mut vault = vault_in(folder.path());

        if finished < FILES.len() {
            assert_eq!(vault.condition(), Condition::Absent, "{finished} files");
            vault.create("846203".into()).unwrap();
            vault.append(AT, SPACE, &[began()], None).unwrap();
            vault.unlock("846203".into(), 0).unwrap();
        } else {
            assert_eq!(vault.condition(), Condition::Locked);
            vault.unlock(PIN.into(), 0).unwrap();
        }

        assert!(!folder.path().join("creating").exists(), "{finished} files");
        let left: Vec<_> = contents(folder.path()).into_iter().map(|(name, _)| name).collect();
        assert!(!left.iter().any(|name| name.contains(".new")), "{left:?}");
    }
}

#[test]
fn a_vault_that_was_ever_open_is_never_taken_for_an_unfinished_one() {
    let folder = made();
    // As after a kill between the slot's rename and the marker's removal.
    fs::write(folder.path().join("creating"), b"").unwrap();
    vault_in(folder.path()).unlock(PIN.into(), 0).unwrap();
    fs::remove_file(folder.path().join("slot-pin.age")).unwrap();

    let mut vault = vault_in(folder.path());

    assert_eq!(vault.condition(), Condition::Incomplete(Part::Slot));
    assert!(matches!(vault.create("846203".into()), Err(CreateError::Exists)));
}

#[test]
fn a_creation_that_fails_leaves_none_and_can_be_tried_again() {
    struct Failing;
    impl DeviceKey for Failing {
        fn strengthen(&self, _: &[u8; 32]) -> Result<[u8; 32], DeviceKeyError> {
            Err(DeviceKeyError::Failed("busy".into()))
        }
        fn destroy(&self) -> Result<(), DeviceKeyError> {
            Ok(())
        }
        fn level(&self) -> KeyLevel {
            KeyLevel::Tee
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let mut failing = Vault::new(folder.path().to_owned(), Box::new(Failing));

    assert!(matches!(failing.create(PIN.into()), Err(CreateError::DeviceKey(_))));

    assert!(contents(folder.path()).is_empty());
    let mut vault = vault_in(folder.path());
    assert_eq!(vault.condition(), Condition::Absent);
    vault.create(PIN.into()).unwrap();
}

#[test]
fn every_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("vault");
    let mut vault = vault_in(&folder);
    vault.create(PIN.into()).unwrap();
    vault.append(AT, SPACE, &[began()], None).unwrap();

    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;

    assert_eq!(mode(&folder), 0o700);
    let names: Vec<_> = contents(&folder).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["attempts", "device.key", "slot-pin.age", "vault.sqlite", "vault.sqlite-wal"]);
    for name in names {
        assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
    }
}
