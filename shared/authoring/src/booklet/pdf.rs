//! A booklet as a PDF, set by Typst.
//!
//! The template never changes; what the booklet says is data to it, so that nothing a service says becomes a command.
//! Typst sees the template, the data and the fonts, and nothing else: no disk, no network, no clock.

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, sync::LazyLock};

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    layout::{Frame, FrameItem},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook, TextItem},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Booklet;

/// A booklet for a printer.
#[derive(Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Why there is no booklet.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// Letters that no font has: boxes would be printed in their place.
    #[error("no font has these letters: {0}")]
    Letters(String),
    /// The template or the standard was broken.
    #[error("the pages could not be set: {0}")]
    Pages(String),
}

impl PdfError {
    /// What Typst says, without the places in its files.
    fn pages(said: impl IntoIterator<Item = SourceDiagnostic>) -> Self {
        let said: Vec<String> = said.into_iter().map(|fault| fault.message.to_string()).collect();
        Self::Pages(said.join("; "))
    }
}

pub(super) fn set(booklet: &Booklet) -> Result<Pdf, PdfError> {
    let document = pages(booklet)?;
    let missing = missing_letters(&document);
    if !missing.is_empty() {
        let named = missing.into_iter().map(|letter| format!("{letter} (U+{:04X})", u32::from(letter)));
        return Err(PdfError::Letters(named.collect::<Vec<_>>().join(", ")));
    }
    // For those who hear it read aloud: headings, languages and the order of reading are marked.
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PdfError::Pages(error.message().to_string()))?;
    let options = PdfOptions { creator: Smart::Custom(Some("Suluh".to_owned())), standards, ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&document, &options).map_err(PdfError::pages)?;
    Ok(Pdf { bytes, pages: document.pages().len() })
}

/// The pages before they become a file.
fn pages(booklet: &Booklet) -> Result<PagedDocument, PdfError> {
    let data = serde_json::to_vec(booklet).map_err(|error| PdfError::Pages(error.to_string()))?;
    typst::compile(&Desk::new(data)?).output.map_err(PdfError::pages)
}

/// The letters that no font has.
fn missing_letters(document: &PagedDocument) -> BTreeSet<char> {
    let mut missing = BTreeSet::new();
    for page in document.pages() {
        each_text(&page.frame, &mut |item| {
            // The first glyph of each font is the box.
            let boxes = item.glyphs.iter().filter(|glyph| glyph.id == 0);
            missing.extend(boxes.flat_map(|glyph| item.text[glyph.range()].chars()));
        });
    }
    missing
}

fn each_text(frame: &Frame, see: &mut impl FnMut(&TextItem)) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => each_text(&group.frame, see),
            FrameItem::Text(text) => see(text),
            _ => {}
        }
    }
}

macro_rules! font {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/fonts/", $name, ".ttf"))
    };
}

const FONTS: [&[u8]; 11] = [
    font!("NotoSans-Regular"),
    font!("NotoSans-Bold"),
    font!("NotoSansThai-Regular"),
    font!("NotoSansThai-Bold"),
    font!("NotoSansKhmer-Regular"),
    font!("NotoSansKhmer-Bold"),
    font!("NotoSansLao-Regular"),
    font!("NotoSansLao-Bold"),
    font!("NotoSansMyanmar-Regular"),
    font!("NotoSansMyanmar-Bold"),
    // Nothing but the name of the language.
    font!("NotoSansSC-Regular"),
];

/// Everything that Typst may see.
struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: &'static [Font],
    template: Source,
    data: (FileId, Bytes),
}

impl Desk {
    fn new(data: Vec<u8>) -> Result<Self, PdfError> {
        static FONTS_READ: LazyLock<Vec<Font>> =
            LazyLock::new(|| FONTS.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect());
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(FONTS_READ.iter())),
            fonts: &FONTS_READ,
            template: Source::new(named("booklet.typ")?, include_str!("booklet.typ").to_owned()),
            data: (named("booklet.json")?, Bytes::new(data)),
        })
    }
}

fn named(name: &str) -> Result<FileId, PdfError> {
    let path = VirtualPath::new(name).map_err(|error| PdfError::Pages(error.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let (data, bytes) = &self.data;
        if id == *data { Ok(bytes.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
