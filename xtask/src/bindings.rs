//! Writes what a shell in another language calls the core by. Always made from the library itself, never kept.

use std::fs;

use crate::{failure::Failure, places::Places, program::Program};

/// What each language's bindings must hold to be of use: the file, and words in it.
const EXPECTED: &[(&str, &str, &str)] = &[
    ("kotlin", "uniffi/app/app.kt", "data class Screen"),
    ("kotlin", "uniffi/bridge/bridge.kt", "open class Running"),
    ("swift", "app.swift", "public struct Screen"),
    ("swift", "bridge.swift", "open class Running"),
];

/// Builds the library, then writes the bindings.
pub(crate) fn build(places: &Places) -> Result<(), Failure> {
    Program::cargo(&places.root).words(["build", "--package", "bridge", "--features", "bridge/bindgen"]).run()?;
    write(places)
}

/// Writes the bindings from the library as built.
pub(crate) fn write(places: &Places) -> Result<(), Failure> {
    let library = places.library();
    for language in ["kotlin", "swift"] {
        let folder = places.bindings(language);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
        }
        let generator = Program::new(places.built("uniffi-bindgen")).at(&places.root).within_minutes(5);
        generator.words([language.as_ref(), library.as_os_str(), folder.as_os_str()]).run()?;
    }
    EXPECTED.iter().try_for_each(|(language, file, words)| holds(places, language, file, words))
}

fn holds(places: &Places, language: &str, file: &str, words: &str) -> Result<(), Failure> {
    let path = places.bindings(language).join(file);
    let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    if text.contains(words) {
        return Ok(());
    }
    Err(Failure::Unexpected(format!("{} does not mention `{words}`", path.display())))
}
