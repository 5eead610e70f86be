//! Regular expressions of `regex()`, read once when first used.

use std::sync::OnceLock;

use regex_lite::Regex;
use serde::{Deserialize, Serialize};

/// Largest compiled pattern, in bytes: a pattern from outside must not exhaust the phone.
const LARGEST: usize = 128 << 10;

/// A pattern that must match a text as a whole. In a box: every step of a formula has the room of the largest.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pattern(Box<Kept>);

#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    text: String,
    #[serde(skip)]
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern; `None` when the engine cannot read it.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        // What was read is not kept: a form has more patterns than a conversation uses.
        read(text).map(|_| Self(Box::new(Kept { text: text.to_owned(), regex: OnceLock::new() })))
    }

    /// Whether it matches the whole text.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    fn regex(&self) -> Option<&Regex> {
        self.0.regex.get_or_init(|| read(&self.0.text)).as_ref()
    }
}

/// Whether a pattern worked out while answering matches the whole text; one that cannot be read never does.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    read(pattern).is_some_and(|regex| regex.is_match(text))
}

fn read(pattern: &str) -> Option<Regex> {
    regex_lite::RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(LARGEST).build().ok()
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}

impl std::fmt::Debug for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.text.fmt(f)
    }
}
