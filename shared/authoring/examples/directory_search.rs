//! How fast the directory is searched, beside plain FTS5 with bm25 over the same entries, in one run.
//!
//! `cargo run -p authoring --example directory_search -- [ENTRIES]` (100,000 unless told). Ratios count, not times.

use std::error::Error;
use std::time::{Duration, Instant};

use authoring::directory::{Directory, database};
use directory::{Place, Query, Service};
use packs::Listing;
use rusqlite::Connection;
use serde_json::json;

const WORDS: [&str; 40] = [
    "legal",
    "aid",
    "shelter",
    "clinic",
    "hotline",
    "labour",
    "inspection",
    "counselling",
    "interpreter",
    "emergency",
    "food",
    "job",
    "union",
    "embassy",
    "police",
    "court",
    "migrant",
    "worker",
    "child",
    "women",
    "family",
    "safe",
    "house",
    "repatriation",
    "documents",
    "wage",
    "dispute",
    "health",
    "medical",
    "support",
    "centre",
    "office",
    "trafficking",
    "victim",
    "help",
    "desk",
    "rights",
    "advice",
    "training",
    "school",
];

/// Numbers that look like chance and are the same in each run (Steele and others, `SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % most as u64).unwrap_or(0)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// A made-up name of a place.
    fn place(&mut self) -> String {
        let starts = ["b", "d", "kh", "l", "m", "n", "p", "r", "s", "t", "th", "w", "y", "ph"];
        let vowels = ["a", "e", "i", "o", "u", "ai", "ao"];
        let ends = ["", "n", "ng", "m", "t"];
        (0..2 + self.below(2)).map(|_| [self.one(&starts), self.one(&vowels), self.one(&ends)].concat()).collect()
    }
}

fn service(number: usize, name: &str, description: &str) -> Result<Service, serde_json::Error> {
    let text = |words: &str| json!({"en": {"text": words, "state": "draft"}});
    let unknown = "not_known";
    serde_json::from_value(json!({
        "id": format!("00000000-0000-4000-8000-{number:012}"), "name": text(name), "short_name": null,
        "description": text(description), "provider": {"name": text("A provider"), "kind": unknown},
        "level": "district", "categories": ["A"], "needs": [],
        "who": {"women": unknown, "men": unknown, "boys": unknown, "girls": unknown, "transgender": unknown,
            "min_age": null, "max_age": null, "nationals": unknown, "foreigners": unknown},
        "victim_status": unknown, "police_cooperation": unknown, "eligibility": null, "cost": unknown,
        "papers": unknown, "steps": [], "phones": [{"number": "129", "dial": "129", "kind": "voice", "note": null}],
        "hours": {"all_day": null, "note": null}, "languages": [], "area": ["ID"], "secret": false, "warnings": [],
        "verified": {"state": "public_source", "on": "", "method": "made up", "by": ""}, "sources": ["made up"],
    }))
}

/// The smallest and the middle of the times that these calls took.
fn times<'a>(queries: &'a [String], mut call: impl FnMut(&'a str)) -> (Duration, Duration) {
    let mut all: Vec<Duration> = Vec::new();
    for query in queries.iter().chain(queries).chain(queries) {
        let start = Instant::now();
        call(query);
        all.push(start.elapsed());
    }
    all.sort_unstable();
    (all[0], all[all.len() / 2])
}

fn main() -> Result<(), Box<dyn Error>> {
    let entries: usize = std::env::args().nth(1).map_or(Ok(100_000), |entries| entries.parse())?;
    let mut chance = Chance(7);
    let places: Vec<String> = (0..900).map(|_| chance.place()).collect();
    let mut rows = Vec::new();
    for _ in 0..entries {
        let mut name = vec![places[chance.below(places.len())].as_str()];
        name.extend((0..3).map(|_| chance.one(&WORDS)));
        let words = (0..25).map(|_| match chance.below(WORDS.len() + places.len()) {
            word if word < WORDS.len() => WORDS[word],
            place => places[place - WORDS.len()].as_str(),
        });
        let words: Vec<&str> = words.collect();
        rows.push((name.join(" "), words.join(" ")));
    }

    let plain = Connection::open_in_memory()?;
    plain.execute_batch(
        "CREATE TABLE service (id INTEGER PRIMARY KEY, name, descr);
         CREATE VIRTUAL TABLE x USING fts5 (name, descr, content = 'service', content_rowid = 'id',
            tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'); BEGIN;",
    )?;
    let mut add = plain.prepare("INSERT INTO service (name, descr) VALUES (?1, ?2)")?;
    for row in &rows {
        add.execute((&row.0, &row.1))?;
    }
    drop(add);
    plain.execute_batch("COMMIT; INSERT INTO x (x) VALUES ('rebuild'); INSERT INTO x (x) VALUES ('optimize');")?;

    let start = Instant::now();
    let services = rows.iter().enumerate().map(|(number, row)| service(number, &row.0, &row.1));
    let place: Place = serde_json::from_value(
        json!({"id": "ID", "level": "national", "name": {"en": {"text": "Indonesia", "state": "draft"}}, "parent": null}),
    )?;
    let directory = Directory { services: services.collect::<Result<_, _>>()?, needs: Vec::new(), places: vec![place] };
    let bytes = database(directory, "2026-11-22".parse()?)?;
    println!("{entries} entries, {} MB, written in {:.1?}", bytes.len() / 1_000_000, start.elapsed());
    let start = Instant::now();
    let listing = Listing::from_bytes(&bytes)?;
    println!("opened in {:.1?}", start.elapsed());

    let words: Vec<String> = (0..60)
        .map(|_| match chance.below(2) {
            0 => chance.one(&WORDS).to_owned(),
            _ => places[chance.below(places.len())].clone(),
        })
        .collect();
    let ranked = "SELECT service.id, service.name, bm25(x, 8, 1) AS r FROM x JOIN service ON service.id = x.rowid
         WHERE x MATCH ?1 ORDER BY r LIMIT 20";
    for letters in [1, 2, 3, 4] {
        let queries: Vec<String> = words.iter().map(|word| word.chars().take(letters).collect()).collect();
        let mut ranked = plain.prepare(ranked)?;
        let theirs = times(&queries, |words| {
            let all = ranked.query_map([format!("\"{words}\" *")], |row| row.get::<_, i64>(0));
            assert!(all.is_ok_and(|mut all| all.all(|row| row.is_ok())));
        });
        let mut counts = plain.prepare("SELECT count(*) FROM x WHERE x MATCH ?1")?;
        let mut found = 0;
        let ours = times(&queries, |words| {
            let query = Query { words: words.to_owned(), lang: "en".to_owned(), limit: 20, ..Query::default() };
            found = listing.search(&query, &[]).map_or(0, |found| found.total);
        });
        // The same entries are found, however they are ordered. Ours also know the provider's words.
        let last = queries.last().map_or("", String::as_str);
        let same: u32 = counts.query_row([format!("\"{last}\" *")], |row| row.get(0))?;
        println!(
            "{letters} letters: plain min {:.2?} middle {:.2?}, ours min {:.2?} middle {:.2?}, {:.0} times faster; \"{last}\": {found} of {same}",
            theirs.0,
            theirs.1,
            ours.0,
            ours.1,
            theirs.1.as_secs_f64() / ours.1.as_secs_f64(),
        );
    }
    let start = Instant::now();
    let slip = Query { words: "shleter".to_owned(), limit: 20, ..Query::default() };
    let found = listing.search(&slip, &[])?;
    println!("typing error: {} found in {:.1?}", found.total, start.elapsed());
    Ok(())
}
