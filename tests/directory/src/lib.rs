//! What the directory's search is measured with: queries whose right answers were written down before it was tuned,
//! made-up directories of any size, and the slips of a finger.
//!
//! Nothing in a made-up directory can be taken for a real service: each name says that it is made up, and no entry has a
//! phone number, because no range of numbers is reserved for fiction in all six countries. They are reached by mail under
//! `example.org`, which is reserved for examples (RFC 2606).

mod judged;
mod made;
mod slip;

use std::path::PathBuf;

use authoring::directory::{Directory, database, read};
use authoring::pack::Content;
use directory::Date;
use packs::Listing;

pub use judged::{Judged, judged};
pub use made::{ROUND, id, made};
pub use slip::{alphabet, slip};

/// The languages of the app's countries.
pub const LANGUAGES: [&str; 7] = ["en", "id", "ms", "vi", "th", "km", "lo"];

/// The directory of the app's own content.
///
/// # Panics
/// When the content is not there or has faults.
#[must_use]
pub fn real() -> Directory {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "content"].iter().collect();
    let content = Content::from_folder(&folder).expect("the content lies beside the tests");
    read(&content, today()).unwrap_or_else(|faults| panic!("the content has faults: {faults:?}"))
}

/// The directory as phones search it.
///
/// # Panics
/// When the directory's database cannot be made or opened.
#[must_use]
pub fn opened(directory: Directory) -> Listing {
    let bytes = database(directory, today()).expect("a checked directory can be written");
    Listing::from_bytes(&bytes).expect("what was written can be opened")
}

/// The same day always, so that the same seed gives the same directory.
///
/// # Panics
/// Never: the day is a good one.
#[must_use]
pub fn today() -> Date {
    "2026-11-22".parse().expect("a day of the calendar")
}
