//! An opened pack.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use directory::{Found, Need, Place, Query, Service};
use guide::Guides;

use crate::archive::Archive;
use crate::guides::decode_guides;
use crate::signature::signers_of;
use crate::unpacked::{self, Unpacked};
use crate::{
    DIRECTORY, GUIDES, Listing, MANIFEST, MOST_BYTES, MOST_MEMBER_BYTES, Manifest, OpenError, ReadError, SIGNATURES,
};

/// Manifests and signatures are small; more is not read.
const MOST_MANIFEST_BYTES: u64 = 64 * 1024;

/// An opened pack: its signature and every hash have been checked.
pub struct Packs {
    manifest: Manifest,
    listing: Listing,
    guides: Vec<u8>,
    decoded: OnceLock<Arc<Guides>>,
}

impl std::fmt::Debug for Packs {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Packs").field("manifest", &self.manifest).finish_non_exhaustive()
    }
}

impl Packs {
    /// Opens a pack from a file. One that was installed was checked then, and is opened from what lies unpacked beside it;
    /// any other is checked now.
    ///
    /// # Errors
    /// [`OpenError`]; nothing is kept of a pack that is refused.
    pub fn open(file: &Path) -> Result<Self, OpenError> {
        match unpacked::open(file) {
            Some(Unpacked { manifest, guides, listing }) => {
                Ok(Self { manifest, listing, guides, decoded: OnceLock::new() })
            }
            None => Self::from_bytes(read(file)?),
        }
    }

    /// Opens a pack that is in memory, such as the one that comes with the app.
    ///
    /// # Errors
    /// As [`Self::open`].
    #[expect(clippy::needless_pass_by_value, reason = "the packed bytes are let go of as soon as they are unfolded")]
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, OpenError> {
        let Unfolded { manifest, guides, directory, .. } = unfold(&bytes)?;
        let listing = Listing::from_bytes(&directory).map_err(|_| OpenError::Damaged)?;
        Ok(Self { manifest, listing, guides, decoded: OnceLock::new() })
    }

    /// Checks everything about a pack, to the last question and entry.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn verify(bytes: Vec<u8>) -> Result<Manifest, OpenError> {
        let pack = Self::from_bytes(bytes)?;
        pack.guides()?;
        pack.listing.check().map_err(|_| OpenError::Damaged)?;
        Ok(pack.manifest)
    }

    /// What the pack says about itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The questionnaires; unfolded at the first call.
    ///
    /// # Errors
    /// [`OpenError::Damaged`] when they were written by another version of the app.
    pub fn guides(&self) -> Result<Arc<Guides>, OpenError> {
        if let Some(guides) = self.decoded.get() {
            return Ok(Arc::clone(guides));
        }
        let guides = Arc::new(decode_guides(&self.guides)?);
        Ok(Arc::clone(self.decoded.get_or_init(|| guides)))
    }

    pub(crate) fn listing(&self) -> &Listing {
        &self.listing
    }

    /// Looks services up.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn search(&self, query: &Query) -> Result<Found, ReadError> {
        self.listing.search(query)
    }

    /// One service; `None` when this pack does not list it.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn service(&self, id: &str) -> Result<Option<Service>, ReadError> {
        self.listing.service(id)
    }

    /// The needs, in the order in which they are shown.
    ///
    /// # Errors
    /// None today; a later kind of pack reads them when asked.
    pub fn needs(&self) -> Result<Vec<Need>, ReadError> {
        Ok(self.listing.needs().to_vec())
    }

    /// The places, in their given order.
    ///
    /// # Errors
    /// As [`Self::needs`].
    pub fn places(&self) -> Result<Vec<Place>, ReadError> {
        Ok(self.listing.places().to_vec())
    }

    /// Whether nobody called at least one of the services: the app then shows a standing notice.
    #[must_use]
    pub fn unconfirmed(&self) -> bool {
        self.listing.unconfirmed()
    }
}

