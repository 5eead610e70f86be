//! How fast we are beside `JavaRosa`: the same forms and answers, in one run, on one machine.

use std::{fs, path::Path};

use serde_json::Value;

use super::{
    generated::{Generated, chain, choice, mixed},
    javarosa,
};
use crate::{failure::Failure, places::Places, program::Program};

/// Times lie around these: the least says what the work takes, the median what a person meets.
const TIMES: [(&str, &str); 2] = [("min_ms", "minimum"), ("p50_ms", "median")];
/// How our own time grows is measured from the first to the last of these.
const SIZES: [usize; 3] = [200, 1000, 5000];

/// The most memory a phone may need for the largest of these forms and its conversation.
const MOST_MB: f64 = 64.0;

/// Measures both, and gives back how many times faster we are; then how our own time grows with the form, and its memory.
pub(crate) fn measure(places: &Places) -> Result<Vec<String>, Failure> {
    Program::cargo(&places.root).words(["build", "--release", "--package", "suluh"]).run()?;
    let classes = javarosa(places)?;
    let folder = places.peers().join("bench");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let mut figures = Vec::new();
    for form in [mixed(1000), chain(1000), choice(10_000)] {
        write(&folder, &form)?;
        let options = ["-Xss512m", "-Duser.timezone=UTC", "-cp", &classes, "peer.Main", "--bench"];
        let theirs = told(Program::new("java").words(options), &folder, &form)?;
        let ours = told(ours(places), &folder, &form)?;
        figures.extend(beside(&form.name, &ours, &theirs));
    }
    for make in [chain, mixed] {
        let mut sizes = Vec::new();
        for size in SIZES {
            let form = make(size);
            write(&folder, &form)?;
            sizes.push((size, told(ours(places), &folder, &form)?));
        }
        figures.extend(growth(&make(SIZES[0]).name, &sizes));
    }
    for form in [choice(10_000), mixed(SIZES[2]), chain(SIZES[2])] {
        figures.push(memory(places, &folder, &form)?);
    }
    Ok(figures)
}

