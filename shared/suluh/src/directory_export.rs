//! `suluh directory export`: the directory as files for other tools and on paper.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use authoring::{
    booklet,
    directory::{Directory, NEEDS, PLACES, SERVICES, geojson, hsds, read},
    pack::Content,
};
use clap::Args;

use crate::{bundled, say, say::write_whole};

/// What is written, and from where.
#[derive(Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true)))]
pub(crate) struct ExportArguments {
    /// Write HSDS 3.0 (JSON), to be read by other directories.
    #[arg(long, value_name = "FILE", group = "what")]
    hsds: Option<PathBuf>,
    /// Write the places that may be shown as `GeoJSON`, for maps.
    #[arg(long, value_name = "FILE", group = "what")]
    geojson: Option<PathBuf>,
    /// Write a booklet to print on A5 (HTML), in the language of --lang.
    #[arg(long, value_name = "FILE.html", group = "what")]
    booklet: Option<PathBuf>,
    /// The content folder, with directory/*.json [default: the content in this program].
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    /// The language of the booklet, and of names on the map.
    #[arg(long, default_value = i18n::FALLBACK)]
    lang: String,
}

pub(crate) fn run(arguments: &ExportArguments) -> ExitCode {
    match export(arguments) {
        Ok(said) => say::print(said.join("\n")),
        Err(why) => say::failed(why),
    }
}

/// Writes what is asked for and says what was written, or says what is wrong.
fn export(arguments: &ExportArguments) -> Result<Vec<String>, String> {
    let t = say::texts();
    // Nobody should find out at the printer's that a file is no PDF.
    if arguments.booklet.as_deref().is_some_and(|file| file.extension().is_none_or(|ending| ending != "html")) {
        return Err(t.command_booklet_html());
    }
    let directory = directory(arguments.from.as_deref())?;
    let mut said = Vec::new();
    if let Some(file) = &arguments.hsds {
        write(file, &format!("{:#}\n", hsds::export(&directory)))?;
        said.push(t.command_exported(file.display().to_string(), directory.services.len()));
    }
    if let Some(file) = &arguments.geojson {
        let map = geojson(&directory, &arguments.lang);
        write(file, &format!("{map:#}\n"))?;
        let places = map["features"].as_array().map_or(0, Vec::len);
        said.push(t.command_exported_map(file.display().to_string(), places));
    }
    if let Some(file) = &arguments.booklet {
        write(file, &booklet(&directory, &arguments.lang, bundled::today()))?;
        said.push(t.command_exported_booklet(file.display().to_string(), directory.services.len()));
    }
    Ok(said)
}

/// The checked entries of this folder, or those the program carries.
fn directory(from: Option<&Path>) -> Result<Directory, String> {
    let content = match from {
        Some(folder) => files(folder).map_err(|error| say::texts().command_not_read(error.to_string()))?,
        None => bundled::content(),
    };
    read(&content, bundled::today()).map_err(|faults| {
        let each: Vec<String> = faults.iter().map(ToString::to_string).collect();
        each.join("\n")
    })
}

/// The directory's files. One that is not there is named with all other faults.
fn files(folder: &Path) -> io::Result<Content> {
    let mut files = Vec::new();
    for name in [SERVICES, NEEDS, PLACES] {
        match fs::read(folder.join(name)) {
            Ok(bytes) => files.push((name.to_owned(), bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Content { files })
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    write_whole(file, text.as_bytes())
        .map_err(|error| say::texts().command_not_written(file.display().to_string(), error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(folder: &Path) -> ExportArguments {
        ExportArguments {
            hsds: Some(folder.join("out.json")),
            geojson: Some(folder.join("out.geojson")),
            booklet: Some(folder.join("out.html")),
            from: None,
            lang: "id".to_owned(),
        }
    }

    #[test]
    fn what_the_program_carries_is_written_and_can_be_read_again() {
        let folder = tempfile::tempdir().unwrap();

        export(&to(folder.path())).unwrap();

        let written = fs::read(folder.path().join("out.json")).unwrap();
        assert_eq!(hsds::read(&written), Ok(directory(None).unwrap()));
        assert!(fs::read_to_string(folder.path().join("out.geojson")).unwrap().contains("FeatureCollection"));
        assert!(fs::read_to_string(folder.path().join("out.html")).unwrap().contains("Cara memakai buku kecil ini"));
    }

    #[test]
    fn a_booklet_that_is_no_html_is_refused_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let arguments = ExportArguments { booklet: Some(folder.path().join("out.pdf")), ..to(folder.path()) };

        assert!(export(&arguments).unwrap_err().contains(".html"));
        assert!(!folder.path().join("out.json").exists());
    }

    #[test]
    fn a_folder_without_a_directory_is_refused_by_the_names_of_its_files() {
        let folder = tempfile::tempdir().unwrap();
        let arguments = ExportArguments { from: Some(folder.path().to_owned()), ..to(folder.path()) };

        let why = export(&arguments).unwrap_err();

        assert!([SERVICES, NEEDS, PLACES].iter().all(|file| why.contains(file)), "{why}");
        assert!(!folder.path().join("out.json").exists());
    }
}
