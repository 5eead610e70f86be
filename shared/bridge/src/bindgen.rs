//! Writes the bindings of one language from the built library: `uniffi-bindgen kotlin|swift LIBRARY FOLDER`.

use std::{env, process::ExitCode};

use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let [language, library, folder] = words.as_slice() else {
        eprintln!("uniffi-bindgen kotlin|swift LIBRARY FOLDER");
        return ExitCode::FAILURE;
    };
    let language = match language.as_str() {
        "kotlin" => TargetLanguage::Kotlin,
        "swift" => TargetLanguage::Swift,
        other => {
            eprintln!("no bindings are made for {other}");
            return ExitCode::FAILURE;
        }
    };
    let options = GenerateOptions {
        languages: vec![language],
        source: library.into(),
        out_dir: folder.into(),
        config_override: None,
        format: false,
        crate_filter: None,
        metadata_no_deps: false,
    };
    match generate(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}
