//! `suluh directory export`: the directory as files for other tools and on paper.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::ExitCode,
};

#[cfg(feature = "pdf")]
use authoring::PdfError;
use authoring::{
    Booklet,
    directory::{geojson, hsds, sheet},
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
    /// Write a table of comma-separated values that can be imported again.
    #[arg(long, value_name = "FILE", group = "what")]
    csv: Option<PathBuf>,
    /// Write the workbook (.xlsx) that is filled in, with what is there.
    #[arg(long, value_name = "FILE", group = "what")]
    workbook: Option<PathBuf>,
    /// Write a booklet to print on A5 (HTML; PDF where the program is built for it), in the language of --lang.
    #[arg(long, value_name = "FILE.html|FILE.pdf", group = "what")]
    booklet: Option<PathBuf>,
    /// The content folder, with directory/*.json [default: the content in this program].
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    /// Write over files that are there already.
    #[arg(long)]
    replace: bool,
    /// The language of the booklet, of names on the map, and of the workbook's explanations [default: the terminal's].
    #[arg(long)]
    lang: Option<String>,
}

impl ExportArguments {
    /// Every file that is to be written.
    fn files(&self) -> impl Iterator<Item = &Path> {
        let all = [&self.hsds, &self.geojson, &self.csv, &self.workbook, &self.booklet];
        all.into_iter().filter_map(|file| file.as_deref())
    }
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
    let sheets = arguments.booklet.as_deref().map(Sheets::of).transpose()?;
    for file in arguments.files() {
        say::may_write(file, arguments.replace)?;
    }
    let directory = bundled::directory_in(arguments.from.as_deref())?;
    let lang = say::lang_or_terminal(arguments.lang.as_deref());
    let mut said = Vec::new();
    if let Some(file) = &arguments.hsds {
        write(file, format!("{:#}\n", hsds::export(&directory, bundled::today())))?;
        said.push(t.command_exported(file.display().to_string(), directory.services.len()));
    }
    if let Some(file) = &arguments.geojson {
        let map = geojson(&directory, lang);
        write(file, format!("{map:#}\n"))?;
        let places = map["features"].as_array().map_or(0, Vec::len);
        said.push(t.command_exported_map(file.display().to_string(), places));
    }
    let languages = ["en".to_owned(), "id".to_owned()];
    if let Some(file) = &arguments.csv {
        write(file, sheet::table(&directory, &languages))?;
        said.push(t.command_exported(file.display().to_string(), directory.services.len()));
    }
    if let Some(file) = &arguments.workbook {
        let bytes = sheet::workbook(&directory, &languages, lang).map_err(|error| error.to_string())?;
        write(file, bytes)?;
        said.push(t.command_exported(file.display().to_string(), directory.services.len()));
    }
    if let (Some(file), Some(sheets)) = (&arguments.booklet, sheets) {
        let booklet = Booklet::new(&directory, lang, bundled::today());
        said.push(sheets.write(file, &booklet)?);
    }
    Ok(said)
}

/// What a booklet is written as.
#[derive(Clone, Copy)]
enum Sheets {
    Html,
    #[cfg(feature = "pdf")]
    Pdf,
}

impl Sheets {
    /// What the file's name says. Nobody should find out at the printer's that a file is no PDF.
    fn of(file: &Path) -> Result<Self, String> {
        match file.extension().and_then(OsStr::to_str) {
            Some("html") => Ok(Self::Html),
            #[cfg(feature = "pdf")]
            Some("pdf") => Ok(Self::Pdf),
            #[cfg(not(feature = "pdf"))]
            Some("pdf") => Err(say::texts().command_booklet_no_pdf()),
            _ => Err(say::texts().command_booklet_ending()),
        }
    }

    /// Writes the booklet and says what was written.
    fn write(self, file: &Path, booklet: &Booklet) -> Result<String, String> {
        let t = say::texts();
        let services = booklet.services();
        match self {
            Self::Html => {
                write(file, booklet.html())?;
                Ok(t.command_exported_booklet(file.display().to_string(), services))
            }
            #[cfg(feature = "pdf")]
            Self::Pdf => {
                let pdf = booklet.pdf().map_err(not_set)?;
                write(file, pdf.bytes)?;
                Ok(t.command_exported_booklet_pdf(file.display().to_string(), pdf.pages, services))
            }
        }
    }
}

/// Why there is no PDF, and what to do.
#[cfg(feature = "pdf")]
fn not_set(error: PdfError) -> String {
    match error {
        PdfError::Letters(letters) => say::texts().command_booklet_letters(letters),
        PdfError::Pages(why) => say::texts().command_booklet_pages(why),
    }
}

