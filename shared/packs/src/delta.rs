//! Deltas: a signed manifest with those parts only that its receiver does not have. What is missing is taken from the pack in
//! use, and the whole is then checked as any pack is: a delta is trusted in nothing.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::PathBuf;

use crate::archive::{Archive, zipped};
use crate::pack::{others_are_listed, signed_manifest, signed_part};
use crate::{MANIFEST, MOST_MEMBER_BYTES, Manifest, Member, OpenError, SIGNATURES};

/// The whole pack. One that lacks nothing is given back as it is; what another lacks is taken from the pack that `base` names
/// for this manifest, where its hash is the signed one. The same delta on the same base gives the same bytes.
///
/// # Errors
/// [`OpenError::NeedsBase`] when the base lacks a part too, and as [`crate::Packs::open`].
pub fn whole(pack: &[u8], base: impl FnOnce(&Manifest) -> Option<PathBuf>) -> Result<Cow<'_, [u8]>, OpenError> {
    let mut delta = Archive::open(pack)?;
    let (manifest, signed) = signed_manifest(&mut delta)?;
    if manifest.members.iter().all(|member| delta.has(&member.name)) {
        return Ok(Cow::Borrowed(pack));
    }
    others_are_listed(&delta, &manifest)?;
    let mut base = base(&manifest).and_then(|base| Archive::in_file(File::open(base).ok()?).ok());
    let (_, signatures) = signed_part(&mut delta)?;
    let mut files = vec![(MANIFEST, signed)];
    files.extend(SIGNATURES.into_iter().zip(signatures));
    for member in &manifest.members {
        let held = if delta.has(&member.name) {
            part(&mut delta, member).ok_or(OpenError::Damaged)?
        } else {
            base.as_mut().and_then(|base| part(base, member)).ok_or(OpenError::NeedsBase)?
        };
        files.push((&member.name, held));
    }
    let files = files.iter().map(|(name, bytes)| (*name, bytes));
    zipped(files).map(Cow::Owned).map_err(|_| OpenError::Damaged)
}

/// The bytes of a part, if their hash is the signed one.
fn part<R: Read + Seek>(archive: &mut Archive<R>, member: &Member) -> Option<Vec<u8>> {
    let bytes = archive.read(&member.name, member.size.min(MOST_MEMBER_BYTES)).ok()?;
    member.is(&bytes).then_some(bytes)
}
