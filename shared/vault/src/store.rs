//! What is in an open vault. Every change is one transaction that is on the disk when it returns.

mod append;
mod erase;
mod keep;
mod read;
mod rows;
mod text;

use casework::FOLD_VERSION;
use ed25519_dalek::SigningKey;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use sync::{DeviceId, Event, SpaceId};
use zeroize::Zeroizing;

use crate::fault::Fault;

/// An open database and the device it belongs to.
pub(crate) struct Store {
    connection: Connection,
    device: DeviceId,
}

impl Store {
    /// Gives a new, empty database its device.
    pub(crate) fn create(mut connection: Connection) -> Result<Store, Fault> {
        let mut seed = Zeroizing::new([0; 32]);
        getrandom::fill(seed.as_mut_slice()).map_err(std::io::Error::from)?;
        let public_key = SigningKey::from_bytes(&seed).verifying_key();
        let hash = blake3::hash(public_key.as_bytes());
        let device: [u8; 16] = std::array::from_fn(|index| hash.as_bytes()[index]);

        let transaction = begin(&mut connection)?;
        transaction.execute(
            "INSERT INTO identity (one, device, seed, hlc) VALUES (1, ?1, ?2, 0)",
            (device, seed.as_slice()),
        )?;
        transaction.execute("INSERT INTO meta (name, value) VALUES ('fold_version', ?1)", [FOLD_VERSION])?;
        transaction.commit()?;
        Ok(Store { connection, device: DeviceId(device) })
    }

    /// Takes over a database that is open; brings its summaries up to date.
    pub(crate) fn open(mut connection: Connection) -> Result<Store, Fault> {
        let device = connection.query_row("SELECT device FROM identity", [], |row| row.get(0))?;
        renew_summaries(&mut connection)?;
        match erase::finish(&connection) {
            // It needs as much room as the database has. Until there is some, the person can still work.
            Ok(()) | Err(Fault::Full) => {}
            Err(fault) => return Err(fault),
        }
        Ok(Store { connection, device: DeviceId(device) })
    }

    /// Pretends another version of the app wrote the schema.
    #[cfg(test)]
    pub(crate) fn set_schema_version(&self, version: i64) {
        self.connection.pragma_update(None, "user_version", version).unwrap();
    }
}

/// Locks for writing at once, so that what is read in the transaction is what it changes.
fn begin(connection: &mut Connection) -> Result<Transaction<'_>, rusqlite::Error> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// Folds all summaries anew when another version of the fold made them.
fn renew_summaries(connection: &mut Connection) -> Result<(), Fault> {
    let sql = "SELECT value FROM meta WHERE name = 'fold_version'";
    let found: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    if found == i64::from(FOLD_VERSION) {
        return Ok(());
    }
    let transaction = begin(connection)?;
    for space in rows::spaces(&transaction)? {
        let events: Vec<Event> = rows::events(&transaction, space)?;
        if let Some(summary) = casework::Summary::fold(&events) {
            rows::put_summary(&transaction, &summary)?;
        }
    }
    let sql = "UPDATE meta SET value = ?1 WHERE name = 'fold_version'";
    transaction.execute(sql, [FOLD_VERSION])?;
    Ok(transaction.commit()?)
}

/// A space's id as a column.
fn key(space: SpaceId) -> [u8; 16] {
    space.0
}

#[cfg(test)]
mod tests;
