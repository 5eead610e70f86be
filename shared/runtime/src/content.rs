//! The content in use: the newer good one of the installed pack and the one the app came with.

use std::{
    io,
    path::{Path, PathBuf},
};

use app::effects::packs::{InstallProblem, Offered, Opened, PacksProblem};
use packs::{InstallError, OpenError, Packs, Rechecked};

/// The pack's name inside a data folder. Packs of other names may be good and are still not for this app.
const PACK: &str = "suluh";

/// Where the content comes from while no good pack is installed.
pub enum PackSource {
    /// A pack file that came with the app.
    File(PathBuf),
    /// A pack in memory: on a disk that cannot be written.
    Bytes(Vec<u8>),
    /// There is none.
    Missing,
}

/// The pack installed in a data folder, or why it cannot be used; `None` when none is installed.
#[must_use]
pub fn installed_pack(data: &Path) -> Option<Result<Packs, OpenError>> {
    let file = packs::installed(&folder(data), PACK)?;
    Some(Packs::open(&file).and_then(|packs| packs.guides().map(|_| packs)))
}

/// The content in use.
pub(crate) struct Content {
    folder: PathBuf,
    packs: Result<Packs, PacksProblem>,
    /// Where the pack in use lies.
    file: Option<PathBuf>,
    /// The pack file that came with the app.
    given: Option<PathBuf>,
    /// The good pack from outside that was looked at last: its file may be gone when it is to be used.
    looked_at: Option<Vec<u8>>,
}

impl Content {
    /// Opens the installed pack or the one that was given: the good one, and of two good ones the newer, because an
    /// update of the app can bring newer numbers than what was installed before it.
    pub(crate) fn open(data: &Path, given: PackSource) -> Self {
        let lies_at = match &given {
            PackSource::File(file) => Some(file.clone()),
            PackSource::Bytes(_) | PackSource::Missing => None,
        };
        let (folder, given) = (folder(data), open(given));
        let own = lies_at.clone();
        let (packs, file) = match installed_pack(data) {
            Some(Ok(installed)) if version(&given) <= installed.manifest().version => {
                (Ok(installed), packs::installed(&folder, PACK))
            }
            Some(Err(error)) => {
                tracing::info!(%error, "the installed pack is not used");
                (given, lies_at)
            }
            Some(Ok(_)) | None => (given, lies_at),
        };
        Self { folder, packs, file, given: own, looked_at: None }
    }

    /// Looks again at everything the installed pack holds, once a week. What is not right any more is made again from the
    /// pack file; when that is not right either, the pack that came with the app is used, if there is one.
    pub(crate) fn recheck(&mut self, now_ms: i64) {
        let Some(file) = packs::installed(&self.folder, PACK).filter(|file| self.file.as_ref() == Some(file)) else {
            return;
        };
        let found = packs::recheck(&file, now_ms);
        match found {
            Rechecked::NotDue | Rechecked::Good => return,
            Rechecked::MadeAgain => self.packs = Packs::open(&file).map_err(|error| unusable(&error)),
            Rechecked::Lost => {
                self.packs = open(self.given.clone().map_or(PackSource::Missing, PackSource::File));
                self.file = self.given.clone();
            }
        }
        tracing::info!(?found, "the installed pack was not as it was signed");
    }

    /// The pack in use.
    ///
    /// # Errors
    ///
    /// [`PacksProblem`] when there is none.
    pub(crate) fn packs(&self) -> Result<&Packs, PacksProblem> {
        self.packs.as_ref().map_err(|problem| *problem)
    }

