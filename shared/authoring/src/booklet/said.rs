//! Content on paper: in the language asked for, or in the one there is, marked so that it is set and read right.

use std::cell::Cell;

use i18n::{Language, State, Text};
use serde::Serialize;

/// Words and the language they are in.
#[derive(Serialize)]
pub(super) struct Words {
    pub(super) lang: String,
    pub(super) text: String,
}

/// The language of a booklet, and what was found out about its words.
pub(super) struct Said {
    lang: String,
    has_draft: Cell<bool>,
    has_other: Cell<bool>,
}

impl Said {
    pub(super) fn new(lang: &str) -> Self {
        let own = Language::from_code(lang).is_none();
        Self { lang: lang.to_owned(), has_draft: Cell::new(false), has_other: Cell::new(own) }
    }

    /// The language asked for.
    pub(super) fn asked(&self) -> &str {
        &self.lang
    }

    /// The language of our own words.
    pub(super) fn own_lang(&self) -> &'static str {
        Language::from_code(&self.lang).unwrap_or_default().code()
    }

    /// Whether some words so far were drafts.
    pub(super) fn is_draft(&self) -> bool {
        self.has_draft.get()
    }

    /// Whether some words so far were in another language than the one asked for.
    pub(super) fn is_in_another_language(&self) -> bool {
        self.has_other.get()
    }

    /// Our own words.
    pub(super) fn own(&self, text: String) -> Words {
        Words { lang: self.own_lang().to_owned(), text }
    }

    /// Words of the content.
    pub(super) fn text(&self, text: &Text) -> Words {
        let Some(shown) = text.show(&self.lang) else { return self.own(String::new()) };
        self.note(shown.lang, shown.state);
        Words { lang: shown.lang.to_owned(), text: shown.text.to_owned() }
    }

    /// A text where no language can be marked, such as the foot of a page.
    pub(super) fn plain<'a>(&self, text: &'a Text) -> &'a str {
        let Some(shown) = text.show(&self.lang) else { return "" };
        self.note(shown.lang, shown.state);
        shown.text
    }

    fn note(&self, lang: &str, state: State) {
        self.has_draft.set(self.has_draft.get() || state == State::Draft);
        self.has_other.set(self.has_other.get() || lang != self.lang);
    }
}
