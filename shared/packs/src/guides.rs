//! The compiled questionnaires as bytes.
//!
//! bincode 1.3 writes exactly the fields of the Rust types: quick to load and useless to any other version of the app.
//! [`crate::FORMAT`] says which version wrote them.

use bincode::Options as _;
use guide::Guides;

use crate::{MOST_MEMBER_BYTES, OpenError};

/// The questionnaires could not be written as bytes: they are larger than a pack's file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the questionnaires are too large for a pack")]
pub struct GuidesError;

/// The bytes of a pack's questionnaires.
///
/// # Errors
/// [`GuidesError`] above 32 MiB.
pub fn encode_guides(guides: &Guides) -> Result<Vec<u8>, GuidesError> {
    options().serialize(guides).map_err(|_| GuidesError)
}

/// The questionnaires from their bytes; all of them must be used up. Whoever calls this has checked where they come from.
///
/// # Errors
/// [`OpenError::Damaged`].
pub fn decode_guides(bytes: &[u8]) -> Result<Guides, OpenError> {
    options().deserialize(bytes).map_err(|_| OpenError::Damaged)
}

/// The limit also bounds what a false length can make the reader allocate.
fn options() -> impl bincode::Options {
    bincode::DefaultOptions::new().with_limit(MOST_MEMBER_BYTES)
}

#[cfg(test)]
mod tests {
    use guide::Emergency;
    use i18n::Text;

    use super::*;

    #[test]
    fn guides_come_back_from_their_bytes_and_damage_is_noticed() {
        let emergency = Emergency { always: vec![Text::of("en", "Stay calm.")], ..Emergency::default() };
        let guides = Guides { forms: Vec::new(), rules: Vec::new(), emergency };
        let bytes = encode_guides(&guides).unwrap();

        assert_eq!(decode_guides(&bytes).unwrap().emergency, guides.emergency);
        for end in 0..bytes.len() {
            assert!(decode_guides(&bytes[..end]).is_err(), "cut at {end}");
        }
        assert!(decode_guides(&[&bytes[..], b"more"].concat()).is_err());
        assert!(decode_guides(&[0xFF; 40]).is_err(), "a false length");
    }
}
