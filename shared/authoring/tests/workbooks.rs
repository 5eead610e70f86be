//! Workbooks come out as the `XForm` that `pyxform` makes of them does.
//!
//! `tests/workbooks` holds surveys as tables of sheets, each with the `XForm` of pyxform 4.5.0. Both are played with the
//! same answers. `SULUH_WORKBOOKS` names a folder with more: `NAME/form.xlsx` or `form.csv` beside `NAME/form.xml`, or beside
//! `NAME/refused.txt` where pyxform makes none.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails where something is not as it should be")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use authoring::{play, source};
use guide::{Form, Kind, Question};
use serde_json::{Value, json};

const NOW: &str = "2026-11-22T03:40:00Z";

fn compile(path: &Path) -> Result<Form, String> {
    let compiled = source::compile_file(path);
    compiled.map(|compiled| compiled.form).map_err(|faults| {
        let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
        told.join("\n    ")
    })
}

/// The path of a question in the instance of this number of every repeat around it.
fn place(form: &Form, question: &Question, number: u32) -> String {
    let mut path = question.path.clone();
    let mut around = question.parent;
    while let Some(id) = around {
        let group = form.question(id);
        if group.kind == Kind::Repeat {
            path.insert_str(group.path.len(), &format!("[{number}]"));
        }
        around = group.parent;
    }
    path
}

/// Something of every kind of question, possible or not.
fn values(form: &Form, question: &Question) -> Vec<String> {
    let names = |most: usize| -> Vec<String> {
        let of_tables = form.extras().tables.iter().filter_map(|table| {
            let column = table.column("name")?;
            Some((0..table.rows().min(4)).filter_map(move |row| table.cell(row, column)))
        });
        let own = question.choices.iter().map(|choice| choice.name.as_str());
        if question.itemset.is_some() {
            of_tables.flatten().take(60).map(str::to_owned).collect()
        } else {
            own.take(most).map(str::to_owned).collect()
        }
    };
    let fixed = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    match question.kind {
        Kind::SelectOne => names(4),
        Kind::SelectMultiple | Kind::Rank => {
            let mut all = names(4);
            all.push(all.join(" "));
            all
        }
        Kind::Integer => fixed(&["3", "1", "7"]),
        Kind::Decimal => fixed(&["2.5", "4"]),
        Kind::Date => fixed(&["2026-01-02", "1990-05-06"]),
        Kind::Time => fixed(&["10:30:00.000+07:00"]),
        Kind::DateTime => fixed(&["2026-01-02T10:30:00.000+07:00"]),
        Kind::Geopoint => fixed(&["1.5 2.5 0 0"]),
        Kind::Geotrace | Kind::Geoshape => fixed(&["1 2 0 0;1 3 0 0;2 3 0 0;1 2 0 0"]),
        Kind::Acknowledge => fixed(&["OK"]),
        _ => fixed(&["abc", "x"]),
    }
}

/// Most steps: what all answers are after each of thousands fills the machine.
const MOST_STEPS: usize = 600;

fn script(form: &Form) -> play::Script {
    let mut steps: Vec<Value> = Vec::new();
    for number in 1..=2 {
        for question in form.questions() {
            if question.kind == Kind::Repeat && number == 1 {
                let around = question.parent.map_or(String::new(), |id| place(form, form.question(id), 1));
                let own = question.path.rsplit_once('/').map_or("", |(_, name)| name);
                let around = if question.parent.is_some_and(|id| form.question(id).kind == Kind::Repeat) {
                    format!("{around}[1]")
                } else {
                    around
                };
                steps.push(json!({ "add_repeat": format!("{around}/{own}") }));
            }
            let is_asked = question.is_asked() && question.kind != Kind::Note;
            let set = |value: String| json!({ "set": place(form, question, number), "value": value });
            steps.extend(values(form, question).into_iter().filter(|_| is_asked).map(set));
        }
    }
    steps.truncate(MOST_STEPS);
    play::Script { labels: false, snapshot: play::Snapshot::Each, steps }
}

/// What became of a script, without what every `XForm` has beside its questions.
fn played(form: Form, script: &play::Script) -> Value {
    let meta = "/data/meta/";
    let played = play::play(Arc::new(form), script, play::now(NOW).unwrap());
    let state = |state: &play::State| {
        let mut state = json!(state);
        let values = state["values"].as_object_mut().unwrap();
        values.retain(|path, _| !path.starts_with(meta));
        state
    };
    let steps = played.steps.iter().map(|step| json!([step.step, step.outcome, step.state.as_ref().map(state)]));
    json!({ "start": state(&played.start), "steps": steps.collect::<Vec<_>>() })
}

/// Where the two differ first.
fn difference(workbook: &Path, xform: &Path) -> Option<String> {
    let (ours, theirs) = match (compile(workbook), compile(xform)) {
        (Ok(ours), Ok(theirs)) => (ours, theirs),
        (ours, theirs) => {
            let told = |read: Result<Form, String>| read.map_or_else(|told| told, |_| "compiles".to_owned());
            return Some(format!("workbook: {}\n  XForm: {}", told(ours), told(theirs)));
        }
    };
    let script = script(&ours);
    let (ours, theirs) = (played(ours, &script), played(theirs, &script));
    if ours["start"] != theirs["start"] {
        return Some(format!("at the start: {}\n  {}", ours["start"], theirs["start"]));
    }
    let mut steps = ours["steps"].as_array().unwrap().iter().zip(theirs["steps"].as_array().unwrap());
    steps.find(|(ours, theirs)| ours != theirs).map(|(ours, theirs)| format!("{ours}\n  {theirs}"))
}

#[test]
fn a_survey_plays_as_the_xform_of_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks");
    let mut surveys: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    surveys.retain(|path| path.extension().is_some_and(|kind| kind == "csv"));
    surveys.retain(|path| path.with_extension("xml").exists());
    surveys.sort();
    assert!(surveys.len() >= 6);
    for survey in surveys {
        let difference = difference(&survey, &survey.with_extension("xml"));
        assert!(difference.is_none(), "{}: {}", survey.display(), difference.unwrap());
    }
}

/// What became of a workbook in both tools.
fn outcome(folder: &Path) -> Option<(&'static str, Option<String>)> {
    let files = ["form.xlsx", "form.csv"].map(|file| folder.join(file));
    let workbook = files.into_iter().find(|file| file.exists())?;
    let xform = folder.join("form.xml");
    let told = |compiled: Result<Form, String>| compiled.err();
    Some(if !xform.exists() {
        match told(compile(&workbook)) {
            Some(_) => ("refused by both", None),
            None => ("accepted only here", std::fs::read_to_string(folder.join("refused.txt")).ok()),
        }
    } else if let Some(faults) = told(compile(&workbook)) {
        ("refused only here", Some(faults))
    } else if let Some(faults) = told(compile(&xform)) {
        ("the XForm is refused", Some(faults))
    } else {
        let difference = difference(&workbook, &xform);
        (if difference.is_none() { "accepted by both and equal" } else { "different" }, difference)
    })
}

#[test]
fn workbooks_of_others_play_as_the_xforms_of_them() {
    let Ok(folder) = std::env::var("SULUH_WORKBOOKS") else { return };
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let mut figures: BTreeMap<&str, usize> = BTreeMap::new();
    for folder in &folders {
        let Some((what, told)) = outcome(folder) else { continue };
        *figures.entry(what).or_default() += 1;
        if let Some(told) = told {
            let name = folder.file_name().unwrap().to_string_lossy();
            println!("{what}: {name}: {}", told.chars().take(3_000).collect::<String>());
        }
    }
    println!("{figures:?}");
}
