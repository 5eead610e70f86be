//! Opening a vault with its PIN.

use secrecy::SecretString;

use crate::{
    attempts::Attempts,
    condition::{self, Condition, Part},
    create,
    database::{self, DatabaseFault},
    device_key::{DeviceKey, DeviceKeyError},
    fault::{Cause, sorted_into},
    folder::Folder,
    keys::DeviceSecrets,
    slot::{OpenFault, Slot, SlotFault},
    store::Store,
};

/// Why the vault stays locked. Nothing in it was changed.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// Not the PIN.
    #[error("wrong PIN")]
    Wrong {
        /// How many in a row were wrong, this one included.
        failures: u32,
        /// How long to wait before the next, in milliseconds.
        wait_ms: u64,
    },
    /// Too early after wrong PINs; this one was not tried and does not count.
    #[error("too early for another PIN")]
    Wait {
        /// How long to wait still, in milliseconds.
        wait_ms: u64,
    },
    /// A part of the vault is gone. Of a vault that never was, the slot.
    #[error("a part of the vault is missing: {0:?}")]
    Missing(Part),
    /// The slot is damaged, or the PIN was right and the database does not open with its key. Nothing was changed.
    #[error("the vault is damaged")]
    Damaged,
    /// A newer version of the app wrote this vault.
    #[error("a newer version of the app wrote this vault")]
    TooNew,
    /// The device's key did not answer; trying again may help.
    #[error("the device's key failed")]
    DeviceKey(#[source] DeviceKeyError),
    /// No room left on this device, not even to open the vault.
    #[error("no room left on this device")]
    Full,
    /// The disk or the database refused.
    #[error("the disk or the database refused")]
    Disk(#[source] Cause),
}

sorted_into!(UnlockError);

impl From<DeviceKeyError> for UnlockError {
    fn from(error: DeviceKeyError) -> Self {
        match error {
            DeviceKeyError::Missing => UnlockError::Missing(Part::DeviceKey),
            error @ DeviceKeyError::Failed(_) => UnlockError::DeviceKey(error),
        }
    }
}

impl From<SlotFault> for UnlockError {
    fn from(fault: SlotFault) -> Self {
        match fault {
            SlotFault::Missing => UnlockError::Missing(Part::Slot),
            SlotFault::Damaged => UnlockError::Damaged,
            SlotFault::TooNew => UnlockError::TooNew,
            SlotFault::Io(error) => error.into(),
        }
    }
}

impl From<DatabaseFault> for UnlockError {
    fn from(fault: DatabaseFault) -> Self {
        match fault {
            DatabaseFault::TooNew => UnlockError::TooNew,
            DatabaseFault::Fault(fault) => fault.into(),
        }
    }
}

/// Opens the vault in `folder`. `uptime_ms` never runs faster than real time and never goes back but by a restart.
pub(crate) fn unlock(
    folder: &Folder,
    pin: &SecretString,
    uptime_ms: u64,
    key: &dyn DeviceKey,
) -> Result<Store, UnlockError> {
    match condition::of(folder, key) {
        Condition::Absent => return Err(UnlockError::Missing(Part::Slot)),
        Condition::Incomplete(part) => return Err(UnlockError::Missing(part)),
        Condition::Locked | Condition::Open => {}
    }
    let slot = Slot::read(folder)?;
    let device = DeviceSecrets::of(key)?;
    let mut attempts = Attempts::open(folder, &device.attempts, uptime_ms)?;
    let wait_ms = attempts.wait_ms(uptime_ms)?;
    if 0 < wait_ms {
        return Err(UnlockError::Wait { wait_ms });
    }

    attempts.begin(uptime_ms)?;
    let vault_key = match slot.open(pin, key) {
        Ok(vault_key) => vault_key,
        Err(OpenFault::WrongPin) => {
            let wait_ms = attempts.wait_ms(uptime_ms)?;
            return Err(UnlockError::Wrong { failures: attempts.failures(), wait_ms });
        }
        // No PIN was compared, so none was used up.
        Err(OpenFault::Device(error)) => {
            attempts.not_made()?;
            return Err(error.into());
        }
        Err(OpenFault::Damaged) => {
            attempts.not_made()?;
            return Err(UnlockError::Damaged);
        }
    };
    attempts.succeeded()?;
    create::finish(folder)?;
    let connection = database::open(&folder.database(), &vault_key.database_key())?;
    Ok(Store::open(connection)?)
}
