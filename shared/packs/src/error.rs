//! Why a pack could not be opened, installed or read. None of these names what somebody looked for.

use std::io;

/// Why a pack was refused. The pack in use stays in use.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file is no pack at all.
    #[error("this file is not a pack")]
    NotAPack,
    /// It was a pack once: something in it was cut off or changed.
    #[error("this pack is damaged; get it again")]
    Damaged,
    /// It holds only what is new: the rest must come from another pack.
    #[error("this pack needs a content file it builds on; ask for the whole one")]
    NeedsBase,
    /// It is signed by nobody this app trusts, or by a key that may not sign it.
    #[error("this pack does not come from a publisher this app trusts")]
    Foreign,
    /// It was made for a newer version of the app.
    #[error("this pack needs a newer version of the app")]
    TooNew,
    /// It was made for an older version of the app.
    #[error("this pack was made for an older version of the app")]
    TooOld,
    /// It is larger than any pack may be, or unfolds to more than it should.
    #[error("this pack is too large")]
    TooLarge,
    /// The disk refused.
    #[error("the pack could not be read")]
    Io(#[from] io::Error),
}

/// Why a pack was not installed. The one installed before stays in use.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// The pack itself was refused.
    #[error(transparent)]
    Refused(#[from] OpenError),
    /// A newer one is installed.
    #[error("version {installed} is installed, this is the older version {offered}")]
    Older {
        /// The version in use.
        installed: u64,
        /// The version that was refused.
        offered: u64,
    },
    /// The disk is full or refused.
    #[error("the pack could not be written")]
    Io(#[from] io::Error),
}

/// Why an open pack could not answer.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// `SQLite` refused. Only its code is kept: its message can repeat what somebody typed.
    #[error("the directory could not be read (SQLite {code})")]
    Sql {
        /// `SQLite`'s extended result code; 0 when it gave none.
        code: i32,
    },
    /// An entry is not what this version of the app can read.
    #[error("an entry of the directory could not be read")]
    Entry,
}

impl From<rusqlite::Error> for ReadError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql { code: error.sqlite_error().map_or(0, |sqlite| sqlite.extended_code) }
    }
}

impl From<serde_json::Error> for ReadError {
    fn from(_: serde_json::Error) -> Self {
        Self::Entry
    }
}
