//! Other words for the same thing: abbreviations, what people say, the same in other languages.

use std::collections::{BTreeMap, BTreeSet};

use i18n::State;
use serde::{Deserialize, Serialize};

use crate::tokens::is_unspaced;
use crate::{Fault, Problem, tokens};

/// One thing that is called by several names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonym {
    /// Its short name, such as `embassy`.
    pub id: String,
    /// How far its words have been checked.
    pub state: State,
    /// What entries call it, by language: an entry that holds one of these is found by all of them.
    pub names: BTreeMap<String, Vec<String>>,
    /// How people say it, by language: such an entry is found by these too, but an entry that holds them is not such a one.
    #[serde(default)]
    pub said: BTreeMap<String, Vec<String>>,
}

/// Everything that is wrong with these synonyms.
#[must_use]
pub fn check_synonyms(synonyms: &[Synonym]) -> Vec<Fault> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for synonym in synonyms {
        let mut add = |field, problem| faults.push(Fault { entry: synonym.id.clone(), field, lang: None, problem });
        if synonym.id.is_empty() {
            add("id", Problem::Missing);
        } else if !seen.insert(&synonym.id) {
            add("id", Problem::Twice);
        }
        for (field, words) in [("names", &synonym.names), ("said", &synonym.said)] {
            if words.values().flatten().any(|phrase| tokens(phrase).is_empty())
                || (field == "names" && words.is_empty())
            {
                add(field, Problem::Missing);
            }
        }
    }
    faults
}

/// All synonyms, ready to be found in texts.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    /// The words of each.
    words: Vec<Vec<String>>,
    /// The names that begin with a word, and whose they are.
    spaced: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    /// The names that are written without spaces: a text may be cut otherwise than its name alone.
    unspaced: Vec<(String, usize)>,
}

impl Synonyms {
    pub(crate) fn new(synonyms: &[Synonym]) -> Self {
        let mut all = Self::default();
        for (number, synonym) in synonyms.iter().enumerate() {
            for name in synonym.names.values().flatten().map(|name| tokens(name)) {
                match name.first() {
                    Some(_) if is_unspaced(&name.concat()) => all.unspaced.push((name.concat(), number)),
                    Some(first) => all.spaced.entry(first.clone()).or_default().push((name, number)),
                    None => {}
                }
            }
            let phrases = synonym.names.values().chain(synonym.said.values()).flatten();
            all.words.push(phrases.flat_map(|phrase| tokens(phrase)).collect());
        }
        all
    }

    /// The words by which a text with these tokens is found as well.
    pub(crate) fn of(&self, text: &[String]) -> impl Iterator<Item = &String> {
        let mut named = BTreeSet::new();
        for (at, word) in text.iter().enumerate() {
            let begun = self.spaced.get(word).into_iter().flatten();
            named.extend(begun.filter(|(name, _)| text[at..].starts_with(name)).map(|(_, number)| *number));
        }
        if text.iter().any(|word| is_unspaced(word)) {
            let whole = text.concat();
            named.extend(self.unspaced.iter().filter(|(name, _)| whole.contains(name)).map(|(_, number)| *number));
        }
        named.into_iter().flat_map(|number| &self.words[number])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embassy() -> Synonym {
        let words = |lang: &str, words: &str| [(lang.to_owned(), vec![words.to_owned()])];
        let names = words("en", "embassy").into_iter().chain(words("th", "สถานทูต")).chain(words("vi", "đại sứ quán"));
        let said = words("en", "home country").into();
        Synonym { id: "embassy".to_owned(), state: State::Draft, names: names.collect(), said }
    }

    fn found_by(text: &str) -> Vec<String> {
        Synonyms::new(&[embassy()]).of(&tokens(text)).cloned().collect()
    }

    #[test]
    fn whoever_is_called_by_one_name_is_found_by_all() {
        for text in ["The Embassy of Laos", "Dai su quan Lao", "ที่สถานทูตลาว"] {
            let words = found_by(text);
            assert!(words.contains(&"embassy".to_owned()) && words.contains(&"home".to_owned()), "{text}: {words:?}");
        }
    }

    #[test]
    fn what_people_say_makes_nobody_an_embassy() {
        assert_eq!(found_by("In your home country, su quan"), Vec::<String>::new());
    }

    #[test]
    fn synonyms_without_words_or_with_the_same_id_are_refused() {
        let mut empty = embassy();
        empty.names.insert("en".to_owned(), vec!["…".to_owned()]);
        let faults: Vec<String> = check_synonyms(&[embassy(), empty]).iter().map(ToString::to_string).collect();

        assert!(faults[0].starts_with("embassy, id: is used twice"), "{faults:?}");
        assert!(faults[1].starts_with("embassy, names: is empty"), "{faults:?}");
        assert_eq!(check_synonyms(&[embassy()]), []);
    }
}
