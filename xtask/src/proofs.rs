//! Measures what the project claims. Each part writes its figures into `docs/evidence.md`, with commit and date.

use std::fs;

use crate::{
    android, apk, bindings, booklet, evidence, failure::Failure, fuzz, jvm, mutants, peers, places::Places,
    program::Program, test,
};

/// One thing that is measured.
struct Part {
    name: &'static str,
    /// What its figures say.
    about: &'static str,
    /// Measures, and gives back one figure a line.
    measure: fn(&Places) -> Result<Vec<String>, Failure>,
}

const PARTS: &[Part] = &[
    Part {
        name: "size",
        about: "The core's library as a phone gets it: release build, stripped, for this machine.",
        measure: size,
    },
    Part {
        name: "screens",
        about: "Every screen of the Android shell, drawn on three sizes of glass by day and night in letters of both sizes, judged and kept as pictures.",
        measure: android::every_screen,
    },
    Part {
        name: "apk",
        about: "The Android app as a file, shrunk by R8 and signed with a development key.",
        measure: apk::figures,
    },
    Part {
        name: "jvm",
        about: "The journey on the JVM through the core's library (debug build), and the time from a press to what it leads to.",
        measure: on_the_jvm,
    },
    Part {
        name: "kills",
        about: "SIGKILL in random moments: of saves over the built app, of saves and of making a vault in the vault alone.",
        measure: kills,
    },
    Part {
        name: "readings",
        about: "Rule against calculations, reasons, and every sign row of form c changed in turn, over many interviews.",
        measure: readings,
    },
    Part {
        name: "search",
        about: "Queries in seven languages whose right answers were written down before the search was tuned: a right one among the first five results.",
        measure: search,
    },
    Part {
        name: "directory",
        about: "A made-up directory of 100,000 entries, searched beside plain FTS5 and opened where it lies (release build).",
        measure: directory,
    },
    Part {
        name: "booklet",
        about: "The booklet of our own directory as a PDF, where no booklet is made as long as a letter has no font; read and drawn by Poppler (debug build, pictures in `shots/booklet`).",
        measure: booklet::print,
    },
    Part {
        name: "mutants",
        about: "The rule of readings changed in every small way, one after the other: whether a test notices.",
        measure: mutants::hunt,
    },
    Part {
        name: "peers",
        about: "Random scripts of answers over every form, played by JavaRosa 6 too and compared after each step.",
        measure: peers::many,
    },
    Part {
        name: "bench",
        about: "Generated forms beside JavaRosa 6, one engine after the other on one machine: only the ratios say something.",
        measure: peers::bench::measure,
    },
    Part {
        name: "answers",
        about: "From an answer to the next screen and back, through the queue, the core and the vault (release build).",
        measure: answers,
    },
    Part {
        name: "fuzz",
        about: "Bytes made to break the readers of workbooks, XForms, formulas and packs, found by libFuzzer from the branches they take.",
        measure: fuzz::search,
    },
    Part {
        name: "hostile",
        about: "Files made to exhaust the machine, each read by a process of its own (release build): at most 2 s on the processor and 64 MB in all.",
        measure: hostile,
    },
];

/// How many kills of each kind.
const KILLS: &str = "300";
/// How many interviews of each form.
const INTERVIEWS: &str = "100000";

/// Measures one part, or all.
pub(crate) fn prove(places: &Places, wanted: Option<&str>) -> Result<(), Failure> {
    let parts: Vec<&Part> = PARTS.iter().filter(|part| wanted.is_none_or(|name| name == part.name)).collect();
    if parts.is_empty() {
        let names: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
        return Err(Failure::Unexpected(format!("no such part; there are: {}", names.join(", "))));
    }
    for part in parts {
        println!("\n── {} ──", part.name);
        let figures = (part.measure)(places)?;
        evidence::write(places, part.name, part.about, &figures)?;
        println!("{}", figures.join("\n"));
    }
    Ok(())
}

fn size(places: &Places) -> Result<Vec<String>, Failure> {
    Program::cargo(&places.root).words(["build", "--release", "--package", "bridge"]).run()?;
    let library = places.released_library();
    let bytes = fs::metadata(&library).map_err(Failure::file(&library))?.len();
    let tenths = bytes / 100_000;
    Ok(vec![format!("{}.{} MB ({bytes} bytes), {}", tenths / 10, tenths % 10, std::env::consts::ARCH)])
}

fn on_the_jvm(places: &Places) -> Result<Vec<String>, Failure> {
    bindings::build(places)?;
    Program::cargo(&places.root).words(["build", "--package", "suluh"]).run()?;
    test::pack(places)?;
    jvm::journey(places)?.figures()
}

fn kills(places: &Places) -> Result<Vec<String>, Failure> {
    Program::cargo(&places.root).words(["build", "--package", "suluh"]).run()?;
    let app = told_by_test(places, "journeys", "writing_rule").with("SULUH_BIN", places.built("suluh"));
    let vault = told_by_test(places, "vault", "kill");
    let mut all = app.with("SULUH_KILLS", KILLS).figures()?;
    all.extend(vault.with("SULUH_KILLS", KILLS).figures()?);
    Ok(all)
}

fn readings(places: &Places) -> Result<Vec<String>, Failure> {
    told_by_test(places, "authoring", "reading").with("SULUH_CASES", INTERVIEWS).figures()
}

fn search(places: &Places) -> Result<Vec<String>, Failure> {
    told_by_test(places, "directory-tests", "judged").figures()
}

fn directory(places: &Places) -> Result<Vec<String>, Failure> {
    let test = ["test", "--release", "--package", "directory-tests", "--test", "speed", "--", "--nocapture"];
    Program::cargo(&places.root).words(test).figures()
}

fn hostile(places: &Places) -> Result<Vec<String>, Failure> {
    let tests =
        ["test", "--release", "--package", "fuzz", "--test", "bombs", "--test", "documents", "--", "--nocapture"];
    // One after the other: what is measured is memory and time.
    Program::cargo(&places.root).words(tests).words(["--test-threads", "1"]).figures()
}

/// A test that prints its figures.
fn told_by_test(places: &Places, package: &str, test: &str) -> Program {
    Program::cargo(&places.root).words(["test", "--package", package, "--test", test, "--", "--nocapture"])
}

/// What the benchmark says of each: the least, the likely and the most time.
fn answers(places: &Places) -> Result<Vec<String>, Failure> {
    let lines = Program::cargo(&places.root).words(["bench", "--package", "runtime", "--bench", "answer"]).lines()?;
    let mut named = "";
    let mut all = Vec::new();
    for line in &lines {
        match line.split_once("time:") {
            Some((name, time)) => {
                let name = if name.trim().is_empty() { named } else { name.trim() };
                all.push(format!("{name}: {}", time.trim()));
            }
            None if line.starts_with("answer") => named = line.trim(),
            None => {}
        }
    }
    if all.is_empty() {
        return Err(Failure::Unexpected("the benchmark printed no time".to_owned()));
    }
    Ok(all)
}
