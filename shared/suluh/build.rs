//! Lists the content folder, so that the program carries the directory and the questionnaires with it.

use std::{env, fmt::Write as _, fs, path::PathBuf};

/// The folders a pack is made of.
const FOLDERS: [&str; 3] = ["guides", "directory", "directory/pictures"];

fn main() {
    let content = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../content");
    let mut list = String::from("&[\n");
    for folder in FOLDERS {
        let path = content.join(folder);
        println!("cargo::rerun-if-changed={}", path.display());
        let mut names: Vec<String> = fs::read_dir(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
            .map(|entry| entry.expect("a folder that was just opened"))
            .filter(|entry| entry.path().is_file())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| !name.starts_with(['.', '~']))
            .collect();
        names.sort();
        for name in names {
            let file = path.join(&name).canonicalize().expect("listed a moment ago");
            println!("cargo::rerun-if-changed={}", file.display());
            let inside = format!("{folder}/{name}");
            writeln!(list, "    ({inside:?}, include_bytes!({:?})),", file.display().to_string())
                .expect("writing to a string");
        }
    }
    list.push(']');
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("content.rs"), list).expect("cargo's folder can be written");
}