/// The memory of a process that only loads a form as a phone does and answers it.
fn memory(places: &Places, folder: &Path, form: &Generated) -> Result<String, Failure> {
    write(folder, form)?;
    let file = |ending: &str| folder.join(format!("{}.{ending}", form.name));
    let (compiled, few) = (file("compiled"), file("few.json"));
    // Answering it all is timed above and would take minutes here.
    fs::write(&few, r#"{"loads": 1}"#).map_err(Failure::file(&few))?;
    ours(places).words([&file("xml"), &few]).words(["--keep".as_ref(), compiled.as_path()]).lines()?;
    let said = ours(places).words([compiled, file("probes.json")]).within_minutes(15).lines()?.join("\n");
    let told: Value = serde_json::from_str(&said).map_err(|error| Failure::Unexpected(error.to_string()))?;
    weighed(&form.name, &told)
}

/// The figure of a form's memory.
///
/// # Errors
/// When it takes more than a phone has, or was not measured.
fn weighed(form: &str, told: &Value) -> Result<String, Failure> {
    match told["peak_mb"].as_f64() {
        Some(peak) if peak <= MOST_MB => {
            Ok(format!("memory {form}: {peak} MB at most, loaded, asked and answered throughout"))
        }
        Some(peak) => Err(Failure::Unexpected(format!("{form} took {peak} MB, more than {MOST_MB}"))),
        None => Err(Failure::Unexpected(format!("the memory of {form} was not measured"))),
    }
}

fn ours(places: &Places) -> Program {
    Program::new(places.released("suluh")).words(["guide", "bench"])
}

fn write(folder: &Path, form: &Generated) -> Result<(), Failure> {
    for (ending, text) in [("xml", &form.xml), ("probes.json", &form.probes)] {
        let path = folder.join(format!("{}.{ending}", form.name));
        fs::write(&path, text).map_err(Failure::file(&path))?;
    }
    Ok(())
}

/// What an engine says of a form. It may write its JSON over several lines.
fn told(engine: Program, folder: &Path, form: &Generated) -> Result<Value, Failure> {
    let files = ["xml", "probes.json"].map(|ending| folder.join(format!("{}.{ending}", form.name)));
    let said = engine.within_minutes(15).words(files).lines()?.join("\n");
    serde_json::from_str(&said).map_err(|error| Failure::Unexpected(format!("{}: {error}", form.name)))
}

/// A line for loading and one for each probe.
fn beside(form: &str, ours: &Value, theirs: &Value) -> Vec<String> {
    let probes = theirs["probes"].as_object().into_iter().flatten();
    let probes = probes.map(|(name, theirs)| (format!("answer {form} {name}"), &ours["probes"][name], theirs));
    let all = [(format!("load {form}"), &ours["load"], &theirs["load"])].into_iter().chain(probes);
    all.map(|(what, ours, theirs)| {
        let times = TIMES.map(|(key, called)| match (ours[key].as_f64(), theirs[key].as_f64()) {
            (Some(ours), Some(theirs)) if ours > 0.0 => {
                format!("{called} {ours} ms, JavaRosa {theirs} ms: {:.1} times", theirs / ours)
            }
            _ => format!("{called} not measured"),
        });
        format!("{what}: {}", times.join("; "))
    })
    .collect()
}

/// For compiling, loading and each probe the least time at every size, and that of the last by that of the first.
fn growth(first: &str, sizes: &[(usize, Value)]) -> Vec<String> {
    let [(smallest, start), .., (largest, _)] = sizes else { return Vec::new() };
    let form = first.split('_').next().unwrap_or(first);
    let names = start["probes"].as_object().into_iter().flat_map(|probes| probes.keys());
    let all = names.map(|name| (name.as_str(), format!("/probes/{name}/min_ms")));
    let whole = ["compile", "load"].map(|what| (what, format!("/{what}/min_ms")));
    whole
        .into_iter()
        .chain(all)
        .map(|(what, pointer)| {
            let least = |told: &Value| told.pointer(&pointer).and_then(Value::as_f64).unwrap_or(f64::NAN);
            let times: Vec<f64> = sizes.iter().map(|(_, told)| least(told)).collect();
            let said: Vec<String> =
                sizes.iter().zip(&times).map(|((size, _), ms)| format!("{size}: {ms} ms")).collect();
            let grown = times[times.len() - 1] / times[0];
            format!(
                "{form} {what}, minimum at {}: {grown:.1} times for {} times the size",
                said.join(", "),
                largest / smallest
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(load: f64, probe: f64) -> Value {
        let times = |ms: f64| json!({"min_ms": ms, "p50_ms": ms * 2.0});
        json!({"compile": times(load), "load": times(load), "probes": {"middle": times(probe)}})
    }

    #[test]
    fn what_took_them_ten_times_as_long_is_told_so() {
        let lines = beside("chain_50", &told(1.0, 0.5), &told(10.0, 5.0));

        assert_eq!(
            lines,
            [
                "load chain_50: minimum 1 ms, JavaRosa 10 ms: 10.0 times; median 2 ms, JavaRosa 20 ms: 10.0 times",
                "answer chain_50 middle: minimum 0.5 ms, JavaRosa 5 ms: 10.0 times; median 1 ms, JavaRosa 10 ms: 10.0 times",
            ]
        );
    }

    #[test]
    fn a_probe_we_did_not_measure_is_not_called_fast() {
        let lines = beside("chain_50", &json!({"load": {}, "probes": {}}), &told(10.0, 5.0));

        assert!(lines.iter().all(|line| line.ends_with("minimum not measured; median not measured")), "{lines:?}");
    }

    #[test]
    fn a_form_that_takes_more_than_a_phone_has_is_no_figure() {
        assert_eq!(
            weighed("chain_50", &json!({"peak_mb": 12.5})).unwrap(),
            "memory chain_50: 12.5 MB at most, loaded, asked and answered throughout"
        );
        assert!(weighed("chain_50", &json!({"peak_mb": 64.1})).is_err());
        assert!(weighed("chain_50", &json!({})).is_err());
    }

    #[test]
    fn growth_is_told_from_the_smallest_to_the_largest() {
        let lines = growth("chain_200", &[(200, told(1.0, 0.5)), (1000, told(5.0, 2.5)), (5000, told(30.0, 12.5))]);

        assert_eq!(
            lines[2],
            "chain middle, minimum at 200: 0.5 ms, 1000: 2.5 ms, 5000: 12.5 ms: 25.0 times for 25 times the size"
        );
    }
}
