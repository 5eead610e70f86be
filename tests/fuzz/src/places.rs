//! The app's own content, which good inputs are made from.

use std::fs;
use std::path::{Path, PathBuf};

use authoring::pack::Content;

/// Everything a pack is made of; nothing when the checkout is not there.
pub(crate) fn content() -> Content {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "content"].iter().collect();
    Content::from_folder(&folder).unwrap_or_default()
}

/// The questionnaires.
pub(crate) fn workbooks() -> Vec<Vec<u8>> {
    let is_workbook = |name: &String| Path::new(name).extension().is_some_and(|extension| extension == "xlsx");
    content().files.into_iter().filter(|(name, _)| is_workbook(name)).map(|(_, bytes)| bytes).collect()
}

/// The forms of others that we are compared over, where there are any.
pub(crate) fn xforms() -> Vec<Vec<u8>> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "peers", "forms"].iter().collect();
    let mut forms: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|form| form.path()).collect();
    forms.sort();
    forms.iter().filter_map(|form| fs::read(form.join("form.xml")).ok()).collect()
}
