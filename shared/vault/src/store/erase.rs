//! Erasing a conversation or case.
//!
//! `secure_delete` overwrites what is deleted, but when SQLite moves rows between pages it leaves copies of them in the gaps
//! (`erased_words_are_gone_from_database_journal_and_free_pages` finds them). So an erasure ends with writing the whole
//! database anew and emptying the journal. A mark in the database says that this is still to be done, and every opening
//! empties the journal, so one that was cut short is finished there.

use rusqlite::{Connection, OptionalExtension};
use sync::SpaceId;

use super::{Store, append::Log, begin, key};
use crate::{
    database::empty_journal,
    fault::{Fault, WriteError},
};

impl Store {
    pub(crate) fn erase(&mut self, space: SpaceId) -> Result<(), WriteError> {
        let transaction = begin(&mut self.connection)?;
        Log::of(&transaction, self.device)?.write_clock()?;
        if erase(&transaction, space)? {
            mark(&transaction)?;
        } else if !is_unfinished(&transaction)? {
            return Err(WriteError::NotFound);
        }
        transaction.commit()?;
        Ok(finish(&self.connection)?)
    }
}

/// Leaves of each event only which one it was, so that the log has no gap.
pub(super) fn erase(connection: &Connection, space: SpaceId) -> Result<bool, Fault> {
    connection.execute(
        "UPDATE event SET hlc = 0, utc_offset_min = 0, space = zeroblob(16), kind = 'erased', v = 0,
             supersedes = '[]', body = NULL
         WHERE space = ?1 AND body IS NOT NULL",
        [key(space)],
    )?;
    // Takes the drafts with it.
    let summaries = connection.execute("DELETE FROM summary WHERE space = ?1", [key(space)])?;
    Ok(0 < summaries)
}

/// Says in the same transaction that more is to be done.
pub(super) fn mark(connection: &Connection) -> Result<(), Fault> {
    let sql = "INSERT INTO meta (name, value) VALUES ('unfinished_erasure', 1) ON CONFLICT DO NOTHING";
    connection.execute(sql, [])?;
    Ok(())
}

/// Finishes erasures that were cut short, if any, and leaves an empty journal.
pub(super) fn finish(connection: &Connection) -> Result<(), Fault> {
    if is_unfinished(connection)? {
        // Copies what is there, and only that, page by page into a new database.
        connection.execute_batch("VACUUM")?;
        connection.execute("DELETE FROM meta WHERE name = 'unfinished_erasure'", [])?;
    }
    empty_journal(connection)
}

fn is_unfinished(connection: &Connection) -> Result<bool, Fault> {
    let sql = "SELECT value FROM meta WHERE name = 'unfinished_erasure'";
    let mark: Option<i64> = connection.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(mark.is_some())
}
