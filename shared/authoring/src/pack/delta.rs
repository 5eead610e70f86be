//! Deltas for those who have an older pack: far fewer bytes where content goes from hand to hand.

use packs::{Member, OpenError, Parts};

use super::countersign::packed;

/// A new pack without the parts that the older one holds too.
#[derive(Debug)]
pub struct Delta {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many parts it holds.
    pub held: usize,
    /// How many the whole pack has.
    pub all: usize,
}

/// What a holder of `old` needs to have `new`: its signed manifest and the parts that are different.
///
/// # Errors
/// [`OpenError`] when one of them is no whole pack.
pub fn delta(old: &[u8], new: &[u8]) -> Result<Delta, OpenError> {
    let (old, mut new) = (Parts::of(old)?, Parts::of(new)?);
    let all = new.members.len();
    let is_held = |name: &str, bytes: &[u8]| old.manifest.members.contains(&Member::of(name, bytes));
    new.members.retain(|(name, bytes)| !is_held(name, bytes));
    let bytes = packed(&new).ok_or(OpenError::Damaged)?;
    Ok(Delta { bytes, held: new.members.len(), all })
}
