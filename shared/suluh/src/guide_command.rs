//! `suluh guide`: checking, playing and timing questionnaires.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use authoring::{
    bench,
    check::{self, Weight},
    play,
    source::{self, Compiled},
    xlsform,
};

use crate::say;

pub(crate) fn check(paths: &[PathBuf]) -> ExitCode {
    let t = say::texts();
    let mut faults = 0;
    for path in paths {
        let workbooks = match workbooks(path) {
            Ok(workbooks) => workbooks,
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                faults += 1;
                continue;
            }
        };
        for workbook in workbooks {
            let found = check_one(&workbook);
            if found == 0 {
                say::print(t.command_guide_good(workbook.display().to_string()));
            }
            faults += found;
        }
    }
    if faults == 0 { ExitCode::SUCCESS } else { say::failed(t.command_guide_faults(faults)) }
}

/// Says every fault of a workbook, and what is worth knowing; returns how many faults there are.
fn check_one(workbook: &Path) -> usize {
    let form = match xlsform::compile_file(workbook) {
        Ok(form) => form,
        Err(faults) => {
            for fault in &faults {
                eprintln!("{}: {fault}", workbook.display());
            }
            return faults.len();
        }
    };
    let findings = check::check(&Arc::new(form));
    for finding in &findings {
        eprintln!("{}: {finding}", workbook.display());
    }
    findings.iter().filter(|finding| finding.weight == Weight::Fault).count()
}

fn workbooks(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut workbooks = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
        if !hidden && path.extension().is_some_and(|extension| extension == "xlsx") {
            workbooks.push(path);
        }
    }
    workbooks.sort();
    Ok(workbooks)
}

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
        Ok(Compiled { form, notes }) => {
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

pub(crate) fn bench(form: &Path, probes: &Path) -> ExitCode {
    let probes = match json(probes) {
        Ok(probes) => probes,
        Err(error) => return say::failed(say::texts().command_not_a_script(error)),
    };
    match bench::bench(form, &probes, say::now()) {
        Ok(timed) => say::print_json(&timed),
        Err(error) => say::failed(error.to_string()),
    }
}

fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    serde_json::from_slice(&bytes).map_err(|error| error.to_string())
}
