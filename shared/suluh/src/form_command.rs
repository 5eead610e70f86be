//! `suluh guide show` and `suluh guide cover`: looking at one questionnaire.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use authoring::{
    Fault, cover,
    play::{self, Script, Snapshot},
    show, source,
};
use guide::Form;

use crate::say;

/// Prints a form as an outline, or writes it as a picture.
pub(crate) fn show(form: &Path, language: Option<&str>, svg: Option<&Path>) -> ExitCode {
    let form = match read(form) {
        Ok(form) => form,
        Err(why) => return say::failed(why),
    };
    let language = language.unwrap_or(&form.languages[form.default_language].code);
    let Some(file) = svg else { return say::print(show::outline(&form, language).trim_end()) };
    match fs::write(file, show::svg(&form, language)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => say::failed(say::texts().command_not_written(file.display().to_string(), error.to_string())),
    }
}

/// Says which branches of a form no script takes.
pub(crate) fn cover(form: &Path, scripts: &[PathBuf], json: bool) -> ExitCode {
    let t = say::texts();
    let form = match read(form) {
        Ok(form) => form,
        Err(why) => return say::failed(why),
    };
    let mut plays = Vec::new();
    for file in scripts {
        match script(file) {
            Ok(script) => plays.push(play::play(Arc::clone(&form), &script, say::now())),
            Err(why) => return say::failed(format!("{}: {}", file.display(), t.command_not_a_script(why))),
        }
    }
    let cover = cover::cover(&form, &plays);
    if json {
        return say::print_json(&cover);
    }
    for branch in &cover.missed {
        println!("{branch}");
    }
    say::print(t.command_guide_cover(cover.branches, cover.branches - cover.missed.len()))
}

fn script(file: &Path) -> Result<Script, String> {
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    let script: Script = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
    Ok(Script { labels: false, snapshot: Snapshot::Each, ..script })
}

fn read(file: &Path) -> Result<Arc<Form>, String> {
    let faults = |found: Vec<Fault>| found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    source::compile_file(file).map(|compiled| Arc::new(compiled.form)).map_err(faults)
}
