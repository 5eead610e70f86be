//! The device's own key, kept by its hardware and provided by the shell.

use std::sync::Arc;

use runtime::{DeviceKey, DeviceKeyError, KeyLevel};
use zeroize::Zeroizing;

/// A key that never leaves the device; without it a copied data folder cannot be opened, whatever the PIN.
///
/// Android: HMAC-SHA256 with a key of the Keystore that cannot be exported, in `StrongBox` or else in the TEE.
/// iOS: P-256 key agreement in the Secure Enclave, then X9.63 with `x` as shared information; only on this device, only
/// when unlocked.
#[uniffi::export(with_foreign)]
pub trait DeviceVault: Send + Sync {
    /// Makes the key where there is none; one that is there stays. Called only while a new vault is made.
    ///
    /// # Errors
    ///
    /// See [`DeviceVaultError`].
    fn prepare(&self) -> Result<(), DeviceVaultError>;

    /// A keyed one-way function: 32 bytes in, 32 bytes out, always the same on this device. Never makes a key.
    ///
    /// # Errors
    ///
    /// [`DeviceVaultError::Missing`] only when the key is gone for good; everything else may be tried again.
    fn strengthen(&self, x: Vec<u8>) -> Result<Vec<u8>, DeviceVaultError>;

    /// Destroys the key: nobody can open the vault on this device any more. Not named `destroy`, because in Kotlin that lets go
    /// of the object.
    ///
    /// # Errors
    ///
    /// See [`DeviceVaultError`].
    fn destroy_key(&self) -> Result<(), DeviceVaultError>;

    /// How well the key is kept.
    ///
    /// # Errors
    ///
    /// See [`DeviceVaultError`].
    fn level(&self) -> Result<VaultLevel, DeviceVaultError>;
}

/// How well a device keeps its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum VaultLevel {
    /// Android, in a chip of its own.
    StrongBox,
    /// Android, in the processor's guarded part.
    Tee,
    /// iOS.
    SecureEnclave,
    /// A file: whoever copies the data folder has it, and only the PIN protects.
    Software,
}

/// Why the device's key could not be used.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum DeviceVaultError {
    /// It is gone for good, or not the one the vault was made with.
    #[error("the device's key is missing")]
    Missing,
    /// It did not answer; trying again may help.
    #[error("the device's key did not answer")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for DeviceVaultError {
    /// An exception nobody foresaw is never taken as a lost key. Its words go no further.
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

impl From<DeviceVaultError> for DeviceKeyError {
    fn from(error: DeviceVaultError) -> Self {
        match error {
            DeviceVaultError::Missing => Self::Missing,
            DeviceVaultError::Failed => Self::Failed(Box::new(error)),
        }
    }
}

/// The shell answered with something that cannot be a key.
#[derive(Debug, thiserror::Error)]
#[error("the device's key answered with {0} bytes instead of 32")]
struct WrongLength(usize);

/// The device's key as the vault sees it.
pub(crate) struct Strengthening(pub(crate) Arc<dyn DeviceVault>);

impl DeviceKey for Strengthening {
    fn prepare(&self) -> Result<(), DeviceKeyError> {
        Ok(self.0.prepare()?)
    }

    fn strengthen(&self, x: &[u8; 32]) -> Result<[u8; 32], DeviceKeyError> {
        let answer = Zeroizing::new(self.0.strengthen(x.to_vec())?);
        let length = answer.len();
        answer.as_slice().try_into().map_err(|_| DeviceKeyError::Failed(Box::new(WrongLength(length))))
    }

    fn destroy(&self) -> Result<(), DeviceKeyError> {
        Ok(self.0.destroy_key()?)
    }

    /// A device that does not say is taken as the weakest, so that nobody is promised more than is known.
    fn level(&self) -> KeyLevel {
        match self.0.level() {
            Ok(VaultLevel::StrongBox) => KeyLevel::StrongBox,
            Ok(VaultLevel::Tee) => KeyLevel::Tee,
            Ok(VaultLevel::SecureEnclave) => KeyLevel::SecureEnclave,
            Ok(VaultLevel::Software) | Err(_) => KeyLevel::Software,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers `strengthen` with this many bytes, or fails.
    struct Answering(Result<usize, fn() -> DeviceVaultError>);

    impl DeviceVault for Answering {
        fn prepare(&self) -> Result<(), DeviceVaultError> {
            self.0.map(drop).map_err(|error| error())
        }

        fn strengthen(&self, x: Vec<u8>) -> Result<Vec<u8>, DeviceVaultError> {
            self.0.map(|length| x.iter().copied().cycle().take(length).collect()).map_err(|error| error())
        }

        fn destroy_key(&self) -> Result<(), DeviceVaultError> {
            self.prepare()
        }

        fn level(&self) -> Result<VaultLevel, DeviceVaultError> {
            self.0.map(|_| VaultLevel::Tee).map_err(|error| error())
        }
    }

    fn key(answer: Result<usize, fn() -> DeviceVaultError>) -> Strengthening {
        Strengthening(Arc::new(Answering(answer)))
    }

    #[test]
    fn only_an_answer_of_32_bytes_is_a_key() {
        assert_eq!(key(Ok(32)).strengthen(&[7; 32]).unwrap(), [7; 32]);
        for length in [0, 31, 33] {
            let refused = key(Ok(length)).strengthen(&[7; 32]);
            assert!(matches!(refused, Err(DeviceKeyError::Failed(_))), "{length} bytes");
        }
    }

    #[test]
    fn only_a_key_said_to_be_missing_is_missing() {
        let thrown = || DeviceVaultError::from(uniffi::UnexpectedUniFFICallbackError::new("the user's words"));

        assert!(matches!(key(Err(|| DeviceVaultError::Missing)).strengthen(&[0; 32]), Err(DeviceKeyError::Missing)));
        assert!(matches!(key(Err(thrown)).strengthen(&[0; 32]), Err(DeviceKeyError::Failed(_))));
        assert!(matches!(key(Err(thrown)).prepare(), Err(DeviceKeyError::Failed(_))));
        assert!(matches!(key(Err(thrown)).destroy(), Err(DeviceKeyError::Failed(_))));
    }

    #[test]
    fn nothing_a_shell_throws_is_repeated() {
        let error =
            DeviceKeyError::from(DeviceVaultError::from(uniffi::UnexpectedUniFFICallbackError::new("her name")));

        assert!(!format!("{error} {error:?}").contains("her name"));
    }

    #[test]
    fn a_device_that_does_not_say_how_it_keeps_its_key_is_taken_as_the_weakest() {
        assert_eq!(key(Ok(32)).level(), KeyLevel::Tee);
        assert_eq!(key(Err(|| DeviceVaultError::Failed)).level(), KeyLevel::Software);
    }
}
