//! The door to the encrypted store.

use std::{fmt, path::PathBuf};

use casework::{CaseFile, Happened, Reported, Summary, Told};
use secrecy::SecretString;
use sync::{EventId, Moment, SpaceId};

use crate::{
    condition::{self, Condition},
    create::{CreateError, create},
    device_key::{DeviceKey, KeyLevel},
    fault::{ReadError, WriteError},
    folder::Folder,
    keys::Cost,
    store::Store,
    unlock::{UnlockError, unlock},
};

/// The vault of one data folder. One process at a time; whoever owns the folder sees to that.
pub struct Vault {
    folder: Folder,
    key: Box<dyn DeviceKey>,
    cost: Cost,
    store: Option<Store>,
}

impl Vault {
    /// The vault in `folder`, on the device that holds `key`. Touches nothing on the disk.
    #[must_use]
    pub fn new(folder: PathBuf, key: Box<dyn DeviceKey>) -> Self {
        Self { folder: Folder::new(folder), key, cost: Cost::USUAL, store: None }
    }

    /// How the vault stands. Reads only; creates nothing.
    #[must_use]
    pub fn condition(&self) -> Condition {
        match self.store {
            Some(_) => Condition::Open,
            None => condition::of(&self.folder, &*self.key),
        }
    }

    /// How well this device keeps its key.
    #[must_use]
    pub fn key_level(&self) -> KeyLevel {
        self.key.level()
    }

    /// Makes a new vault with this PIN and opens it. Slow on purpose.
    ///
    /// # Errors
    ///
    /// See [`CreateError`].
    #[expect(clippy::needless_pass_by_value, reason = "the PIN ends here and is zeroized")]
    pub fn create(&mut self, pin: SecretString) -> Result<(), CreateError> {
        if self.store.is_some() {
            return Err(CreateError::Exists);
        }
        self.store = Some(create(&self.folder, &pin, self.cost, &*self.key)?);
        Ok(())
    }

    /// Opens the vault. Slow on purpose. An open one is locked first, so that a wrong PIN never leaves it open.
    ///
    /// `uptime_ms`: milliseconds since the device or the app started; must not run faster than real time.
    ///
    /// # Errors
    ///
    /// See [`UnlockError`].
    #[expect(clippy::needless_pass_by_value, reason = "the PIN ends here and is zeroized")]
    pub fn unlock(&mut self, pin: SecretString, uptime_ms: u64) -> Result<(), UnlockError> {
        self.lock();
        self.store = Some(unlock(&self.folder, &pin, uptime_ms, &*self.key)?);
        Ok(())
    }

    /// Closes the database; its keys are zeroized. Everything acknowledged is on the disk already.
    pub fn lock(&mut self) {
        self.store = None;
    }

    /// Writes what happened in a space, and where the conversation goes on, in one transaction. `Ok` means it is on the disk.
    ///
    /// A space begins with [`Happened::Began`]. A referral is checked against its consent here once more.
    ///
    /// # Errors
    ///
    /// See [`WriteError`]; then nothing of it was written.
    pub fn append(
        &mut self,
        at: Moment,
        space: SpaceId,
        happened: &[Happened],
        place: Option<&str>,
    ) -> Result<Vec<EventId>, WriteError> {
        self.writable()?.append(at, space, happened, place)
    }

    /// Writes where a conversation goes on.
    ///
    /// # Errors
    ///
    /// See [`WriteError`].
    pub fn set_place(&mut self, space: SpaceId, place: &str) -> Result<(), WriteError> {
        self.writable()?.set_place(space, place)
    }

    /// Where a conversation goes on, if that was written.
    ///
    /// # Errors
    ///
    /// See [`ReadError`].
    pub fn place(&self, space: SpaceId) -> Result<Option<String>, ReadError> {
        self.readable()?.place(space)
    }

