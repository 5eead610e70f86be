//! The door between the app and a phone. It carries and decides nothing.
//!
//! Nothing here may panic: Swift ends the whole app when a method without `Result` does. For the same reason every method
//! a shell provides may fail: an exception thrown in a shell becomes an error here, and its words are left behind.

mod device_vault;
mod shell;

use std::{sync::Arc, time::Duration};

use app::{Screen, UserEvent};
use runtime::{Abilities, Config, PackSource};

pub use device_vault::{DeviceVault, DeviceVaultError, VaultLevel};
pub use shell::{Shell, ShellError};

uniffi::setup_scaffolding!();

/// Why the app could not start.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum StartError {
    /// Another Suluh is using this data folder.
    #[error("another Suluh is using this data folder")]
    InUse,
    /// The data folder cannot be used.
    #[error("the data folder cannot be used")]
    Disk,
}

impl From<runtime::StartError> for StartError {
    fn from(error: runtime::StartError) -> Self {
        match error {
            runtime::StartError::InUse => Self::InUse,
            runtime::StartError::Disk(_) => Self::Disk,
        }
    }
}

/// The screen that says why the app did not start, in the device's language (BCP 47) where the app knows it.
#[must_use]
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "values cross the door whole")]
pub fn not_started(why: StartError, language: String) -> Screen {
    let why = match why {
        StartError::InUse => app::NotStarted::InUse,
        StartError::Disk => app::NotStarted::Disk,
    };
    app::not_started(why, Some(&language))
}

/// A screen as a screen reader says it, a line for each thing, in order: what a shell's reading order is held against.
#[must_use]
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "values cross the door whole")]
pub fn outline(screen: Screen) -> String {
    screen.to_string()
}

/// The running app.
#[derive(uniffi::Object)]
pub struct Running(runtime::Running);

#[uniffi::export]
impl Running {
    /// Starts the app. Takes up to three seconds on a slow phone: not for the thread that draws.
    ///
    /// `folder` is private to the app and left out of backups. `pack` is the path of the content pack that came with
    /// the app, used while no newer one was installed; without any the app starts and says what is missing.
    ///
    /// # Errors
    ///
    /// See [`StartError`].
    #[uniffi::constructor]
    pub fn start(
        folder: String,
        pack: String,
        device: Arc<dyn DeviceVault>,
        shell: Arc<dyn Shell>,
    ) -> Result<Self, StartError> {
        let config = Config {
            folder: folder.into(),
            packs: PackSource::File(pack.into()),
            key: Box::new(device_vault::Strengthening(device)),
            abilities: Abilities { files: true, reminders: true },
        };
        Ok(Self(runtime::Running::start(config, Arc::new(shell::Drawing(shell)))?))
    }

    /// Tells the app what somebody did. Returns at once.
    pub fn send(&self, event: UserEvent) {
        self.0.send(event);
    }

    /// The same for what was done on the screen with this id: a press, words typed. It has no effect when the app has left
    /// that screen meanwhile.
    pub fn send_from(&self, screen: String, event: UserEvent) {
        self.0.send_from(screen, event);
    }

    /// The screen as it is now. A shell never draws a lower revision than it has drawn.
    #[must_use]
    pub fn screen(&self) -> Screen {
        (*self.0.screen()).clone()
    }

    /// Waits until everything sent was handled and no answer is outstanding, at most for so many milliseconds. Says whether it
    /// is so. For tests that play faster than a person; never for the thread that draws.
    #[must_use]
    pub fn settle(&self, limit_ms: u64) -> bool {
        self.0.settle(Duration::from_millis(limit_ms))
    }

    /// Locks the vault, stops the threads and gives the data folder back. Later events have no effect.
    ///
    /// Waits for the core, so never call it from within [`Shell::changed`]. Not named `close`, because every Kotlin object
    /// has a `close` already, which lets go of the object and thereby does the same.
    pub fn stop(&self) {
        self.0.close();
    }
}
