//! Folders as a thief or a backup sees them: names and bytes.

use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
    sync::OnceLock,
    time::SystemTime,
};

use tempfile::TempDir;

use crate::program::run;

/// Every file of a folder: its name in the folder, when it was last written, and its bytes.
#[derive(PartialEq, Eq)]
pub struct Everything(BTreeMap<PathBuf, (SystemTime, Vec<u8>)>);

/// A new folder for the app's data, with the content installed: the app opens faster than by building its own.
#[must_use]
pub fn data_folder() -> TempDir {
    static PACK: OnceLock<Vec<u8>> = OnceLock::new();
    let pack = PACK.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("suluh.pack");
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let built = run(&["pack", "build", &content.display().to_string(), "-o", &file.display().to_string()]);
        assert_eq!(built.code, Some(0), "the pack was not built: {}", built.errors);
        fs::read(file).expect("the pack just built")
    });
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("packs")).expect("a folder for packs");
    fs::write(folder.path().join("packs/suluh.pack"), pack).expect("a place for the pack");
    folder
}

/// Reads every file of a folder.
#[must_use]
pub fn everything_in(folder: &Path) -> Everything {
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files);
    Everything(files)
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, (SystemTime, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder to look into") {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if let (Ok(about), Ok(bytes)) = (path.metadata(), fs::read(&path)) {
            // A file that went away meanwhile is not there.
            let name = path.strip_prefix(root).expect("inside the folder").to_owned();
            files.insert(name, (about.modified().expect("a time of writing"), bytes));
        }
    }
}

impl Everything {
    /// All but the files of this name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|path, _| path.file_name().is_none_or(|file| file != name));
        self
    }

    /// The names of the files that hold this word in any encoding.
    #[must_use]
    pub fn holding(&self, word: &str) -> Vec<&Path> {
        let holding = self.0.iter().filter(|(_, (_, bytes))| holds(bytes, word));
        holding.map(|(path, _)| path.as_path()).collect()
    }

    /// The bytes of a file.
    #[must_use]
    pub fn bytes_of(&self, name: &str) -> Option<&[u8]> {
        self.0.get(Path::new(name)).map(|(_, bytes)| bytes.as_slice())
    }

    /// The names of the files whose bytes are others, or that are in one of the two only. Leaves times out of account.
    #[must_use]
    pub fn differing<'a>(&'a self, other: &'a Self) -> Vec<&'a Path> {
        let bytes = |files: &'a Self, path: &Path| files.0.get(path).map(|(_, bytes)| bytes.as_slice());
        let mut names: Vec<&Path> = self.0.keys().chain(other.0.keys()).map(PathBuf::as_path).collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|path| bytes(self, path) != bytes(other, path));
        names
    }
}

/// Names and sizes: the bytes say nothing to a reader.
impl fmt::Debug for Everything {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(path, (at, bytes))| (path, (at, bytes.len())))).finish()
    }
}

/// Whether some bytes hold a word as UTF-8 or as either UTF-16.
#[must_use]
pub fn holds(bytes: &[u8], word: &str) -> bool {
    let utf_16 = |to_bytes: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
    let encodings = [word.as_bytes().to_vec(), utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes)];
    encodings.iter().any(|wanted| bytes.windows(wanted.len()).any(|window| window == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_every_encoding() {
        let word = "คำลับ";
        let utf_16 = |to_bytes: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();

        for bytes in [word.as_bytes().to_vec(), utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes)] {
            let hidden = [b"xyz".as_slice(), &bytes, b"z"].concat();
            assert!(holds(&hidden, word));
            assert!(!holds(&hidden[..hidden.len() - 2], word));
        }
    }
}
