//! Runs the app: one queue to one core thread, and a handler for each lane of effects.
//!
//! Every input (what a person did, what a handler answered) goes through the one queue, so the core is never entered
//! twice at once and answers come in the order they were made. `send` returns at once; `Shell::changed` says that the
//! screen should be read again.

mod clock;
mod content;
mod core_thread;
mod folder;
mod lane;
mod moment;
mod outstanding;
mod packs_lane;
mod settings;
mod vault_lane;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread::JoinHandle,
    time::Duration,
};

pub use app::effects::device::{Abilities, DeviceRequest};
use app::{Screen, UserEvent};
pub use content::{PackSource, installed_pack};
pub use vault::{DeviceKey, DeviceKeyError, KeyLevel, SoftwareKey};

use core_thread::Input;
use folder::FolderLock;
use outstanding::Outstanding;

/// What every shell provides.
pub trait Shell: Send + Sync {
    /// The screen should be read again. Called from the core thread; must return at once.
    fn changed(&self);

    /// Do something away from the app; what came of it is sent as [`UserEvent::Returned`]. Called from the core thread; must
    /// return at once.
    fn request(&self, request: DeviceRequest);
}

/// What the app runs with.
pub struct Config {
    /// Where everything that is kept lives; made when missing and possible.
    pub folder: PathBuf,
    /// Questionnaires and the directory, while no good pack is installed in the folder.
    pub packs: PackSource,
    /// The device's own part of the vault's key.
    pub key: Box<dyn DeviceKey>,
    /// What the shell can do away from the app.
    pub abilities: Abilities,
}

/// Why the app could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another Suluh is using this data folder.
    #[error("another Suluh is using this data folder")]
    InUse,
    /// The data folder cannot be used.
    #[error("the data folder cannot be used")]
    Disk(#[source] io::Error),
}

/// The running app.
pub struct Running {
    inputs: mpsc::Sender<Input>,
    screen: Arc<Mutex<Arc<Screen>>>,
    outstanding: Arc<Outstanding>,
    core: Mutex<Option<JoinHandle<()>>>,
}

impl Running {
    /// Starts the app. One process at a time can use a data folder; on a disk that cannot be written the directory
    /// still works.
    ///
    /// # Errors
    ///
    /// See [`StartError`].
    pub fn start(config: Config, shell: Arc<dyn Shell>) -> Result<Self, StartError> {
        let lock = FolderLock::take(&config.folder)?;
        let screen = Arc::new(Mutex::new(Arc::new(app::restart(None))));
        let outstanding = Arc::new(Outstanding::default());
        let (inputs, queue) = mpsc::channel();
        let thread = core_thread::CoreThread::new(config, shell, inputs.clone(), &screen, &outstanding);
        outstanding.begin();
        let core = core_thread::spawn(thread, queue, lock).map_err(StartError::Disk)?;
        let running = Self { inputs, screen, outstanding, core: Mutex::new(Some(core)) };
        running.settle(Duration::from_secs(3));
        Ok(running)
    }

    /// Tells the app what somebody did. Returns at once.
    pub fn send(&self, event: UserEvent) {
        self.tell(Input::User(event, None));
    }

    /// The same for what was done on the screen with this id. It has no effect when the app has left that screen
    /// meanwhile: words typed for one question must not become the answer to the next.
    pub fn send_from(&self, screen: String, event: UserEvent) {
        self.tell(Input::User(event, Some(screen)));
    }

    fn tell(&self, input: Input) {
        self.outstanding.begin();
        if self.inputs.send(input).is_err() {
            self.outstanding.end();
        }
    }

    /// The screen as it is now.
    #[must_use]
    pub fn screen(&self) -> Arc<Screen> {
        Arc::clone(&self.screen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until everything sent was handled and no answer is outstanding, at most for `limit`. Says whether it is so.
    pub fn settle(&self, limit: Duration) -> bool {
        self.outstanding.wait(limit)
    }

    /// Locks the vault, stops the threads and gives the data folder back. Later events have no effect.
    pub fn close(&self) {
        let _ = self.inputs.send(Input::Close);
        let core = self.core.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(core) = core {
            // A panic of the core thread was shown as the restart screen already.
            let _ = core.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.close();
    }
}

/// Where the vault lives inside a data folder.
#[must_use]
pub fn vault_folder(data: &Path) -> PathBuf {
    data.join("vault")
}
