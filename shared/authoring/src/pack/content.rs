//! The content of the app as its authors keep it.

use std::fs;
use std::io;
use std::path::Path;

use crate::directory::PICTURES;

/// The folders of the content folder that a pack is made of.
const FOLDERS: [&str; 3] = ["guides", "directory", PICTURES];

/// Source files in memory, each with its path inside the content folder: `guides/a-opening.xlsx`.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// Name and bytes of each file, in any order.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Content {
    /// Reads what a pack is made of from a content folder. Hidden files and those of an open spreadsheet are passed over.
    ///
    /// # Errors
    /// When a folder or file cannot be read; it says which.
    pub fn from_folder(content: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        for folder in FOLDERS {
            let folder_path = content.join(folder);
            if folder == PICTURES && !folder_path.exists() {
                continue;
            }
            for entry in fs::read_dir(&folder_path).map_err(|error| naming(&folder_path, &error))? {
                let entry = entry?;
                let Ok(name) = entry.file_name().into_string() else { continue };
                if entry.file_type()?.is_file() && !name.starts_with(['.', '~']) {
                    files.push((
                        format!("{folder}/{name}"),
                        fs::read(entry.path()).map_err(|error| naming(&entry.path(), &error))?,
                    ));
                }
            }
        }
        Ok(Self { files })
    }

    /// One file's bytes.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.files.iter().find(|(other, _)| other == name).map(|(_, bytes)| bytes.as_slice())
    }

    /// The files of the questionnaires' folder whose names end so, by name.
    pub(crate) fn guides(&self, ending: &str) -> Vec<(&str, &[u8])> {
        let wanted = |name: &str| name.starts_with("guides/") && name.ends_with(ending);
        let files = self.files.iter().filter(|(name, _)| wanted(name));
        let mut files: Vec<_> = files.map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        files.sort_unstable_by_key(|(name, _)| *name);
        files
    }
}

/// The error with the folder or file that it is about.
fn naming(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
