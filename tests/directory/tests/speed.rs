//! How fast a large directory is searched and opened, beside plain FTS5 with bm25 over the same rows, in one run.
//!
//! An ordinary test run takes a small slice and checks only that both find the same; `cargo xtask prove directory`
//! measures.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use authoring::directory::{Directory, database};
use directory::{COUNTED, Index, Only, Query, in_rank_order, tokens};
use directory_tests::{alphabet, judged, made, slip, today};
use packs::Listing;
use rusqlite::Connection;

/// In an ordinary test run nothing is measured: there, code is not made fast.
const MEASURED: bool = !cfg!(debug_assertions);
/// How many entries there are.
const ENTRIES: usize = if MEASURED { 100_000 } else { 1200 };
/// How often each query is timed; the middle time counts.
const TIMES: usize = if MEASURED { 5 } else { 1 };
/// How many results are asked for.
const FIRST: u32 = 20;

/// How many times as long plain FTS5 takes at least, over all prefixes of two letters.
const LEAST_RATIO: f64 = 10.0;
/// What 99 of 100 queries take at most.
const LONGEST: Duration = Duration::from_millis(10);
/// What opening takes at most.
const LONGEST_OPENING: Duration = Duration::from_millis(5);

/// The same words in plain FTS5, ranked by bm25.
struct Plain(Connection);

impl Plain {
    /// Divided as FTS5 divides ASCII: what it divides by default would cut Thai, Khmer and Lao words at their vowel signs.
    fn of(directory: Directory) -> rusqlite::Result<Self> {
        let Directory { services, needs, places, synonyms } = directory;
        let index = Index::new(&needs, &places, &synonyms);
        let mut plain = Connection::open_in_memory()?;
        let writing = plain.transaction()?;
        let table = "CREATE VIRTUAL TABLE entry USING fts5 (name, words, prefix = '1 2 3', tokenize = 'ascii')";
        writing.execute_batch(table)?;
        for service in in_rank_order(services, &places, today()) {
            let entry = index.entry(&service);
            let row = "INSERT INTO entry (name, words) VALUES (?1, ?2)";
            writing.prepare_cached(row)?.execute([entry.name.join(" "), entry.words.join(" ")])?;
        }
        writing.execute_batch("INSERT INTO entry (entry) VALUES ('optimize')")?;
        writing.commit()?;
        Ok(Self(plain))
    }

    fn first(&self, prefix: &str) -> rusqlite::Result<Vec<i64>> {
        let sql = "SELECT rowid FROM entry WHERE entry MATCH ?1 ORDER BY bm25(entry) LIMIT ?2";
        let mut first = self.0.prepare_cached(sql)?;
        let rows = first.query_map((format!("\"{prefix}\" *"), FIRST), |row| row.get(0))?;
        rows.collect()
    }

    fn count(&self, prefix: &str) -> rusqlite::Result<u32> {
        let sql = "SELECT count(*) FROM entry WHERE entry MATCH ?1";
        self.0.query_row(sql, [format!("\"{prefix}\" *")], |row| row.get(0))
    }
}

fn query(words: &str, place: Option<String>) -> Query {
    Query { words: words.to_owned(), place, limit: FIRST, today: Some(today()), ..Query::default() }
}

/// The middle one of a few times.
fn timed(mut run: impl FnMut()) -> Duration {
    let mut times = [Duration::ZERO; TIMES];
    for time in &mut times {
        let begun = Instant::now();
        run();
        *time = begun.elapsed();
    }
    times.sort_unstable();
    times[TIMES / 2]
}

/// The beginnings of everything that people type, of this many letters.
fn prefixes(letters: usize) -> BTreeSet<String> {
    let words = judged().into_iter().flat_map(|query| tokens(&query.words));
    words.filter(|word| word.chars().count() >= letters).map(|word| word.chars().take(letters).collect()).collect()
}

/// What is typed: every judged query with the place that was picked, with a slip, with the next one behind it, and the
/// beginnings of its words.
fn everything_typed() -> Vec<Query> {
    let all = judged();
    let mut random = fastrand::Rng::with_seed(5);
    let mut typed = Vec::new();
    for (at, one) in all.iter().enumerate() {
        typed.push(query(&one.words, one.place.clone()));
        let slipped = slip(&one.words, &alphabet(&one.lang, &all), &mut random);
        typed.extend(slipped.map(|words| query(&words, one.place.clone())));
        typed.push(query(&format!("{} {}", one.words, all[(at + 1) % all.len()].words), None));
    }
    typed.extend((1..=3).flat_map(prefixes).map(|prefix| query(&prefix, None)));
    // Thursday, 26 November 2026, 09:00 in Jakarta.
    let open = |one: &Query| Query { only: vec![Only::OpenNow], minute: Some(29_927_640), ..one.clone() };
    typed.extend(typed.iter().step_by(4).map(open).collect::<Vec<_>>());
    typed
}

fn opened(file: &Path) -> Listing {
    Listing::open(file).expect("what was written can be opened")
}

#[test]
fn a_large_directory_is_searched_and_opened_fast() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("directory.sqlite");
    let written = database(made(ENTRIES, 1), today()).unwrap();
    fs::write(&file, &written).unwrap();
    let size = written.len();
    drop(written);
    let opening = timed(|| drop(opened(&file)));
    let (ours, plain) = (opened(&file), Plain::of(made(ENTRIES, 1)).unwrap());

    let (mut our_time, mut plain_time) = (Duration::ZERO, Duration::ZERO);
    let prefixes = prefixes(2);
    for prefix in &prefixes {
        let found = ours.search(&query(prefix, None)).unwrap();
        let same = plain.count(prefix).unwrap().min(COUNTED);
        assert!(found.total == same || (found.nearest && same == 0), "{prefix}: {} {same}", found.total);
        our_time += timed(|| drop(ours.search(&query(prefix, None)).unwrap()));
        plain_time += timed(|| drop(plain.first(prefix).unwrap()));
    }
    if !MEASURED {
        return;
    }
    let ratio = plain_time.as_secs_f64() / our_time.as_secs_f64();

    let mut times: Vec<(Duration, String)> = Vec::new();
    for query in everything_typed() {
        times.push((timed(|| drop(ours.search(&query).unwrap())), query.words));
    }
    times.sort_unstable();
    let (median, p99) = (times[times.len() / 2].0, times[times.len() * 99 / 100].0);
    for (time, words) in times.iter().rev().take(25) {
        println!("slowest: {time:?} for {words:?}");
    }
    let (queries, slowest, megabytes) = (times.len(), times[times.len() - 1].0, size / 1_000_000);
    println!(
        "= {ENTRIES} made-up entries, the first {FIRST}, {} beginnings of two letters: {ratio:.1} times as fast as plain FTS5 with bm25",
        prefixes.len()
    );
    println!(
        "= {queries} queries, whole, unfinished, with slips and of many words: half within {median:.2?}, 99 of 100 within {p99:.2?} (wanted: {LONGEST:.0?}), the slowest {slowest:.2?}"
    );
    println!("= opened in {opening:.2?}; the database has {megabytes} MB, {} bytes an entry", size / ENTRIES);
    assert!(ratio >= LEAST_RATIO, "{ratio:.1}");
    assert!(p99 <= LONGEST, "{p99:?}");
    assert!(opening <= LONGEST_OPENING, "{opening:?}");
}