/// The bytes of a pack's file, read no further than a pack can be long.
///
/// # Errors
/// [`OpenError::Io`], [`OpenError::TooLarge`].
pub fn read(file: &Path) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    File::open(file)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES { Err(OpenError::TooLarge) } else { Ok(bytes) }
}

/// A pack's files, checked.
pub(crate) struct Unfolded {
    pub(crate) manifest: Manifest,
    /// The manifest as it was signed.
    pub(crate) signed: Vec<u8>,
    pub(crate) guides: Vec<u8>,
    pub(crate) directory: Vec<u8>,
}

/// The manifest of a pack and what was signed of it. It says who made the pack, and by its hashes what is in it.
pub(crate) fn signed_manifest<R: Read + Seek>(archive: &mut Archive<R>) -> Result<(Manifest, Vec<u8>), OpenError> {
    let (signed, signatures) = signed_part(archive)?;
    let by = signers_of(&signed, &signatures)?;
    let manifest = Manifest::read(&signed)?;
    if by.may_sign(&manifest) { Ok((manifest, signed)) } else { Err(OpenError::Foreign) }
}

/// The manifest's bytes and the signatures over them, of which nothing is known yet.
pub(crate) fn signed_part<R: Read + Seek>(archive: &mut Archive<R>) -> Result<(Vec<u8>, Vec<Vec<u8>>), OpenError> {
    let signed = archive.read(MANIFEST, MOST_MANIFEST_BYTES)?;
    let mut signatures = Vec::new();
    for name in SIGNATURES {
        if archive.has(name) {
            signatures.push(archive.read(name, MOST_MANIFEST_BYTES)?);
        }
    }
    if signatures.is_empty() { Err(OpenError::Damaged) } else { Ok((signed, signatures)) }
}

/// The signature comes first: nothing in a pack is looked into before it is known who made it.
pub(crate) fn unfold(bytes: &[u8]) -> Result<Unfolded, OpenError> {
    let mut archive = Archive::open(bytes)?;
    let (manifest, signed) = signed_manifest(&mut archive)?;
    let (mut guides, mut directory) = (None, None);
    unfold_members(&mut archive, &manifest, |name, bytes| match name {
        GUIDES => guides = Some(bytes),
        DIRECTORY => directory = Some(bytes),
        // Additions of a later edition of the same format.
        _ => {}
    })?;
    let guides = guides.ok_or(OpenError::Damaged)?;
    let directory = directory.ok_or(OpenError::Damaged)?;
    Ok(Unfolded { manifest, signed, guides, directory })
}

/// Files that nobody signed for have no place in a pack.
pub(crate) fn others_are_listed<R: Read + Seek>(archive: &Archive<R>, manifest: &Manifest) -> Result<(), OpenError> {
    let listed = |name: &[u8]| manifest.members.iter().any(|member| member.name.as_bytes() == name);
    if archive.others(listed) { Ok(()) } else { Err(OpenError::Damaged) }
}

/// Gives each file that the manifest lists, once its hash is right.
pub(crate) fn unfold_members<R: Read + Seek>(
    archive: &mut Archive<R>,
    manifest: &Manifest,
    mut take: impl FnMut(&str, Vec<u8>),
) -> Result<(), OpenError> {
    others_are_listed(archive, manifest)?;
    if manifest.members.iter().any(|member| !archive.has(&member.name)) {
        return Err(OpenError::NeedsBase);
    }
    for member in &manifest.members {
        let bytes = archive.read(&member.name, member.size.min(MOST_MEMBER_BYTES))?;
        if !member.is(&bytes) {
            return Err(OpenError::Damaged);
        }
        take(&member.name, bytes);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_can_be_handed_to_the_thread_that_searches_it() {
        fn sendable<T: Send>() {}
        sendable::<Packs>();
    }

    #[test]
    fn a_file_too_large_to_be_a_pack_is_not_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("large");
        // A file with a hole: as long as a bomb, without the bytes.
        File::create(&file).unwrap().set_len(1 << 40).unwrap();

        assert!(matches!(Packs::open(&file), Err(OpenError::TooLarge)));
    }
}
