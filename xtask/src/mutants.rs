//! Changes the rule of readings in every small way a program can be wrong, one after the other, and sees whether a test
//! notices.

use std::{fs, path::Path};

use crate::{failure::Failure, places::Places, program::Program};

/// A part of the program that decides what a reading says, and the tests that must notice when it is wrong.
struct Rule {
    package: &'static str,
    files: &'static [&'static str],
    /// What follows `cargo test`.
    tests: &'static [&'static str],
}

const RULES: [Rule; 2] = [
    Rule {
        package: "guide",
        files: &["reading.rs", "reasons.rs", "change.rs", "rule.rs", "sign.rs"],
        tests: &["--lib", "--test", "reading", "--test", "reasons"],
    },
    Rule {
        package: "authoring",
        files: &["check/rule.rs", "check/agreement.rs"],
        tests: &["--test", "check", "--test", "check_beside", "--", "rule"],
    },
];

/// Built often and run shortly: there is nothing to gain from making it fast.
const PLAIN: [&str; 2] = ["profile.dev.package.guide.opt-level=0", "profile.dev.package.authoring.opt-level=0"];
/// A change may make something run for ever, in seconds.
const LONGEST: &str = "120";

/// Tries every change of every part. One that no test notices is a failure that names it.
pub(crate) fn hunt(places: &Places) -> Result<Vec<String>, Failure> {
    if !Program::cargo(&places.root).words(["mutants", "--version"]).succeeds() {
        Program::cargo(&places.root).words(["install", "--locked", "cargo-mutants"]).run()?;
    }
    RULES.iter().map(|rule| hunt_one(places, rule)).collect()
}

fn hunt_one(places: &Places, rule: &Rule) -> Result<String, Failure> {
    let folder = places.target.join("mutants").join(rule.package);
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let files = rule.files.iter().map(|file| format!("--file=shared/{}/src/{file}", rule.package));
    let plain = PLAIN.iter().map(|setting| format!("--cargo-arg=--config={setting}"));
    let cargo = Program::cargo(&places.root).words(["mutants", "--jobs", "1", "--timeout", LONGEST]);
    let cargo = cargo.words(["--package", rule.package, "--test-package", rule.package]).words(files).words(plain);
    let ended = cargo.words(["--output"]).words([&folder]).words(["--"]).words(rule.tests).within_minutes(120).run();
    let told = Told::read(&folder.join("mutants.out"))?;
    match (told.unnoticed.as_slice(), ended) {
        ([], Ok(())) => Ok(told.figure(rule.package)),
        ([], Err(failure)) => Err(failure),
        (unnoticed, _) => Err(Failure::Unexpected(format!("no test notices:\n{}", unnoticed.join("\n")))),
    }
}

/// What became of the changes.
struct Told {
    noticed: usize,
    unnoticed: Vec<String>,
    /// What no compiler takes.
    impossible: usize,
}

impl Told {
    fn read(folder: &Path) -> Result<Self, Failure> {
        let lines = |name: &str| {
            let path = folder.join(name);
            let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
            Ok::<_, Failure>(text.lines().map(str::to_owned).collect::<Vec<String>>())
        };
        // What then runs for ever is noticed too.
        let noticed = lines("caught.txt")?.len() + lines("timeout.txt")?.len();
        Ok(Self { noticed, unnoticed: lines("missed.txt")?, impossible: lines("unviable.txt")?.len() })
    }

    fn figure(&self, package: &str) -> String {
        let all = self.noticed + self.unnoticed.len() + self.impossible;
        let (noticed, impossible) = (self.noticed, self.impossible);
        format!(
            "{package}: of {all} small changes {noticed} are noticed by a test, {impossible} by the compiler, none goes unnoticed"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_the_changes_becomes_a_figure() {
        let folder = std::env::temp_dir().join(format!("suluh-mutants-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (name, lines) in [("caught", "a\nb\n"), ("timeout", "c\n"), ("missed", ""), ("unviable", "d\n")] {
            fs::write(folder.join(format!("{name}.txt")), lines).unwrap();
        }

        let told = Told::read(&folder).unwrap();

        assert_eq!(
            told.figure("guide"),
            "guide: of 4 small changes 3 are noticed by a test, 1 by the compiler, none goes unnoticed"
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
