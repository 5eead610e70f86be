//! The directory as the database that phones search.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use directory::{Date, Entry, Freshness, Index, in_rank_order, slip_forms};
use packs::{MOST_TERMS, SCHEMA, SCHEMA_VERSION, written_rows};
use roaring::RoaringBitmap;
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
    database.execute_batch("INSERT INTO part (part) VALUES ('optimize'); VACUUM;")?;
    Ok(database.serialize(MAIN_DB)?.to_vec())
}

fn write(database: &Transaction<'_>, directory: Directory, today: Date) -> rusqlite::Result<()> {
    let Directory { services, needs, places, synonyms } = directory;
    let index = Index::new(&needs, &places, &synonyms);
    let (mut words, mut tags, mut weeks) = (BTreeMap::<_, Having>::new(), BTreeMap::new(), BTreeSet::new());
    let mut add_service = database.prepare(
        "INSERT INTO service (rank, id, confirmed, withdrawn, name_words, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (rank, mut service) in (1_u32..).zip(in_rank_order(services, &places, today)) {
        // Who tried is for the keeper; everybody who gets the pack could read it.
        service.reports.iter_mut().for_each(|report| report.by.clear());
        let Entry { own_name, name, words: said, tags: own_tags } = index.entry(&service);
        let confirmed = matches!(service.freshness(), Freshness::ConfirmedOn(_));
        let withdrawn = service.withdrawn_from().map(|day| day.to_string());
        add_service.execute((rank, &service.id, confirmed, withdrawn, own_name.join(" "), json(&service)?))?;
        weeks.extend(service.week(index.places()).map(|week| week.to_string()));
        for word in name {
            let having = words.entry(word).or_default();
            having.named.insert(rank);
            having.rows.insert(rank);
        }
        for word in said {
            words.entry(word).or_default().rows.insert(rank);
        }
        for tag in own_tags {
            tags.entry(tag).or_insert_with(RoaringBitmap::new).insert(rank);
        }
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
    let mut add_tag = database.prepare("INSERT INTO tag (text, rows) VALUES (?1, ?2)")?;
    for (tag, rows) in &tags {
        add_tag.execute((tag, written_rows(rows)))?;
    }
    let mut add_beginning = database.prepare("INSERT INTO beginning (text, rows, named) VALUES (?1, ?2, ?3)")?;
    for (beginning, Having { rows, named }) in beginnings(&words) {
        add_beginning.execute((beginning, written_rows(&rows), written_rows(&named)))?;
    }
    let mut add_word = database.prepare("INSERT INTO word (id, text, rows, named) VALUES (?1, ?2, ?3, ?4)")?;
    let mut add_part = database.prepare("INSERT INTO part (rowid, text) VALUES (?1, ?2)")?;
    let mut add_slip = database.prepare("INSERT INTO slip (form, word) VALUES (?1, ?2)")?;
    for (id, (word, Having { rows, named })) in (1_i64..).zip(&words) {
        add_word.execute((id, word, written_rows(rows), written_rows(named)))?;
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

/// The services that have a word.
#[derive(Default)]
struct Having {
    rows: RoaringBitmap,
    named: RoaringBitmap,
}

/// What more words begin with than are looked up one by one.
fn beginnings(words: &BTreeMap<String, Having>) -> BTreeMap<&str, Having> {
    let mut begun: BTreeMap<&str, u32> = BTreeMap::new();
    for word in words.keys() {
        for (at, letter) in word.char_indices() {
            *begun.entry(&word[..at + letter.len_utf8()]).or_default() += 1;
        }
    }
    begun.retain(|_, count| *count > MOST_TERMS);
    let together = |beginning: &&str| {
        let mut all = Having::default();
        let from = words.range::<str, _>((Bound::Included(*beginning), Bound::Unbounded));
        for (_, having) in from.take_while(|(word, _)| word.starts_with(*beginning)) {
            all.rows |= &having.rows;
            all.named |= &having.named;
        }
        all
    };
    begun.keys().map(|beginning| (*beginning, together(beginning))).collect()
}

fn json<T: serde::Serialize>(entry: &T) -> rusqlite::Result<String> {
    serde_json::to_string(entry).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}
