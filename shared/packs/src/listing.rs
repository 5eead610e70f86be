//! The directory of a pack: a database, read only, in memory or in a file that nobody changes.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use directory::{Need, Place, Places, Service, Week};
use i18n::Text;
use roaring::RoaringBitmap;
use rusqlite::{Connection, MAIN_DB, OpenFlags, OptionalExtension as _, Row, ffi};
use serde::de::DeserializeOwned;

use crate::{ReadError, schema};

/// The number in the database's header; it rises when something is added.
pub const SCHEMA_VERSION: i64 = 4;

/// In how many needs a word must stand to tell nothing about any of them.
const COMMON: u32 = 3;

/// An open directory.
#[derive(Debug)]
pub struct Listing {
    pub(crate) database: Connection,
    needs: Vec<Need>,
    places: Vec<Place>,
    /// Words with which people say many different needs: "I", "my", "not".
    common: BTreeSet<String>,
    unconfirmed: bool,
    /// How many there are: ranks have no gaps.
    pub(crate) services: u32,
}

impl Listing {
    /// Opens a directory from the bytes of its database.
    ///
    /// # Errors
    /// [`ReadError::Sql`] when the bytes are no such database, [`ReadError::Entry`] when a place or need is unreadable.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut database = Connection::open_in_memory()?;
        database.deserialize_read_exact(MAIN_DB, Cursor::new(bytes), bytes.len(), true)?;
        Self::of(database)
    }

    /// Opens a directory where it lies. Little of it is read before somebody searches, so a large one opens as fast as a
    /// small one; nothing is written, not even a lock, so it may lie on a disk that cannot be written. The file must not
    /// change while it is open.
    ///
    /// # Errors
    /// As [`Self::from_bytes`].
    pub fn open(file: &Path) -> Result<Self, ReadError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(unchanging(file)?, flags)?;
        Self::of(database)
    }

    fn of(database: Connection) -> Result<Self, ReadError> {
        database.execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;")?;
        schema::check(&database)?;
        let version: i64 = database.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version < SCHEMA_VERSION {
            return Err(ReadError::Entry);
        }
        let needs: Vec<Need> = all(&database, "SELECT body FROM need ORDER BY position")?;
        let places = all(&database, "SELECT body FROM place ORDER BY position")?;
        let unconfirmed = "SELECT EXISTS (SELECT 1 FROM service WHERE confirmed = 0)";
        let unconfirmed = database.query_row(unconfirmed, [], |row| row.get(0))?;
        let services = database.query_row("SELECT coalesce(max(rank), 0) FROM service", [], |row| row.get(0))?;
        let common = common(&database)?;
        Ok(Self { database, needs, places, common, unconfirmed, services })
    }

    /// The needs, in the order in which they are shown.
    #[must_use]
    pub fn needs(&self) -> &[Need] {
        &self.needs
    }

    /// The places, in their given order.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Whether nobody called at least one of the services.
    #[must_use]
    pub fn unconfirmed(&self) -> bool {
        self.unconfirmed
    }

    /// One service; `None` when this directory does not list it.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn service(&self, id: &str) -> Result<Option<Service>, ReadError> {
        let mut found = self.database.prepare_cached("SELECT body FROM service WHERE id = ?1")?;
        let body = found.query_row([id], |row| row.get::<_, String>(0)).optional()?;
        Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
    }

    /// Reads everything: every entry, every set of ranks, every week. Ranks have no gaps, and no set has others.
    pub(crate) fn check(&self) -> Result<(), ReadError> {
        let services = all::<Service>(&self.database, "SELECT body FROM service")?.len();
        let smallest = "SELECT coalesce(min(rank), 1) FROM service";
        let smallest: i64 = self.database.query_row(smallest, [], |row| row.get(0))?;
        if smallest != 1 || services != self.services as usize {
            return Err(ReadError::Entry);
        }
        for sql in ["SELECT rows, named FROM word", "SELECT rows, named FROM beginning", "SELECT rows, rows FROM tag"] {
            let mut sets = self.database.prepare(sql)?;
            let mut sets = sets.query([])?;
            while let Some(row) = sets.next()? {
                for set in [self.rows_in(row, 0)?, self.rows_in(row, 1)?] {
                    if set.min() == Some(0) || set.max() > Some(self.services) {
                        return Err(ReadError::Entry);
                    }
                }
            }
        }
        self.open_at(0).map(|_| ())
    }

    /// The places as a tree.
    pub(crate) fn tree(&self) -> Places<'_> {
        Places::new(&self.places)
    }

    /// The set of ranks in a column.
    pub(crate) fn rows_in(&self, row: &Row<'_>, column: usize) -> Result<RoaringBitmap, ReadError> {
        let bytes = row.get_ref(column)?.as_blob().map_err(|_| ReadError::Entry)?;
        if bytes.len() > longest_set(self.services) {
            return Err(ReadError::Entry);
        }
        RoaringBitmap::deserialize_from(bytes).map_err(|_| ReadError::Entry)
    }

    /// The weeks that are open at this minute.
    pub(crate) fn open_at(&self, minute: i64) -> Result<Vec<Week>, ReadError> {
        let mut weeks = self.database.prepare_cached("SELECT hours FROM week")?;
        let read = weeks.query_map([], |row| row.get::<_, String>(0))?;
        let weeks: Vec<Week> =
            read.map(|hours| hours?.parse().map_err(|_| ReadError::Entry)).collect::<Result<_, _>>()?;
        Ok(weeks.into_iter().filter(|week| week.is_open(minute)).collect())
    }

    /// What a place is called; nothing for an unknown one.
    pub(crate) fn place_name(&self, id: &str) -> Text {
        self.places.iter().find(|place| place.id == id).map(|place| place.name.clone()).unwrap_or_default()
    }

    /// Whether a word tells next to nothing: people say it in many different needs.
    pub(crate) fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// Whether people say any need with this word.
    pub(crate) fn is_said_at_all(&self, word: &str) -> Result<bool, ReadError> {
        let mut said = self.database.prepare_cached("SELECT EXISTS (SELECT 1 FROM said WHERE word = ?1)")?;
        Ok(said.query_row([word], |row| row.get(0))?)
    }

    /// Whether people say this need with a word that begins so.
    pub(crate) fn is_said(&self, need: &str, beginning: &str) -> Result<bool, ReadError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM said WHERE need = ?1 AND word >= ?2 AND word < ?3)";
        let mut said = self.database.prepare_cached(sql)?;
        Ok(said.query_row((need, beginning, end_of(beginning)), |row| row.get(0))?)
    }
}

