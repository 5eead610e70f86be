//! What a person asks of the directory and what they get.

use i18n::Text;

use crate::{Cost, Date, Doubt, Freshness, Only, Papers, Service};

/// The most results one search gives; a longer list is read in parts.
pub const LIMIT: u32 = 50;

/// How far results are counted: nobody reads on to the thousandth, and counting all of a large directory takes longer than
/// finding.
pub const COUNTED: u32 = 1000;

/// What somebody looks for. The default lists everything in its order.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What was typed, in any language; the last word may be unfinished.
    pub words: String,
    /// A need's id.
    pub need: Option<String>,
    /// A place's id.
    pub place: Option<String>,
    /// What a service must certainly offer.
    pub only: Vec<Only>,
    /// The language of the screen. Words are looked up in every language, so it does not change what is found: a helper
    /// types in one language what is written in another, and an entry whose languages are not known is no worse.
    pub lang: String,
    /// What is withdrawn by this day is not found; with `None` it is.
    pub today: Option<Date>,
    /// The moment that [`Only::OpenNow`] means, in minutes since 1970, UTC; with `None` only what never closes is open.
    pub minute: Option<i64>,
    /// How many results to pass over.
    pub from: u32,
    /// How many to give, at most [`LIMIT`].
    pub limit: u32,
}

/// Words that somebody typed can tell about them: they stay out of logs.
impl std::fmt::Debug for Query {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Query").field("from", &self.from).field("limit", &self.limit).finish_non_exhaustive()
    }
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The service's id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// The first line of what it does.
    pub line: Text,
    /// The place it serves; the first where there are several.
    pub place: Text,
    /// What it costs.
    pub cost: Cost,
    /// Whether papers are asked for.
    pub papers: Papers,
    /// How far it can be relied on.
    pub state: Freshness,
    /// Why it may be wrong on the day of the search; `None` also when the search has no day.
    pub doubt: Option<Doubt>,
    /// Why it was found; empty when nothing was asked for, or nothing that tells one service from another.
    pub why: Vec<Why>,
}

/// Why a service was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// This word stands in its name.
    Name(String),
    /// It meets the need with this id.
    Need(String),
    /// This word stands in what is said about it.
    Words(String),
    /// What was typed is not in it; it is another word for something that is.
    OtherWord(String),
    /// What was typed is in no entry; this word of the entry is spelt nearly the same.
    Similar {
        /// As typed.
        typed: String,
        /// As in the directory.
        word: String,
    },
}

/// The results of one search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How many there are in all; [`COUNTED`] when there are as many or more.
    pub total: u32,
    /// Those asked for, in order.
    pub hits: Vec<Hit>,
    /// Nothing fits: these are the hotlines offered instead.
    pub nearest: bool,
}

impl Hit {
    /// What a list shows of a service.
    #[must_use]
    pub fn of(service: Service, place: Text, why: Vec<Why>, today: Option<Date>) -> Self {
        Self {
            state: service.freshness(),
            doubt: today.and_then(|today| service.doubt(today)),
            id: service.id,
            name: service.name,
            line: first_line(service.description),
            place,
            cost: service.cost,
            papers: service.papers,
            why,
        }
    }
}

fn first_line(mut text: Text) -> Text {
    for (_, phrase) in text.0.iter_mut() {
        let end = phrase.text.find('\n').unwrap_or(phrase.text.len());
        phrase.text.truncate(end);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::sample;

    #[test]
    fn a_result_shows_the_first_line_only() {
        let mut service = sample("Clinic");
        service.description = Text::of("en", "Treats people.\nOpen to all.");

        let hit = Hit::of(service, Text::default(), Vec::new(), None);

        assert_eq!(hit.line.show("en").unwrap().text, "Treats people.");
    }

    #[test]
    fn typed_words_do_not_reach_a_log() {
        let query = Query { words: "secret".to_owned(), need: Some("hidden".to_owned()), ..Query::default() };

        assert_eq!(format!("{query:?}"), "Query { from: 0, limit: 0, .. }");
    }
}
