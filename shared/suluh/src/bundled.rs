//! The content the program carries with it, built into a pack when the desk opens.

use std::{fs, io, path::Path};

use authoring::directory::{self, Directory};
use authoring::pack::{BuildFault, BuildOptions, Content, build_content};

use crate::say;

/// Name and bytes of every content file.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// The checked directory of a content folder, or the one the program carries; what is wrong with it, a line each.
pub(crate) fn directory_in(folder: Option<&Path>) -> Result<Directory, String> {
    let content = match folder {
        Some(folder) => files(folder).map_err(|error| say::texts().command_not_read(error.to_string()))?,
        None => content(),
    };
    directory::read(&content, today()).map_err(|faults| {
        let each: Vec<String> = faults.iter().map(ToString::to_string).collect();
        each.join("\n")
    })
}

/// The directory's files. One that is not there is named with all other faults.
fn files(folder: &Path) -> io::Result<Content> {
    let mut files = Vec::new();
    for name in [directory::SERVICES, directory::NEEDS, directory::PLACES, directory::SYNONYMS] {
        match fs::read(folder.join(name)) {
            Ok(bytes) => files.push((name.to_owned(), bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Content { files })
}

/// The pack of the bundled content, in memory: nothing needs to be written, so a disk that cannot be written is no hindrance.
pub(crate) fn pack() -> Result<Vec<u8>, Vec<BuildFault>> {
    let options = BuildOptions { release: false, version: None, today: today(), progress: &|_| {} };
    build_content(&content(), &options)
}

/// The content itself.
pub(crate) fn content() -> Content {
    Content { files: FILES.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect() }
}

/// The minute it is, since 1970 in UTC.
pub(crate) fn minute() -> i64 {
    jiff::Timestamp::now().as_second().div_euclid(60)
}

/// The day on this computer.
pub(crate) fn today() -> ::directory::Date {
    let today = jiff::Zoned::now().date();
    let whole = |part: i8| u8::try_from(part).unwrap_or(1);
    let day =
        ::directory::Date::new(u16::try_from(today.year()).unwrap_or(1970), whole(today.month()), whole(today.day()));
    day.unwrap_or_else(|| unreachable!("the system's calendar has this day"))
}
