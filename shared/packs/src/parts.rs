//! A pack taken apart, for those who make packs: they sign one after the other, when too few have signed to open it.

use crate::archive::Archive;
use crate::pack::{signed_part, unfold_members};
use crate::signature::{count, known};
use crate::{DIRECTORY, GUIDES, Listing, Manifest, OpenError, decode_guides};

/// Everything in a pack. Each part is what the manifest says; who signed the manifest is not looked at.
pub struct Parts {
    /// What the pack says about itself.
    pub manifest: Manifest,
    /// The same, as it was signed.
    pub signed: Vec<u8>,
    /// The signatures, in their order.
    pub signatures: Vec<Vec<u8>>,
    /// Name and bytes of everything else, in the order of the manifest.
    pub members: Vec<(String, Vec<u8>)>,
}

impl Parts {
    /// Takes a pack apart.
    ///
    /// # Errors
    /// As [`crate::Packs::from_bytes`], but for those who signed.
    pub fn of(pack: &[u8]) -> Result<Self, OpenError> {
        let mut archive = Archive::open(pack)?;
        let (signed, signatures) = signed_part(&mut archive)?;
        // A signature of somebody known that does not fit says that the manifest is not what was signed.
        count(&known(), &signed, &signatures)?;
        let manifest = Manifest::read(&signed)?;
        let mut members = Vec::new();
        unfold_members(&mut archive, &manifest, |name, bytes| members.push((name.to_owned(), bytes)))?;
        Ok(Self { manifest, signed, signatures, members })
    }

    /// Looks at what [`crate::Packs::verify`] looks at: that a key this app knows has signed, and that every question and entry
    /// can be read. Only how many publishers have signed is not asked: a pack to sign has too few.
    ///
    /// # Errors
    /// As [`crate::Packs::verify`].
    pub fn check(&self) -> Result<(), OpenError> {
        if self.signed_by(&known())? == 0 {
            return Err(OpenError::Foreign);
        }
        decode_guides(self.part(GUIDES)?)?;
        let listing = Listing::from_bytes(self.part(DIRECTORY)?).map_err(|_| OpenError::Damaged)?;
        listing.check().map_err(|_| OpenError::Damaged)
    }

    fn part(&self, name: &str) -> Result<&[u8], OpenError> {
        let found = self.members.iter().find(|(other, _)| other == name);
        found.map(|(_, bytes)| bytes.as_slice()).ok_or(OpenError::Damaged)
    }

    /// How many of these publishers have signed; of those that this app knows, see [`crate::PUBLISHERS`].
    ///
    /// # Errors
    /// [`OpenError::Damaged`] when one of them signed something else.
    pub fn signed_by(&self, publishers: &[&str]) -> Result<usize, OpenError> {
        count(publishers, &self.signed, &self.signatures)
    }
}
