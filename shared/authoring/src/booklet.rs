//! The directory as a booklet to print on A5.
//!
//! For people who have no phone, or whose phone is not theirs. Our own words are in the language asked for or in
//! English; what services say is in that language where somebody wrote it. Of a secret place only the ways to call are
//! printed.
//!
//! What stands in it is decided once ([`Booklet::new`]) and written in two ways: as HTML, and as a PDF where the program
//! is built for it (feature `pdf`).

mod compose;
mod entry;
mod html;
mod order;
#[cfg(feature = "pdf")]
mod pdf;
mod said;
#[cfg(test)]
mod tests;

use ::directory::Date;
use serde::Serialize;

use crate::directory::Directory;
#[cfg(feature = "pdf")]
pub use pdf::{Pdf, PdfError};
use said::Words;

/// Everything that stands in a booklet, in the order of its pages. Who writes it decides how it looks, never what it says.
#[derive(Serialize)]
pub struct Booklet {
    /// The language of our own words.
    lang: &'static str,
    /// The year, the month and the day.
    date: (u16, u8, u8),
    title: String,
    audience: String,
    /// The date, the area and the language.
    edition: Vec<String>,
    /// How far to rely on what stands here.
    cautions: Vec<String>,
    advice: Advice,
    parts: Vec<Part>,
    end: String,
    /// The edition in one line, for the foot of each page.
    line: String,
    /// How many services stand in it.
    services: usize,
}

impl Booklet {
    /// The booklet in this language (ISO 639), as of this day.
    #[must_use]
    pub fn new(directory: &Directory, lang: &str, today: Date) -> Self {
        compose::booklet(directory, lang, today)
    }

    /// How many services stand in it: those that are withdrawn do not.
    #[must_use]
    pub fn services(&self) -> usize {
        self.services
    }

    /// For a browser, which prints it or saves it as a PDF.
    #[must_use]
    pub fn html(&self) -> String {
        html::page(self)
    }

    /// For a printer.
    ///
    /// # Errors
    /// When some letters are in none of the fonts, and when the page cannot be set.
    #[cfg(feature = "pdf")]
    pub fn pdf(&self) -> Result<Pdf, PdfError> {
        pdf::set(self)
    }
}

/// How to use the booklet.
#[derive(Serialize)]
struct Advice {
    title: String,
    lines: Vec<String>,
}

/// Lines to call, or services by place.
#[derive(Serialize)]
struct Part {
    title: String,
    places: Vec<Place>,
}

/// What helps in one place.
#[derive(Serialize)]
struct Place {
    /// The place, then the places it lies in.
    names: Vec<Words>,
    groups: Vec<Group>,
    also: Option<Also>,
}

/// Services under one heading, or under that of their place.
#[derive(Serialize)]
struct Group {
    title: Option<Words>,
    entries: Vec<Entry>,
}

/// Services that stand in full under another place.
#[derive(Serialize)]
struct Also {
    title: String,
    entries: Vec<Brief>,
}

/// One service.
#[derive(Serialize)]
struct Entry {
    brief: Brief,
    description: Words,
    needs: Option<String>,
    facts: Vec<Fact>,
    provider: String,
}

/// Of one service, what nobody should call without.
#[derive(Serialize)]
struct Brief {
    name: Words,
    numbers: Vec<Contact>,
    /// What is typed rather than called: e-mail, a website.
    written: Vec<String>,
    warnings: Vec<Words>,
    /// How far to rely on it.
    state: String,
}

/// A number to call or write to.
#[derive(Serialize)]
struct Contact {
    way: String,
    number: String,
    note: Option<Words>,
}

/// A name with what is known under it.
#[derive(Serialize)]
struct Fact {
    name: String,
    lines: Vec<Words>,
}
