//! ktlint and detekt over the Kotlin of the Android shell and of the journey on the JVM.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{failure::Failure, places::Places, program::Program};

/// What is looked at.
const SOURCES: &[&str] = &["android/src/main/kotlin", "android/src/test/kotlin", "tests/jvm/src"];
/// Group, name and version; each comes as one jar with all it needs.
const KTLINT: [&str; 3] = ["com.pinterest.ktlint", "ktlint-cli", "1.8.0"];
const DETEKT: [&str; 3] = ["io.gitlab.arturbosch.detekt", "detekt-cli", "1.23.8"];

/// Refuses Kotlin that is laid out in another way, or that detekt doubts. `ktlint --format` mends most of the first.
pub(crate) fn check(places: &Places) -> Result<(), Failure> {
    let files = SOURCES.iter().map(|folder| format!("{folder}/**/*.kt")).chain(["android/*.kts".to_owned()]);
    let ktlint = java(places, KTLINT)?.words(["--editorconfig=android/.editorconfig", "--relative"]);
    let laid_out = ktlint.words(["--log-level=error"]).words(files).run();
    let detekt = java(places, DETEKT)?.words(["--build-upon-default-config", "--config", "android/detekt.yml"]);
    // Both say what they found before either is a reason to stop.
    detekt.words(["--input", &SOURCES.join(",")]).run().and(laid_out)
}

/// The program in a jar, to be run in the checkout.
fn java(places: &Places, program: [&str; 3]) -> Result<Program, Failure> {
    let jar = fetched(&places.target.join("lint"), program)?;
    Ok(Program::new("java").at(&places.root).within_minutes(10).words(["-jar".as_ref(), jar.as_os_str()]))
}

/// Fetches a jar, unless it is there.
fn fetched(folder: &Path, program: [&str; 3]) -> Result<PathBuf, Failure> {
    let [_, name, version] = program;
    let jar = folder.join(format!("{name}-{version}-all.jar"));
    if !jar.exists() {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        let maven = Program::new("mvn").at(folder).within_minutes(15);
        let maven = maven.words(["-q", "-B", "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"]);
        let artifact = format!("-Dartifact={}:jar:all", program.join(":"));
        maven.words([artifact, format!("-DoutputDirectory={}", folder.display())]).run()?;
    }
    Ok(jar)
}
