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

/// Writes beside the place first, so that an older file there is replaced whole or not at all.
pub(crate) fn write_whole(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut half_written = place.as_os_str().to_owned();
    half_written.push(".new");
    let half_written = PathBuf::from(half_written);
    let mut file = fs::File::create(&half_written)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&half_written, place)
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
}
