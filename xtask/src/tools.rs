//! The programs this project needs besides cargo, and how to get them.

use std::{env, path::Path};

use crate::{failure::Failure, program::Program};

/// Something the machine has to have.
pub(crate) struct Tool {
    name: &'static str,
    /// The Debian package that brings it.
    package: &'static str,
    sign: Sign,
    /// Whether only the journeys in a browser, on the JVM and on Android need it.
    journeys_only: bool,
}

/// How to see that a tool is there.
enum Sign {
    /// A program of this name can be found.
    Program(&'static str),
    /// There are letters for this language.
    Letters(&'static str),
    /// Python has this module.
    Module(&'static str),
}

const fn program(name: &'static str, package: &'static str, journeys_only: bool) -> Tool {
    Tool { name, package, sign: Sign::Program(name), journeys_only }
}

const TOOLS: &[Tool] = &[
    program("cc", "gcc", false),
    program("make", "make", false),
    program("perl", "perl", false),
    program("java", "default-jdk-headless", true),
    program("mvn", "maven", true),
    Tool { name: "python venv", package: "python3-venv", sign: Sign::Module("ensurepip"), journeys_only: true },
    program("zipalign", "zipalign", true),
    program("apksigner", "apksigner", true),
    program("node", "nodejs", true),
    program("npm", "npm", true),
    program("chromium", "chromium", true),
    program("fc-list", "fontconfig", true),
    Tool { name: "Khmer letters", package: "fonts-noto-core", sign: Sign::Letters("km"), journeys_only: true },
];

/// What only the proof of the booklet needs.
const PAPER: &[Tool] = &[program("pdftoppm", "poppler-utils", false)];

/// What a package cannot work without, but only recommends: so it is not installed with it.
const BESIDE: &[(&str, &str)] = &[("gcc", "libc6-dev")];

impl Tool {
    fn is_there(&self) -> bool {
        match self.sign {
            Sign::Program(name) => on_path(name),
            Sign::Letters(language) => letters(language),
            Sign::Module(name) => Program::new("python3").words(["-c", &format!("import {name}")]).succeeds(),
        }
    }
}

/// Installs what is missing, or says how to.
pub(crate) fn set_up(with_journeys: bool) -> Result<(), Failure> {
    provide(|| missing(with_journeys))?;
    rust_components()
}

/// The same for what looks at the printed booklet.
pub(crate) fn set_up_paper() -> Result<(), Failure> {
    provide(|| PAPER.iter().filter(|tool| !tool.is_there()).collect())
}

fn provide(missing: impl Fn() -> Vec<&'static Tool>) -> Result<(), Failure> {
    let lacking = missing();
    if lacking.is_empty() {
        return Ok(());
    }
    if !may_install() {
        return Err(refusal(&lacking));
    }
    install(&lacking)?;
    match missing() {
        still if still.is_empty() => Ok(()),
        still => Err(refusal(&still)),
    }
}

/// Says what is here and what is missing.
pub(crate) fn report() {
    for tool in TOOLS {
        let state = if tool.is_there() { "here" } else { "missing" };
        println!("{:<14} {state:<8} (Debian: {})", tool.name, tool.package);
    }
    let missing = missing(true);
    if !missing.is_empty() {
        println!("\ninstall what is missing with:\n  {}", command(&missing));
    }
}

fn missing(with_journeys: bool) -> Vec<&'static Tool> {
    TOOLS.iter().filter(|tool| (with_journeys || !tool.journeys_only) && !tool.is_there()).collect()
}

fn packages(missing: &[&Tool]) -> Vec<&'static str> {
    let mut packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
    let beside = BESIDE.iter().filter(|(package, _)| packages.contains(package)).map(|(_, beside)| *beside);
    packages.extend(beside.collect::<Vec<_>>());
    packages
}

fn command(missing: &[&Tool]) -> String {
    format!("sudo apt-get install -y --no-install-recommends {}", packages(missing).join(" "))
}

fn refusal(missing: &[&Tool]) -> Failure {
    let names: Vec<&str> = missing.iter().map(|tool| tool.name).collect();
    Failure::MissingTools { names: names.join(", "), command: command(missing) }
}

/// Whether this is Debian, and we are its administrator.
fn may_install() -> bool {
    let administrator = Program::new("sh").words(["-c", "test \"$(id -u)\" = 0"]).succeeds();
    administrator && Path::new("/etc/debian_version").exists()
}

/// One after the other, and only what is still missing: a `nodejs` that is not Debian's own brings npm and refuses Debian's.
fn install(missing: &[&Tool]) -> Result<(), Failure> {
    let apt = || Program::new("apt-get").with("DEBIAN_FRONTEND", "noninteractive").within_minutes(20);
    if let Err(failure) = apt().words(["-q", "update"]).run() {
        // A list that could not be fetched matters only if its package is needed: then the next command says so.
        println!("{failure}");
    }
    for tool in missing.iter().filter(|tool| !tool.is_there()) {
        apt().words(["-q", "install", "-y", "--no-install-recommends"]).words(packages(&[tool])).run()?;
    }
    Ok(())
}

/// A minimal Rust toolchain comes without these two.
fn rust_components() -> Result<(), Failure> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !Program::new("cargo").words([subcommand, "--version"]).succeeds() {
            Program::new("rustup").words(["component", "add", component]).run()?;
        }
    }
    Ok(())
}

fn on_path(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

fn letters(language: &str) -> bool {
    Program::new("sh").words(["-c", &format!("fc-list :lang={language} | grep -q .")]).succeeds()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_to_type_names_every_missing_package_and_what_it_needs_beside() {
        let missing: Vec<&Tool> = TOOLS.iter().filter(|tool| ["cc", "node"].contains(&tool.name)).collect();

        assert_eq!(command(&missing), "sudo apt-get install -y --no-install-recommends gcc nodejs libc6-dev");
        assert!(refusal(&missing).to_string().contains("cc, node"));
    }

    #[test]
    fn a_program_is_there_only_when_it_can_be_found() {
        assert!(on_path("sh"));
        assert!(!on_path("no-such-program-anywhere"));
        assert!(!letters("zz-no-such-language"));
    }
}
