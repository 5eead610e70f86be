//! Packs: the content of the app as one signed file. Opens them, checks them, installs them, and looks things up.
//!
//! A pack is public and holds no case data; this crate never sees a key of the vault. What it opens it reads only: the
//! directory of the pack that comes with the app lives in memory, so it works on a read-only disk and without any data
//! folder; that of an installed pack is read where it lies.

mod archive;
mod changes;
mod delta;
mod error;
mod guides;
mod install;
mod listing;
mod manifest;
mod pack;
mod parts;
mod recheck;
mod schema;
mod search;
mod signature;
mod similar;
mod unpacked;
mod word;

pub use archive::{MOST_BYTES, MOST_MEMBER_BYTES, zipped};
pub use delta::whole;
pub use error::{InstallError, OpenError, ReadError};
pub use guides::{GuidesError, decode_guides, encode_guides};
pub use install::{install, install_file, installed};
pub use listing::{Listing, SCHEMA_VERSION, written_rows};
pub use manifest::{CONTENT, DIRECTORY, FORMAT, GUIDES, MANIFEST, Manifest, Member, SIGNATURES, sha256};
pub use pack::{Packs, read};
pub use parts::Parts;
pub use recheck::{Rechecked, recheck};
pub use schema::SCHEMA;
pub use signature::{PUBLISHERS, THRESHOLD};
pub use word::MOST_TERMS;
