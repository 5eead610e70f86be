//! The Android shell: compiled, checked, played on a real Android framework without a device, and packed as an APK.

use std::{fs, io};

use crate::{apk, bindings, failure::Failure, jvm::fingerprint, kotlin_lint, places::Places, program::Program, test};

/// Builds everything the shell needs from the core, then the shell.
pub(crate) fn build(places: &Places) -> Result<(), Failure> {
    bindings::build(places)?;
    Program::cargo(&places.root).words(["build", "--package", "suluh"]).run()?;
    test::pack(places)?;
    play(places)
}

/// Compiles the shell against the bindings as written, tests it with the library as built, and packs it; unless exactly
/// this passed before, because it takes minutes.
pub(crate) fn play(places: &Places) -> Result<(), Failure> {
    let android = places.root.join("android");
    let mark = android.join("target/passed-with");
    let print = fingerprint(&[
        android.join("pom.xml"),
        android.join("resources.sh"),
        android.join("r8.pro"),
        android.join("detekt.yml"),
        android.join(".editorconfig"),
        android.join("src"),
        places.bindings("kotlin"),
        places.library(),
        places.pack(),
        places.root.join("locales"),
    ])?;
    if fs::read_to_string(&mark).is_ok_and(|before| before == print) {
        println!("nothing it depends on has changed since it passed");
        return Ok(());
    }
    kotlin_lint::check(places)?;
    changed_pack(places)?;
    for stale in ["classes", "test-classes"] {
        forget(&android.join("target").join(stale))?;
    }
    unpack_checks(places)?;
    maven(places, &["test"]).run()?;
    apk::build(places)?;
    fs::write(&mark, print).map_err(Failure::file(mark))
}

/// Every screen on every size of glass, by day and night, with large letters; the pictures go to `android/target/shots`.
pub(crate) fn every_screen(places: &Places) -> Result<Vec<String>, Failure> {
    bindings::build(places)?;
    Program::cargo(&places.root).words(["build", "--package", "suluh"]).run()?;
    test::pack(places)?;
    unpack_checks(places)?;
    maven(places, &["test", "-Dtest=ScreensTest,LanguagesTest,SourceTest", "-Dscreens=all"]).figures()
}

/// Makes a pack of the same content in which the number 129 is another one, which nobody has.
fn changed_pack(places: &Places) -> Result<(), Failure> {
    let changed = places.target.join("changed");
    forget(&changed)?;
    for folder in ["guides", "directory"] {
        let (from, to) = (places.root.join("content").join(folder), changed.join(folder));
        fs::create_dir_all(&to).map_err(Failure::file(&to))?;
        for entry in fs::read_dir(&from).map_err(Failure::file(&from))? {
            let entry = entry.map_err(Failure::file(&from))?.path();
            if let Some(name) = entry.file_name().filter(|_| entry.is_file()) {
                fs::copy(&entry, to.join(name)).map_err(Failure::file(&entry))?;
            }
        }
    }
    let services = changed.join("directory/services.json");
    let text = fs::read_to_string(&services).map_err(Failure::file(&services))?;
    fs::write(&services, text.replace("\"129\"", "\"0000\"")).map_err(Failure::file(&services))?;
    test::build_pack(places, &changed, &places.changed_pack())
}

/// What was compiled from a file that is gone would still be found.
fn forget(folder: &std::path::Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::file(folder)(error)),
        _ => Ok(()),
    }
}

/// The accessibility checks come as an archive that Maven finds only when it was unpacked before: see `android/pom.xml`.
fn unpack_checks(places: &Places) -> Result<(), Failure> {
    if places.root.join("android/target/accessibility/classes.jar").exists() {
        return Ok(());
    }
    maven(places, &["initialize"]).run()
}

fn maven(places: &Places, words: &[&str]) -> Program {
    let maven =
        Program::new("mvn").at(&places.root.join("android")).within_minutes(40).words(["-q", "-B"]).words(words);
    maven.words([
        format!("-Dbindings={}", places.bindings("kotlin").display()),
        format!("-Dcore={}", places.libraries().display()),
        format!("-Dpack={}", places.pack().display()),
        format!("-Dchanged={}", places.changed_pack().display()),
    ])
}
