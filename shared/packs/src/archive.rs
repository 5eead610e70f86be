//! Reading a pack's zip without trusting a word of it: every size is counted while it unfolds.

use std::fs::File;
use std::io::{Cursor, Read, Seek, Write as _};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::{MANIFEST, OpenError, SIGNATURES};

/// The largest pack, in bytes.
pub const MOST_BYTES: u64 = 10 * 1024 * 1024;
/// The largest file inside a pack once unfolded, in bytes.
pub const MOST_MEMBER_BYTES: u64 = 32 * 1024 * 1024;
/// How many files a pack may hold.
const MOST_MEMBERS: usize = 64;
/// How many times its packed size a file may unfold to.
const MOST_RATIO: u64 = 100;
/// Small files may unfold to more than that: a manifest of zeros is not a bomb.
const ALWAYS_ALLOWED: u64 = 64 * 1024;

/// The files of a pack.
pub(crate) struct Archive<R> {
    zip: ZipArchive<R>,
}

impl<'a> Archive<Cursor<&'a [u8]>> {
    /// Reads the list of files.
    ///
    /// # Errors
    /// [`OpenError::NotAPack`], [`OpenError::Damaged`] or [`OpenError::TooLarge`].
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, OpenError> {
        Self::of(Cursor::new(bytes), bytes.len() as u64)
    }
}

impl Archive<File> {
    /// As [`Archive::open`], where the pack lies: no more of it is read than is asked for.
    ///
    /// # Errors
    /// As [`Archive::open`], and [`OpenError::Io`].
    pub(crate) fn in_file(file: File) -> Result<Self, OpenError> {
        let size = file.metadata()?.len();
        Self::of(file, size)
    }
}

impl<R: Read + Seek> Archive<R> {
    fn of(mut reader: R, size: u64) -> Result<Self, OpenError> {
        if size > MOST_BYTES {
            return Err(OpenError::TooLarge);
        }
        let mut first = [0; 4];
        if reader.read_exact(&mut first).is_err() || first != *b"PK\x03\x04" {
            return Err(OpenError::NotAPack);
        }
        let zip = ZipArchive::new(reader).map_err(|_| OpenError::Damaged)?;
        if zip.len() > MOST_MEMBERS {
            return Err(OpenError::TooLarge);
        }
        if zip.index_for_name(MANIFEST).is_none() {
            return Err(OpenError::NotAPack);
        }
        if zip.has_duplicate_names() || !zip.file_names_raw().all(is_plain) {
            return Err(OpenError::Damaged);
        }
        Ok(Self { zip })
    }

    /// Whether there is a file of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Whether every file but the manifest and its signatures passes the test.
    pub(crate) fn others(&self, test: impl Fn(&[u8]) -> bool) -> bool {
        let is_own = |name: &[u8]| SIGNATURES.iter().chain([&MANIFEST]).any(|own| own.as_bytes() == name);
        self.zip.file_names_raw().all(|name| is_own(name) || test(name))
    }

    /// One file's bytes, at most `most` of them.
    ///
    /// # Errors
    /// [`OpenError::TooLarge`] when it unfolds to more, [`OpenError::Damaged`] when it is not there or does not unfold.
    pub(crate) fn read(&mut self, name: &str, most: u64) -> Result<Vec<u8>, OpenError> {
        let file = self.zip.by_name(name).map_err(|_| OpenError::Damaged)?;
        if !matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(OpenError::Damaged);
        }
        let by_ratio = file.compressed_size().saturating_mul(MOST_RATIO).max(ALWAYS_ALLOWED);
        let most = most.min(MOST_MEMBER_BYTES).min(by_ratio);
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| OpenError::Damaged)?;
        if bytes.len() as u64 > most { Err(OpenError::TooLarge) } else { Ok(bytes) }
    }
}

/// Packs files without any time or owner: the same files give the same bytes.
///
/// # Errors
/// Those of the zip format: a name that is there twice, too many bytes.
pub fn zipped<'a>(files: impl Iterator<Item = (&'a str, &'a Vec<u8>)>) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// No path, no hidden file, nothing that a file system could read in two ways.
fn is_plain(name: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_".contains(byte);
    let hidden = name.starts_with(b".") || name.windows(2).any(|two| two == b"..");
    (1..=60).contains(&name.len()) && name.iter().all(plain) && !hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zip of these files beside an empty manifest.
    fn packed(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(method);
        for (name, bytes) in [(MANIFEST, &b""[..])].iter().chain(files) {
            zip.start_file(*name, options).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_file_that_unfolds_without_end_is_stopped_early() {
        let bomb = packed(&[("a", &vec![0; 8 * 1024 * 1024])], CompressionMethod::Deflated);
        assert!(bomb.len() < 20_000);

        let read = Archive::open(&bomb).unwrap().read("a", MOST_MEMBER_BYTES);
        assert!(matches!(read, Err(OpenError::TooLarge)));
    }

    #[test]
    fn a_file_larger_than_was_asked_for_is_refused() {
        let zip = packed(&[("a", &[7; 2000])], CompressionMethod::Stored);

        assert!(matches!(Archive::open(&zip).unwrap().read("a", 1999), Err(OpenError::TooLarge)));
        assert_eq!(Archive::open(&zip).unwrap().read("a", 2000).unwrap(), [7; 2000]);
    }

    #[test]
    fn too_many_files_and_too_large_a_pack_are_refused_before_anything_unfolds() {
        let names: Vec<String> = (0..64).map(|number| format!("a{number}")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert!(matches!(Archive::open(&packed(&files, CompressionMethod::Stored)), Err(OpenError::TooLarge)));

        let mut large = b"PK\x03\x04".to_vec();
        large.resize(usize::try_from(MOST_BYTES).unwrap() + 1, 0);
        assert!(matches!(Archive::open(&large), Err(OpenError::TooLarge)));
    }

    #[test]
    fn names_with_a_path_are_refused() {
        for name in ["../a", "/etc/passwd", "a/b", "a\\b", "c:a", ".a", "a..b", "A", "a b", "é"] {
            let zip = packed(&[(name, b"x")], CompressionMethod::Stored);
            assert!(matches!(Archive::open(&zip), Err(OpenError::Damaged)), "{name}");
        }
    }

    #[test]
    fn what_is_no_zip_is_no_pack() {
        assert!(matches!(Archive::open(b""), Err(OpenError::NotAPack)));
        assert!(matches!(Archive::open(b"SQLite format 3\0"), Err(OpenError::NotAPack)));
        assert!(matches!(Archive::open(b"PK\x03\x04 and no more"), Err(OpenError::Damaged)));
    }
}
