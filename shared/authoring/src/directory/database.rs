//! The directory as the database that phones search.

use std::collections::BTreeSet;

use directory::{Date, Entry, Freshness, Index, in_rank_order, slip_forms};
use packs::{SCHEMA, SCHEMA_VERSION};
use rusqlite::{Connection, MAIN_DB, Transaction};

use super::Directory;

/// The bytes of the directory's database; the same entries on the same day give the same bytes.
///
/// # Errors
/// What `SQLite` refuses.
pub fn database(directory: Directory, today: Date) -> rusqlite::Result<Vec<u8>> {
    let mut database = Connection::open_in_memory()?;
    database.execute_batch(SCHEMA)?;
    database.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    let writing = database.transaction()?;
    write(&writing, directory, today)?;
    writing.commit()?;
    // One segment of the index is searched faster than many, and no free pages travel.
    database.execute_batch(
        "INSERT INTO entry (entry) VALUES ('optimize'); INSERT INTO part (part) VALUES ('optimize'); VACUUM;",
    )?;
    Ok(database.serialize(MAIN_DB)?.to_vec())
}

fn write(database: &Transaction<'_>, directory: Directory, today: Date) -> rusqlite::Result<()> {
    let Directory { services, needs, places, synonyms } = directory;
    let index = Index::new(&needs, &places, &synonyms);
    let (mut words, mut weeks) = (BTreeSet::new(), BTreeSet::new());
    let mut add_service = database.prepare(
        "INSERT INTO service (rank, id, confirmed, withdrawn, name_words, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut add_entry = database.prepare("INSERT INTO entry (rowid, name, words, tags) VALUES (?1, ?2, ?3, ?4)")?;
    for (rank, mut service) in (1_i64..).zip(in_rank_order(services, &places, today)) {
        // Who tried is for the keeper; everybody who gets the pack could read it.
        service.reports.iter_mut().for_each(|report| report.by.clear());
        let Entry { own_name, name, words: said, tags } = index.entry(&service);
        let confirmed = matches!(service.freshness(), Freshness::ConfirmedOn(_));
        let withdrawn = service.withdrawn_from().map(|day| day.to_string());
        add_service.execute((rank, &service.id, confirmed, withdrawn, &own_name, json(&service)?))?;
        add_entry.execute((rank, &name, &said, &tags))?;
        weeks.extend(service.week(index.places()).map(|week| week.to_string()));
        words.extend(name.split(' ').chain(said.split(' ')).filter(|word| !word.is_empty()).map(str::to_owned));
    }
    let mut add_week = database.prepare("INSERT INTO week (hours) VALUES (?1)")?;
    for week in weeks {
        add_week.execute([week])?;
    }
    let mut add_need = database.prepare("INSERT INTO need (position, id, body) VALUES (?1, ?2, ?3)")?;
    for (position, need) in (1_i64..).zip(&needs) {
        add_need.execute((position, &need.id, json(need)?))?;
    }
    let mut add_place = database.prepare("INSERT INTO place (position, id, body) VALUES (?1, ?2, ?3)")?;
    for (position, place) in (1_i64..).zip(&places) {
        add_place.execute((position, &place.id, json(place)?))?;
    }
    let mut add_word = database.prepare("INSERT INTO word (id, text) VALUES (?1, ?2)")?;
    let mut add_part = database.prepare("INSERT INTO part (rowid, text) VALUES (?1, ?2)")?;
    let mut add_slip = database.prepare("INSERT INTO slip (form, word) VALUES (?1, ?2)")?;
    for (id, word) in (1_i64..).zip(&words) {
        add_word.execute((id, word))?;
        add_part.execute((id, format!("^{word}$")))?;
        for form in slip_forms(word) {
            add_slip.execute((form, id))?;
        }
    }
    let mut add_said = database.prepare("INSERT INTO said (need, word) VALUES (?1, ?2)")?;
    for (need, words) in index.need_words() {
        for word in words {
            add_said.execute((need, word))?;
        }
    }
    Ok(())
}

fn json<T: serde::Serialize>(entry: &T) -> rusqlite::Result<String> {
    serde_json::to_string(entry).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}
