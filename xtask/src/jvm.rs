//! The journey on the JVM: Kotlin calls the core's library by the bindings just written, as Android does.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

use crate::{failure::Failure, places::Places, program::Program};

/// Plays the journey.
pub(crate) fn play(places: &Places) -> Result<(), Failure> {
    journey(places)?.run()
}

/// The journey, compiled and ready to be played.
pub(crate) fn journey(places: &Places) -> Result<Program, Failure> {
    let folder = places.root.join("tests/jvm");
    let built = folder.join("target");
    let bindings = places.bindings("kotlin");
    let words = [format!("-Dbindings={}", bindings.display())];
    compile(&folder, &built, &[bindings], &words)?;
    let java = Program::new("java").at(&places.root).within_minutes(10);
    let java = java.words([format!("-Djna.library.path={}", places.libraries().display())]);
    let java =
        java.words(["-cp".to_owned(), format!("{0}/classes:{0}/libraries/*", built.display()), "MainKt".to_owned()]);
    Ok(java.words([places.pack(), places.root.join("locales/en")]))
}

/// Compiles a folder and what it needs beside, unless exactly these files were compiled before: Kotlin takes a minute each time.
pub(crate) fn compile(folder: &Path, built: &Path, beside: &[PathBuf], words: &[String]) -> Result<(), Failure> {
    let print = fingerprint(&[&[folder.join("pom.xml"), folder.join("src")], beside].concat())?;
    let mark = built.join("compiled-from");
    if fs::read_to_string(&mark).is_ok_and(|before| before == print) {
        return Ok(());
    }
    // What was compiled from a file that is gone would still be found.
    match fs::remove_dir_all(built) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Failure::file(built)(error)),
        _ => {}
    }
    let maven = Program::new("mvn").at(folder).within_minutes(15).words(["-q", "-B", "process-classes"]);
    maven.words(words).run()?;
    fs::write(&mark, print).map_err(Failure::file(mark))
}

/// The same as long as no file below these paths changes its name or content.
pub(crate) fn fingerprint(paths: &[PathBuf]) -> Result<String, Failure> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        add(path, &mut hasher).map_err(Failure::file(path))?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_file() {
        path.hash(hasher);
        fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let mut inside =
        fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    inside.sort();
    inside.iter().try_for_each(|path| add(path, hasher))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_change_below_a_folder_changes_its_fingerprint() {
        let folder = std::env::temp_dir().join(format!("suluh-fingerprint-{}", std::process::id()));
        let below = folder.join("below");
        fs::create_dir_all(&below).unwrap();
        let paths = [folder.clone()];
        fs::write(below.join("one"), "words").unwrap();
        let first = fingerprint(&paths).unwrap();

        assert_eq!(fingerprint(&paths).unwrap(), first);
        fs::write(below.join("one"), "other words").unwrap();
        let second = fingerprint(&paths).unwrap();
        fs::rename(below.join("one"), below.join("two")).unwrap();
        let third = fingerprint(&paths).unwrap();
        fs::remove_dir_all(&folder).unwrap();

        assert!(first != second && second != third);
    }
}
