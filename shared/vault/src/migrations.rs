//! Brings the database to the newest schema.
//!
//! A migration is never edited once it has shipped: add the next file.

use rusqlite::{Connection, TransactionBehavior};

use crate::fault::Fault;

const MIGRATIONS: [(i64, &str); 2] =
    [(1, include_str!("migrations/0001_vault.sql")), (2, include_str!("migrations/0002_visits.sql"))];
const NEWEST: i64 = MIGRATIONS[MIGRATIONS.len() - 1].0;

/// Why a database could not be brought up to date; the last complete schema is kept.
#[derive(Debug)]
pub(crate) enum MigrateFault {
    /// A newer version of the app wrote this database; it is left untouched.
    TooNew,
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for MigrateFault {
    fn from(fault: F) -> Self {
        MigrateFault::Fault(fault.into())
    }
}

/// The schema a database has; 0 is none.
pub(crate) fn version(connection: &Connection) -> Result<i64, Fault> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Applies every migration that this database has not seen, each in its own transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), MigrateFault> {
    let found = version(connection)?;
    if NEWEST < found {
        return Err(MigrateFault::TooNew);
    }
    for (version, sql) in MIGRATIONS {
        if found < version {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute_batch(sql)?;
            transaction.pragma_update(None, "user_version", version)?;
            transaction.commit()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_from_a_newer_app_is_left_untouched() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();

        assert!(matches!(migrate(&mut connection), Err(MigrateFault::TooNew)));
        assert_eq!(version(&connection).unwrap(), 99);
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        let schema = |connection: &Connection| -> String {
            let sql = "SELECT group_concat(sql) FROM sqlite_schema";
            connection.query_row(sql, [], |row| row.get(0)).unwrap()
        };

        migrate(&mut connection).unwrap();
        let first = schema(&connection);
        migrate(&mut connection).unwrap();

        assert_eq!(schema(&connection), first);
    }
}
