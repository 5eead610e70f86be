//! Files that go into the app and out of it: what a phone's own picker does is a page of its own here.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
    process,
    sync::{Mutex, MutexGuard, PoisonError},
};

use app::effects::device::{DeviceRequest, Outcome, Purpose};
use axum::body::Bytes;

use crate::browser::{own_file, own_folder};

/// The files that the app has asked for, and where one that comes lies until it was looked at.
pub struct Files {
    folder: PathBuf,
    asked: Mutex<(u64, Option<Asked>)>,
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

    /// What the app waits for, with the number of the request.
    pub(crate) fn asked(&self) -> Option<(u64, Asked)> {
        let (number, asked) = &*self.lock();
        asked.clone().map(|asked| (*number, asked))
    }

    /// Nobody waits for anything any more; gives what to tell the app, if it was waiting.
    pub(crate) fn give_up(&self) -> Option<(Purpose, Outcome)> {
        Some(match self.lock().1.take()? {
            Asked::Choose { purpose } => (purpose, Outcome::Cancelled),
            Asked::Keep { purpose, so_far, .. } => (purpose, so_far),
        })
    }

    /// A file came for the request of this number: gives what to tell the app, and where the file lies until the app has looked
    /// at it. A file that nobody waits for any more goes nowhere.
    pub(crate) fn came(&self, number: u64, file: io::Result<Bytes>) -> Option<(Purpose, Outcome)> {
        let mut asked = self.lock();
        let purpose = match &*asked {
            (current, Some(Asked::Choose { purpose })) if *current == number => *purpose,
            _ => return None,
        };
        asked.1 = None;
        let path = file.and_then(|bytes| self.keep(&bytes)).ok();
        let path = path.and_then(|path| path.to_str().map(str::to_owned));
        Some((purpose, path.map_or(Outcome::Failed, |path| Outcome::File { path })))
    }

    /// The file that somebody is to keep, with its name; `None` also when it cannot be read.
    pub(crate) fn give(&self) -> Option<(String, Vec<u8>)> {
        let mut asked = self.lock();
        let Some(Asked::Keep { name, path, so_far, .. }) = asked.1.as_mut() else { return None };
        let bytes = fs::read(path).ok();
        *so_far = if bytes.is_some() { Outcome::Saved } else { Outcome::Failed };
        Some((name.clone(), bytes?))
    }

    /// Removes the file that came last.
    pub(crate) fn forget(&self) {
        // There may be none.
        let _ = fs::remove_file(self.chosen());
    }

    /// Removes what an app that was ended by force may have left. Those of apps that run are not ours to remove.
    pub(crate) fn tidy(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let owner = name.to_str().and_then(|name| name.strip_prefix(CHOSEN)).and_then(|id| id.parse::<u32>().ok());
            if owner.is_some_and(|id| !runs(id)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn keep(&self, bytes: &[u8]) -> io::Result<PathBuf> {
        own_folder(&self.folder)?;
        let path = self.chosen();
        self.forget();
        own_file(&path)?.write_all(bytes)?;
        Ok(path)
    }

    /// Two apps of one user share the folder.
    fn chosen(&self) -> PathBuf {
        self.folder.join(format!("{CHOSEN}{}", process::id()))
    }

    fn lock(&self) -> MutexGuard<'_, (u64, Option<Asked>)> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Begins the name of a file that came; the number of the process follows.
const CHOSEN: &str = "chosen-";

/// Whether a process with this number runs; where nobody can tell, it may.
fn runs(id: u32) -> bool {
    let known = Path::new("/proc/self").exists();
    !known || Path::new("/proc").join(id.to_string()).exists()
}

impl runtime::Shell for Files {
    /// The desk reads the screen with each request, so nobody needs to be told that it changed.
    fn changed(&self) {}

    fn request(&self, request: DeviceRequest) {
        let asked = match request {
            DeviceRequest::Pick { purpose } => Asked::Choose { purpose },
            DeviceRequest::Save { purpose, name, path } => {
                Asked::Keep { purpose, name, path: path.into(), so_far: Outcome::Cancelled }
            }
            // The core knows that a browser reminds of nothing.
            DeviceRequest::Remind { .. } | DeviceRequest::DoNotRemind { .. } => return,
        };
        let mut current = self.lock();
        *current = (current.0 + 1, Some(asked));
    }
}
