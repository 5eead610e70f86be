//! Whether a database is made of nothing but the tables of a directory.
//!
//! The bytes are signed; should a publisher be fooled, a view would still be a program that runs in the place of a table, and one
//! that asks for itself again never ends.

use std::sync::LazyLock;

use rusqlite::Connection;

use crate::ReadError;

/// The tables and indexes of a directory, as the pack builder creates them.
pub const SCHEMA: &str = include_str!("schema.sql");

/// What `SQLite` keeps for itself of what was created: kind, name, the text that created it.
type Entry = (String, String, Option<String>);

/// All that a directory of this version is made of; nothing should our own tables not be what `SQLite` knows.
static OURS: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let made = Connection::open_in_memory().and_then(|database| {
        database.execute_batch(SCHEMA)?;
        entries(&database)
    });
    made.unwrap_or_default()
});

/// Checks it before anything else is read.
///
/// Later versions may add tables and plain columns; what computes and what is not a table stays refused.
///
/// # Errors
/// [`ReadError::Entry`] when there is anything else.
pub(crate) fn check(database: &Connection) -> Result<(), ReadError> {
    let found = entries(database)?;
    let is_plain = |(kind, name, sql): &Entry| {
        let is_table = matches!(kind.as_str(), "table" | "index");
        is_table && (!is_virtual(sql.as_deref()) || OURS.iter().any(|(_, ours, made)| (ours, made) == (name, sql)))
    };
    let is_there = |(kind, name, _): &Entry| found.iter().any(|(other, table, _)| (kind, name) == (other, table));
    if OURS.is_empty() || !found.iter().all(is_plain) || !OURS.iter().all(is_there) {
        return Err(ReadError::Entry);
    }
    // Columns that are computed when they are read.
    let computed = "SELECT EXISTS (SELECT 1 FROM sqlite_schema AS made, pragma_table_xinfo(made.name) AS made_of \
                    WHERE made.type = 'table' AND made.sql NOT LIKE 'CREATE VIRTUAL%' AND made_of.hidden <> 0)";
    if database.query_row(computed, [], |row| row.get(0))? { Err(ReadError::Entry) } else { Ok(()) }
}

fn entries(database: &Connection) -> rusqlite::Result<Vec<Entry>> {
    let mut rows = database.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")?;
    let entries = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    entries.collect()
}

fn is_virtual(sql: Option<&str>) -> bool {
    sql.is_some_and(|sql| sql.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("CREATE VIRTUAL")))
}
