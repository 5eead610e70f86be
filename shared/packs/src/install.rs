//! Installing packs into a folder. A pack is there whole or not at all: the file, as it came and as it can be handed on, and
//! beside it what it holds, to be opened fast.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::delta::whole;
use crate::pack::unfold;
use crate::{InstallError, Manifest, OpenError, Packs, read, unpacked};

/// The end of an installed pack's name.
const ENDING: &str = "pack";

/// Where the pack of this name lies in a folder, if it is installed.
#[must_use]
pub fn installed(folder: &Path, pack: &str) -> Option<PathBuf> {
    let file = place_of(folder, pack);
    file.is_file().then_some(file)
}

/// Checks a pack and puts it into the folder, in place of an older edition. The folder is made if it is not there. A delta is
/// put there as the whole pack it stands for: what it lacks is taken from the pack installed before.
///
/// # Errors
/// [`InstallError`]; what was installed before stays as it was.
pub fn install(bytes: &[u8], folder: &Path) -> Result<PathBuf, InstallError> {
    let bytes = &*whole(bytes, |manifest| installed(folder, &manifest.pack))?;
    let manifest = Packs::verify(bytes.to_vec())?;
    let file = place_of(folder, &manifest.pack);
    refuse_older(&file, &manifest)?;
    fs::create_dir_all(folder)?;
    let unpacked = unpacked::write(&file, &unfold(bytes)?)?;
    let arriving = folder.join(format!("{}.arriving", manifest.pack));
    let written = write_through(&arriving, bytes).and_then(|()| fs::rename(&arriving, &file));
    if let Err(error) = written {
        // Half a pack is of no use; when even this fails, the next attempt writes over it.
        let _ = fs::remove_file(&arriving);
        unpacked.give_up();
        return Err(error.into());
    }
    unpacked.keep();
    sync_folder(folder)?;
    Ok(file)
}

/// As [`install`], from a file.
///
/// # Errors
/// As [`install`].
pub fn install_file(file: &Path, folder: &Path) -> Result<PathBuf, InstallError> {
    install(&read(file)?, folder)
}

fn place_of(folder: &Path, pack: &str) -> PathBuf {
    folder.join(format!("{pack}.{ENDING}"))
}

/// A damaged pack may be replaced by any whole one; a whole one only by the same version or a newer.
fn refuse_older(file: &Path, offered: &Manifest) -> Result<(), InstallError> {
    let bytes = match read(file) {
        Ok(bytes) => bytes,
        Err(OpenError::Io(error)) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        Err(_) => return Ok(()),
    };
    match Packs::from_bytes(bytes) {
        Ok(pack) if pack.manifest().version > offered.version => {
            let installed = pack.manifest().version;
            Err(InstallError::Older { installed, offered: offered.version })
        }
        _ => Ok(()),
    }
}

pub(crate) fn write_through(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(file)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The new name itself must outlive a power cut. Windows cannot open folders and does this by itself.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
