//! The one door to the project's work: `cargo xtask run | test | prove | android | bindings | doctor`.

mod android;
mod apk;
mod bindings;
mod booklet;
mod evidence;
mod failure;
mod fuzz;
mod jvm;
mod kotlin_lint;
mod mutants;
mod peers;
mod places;
mod program;
mod proofs;
mod run;
mod steps;
mod test;
mod tools;

use std::{env, process::ExitCode};

use failure::Failure;
use places::Places;

const USAGE: &str = "\
cargo xtask run [ARGUMENTS]   builds the app and opens it; arguments go to it
cargo xtask test [--quick]    sets up what is missing and checks everything; --quick leaves out JavaRosa, JVM, Android and browser
cargo xtask prove [PART]      measures one part, or every part, and writes docs/evidence.md
cargo xtask android           builds, checks and packs the Android shell
cargo xtask bindings          writes the Kotlin and Swift bindings into target/bindings
cargo xtask doctor            says what this machine has and what it lacks";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match perform(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(arguments: &[String]) -> Result<(), Failure> {
    let places = Places::find()?;
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["run", rest @ ..] => run::run(&places, rest),
        ["test"] => test::test(&places, test::Breadth::Everything),
        ["test", "--quick"] => test::test(&places, test::Breadth::Quick),
        ["prove"] => proofs::prove(&places, None),
        ["prove", part] => proofs::prove(&places, Some(part)),
        ["android"] => android::build(&places),
        ["bindings"] => bindings::build(&places),
        ["doctor"] => {
            tools::report();
            Ok(())
        }
        _ => Err(Failure::Usage(USAGE)),
    }
}
