//! How a vault stands, from looking at its files only.

use crate::{
    device_key::{DeviceKey, DeviceKeyError},
    folder::{Folder, exists},
    keys::DeviceSecrets,
    slot::Slot,
};

/// How a vault stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// There is none (or only the leftovers of one that was never finished): one can be made.
    Absent,
    /// There is one; it needs the PIN.
    Locked,
    /// It is open.
    Open,
    /// There is one, but a part of it is gone. Nothing is made in its place.
    Incomplete(Part),
}

/// A part without which a vault cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The file that holds the vault key, sealed with the PIN.
    Slot,
    /// The device's own key, or it is another one than the vault was made with.
    DeviceKey,
    /// The database.
    Database,
}

/// How the vault in `folder` stands while it is not open. Creates and changes nothing.
///
/// The slot is the last file a new vault gets, and the marker of an unfinished one is gone before anything is ever written
/// into it. So: marker without slot is a vault that never was; database without slot and marker is one that lost its slot.
pub(crate) fn of(folder: &Folder, key: &dyn DeviceKey) -> Condition {
    let database = exists(&folder.database());
    if !exists(&folder.slot()) {
        let written_to = database || exists(&folder.journal());
        return if written_to && !exists(&folder.creating()) {
            Condition::Incomplete(Part::Slot)
        } else {
            Condition::Absent
        };
    }
    if !is_this_device(folder, key) {
        return Condition::Incomplete(Part::DeviceKey);
    }
    if !database {
        return Condition::Incomplete(Part::Database);
    }
    Condition::Locked
}

/// A key that does not answer just now, or a slot that cannot be read, is for unlocking to report.
fn is_this_device(folder: &Folder, key: &dyn DeviceKey) -> bool {
    match DeviceSecrets::of(key) {
        Ok(device) => Slot::read(folder).map_or(true, |slot| slot.is_of(&device)),
        Err(DeviceKeyError::Missing) => false,
        Err(DeviceKeyError::Failed(_)) => true,
    }
}
