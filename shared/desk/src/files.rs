//! Files that go into the app and out of it: what a phone's own picker does is a page of its own here.

use std::{
    fs, io,
    io::Write,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use app::effects::device::{DeviceRequest, Outcome, Purpose};
use axum::body::Bytes;

use crate::browser::{own_file, own_folder};

/// The files that the app has asked for, and where those that come are kept.
pub struct Files {
    folder: PathBuf,
    asked: Mutex<Option<Asked>>,
}

/// What the app waits for.
#[derive(Clone)]
pub(crate) enum Asked {
    /// A file that somebody chooses.
    Choose { purpose: Purpose },
    /// Somebody to keep a copy of the file at `path`, under this name. What came of it counts once they are back.
    Keep { purpose: Purpose, name: String, path: PathBuf, so_far: Outcome },
}

impl Files {
    /// Keeps what comes in `folder`: of this user alone, and made when it is missing.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, asked: Mutex::default() }
    }

    /// What the app waits for.
    pub(crate) fn asked(&self) -> Option<Asked> {
        self.lock().clone()
    }

    /// A file came, or whoever was to bring or keep one is back without: gives what to tell the app.
    pub(crate) fn done(&self, came: Option<io::Result<Bytes>>) -> Option<(Purpose, Outcome)> {
        Some(match self.lock().take()? {
            Asked::Choose { purpose } => (purpose, came.map_or(Outcome::Cancelled, |came| self.kept(came))),
            Asked::Keep { purpose, so_far, .. } => (purpose, so_far),
        })
    }

    fn kept(&self, came: io::Result<Bytes>) -> Outcome {
        let kept = came.and_then(|bytes| self.keep(&bytes)).ok();
        let path = kept.and_then(|path| path.to_str().map(str::to_owned));
        path.map_or(Outcome::Failed, |path| Outcome::File { path })
    }

    /// The file that somebody is to keep, with its name; `None` also when it cannot be read.
    pub(crate) fn give(&self) -> Option<(String, Vec<u8>)> {
        let mut asked = self.lock();
        let Some(Asked::Keep { name, path, so_far, .. }) = asked.as_mut() else { return None };
        let bytes = fs::read(path).ok();
        *so_far = if bytes.is_some() { Outcome::Saved } else { Outcome::Failed };
        Some((name.clone(), bytes?))
    }

    /// Keeps a file that came, in place of the one before.
    fn keep(&self, bytes: &[u8]) -> io::Result<PathBuf> {
        own_folder(&self.folder)?;
        let path = self.chosen();
        self.forget();
        own_file(&path)?.write_all(bytes)?;
        Ok(path)
    }

    /// Removes the file that came last.
    pub(crate) fn forget(&self) {
        // There may be none.
        let _ = fs::remove_file(self.chosen());
    }

    fn chosen(&self) -> PathBuf {
        self.folder.join("chosen")
    }

    fn lock(&self) -> MutexGuard<'_, Option<Asked>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl runtime::Shell for Files {
    /// The desk reads the screen with each request, so nobody needs to be told that it changed.
    fn changed(&self) {}

    fn request(&self, request: DeviceRequest) {
        *self.lock() = match request {
            DeviceRequest::Pick { purpose } => Some(Asked::Choose { purpose }),
            DeviceRequest::Save { purpose, name, path } => {
                Some(Asked::Keep { purpose, name, path: path.into(), so_far: Outcome::Cancelled })
            }
            // The core knows that a browser reminds of nothing.
            DeviceRequest::Remind { .. } | DeviceRequest::DoNotRemind { .. } => return,
        };
    }
}