fn write(file: &Path, bytes: impl AsRef<[u8]>) -> Result<(), String> {
    write_whole(file, bytes.as_ref())
        .map_err(|error| say::texts().command_not_written(file.display().to_string(), error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use authoring::directory::{Directory, NEEDS, PLACES, SERVICES};

    use super::*;

    fn to(folder: &Path) -> ExportArguments {
        ExportArguments {
            hsds: Some(folder.join("out.json")),
            geojson: Some(folder.join("out.geojson")),
            csv: Some(folder.join("out.csv")),
            workbook: Some(folder.join("out.xlsx")),
            booklet: Some(folder.join("out.html")),
            from: None,
            replace: false,
            lang: Some("id".to_owned()),
        }
    }

    #[test]
    fn what_the_program_carries_is_written_and_can_be_read_again() {
        let folder = tempfile::tempdir().unwrap();

        export(&to(folder.path())).unwrap();

        let written = fs::read(folder.path().join("out.json")).unwrap();
        // Words for searching are no part of any service.
        let carried = Directory { synonyms: Vec::new(), ..bundled::directory_in(None).unwrap() };
        assert_eq!(hsds::read(&written), Ok(carried));
        let mut carried = bundled::directory_in(None).unwrap();
        // A note to a number has the sources of its entry in a spreadsheet.
        for service in &mut carried.services {
            let source = service.sources.join("; ");
            let notes = service.phones.iter_mut().filter_map(|phone| phone.note.as_mut());
            notes.flat_map(|note| note.0.iter_mut()).for_each(|(_, phrase)| phrase.source.clone_from(&source));
        }
        for name in ["out.csv", "out.xlsx"] {
            let written = fs::read(folder.path().join(name)).unwrap();
            let read = sheet::read(&written, carried.needs.clone(), bundled::today()).unwrap();
            assert_eq!(read.directory.services, carried.services, "{name}");
        }
        assert!(fs::read_to_string(folder.path().join("out.geojson")).unwrap().contains("FeatureCollection"));
        assert!(fs::read_to_string(folder.path().join("out.html")).unwrap().contains("Cara memakai buku kecil ini"));
    }

    #[test]
    fn no_file_is_written_when_one_of_them_would_replace_another() {
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("out.html");
        fs::write(&kept, "somebody's work").unwrap();

        assert!(export(&to(folder.path())).is_err());
        assert_eq!(fs::read_to_string(&kept).unwrap(), "somebody's work");
        assert!(!folder.path().join("out.json").exists());

        export(&ExportArguments { replace: true, ..to(folder.path()) }).unwrap();
        assert!(fs::read_to_string(&kept).unwrap().contains("<html"));
    }

    #[test]
    fn a_booklet_is_told_with_the_services_that_are_in_it() {
        let mut directory = bundled::directory_in(None).unwrap();
        directory.services[0].availability = directory::Availability::Ended;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("out.html");
        let booklet = Booklet::new(&directory, "en", bundled::today());
        let all = Booklet::new(&bundled::directory_in(None).unwrap(), "en", bundled::today()).services();

        let said = Sheets::Html.write(&file, &booklet).unwrap();

        assert_eq!(booklet.services(), all - 1);
        assert_eq!(said, say::texts().command_exported_booklet(file.display().to_string(), all - 1));
    }

    fn as_booklet(folder: &Path, name: &str) -> ExportArguments {
        ExportArguments { booklet: Some(folder.join(name)), ..to(folder) }
    }

    #[test]
    fn a_booklet_of_another_kind_is_refused_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();

        assert!(export(&as_booklet(folder.path(), "out.docx")).unwrap_err().contains(".html"));
        assert!(!folder.path().join("out.json").exists());
    }

    #[cfg(not(feature = "pdf"))]
    #[test]
    fn a_program_that_makes_no_pdf_says_how_to_get_one() {
        let folder = tempfile::tempdir().unwrap();

        let why = export(&as_booklet(folder.path(), "out.pdf")).unwrap_err();

        assert!(why.contains(".html") && why.contains("cargo build -p suluh --features pdf"), "{why}");
        assert!(!folder.path().join("out.json").exists());
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn a_booklet_is_written_as_a_pdf() {
        let folder = tempfile::tempdir().unwrap();

        export(&as_booklet(folder.path(), "out.pdf")).unwrap();

        assert!(fs::read(folder.path().join("out.pdf")).unwrap().starts_with(b"%PDF"));
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
