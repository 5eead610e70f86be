//! The key slot: the vault key, sealed with the PIN and the device's key.
//!
//! `slot-pin.age` is one line of JSON (how to make the passphrase from the PIN), then an age file (scrypt recipient, work factor
//! 10: the passphrase is a full key already), then 32 bytes BLAKE3 of all before. The checksum only tells a damaged file from
//! a wrong PIN, so that damage never costs an attempt; forging it gains nothing.

use std::{fs, io};

use age::scrypt::{Identity, Recipient};
use data_encoding::HEXLOWER;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    device_key::{self, DeviceKey, DeviceKeyError},
    fault::Fault,
    folder::{self, Folder},
    keys::{Cost, DeviceSecrets, PinKeyError, VaultKey, slot_passphrase},
};

const FORMAT: u16 = 1;
const WORK_FACTOR: u8 = 10;
/// A foreign file may not make us work longer than this.
const MOST_WORK: u8 = 16;
/// Ours has about 400 bytes.
const LARGEST: u64 = 4_096;
const CHECKSUM: usize = 32;

/// A slot as read from the disk.
pub(crate) struct Slot {
    header: Header,
    sealed: Vec<u8>,
}

/// The first line. It may only grow.
#[derive(Serialize, Deserialize)]
struct Header {
    format: u16,
    log_n: u8,
    salt: String,
    rounds: u32,
    device: String,
}

/// Why a slot could not be read.
#[derive(Debug)]
pub(crate) enum SlotFault {
    Missing,
    Damaged,
    TooNew,
    Io(io::Error),
}

/// Why a slot did not open.
#[derive(Debug)]
pub(crate) enum OpenFault {
    WrongPin,
    Device(DeviceKeyError),
    Damaged,
}

/// Why a slot could not be made.
#[derive(Debug)]
pub(crate) enum SealFault {
    Device(DeviceKeyError),
    Disk(Fault),
}

impl From<DeviceKeyError> for SealFault {
    fn from(error: DeviceKeyError) -> Self {
        SealFault::Device(error)
    }
}

impl From<io::Error> for SealFault {
    fn from(error: io::Error) -> Self {
        SealFault::Disk(error.into())
    }
}

