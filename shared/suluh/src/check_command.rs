//! `suluh guide check`: every fault of a questionnaire, and what is proven of it. `docs/guide-check.md` describes what it
//! prints as JSON.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use authoring::{
    Fault,
    check::{self, Checked, Consented, Finding, Proof, Verdict, Weight},
    source,
};
use serde::Serialize;

use crate::say;

/// The endings of files that are questionnaires, in a folder.
const ENDINGS: [&str; 2] = ["xlsx", "xml"];

/// What was found in one form.
#[derive(Serialize)]
struct Report {
    file: String,
    /// What must be mended at its place, most of it before the form can be used at all.
    faults: Vec<Place>,
    /// What its author should know though it can be used.
    notes: Vec<Place>,
    findings: Vec<Found>,
    proofs: Vec<Proof>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Verdict>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    consent: Vec<Consented>,
}

/// A fault at its place.
#[derive(Serialize)]
struct Place {
    sheet: String,
    row: Option<u32>,
    column: Option<String>,
    problem: String,
    remedy: String,
    /// All of it in one sentence, for people.
    #[serde(skip)]
    said: String,
}

/// Something the checks found.
#[derive(Serialize)]
struct Found {
    /// `fault` must be mended, `note` is worth knowing.
    weight: &'static str,
    text: String,
}

/// Checks forms and prints what was found, for people or as JSON.
pub(crate) fn check(paths: &[PathBuf], json: bool) -> ExitCode {
    let t = say::texts();
    let mut reports = Vec::new();
    for path in paths {
        match forms(path) {
            Ok(forms) if forms.is_empty() => return say::failed(t.command_guide_none(path.display().to_string())),
            Ok(forms) => reports.extend(forms.iter().map(|form| Report::of(form))),
            Err(error) => return say::failed(format!("{}: {error}", path.display())),
        }
    }
    if json {
        say::print_json(&reports);
    } else {
        reports.iter().for_each(Report::say);
    }
    match reports.iter().map(Report::count).sum() {
        0 => ExitCode::SUCCESS,
        faults => say::failed(t.command_guide_faults(faults)),
    }
}

impl Report {
    fn of(file: &Path) -> Self {
        let name = file.display().to_string();
        match source::compile_file(file) {
            Err(faults) => Self {
                file: name,
                faults: faults.iter().map(Place::of).collect(),
                notes: Vec::new(),
                findings: Vec::new(),
                proofs: Vec::new(),
                outcome: None,
                consent: Vec::new(),
            },
            Ok(compiled) => {
                let form = Arc::new(compiled.form);
                let media = check::check_media(file);
                let Checked { findings, proofs, outcome, consent } = check::check(&form, compiled.is_ours);
                let rules = check::check_rules_beside(&form, file.parent().unwrap_or(Path::new("")));
                Self {
                    file: name,
                    faults: media.missing.iter().map(Place::of).collect(),
                    notes: compiled.notes.iter().chain(&media.unused).map(Place::of).collect(),
                    findings: findings.iter().chain(&rules).map(Found::of).collect(),
                    proofs,
                    outcome,
                    consent,
                }
            }
        }
    }

    fn say(&self) {
        let t = say::texts();
        let places = self.faults.iter().chain(&self.notes).map(|place| &place.said);
        for line in places.chain(self.findings.iter().map(|found| &found.text)) {
            eprintln!("{}: {line}", self.file);
        }
        if self.count() == 0 {
            say::print(t.command_guide_good(&self.file));
        }
        if self.proofs.is_empty() {
            return;
        }
        let is_yes = |verdict: &Verdict| matches!(verdict, Verdict::Yes(_));
        let asked = self.proofs.iter().filter(|proof| is_yes(&proof.asked)).count();
        let answered: Vec<&Verdict> = self.proofs.iter().filter_map(|proof| proof.answerable.as_ref()).collect();
        let fitting = answered.iter().filter(|verdict| is_yes(verdict)).count();
        say::print(t.command_guide_proven(&self.file, asked, self.proofs.len()));
        say::print(t.command_guide_proven_answers(&self.file, fitting, answered.len()));
        if self.outcome.as_ref().is_some_and(is_yes) {
            say::print(t.command_guide_proven_outcome(&self.file));
        }
        for Consented { question, after, .. } in &self.consent {
            let only = after.iter().filter(|after| is_yes(&after.only_with_consent)).count();
            say::print(t.command_guide_proven_consent(question, &self.file, only, after.len()));
        }
    }

    fn count(&self) -> usize {
        self.faults.len() + self.findings.iter().filter(|found| found.weight == "fault").count()
    }
}

impl Place {
    fn of(fault: &Fault) -> Self {
        Self {
            sheet: fault.sheet.clone(),
            row: fault.row,
            column: fault.column.clone(),
            problem: fault.problem.to_string(),
            remedy: fault.remedy.clone(),
            said: fault.to_string(),
        }
    }
}

impl Found {
    fn of(finding: &Finding) -> Self {
        let weight = match finding.weight {
            Weight::Fault => "fault",
            Weight::Note => "note",
        };
        Self { weight, text: finding.to_string() }
    }
}

fn forms(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut forms = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
        if !hidden && path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known)) {
            forms.push(path);
        }
    }
    forms.sort();
    Ok(forms)
}
