//! Leading the browser in without a secret on a command line, where every user of the computer could read it (`ps`).
//!
//! The address is written to a file of this user alone, and the browser is started with the file's name.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use maud::{DOCTYPE, html};

/// The program that opens a file in the browser the person uses, and what comes before the file's name.
#[cfg(target_os = "macos")]
const OPENER: (&str, &[&str]) = ("open", &[]);
#[cfg(windows)]
const OPENER: (&str, &[&str]) = ("rundll32", &["url.dll,FileProtocolHandler"]);
#[cfg(not(any(target_os = "macos", windows)))]
const OPENER: (&str, &[&str]) = ("xdg-open", &[]);

/// Writes the file that leads to `address`, in place of an earlier one.
pub(crate) fn write_lead(folder: &Path, address: &str) -> io::Result<PathBuf> {
    own_folder(folder)?;
    let path = lead(folder);
    remove_lead(folder);
    let page = html! {
        (DOCTYPE)
        html {
            head { meta charset="utf-8"; title { "Suluh" } meta http-equiv="refresh" content={ "0;url=" (address) }; }
            body { a href=(address) { "Suluh" } }
        }
    };
    // A file or link that somebody else put there in between is not followed.
    own_file(&path)?.write_all(page.into_string().as_bytes())?;
    Ok(path)
}

/// Takes the file away again; its address has been used or will not be.
pub(crate) fn remove_lead(folder: &Path) {
    // It may never have been written, and what it holds is worthless by now.
    let _ = fs::remove_file(lead(folder));
}

/// Opens the file in the browser. Returns when the opener is done, which may be when the browser is closed.
pub(crate) fn open(file: &Path) -> io::Result<()> {
    let (program, before) = OPENER;
    let mut command = Command::new(program);
    command.args(before).arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if command.status()?.success() { Ok(()) } else { Err(io::ErrorKind::Other.into()) }
}

fn lead(folder: &Path) -> PathBuf {
    folder.join("open.html")
}

/// A folder of this user alone.
#[cfg(unix)]
pub(crate) fn own_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};

    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// A folder of this user alone, where the system makes it so.
#[cfg(not(unix))]
pub(crate) fn own_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// A new file of this user alone.
pub(crate) fn own_file(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_address_can_be_read_by_this_user_alone() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("desk");

        let file = write_lead(&folder, "http://127.0.0.1:1/?token=first").unwrap();
        let again = write_lead(&folder, "http://127.0.0.1:1/?token=second").unwrap();

        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
        assert_eq!(file, again);
        assert!(fs::read_to_string(&file).unwrap().contains("token=second"));
        assert!(!fs::read_to_string(&file).unwrap().contains("token=first"));

        remove_lead(&folder);
        assert!(!file.exists());
    }

    #[test]
    fn a_link_laid_out_by_somebody_else_is_not_written_through() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("target");
        std::os::unix::fs::symlink(&target, place.path().join("open.html")).unwrap();

        write_lead(place.path(), "http://127.0.0.1:1/?token=x").unwrap();

        assert!(!target.exists());
    }
}
