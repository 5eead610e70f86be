//! Erasing a conversation or case.

use rusqlite::Connection;
use sync::SpaceId;

use super::{Store, begin, key};
use crate::{
    database::empty_journal,
    fault::{Fault, WriteError},
};

impl Store {
    pub(crate) fn erase(&mut self, space: SpaceId) -> Result<(), WriteError> {
        let transaction = begin(&mut self.connection)?;
        let erased = erase(&transaction, space)?;
        transaction.commit()?;
        // Also when there was nothing: then this finishes an erasure whose journal could not be emptied.
        empty_journal(&self.connection)?;
        if erased { Ok(()) } else { Err(WriteError::NotFound) }
    }
}

/// Leaves of each event only which one it was, so that the log has no gap. `secure_delete` overwrites the rest.
pub(super) fn erase(connection: &Connection, space: SpaceId) -> Result<bool, Fault> {
    connection.execute(
        "UPDATE event SET hlc = 0, utc_offset_min = 0, space = zeroblob(16), kind = 'erased', v = 0,
             supersedes = '[]', body = NULL
         WHERE space = ?1 AND body IS NOT NULL",
        [key(space)],
    )?;
    // Takes the place and the drafts with it.
    let summaries = connection.execute("DELETE FROM summary WHERE space = ?1", [key(space)])?;
    Ok(0 < summaries)
}
