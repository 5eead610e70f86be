//! A vault for tests, with a PIN that costs little to try.

use std::{fs, path::Path};

use casework::Happened;
use sync::{Moment, SpaceId};

use crate::{SoftwareKey, Vault};

pub(crate) const PIN: &str = "739146";
pub(crate) const SPACE: SpaceId = SpaceId([1; 16]);
pub(crate) const AT: Moment = Moment { utc_ms: 1_795_000_000_000, offset_min: 420 };
pub(crate) const FILES: [&str; 4] = ["device.key", "vault.sqlite", "attempts", "slot-pin.age"];

pub(crate) fn vault_in(folder: &Path) -> Vault {
    let key = Box::new(SoftwareKey::new(folder));
    Vault::with_cost(folder.to_owned(), key, 4)
}

/// A locked vault with one note in it.
pub(crate) fn made() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = vault_in(folder.path());
    vault.create(PIN.into()).unwrap();
    vault.append(AT, SPACE, &[began(), noted("first")], Some("c21")).unwrap();
    folder
}

pub(crate) fn began() -> Happened {
    Happened::Began { language: "id".to_owned() }
}

pub(crate) fn noted(text: &str) -> Happened {
    Happened::Noted { text: text.to_owned() }
}

pub(crate) fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}
