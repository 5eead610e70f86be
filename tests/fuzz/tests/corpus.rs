//! What searches began with and what they found, tried again with every change.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{fs, io};

use fuzz::{TARGETS, Target};

/// Long for a slow machine and a build that is not optimised; far too short for what hangs.
const LONGEST: Duration = Duration::from_secs(20);

/// The inputs kept for a target, with their names.
fn kept(target: &Target) -> Vec<(String, Vec<u8>)> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "corpus", target.name].iter().collect();
    let files = match fs::read_dir(folder) {
        Ok(files) => files.map(|file| file.unwrap().path()).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => panic!("{error}"),
    };
    files.iter().map(|file| (file.display().to_string(), fs::read(file).unwrap())).collect()
}

#[test]
fn every_target_comes_through_its_corpus() {
    for target in TARGETS {
        let seeds = (target.seeds)().into_iter().enumerate();
        let seeds = seeds.map(|(number, seed)| (format!("{} seed {number}", target.name), seed));
        let inputs: Vec<(String, Vec<u8>)> = kept(target).into_iter().chain(seeds).collect();
        assert!(!inputs.is_empty(), "nothing to try for {}", target.name);
        for (name, bytes) in inputs {
            let begun = Instant::now();
            (target.run)(&bytes);
            assert!(begun.elapsed() < LONGEST, "{name} took {:?}", begun.elapsed());
        }
    }
}

/// A seed longer than the target tries would be cut, and a cut file is no good beginning.
#[test]
fn some_seed_or_kept_input_of_every_target_is_short_enough_to_be_searched_from() {
    for target in TARGETS {
        let kept = kept(target).into_iter().map(|(_, bytes)| bytes);
        let mut lengths = (target.seeds)().into_iter().chain(kept).map(|bytes| bytes.len());
        assert!(lengths.any(|length| length <= target.longest), "{}", target.name);
    }
}

#[test]
fn every_folder_of_the_corpus_belongs_to_a_target() {
    for folder in fs::read_dir([env!("CARGO_MANIFEST_DIR"), "corpus"].iter().collect::<PathBuf>()).unwrap() {
        let name = folder.unwrap().file_name().into_string().unwrap();
        assert!(fuzz::target(&name).is_some(), "{name}");
    }
}
