//! The phrases of a text by language: one or two nearly always, so a short sorted list and no tree.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::text::Phrase;

/// Phrases by the code of their language, in the order of the codes.
///
/// A questionnaire holds thousands of texts; a tree would take some hundred bytes more for each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases(Vec<(String, Phrase)>);

impl Phrases {
    fn position(&self, lang: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(lang))
    }

    /// The phrase in a language.
    #[must_use]
    pub fn get(&self, lang: &str) -> Option<&Phrase> {
        self.get_key_value(lang).map(|(_, phrase)| phrase)
    }

    /// The phrase in a language, with the code as it is kept here.
    #[must_use]
    pub fn get_key_value(&self, lang: &str) -> Option<(&String, &Phrase)> {
        self.position(lang).ok().map(|at| (&self.0[at].0, &self.0[at].1))
    }

    /// The phrase in a language, to be changed.
    pub fn get_mut(&mut self, lang: &str) -> Option<&mut Phrase> {
        self.position(lang).ok().map(|at| &mut self.0[at].1)
    }

    /// Whether there is a phrase in a language.
    #[must_use]
    pub fn contains_key(&self, lang: &str) -> bool {
        self.position(lang).is_ok()
    }

    /// Adds a phrase, or replaces the one in that language; the one there was.
    pub fn insert(&mut self, lang: String, phrase: Phrase) -> Option<Phrase> {
        match self.position(&lang) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].1, phrase)),
            Err(at) => {
                if self.0.is_empty() {
                    // Most texts stay in one language.
                    self.0.reserve_exact(1);
                }
                self.0.insert(at, (lang, phrase));
                None
            }
        }
    }

    /// How many languages there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All, by the codes.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Phrase)> {
        self.0.iter().map(|(lang, phrase)| (lang, phrase))
    }

    /// The codes.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(lang, _)| lang)
    }

    /// The phrases, by their codes.
    pub fn values(&self) -> impl Iterator<Item = &Phrase> {
        self.0.iter().map(|(_, phrase)| phrase)
    }

    /// The phrases, by their codes, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Phrase> {
        self.0.iter_mut().map(|(_, phrase)| phrase)
    }
}

impl IntoIterator for Phrases {
    type Item = (String, Phrase);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Phrases {
    type Item = &'a (String, Phrase);
    type IntoIter = std::slice::Iter<'a, (String, Phrase)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl Extend<(String, Phrase)> for Phrases {
    fn extend<I: IntoIterator<Item = (String, Phrase)>>(&mut self, phrases: I) {
        for (lang, phrase) in phrases {
            self.insert(lang, phrase);
        }
    }
}

impl FromIterator<(String, Phrase)> for Phrases {
    fn from_iter<I: IntoIterator<Item = (String, Phrase)>>(phrases: I) -> Self {
        let mut all = Self::default();
        all.extend(phrases);
        all
    }
}

impl Serialize for Phrases {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Phrases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Read)
    }
}

struct Read;

impl<'de> Visitor<'de> for Read {
    type Value = Phrases;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("phrases by the code of their language")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Phrases, A::Error> {
        let mut phrases = Phrases::default();
        while let Some((lang, phrase)) = map.next_entry()? {
            phrases.insert(lang, phrase);
        }
        Ok(phrases)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::State;

    fn phrase(text: &str) -> Phrase {
        Phrase { text: text.to_owned(), state: State::Draft, source: String::new() }
    }

    #[test]
    fn phrases_stand_in_the_order_of_their_codes_and_the_last_of_a_language_counts() {
        let all = [("id", "Kata"), ("en", "Word"), ("id", "Kata-kata")];
        let phrases: Phrases = all.into_iter().map(|(lang, text)| (lang.to_owned(), phrase(text))).collect();

        assert!(phrases.keys().eq(["en", "id"]));
        assert_eq!(phrases.get("id").map(|phrase| phrase.text.as_str()), Some("Kata-kata"));
        assert!(!phrases.contains_key("km"));
    }
}
