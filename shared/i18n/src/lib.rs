//! Words: content in many languages, and the app's own words as typed Fluent messages.

mod text;
mod texts;

pub use text::{FALLBACK, Phrase, Shown, State, Text};
pub use texts::{Language, Texts};
