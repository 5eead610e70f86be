//! Pages to read: what trafficking is, rights, what people ask.

use i18n::Text;
use serde::{Deserialize, Serialize};

/// One page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Names it, such as `rights`.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What it holds, for the list of pages.
    pub line: Text,
    /// Its parts, in reading order.
    pub parts: Vec<Part>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// How it is meant.
    pub kind: PartKind,
    /// What it is called: a heading, the name of a story, a question.
    #[serde(default)]
    pub title: Option<Text>,
    /// Its paragraphs.
    pub texts: Vec<Text>,
}

/// How a part is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// As it stands.
    Plain,
    /// Made up, to show what can happen; a screen says so each time.
    Story,
    /// The answer to a question that people ask.
    Question,
}
