//! How much longer a durable save of one answer takes than the plainest one: one insert into an unencrypted SQLite file
//! with the same journal and the same syncing. Prints the medians and their ratio; target at most 1.15.
//!
//! `cargo bench -p vault --bench append`

use std::{
    error::Error,
    time::{Duration, Instant},
};

use casework::Happened;
use rusqlite::Connection;
use sync::{Moment, SpaceId};
use vault::{SoftwareKey, Vault};

const ROUNDS: u32 = 1_500;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut vault = Vault::new(folder.path().join("vault"), Box::new(SoftwareKey::new(&folder.path().join("vault"))));
    vault.create("739146".into())?;
    let plain = Connection::open(folder.path().join("plain.sqlite"))?;
    plain.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE answer (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;",
    )?;

    let (mut encrypted, mut unencrypted) = (Vec::new(), Vec::new());
    let mut space = SpaceId([0; 16]);
    for round in 0..ROUNDS {
        let at = Moment { utc_ms: 1_795_000_000_000 + i64::from(round), offset_min: 420 };
        // A conversation has about as many answers.
        if round % 60 == 0 {
            space = SpaceId([u8::try_from(round / 60)?; 16]);
            vault.append(at, space, &[Happened::Began { language: "id".to_owned() }], None)?;
        }
        let question = format!("c{}", round % 60);
        let answer = Happened::Answered {
            form: "suluh_c".to_owned(),
            hash: "ab".repeat(32),
            question: question.clone(),
            answer: Some(vec!["yes".to_owned()]),
        };
        let body = answer.body()?;

        // In turns, so that a busy machine slows both.
        encrypted.push(timed(|| vault.append(at, space, &[answer], Some(&question)))?);
        unencrypted.push(timed(|| plain.prepare_cached("INSERT INTO answer (body) VALUES (?1)")?.execute([&body]))?);
    }
    let (encrypted, unencrypted) = (median(encrypted), median(unencrypted));
    println!("{ROUNDS} durable saves of one answer, medians");
    println!("vault         {encrypted:>10.1?}");
    println!("plain SQLite  {unencrypted:>10.1?}");
    println!("ratio         {:>10.2}", encrypted.as_secs_f64() / unencrypted.as_secs_f64());
    Ok(())
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
