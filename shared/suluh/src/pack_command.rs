//! `suluh pack`: building and verifying content packs.

use std::{path::Path, process::ExitCode};

use authoring::pack::{BuildFault, BuildOptions, Progress};
use i18n::Texts;
use indicatif::ProgressBar;
use packs::{OpenError, Packs};

use crate::{bundled, say};

pub(crate) fn build(content: &Path, output: &Path, release: bool, replace: bool) -> ExitCode {
    let t = say::texts();
    if let Err(why) = say::may_write(output, replace) {
        return say::failed(why);
    }
    let bytes = match built(content, release) {
        Ok(bytes) => bytes,
        Err(faults) => {
            for fault in &faults {
                eprintln!("{fault}");
            }
            return say::failed(t.command_pack_not_built(faults.len()));
        }
    };
    match say::write_whole(output, &bytes) {
        Ok(()) => say::print(t.command_pack_built(output.display().to_string())),
        Err(error) => say::failed(t.command_not_written(output.display().to_string(), error.to_string())),
    }
}

fn built(content: &Path, release: bool) -> Result<Vec<u8>, Vec<BuildFault>> {
    let bar = ProgressBar::new(1);
    let progress = |progress: Progress| {
        if let Progress::Compiling { done, of, .. } = progress {
            bar.set_length(of as u64 + 2);
            bar.set_position(done as u64);
        } else {
            bar.inc(1);
        }
    };
    let options = BuildOptions { release, version: None, today: bundled::today(), progress: &progress };
    let built = authoring::pack::build(content, &options);
    bar.finish_and_clear();
    built
}

pub(crate) fn verify(file: &Path) -> ExitCode {
    let t = say::texts();
    match packs::read(file).and_then(Packs::verify) {
        Ok(manifest) => {
            let good = t.command_pack_good(manifest.pack, manifest.version.to_string());
            say::print(if manifest.release { good } else { format!("{good}\n{}", t.command_pack_development()) })
        }
        Err(error) => say::failed(refused(t, &error)),
    }
}

/// Why a pack cannot be used, in words.
pub(crate) fn refused(t: &Texts, error: &OpenError) -> String {
    match error {
        OpenError::NotAPack => t.command_pack_none(),
        OpenError::Damaged | OpenError::TooLarge => t.trouble_pack_damaged(),
        OpenError::Foreign => t.trouble_pack_foreign(),
        OpenError::TooNew | OpenError::TooOld => t.trouble_pack_too_new(),
        OpenError::Io(error) => t.command_not_read(error.to_string()),
    }
}
