//! Databases that are no list of services but programs: refused before anything in them runs.

use std::time::{Duration, Instant};

use directory::Query;
use packs::{Listing, SCHEMA, SCHEMA_VERSION};
use roaring::RoaringBitmap;
use rusqlite::{Connection, MAIN_DB};

/// The bytes of an empty directory with this done to it.
fn changed(attack: &str) -> Vec<u8> {
    let mut database = Connection::open_in_memory().unwrap();
    database.execute_batch(SCHEMA).unwrap();
    database.pragma_update(None, "user_version", SCHEMA_VERSION).unwrap();
    database.execute_batch(attack).unwrap();
    database.serialize(MAIN_DB).unwrap().to_vec()
}

const ENDLESS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i FROM n";

#[test]
fn a_directory_made_of_anything_but_its_tables_is_refused_at_once() {
    let endless = |view: &str| format!("DROP TABLE {view}; CREATE VIEW {view} (position, id, body) AS {ENDLESS};");
    let written = |kind: &str, name: &str, sql: &str| {
        format!(
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = '{kind}', rootpage = 0, sql = '{sql}' WHERE name = '{name}';"
        )
    };
    let view = |name: &str| format!("CREATE VIEW {name} (position, id, body) AS {ENDLESS}");
    let attacks = [
        endless("need"),
        endless("place"),
        format!("CREATE VIEW more AS {ENDLESS};"),
        written("view", "part_data", &view("part_data")),
        // What a database says of itself may be a lie.
        written("table", "part_data", &view("part_data")),
        "CREATE VIRTUAL TABLE more USING fts5 (a); ".to_owned()
            + &written("table", "more", "CREATE/**/VIRTUAL TABLE more USING fts5 (a)"),
        "CREATE TRIGGER more AFTER INSERT ON place BEGIN DELETE FROM service; END;".to_owned(),
        "DROP TABLE need; CREATE TABLE need (position INTEGER PRIMARY KEY, id TEXT, body TEXT AS (hex(zeroblob(400000000)))); \
         INSERT INTO need (position, id) VALUES (1, 'a');"
            .to_owned(),
        "DROP TABLE place; CREATE VIRTUAL TABLE place USING fts5 (position, id, body);".to_owned(),
        "CREATE VIRTUAL TABLE more USING fts5 (position, content = 'service');".to_owned(),
        "DROP TABLE service;".to_owned(),
    ];
    for attack in attacks {
        let bytes = changed(&attack);
        let begun = Instant::now();
        assert!(Listing::from_bytes(&bytes).is_err(), "{attack}");
        assert!(begun.elapsed() < Duration::from_secs(2), "{attack}");
    }
}

#[test]
fn a_directory_that_only_grew_is_opened() {
    let grown = "ALTER TABLE place ADD COLUMN seen TEXT NOT NULL DEFAULT ''; CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT; \
                 CREATE INDEX by_seen ON place (seen); PRAGMA user_version = 99;";
    assert!(Listing::from_bytes(&changed("")).is_ok());
    assert!(Listing::from_bytes(&changed(grown)).is_ok());
}

/// A directory without services and with one word, which says of this set of ranks that they have it.
fn with_a_word(set: &[u8]) -> Listing {
    let set = set.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let word = format!("INSERT INTO word (text, rows, named) VALUES ('sapa', x'{set}', x'{set}');");
    Listing::from_bytes(&changed(&word)).unwrap()
}

fn look_for(words: &str) -> Query {
    Query { words: words.to_owned(), limit: 20, ..Query::default() }
}

#[test]
fn a_set_that_is_none_or_would_unfold_to_more_than_there_is_fails_the_search_and_nothing_else() {
    let many: RoaringBitmap = (0..40_000_u32).map(|run| run * 65_536).collect();
    for set in [packs::written_rows(&many), b"no set".to_vec(), Vec::new()] {
        let listing = with_a_word(&set);
        let begun = Instant::now();
        assert!(listing.search(&look_for("SAPA")).is_err());
        assert!(begun.elapsed() < Duration::from_secs(1));
        assert!(listing.search(&look_for("")).is_ok());
    }
}

#[test]
fn ranks_that_no_service_has_find_nothing() {
    let beyond: RoaringBitmap = (50..60_u32).chain([0, u32::MAX]).collect();
    let found = with_a_word(&packs::written_rows(&beyond)).search(&look_for("SAPA")).unwrap();
    assert_eq!((found.total, found.hits.len()), (0, 0));
}
