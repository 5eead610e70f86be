//! Content on paper: in the language asked for, or in the one there is, marked so that it is set and read right.

use std::cell::Cell;

use i18n::{Language, State, Text};
use maud::{Markup, html};

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

    /// A text, with its language when it is not that of the page.
    pub(super) fn text(&self, text: &Text) -> Markup {
        let Some(shown) = text.show(&self.lang) else { return html! {} };
        self.note(shown.lang, shown.state);
        let other = (shown.lang != self.own_lang()).then_some(shown.lang);
        html! { @if let Some(lang) = other { span lang=(lang) { (shown.text) } } @else { (shown.text) } }
    }

    /// A text where no marks can be, such as the foot of a page.
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
