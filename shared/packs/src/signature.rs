//! Who may sign a pack.

use std::collections::BTreeSet;

use minisign_verify::{Error, PublicKey, Signature};

use crate::{Manifest, OpenError};

/// The test key. Its secret half is public: it signs development packs and nothing that is meant for people.
const DEVELOPMENT: &str = include_str!("../../../content/keys/development.pub");

/// The keys of the publishers: three people who do not share a desk. There are none yet.
pub const PUBLISHERS: &[&str] = &[];

/// How many publishers must sign: one of them, or a thief of one key, can change no number alone.
pub const THRESHOLD: usize = 2;

/// Who signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signers {
    /// Anybody who has the source code.
    Anybody,
    /// As many publishers as it takes.
    Publishers,
}

impl Signers {
    /// Whether they may sign this pack.
    pub(crate) fn may_sign(self, manifest: &Manifest) -> bool {
        match self {
            Self::Anybody => !manifest.release,
            Self::Publishers => true,
        }
    }
}

/// Every key this app knows: those of the publishers, and the test key, with which everything is signed that is built.
pub(crate) fn known() -> Vec<&'static str> {
    PUBLISHERS.iter().copied().chain([DEVELOPMENT]).collect()
}

/// Finds out who signed these bytes.
///
/// # Errors
/// [`OpenError::Foreign`] when too few keys this app knows have signed, [`OpenError::Damaged`] when the bytes are not those
/// that were signed.
pub(crate) fn signers_of(bytes: &[u8], signatures: &[Vec<u8>]) -> Result<Signers, OpenError> {
    signers_among(PUBLISHERS, bytes, signatures)
}

/// See [`signers_of`]. Once there are publishers the test key opens nothing any more.
fn signers_among(publishers: &[&str], bytes: &[u8], signatures: &[Vec<u8>]) -> Result<Signers, OpenError> {
    let known = if publishers.is_empty() { &[DEVELOPMENT] } else { publishers };
    match count(known, bytes, signatures)? {
        THRESHOLD.. => Ok(Signers::Publishers),
        1 if publishers.is_empty() => Ok(Signers::Anybody),
        _ => Err(OpenError::Foreign),
    }
}

/// How many of these keys have signed these bytes. Keys that are not known count for nothing: later versions of the app may
/// know more publishers.
///
/// # Errors
/// [`OpenError::Damaged`] when the bytes are not those that one of them signed, [`OpenError::Foreign`] when a key is none.
pub(crate) fn count(known: &[&str], bytes: &[u8], signatures: &[Vec<u8>]) -> Result<usize, OpenError> {
    let keys: Vec<PublicKey> =
        known.iter().map(|key| PublicKey::decode(key)).collect::<Result<_, _>>().map_err(|_| OpenError::Foreign)?;
    let mut signed = BTreeSet::new();
    for signature in signatures {
        let signature = std::str::from_utf8(signature).map_err(|_| OpenError::Damaged)?;
        let signature = Signature::decode(signature).map_err(|_| OpenError::Damaged)?;
        for (number, key) in keys.iter().enumerate() {
            match key.verify(bytes, &signature, false) {
                Ok(()) => {
                    signed.insert(number);
                }
                Err(Error::UnexpectedKeyId) => {}
                Err(_) => return Err(OpenError::Damaged),
            }
        }
    }
    Ok(signed.len())
}

#[cfg(test)]
mod tests {
    use minisign::KeyPair;

    use super::*;

    /// Three publishers, and their public keys as they would be compiled in.
    fn three() -> (Vec<KeyPair>, Vec<String>) {
        let pairs: Vec<KeyPair> = (0..3).map(|_| KeyPair::generate_unencrypted_keypair().unwrap()).collect();
        let public = pairs.iter().map(|pair| pair.pk.to_box().unwrap().to_string()).collect();
        (pairs, public)
    }

    fn sign(pair: &KeyPair, bytes: &[u8]) -> Vec<u8> {
        minisign::sign(None, &pair.sk, bytes, None, None).unwrap().to_string().into_bytes()
    }

    #[test]
    fn every_key_that_is_compiled_in_can_be_used_and_is_another_one() {
        let keys: BTreeSet<&str> = PUBLISHERS.iter().copied().chain([DEVELOPMENT]).collect();
        assert_eq!(keys.len(), PUBLISHERS.len() + 1);
        assert!(PUBLISHERS.is_empty() || PUBLISHERS.len() > THRESHOLD, "one key may be lost");
        for key in keys {
            assert!(PublicKey::decode(key).is_ok());
        }
    }

    #[test]
    fn the_test_key_says_that_it_is_one() {
        assert!(DEVELOPMENT.contains("TEST KEY"));
    }

    #[test]
    fn any_two_of_three_publishers_may_sign_and_none_of_them_alone() {
        let (pairs, public) = three();
        let publishers: Vec<&str> = public.iter().map(String::as_str).collect();
        let by = |who: &[usize]| {
            let signatures: Vec<Vec<u8>> = who.iter().map(|number| sign(&pairs[*number], b"words")).collect();
            signers_among(&publishers, b"words", &signatures)
        };

        for two in [[0, 1], [0, 2], [2, 1]] {
            assert!(matches!(by(&two), Ok(Signers::Publishers)), "{two:?}");
        }
        assert!(matches!(by(&[0, 1, 2]), Ok(Signers::Publishers)));
        for too_few in [&[][..], &[0], &[1, 1], &[2, 2, 2]] {
            assert!(matches!(by(too_few), Err(OpenError::Foreign)), "{too_few:?}");
        }
    }

    #[test]
    fn keys_that_are_not_known_count_for_nothing() {
        let (pairs, public) = three();
        let (others, _) = three();
        let publishers: Vec<&str> = public.iter().map(String::as_str).collect();
        let signed = |pairs: &[&KeyPair]| -> Vec<Vec<u8>> { pairs.iter().map(|pair| sign(pair, b"words")).collect() };

        let one_and_a_stranger = signed(&[&pairs[0], &others[0]]);
        assert!(matches!(signers_among(&publishers, b"words", &one_and_a_stranger), Err(OpenError::Foreign)));
        let two_and_a_stranger = signed(&[&others[0], &pairs[0], &pairs[1]]);
        assert!(matches!(signers_among(&publishers, b"words", &two_and_a_stranger), Ok(Signers::Publishers)));
    }

    #[test]
    fn one_signature_of_other_bytes_spoils_all() {
        let (pairs, public) = three();
        let publishers: Vec<&str> = public.iter().map(String::as_str).collect();
        let signatures = [sign(&pairs[0], b"words"), sign(&pairs[1], b"words"), sign(&pairs[2], b"other")];
        assert!(matches!(signers_among(&publishers, b"words", &signatures), Err(OpenError::Damaged)));
        assert!(matches!(signers_among(&publishers, b"words", &[b"no signature".to_vec()]), Err(OpenError::Damaged)));
    }
}
