//! `suluh directory template|import`: a directory kept in a spreadsheet, or taken over from another tool.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::ExitCode;

use authoring::directory::sheet::{self, Imported};
use authoring::directory::{self as source, Directory, hsds};
use directory::{Need, Service, is_language};
use serde::{Serialize, de::DeserializeOwned};

use crate::{bundled, directory_lock, say};

/// More than any spreadsheet that is read, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// The folder with the pictures of the needs.
const PICTURES: &str = "directory/pictures/";

/// Writes an empty workbook to be filled in.
pub(crate) fn template(file: &Path, languages: &[String], lang: &str) -> ExitCode {
    let t = say::texts();
    if file.exists() {
        // It may be the one that somebody filled in.
        return say::failed(t.command_file_exists(file.display().to_string()));
    }
    if let Some(code) = languages.iter().find(|code| !is_language(code)) {
        return say::failed(t.command_filter_language(code.as_str()));
    }
    let empty = match bundled::directory_in(None) {
        Ok(directory) => Directory { services: Vec::new(), ..directory },
        Err(why) => return say::failed(why),
    };
    let written = sheet::workbook(&empty, languages, lang).map_err(|error| error.to_string());
    let written = written.and_then(|bytes| say::write_whole(file, &bytes).map_err(|error| error.to_string()));
    match written {
        Ok(()) => say::print(t.command_template_written(file.display().to_string())),
        Err(error) => say::failed(t.command_not_written(file.display().to_string(), error)),
    }
}

/// Reads a spreadsheet and writes it as the directory of a content folder; with no folder it only says what is wrong.
/// With `replace` it may be older than what lies there.
pub(crate) fn import(file: &Path, folder: Option<&Path>, replace: bool) -> ExitCode {
    let t = say::texts();
    let bytes = match read(file) {
        Ok(bytes) => bytes,
        Err(error) => return say::failed(t.command_not_read(error.to_string())),
    };
    let needs = match needs(folder) {
        Ok(needs) => needs,
        Err(why) => return say::failed(why),
    };
    let Imported { mut directory, examples, unused } = match imported(&bytes, needs) {
        Ok(imported) => imported,
        Err(faults) => return refused(&faults),
    };
    for row in examples {
        println!("{}", t.command_example_left_out(row.to_string()));
    }
    for key in unused {
        println!("{}", t.command_organisation_unused(key));
    }
    let read = t.command_services_read(directory.places.len(), directory.services.len());
    let Some(folder) = folder else { return say::print(format!("{read} {}", t.command_dry_run())) };
    let cannot = |error: io::Error| t.command_not_written(folder.display().to_string(), error.to_string());
    // Held from what lies there to what takes its place: a report that comes in between would be lost.
    let _held = match held(folder) {
        Ok(held) => held,
        Err(error) => return say::failed(cannot(error)),
    };
    match earlier(folder) {
        Ok(earlier) if directory.services.is_empty() && !earlier.is_empty() => {
            return say::failed(t.command_edition_empty(folder.display().to_string()));
        }
        Ok(earlier) if !replace && would_undo(&earlier, &directory.services) => {
            return say::failed(t.command_import_older(folder.display().to_string()));
        }
        Ok(earlier) if !replace && would_drop(&earlier, &directory.services) => {
            return say::failed(t.command_import_shorter(folder.display().to_string()));
        }
        Ok(earlier) => {
            tell_of_losses(&earlier, &directory.services);
            sheet::note_changes(&earlier, &mut directory.services, bundled::today());
        }
        Err(why) => return say::failed(why),
    }
    match keep(folder, &directory) {
        Ok(()) => say::print(format!("{read} {}", t.command_directory_written(folder.display().to_string()))),
        Err(error) => say::failed(cannot(error)),
    }
}

/// The needs that services are held against: those the folder's keeper wrote, else those in this program.
fn needs(folder: Option<&Path>) -> Result<Vec<Need>, String> {
    let written = folder.map(|folder| entries(&folder.join(source::NEEDS))).transpose()?.flatten();
    written.map_or_else(|| Ok(bundled::directory_in(None)?.needs), Ok)
}

/// Keeps others from changing the folder's directory; makes one where there is none.
fn held(folder: &Path) -> io::Result<Option<fs::File>> {
    fs::create_dir_all(folder.join(source::SERVICES).parent().unwrap_or(folder))?;
    directory_lock::hold(folder)
}

/// The directory in a file of any kind we read, or its faults in words.
fn imported(bytes: &[u8], needs: Vec<Need>) -> Result<Imported, Vec<String>> {
    fn in_words<T: ToString>(faults: &[T]) -> Vec<String> {
        faults.iter().map(ToString::to_string).collect()
    }
    if bytes.trim_ascii_start().starts_with(b"{") || bytes.trim_ascii_start().starts_with(b"[") {
        let read = hsds::read(bytes).map_err(|faults| in_words(&faults))?;
        let refused = source::check(&read.services, &needs, &read.places, bundled::today());
        if !refused.is_empty() {
            return Err(in_words(&refused));
        }
        return Ok(Imported { directory: Directory { needs, ..read }, examples: Vec::new(), unused: Vec::new() });
    }
    sheet::read(bytes, needs, bundled::today()).map_err(|faults| in_words(&faults))
}

