//! Whole journeys, played against what is built. Each file of `tests/` is one kind of journey or one rule of the whole.
//!
//! The library is what they are played with: the built program, a browser without scripts, and somebody in front of it
//! who finds everything by its words. Nothing here calls into the app. What a journey cannot go on from is a panic that
//! says what was on the screen.
#![allow(clippy::missing_panics_doc, reason = "everything here is an assertion about the app")]

mod browser;
mod folder;
mod http;
mod page;
mod person;
mod program;
mod talk;
mod told;
mod workbook;

pub use browser::{Browser, port_and_path};
pub use folder::{Everything, data_folder, everything_in, holds};
pub use http::{Answer, Request};
pub use page::{Field, FieldKind, Page, Press};
pub use person::{PIN, Person};
pub use program::{Ended, Program, run};
pub use talk::{Answers, answers};
pub use told::told_by_an_adult;
pub use workbook::Workbook;
