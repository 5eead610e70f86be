//! Reads the directory's source files and writes its database.

mod database;
#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod search_tests;
mod source;

pub use database::database;
pub use source::{Directory, SourceFault, read};

/// The services, as a list of entries.
pub const SERVICES: &str = "directory/services.json";
/// The needs, in the order in which their pictures are shown.
pub const NEEDS: &str = "directory/needs.json";
/// The places, each after the one it lies in.
pub const PLACES: &str = "directory/places.json";
