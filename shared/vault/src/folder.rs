//! The vault's files, and writing one so that a power cut leaves the old or the new one whole.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// The folder of one vault.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// The encrypted database.
    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("vault.sqlite")
    }

    /// What the database has not taken over from its journal yet.
    pub(crate) fn journal(&self) -> PathBuf {
        self.0.join("vault.sqlite-wal")
    }

    /// The vault key, sealed with the PIN and the device.
    pub(crate) fn slot(&self) -> PathBuf {
        self.0.join("slot-pin.age")
    }

    /// How many wrong PINs were given.
    pub(crate) fn attempts(&self) -> PathBuf {
        self.0.join("attempts")
    }

    /// Is there from before the first file of a new vault until after its last one.
    pub(crate) fn creating(&self) -> PathBuf {
        self.0.join("creating")
    }

    /// Makes the folder, readable by its owner only.
    pub(crate) fn make(&self) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        only_for_the_owner(&self.0, 0o700)?;
        match self.0.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => sync_folder(parent),
            _ => Ok(()),
        }
    }

    /// Names that were made, renamed or removed stay so after a power cut.
    pub(crate) fn sync(&self) -> io::Result<()> {
        sync_folder(&self.0)
    }
}

/// Whether something is there. What cannot be looked at counts as there, so that nothing is put in its place.
pub(crate) fn exists(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}

/// Removes a file; one that is not there is fine.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes a new file for the owner only; an old one of that name is emptied.
pub(crate) fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a file whole: after a power cut there is either the old or the new one, and on return it is the new one.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = path.with_extension("new");
    let written = new_file(&unfinished).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&unfinished, path)) {
        // Only our own half-written copy; the file itself was not touched.
        let _ = remove(&unfinished);
        return Err(error);
    }
    path.parent().map_or(Ok(()), sync_folder)
}

#[cfg(unix)]
fn only_for_the_owner(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
fn only_for_the_owner(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("slot");
        write_whole(&path, b"old").unwrap();
        // A folder in the way of the temporary name makes the write fail.
        fs::create_dir(folder.path().join("slot.new")).unwrap();

        assert!(write_whole(&path, b"new").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn files_and_folder_are_readable_by_their_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let outer = tempfile::tempdir().unwrap();
        let folder = Folder::new(outer.path().join("vault"));
        folder.make().unwrap();
        write_whole(&folder.slot(), b"x").unwrap();

        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;

        assert_eq!(mode(&outer.path().join("vault")), 0o700);
        assert_eq!(mode(&folder.slot()), 0o600);
    }
}
