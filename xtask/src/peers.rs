//! Forms played by two engines that know nothing of each other: ours, and `JavaRosa`, the engine of ODK Collect.
//!
//! `JavaRosa` is built from `tests/peers/javarosa`; workbooks become `XForm`s by pyxform, as everywhere in the ODK family.

pub(crate) mod bench;
mod generated;

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    failure::Failure,
    jvm::{compile, fingerprint},
    places::Places,
    program::Program,
};

/// Random scripts of each form in every test, and their steps.
const A_FEW: (u32, u32) = (2, 40);
/// The same when it is measured.
const MANY: (u32, u32) = (100, 60);

/// Plays a few scripts over every form.
pub(crate) fn play(places: &Places) -> Result<(), Failure> {
    compare(places, A_FEW)?.run()
}

/// Plays thousands of scripts, and gives back what came out.
pub(crate) fn many(places: &Places) -> Result<Vec<String>, Failure> {
    Program::cargo(&places.root).words(["build", "--package", "journeys", "--bin", "peers"]).run()?;
    compare(places, MANY)?.figures()
}

/// What compares the engines, ready to run; see `tests/src/bin/peers`.
fn compare(places: &Places, (seeds, steps): (u32, u32)) -> Result<Program, Failure> {
    let classes = javarosa(places)?;
    let forms = forms(places)?;
    let peers = Program::new(places.built("peers")).at(&places.root).within_minutes(120);
    let peers =
        peers.words([forms, classes.into(), "tests/peers/differences.json".into(), places.peers().join("failed")]);
    Ok(peers.words([seeds.to_string(), steps.to_string()]))
}

/// `JavaRosa` as a command, built; its class path.
pub(crate) fn javarosa(places: &Places) -> Result<String, Failure> {
    let folder = places.root.join("tests/peers/javarosa");
    let built = places.peers().join("javarosa");
    compile(&folder, &built, &[], &[format!("-Dbuilt={}", built.display())])?;
    Ok(format!("{0}/classes:{0}/libraries/*", built.display()))
}

/// Writes a list of every form: a line each with its path, that of its `XForm`, and that of a script that came with it.
fn forms(places: &Places) -> Result<PathBuf, Failure> {
    let mut lines = Vec::new();
    let guides = inside(&places.root.join("content/guides"))?;
    for workbook in guides.iter().filter(|file| file.extension().is_some_and(|extension| extension == "xlsx")) {
        lines.push(format!("{}\t{}", below(places, workbook), xform(places, workbook)?.display()));
    }
    let others = places.root.join("tests/peers/forms");
    for folder in if others.exists() { inside(&others)? } else { Vec::new() } {
        let form = below(places, &folder.join("form.xml"));
        lines.push(format!("{form}\t{form}\t{}", below(places, &folder.join("script.json"))));
    }
    let list = places.peers().join("forms");
    fs::write(&list, lines.join("\n")).map_err(Failure::file(&list))?;
    Ok(list)
}

/// The workbook as an `XForm`, converted once as long as nothing in it changes.
fn xform(places: &Places, workbook: &Path) -> Result<PathBuf, Failure> {
    let python = python(places)?;
    let name = workbook.file_stem().unwrap_or_default().to_string_lossy();
    let print = fingerprint(&[workbook.to_path_buf(), requirements(places)])?;
    let folder = places.peers().join("xforms");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let form = folder.join(format!("{name}-{print}.xml"));
    if !form.exists() {
        let pyxform = Program::new(python).within_minutes(5).words(["-m", "pyxform.xls2xform", "--skip_validate"]);
        pyxform.words([workbook, &form]).run()?;
    }
    Ok(form)
}

/// A Python with pyxform in it, and nothing else.
fn python(places: &Places) -> Result<PathBuf, Failure> {
    let folder = places.peers().join("python");
    let python = folder.join("bin/python");
    let mark = folder.join("made-from");
    let print = fingerprint(&[requirements(places)])?;
    if fs::read_to_string(&mark).is_ok_and(|before| before == print) {
        return Ok(python);
    }
    Program::new("python3").within_minutes(5).words(["-m", "venv", "--clear"]).words([&folder]).run()?;
    let pip = Program::new(&python).within_minutes(10).words(["-m", "pip", "install", "--quiet", "-r"]);
    pip.words([requirements(places)]).run()?;
    fs::write(&mark, print).map_err(Failure::file(mark))?;
    Ok(python)
}

fn requirements(places: &Places) -> PathBuf {
    places.root.join("tests/peers/requirements.txt")
}

/// As it is called in the checkout, so that differences are pinned for everybody.
fn below(places: &Places, path: &Path) -> String {
    path.strip_prefix(&places.root).unwrap_or(path).display().to_string()
}

/// What is in a folder, in order.
fn inside(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::file(folder))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(Failure::file(folder))?;
    paths.sort();
    Ok(paths)
}
