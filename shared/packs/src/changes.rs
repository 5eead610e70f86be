//! What another edition changes.

use directory::Changes;

use crate::{Packs, ReadError};

impl Packs {
    /// What another edition changes about the numbers of this one.
    ///
    /// # Errors
    /// [`ReadError`] of either.
    pub fn changes_to(&self, newer: &Self) -> Result<Changes, ReadError> {
        let mut changes = Changes::default();
        let mut services = self.listing().database.prepare("SELECT id, body FROM service ORDER BY rank")?;
        let mut rows = services.query([])?;
        while let Some(row) = rows.next()? {
            let (id, body): (String, String) = (row.get(0)?, row.get(1)?);
            changes.note(serde_json::from_str(&body)?, newer.service(&id)?);
        }
        Ok(changes)
    }
}
