//! The kinds of help and their terms: `content/directory/taxonomy.json`.

use std::sync::LazyLock;

use i18n::Text;
use serde::Deserialize;

/// A kind of help and its terms.
#[derive(Deserialize)]
pub(crate) struct Kind {
    /// Its letter.
    pub(crate) category: String,
    /// What it is called.
    pub(crate) label: Text,
    /// What belongs to it.
    pub(crate) terms: Vec<Term>,
}

/// One thing a service offers.
#[derive(Deserialize)]
pub(crate) struct Term {
    /// Its code, such as `B.emergency`.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) label: Text,
}

/// Empty should our own file not be what it is; a test holds that it is.
static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../content/directory/taxonomy.json")).unwrap_or_default()
});

/// Every kind of help, in the order of its letters.
pub(crate) fn kinds() -> &'static [Kind] {
    &KINDS
}

/// What a kind of help or one of its terms is called in the language we fall back to; its code where there is none.
pub(crate) fn name(code: &str) -> &str {
    let kinds = KINDS.iter().map(|kind| (kind.category.as_str(), &kind.label));
    let terms = KINDS.iter().flat_map(|kind| &kind.terms).map(|term| (term.id.as_str(), &term.label));
    kinds.chain(terms).find(|(known, _)| *known == code).map_or(code, |(_, label)| label.words(i18n::FALLBACK))
}

/// Whether the taxonomy has this term.
pub(crate) fn has(term: &str) -> bool {
    KINDS.iter().flat_map(|kind| &kind.terms).any(|known| known.id == term)
}

#[cfg(test)]
mod tests {
    use directory::Category;

    use super::*;

    #[test]
    fn every_kind_of_help_and_each_of_its_terms_has_words_in_both_languages() {
        let letters: Vec<String> = Category::ALL.iter().map(|category| category.letter().to_string()).collect();
        assert_eq!(kinds().iter().map(|kind| kind.category.clone()).collect::<Vec<_>>(), letters);
        for (category, kind) in Category::ALL.into_iter().zip(kinds()) {
            let labels = kind.terms.iter().map(|term| &term.label).chain([&kind.label]);
            labels.for_each(|label| assert!(["en", "id"].iter().all(|lang| label.0.contains_key(*lang))));
            assert!(kind.terms.iter().all(|term| term.id.starts_with(&category.term(""))));
        }
        assert!(has("B.emergency") && !has("B.palace"));
    }
}
