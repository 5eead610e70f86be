//! Who may sign a pack.

use minisign_verify::{Error, PublicKey, Signature};

use crate::{Manifest, OpenError};

/// The test key. Its secret half is public: it signs development packs and nothing that is meant for people.
const DEVELOPMENT: &str = include_str!("../../../content/keys/development.pub");

/// Who signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signer {
    /// Anybody who has the source code.
    Development,
}

impl Signer {
    /// Every key this app trusts. Publishers' keys join here when there are any; a release then needs two of three.
    const KEYS: [(Self, &str); 1] = [(Self::Development, DEVELOPMENT)];

    /// Whether this signer may sign this pack.
    pub(crate) fn may_sign(self, manifest: &Manifest) -> bool {
        match self {
            Self::Development => !manifest.release,
        }
    }
}

/// Finds out who signed these bytes.
///
/// # Errors
/// [`OpenError::Foreign`] for a key this app does not know, [`OpenError::Damaged`] when the bytes are not those that
/// were signed.
pub(crate) fn signer_of(bytes: &[u8], signature: &[u8]) -> Result<Signer, OpenError> {
    let signature = std::str::from_utf8(signature).map_err(|_| OpenError::Damaged)?;
    let signature = Signature::decode(signature).map_err(|_| OpenError::Damaged)?;
    for (signer, key) in Signer::KEYS {
        let key = PublicKey::decode(key).map_err(|_| OpenError::Foreign)?;
        match key.verify(bytes, &signature, false) {
            Ok(()) => return Ok(signer),
            Err(Error::UnexpectedKeyId) => {}
            Err(_) => return Err(OpenError::Damaged),
        }
    }
    Err(OpenError::Foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_that_is_compiled_in_can_be_used() {
        for (_, key) in Signer::KEYS {
            assert!(PublicKey::decode(key).is_ok());
        }
    }

    #[test]
    fn the_test_key_says_that_it_is_one() {
        assert!(DEVELOPMENT.contains("TEST KEY"));
    }
}
