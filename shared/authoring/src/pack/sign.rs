//! minisign signatures, made without chance: the same bytes always get the same signature, so a pack can be rebuilt and
//! compared. (The `minisign` crate mixes random numbers in; either kind is checked in the same way.)

use std::io;

use blake2::{Blake2b512, Digest as _};
use data_encoding::BASE64;
use ed25519_dalek::{Signer as _, SigningKey};
use minisign::SecretKeyBox;

/// The test key. Anybody may read it: what it signs is for trying out and never for people.
const DEVELOPMENT: &str = include_str!("../../../../content/keys/development.key");

/// Where the parts of a minisign secret key lie: algorithm, key derivation, checksum kind, salt and limits come before.
const KEY_DERIVATION: std::ops::Range<usize> = 2..4;
const NUMBER: std::ops::Range<usize> = 54..62;
const KEYPAIR: std::ops::Range<usize> = 62..126;
const LENGTH: usize = 158;
/// The key derivation of a key that no password protects.
const NO_PASSWORD: [u8; 2] = [0, 0];

/// Why a file could not be used to sign.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// It is no secret key of minisign.
    #[error("this is no secret key of minisign")]
    NotAKey,
    /// The password does not open it.
    #[error("the password does not open this key")]
    WrongPassword,
    /// There was nobody to ask for the password.
    #[error("the password could not be read")]
    NoPassword(#[from] io::Error),
}

/// A minisign key that can sign.
pub struct Key {
    number: [u8; 8],
    pair: SigningKey,
}

impl Key {
    /// The test key; `None` if it was damaged when the app was built.
    pub(super) fn development() -> Option<Self> {
        Self::read(DEVELOPMENT)
    }

    /// Reads a minisign secret key; `password` is asked for one when it protects the key.
    ///
    /// # Errors
    /// [`KeyFault`].
    pub fn unlock(text: &str, password: impl FnOnce() -> io::Result<String>) -> Result<Self, KeyFault> {
        let bytes = bytes_of(text).ok_or(KeyFault::NotAKey)?;
        if bytes[KEY_DERIVATION] == NO_PASSWORD {
            return Self::of(&bytes).ok_or(KeyFault::NotAKey);
        }
        let password = password()?;
        let protected = SecretKeyBox::from_string(text).map_err(|_| KeyFault::NotAKey)?;
        let key = protected.into_secret_key(Some(password)).map_err(|_| KeyFault::WrongPassword)?;
        Self::of(&key.to_bytes()).ok_or(KeyFault::NotAKey)
    }

    /// Reads a minisign secret key without a password: a comment, then base64.
    pub(super) fn read(text: &str) -> Option<Self> {
        bytes_of(text).filter(|bytes| bytes[KEY_DERIVATION] == NO_PASSWORD).and_then(|bytes| Self::of(&bytes))
    }

    /// The key in these bytes, which no password protects any more.
    fn of(bytes: &[u8]) -> Option<Self> {
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

/// The parts of a secret key, one behind the other.
fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let bytes = BASE64.decode(text.lines().nth(1)?.trim().as_bytes()).ok()?;
    (bytes.len() == LENGTH && bytes.starts_with(b"Ed")).then_some(bytes)
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
