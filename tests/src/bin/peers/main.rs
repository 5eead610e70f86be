//! Plays the same scripts with Suluh and with `JavaRosa`, and tells every difference that is not pinned.
//!
//! `peers FORMS CLASSES KNOWN FAILED SEEDS STEPS`: a file with a form a line, the class path of `tests/peers/javarosa`, the
//! pinned differences, a folder for the scripts that showed others, how many random scripts a form and how long they are.
//! `cargo xtask test` and `cargo xtask prove peers` call it.

mod compare;
mod forms;
mod javarosa;
mod known;
mod outcome;

use std::{env, error::Error, path::Path, process::ExitCode};

use serde_json::json;

use crate::{forms::Forms, javarosa::JavaRosa, known::Known, outcome::Outcome};

/// When everything is played; `tests/peers/javarosa` is told the same.
const NOW: &str = "2026-11-22T03:40:00Z";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let [forms, classes, known, failed, seeds, steps] = words.as_slice() else {
        eprintln!("peers FORMS CLASSES KNOWN FAILED SEEDS STEPS");
        return ExitCode::from(2);
    };
    match (seeds.parse(), steps.parse()) {
        (Ok(seeds), Ok(steps)) => {
            match compare(Path::new(forms), classes, Path::new(known), Path::new(failed), seeds, steps) {
                Ok(true) => ExitCode::SUCCESS,
                Ok(false) => ExitCode::FAILURE,
                Err(error) => {
                    eprintln!("{error}");
                    ExitCode::FAILURE
                }
            }
        }
        _ => ExitCode::from(2),
    }
}

/// Plays everything; whether all differences are pinned.
fn compare(
    forms: &Path,
    classes: &str,
    known: &Path,
    failed: &Path,
    seeds: u64,
    steps: u64,
) -> Result<bool, Box<dyn Error>> {
    let forms = Forms::read(forms)?;
    let mut known = Known::read(known)?;
    let mut outcome = Outcome::new(failed)?;
    let mut jobs = Vec::new();
    for (place, form) in forms.all.iter().enumerate() {
        if let Some(script) = &form.script {
            jobs.push((place, "its own script".to_owned(), json!({"form": form.xml, "script": script})));
        }
        for seed in 0..seeds {
            jobs.push((place, format!("seed {seed}"), json!({"form": form.xml, "seed": seed, "steps": steps})));
        }
    }
    let mut javarosa = JavaRosa::start(classes, NOW, jobs.iter().map(|(_, _, job)| job.to_string()).collect())?;
    for (place, name, _) in &jobs {
        let form = &forms.all[*place];
        let (script, theirs) = javarosa.next()?;
        let ours = form.play(&script, NOW)?;
        let differences = compare::differences(&ours, &theirs);
        let new: Vec<_> = differences.into_iter().filter(|found| !known.holds(&form.name, found)).collect();
        outcome.add(&form.name, name, &script, &ours, &new)?;
    }
    outcome.tell(forms.all.len(), &known);
    Ok(outcome.is_good())
}
