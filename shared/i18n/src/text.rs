//! Content in several languages: the words of questions, services and advice.
//!
//! The app's own words are Fluent messages; content is data and travels in packs.

use litemap::LiteMap;
use serde::{Deserialize, Serialize};

/// The language content falls back to when the asked-for one is missing.
pub const FALLBACK: &str = "en";

/// One text in every language it has been written in.
///
/// In files: `{"en": {"text": "…", "state": "confirmed"}, "id": {"text": "…", "state": "draft"}}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(pub LiteMap<String, Phrase>);

/// A text in one language, with how far it can be relied on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The words.
    pub text: String,
    /// Whether somebody who speaks the language has confirmed them.
    pub state: State,
    /// Where the fact or wording comes from; empty when the words are only ours.
    #[serde(default)]
    pub source: String,
}

/// How far a text can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Read and approved by someone who speaks the language.
    Confirmed,
    /// Written, but nobody has approved it; screens say so.
    Draft,
}

/// A text as it is shown: the words, and the language they turned out to be in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The words.
    pub text: &'a str,
    /// The language of the words; differs from the one asked for after a fallback.
    pub lang: &'a str,
    /// Whether the words are confirmed.
    pub state: State,
}

impl Text {
    /// A text in one language, confirmed, without a source: for tests and generated words.
    #[must_use]
    pub fn of(lang: &str, text: &str) -> Self {
        let mut all = Self::default();
        all.insert(lang, text, State::Confirmed);
        all
    }

    /// Adds or replaces the words in one language.
    pub fn insert(&mut self, lang: &str, text: &str, state: State) {
        if self.0.is_empty() {
            // A questionnaire holds thousands of texts, and most stay in one language.
            self.0 = LiteMap::with_capacity(1);
        }
        let phrase = Phrase { text: text.to_owned(), state, source: String::new() };
        self.0.insert(lang.to_owned(), phrase);
    }

    /// The words in `lang`, else in [`FALLBACK`], else in whichever language there is; `None` when there are none.
    #[must_use]
    pub fn show(&self, lang: &str) -> Option<Shown<'_>> {
        let shown_in = |lang: &str| self.0.find_index(lang).ok().and_then(|at| self.0.get_indexed(at));
        shown_in(lang).or_else(|| shown_in(FALLBACK)).or_else(|| self.0.first()).map(|(lang, phrase)| Shown {
            text: &phrase.text,
            lang,
            state: phrase.state,
        })
    }

    /// The words as [`Self::show`] finds them, alone; empty when there are none.
    #[must_use]
    pub fn words(&self, lang: &str) -> &str {
        self.show(lang).map_or("", |shown| shown.text)
    }

    /// Whether there is not a single word in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|phrase| phrase.text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_and_says_which_one_it_is() {
        let text = Text::of("en", "A safe place");

        let shown = text.show("km").unwrap();

        assert_eq!((shown.text, shown.lang), ("A safe place", "en"));
    }
}
