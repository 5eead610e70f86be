//! Reads the directory's source files, writes its database, and exchanges it with other tools.

mod database;
mod geojson;
pub mod hsds;
mod picture;
#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod search_tests;
pub mod sheet;
mod source;
mod taxonomy;

pub use database::database;
pub use geojson::geojson;
pub use picture::PictureFault;
pub use source::{Directory, SourceFault, read};

use ::directory::{Date, Fault, Need, Place, Problem, Service};

/// Everything that is wrong with these entries, their terms included; empty when they may be published.
#[must_use]
pub fn check(services: &[Service], needs: &[Need], places: &[Place], today: Date) -> Vec<Fault> {
    let mut faults = ::directory::check(services, needs, places, today);
    for service in services {
        for term in service.terms.iter().filter(|term| !taxonomy::has(term)) {
            let problem = Problem::UnknownTerm(term.clone());
            faults.push(Fault { entry: service.id.clone(), field: "terms", lang: None, problem });
        }
    }
    faults
}

/// The services, as a list of entries.
pub const SERVICES: &str = "directory/services.json";
/// The needs, in the order in which their pictures are shown.
pub const NEEDS: &str = "directory/needs.json";
/// The places, each after the one it lies in.
pub const PLACES: &str = "directory/places.json";
/// The folder with a picture for each need, called like the need; it may be missing.
pub const PICTURES: &str = "directory/pictures";
/// Other words for what entries hold.
pub const SYNONYMS: &str = "directory/synonyms.json";
