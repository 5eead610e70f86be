//! One at a time: whoever reads a folder's directory to write it again keeps others from doing so in between.

use std::{fs::File, io, path::Path};

/// Lies beside the directory's files. Its name is hidden, so no pack holds it. It stays: a file that goes while another
/// program waits for it would be locked by both.
const LOCK: &str = "directory/.lock";

/// Waits until nobody else changes the folder's directory, and keeps others from it until the result is dropped; `None`
/// when there is no directory yet.
pub(crate) fn hold(folder: &Path) -> io::Result<Option<File>> {
    let opened = File::options().create(true).append(true).open(folder.join(LOCK));
    let file = match opened {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    match file.lock() {
        // A drive that knows no locks must not keep anybody from writing to it.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Some(file)),
        locked => locked.map(|()| Some(file)),
    }
}
