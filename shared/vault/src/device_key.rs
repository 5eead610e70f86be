//! The device's own key: makes a PIN worthless away from this device.

use std::{
    thread,
    time::{Duration, Instant},
};

use zeroize::Zeroizing;

/// A key that never leaves the device, as the shell provides it.
pub trait DeviceKey: Send {
    /// Makes the key where none is; one that is there stays. Called only while a new vault is made.
    ///
    /// # Errors
    ///
    /// See [`DeviceKeyError`].
    fn prepare(&self) -> Result<(), DeviceKeyError> {
        Ok(())
    }

    /// A keyed one-way function: the same `x` always gives the same result, on this device only. Never makes a key.
    ///
    /// # Errors
    ///
    /// [`DeviceKeyError::Missing`] only when the key is gone for good; everything else may be tried again.
    fn strengthen(&self, x: &[u8; 32]) -> Result<[u8; 32], DeviceKeyError>;

    /// Destroys the key: nobody can open the vault on this device any more.
    ///
    /// # Errors
    ///
    /// See [`DeviceKeyError`].
    fn destroy(&self) -> Result<(), DeviceKeyError>;

    /// How well the key is kept.
    fn level(&self) -> KeyLevel;
}

/// How well a device keeps its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyLevel {
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
#[derive(Debug, thiserror::Error)]
pub enum DeviceKeyError {
    /// It is gone for good, or not the one this vault was made with.
    #[error("the device's key is missing")]
    Missing,
    /// It did not answer; trying again may help.
    #[error("the device's key did not answer")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Hardware keys fail now and then for no reason; only several failures in a row count.
const PAUSES_MS: [u64; 2] = [50, 200];
/// What one guess should cost on the device itself. Hardware calls cannot be run side by side, so this bounds guessing.
const GUESS: Duration = Duration::from_millis(500);
pub(crate) const MOST_ROUNDS: u32 = 1_000;

/// Strengthens `x`, trying again when the key does not answer.
pub(crate) fn strengthen(key: &dyn DeviceKey, x: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, DeviceKeyError> {
    let mut pauses = PAUSES_MS.iter();
    loop {
        match (key.strengthen(x), pauses.next()) {
            (Err(DeviceKeyError::Failed(_)), Some(pause)) => {
                thread::sleep(Duration::from_millis(*pause));
            }
            (answer, _) => return answer.map(Zeroizing::new),
        }
    }
}

/// How often to strengthen so that one guess costs about half a second of this device's time.
///
/// A software key answers at once and can be copied: rounds would cost an attacker's faster machine nothing, so it gets one,
/// and scrypt alone carries the cost.
pub(crate) fn rounds(key: &dyn DeviceKey) -> Result<u32, DeviceKeyError> {
    if key.level() == KeyLevel::Software {
        return Ok(1);
    }
    let sample = 4;
    let start = Instant::now();
    let mut x = Zeroizing::new([0; 32]);
    for _ in 0..sample {
        x = strengthen(key, &x)?;
    }
    let fits = GUESS.as_micros() * sample / start.elapsed().as_micros().max(1);
    Ok(u32::try_from(fits).unwrap_or(MOST_ROUNDS).clamp(1, MOST_ROUNDS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    struct Hardware {
        failures_left: Cell<u32>,
        gone: bool,
        slow_ms: u64,
        calls: Cell<u32>,
    }

    impl Hardware {
        fn failing(times: u32) -> Self {
            let calls = Cell::new(0);
            Hardware { failures_left: Cell::new(times), gone: false, slow_ms: 0, calls }
        }
    }

    impl DeviceKey for Hardware {
        fn strengthen(&self, x: &[u8; 32]) -> Result<[u8; 32], DeviceKeyError> {
            self.calls.set(self.calls.get() + 1);
            thread::sleep(Duration::from_millis(self.slow_ms));
            if self.gone {
                return Err(DeviceKeyError::Missing);
            }
            match self.failures_left.get() {
                0 => Ok(*x),
                left => {
                    self.failures_left.set(left - 1);
                    Err(DeviceKeyError::Failed("busy".into()))
                }
            }
        }

        fn destroy(&self) -> Result<(), DeviceKeyError> {
            Ok(())
        }

        fn level(&self) -> KeyLevel {
            KeyLevel::Tee
        }
    }

    #[test]
    fn a_key_that_stumbles_twice_is_tried_a_third_time() {
        assert!(strengthen(&Hardware::failing(2), &[7; 32]).is_ok());
    }

    #[test]
    fn a_key_that_keeps_failing_is_reported_not_taken_as_gone() {
        let failed = strengthen(&Hardware::failing(9), &[7; 32]);

        assert!(matches!(failed, Err(DeviceKeyError::Failed(_))));
    }

    #[test]
    fn a_key_that_is_gone_is_not_asked_again() {
        let hardware = Hardware { gone: true, ..Hardware::failing(0) };

        assert!(matches!(strengthen(&hardware, &[7; 32]), Err(DeviceKeyError::Missing)));
        assert_eq!(hardware.calls.get(), 1);
    }

    #[test]
    fn slow_hardware_gets_as_many_rounds_as_fit_half_a_second() {
        let hardware = Hardware { slow_ms: 10, ..Hardware::failing(0) };

        let rounds = rounds(&hardware).unwrap();

        // At most 50; fewer when the machine running this test is busy.
        assert!((1..=50).contains(&rounds), "{rounds}");
    }
}
