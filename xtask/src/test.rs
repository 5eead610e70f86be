//! Everything that guards a change.

use std::{fs, path::Path};

use crate::{
    android, bindings,
    failure::Failure,
    jvm, peers,
    places::Places,
    program::Program,
    steps::{self, Step},
    tools,
};

/// How much to check.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breadth {
    /// All of it.
    Everything,
    /// What needs no browser, no JVM and no Android.
    Quick,
}

/// One set of features for checking, building and testing: another set would build everything again, SQLCipher and OpenSSL too.
const FEATURES: &[&str] = &["--workspace", "--features", "bridge/bindgen"];

const ALWAYS: &[Step] = &[
    Step { name: "format", needs: &[], act: format },
    Step { name: "clippy", needs: &[], act: clippy },
    Step { name: "build", needs: &[], act: build },
    Step { name: "tests", needs: &["build"], act: tests },
];

const JOURNEYS: &[Step] = &[
    Step { name: "bindings", needs: &["build"], act: bindings::write },
    Step { name: "pack", needs: &["build"], act: pack },
    Step { name: "peers", needs: &["build"], act: peers::play },
    Step { name: "jvm", needs: &["bindings", "pack"], act: jvm::play },
    Step { name: "android", needs: &["bindings", "pack"], act: android::play },
    Step { name: "browser", needs: &["build"], act: browser },
];

/// Checks everything, or what is quick.
pub(crate) fn test(places: &Places, breadth: Breadth) -> Result<(), Failure> {
    let everything = breadth == Breadth::Everything;
    tools::set_up(everything)?;
    let journeys = JOURNEYS.iter().filter(|_| everything);
    let steps: Vec<&Step> = ALWAYS.iter().chain(journeys).collect();
    let report = steps::perform(&steps, places);
    println!("\n{report}");
    if report.all_passed() { Ok(()) } else { Err(Failure::NotAllPassed) }
}

fn format(places: &Places) -> Result<(), Failure> {
    Program::cargo(&places.root).words(["fmt", "--all", "--check"]).run()
}

fn clippy(places: &Places) -> Result<(), Failure> {
    let cargo = Program::cargo(&places.root).words(["clippy", "--all-targets"]).words(FEATURES);
    cargo.words(["--", "-D", "warnings"]).run()
}

fn build(places: &Places) -> Result<(), Failure> {
    Program::cargo(&places.root).words(["build", "--all-targets"]).words(FEATURES).run()
}

fn tests(places: &Places) -> Result<(), Failure> {
    Program::cargo(&places.root)
        .words(["test", "--no-fail-fast"])
        .words(FEATURES)
        .with("SULUH_BIN", places.built("suluh"))
        .run()
}

/// Makes the pack that the journeys play with, from the content as it is now.
pub(crate) fn pack(places: &Places) -> Result<(), Failure> {
    build_pack(places, &places.root.join("content"), &places.pack())
}

/// Makes a pack from a content folder.
pub(crate) fn build_pack(places: &Places, content: &Path, pack: &Path) -> Result<(), Failure> {
    let suluh = Program::new(places.built("suluh")).at(&places.root).within_minutes(5);
    suluh.words(["pack", "build", "--replace", "-o"]).words([pack, content]).run()
}

/// Plays the journey in a browser, through the built app.
pub(crate) fn browser(places: &Places) -> Result<(), Failure> {
    let folder = places.root.join("tests/browser");
    install_modules(&folder)?;
    let node = Program::new("node").at(&folder).within_minutes(20).words(["journey.mjs"]);
    node.with("SULUH_BIN", places.built("suluh")).with("SULUH_SHOTS", places.root.join("shots")).run()
}

/// Installs what the browser test needs, unless exactly that is there.
fn install_modules(folder: &Path) -> Result<(), Failure> {
    let wanted = fs::metadata(folder.join("package-lock.json")).and_then(|lock| lock.modified());
    let there = fs::metadata(folder.join("node_modules/.package-lock.json")).and_then(|lock| lock.modified());
    if matches!((wanted, there), (Ok(wanted), Ok(there)) if there >= wanted) {
        return Ok(());
    }
    let npm = Program::new("npm").at(folder).within_minutes(10);
    npm.words(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).run()
}
