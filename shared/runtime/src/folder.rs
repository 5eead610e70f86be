//! The data folder: for its owner only, and for one process at a time.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::Path,
};

use crate::StartError;

/// Held while the app runs; the system gives it back even after a kill.
pub(crate) struct FolderLock {
    _file: Option<File>,
}

impl FolderLock {
    pub(crate) fn take(folder: &Path) -> Result<Self, StartError> {
        match open(folder) {
            Ok(file) => match file.try_lock() {
                Ok(()) => Ok(Self { _file: Some(file) }),
                Err(TryLockError::WouldBlock) => Err(StartError::InUse),
                Err(TryLockError::Error(error)) => Err(StartError::Disk(error)),
            },
            // On a disk that cannot be written nobody writes, and the directory is useful all the same.
            Err(error) if cannot_be_written(&error) => Ok(Self { _file: None }),
            Err(error) => Err(StartError::Disk(error)),
        }
    }
}

fn open(folder: &Path) -> io::Result<File> {
    if !folder.is_dir() {
        make_private(folder)?;
    }
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(folder.join("in-use.lock"))
}

fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn cannot_be_written(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied | io::ErrorKind::StorageFull
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_folder_serves_one_process_at_a_time() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("data");

        let first = FolderLock::take(&folder).unwrap();
        assert!(matches!(FolderLock::take(&folder), Err(StartError::InUse)));

        drop(first);
        assert!(FolderLock::take(&folder).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_look_into_the_data_folder() {
        use std::os::unix::fs::PermissionsExt as _;
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("data");

        let _lock = FolderLock::take(&folder).unwrap();

        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
