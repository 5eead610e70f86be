//! Where a conversation goes on, and half-written text. Only of spaces that are written at all.

use rusqlite::{Connection, OptionalExtension};
use sync::SpaceId;

use super::{Store, key, rows};
use crate::fault::{ReadError, WriteError};

impl Store {
    pub(crate) fn set_place(&mut self, space: SpaceId, place: &str) -> Result<(), WriteError> {
        put_place(&self.connection, space, place)
    }

    pub(crate) fn place(&self, space: SpaceId) -> Result<Option<String>, ReadError> {
        let sql = "SELECT place FROM summary WHERE space = ?1 AND place IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([key(space)], |row| rows::text(row, 0)).optional()?)
    }

    pub(crate) fn set_draft(&mut self, space: SpaceId, field: &str, text: &str) -> Result<(), WriteError> {
        must_be_written(&self.connection, space)?;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO draft (space, field, text) VALUES (?1, ?2, ?3)
             ON CONFLICT (space, field) DO UPDATE SET text = excluded.text",
        )?;
        statement.execute((key(space), field, serde_json::to_string(text)?))?;
        Ok(())
    }

    pub(crate) fn draft(&self, space: SpaceId, field: &str) -> Result<Option<String>, ReadError> {
        let sql = "SELECT text FROM draft WHERE space = ?1 AND field = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row((key(space), field), |row| rows::text(row, 0)).optional()?)
    }

    pub(crate) fn clear_draft(&mut self, space: SpaceId, field: &str) -> Result<(), WriteError> {
        let sql = "DELETE FROM draft WHERE space = ?1 AND field = ?2";
        self.connection.prepare_cached(sql)?.execute((key(space), field))?;
        Ok(())
    }
}

pub(super) fn put_place(connection: &Connection, space: SpaceId, place: &str) -> Result<(), WriteError> {
    let sql = "UPDATE summary SET place = ?2 WHERE space = ?1";
    match connection.prepare_cached(sql)?.execute((key(space), serde_json::to_string(place)?))? {
        0 => Err(WriteError::NotFound),
        _ => Ok(()),
    }
}

/// Before the person agreed there is no summary, and so no place to leave a trace in.
fn must_be_written(connection: &Connection, space: SpaceId) -> Result<(), WriteError> {
    rows::summary(connection, space)?.map(drop).ok_or(WriteError::NotFound)
}
