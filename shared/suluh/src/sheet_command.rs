//! `suluh directory template|import`: a directory kept in a spreadsheet.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::ExitCode;

use authoring::directory::sheet::{self, Imported, SheetFault};
use authoring::directory::{self as source, Directory};
use authoring::pack::Content;
use serde::Serialize;

use crate::{bundled, say};

/// More than any spreadsheet that is read, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// Writes an empty workbook to be filled in.
pub(crate) fn template(file: &Path, languages: &[String], lang: &str) -> ExitCode {
    let t = say::texts();
    let Directory { needs, places, .. } = match bundled::directory() {
        Ok(directory) => directory,
        Err(faults) => return say::failed(t.command_pack_not_built(faults.len())),
    };
    let empty = Directory { services: Vec::new(), needs, places };
    let written = sheet::workbook(&empty, languages, lang).map_err(|error| error.to_string());
    let written = written.and_then(|bytes| say::write_whole(file, &bytes).map_err(|error| error.to_string()));
    match written {
        Ok(()) => say::print(t.command_template_written(file.display().to_string())),
        Err(error) => say::failed(t.command_not_written(file.display().to_string(), error)),
    }
}

/// Reads a spreadsheet and writes it as the directory of a content folder; with no folder it only says what is wrong.
pub(crate) fn import(file: &Path, folder: Option<&Path>) -> ExitCode {
    let t = say::texts();
    let bytes = match read(file) {
        Ok(bytes) => bytes,
        Err(error) => return say::failed(t.command_not_read(error.to_string())),
    };
    let needs = match bundled::directory() {
        Ok(directory) => directory.needs,
        Err(faults) => return say::failed(t.command_pack_not_built(faults.len())),
    };
    let Imported { mut directory, examples } = match sheet::read(&bytes, needs, bundled::today()) {
        Ok(imported) => imported,
        Err(faults) => return refused(&faults),
    };
    for row in examples {
        println!("{}", t.command_example_left_out(row.to_string()));
    }
    let read = t.command_services_read(directory.places.len(), directory.services.len());
    let Some(folder) = folder else { return say::print(format!("{read} {}", t.command_dry_run())) };
    match earlier(folder) {
        Ok(earlier) => sheet::note_changes(&earlier, &mut directory.services, bundled::today()),
        Err(why) => return say::failed(why),
    }
    match keep(folder, &directory) {
        Ok(()) => say::print(format!("{read} {}", t.command_directory_written(folder.display().to_string()))),
        Err(error) => say::failed(t.command_not_written(folder.display().to_string(), error.to_string())),
    }
}

fn refused(faults: &[SheetFault]) -> ExitCode {
    for fault in faults {
        eprintln!("{fault}");
    }
    say::failed(say::texts().command_guide_faults(faults.len()))
}

/// The services of the edition that lies in the folder; none when there is none yet.
fn earlier(folder: &Path) -> Result<Vec<directory::Service>, String> {
    if !folder.join(source::SERVICES).exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for name in [source::SERVICES, source::NEEDS, source::PLACES] {
        files.push((name.to_owned(), fs::read(folder.join(name)).map_err(|error| error.to_string())?));
    }
    let read = source::read(&Content { files }, bundled::today());
    read.map(|directory| directory.services)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

fn keep(folder: &Path, directory: &Directory) -> io::Result<()> {
    let Directory { services, needs, places } = directory;
    fs::create_dir_all(folder.join(source::SERVICES).parent().unwrap_or(folder))?;
    // The services last: a folder without them is none that could be half right.
    write(folder, source::NEEDS, needs)?;
    write(folder, source::PLACES, places)?;
    write(folder, source::SERVICES, services)
}

fn write(folder: &Path, name: &str, entries: &impl Serialize) -> io::Result<()> {
    let mut text = serde_json::to_vec_pretty(entries)?;
    text.push(b'\n');
    say::write_whole(&folder.join(name), &text)
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}
