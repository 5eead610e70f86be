//! Saying things at the terminal, in the reader's language; errors go to stderr.

use std::{env, fmt, process::ExitCode};

use i18n::{Language, Texts};

/// The words of the terminal's language, as `LC_ALL`, `LC_MESSAGES` or `LANG` name it; English otherwise.
pub(crate) fn texts() -> &'static Texts {
    let named =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
    let code = named.as_deref().unwrap_or_default().split(['_', '.', '@']).next().unwrap_or_default();
    Language::from_code(code).unwrap_or_default().texts()
}

/// Says why it did not work. Exit code 1.
pub(crate) fn failed(why: impl fmt::Display) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}
