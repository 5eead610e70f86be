//! `suluh directory`: looking services up.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use directory::{Found, Freshness, Hit, Phone, Query, Why};
use i18n::Texts;
use packs::{Packs, ReadError};

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
    /// The language of the answer [default: the terminal's].
    #[arg(long)]
    lang: Option<String>,
    /// Only services that certainly offer this: need=ID, place=ID, who=GROUP, cost=free, papers=none, status=none,
    /// police=no, open=always, open=now, children=yes, language=CODE. May be given several times.
    #[arg(long = "filter", value_name = "KEY=VALUE")]
    filters: Vec<String>,
    /// Print JSON. Where nothing fits, the hotlines that may know where to go have the reason "nothing fits".
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
    let lang = say::lang_or_terminal(lang.as_deref());
    let mut query = Query {
        words: words.join(" "),
        lang: lang.to_owned(),
        limit: MOST,
        today: Some(bundled::today()),
        minute: Some(bundled::minute()),
        ..Query::default()
    };
    let (needs, places) = match packs.needs().and_then(|needs| Ok((needs, packs.places()?))) {
        Ok(known) => known,
        Err(error) => return say::failed(error),
    };
    if let Err(sentence) = filter_argument::read(filters, &mut query, &Known { needs: &needs, places: &places }, t) {
        return say::failed(sentence);
    }
    match packs.search(&query) {
        Ok(found) if *json => print_json(&found, lang),
        Ok(found) => {
            let numbers = |hit: &Hit| Ok(packs.service(&hit.id)?.map_or_else(Vec::new, |service| service.phones));
            match in_words(&found, numbers, lang, t) {
                Ok(words) => say::print(words),
                Err(error) => say::failed(error),
            }
        }
        Err(error) => say::failed(error),
    }
}

/// What was found, for people: what it is called, where it is, its numbers, what it does and how far it can be relied on.
fn in_words(
    found: &Found,
    numbers: impl Fn(&Hit) -> Result<Vec<Phone>, ReadError>,
    lang: &str,
    t: &Texts,
) -> Result<String, ReadError> {
    if found.hits.is_empty() {
        return Ok(t.command_nothing_found());
    }
    let mut parts = Vec::from_iter(found.nearest.then(|| t.services_nothing()));
    for hit in &found.hits {
        let numbers: Vec<String> = numbers(hit)?.into_iter().map(|phone| phone.number).collect();
        let doubt = hit.doubt.map(|doubt| format!(". {}", doubt.in_words(t)));
        let state = format!("{}{}", hit.state.in_words(t), doubt.unwrap_or_default());
        let lines = [hit.name.words(lang), hit.place.words(lang), &numbers.join(" · "), hit.line.words(lang), &state];
        let said: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        parts.push(format!("{}\n", said.join("\n  ")));
    }
    Ok(parts.join("\n"))
}

fn opened(pack: Option<&Path>, t: &Texts) -> Result<Packs, String> {
    let opened = match pack {
        Some(file) => Packs::open(file),
        None => Packs::from_bytes(bundled::pack().map_err(|faults| t.command_pack_not_built(faults.len()))?),
    };
    opened.map_err(|error| pack_command::refused(t, &error))
}

fn print_json(found: &Found, lang: &str) -> ExitCode {
    // A program must not take the lines that are offered instead for what was asked for.
    let nothing_fits = found.nearest.then(|| NOTHING_FITS.to_owned());
    let hits: Vec<serde_json::Value> = found
        .hits
        .iter()
        .map(|hit| {
            serde_json::json!({
                "id": hit.id,
                "name": hit.name.words(lang),
                "why": hit.why.iter().map(why).chain(nothing_fits.clone()).collect::<Vec<_>>(),
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

/// Why a hotline is listed when nothing fits.
const NOTHING_FITS: &str = "nothing fits";

/// Why it was found, as `what: word`.
fn why(why: &Why) -> String {
    match why {
        Why::Name(word) => format!("name: {word}"),
        Why::Need(id) => format!("need: {id}"),
        Why::Words(word) => format!("words: {word}"),
        Why::OtherWord(word) => format!("other word: {word}"),
        Why::Similar { typed, word } => format!("similar: {typed} ~ {word}"),
    }
}

#[cfg(test)]
mod tests {
    use directory::{Cost, Papers, PhoneKind};
    use i18n::{Language, Text};

    use super::*;

    fn said(found: &Found) -> String {
        let phone = Phone { number: "129".to_owned(), dial: "129".to_owned(), kind: PhoneKind::Voice, note: None };
        in_words(found, |_| Ok(vec![phone.clone()]), "en", Language::English.texts()).unwrap()
    }

    #[test]
    fn a_result_says_where_it_is_and_which_number_to_call() {
        let hit = Hit {
            id: String::new(),
            name: Text::of("en", "Helpline"),
            line: Text::of("en", "Somebody to talk to."),
            place: Text::of("en", "Indonesia"),
            cost: Cost::NotKnown,
            papers: Papers::NotKnown,
            state: Freshness::NotConfirmed { source_date: None },
            doubt: None,
            why: Vec::new(),
        };
        let state = hit.state.in_words(Language::English.texts());

        let said = said(&Found { total: 1, hits: vec![hit], nearest: false });

        assert_eq!(said, format!("Helpline\n  Indonesia\n  129\n  Somebody to talk to.\n  {state}\n"));
    }

    #[test]
    fn that_nothing_was_found_is_said() {
        assert!(said(&Found { total: 0, hits: Vec::new(), nearest: false }).contains("Nothing was found"));
    }
}
