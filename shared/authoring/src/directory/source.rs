//! The directory as its authors write it: four JSON files, each a list of entries.

use directory::{Date, Fault, Need, Place, Service, Synonym, check_synonyms};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::picture::{self, PictureFault};
use super::{NEEDS, PLACES, SERVICES, SYNONYMS, check};
use crate::pack::Content;

/// The entries of a directory, checked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Directory {
    /// The services, in no order.
    pub services: Vec<Service>,
    /// The needs, in the order in which they are shown.
    pub needs: Vec<Need>,
    /// The places, in the order in which countries are preferred.
    pub places: Vec<Place>,
    /// Other words for what entries hold, in no order.
    pub synonyms: Vec<Synonym>,
}

/// What is wrong with the directory's files.
#[derive(Debug, thiserror::Error)]
pub enum SourceFault {
    /// The file is not there.
    #[error("{file} is missing")]
    Missing {
        /// The file.
        file: &'static str,
    },
    /// The file is not JSON, or not a list.
    #[error("{file} cannot be read: {reason}")]
    NotAList {
        /// The file.
        file: &'static str,
        /// Line and column, or what was found instead.
        reason: String,
    },
    /// An entry lacks a field, or a field holds what it cannot hold.
    #[error("{file}, {entry}: {reason}")]
    Unreadable {
        /// The file.
        file: &'static str,
        /// The id of the entry, or its number in the list.
        entry: String,
        /// The field and what is wrong.
        reason: String,
    },
    /// A picture cannot be used.
    #[error("{file} {fault}")]
    Picture {
        /// The file.
        file: String,
        /// What is wrong with it.
        fault: PictureFault,
    },
    /// An entry may not be published as it is.
    #[error("{file}, {fault}")]
    Refused {
        /// The file that is most likely to hold it.
        file: &'static str,
        /// The entry, the field and what is wrong.
        fault: Fault,
    },
}

/// Reads and checks the directory's files.
///
/// # Errors
/// Every fault in them; nothing is dropped silently.
pub fn read(content: &Content, today: Date) -> Result<Directory, Vec<SourceFault>> {
    let mut faults = Vec::new();
    let services = entries(content, SERVICES, &mut faults);
    let mut needs = entries(content, NEEDS, &mut faults);
    picture::add(&mut needs, content, &mut faults);
    let places = entries(content, PLACES, &mut faults);
    let synonyms = entries(content, SYNONYMS, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let refused = |fault: Fault| {
        let file = [
            (NEEDS, is_in(&needs, |need: &Need| &need.id, &fault)),
            (PLACES, is_in(&places, |place: &Place| &place.id, &fault)),
        ];
        let file = file.into_iter().find(|(_, is_in)| *is_in).map_or(SERVICES, |(file, _)| file);
        SourceFault::Refused { file, fault }
    };
    let mut faults: Vec<SourceFault> = check(&services, &needs, &places, today).into_iter().map(refused).collect();
    let of_synonyms = |fault| SourceFault::Refused { file: SYNONYMS, fault };
    faults.extend(check_synonyms(&synonyms).into_iter().map(of_synonyms));
    if faults.is_empty() { Ok(Directory { services, needs, places, synonyms }) } else { Err(faults) }
}

fn is_in<T>(entries: &[T], id: impl Fn(&T) -> &String, fault: &Fault) -> bool {
    entries.iter().any(|entry| *id(entry) == fault.entry)
}

fn entries<T: DeserializeOwned>(content: &Content, file: &'static str, faults: &mut Vec<SourceFault>) -> Vec<T> {
    let Some(bytes) = content.get(file) else {
        faults.push(SourceFault::Missing { file });
        return Vec::new();
    };
    let list: Vec<Value> = match serde_json::from_slice(bytes) {
        Ok(list) => list,
        Err(error) => {
            faults.push(SourceFault::NotAList { file, reason: error.to_string() });
            return Vec::new();
        }
    };
    let mut entries = Vec::new();
    for (number, value) in list.into_iter().enumerate() {
        let entry = value["id"].as_str().map_or_else(|| format!("entry {}", number + 1), str::to_owned);
        match one(value) {
            Ok(read) => entries.push(read),
            Err(reason) => faults.push(SourceFault::Unreadable { file, entry, reason }),
        }
    }
    entries
}

fn one<T: DeserializeOwned>(value: Value) -> Result<T, String> {
    // HSDS calls it so. Whoever writes only this one must not find the place published.
    if value.get("confidential_location").is_some_and(|own| *own != value["secret"]) {
        return Err("confidential_location and secret must say the same".to_owned());
    }
    serde_json::from_value(value).map_err(|error| error.to_string())
}