    /// The latest conversation that is neither kept nor erased.
    ///
    /// # Errors
    ///
    /// See [`ReadError`].
    pub fn unfinished(&self) -> Result<Option<Summary>, ReadError> {
        self.readable()?.unfinished()
    }

    /// How many cases there are, and `limit` of them (at most 50) from the one numbered `from`, the latest first.
    ///
    /// # Errors
    ///
    /// See [`ReadError`].
    pub fn cases(&self, from: u32, limit: u32) -> Result<(u32, Vec<Summary>), ReadError> {
        self.readable()?.cases(from, limit)
    }

    /// Everything in one conversation or case.
    ///
    /// # Errors
    ///
    /// See [`ReadError`].
    pub fn case(&self, space: SpaceId) -> Result<CaseFile, ReadError> {
        self.readable()?.case(space)
    }

    /// Writes that a service was not as the directory says. `Ok` means it is on the disk.
    ///
    /// # Errors
    ///
    /// See [`WriteError`]; then nothing of it was written.
    pub fn report(&mut self, at: Moment, reported: &Reported) -> Result<(), WriteError> {
        self.writable()?.report(at, reported)
    }

    /// Everything reported about services, the oldest first.
    ///
    /// # Errors
    ///
    /// See [`ReadError`].
    pub fn reports(&self) -> Result<Vec<Told>, ReadError> {
        self.readable()?.reports()
    }

    /// Keeps an unfinished conversation as a new case, or puts it into the case `into`. Returns the case.
    ///
    /// # Errors
    ///
    /// [`WriteError::NotFound`] when `conversation` is not an unfinished one or `into` is not a case.
    pub fn keep(&mut self, at: Moment, conversation: SpaceId, into: Option<SpaceId>) -> Result<SpaceId, WriteError> {
        self.writable()?.keep(at, conversation, into)
    }

    /// Erases a conversation or case: nothing of it stays but that this many events are erased.
    ///
    /// # Errors
    ///
    /// See [`WriteError`]. After [`WriteError::Full`] or [`WriteError::Disk`] erase again, or unlock again, to finish it.
    pub fn erase(&mut self, space: SpaceId) -> Result<(), WriteError> {
        self.writable()?.erase(space)
    }

    /// Keeps half-written text of one field of a space that is being written.
    ///
    /// # Errors
    ///
    /// See [`WriteError`].
    pub fn set_draft(&mut self, space: SpaceId, field: &str, text: &str) -> Result<(), WriteError> {
        self.writable()?.set_draft(space, field, text)
    }

    /// The half-written text of one field.
    ///
    /// # Errors
    ///
    /// See [`ReadError`].
    pub fn draft(&self, space: SpaceId, field: &str) -> Result<Option<String>, ReadError> {
        self.readable()?.draft(space, field)
    }

    /// Drops the half-written text of one field, usually because it was written as what happened.
    ///
    /// # Errors
    ///
    /// See [`WriteError`].
    pub fn clear_draft(&mut self, space: SpaceId, field: &str) -> Result<(), WriteError> {
        self.writable()?.clear_draft(space, field)
    }

    fn readable(&self) -> Result<&Store, ReadError> {
        self.store.as_ref().ok_or(ReadError::Locked)
    }

    fn writable(&mut self) -> Result<&mut Store, WriteError> {
        self.store.as_mut().ok_or(WriteError::Locked)
    }
}

#[cfg(test)]
impl Vault {
    /// A vault whose PIN costs little to try.
    pub(crate) fn with_cost(folder: PathBuf, key: Box<dyn DeviceKey>, log_n: u8) -> Self {
        Self { cost: Cost { log_n }, ..Self::new(folder, key) }
    }

    /// Pretends another version of the app wrote the schema.
    pub(crate) fn set_schema_version(&self, version: i64) {
        self.store.as_ref().unwrap().set_schema_version(version);
    }
}

/// Prints no path and nothing inside.
impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("open", &self.store.is_some()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod damage;
#[cfg(test)]
mod tests;
