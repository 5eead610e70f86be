//! Words: content in many languages, and the app's own words as typed Fluent messages.

mod text;

pub use text::{FALLBACK, Phrase, Shown, State, Text};
