//! What can go wrong when reading and writing, sorted by what it means for the person.

use std::io;

use casework::NotCovered;
use rusqlite::ErrorCode;

/// What the disk or the database said, for whoever repairs it. Holds nobody's words.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// The file system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// `SQLite` refused.
    #[error(transparent)]
    Sql(#[from] rusqlite::Error),
    /// What happened could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// Why nothing could be read. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No PIN has been given since the app was opened or locked.
    #[error("the vault is locked")]
    Locked,
    /// There is no such conversation or case (any more).
    #[error("no such conversation or case")]
    NotFound,
    /// A part of the database cannot be read; it is left as it is. Until the vault is locked and unlocked again, whole
    /// parts may be refused too.
    #[error("the database is damaged")]
    Damaged,
    /// No room left on this device.
    #[error("no room left on this device")]
    Full,
    /// The disk or the database refused.
    #[error("the disk or the database refused")]
    Disk(#[source] Cause),
}

/// Why nothing was written. Everything from before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// No PIN has been given since the app was opened or locked.
    #[error("the vault is locked")]
    Locked,
    /// There is no such conversation or case (any more), or it is not what this needs.
    #[error("no such conversation or case")]
    NotFound,
    /// A referral's consent does not cover it.
    #[error(transparent)]
    NotCovered(#[from] NotCovered),
    /// A referral names a consent that was not given in this case.
    #[error("no such consent in this case")]
    NoConsent,
    /// No room left on this device.
    #[error("no room left on this device")]
    Full,
    /// A part of the database cannot be read; it is left as it is.
    #[error("the database is damaged")]
    Damaged,
    /// The disk or the database refused.
    #[error("the disk or the database refused")]
    Disk(#[source] Cause),
}

/// A failure of disk or database, sorted.
#[derive(Debug)]
pub(crate) enum Fault {
    Full,
    Damaged,
    Disk(Cause),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Fault::Full,
            _ => Fault::Disk(error.into()),
        }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqliteFailure(refusal, _) => match refusal.code {
                ErrorCode::DiskFull => Fault::Full,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Fault::Damaged,
                _ => Fault::Disk(error.into()),
            },
            // The schema is ours: a value of another type was not written by this app.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::QueryReturnedNoRows => Fault::Damaged,
            _ => Fault::Disk(error.into()),
        }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Fault::Disk(error.into())
    }
}

/// Lets `?` sort a failure of disk or database into an operation's own error.
macro_rules! sorted_into {
    ($($error:ty),+) => {$(
        impl From<$crate::fault::Fault> for $error {
            fn from(fault: $crate::fault::Fault) -> Self {
                match fault {
                    $crate::fault::Fault::Full => Self::Full,
                    $crate::fault::Fault::Damaged => Self::Damaged,
                    $crate::fault::Fault::Disk(cause) => Self::Disk(cause),
                }
            }
        }

        impl From<rusqlite::Error> for $error {
            fn from(error: rusqlite::Error) -> Self {
                $crate::fault::Fault::from(error).into()
            }
        }

        impl From<std::io::Error> for $error {
            fn from(error: std::io::Error) -> Self {
                $crate::fault::Fault::from(error).into()
            }
        }
    )+};
}
pub(crate) use sorted_into;

sorted_into!(ReadError, WriteError);

impl From<serde_json::Error> for WriteError {
    fn from(error: serde_json::Error) -> Self {
        Fault::from(error).into()
    }
}
