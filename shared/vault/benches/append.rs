//! How much longer a durable save of one answer takes than in plain SQLite, same journal, same syncing.
//!
//! Against the same rows (event and summary) without encryption: target at most 1.15. Against the least there could be, one
//! insert of the answer into a table without an index: for comparison. Prints medians and ratios.
//!
//! `cargo bench -p vault --bench append`

use std::{
    error::Error,
    path::Path,
    slice,
    time::{Duration, Instant},
};

use casework::Happened;
use rusqlite::{Connection, TransactionBehavior};
use sync::{Moment, SpaceId};
use vault::{SoftwareKey, Vault};

const WARM_UP: u32 = 1_200;
const ROUNDS: u32 = WARM_UP + 1_500;
/// A conversation has about as many answers.
const ANSWERS: u32 = 60;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let inside = folder.path().join("vault");
    let mut vault = Vault::new(inside.clone(), Box::new(SoftwareKey::new(&inside)));
    vault.create("739146".into())?;
    let mut same_rows = plain(&folder.path().join("same.sqlite"), include_str!("../src/migrations/0001_vault.sql"))?;
    let least = plain(&folder.path().join("least.sqlite"), "CREATE TABLE answer (body TEXT NOT NULL) STRICT;")?;

    let mut times = [const { Vec::new() }; 3];
    let mut space = SpaceId([0; 16]);
    for round in 0..ROUNDS {
        let at = Moment { utc_ms: 1_795_000_000_000 + i64::from(round), offset_min: 420 };
        if round % ANSWERS == 0 {
            space = SpaceId([u8::try_from(round / ANSWERS)?; 16]);
            vault.append(at, space, &[Happened::Began { language: "id".to_owned() }], None)?;
        }
        let question = format!("c{}", round % ANSWERS);
        let answer = Happened::Answered {
            form: "suluh_c".to_owned(),
            hash: "ab".repeat(32),
            question: question.clone(),
            answer: Some(vec!["yes".to_owned()]),
        };
        let body = answer.body()?;
        // In turns, so that a busy machine slows all of them, and each comes first as often as the others.
        for turn in 0..3 {
            let which = (round + turn) % 3;
            let time = match which {
                0 => timed(|| vault.append(at, space, slice::from_ref(&answer), Some(&question)))?,
                1 => timed(|| write_same_rows(&mut same_rows, round, space, &body))?,
                _ => timed(|| least.prepare_cached("INSERT INTO answer (body) VALUES (?1)")?.execute([&body]))?,
            };
            // Until each journal has its full size and is written over, syncing it also means making it longer.
            if WARM_UP <= round {
                times[which as usize].push(time);
            }
        }
    }
    let [vault, same_rows, least] = times.map(median);
    let ratio = |of: Duration| vault.as_secs_f64() / of.as_secs_f64();
    println!("{} durable saves of one answer, medians", ROUNDS - WARM_UP);
    println!("vault                              {vault:>9.1?}");
    println!("plain SQLite, same rows            {same_rows:>9.1?}  ratio {:.2}", ratio(same_rows));
    println!("plain SQLite, one insert, no index {least:>9.1?}  ratio {:.2}", ratio(least));
    Ok(())
}

fn plain(path: &Path, schema: &str) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    connection.execute_batch(schema)?;
    Ok(connection)
}

fn write_same_rows(connection: &mut Connection, round: u32, space: SpaceId, body: &str) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction
        .prepare_cached(
            "INSERT INTO event (device, seq, hlc, utc_offset_min, space, kind, v, supersedes, body)
             VALUES (?1, ?2, ?2, 420, ?3, 'answered', 1, '[]', ?4)",
        )?
        .execute((space.0, round + 1, space.0, body))?;
    transaction
        .prepare_cached(
            "INSERT INTO summary (space, unfinished, began_ms, last_hlc, last_device, last_seq, offset_min,
                 referrals, notes, last_kind, place)
             VALUES (?1, 1, ?2, ?2, ?1, ?2, 420, 0, 0, 'answered', '\"c21\"')
             ON CONFLICT DO UPDATE SET last_hlc = excluded.last_hlc, last_seq = excluded.last_seq",
        )?
        .execute((space.0, round))?;
    transaction.commit()
}

fn timed<T, E>(save: impl FnOnce() -> Result<T, E>) -> Result<Duration, E> {
    let start = Instant::now();
    save()?;
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