/// The address of a file that nobody changes, as `SQLite` takes it.
fn unchanging(file: &Path) -> Result<String, ReadError> {
    let path = file.to_str().ok_or(ReadError::Sql { code: ffi::SQLITE_CANTOPEN })?;
    let mut address = String::from("file:");
    for letter in path.chars() {
        match letter {
            '%' => address.push_str("%25"),
            '?' => address.push_str("%3f"),
            '#' => address.push_str("%23"),
            // As Windows divides folders.
            '\\' if cfg!(windows) => address.push('/'),
            other => address.push(other),
        }
    }
    address.push_str("?immutable=1");
    Ok(address)
}

/// A set of ranks as it is written into the database.
#[must_use]
pub fn written_rows(rows: &RoaringBitmap) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.serialized_size());
    // Nothing can go wrong with a `Vec`.
    let _ = rows.serialize_into(&mut bytes);
    bytes
}

/// The most bytes in which a set of ranks is written: for each 65,536 ranks a bit each, with what stands before. A longer
/// one would unfold to far more than there are services.
fn longest_set(services: u32) -> usize {
    (services as usize / 65_536 + 1) * (8192 + 16) + 16
}

/// What comes after every word that begins so.
pub(crate) fn end_of(beginning: &str) -> String {
    format!("{beginning}{}", char::MAX)
}

/// The words that at least [`COMMON`] needs share.
fn common(database: &Connection) -> Result<BTreeSet<String>, ReadError> {
    let mut common = database.prepare("SELECT word FROM said GROUP BY word HAVING count(*) >= ?1")?;
    let words = common.query_map([COMMON], |row| row.get(0))?;
    Ok(words.collect::<Result<_, _>>()?)
}

fn all<T: DeserializeOwned>(database: &Connection, sql: &str) -> Result<Vec<T>, ReadError> {
    let mut rows = database.prepare(sql)?;
    let bodies = rows.query_map([], |row| row.get::<_, String>(0))?;
    bodies.map(|body| Ok(serde_json::from_str(&body?)?)).collect()
}