    /// Checks a pack in a file, and says what it would change.
    ///
    /// # Errors
    ///
    /// [`InstallProblem`].
    pub(crate) fn look(&mut self, file: &Path) -> Result<Offered, InstallProblem> {
        self.looked_at = None;
        let (bytes, offered) = self.offered(&packs::read(file).map_err(|error| refused(&error))?)?;
        contents(&offered, None).map_err(|_| InstallProblem::Damaged)?;
        let changes = self.packs.as_ref().ok().map(|packs| packs.changes_to(&offered)).transpose();
        let changes = changes.map_err(|_| InstallProblem::Damaged)?.unwrap_or_default();
        let path = written(file).ok_or(InstallProblem::Unreadable)?;
        let hash = packs::sha256(&bytes);
        self.looked_at = Some(bytes);
        Ok(Offered { path, hash, changes })
    }

    /// Installs the pack that was looked at, or the one in the file, and uses it from now on, if it is the one with this hash.
    ///
    /// # Errors
    ///
    /// [`InstallProblem`]; the pack in use stays in use.
    pub(crate) fn install(&mut self, file: &Path, hash: &str) -> Result<Opened, InstallProblem> {
        let bytes = match self.looked_at.take() {
            Some(bytes) => bytes,
            None => packs::read(file).map_err(|error| refused(&error))?,
        };
        let (bytes, offered) = self.offered(&bytes)?;
        // Another file in the same place has other numbers than those that were shown.
        if packs::sha256(&bytes) != hash {
            return Err(InstallProblem::Damaged);
        }
        let opened = contents(&offered, None).map_err(|_| InstallProblem::Damaged)?;
        let installed = packs::install(&bytes, &self.folder).map_err(|error| problem(&error))?;
        self.packs = Ok(offered);
        let file = written(&installed);
        self.file = Some(installed);
        Ok(Opened { file, ..opened })
    }

    /// The pack in a file, if it may take the place of the one in use. It is read once: what was checked is what is used,
    /// whatever becomes of the file meanwhile. What a delta lacks comes from the pack in use.
    fn offered(&self, bytes: &[u8]) -> Result<(Vec<u8>, Packs), InstallProblem> {
        let whole = packs::whole(bytes, |_| self.file.clone()).map_err(|error| refused(&error))?;
        let bytes = whole.into_owned();
        let offered = Packs::from_bytes(bytes.clone()).map_err(|error| refused(&error))?;
        if offered.manifest().pack != PACK {
            return Err(InstallProblem::NotAPack);
        }
        // The pack in use may be the one the app came with, which the folder does not know.
        if offered.manifest().version < version(&self.packs) {
            return Err(InstallProblem::Older);
        }
        Ok((bytes, offered))
    }

    /// What the pack in use holds.
    ///
    /// # Errors
    ///
    /// [`PacksProblem`].
    pub(crate) fn opened(&self) -> Result<Opened, PacksProblem> {
        contents(self.packs()?, self.file.as_deref())
    }
}

fn contents(packs: &Packs, file: Option<&Path>) -> Result<Opened, PacksProblem> {
    Ok(Opened {
        file: file.and_then(written),
        guides: packs.guides().map_err(|error| unusable(&error))?,
        needs: packs.needs().map_err(|_| PacksProblem::Damaged)?,
        places: packs.places().map_err(|_| PacksProblem::Damaged)?,
        unconfirmed: packs.unconfirmed(),
    })
}

/// A path as shells take it; `None` for one that is no text.
fn written(file: &Path) -> Option<String> {
    file.to_str().map(str::to_owned)
}

/// 0 for a pack that cannot be used, which every other is newer than.
fn version(packs: &Result<Packs, PacksProblem>) -> u64 {
    packs.as_ref().map_or(0, |packs| packs.manifest().version)
}

fn folder(data: &Path) -> PathBuf {
    data.join("packs")
}

fn open(given: PackSource) -> Result<Packs, PacksProblem> {
    let opened = match given {
        PackSource::File(file) => Packs::open(&file),
        PackSource::Bytes(bytes) => Packs::from_bytes(bytes),
        PackSource::Missing => return Err(PacksProblem::Missing),
    };
    opened.map_err(|error| unusable(&error))
}

