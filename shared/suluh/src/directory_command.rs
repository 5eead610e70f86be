//! `suluh directory`: looking services up.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use directory::{Freshness, Hit, Query, Why};
use i18n::Texts;
use packs::Packs;

use crate::filter_argument::{self, Known};
use crate::{bundled, pack_command, say};

/// How many results are printed.
const MOST: u32 = 20;

#[derive(Args)]
pub(crate) struct SearchArguments {
    /// What to look for; everything when nothing is given.
    words: Vec<String>,
    /// Search this pack, not the one that comes with the program.
    #[arg(long, value_name = "FILE")]
    pack: Option<PathBuf>,
    /// The language of the answer.
    #[arg(long, default_value = "en")]
    lang: String,
    /// Only services that certainly offer this: need=ID, place=ID, who=GROUP, cost=free, papers=none, status=none,
    /// police=no, open=always, children=yes, language=CODE. May be given several times.
    #[arg(long = "filter", value_name = "KEY=VALUE")]
    filters: Vec<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) fn search(arguments: &SearchArguments) -> ExitCode {
    let t = say::texts();
    let packs = match opened(arguments.pack.as_deref(), t) {
        Ok(packs) => packs,
        Err(why) => return say::failed(why),
    };
    let SearchArguments { words, lang, filters, json, .. } = arguments;
    let mut query = Query {
        words: words.join(" "),
        lang: lang.clone(),
        limit: MOST,
        today: Some(bundled::today()),
        ..Query::default()
    };
    let (needs, places) = match packs.needs().and_then(|needs| Ok((needs, packs.places()?))) {
        Ok(known) => known,
        Err(error) => return say::failed(error),
    };
    let only = match filter_argument::read(filters, &mut query, &Known { needs: &needs, places: &places }, t) {
        Ok(only) => only,
        Err(sentence) => return say::failed(sentence),
    };
    match packs.search_only(&query, &only) {
        Ok(found) if *json => print_json(&found.hits, lang),
        Ok(found) => {
            let nothing = found.nearest.then(|| t.services_nothing());
            let hits = found.hits.iter().map(|hit| {
                format!("{}\n  {}\n  {}\n", hit.name.words(lang), hit.line.words(lang), hit.state.in_words(t))
            });
            say::print(nothing.into_iter().chain(hits).collect::<Vec<_>>().join("\n"))
        }
        Err(error) => say::failed(error),
    }
}

fn opened(pack: Option<&Path>, t: &Texts) -> Result<Packs, String> {
    let opened = match pack {
        Some(file) => Packs::open(file),
        None => Packs::from_bytes(bundled::pack().map_err(|faults| t.command_pack_not_built(faults.len()))?),
    };
    opened.map_err(|error| pack_command::refused(t, &error))
}

fn print_json(hits: &[Hit], lang: &str) -> ExitCode {
    let hits: Vec<serde_json::Value> = hits
        .iter()
        .map(|hit| {
            serde_json::json!({
                "id": hit.id,
                "name": hit.name.words(lang),
                "why": hit.why.iter().map(why).collect::<Vec<_>>(),
                "place": hit.place.words(lang),
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
