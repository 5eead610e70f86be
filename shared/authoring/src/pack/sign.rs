//! minisign signatures, made without chance: the same bytes always get the same signature, so a pack can be rebuilt and
//! compared. (The `minisign` crate mixes random numbers in; either kind is checked in the same way.)

use blake2::{Blake2b512, Digest as _};
use data_encoding::BASE64;
use ed25519_dalek::{Signer as _, SigningKey};

/// The test key. Anybody may read it: what it signs is for trying out and never for people.
const DEVELOPMENT: &str = include_str!("../../../../content/keys/development.key");

/// Where the parts of a minisign secret key lie: algorithm, key derivation, checksum kind, salt and limits come before.
const KEY_DERIVATION: std::ops::Range<usize> = 2..4;
const NUMBER: std::ops::Range<usize> = 54..62;
const KEYPAIR: std::ops::Range<usize> = 62..126;
const LENGTH: usize = 158;

/// A minisign key that can sign.
pub(super) struct Key {
    number: [u8; 8],
    pair: SigningKey,
}

impl Key {
    /// The test key; `None` if it was damaged when the app was built.
    pub(super) fn development() -> Option<Self> {
        Self::read(DEVELOPMENT)
    }

    /// Reads a minisign secret key without a password: a comment, then base64.
    pub(super) fn read(text: &str) -> Option<Self> {
        let bytes = BASE64.decode(text.lines().nth(1)?.trim().as_bytes()).ok()?;
        if bytes.len() != LENGTH || !bytes.starts_with(b"Ed") || bytes[KEY_DERIVATION] != [0, 0] {
            return None;
        }
        let number = bytes[NUMBER].try_into().ok()?;
        let pair = SigningKey::from_keypair_bytes(bytes[KEYPAIR].try_into().ok()?).ok()?;
        Some(Self { number, pair })
    }

    /// A key from its number and its seed.
    #[cfg(test)]
    pub(super) fn from_parts(number: [u8; 8], seed: [u8; 32]) -> Self {
        Self { number, pair: SigningKey::from_bytes(&seed) }
    }

    /// The number by which the key is known.
    #[cfg(test)]
    pub(super) fn number(&self) -> [u8; 8] {
        self.number
    }

    /// A minisign signature file over these bytes. The comment is signed too.
    pub(super) fn sign(&self, bytes: &[u8], comment: &str) -> String {
        let signature = self.pair.sign(&Blake2b512::digest(bytes)).to_bytes();
        let own = [b"ED", &self.number[..], &signature[..]].concat();
        let whole = self.pair.sign(&[&signature[..], comment.as_bytes()].concat()).to_bytes();
        let (own, whole) = (BASE64.encode(&own), BASE64.encode(&whole));
        format!("untrusted comment: signature of a Suluh pack\n{own}\ntrusted comment: {comment}\n{whole}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_always_get_the_same_signature() {
        let key = Key::development().unwrap();

        assert_eq!(key.sign(b"words", "comment"), key.sign(b"words", "comment"));
        assert_ne!(key.sign(b"words", "comment"), key.sign(b"words", "other"));
    }

    #[test]
    fn what_is_no_key_without_a_password_is_refused() {
        let (comment, base64) = DEVELOPMENT.split_once('\n').unwrap();
        let mut bytes = BASE64.decode(base64.trim().as_bytes()).unwrap();
        let read = |bytes: &[u8]| Key::read(&format!("{comment}\n{}\n", BASE64.encode(bytes)));

        assert!(read(&bytes).is_some());
        assert!(read(&bytes[..157]).is_none());
        bytes[2..4].copy_from_slice(b"Sc");
        assert!(read(&bytes).is_none(), "protected by a password");
        assert!(Key::read("").is_none() && Key::read("comment\nnot base64").is_none());
    }

    #[test]
    fn the_test_key_says_that_it_is_one() {
        assert!(DEVELOPMENT.contains("TEST KEY"));
    }
}
