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
    use std::collections::BTreeMap;

    use guide::{Condition, Emergency, List, Rule, Twin};
    use i18n::Text;

    use super::*;

    #[test]
    fn guides_come_back_from_their_bytes_and_damage_is_noticed() {
        let emergency = Emergency { always: vec![Text::of("en", "Stay calm.")], ..Emergency::default() };
        let guides = Guides { forms: Vec::new(), rules: Vec::new(), emergency, learn: Vec::new() };
        let bytes = encode_guides(&guides).unwrap();

        assert_eq!(decode_guides(&bytes).unwrap().emergency, guides.emergency);
        for end in 0..bytes.len() {
            assert!(decode_guides(&bytes[..end]).is_err(), "cut at {end}");
        }
        assert!(decode_guides(&[&bytes[..], b"more"].concat()).is_err());
        assert!(decode_guides(&[0xFF; 40]).is_err(), "a false length");
    }

    /// Reading one would otherwise go as deep as somebody wrote it, until the stack is full and the app ends.
    #[test]
    fn a_rule_whose_conditions_nest_without_end_is_refused() {
        let guides = |depth: u32| {
            let positive = Condition::Positive("D1".to_owned());
            let condition = (0..depth).fold(positive, |inner, _| Condition::Not(Box::new(inner)));
            let twin = Twin { statement: String::new(), dimensions: Vec::new() };
            let rule = Rule {
                id: String::new(),
                form: String::new(),
                source: String::new(),
                lists: vec![List { id: String::new(), source: String::new(), applies: condition, strengths: None }],
                areas: Vec::new(),
                positive: Vec::new(),
                not_needed: Vec::new(),
                statements: Vec::new(),
                twin,
                signs: BTreeMap::new(),
            };
            let guides =
                Guides { forms: Vec::new(), rules: vec![rule], emergency: Emergency::default(), learn: Vec::new() };
            decode_guides(&encode_guides(&guides).unwrap())
        };

        assert!(guides(64).is_ok());
        assert!(guides(65).is_err());
        assert!(guides(20).is_ok(), "a refusal leaves nothing behind");
    }
}
