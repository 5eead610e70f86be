//! What an installed pack holds, unpacked beside it: checked once, when it was installed, and then opened without reading
//! it all.
//!
//! It belongs to the pack whose signed manifest it holds, byte for byte. The questionnaires are held to their hash at each
//! opening, the directory to its size, and once a week to its hash ([`crate::recheck`]).
//! Where it is missing or of another edition, the pack itself is opened and checked.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::archive::Archive;
use crate::install::write_through;
use crate::pack::{Unfolded, signed_manifest};
use crate::{DIRECTORY, GUIDES, Listing, MANIFEST, Manifest};

/// The ends of the folder's name, when it is whole and while it is written.
const WHOLE: &str = "unpacked";
const ARRIVING: &str = "unpacking";

/// An installed pack, opened.
pub(crate) struct Unpacked {
    pub(crate) manifest: Manifest,
    pub(crate) guides: Vec<u8>,
    pub(crate) listing: Listing,
}

/// Opens what lies unpacked beside this pack, if it is this pack's.
pub(crate) fn open(pack: &Path) -> Option<Unpacked> {
    let folder = pack.with_extension(WHOLE);
    let held = fs::read(folder.join(MANIFEST)).ok()?;
    let mut archive = Archive::in_file(File::open(pack).ok()?).ok()?;
    let (manifest, signed) = signed_manifest(&mut archive).ok()?;
    if signed != held {
        return None;
    }
    let member = |name: &str| manifest.members.iter().find(|member| member.name == name);
    let guides = fs::read(folder.join(GUIDES)).ok()?;
    // What a disk lost is noticed where looking costs nothing: the whole directory is not read again.
    let size = fs::metadata(folder.join(DIRECTORY)).ok()?.len();
    if !member(GUIDES)?.is(&guides) || member(DIRECTORY)?.size != size {
        return None;
    }
    let listing = Listing::open(&folder.join(DIRECTORY)).ok()?;
    Some(Unpacked { manifest, guides, listing })
}

/// Whether everything that lies unpacked beside this pack is what was signed, to the last byte.
pub(crate) fn is_whole(pack: &Path) -> bool {
    let folder = pack.with_extension(WHOLE);
    let is_signed = |name: &str, manifest: &Manifest| {
        let member = manifest.members.iter().find(|member| member.name == name)?;
        let file = folder.join(name);
        let is_as_long = fs::metadata(&file).ok()?.len() == member.size;
        Some(is_as_long && member.is(&fs::read(file).ok()?))
    };
    let signed = || {
        let mut archive = Archive::in_file(File::open(pack).ok()?).ok()?;
        let (manifest, signed) = signed_manifest(&mut archive).ok()?;
        (fs::read(folder.join(MANIFEST)).ok()? == signed).then_some(manifest)
    };
    let Some(manifest) = signed() else { return false };
    [GUIDES, DIRECTORY].iter().all(|name| is_signed(name, &manifest) == Some(true))
}

/// Lets go of what lies unpacked beside this pack: from now on the pack itself is opened.
pub(crate) fn discard(pack: &Path) {
    // What cannot be removed is written over.
    let _ = remove(&pack.with_extension(WHOLE));
}

/// A pack unpacked where nobody looks yet.
pub(crate) struct Arriving {
    folder: PathBuf,
    whole: PathBuf,
}

/// Writes what a checked pack holds, to be kept once the pack itself lies in its place.
///
/// # Errors
/// When the disk is full or refuses; nothing is then left behind.
pub(crate) fn write(pack: &Path, unfolded: &Unfolded) -> io::Result<Arriving> {
    let arriving = Arriving { folder: pack.with_extension(ARRIVING), whole: pack.with_extension(WHOLE) };
    remove(&arriving.folder)?;
    let Unfolded { signed, guides, directory, .. } = unfolded;
    let members = [(MANIFEST, signed), (GUIDES, guides), (DIRECTORY, directory)];
    let written = fs::create_dir(&arriving.folder)
        .and_then(|()| members.iter().try_for_each(|(name, bytes)| write_through(&arriving.folder.join(name), bytes)));
    match written {
        Ok(()) => Ok(arriving),
        Err(error) => {
            arriving.give_up();
            Err(error)
        }
    }
}

impl Arriving {
    /// Puts it in the place of that of the edition before. Where this fails, the pack is checked at each opening instead.
    pub(crate) fn keep(self) {
        if remove(&self.whole).and_then(|()| fs::rename(&self.folder, &self.whole)).is_err() {
            self.give_up();
        }
    }

    pub(crate) fn give_up(&self) {
        // When even this fails, the next attempt removes it.
        let _ = remove(&self.folder);
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
