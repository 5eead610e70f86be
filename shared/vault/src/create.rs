//! Making a new vault, so that a kill at any moment leaves either none or a whole one.
//!
//! Order: marker, device key, database, counter, slot, marker away. Each is on the disk before the next. The slot's rename is
//! the moment the vault exists; nothing is written into the database before the marker is gone.

use std::io;

use secrecy::SecretString;

use crate::{
    attempts::Attempts,
    condition::{self, Condition},
    database,
    device_key::{DeviceKey, DeviceKeyError},
    fault::{Cause, Fault},
    folder::{self, Folder},
    keys::{Cost, DeviceSecrets, VaultKey},
    pin::{self, PinProblem},
    slot::{SealFault, Slot},
    store::Store,
};

/// Why no vault was made. None is there, and one can be made later.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The PIN is one that others would guess.
    #[error("the PIN is refused: {0}")]
    PinRefused(#[from] PinProblem),
    /// There is one already, whole or not; it is left as it is.
    #[error("there is a vault already")]
    Exists,
    /// No room left on this device.
    #[error("no room left on this device")]
    Full,
    /// The disk or the database refused.
    #[error("the disk or the database refused")]
    Disk(#[source] Cause),
    /// The device's key could not be made or used.
    #[error("the device's key failed")]
    DeviceKey(#[source] DeviceKeyError),
}

impl From<Fault> for CreateError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Full => CreateError::Full,
            // What was written a moment ago cannot be read.
            Fault::Damaged => CreateError::Disk(io::Error::from(io::ErrorKind::InvalidData).into()),
            Fault::Disk(cause) => CreateError::Disk(cause),
        }
    }
}

impl From<io::Error> for CreateError {
    fn from(error: io::Error) -> Self {
        Fault::from(error).into()
    }
}

impl From<SealFault> for CreateError {
    fn from(fault: SealFault) -> Self {
        match fault {
            SealFault::Device(error) => error.into(),
            SealFault::Disk(fault) => fault.into(),
        }
    }
}

impl From<DeviceKeyError> for CreateError {
    /// A key that is a file needs room too.
    fn from(error: DeviceKeyError) -> Self {
        let refusal = match &error {
            DeviceKeyError::Failed(source) => source.downcast_ref::<io::Error>(),
            DeviceKeyError::Missing => None,
        };
        match refusal.map(io::Error::kind) {
            Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => CreateError::Full,
            _ => CreateError::DeviceKey(error),
        }
    }
}

/// Makes a vault in `folder` and opens it.
pub(crate) fn create(
    folder: &Folder,
    pin: &SecretString,
    cost: Cost,
    key: &dyn DeviceKey,
) -> Result<Store, CreateError> {
    pin::check(pin)?;
    if condition::of(folder, key) != Condition::Absent {
        return Err(CreateError::Exists);
    }
    let made = make(folder, pin, cost, key);
    if made.is_err() && folder::exists(&folder.creating()) {
        // The marker still says that nothing was ever written into it. If tidying fails too, the next creation does it.
        let _ = remove_leftovers(folder).and_then(|()| folder::remove(&folder.creating()));
    }
    made
}

fn make(folder: &Folder, pin: &SecretString, cost: Cost, key: &dyn DeviceKey) -> Result<Store, CreateError> {
    folder.make()?;
    folder::write_whole(&folder.creating(), b"")?;
    remove_leftovers(folder)?;
    key.prepare()?;
    let vault_key = VaultKey::random().map_err(io::Error::from)?;
    let connection = database::create(&folder.database(), &vault_key.database_key())?;
    let store = Store::create(connection)?;
    Attempts::create(folder, &DeviceSecrets::of(key)?.attempts)?;
    folder.sync()?;
    Slot::write(folder, &vault_key, pin, cost, key)?;
    finish(folder)?;
    Ok(store)
}

/// From here on the vault may hold something. Also done at unlocking, for a creation that was cut short here.
pub(crate) fn finish(folder: &Folder) -> io::Result<()> {
    if folder::exists(&folder.creating()) {
        folder::remove(&folder.creating())?;
        folder.sync()?;
    }
    Ok(())
}

/// Removes what an unfinished creation left. Only while the marker is there. The slot goes first: without it, it is no vault.
fn remove_leftovers(folder: &Folder) -> io::Result<()> {
    folder::remove(&folder.slot())?;
    folder.sync()?;
    folder::remove(&folder.journal())?;
    folder::remove(&folder.database())?;
    folder::remove(&folder.attempts())?;
    folder.sync()
}

#[cfg(test)]
mod tests;
