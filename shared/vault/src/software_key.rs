//! The desk's device key: a file, because a laptop has no key store that every system shares.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{
    device_key::{DeviceKey, DeviceKeyError, KeyLevel},
    folder,
};

/// 32 random bytes in `device.key`, for the owner only; strengthens by HMAC-SHA256.
///
/// Made with the vault and never made anew by itself. Whoever copies the whole folder has it too: then only the PIN protects.
#[derive(Debug)]
pub struct SoftwareKey {
    path: PathBuf,
}

impl SoftwareKey {
    /// The key of the vault in `folder`. Touches nothing on the disk.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { path: folder.join("device.key") }
    }

    fn read(&self) -> Result<Zeroizing<[u8; 32]>, DeviceKeyError> {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => Zeroizing::new(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(DeviceKeyError::Missing);
            }
            Err(error) => return Err(failed(error)),
        };
        let key: &[u8; 32] = bytes.as_slice().try_into().map_err(|_| DeviceKeyError::Missing)?;
        Ok(Zeroizing::new(*key))
    }
}

impl DeviceKey for SoftwareKey {
    fn prepare(&self) -> Result<(), DeviceKeyError> {
        if !matches!(self.read(), Err(DeviceKeyError::Missing)) {
            return self.read().map(drop);
        }
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(key.as_mut_slice()).map_err(failed)?;
        folder::write_whole(&self.path, key.as_slice()).map_err(failed)
    }

    fn strengthen(&self, x: &[u8; 32]) -> Result<[u8; 32], DeviceKeyError> {
        let key = self.read()?;
        let mut mac = <Hmac<Sha256>>::new_from_slice(key.as_slice()).map_err(failed)?;
        mac.update(x);
        Ok(mac.finalize().into_bytes().into())
    }

    fn destroy(&self) -> Result<(), DeviceKeyError> {
        if folder::exists(&self.path) {
            folder::write_whole(&self.path, &[0; 32]).map_err(failed)?;
        }
        folder::remove(&self.path).map_err(failed)
    }

    fn level(&self) -> KeyLevel {
        KeyLevel::Software
    }
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> DeviceKeyError {
    DeviceKeyError::Failed(Box::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_a_key_that_is_not_there_never_makes_one() {
        let folder = tempfile::tempdir().unwrap();
        let key = SoftwareKey::new(folder.path());

        assert!(matches!(key.strengthen(&[1; 32]), Err(DeviceKeyError::Missing)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn preparing_twice_keeps_the_key() {
        let folder = tempfile::tempdir().unwrap();
        let key = SoftwareKey::new(folder.path());
        key.prepare().unwrap();
        let first = key.strengthen(&[1; 32]).unwrap();
        key.prepare().unwrap();

        assert_eq!(key.strengthen(&[1; 32]).unwrap(), first);
        assert_ne!(key.strengthen(&[2; 32]).unwrap(), first);
    }

    #[test]
    fn another_device_strengthens_differently() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let keys = [SoftwareKey::new(one.path()), SoftwareKey::new(other.path())];
        for key in &keys {
            key.prepare().unwrap();
        }

        assert_ne!(keys[0].strengthen(&[1; 32]).unwrap(), keys[1].strengthen(&[1; 32]).unwrap());
    }

    #[test]
    fn a_destroyed_key_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let key = SoftwareKey::new(folder.path());
        key.prepare().unwrap();
        key.destroy().unwrap();

        assert!(matches!(key.strengthen(&[1; 32]), Err(DeviceKeyError::Missing)));
    }
}
