//! Checks that the pictures and sounds a form names are there. They lie beside it, in `media`, or in a folder named
//! after it: `b-needs-media`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::fault::{Fault, Problem};
use crate::{xform, xlsform};

/// The endings of files that are pictures or sounds.
const ENDINGS: [&str; 13] =
    ["3gp", "aac", "gif", "jpeg", "jpg", "m4a", "mp3", "mp4", "ogg", "opus", "png", "svg", "webp"];

/// What was found of the pictures and sounds of a form.
#[derive(Debug, Default)]
pub struct Media {
    /// The places that name a file that is not there.
    pub missing: Vec<Fault>,
    /// Files of the form's own folder that it does not name.
    pub unused: Vec<Fault>,
}

/// Checks the pictures and sounds that the form in a file names; nothing for a file that cannot be read.
#[must_use]
pub fn check_media(form: &Path) -> Media {
    let Ok(bytes) = std::fs::read(form) else { return Media::default() };
    let named = if xform::is_xml(&bytes) { xform::media::named(&bytes) } else { xlsform::media::named(&bytes) };
    let beside = form.parent().unwrap_or(Path::new("")).to_owned();
    let stem = form.file_stem().unwrap_or_default().to_string_lossy();
    let own = beside.join(format!("{stem}-media"));
    let folders = [beside.clone(), beside.join("media"), own.clone()];
    let files: BTreeSet<&str> = named.iter().map(|(file, _)| file.as_str()).collect();
    let unused = media_in(&own).into_iter().filter(|file| !files.contains(file.as_str()));
    let unused = unused.map(|file| Fault::of_workbook(Problem::UnusedMedia(file))).collect();
    let missing = named.iter().filter(|(file, _)| !is_in(&folders, file)).map(|(_, fault)| fault.clone()).collect();
    Media { missing, unused }
}

/// Whether a file lies in one of these folders. Nothing outside them is looked at.
fn is_in(folders: &[PathBuf], file: &str) -> bool {
    let is_plain = !file.is_empty() && !file.contains(['/', '\\']) && file != "..";
    is_plain && folders.iter().any(|folder| folder.join(file).is_file())
}

/// The pictures and sounds in a folder, by name.
fn media_in(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_media = |name: &String| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
    };
    names.filter(is_media).collect()
}
