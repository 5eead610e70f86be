//! `suluh directory`: looking services up.

use std::process::ExitCode;

use directory::{Freshness, Hit, Query, Why};
use i18n::{Text, Texts};
use packs::Packs;

use crate::{bundled, pack_command, say};

/// How many results are printed.
const MOST: u32 = 20;

pub(crate) fn search(words: &str, lang: &str, json: bool) -> ExitCode {
    let t = say::texts();
    let bytes = match bundled::pack() {
        Ok(bytes) => bytes,
        Err(faults) => return say::failed(t.command_pack_not_built(faults.len())),
    };
    let packs = match Packs::from_bytes(bytes) {
        Ok(packs) => packs,
        Err(error) => return say::failed(pack_command::refused(t, &error)),
    };
    let query = Query { words: words.to_owned(), lang: lang.to_owned(), limit: MOST, ..Query::default() };
    match packs.search(&query) {
        Ok(found) if json => print_json(&found.hits, lang),
        Ok(found) => {
            let nothing = found.nearest.then(|| t.services_nothing());
            let hits = found.hits.iter().map(|hit| {
                format!("{}\n  {}\n  {}\n", shown(&hit.name, lang), shown(&hit.line, lang), state(t, hit.state))
            });
            say::print(nothing.into_iter().chain(hits).collect::<Vec<_>>().join("\n"))
        }
        Err(error) => say::failed(error),
    }
}

fn print_json(hits: &[Hit], lang: &str) -> ExitCode {
    let hits: Vec<serde_json::Value> = hits
        .iter()
        .map(|hit| {
            serde_json::json!({
                "id": hit.id,
                "name": shown(&hit.name, lang),
                "why": hit.why.iter().map(why).collect::<Vec<_>>(),
                "place": shown(&hit.place, lang),
                "state": match hit.state {
                    Freshness::ConfirmedOn(_) => "confirmed",
                    Freshness::NotConfirmed { .. } => "not_confirmed",
                },
            })
        })
        .collect();
    say::print_json(&hits)
}

/// Why it was found, as `what: word`.
fn why(why: &Why) -> String {
    match why {
        Why::Name(word) => format!("name: {word}"),
        Why::Need(id) => format!("need: {id}"),
        Why::Words(word) => format!("words: {word}"),
        Why::Similar { typed, word } => format!("similar: {typed} ~ {word}"),
    }
}

fn shown<'a>(text: &'a Text, lang: &str) -> &'a str {
    text.show(lang).map_or("", |shown| shown.text)
}

fn state(t: &Texts, state: Freshness) -> String {
    match state {
        Freshness::ConfirmedOn(date) => t.fresh_confirmed(date.to_string()),
        Freshness::NotConfirmed { source_date: Some(date) } => t.fresh_unconfirmed_source(date.to_string()),
        Freshness::NotConfirmed { source_date: None } => t.fresh_unconfirmed(),
    }
}
