//! The encrypted store: the only crate that touches keys or case data.
//!
//! ```text
//! PIN --scrypt--> s --the device's own key, k times--> kek --opens--> slot-pin.age { vault key }
//! vault key --HKDF--> database key --opens--> vault.sqlite (SQLCipher)
//! ```
//!
//! One [`Vault`] for each data folder. [`Vault::condition`] says how it stands and changes nothing; [`Vault::create`] and
//! [`Vault::unlock`] open it; [`Vault::append`] returns only after what happened is safely on the disk.
//! A wrong key is not damage: nothing here ever deletes or makes anew a file that may hold what a person said.
//!
//! Deliberately absent: a way to give up after too many wrong PINs, a clock, and any message with a person's words.

mod attempts;
mod condition;
mod create;
mod database;
mod device_key;
mod fault;
mod folder;
mod keys;
mod migrations;
pub mod pin;
#[cfg(test)]
mod samples;
mod slot;
mod software_key;
mod store;
mod unlock;
mod vault;

pub use condition::{Condition, Part};
pub use create::CreateError;
pub use device_key::{DeviceKey, DeviceKeyError, KeyLevel};
pub use fault::{Cause, ReadError, WriteError};
pub use pin::PinProblem;
pub use secrecy::SecretString;
pub use software_key::SoftwareKey;
pub use unlock::UnlockError;
pub use vault::Vault;