/// Names the services that were checked later than the file says, if there are any.
fn would_undo(earlier: &[Service], now: &[Service]) -> bool {
    let later = sheet::checked_later(earlier, now);
    for service in &later {
        let on = service.verified.on.map(|on| on.to_string()).unwrap_or_default();
        let name = service.name.words(i18n::FALLBACK);
        eprintln!("{}", say::texts().command_checked_later(on, service.id.as_str(), name));
    }
    !later.is_empty()
}

/// Names the services that are not in the file, if there are any: a workbook that holds only what is new must not take out
/// what was there.
fn would_drop(earlier: &[Service], now: &[Service]) -> bool {
    let is_gone = |earlier: &&Service| now.iter().all(|service| service.id != earlier.id);
    let gone: Vec<&Service> = earlier.iter().filter(is_gone).collect();
    for service in &gone {
        let name = service.name.words(i18n::FALLBACK);
        eprintln!("{}", say::texts().command_not_in_the_file(service.id.as_str(), name));
    }
    !gone.is_empty()
}

/// Nothing goes out of a directory, and no secret place becomes a public one, without a word.
fn tell_of_losses(earlier: &[Service], now: &[Service]) {
    let t = say::texts();
    for earlier in earlier {
        let name = earlier.name.words(i18n::FALLBACK);
        match now.iter().find(|service| service.id == earlier.id) {
            None => println!("{}", t.command_left_out(earlier.id.as_str(), name)),
            Some(service) if earlier.secret && !service.secret => {
                println!("{}", t.command_no_longer_secret(earlier.id.as_str(), name));
            }
            Some(_) => {}
        }
    }
}

fn refused(faults: &[String]) -> ExitCode {
    for fault in faults {
        eprintln!("{fault}");
    }
    say::failed(say::texts().command_guide_faults(faults.len()))
}

/// The services of the edition that lies in the folder; none when there is none yet.
///
/// Whether they fit their places is not asked: an import that was cut short must not keep the next one from mending it.
fn earlier(folder: &Path) -> Result<Vec<Service>, String> {
    Ok(entries(&folder.join(source::SERVICES))?.unwrap_or_default())
}

/// The entries in a file; `None` when there is no such file.
fn entries<T: DeserializeOwned>(file: &Path) -> Result<Option<Vec<T>>, String> {
    match fs::read(file) {
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| format!("{}: {error}", file.display())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(say::texts().command_not_read(error.to_string())),
    }
}

fn keep(folder: &Path, directory: &Directory) -> io::Result<()> {
    // The services last: a folder without them is none that could be half right.
    furnish(folder)?;
    write(folder, source::PLACES, &directory.places)?;
    write(folder, source::SERVICES, &directory.services)
}

/// Gives a folder that has none the needs with their pictures, and the other words for searching, as they are in this
/// program. What its keeper wrote stays.
fn furnish(folder: &Path) -> io::Result<()> {
    let has_needs = folder.join(source::NEEDS).exists();
    let is_wanted = |name: &str| match name {
        source::SYNONYMS => true,
        source::NEEDS => !has_needs,
        other => other.starts_with(PICTURES) && !has_needs,
    };
    // From the last: the pictures come before the needs, which say that they are there.
    for (name, bytes) in bundled::content().files.into_iter().rev().filter(|(name, _)| is_wanted(name)) {
        let file = folder.join(name);
        if !file.exists() {
            fs::create_dir_all(file.parent().unwrap_or(folder))?;
            say::write_whole(&file, &bytes)?;
        }
    }
    Ok(())
}

/// Writes one of the directory's files, whole or not at all.
pub(crate) fn write(folder: &Path, name: &str, entries: &impl Serialize) -> io::Result<()> {
    let mut text = serde_json::to_vec_pretty(entries)?;
    text.push(b'\n');
    say::write_whole(&folder.join(name), &text)
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_and_words_that_a_keeper_wrote_stay_and_a_new_folder_gets_ours() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("in.json");
        let own = bundled::directory_in(None).unwrap();
        fs::write(&file, hsds::export(&own, bundled::today()).to_string()).unwrap();
        let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();

        import(&file, Some(folder.path()), false);

        assert!(!text(source::NEEDS).contains("picture"), "it is drawn from its own file");
        assert_eq!(bundled::directory_in(Some(folder.path())).unwrap().services, own.services);
        assert!(folder.path().join(PICTURES).join(format!("{}.svg", own.needs[0].id)).exists());

        let mut needs = own.needs.clone();
        needs[0].label = i18n::Text::of("en", "In our words");
        write(folder.path(), source::NEEDS, &needs).unwrap();
        fs::write(folder.path().join(source::SYNONYMS), "[]").unwrap();
        let before = text(source::NEEDS);
        import(&file, Some(folder.path()), false);

        assert_eq!((text(source::NEEDS), text(source::SYNONYMS)), (before, "[]".to_owned()));
        // Services are held against what the folder lists, not against what the program does.
        write(folder.path(), source::NEEDS, &vec![needs[0].clone()]).unwrap();
        let listed = super::needs(Some(folder.path())).unwrap();
        assert_eq!(listed, needs[..1]);
    }

    #[test]
    fn a_file_of_another_tool_is_checked_as_a_spreadsheet_is() {
        let own = bundled::directory_in(None).unwrap();
        let mut page = hsds::export(&own, bundled::today());
        assert!(imported(page.to_string().as_bytes(), own.needs.clone()).is_ok());

        page["contents"][0]["languages"] = serde_json::json!([{"code": "zz"}]);

        let faults = imported(page.to_string().as_bytes(), own.needs).unwrap_err();
        assert!(matches!(&faults[..], [only] if only.contains("no language code")), "{faults:?}");
    }
}
