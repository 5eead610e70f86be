//! Authors' tools: questionnaires from workbooks, checks, packs. Never linked into the phone.

pub mod bench;
mod booklet;
pub mod check;
pub mod cover;
mod csv;
pub mod directory;
mod fault;
mod hash;
pub mod pack;
pub mod play;
pub mod show;
pub mod source;
mod workbook;
pub mod xform;
pub mod xlsform;
mod xpath;

pub use booklet::Booklet;
#[cfg(feature = "pdf")]
pub use booklet::{Pdf, PdfError};
pub use fault::{Fault, Problem};
