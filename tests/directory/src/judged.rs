//! Queries and the entries that are right for them, as judged by hand.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::id;

/// One query and what is right for it.
#[derive(Debug)]
pub struct Judged {
    /// The language it is typed in.
    pub lang: String,
    /// What is typed.
    pub words: String,
    /// The place that was picked before.
    pub place: Option<String>,
    /// The ids of the entries that are right; one of them must be among the first results.
    pub right: Vec<String>,
    /// Whether they are entries of the made-up directory, not of the app's own.
    pub is_made: bool,
}

#[derive(Deserialize)]
struct Written {
    /// Short names of the app's own entries.
    entries: BTreeMap<String, String>,
    queries: Vec<WrittenQuery>,
}

#[derive(Deserialize)]
struct WrittenQuery {
    lang: String,
    words: String,
    place: Option<String>,
    /// Short names of the app's own entries, or `kind@PLACE` for the made-up one of that kind in that place.
    right: Vec<String>,
}

/// All of them.
///
/// # Panics
/// When a right answer is named that does not exist.
#[must_use]
pub fn judged() -> Vec<Judged> {
    let written: Written = serde_json::from_str(include_str!("../data/judged.json")).expect("the judged queries");
    let entry = |name: &String| match name.split_once('@') {
        Some((kind, place)) => id(kind, place, 0),
        None => written.entries[name].clone(),
    };
    let judge = |query: WrittenQuery| Judged {
        is_made: query.right.iter().all(|name| name.contains('@')),
        right: query.right.iter().map(entry).collect(),
        lang: query.lang,
        words: query.words,
        place: query.place,
    };
    written.queries.into_iter().map(judge).collect()
}
