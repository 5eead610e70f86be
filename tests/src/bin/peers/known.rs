//! The differences that are meant, each with its reason: `tests/peers/differences.json`.

use std::{error::Error, fs, path::Path};

use serde::Deserialize;

use crate::compare::Difference;

/// The whole table, and how often each entry was met.
pub(crate) struct Known {
    entries: Vec<(Entry, usize)>,
}

/// Differences that are meant: those for which everything given here is so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// What differs, such as `values`.
    what: String,
    /// How the two are related; when not given, in any way.
    #[serde(rename = "as")]
    relation: Option<Relation>,
    /// The form; when not given, any.
    form: Option<String>,
    /// The question, or the beginning of its path before a `*`; when not given, any.
    path: Option<String>,
    /// Why they differ, and why we stay with ours.
    reason: String,
}

/// How what they write and what we write are related.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Relation {
    /// The same words in another order.
    OtherOrder,
    /// They write `1` and `0` for our `true` and `false`.
    TruthAsNumber,
    /// They write a date with midnight.
    DateWithMidnight,
    /// They write the same number with an exponent.
    NumberWithExponent,
    /// They write no space at the beginning and the end.
    Trimmed,
}

impl Known {
    pub(crate) fn read(path: &Path) -> Result<Self, Box<dyn Error>> {
        let entries: Vec<Entry> = serde_json::from_slice(&fs::read(path)?)?;
        Ok(Self { entries: entries.into_iter().map(|entry| (entry, 0)).collect() })
    }

    /// Whether this difference is meant; counts it.
    pub(crate) fn holds(&mut self, form: &str, difference: &Difference) -> bool {
        match self.entries.iter_mut().find(|(entry, _)| entry.holds(form, difference)) {
            Some((_, met)) => {
                *met += 1;
                true
            }
            None => false,
        }
    }

    /// The reasons of the entries that were met, with how often.
    pub(crate) fn met(&self) -> impl Iterator<Item = (&str, usize)> {
        self.entries.iter().filter(|(_, met)| *met > 0).map(|(entry, met)| (entry.reason.as_str(), *met))
    }
}

impl Entry {
    fn holds(&self, form: &str, difference: &Difference) -> bool {
        self.what == difference.what
            && self.form.as_deref().is_none_or(|wanted| wanted == form)
            && self.path.as_deref().is_none_or(|wanted| covers(wanted, &difference.path))
            && self.relation.is_none_or(|relation| relation.holds(&difference.ours, &difference.theirs))
    }
}

fn covers(wanted: &str, path: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(beginning) => path.starts_with(beginning),
        None => path == wanted,
    }
}

impl Relation {
    fn holds(self, ours: &str, theirs: &str) -> bool {
        match self {
            Self::OtherOrder => sorted(ours) == sorted(theirs),
            Self::TruthAsNumber => matches!((ours, theirs), ("true", "1") | ("false", "0")),
            Self::DateWithMidnight => theirs.strip_prefix(ours).is_some_and(|rest| rest.starts_with("T00:00:00")),
            Self::NumberWithExponent => {
                let numbers = (ours.parse::<f64>(), theirs.parse::<f64>());
                theirs.contains('E') && matches!(numbers, (Ok(ours), Ok(theirs)) if ours.to_bits() == theirs.to_bits())
            }
            Self::Trimmed => ours.trim() == theirs,
        }
    }
}

fn sorted(words: &str) -> Vec<&str> {
    let mut words: Vec<&str> = words.split_whitespace().collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(path: &str, ours: &str, theirs: &str) -> Difference {
        Difference {
            step: 1,
            what: "values".to_owned(),
            path: path.to_owned(),
            ours: ours.to_owned(),
            theirs: theirs.to_owned(),
        }
    }

    fn entry(json: &str) -> Entry {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn an_entry_holds_only_where_everything_it_says_is_so() {
        let pinned =
            entry(r#"{"what": "values", "form": "a.xml", "path": "/data/visit*", "reason": "Never shrinks."}"#);

        assert!(pinned.holds("a.xml", &value("/data/visit[2]/day", "", "2026-11-22")));
        assert!(!pinned.holds("b.xml", &value("/data/visit[2]/day", "", "2026-11-22")));
        assert!(!pinned.holds("a.xml", &value("/data/person[2]/age", "", "3")));
    }

    #[test]
    fn a_relation_never_covers_another_value() {
        let relations = [
            (Relation::OtherOrder, ("a b", "b a"), ("a b", "b c")),
            (Relation::TruthAsNumber, ("true", "1"), ("true", "0")),
            (
                Relation::DateWithMidnight,
                ("2026-11-22", "2026-11-22T00:00:00.000Z"),
                ("2026-11-22", "2026-11-22T07:00:00.000Z"),
            ),
            (Relation::NumberWithExponent, ("0.0000025", "2.5E-6"), ("0.0000025", "2.5E-7")),
            (Relation::Trimmed, (" Ana ", "Ana"), (" Ana ", "Ani")),
        ];
        for (relation, same, other) in relations {
            assert!(relation.holds(same.0, same.1), "{same:?}");
            assert!(!relation.holds(other.0, other.1), "{other:?}");
        }
    }
}