fn unusable(error: &OpenError) -> PacksProblem {
    match error {
        OpenError::Foreign => PacksProblem::Foreign,
        OpenError::TooNew | OpenError::TooOld => PacksProblem::TooNew,
        OpenError::Io(error) if error.kind() == io::ErrorKind::NotFound => PacksProblem::Missing,
        OpenError::NotAPack | OpenError::Damaged | OpenError::NeedsBase | OpenError::TooLarge | OpenError::Io(_) => {
            PacksProblem::Damaged
        }
    }
}

fn problem(error: &InstallError) -> InstallProblem {
    match error {
        InstallError::Refused(error) => refused(error),
        InstallError::Older { .. } => InstallProblem::Older,
        InstallError::Io(error) => match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => InstallProblem::Full,
            _ => InstallProblem::Disk,
        },
    }
}

fn refused(error: &OpenError) -> InstallProblem {
    match error {
        // Nothing as large as that was ever made as a pack.
        OpenError::NotAPack | OpenError::TooLarge => InstallProblem::NotAPack,
        OpenError::Damaged => InstallProblem::Damaged,
        OpenError::NeedsBase => InstallProblem::NeedsBase,
        OpenError::Foreign => InstallProblem::Foreign,
        OpenError::TooNew => InstallProblem::TooNew,
        OpenError::TooOld => InstallProblem::Older,
        OpenError::Io(_) => InstallProblem::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use authoring::pack::{BuildOptions, build};

    use super::*;

    #[test]
    fn what_the_disk_lost_is_made_again_or_the_pack_of_the_app_is_used() {
        const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1000;
        let data = tempfile::tempdir().unwrap();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
        let built = |version| {
            let today = directory::Date::new(2026, 11, 22).unwrap();
            let options = BuildOptions { release: false, version: Some(version), today, progress: &|_| {} };
            build(&source, &options).unwrap()
        };
        let with_the_app = data.path().join("with-the-app.pack");
        fs::write(&with_the_app, built(1)).unwrap();
        let installed = packs::install(&built(2), &folder(data.path())).unwrap();
        let unpacked = installed.with_extension("unpacked").join(packs::DIRECTORY);
        let lose_a_byte = |of: &Path| {
            let mut bytes = fs::read(of).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(of, bytes).unwrap();
        };
        let mut content = Content::open(data.path(), PackSource::File(with_the_app.clone()));
        let in_use = |content: &Content| (content.packs().unwrap().manifest().version, content.file.clone());
        assert_eq!(in_use(&content), (2, Some(installed.clone())));
        let good = fs::read(&unpacked).unwrap();

        lose_a_byte(&unpacked);
        content.recheck(WEEK_MS);
        assert_eq!(in_use(&content), (2, Some(installed.clone())));
        assert_eq!(fs::read(&unpacked).unwrap(), good);

        lose_a_byte(&unpacked);
        lose_a_byte(&installed);
        content.recheck(2 * WEEK_MS - 1);
        assert_eq!(in_use(&content), (2, Some(installed)), "not yet");
        content.recheck(2 * WEEK_MS);
        assert_eq!(in_use(&content), (1, Some(with_the_app)));
        assert!(content.opened().is_ok());
    }

    #[test]
    fn each_refusal_keeps_its_reason() {
        let refusals = [
            (OpenError::NeedsBase, InstallProblem::NeedsBase),
            (OpenError::Foreign, InstallProblem::Foreign),
            (OpenError::TooNew, InstallProblem::TooNew),
            (OpenError::TooOld, InstallProblem::Older),
            (OpenError::Damaged, InstallProblem::Damaged),
            (OpenError::TooLarge, InstallProblem::NotAPack),
        ];
        for (error, expected) in refusals {
            assert_eq!(problem(&InstallError::Refused(error)), expected);
        }
        assert_eq!(problem(&InstallError::Older { installed: 2, offered: 1 }), InstallProblem::Older);
        let full = InstallError::Io(io::ErrorKind::StorageFull.into());
        assert_eq!(problem(&full), InstallProblem::Full);
    }
}
