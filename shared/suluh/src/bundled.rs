//! The content the program carries with it, built into a pack when the desk opens.

use authoring::directory::{Directory, SourceFault};
use authoring::pack::{BuildFault, BuildOptions, Content, build_content};

/// Name and bytes of every content file.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// The directory of the bundled content.
pub(crate) fn directory() -> Result<Directory, Vec<SourceFault>> {
    authoring::directory::read(&content(), today())
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

/// The day on this computer.
pub(crate) fn today() -> directory::Date {
    let today = jiff::Zoned::now().date();
    let whole = |part: i8| u8::try_from(part).unwrap_or(1);
    let day =
        directory::Date::new(u16::try_from(today.year()).unwrap_or(1970), whole(today.month()), whole(today.day()));
    day.unwrap_or_else(|| unreachable!("the system's calendar has this day"))
}
