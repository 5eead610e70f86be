//! `suluh guide play` and `suluh guide bench`: playing and timing questionnaires.

use std::{fs, path::Path, process::ExitCode, sync::Arc};

use authoring::{
    bench, play,
    source::{self, Compiled},
};

use crate::say;

pub(crate) fn play(form: &Path, script: &Path, now: Option<&str>) -> ExitCode {
    let t = say::texts();
    let today = match now {
        None => say::now(),
        Some(text) => match play::now(text) {
            Some(today) => today,
            None => return say::failed(t.command_not_a_time(text)),
        },
    };
    let script: play::Script = match json(script) {
        Ok(script) => script,
        Err(error) => return say::failed(t.command_not_a_script(error)),
    };
    match source::compile_file(form) {
        Ok(Compiled { form, notes, .. }) => {
            for note in notes {
                eprintln!("{note}");
            }
            say::print_json(&play::play(Arc::new(form), &script, today))
        }
        Err(faults) => {
            let load_error = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
            say::print_json(&play::NotPlayed { engine: "suluh", load_error: load_error.clone() });
            say::failed(load_error)
        }
    }
}

pub(crate) fn bench(form: &Path, probes: &Path, keep: Option<&Path>) -> ExitCode {
    let probes = match json(probes) {
        Ok(probes) => probes,
        Err(error) => return say::failed(say::texts().command_not_a_script(error)),
    };
    match bench::bench(form, &probes, say::now(), keep) {
        Ok(timed) => say::print_json(&timed),
        Err(error) => say::failed(error.to_string()),
    }
}

fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    serde_json::from_slice(&bytes).map_err(|error| error.to_string())
}
