//! `suluh pack`: building, signing and verifying content packs.

use std::io::{self, IsTerminal as _};
use std::{fs, path::Path, process::ExitCode};

use authoring::pack::{BuildFault, BuildOptions, Key, KeyFault, Progress, SignFault, countersign};
use i18n::Texts;
use indicatif::ProgressBar;
use packs::{OpenError, PUBLISHERS, Packs, Parts, SIGNATURES, THRESHOLD};

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
    let bytes = match packs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return say::failed(refused(t, &error)),
    };
    let publishers = publishers(t, &bytes);
    match Packs::verify(bytes) {
        Ok(manifest) => {
            let good = t.command_pack_good(manifest.pack, manifest.version.to_string());
            let development = (!manifest.release).then(|| t.command_pack_development());
            say::print([good].into_iter().chain(development).chain(publishers).collect::<Vec<_>>().join("\n"))
        }
        Err(error @ OpenError::Foreign) => {
            let why = [refused(t, &error)].into_iter().chain(publishers);
            say::failed(why.collect::<Vec<_>>().join("\n"))
        }
        Err(error) => say::failed(refused(t, &error)),
    }
}

/// How many of the publishers whom this program knows have signed a pack.
fn publishers(t: &Texts, pack: &[u8]) -> Option<String> {
    if PUBLISHERS.is_empty() {
        return Some(t.command_pack_no_publishers(THRESHOLD));
    }
    let signed = Parts::of(pack).ok()?.signed_by(PUBLISHERS).ok()?;
    Some(t.command_pack_publishers(PUBLISHERS.len(), THRESHOLD, signed))
}

/// Adds a signature to a pack: in its place, or in another file.
pub(crate) fn sign(file: &Path, key: &Path, output: Option<&Path>, replace: bool) -> ExitCode {
    let t = say::texts();
    let output = output.unwrap_or(file);
    // In its own place the pack only gains a signature.
    let may_write = say::may_write(output, replace || say::is_same(output, file));
    if let Err(why) = say::is_none_of(output, &[key]).and(may_write) {
        return say::failed(why);
    }
    let signed = match signed(t, file, key) {
        Ok(signed) => signed,
        Err(why) => return say::failed(why),
    };
    let signatures = Parts::of(&signed).map_or(0, |parts| parts.signatures.len());
    match say::write_whole(output, &signed) {
        Ok(()) => say::print(t.command_pack_signed(output.display().to_string(), signatures)),
        Err(error) => say::failed(t.command_not_written(output.display().to_string(), error.to_string())),
    }
}

fn signed(t: &Texts, file: &Path, key: &Path) -> Result<Vec<u8>, String> {
    let pack = packs::read(file).map_err(|error| refused(t, &error))?;
    let unreadable = || t.command_key_unreadable(key.display().to_string());
    let text = fs::read_to_string(key).map_err(|_| unreadable())?;
    let key = Key::unlock(&text, || password(t)).map_err(|fault| match fault {
        KeyFault::NotAKey => unreadable(),
        KeyFault::WrongPassword | KeyFault::NoPassword(_) => t.command_key_password(),
    })?;
    countersign(&pack, &key).map_err(|fault| match fault {
        SignFault::Refused(error) => refused(t, &error),
        SignFault::SignedAlready => t.command_key_signed_already(),
        SignFault::Full => t.command_pack_signatures_full(SIGNATURES.len()),
        SignFault::Packing => t.command_pack_cannot_be_packed(),
    })
}

/// Writes what a holder of the old pack needs to have the new one.
pub(crate) fn delta(old: &Path, new: &Path, output: &Path, replace: bool) -> ExitCode {
    let t = say::texts();
    if let Err(why) = say::is_none_of(output, &[old, new]).and(say::may_write(output, replace)) {
        return say::failed(why);
    }
    let made = packs::read(old).and_then(|old| authoring::pack::delta(&old, &packs::read(new)?));
    let delta = match made {
        Ok(delta) => delta,
        Err(error) => return say::failed(refused(t, &error)),
    };
    if delta.held == delta.all {
        return say::failed(t.command_pack_delta_whole());
    }
    let file = output.display().to_string();
    match say::write_whole(output, &delta.bytes) {
        Ok(()) if delta.held == 0 => say::print(t.command_pack_delta_none(file)),
        Ok(()) => say::print(t.command_pack_delta(delta.all, file, delta.held)),
        Err(error) => say::failed(t.command_not_written(file, error.to_string())),
    }
}

/// The password of a key: typed unseen at a terminal, else a line of what is piped in.
fn password(t: &Texts) -> io::Result<String> {
    let ask = format!("{} ", t.command_key_ask());
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(ask);
    }
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Why a pack cannot be used, in words.
pub(crate) fn refused(t: &Texts, error: &OpenError) -> String {
    match error {
        OpenError::NotAPack => t.command_pack_none(),
        OpenError::Damaged | OpenError::TooLarge => t.trouble_pack_damaged(),
        OpenError::NeedsBase => t.command_pack_needs_base(),
        OpenError::Foreign => t.trouble_pack_foreign(),
        OpenError::TooNew | OpenError::TooOld => t.trouble_pack_too_new(),
        OpenError::Io(error) => t.command_not_read(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_command_reads_is_never_what_it_writes() {
        let folder = tempfile::tempdir().unwrap();
        let name = |name: &str| folder.path().join(name);
        let (old, new, key) = (name("old"), name("new"), name("key"));
        let parts = bundled::pack().unwrap();
        fs::write(&old, &parts).unwrap();
        // Of a pack with itself a delta can be made, too.
        fs::write(&new, &parts).unwrap();
        fs::write(&key, include_str!("../../../content/keys/development.key")).unwrap();
        let before = [&old, &new, &key].map(|file| fs::read(file).unwrap());

        delta(&old, &new, &old, true);
        delta(&old, &new, &new, true);
        sign(&old, &key, Some(&key), true);

        assert!(before == [&old, &new, &key].map(|file| fs::read(file).unwrap()));
        delta(&old, &new, &name("delta"), false);
        assert!(name("delta").exists(), "another name is written");
    }
}
