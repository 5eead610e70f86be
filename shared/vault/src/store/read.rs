//! Reading lists and cases.

use casework::{CaseFile, Summary, TEAM, Told};
use rusqlite::OptionalExtension;
use sync::SpaceId;

use super::{
    Store,
    rows::{self, SUMMARY},
};
use crate::fault::ReadError;

/// A screen never shows more rows, so no more are ever read for one.
const LONGEST_PAGE: u32 = 50;

impl Store {
    pub(crate) fn unfinished(&self) -> Result<Option<Summary>, ReadError> {
        let sql = format!("SELECT {SUMMARY} FROM summary WHERE unfinished = 1 ORDER BY last_hlc DESC, space LIMIT 1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([], rows::summary_of).optional()?)
    }

    pub(crate) fn cases(&self, from: u32, limit: u32) -> Result<(u32, Vec<Summary>), ReadError> {
        let sql = "SELECT count(*) FROM summary WHERE unfinished = 0";
        let total = self.connection.query_row(sql, [], |row| row.get(0))?;
        let sql = format!(
            "SELECT {SUMMARY} FROM summary WHERE unfinished = 0 ORDER BY last_hlc DESC, space LIMIT ?1 OFFSET ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let cases = statement.query_map((limit.min(LONGEST_PAGE), from), rows::summary_of)?;
        Ok((total, cases.collect::<Result<_, _>>()?))
    }

    pub(crate) fn case(&self, space: SpaceId) -> Result<CaseFile, ReadError> {
        let events = rows::events(&self.connection, space)?;
        if events.is_empty() {
            return Err(ReadError::NotFound);
        }
        Ok(CaseFile::fold(space, &events))
    }

    pub(crate) fn reports(&self) -> Result<Vec<Told>, ReadError> {
        let events = rows::events(&self.connection, TEAM)?;
        Ok(events.iter().filter_map(Told::read).collect())
    }
}
