//! The keys, from the PIN down to the database.

use std::fmt::Write;

use data_encoding::BASE64;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{
    device_key::{DeviceKey, DeviceKeyError, strengthen},
    pin,
};

/// Labels keep keys made from one secret apart; they never change.
const DEVICE: &[u8] = b"suluh vault 1: this device";
const ATTEMPTS: &[u8] = b"suluh vault 1: attempts";
const CHECK: &[u8] = b"suluh vault 1: device check";
const DATABASE: &[u8] = b"suluh vault 1: database";

/// How costly a guess is: scrypt with N = 2^`log_n`, r = 8, p = 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cost {
    pub(crate) log_n: u8,
}

impl Cost {
    /// 32 MiB and, measured on a laptop core, about a third of a second; fits phones with 2 GB.
    pub(crate) const USUAL: Cost = Cost { log_n: 15 };
    /// More than this (128 MiB) was not written by us and could stop a small phone.
    pub(crate) const MOST: u8 = 17;
}

/// The key everything else hangs on: random, sealed in the slot.
pub(crate) struct VaultKey(Zeroizing<[u8; 32]>);

impl VaultKey {
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(key.as_mut_slice())?;
        Ok(Self(key))
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn database_key(&self) -> DatabaseKey {
        DatabaseKey(derive(self.0.as_slice(), DATABASE))
    }
}

/// The key of the database file.
pub(crate) struct DatabaseKey(Zeroizing<[u8; 32]>);

impl DatabaseKey {
    /// Hands the key to SQLCipher as it is, without a second derivation.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        // Room for all of it, so that no copy is left behind when the string grows.
        let mut sql = Zeroizing::new(String::with_capacity(96));
        sql.push_str("PRAGMA key = \"x'");
        for byte in self.0.iter() {
            // Writing to a string cannot fail.
            let _ = write!(sql, "{byte:02x}");
        }
        sql.push_str("'\";");
        sql
    }
}

/// What is made from the device's key alone, before any PIN.
pub(crate) struct DeviceSecrets {
    /// Tells this device's key from another one, and nothing else about it.
    pub(crate) check: [u8; 16],
    /// Seals the counter of attempts.
    pub(crate) attempts: Zeroizing<[u8; 32]>,
}

impl DeviceSecrets {
    pub(crate) fn of(key: &dyn DeviceKey) -> Result<Self, DeviceKeyError> {
        let secret = strengthen(key, &Sha256::digest(DEVICE).into())?;
        let check = derive(secret.as_slice(), CHECK);
        Ok(Self { check: std::array::from_fn(|index| check[index]), attempts: derive(secret.as_slice(), ATTEMPTS) })
    }
}

/// Why a PIN could not be turned into a key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PinKeyError {
    #[error(transparent)]
    Device(#[from] DeviceKeyError),
    /// The cost is out of bounds.
    #[error("the cost is out of bounds")]
    Cost,
}

/// The passphrase of the slot: slow to guess, and impossible to guess without the device.
pub(crate) fn slot_passphrase(
    typed: &SecretString,
    salt: &[u8; 16],
    cost: Cost,
    rounds: u32,
    key: &dyn DeviceKey,
) -> Result<SecretString, PinKeyError> {
    if Cost::MOST < cost.log_n {
        return Err(PinKeyError::Cost);
    }
    let params = scrypt::Params::new(cost.log_n, 8, 1).map_err(|_| PinKeyError::Cost)?;
    let mut strengthened = Zeroizing::new([0; 32]);
    scrypt::scrypt(pin::canonical(typed).as_bytes(), salt, &params, strengthened.as_mut_slice())
        .map_err(|_| PinKeyError::Cost)?;
    for _ in 0..rounds {
        strengthened = strengthen(key, &strengthened)?;
    }
    Ok(SecretString::from(BASE64.encode(strengthened.as_slice())))
}

/// HMAC-SHA256; ready to be finished or compared in constant time.
pub(crate) fn mac(key: &[u8; 32], message: &[u8]) -> Hmac<Sha256> {
    // A key as long as a block cannot be refused, and HMAC fills a shorter one up with zeros itself.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    let mut mac = <Hmac<Sha256>>::new((&*block).into());
    mac.update(message);
    mac
}

/// A key of its own for each label: HKDF-SHA256 (RFC 5869) without a salt.
///
/// # Panics
///
/// Never: HKDF-SHA256 gives up to 8,160 bytes.
fn derive(secret: &[u8], label: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, secret).expand(label, key.as_mut_slice()).expect("32 bytes is a length HKDF gives");
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    #[test]
    fn keys_are_derived_as_rfc_5869_says() {
        let derived = derive(&[0x0b; 22], b"");

        let expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d";
        assert_eq!(HEXLOWER.encode(derived.as_slice()), expected);
    }

    #[test]
    fn the_database_key_is_handed_over_raw() {
        let key = VaultKey::from_slice(&[7; 32]).unwrap().database_key();

        let sql = key.pragma();

        assert!(sql.starts_with("PRAGMA key = \"x'") && sql.ends_with("'\";"));
        assert_eq!(sql.len(), "PRAGMA key = \"x'".len() + 64 + "'\";".len());
        assert!(sql.len() <= 96, "growing would leave a copy behind");
    }
}
