//! The booklet as a PDF in every language: made by the program, then read and drawn by Poppler, which knows nothing of how it
//! was made.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use serde_json::Value;

use crate::{failure::Failure, places::Places, program::Program, tools};

const LANGUAGES: [&str; 7] = ["en", "id", "ms", "vi", "th", "km", "lo"];
/// Fine enough to see the marks above and below the letters.
const DOTS_PER_INCH: &str = "120";
/// 148 × 210 mm as Poppler says it.
const A5: &str = "419.528 x 595.276";

/// Makes the booklets and their pictures in `shots/booklet`, and says what is in them.
pub(crate) fn print(places: &Places) -> Result<Vec<String>, Failure> {
    tools::set_up_paper()?;
    Program::cargo(&places.root).words(["build", "--package", "suluh", "--features", "pdf"]).run()?;
    let folder = places.root.join("shots/booklet");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let numbers = numbers(&places.root)?;
    LANGUAGES.iter().map(|lang| print_one(places, &folder.join(format!("{lang}.pdf")), lang, &numbers)).collect()
}

fn print_one(places: &Places, file: &Path, lang: &str, numbers: &[String]) -> Result<String, Failure> {
    let started = Instant::now();
    let suluh = Program::new(places.built("suluh")).at(&places.root).within_minutes(5);
    suluh.words(["directory", "export", "--from", "content", "--lang", lang, "--booklet"]).words([file]).run()?;
    let seconds = started.elapsed().as_secs_f64();

    let text = text(file)?;
    let lost: Vec<&str> = numbers.iter().filter(|number| !text.contains(*number)).map(String::as_str).collect();
    if !lost.is_empty() {
        return Err(Failure::Unexpected(format!("{}: cannot be read back: {}", file.display(), lost.join(", "))));
    }
    draw(file)?;
    let kilobytes = fs::metadata(file).map_err(Failure::file(file))?.len() / 1000;
    let pages = pages(file)?;
    let read = numbers.len();
    Ok(format!(
        "{lang}: {pages} pages of A5, {kilobytes} kB, {seconds:.1} s, {read} of {read} numbers read back, 0 letters without a font"
    ))
}

/// Every telephone number of the directory, without spaces.
fn numbers(root: &Path) -> Result<Vec<String>, Failure> {
    let path = root.join("content/directory/services.json");
    let bytes = fs::read(&path).map_err(Failure::file(&path))?;
    let services: Value = serde_json::from_slice(&bytes).map_err(|error| Failure::Unexpected(error.to_string()))?;
    let services = services.as_array().into_iter().flatten();
    let phones = services.filter_map(|service| service["phones"].as_array()).flatten();
    let numbers: Vec<String> = phones.filter_map(|phone| phone["number"].as_str()).map(without_spaces).collect();
    if numbers.is_empty() { Err(Failure::Unexpected("the directory has no numbers".to_owned())) } else { Ok(numbers) }
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What another program reads in the file, without spaces.
fn text(file: &Path) -> Result<String, Failure> {
    let read = file.with_extension("txt");
    Program::new("pdftotext").words(["-raw"]).words([file, &read]).run()?;
    Ok(without_spaces(&fs::read_to_string(&read).map_err(Failure::file(&read))?))
}

/// A picture of each page beside the file.
fn draw(file: &Path) -> Result<(), Failure> {
    let pictures: PathBuf = file.with_extension("");
    Program::new("pdftoppm").words(["-png", "-r", DOTS_PER_INCH]).words([file, &pictures]).run()
}

/// How many pages there are, all of A5.
fn pages(file: &Path) -> Result<String, Failure> {
    let lines = Program::new("pdfinfo").words([file]).lines()?;
    let said = |name: &str| lines.iter().find_map(|line| line.strip_prefix(name)).map(str::trim);
    match (said("Pages:"), said("Page size:")) {
        (Some(pages), Some(size)) if size.starts_with(A5) => Ok(pages.to_owned()),
        _ => Err(Failure::Unexpected(format!("{} is not of A5", file.display()))),
    }
}
