//! Zip files as Android wants them: what it reads in place lies at whole words, what it maps into memory at whole pages.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Write},
    path::Path,
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Where an entry that is read in place may start.
const WORD: u16 = 4;
/// Where a library may start: phones have pages of 4 KiB, newer ones of 16 KiB.
const PAGE: u16 = 16 * 1024;

/// How an entry is kept.
#[derive(Clone, Copy)]
pub(super) enum Kept {
    /// Smaller, and unpacked by whoever reads it.
    Deflated,
    /// As it is, to be read in place.
    InPlace,
    /// As it is, to be mapped into memory without being unpacked first.
    Mapped,
}

/// A zip file that is being written.
pub(super) struct Archive(ZipWriter<BufWriter<File>>);

impl Archive {
    /// Begins a file, in the place of one that was there.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        Ok(Self(ZipWriter::new(BufWriter::new(File::create(path)?))))
    }

    /// Adds an entry.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8], kept: Kept) -> io::Result<()> {
        let options = SimpleFileOptions::default();
        // apksigner keeps this kind of alignment, and only this.
        let options = match kept {
            Kept::Deflated => options.compression_method(CompressionMethod::Deflated),
            Kept::InPlace => options.compression_method(CompressionMethod::Stored).with_android_alignment(WORD),
            Kept::Mapped => options.compression_method(CompressionMethod::Stored).with_android_alignment(PAGE),
        };
        self.0.start_file(name, options)?;
        self.0.write_all(bytes)
    }

    /// Adds every entry of another file, deflated or not as it is there.
    pub(super) fn take_over(&mut self, path: &Path) -> io::Result<()> {
        let mut other = open(path)?;
        for index in 0..other.len() {
            let mut entry = other.by_index(index)?;
            if entry.compression() == CompressionMethod::Stored {
                let (name, mut bytes) = (entry.name()?.into_owned(), Vec::new());
                entry.read_to_end(&mut bytes)?;
                self.add(&name, &bytes, Kept::InPlace)?;
            } else {
                self.0.raw_copy_file(entry)?;
            }
        }
        Ok(())
    }

    /// Ends the file.
    pub(super) fn finish(self) -> io::Result<()> {
        self.0.finish()?.flush()
    }
}

/// One entry of a zip file, unpacked.
pub(super) fn read(path: &Path, name: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The names of entries that Android could not use where they lie.
pub(super) fn misplaced(path: &Path) -> io::Result<Vec<String>> {
    let mut archive = open(path)?;
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index)?;
        let name = entry.name()?.into_owned();
        let in_place = entry.compression() == CompressionMethod::Stored;
        let library = name.starts_with("lib/");
        let start = if library { PAGE } else { WORD };
        let begins = entry.data_start().unwrap_or(1);
        if (in_place && !begins.is_multiple_of(start.into())) || (library && !in_place) {
            found.push(name);
        }
    }
    Ok(found)
}

fn open(path: &Path) -> io::Result<ZipArchive<BufReader<File>>> {
    Ok(ZipArchive::new(BufReader::new(File::open(path)?))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misplaced_of(name: &str, entries: &[(&str, Kept)]) -> Vec<String> {
        let path = std::env::temp_dir().join(format!("suluh-{name}-{}.zip", std::process::id()));
        let mut archive = Archive::create(&path).unwrap();
        for (entry, kept) in entries {
            archive.add(entry, b"some bytes", *kept).unwrap();
        }
        archive.finish().unwrap();
        let found = misplaced(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        found
    }

    #[test]
    fn what_is_read_in_place_lies_where_android_can_use_it() {
        let entries = [
            ("classes.dex", Kept::Deflated),
            ("resources.arsc", Kept::InPlace),
            ("lib/x86_64/liba.so", Kept::Mapped),
            ("lib/x86_64/libb.so", Kept::Mapped),
        ];

        assert!(misplaced_of("placed", &entries).is_empty());
    }

    #[test]
    fn a_library_that_cannot_be_mapped_is_named() {
        let entries = [("lib/x86_64/liba.so", Kept::Deflated), ("lib/x86_64/libb.so", Kept::InPlace)];

        assert_eq!(misplaced_of("misplaced", &entries), ["lib/x86_64/liba.so", "lib/x86_64/libb.so"]);
    }
}