impl Slot {
    /// Reads the slot; nothing is changed.
    pub(crate) fn read(folder: &Folder) -> Result<Slot, SlotFault> {
        let path = folder.slot();
        let bytes = match fs::metadata(&path) {
            Ok(found) if found.len() <= LARGEST => fs::read(&path),
            Ok(_) => return Err(SlotFault::Damaged),
            Err(error) => Err(error),
        };
        match bytes {
            Ok(bytes) => Slot::parse(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(SlotFault::Missing),
            Err(error) => Err(SlotFault::Io(error)),
        }
    }

    fn parse(bytes: &[u8]) -> Result<Slot, SlotFault> {
        let (content, checksum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(SlotFault::Damaged)?;
        if blake3::hash(content) != *checksum {
            return Err(SlotFault::Damaged);
        }
        let line = content.iter().position(|byte| *byte == b'\n').ok_or(SlotFault::Damaged)?;
        let header: Header = serde_json::from_slice(&content[..line]).map_err(|_| SlotFault::Damaged)?;
        if header.format != FORMAT {
            return Err(SlotFault::TooNew);
        }
        Ok(Slot { header, sealed: content[line + 1..].to_vec() })
    }

    /// Seals `vault_key` and writes the slot. On return it is on the disk; before, the old one is.
    pub(crate) fn write(
        folder: &Folder,
        vault_key: &VaultKey,
        pin: &SecretString,
        cost: Cost,
        key: &dyn DeviceKey,
    ) -> Result<(), SealFault> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(io::Error::from)?;
        let rounds = device_key::rounds(key)?;
        let device = DeviceSecrets::of(key)?.check;
        let passphrase = slot_passphrase(pin, &salt, cost, rounds, key).map_err(|error| match error {
            PinKeyError::Device(error) => SealFault::Device(error),
            PinKeyError::Cost => SealFault::Disk(io::Error::other(error).into()),
        })?;
        let mut recipient = Recipient::new(passphrase);
        recipient.set_work_factor(WORK_FACTOR);
        let header = Header {
            format: FORMAT,
            log_n: cost.log_n,
            salt: HEXLOWER.encode(&salt),
            rounds,
            device: HEXLOWER.encode(&device),
        };
        let mut bytes = serde_json::to_vec(&header).map_err(io::Error::from)?;
        bytes.push(b'\n');
        bytes.extend(age::encrypt(&recipient, vault_key.as_bytes()).map_err(io::Error::other)?);
        let checksum = blake3::hash(&bytes);
        bytes.extend(checksum.as_bytes());
        Ok(folder::write_whole(&folder.slot(), &bytes)?)
    }

    /// Whether the slot was made with this device's key.
    pub(crate) fn is_of(&self, device: &DeviceSecrets) -> bool {
        self.header.device == HEXLOWER.encode(&device.check)
    }

    /// Opens the slot: slow on purpose.
    pub(crate) fn open(&self, pin: &SecretString, key: &dyn DeviceKey) -> Result<VaultKey, OpenFault> {
        let salt = HEXLOWER.decode(self.header.salt.as_bytes()).map_err(|_| OpenFault::Damaged)?;
        let salt: [u8; 16] = salt.try_into().map_err(|_| OpenFault::Damaged)?;
        let cost = Cost { log_n: self.header.log_n };
        if device_key::MOST_ROUNDS < self.header.rounds {
            return Err(OpenFault::Damaged);
        }
        let passphrase = slot_passphrase(pin, &salt, cost, self.header.rounds, key).map_err(|error| match error {
            PinKeyError::Device(error) => OpenFault::Device(error),
            PinKeyError::Cost => OpenFault::Damaged,
        })?;
        let mut identity = Identity::new(passphrase);
        identity.set_max_work_factor(MOST_WORK);
        let opened = age::decrypt(&identity, &self.sealed).map_err(|error| match error {
            age::DecryptError::DecryptionFailed
            | age::DecryptError::KeyDecryptionFailed
            | age::DecryptError::NoMatchingKeys => OpenFault::WrongPin,
            _ => OpenFault::Damaged,
        })?;
        VaultKey::from_slice(&Zeroizing::new(opened)).ok_or(OpenFault::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SoftwareKey;

    const QUICK: Cost = Cost { log_n: 4 };

    fn made() -> (tempfile::TempDir, Folder, SoftwareKey, VaultKey) {
        let outer = tempfile::tempdir().unwrap();
        let folder = Folder::new(outer.path().to_owned());
        let key = SoftwareKey::new(outer.path());
        key.prepare().unwrap();
        let vault_key = VaultKey::random().unwrap();
        Slot::write(&folder, &vault_key, &"739146".into(), QUICK, &key).unwrap();
        (outer, folder, key, vault_key)
    }

    #[test]
    fn the_right_pin_on_the_right_device_gives_the_vault_key() {
        let (_outer, folder, key, vault_key) = made();

        let opened = Slot::read(&folder).unwrap().open(&"73 91 46".into(), &key).unwrap();

        assert_eq!(opened.as_bytes(), vault_key.as_bytes());
    }

    #[test]
    fn another_pin_or_another_device_opens_nothing() {
        let (_outer, folder, key, _) = made();
        let slot = Slot::read(&folder).unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let other_key = SoftwareKey::new(elsewhere.path());
        other_key.prepare().unwrap();

        assert!(matches!(slot.open(&"739147".into(), &key), Err(OpenFault::WrongPin)));
        assert!(matches!(slot.open(&"739146".into(), &other_key), Err(OpenFault::WrongPin)));
        assert!(slot.is_of(&DeviceSecrets::of(&key).unwrap()));
        assert!(!slot.is_of(&DeviceSecrets::of(&other_key).unwrap()));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_seen_as_damage_not_as_a_wrong_pin() {
        let (_outer, folder, ..) = made();
        let whole = fs::read(folder.slot()).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(matches!(Slot::parse(&flipped), Err(SlotFault::Damaged)), "bit {bit}");
        }
        for length in 0..whole.len() {
            assert!(matches!(Slot::parse(&whole[..length]), Err(SlotFault::Damaged)));
        }
    }

    #[test]
    fn a_slot_of_a_newer_app_or_a_forged_cost_is_refused() {
        let (_outer, folder, key, _) = made();
        let forged = |from: &str, to: &str| {
            let whole = fs::read(folder.slot()).unwrap();
            let line = whole.iter().position(|byte| *byte == b'\n').unwrap();
            let header = String::from_utf8(whole[..line].to_vec()).unwrap().replace(from, to);
            let content = [header.as_bytes(), &whole[line..whole.len() - CHECKSUM]].concat();
            Slot::parse(&[&content, blake3::hash(&content).as_bytes().as_slice()].concat())
        };

        assert!(matches!(forged("\"format\":1", "\"format\":2"), Err(SlotFault::TooNew)));
        for (from, to) in [
            ("\"log_n\":4", "\"log_n\":30"),
            ("\"rounds\":1", "\"rounds\":4000000000"),
            ("\"salt\":\"", "\"salt\":\"00"),
        ] {
            let slot = forged(from, to).unwrap();
            assert!(matches!(slot.open(&"739146".into(), &key), Err(OpenFault::Damaged)), "{to}");
        }
    }
}
