//! What a command gives back: words at the terminal in the reader's language, errors on stderr, whole files.

use std::path::{Path, PathBuf};
use std::{env, fmt, fs, io, io::Write as _, process::ExitCode};

use i18n::{Language, Texts};
use serde::Serialize;

/// The words of the terminal's language, as `LC_ALL`, `LC_MESSAGES` or `LANG` name it; English otherwise.
pub(crate) fn texts() -> &'static Texts {
    language().texts()
}

/// The language that was asked for, else that of the terminal.
pub(crate) fn lang_or_terminal(asked: Option<&str>) -> &str {
    asked.unwrap_or(language().code())
}

fn language() -> Language {
    let named =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
    let code = named.as_deref().unwrap_or_default().split(['_', '.', '@']).next().unwrap_or_default();
    Language::from_code(code).unwrap_or_default()
}

/// Prints a result. A reader that stops reading (`| head`) is no fault.
pub(crate) fn print(text: impl fmt::Display) -> ExitCode {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => failed(error),
        _ => ExitCode::SUCCESS,
    }
}

/// Prints a value as JSON.
pub(crate) fn print_json(value: &impl Serialize) -> ExitCode {
    match serde_json::to_string_pretty(value) {
        Ok(json) => print(json),
        Err(error) => failed(error),
    }
}

/// The moment it is here.
pub(crate) fn now() -> guide::Today {
    let now = jiff::Zoned::now();
    let offset_min = i16::try_from(now.offset().seconds() / 60).unwrap_or_default();
    guide::Today { utc_ms: now.timestamp().as_millisecond(), offset_min }
}

/// Says why it did not work. Exit code 1.
pub(crate) fn failed(why: impl fmt::Display) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}

/// Whether a file may be written: what stands there may be somebody's work, so it is replaced only when asked for.
pub(crate) fn may_write(file: &Path, replace: bool) -> Result<(), String> {
    let is_free = replace || fs::symlink_metadata(file).is_err();
    if is_free { Ok(()) } else { Err(texts().command_would_replace(file.display().to_string())) }
}

/// Whether a file may be written though these are read for it: whoever mistypes a name must not lose what stands there, with
/// `--replace` neither.
pub(crate) fn is_none_of(output: &Path, read: &[&Path]) -> Result<(), String> {
    let is_read = read.iter().any(|file| is_same(output, file));
    if is_read { Err(texts().command_also_read(output.display().to_string())) } else { Ok(()) }
}

/// Whether two names lead to one file, also by a link.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    let end = |file: &Path| fs::canonicalize(file).ok();
    end(one).is_some_and(|one| end(other) == Some(one))
}

/// Writes beside the place first, so that an older file there is replaced whole or not at all.
///
/// Of a link, the file it leads to is replaced; who may read a file stays as it was. The half-written file has a name of its
/// own, which no other program and no other run of this one writes to, and goes when it cannot be finished.
pub(crate) fn write_whole(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let place = &led_to(place)?;
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Not `NamedTempFile`: what it makes can be read by nobody else.
    let mut file = tempfile::Builder::new().make_in(folder, |path| fs::File::create_new(path))?;
    file.write_all(bytes)?;
    if let Ok(before) = fs::metadata(place) {
        file.as_file().set_permissions(before.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(place)?;
    Ok(())
}

/// The file at the end of a link; a place where nothing is, as it is.
fn led_to(place: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(place.to_owned()),
        found => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_replaced_only_when_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("filled in.xlsx");
        assert_eq!(may_write(&file, false), Ok(()));

        fs::write(&file, "somebody's work").unwrap();

        assert!(may_write(&file, false).unwrap_err().contains("--replace"));
        assert_eq!(may_write(&file, true), Ok(()));
    }

    #[test]
    fn what_is_read_is_known_by_every_name() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("old.suluhpack"), folder.path().join("new.suluhpack"));
        fs::write(&file, "old").unwrap();
        let way_round = folder.path().join(".").join("old.suluhpack");

        assert!(is_none_of(&file, &[&other, &way_round]).unwrap_err().contains("old.suluhpack"));
        assert_eq!(is_none_of(&other, &[&file]), Ok(()));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&file, &other).unwrap();
            assert!(is_none_of(&other, &[&file]).is_err());
        }
    }

    /// The names in a folder.
    fn names(folder: &Path) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_its_neighbours_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("services.json");
        let neighbour = folder.path().join("services.json.new");
        fs::write(&neighbour, "somebody's work").unwrap();

        write_whole(&file, b"one").unwrap();
        write_whole(&file, b"two").unwrap();

        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(fs::read_to_string(&neighbour).unwrap(), "somebody's work");
        assert_eq!(names(folder.path()), ["services.json", "services.json.new"]);
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("out");
        fs::create_dir_all(taken.join("within")).unwrap();

        assert!(write_whole(&taken, b"words").is_err());
        assert_eq!(names(folder.path()), ["out"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_who_may_read_a_file_stays_too() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("kept"), folder.path().join("link"));
        fs::write(&file, "before").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();

        write_whole(&link, b"after").unwrap();

        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"after");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        let plain = folder.path().join("plain");
        fs::write(&plain, "").unwrap();
        let new = folder.path().join("new");
        write_whole(&new, b"words").unwrap();
        let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode(&new), mode(&plain), "a new file is read by whom the system lets");
    }
}
