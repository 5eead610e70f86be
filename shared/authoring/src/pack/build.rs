//! From content to one signed file.

use std::path::Path;

use directory::{Date, unconfirmed};
use packs::{CONTENT, DIRECTORY, FORMAT, GUIDES, MANIFEST, Manifest, Member, Packs, SIGNATURES, encode_guides, zipped};

use super::sign::Key;
use super::{BuildFault, Content, guides};
use crate::directory::{self as source, database};

/// The name of the pack that comes with the app.
const PACK: &str = "suluh";

/// How many months a pack is meant to be used: hotlines are to be called again after three.
const MONTHS: u16 = 3;

/// How a pack is built.
#[derive(Clone, Copy)]
pub struct BuildOptions<'a> {
    /// For people: every number confirmed, and not signed with the test key.
    pub release: bool,
    /// The edition; made from the day when there is none.
    pub version: Option<u64>,
    /// The day for which entries are checked and ordered.
    pub today: Date,
    /// Told of each step.
    pub progress: &'a dyn Fn(Progress),
}

/// A step of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// A workbook is being compiled.
    Compiling {
        /// The workbook.
        file: String,
        /// How many are done.
        done: usize,
        /// How many there are.
        of: usize,
    },
    /// The directory is being checked and indexed.
    Directory,
    /// Everything is being put into one file and checked as the app will check it.
    Packing,
}

/// Builds a pack from a content folder. The same content on the same day gives the same bytes.
///
/// # Errors
/// Everything that stands in the way; see [`BuildFault`].
pub fn build(content: &Path, options: &BuildOptions<'_>) -> Result<Vec<u8>, Vec<BuildFault>> {
    let content = Content::from_folder(content).map_err(|error| vec![error.into()])?;
    build_content(&content, options)
}

/// Builds a pack from content in memory.
///
/// # Errors
/// As [`build`].
pub fn build_content(content: &Content, options: &BuildOptions<'_>) -> Result<Vec<u8>, Vec<BuildFault>> {
    let mut faults = Vec::new();
    let guides = guides::compile(content, options, &mut faults);
    (options.progress)(Progress::Directory);
    let directory = match source::read(content, options.today) {
        Ok(directory) => Some(directory),
        Err(found) => {
            faults.extend(found.into_iter().map(BuildFault::Directory));
            None
        }
    };
    if options.release {
        let services = directory.iter().flat_map(|directory| unconfirmed(&directory.services));
        faults.extend(services.map(BuildFault::Unconfirmed));
        faults.push(BuildFault::TestKey);
    }
    let (Some(directory), true) = (directory, faults.is_empty()) else { return Err(faults) };

    let guides = encode_guides(&guides).map_err(|error| vec![error.into()])?;
    let directory = database(directory, options.today).map_err(|error| vec![error.into()])?;
    (options.progress)(Progress::Packing);
    let members = [(GUIDES, guides), (DIRECTORY, directory)];
    let manifest = manifest(options, &members);
    let key = Key::development().ok_or_else(|| vec![BuildFault::TestKey])?;
    let pack = pack(&manifest, &key, &members).map_err(|fault| vec![fault])?;
    Packs::verify(pack.clone()).map_err(|error| vec![BuildFault::Refused(error)])?;
    Ok(pack)
}

fn manifest(options: &BuildOptions<'_>, members: &[(&str, Vec<u8>)]) -> Manifest {
    Manifest {
        pack: PACK.to_owned(),
        kind: CONTENT.to_owned(),
        version: options.version.unwrap_or_else(|| version_of(options.today)),
        format: FORMAT,
        min_app: env!("CARGO_PKG_VERSION").to_owned(),
        expires: Some(options.today.plus_months(MONTHS)),
        release: options.release,
        members: members.iter().map(|(name, bytes)| Member::of(name, bytes)).collect(),
    }
}

/// The day as a number, with room for a hundred editions: 22 November 2026 is 2026112200.
fn version_of(today: Date) -> u64 {
    let (year, month, day) = today.parts();
    ((u64::from(year) * 100 + u64::from(month)) * 100 + u64::from(day)) * 100
}

/// Signs a manifest and puts everything into one file.
pub(super) fn pack(manifest: &Manifest, key: &Key, members: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, BuildFault> {
    let bytes = serde_json::to_vec_pretty(manifest).map_err(|_| BuildFault::Packing)?;
    let comment = format!("pack {} version {}", manifest.pack, manifest.version);
    let signature = key.sign(&bytes, &comment).into_bytes();
    let first = [(MANIFEST, &bytes), (SIGNATURES[0], &signature)];
    zipped(first.into_iter().chain(members.iter().map(|(name, bytes)| (*name, bytes)))).map_err(|_| BuildFault::Packing)
}
