//! The few words a workbook leaves to its tool: what `or_other` adds. They are content: `content/guides/or_other.json`.

use std::sync::LazyLock;

use guide::Language;
use i18n::{FALLBACK, Phrase, State, Text};
use serde::Deserialize;

use super::texts::Languages;

#[derive(Default, Deserialize)]
struct Words {
    /// The choice.
    other: Text,
    /// The question behind it.
    specify: Text,
}

/// Without a word should our own file not be what it is; a test holds that it is.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../content/guides/or_other.json")).unwrap_or_default()
});

/// What authors call a language when they write no code, in lower case.
const NAMES: [(&str, &[&str]); 7] = [
    ("en", &["english", "default"]),
    ("id", &["bahasa indonesia", "indonesian", "indonesia"]),
    ("ms", &["bahasa melayu", "malay"]),
    ("vi", &["tiếng việt", "vietnamese"]),
    ("th", &["ไทย", "ภาษาไทย", "thai"]),
    ("km", &["ខ្មែរ", "ភាសាខ្មែរ", "khmer"]),
    ("lo", &["ລາວ", "ພາສາລາວ", "lao"]),
];

/// The choice *other* in every language of a form.
pub(super) fn other(languages: &Languages) -> Text {
    in_each(languages, &WORDS.other)
}

/// The question behind it.
pub(super) fn specify_other(languages: &Languages) -> Text {
    in_each(languages, &WORDS.specify)
}

/// The languages of a form that lack these words; English ones are shown instead.
pub(super) fn missing(languages: &Languages) -> impl Iterator<Item = &Language> {
    languages.all.iter().filter(|language| said(&WORDS.other, language).is_none())
}

fn in_each(languages: &Languages, words: &Text) -> Text {
    let mut text = Text::default();
    if missing(languages).next().is_some() {
        text.insert(FALLBACK, words.show(FALLBACK).map_or("", |shown| shown.text), State::Draft);
    }
    for language in &languages.all {
        if let Some(phrase) = said(words, language) {
            text.insert(&language.code, &phrase.text, phrase.state);
        }
    }
    text
}

/// What is said in a language: by its code, whatever the region, or by its name.
fn said<'w>(words: &'w Text, language: &Language) -> Option<&'w Phrase> {
    let code = language.code.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let name = language.name.to_lowercase();
    let by_name = || NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(code, _)| *code);
    words.0.get(code.as_str()).or_else(|| words.0.get(by_name()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_with_a_name_has_both_words() {
        for (code, _) in NAMES {
            assert!(WORDS.other.0.contains_key(code) && WORDS.specify.0.contains_key(code), "{code}");
        }
    }
}
