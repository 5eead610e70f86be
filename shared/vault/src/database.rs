//! Opening the encrypted database file with its key, and how it writes.

use std::{fs, io, path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags};

use crate::{
    fault::Fault,
    folder,
    keys::DatabaseKey,
    migrations::{self, MigrateFault, migrate},
};

/// Why a database did not open. It is left as it is.
#[derive(Debug)]
pub(crate) enum DatabaseFault {
    TooNew,
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for DatabaseFault {
    fn from(fault: F) -> Self {
        DatabaseFault::Fault(fault.into())
    }
}

impl From<MigrateFault> for DatabaseFault {
    fn from(fault: MigrateFault) -> Self {
        match fault {
            MigrateFault::TooNew => DatabaseFault::TooNew,
            MigrateFault::Fault(fault) => DatabaseFault::Fault(fault),
        }
    }
}

/// Makes a new database, durably, with the newest schema and nothing in it. The file must not be there.
pub(crate) fn create(path: &Path, key: &DatabaseKey) -> Result<Connection, Fault> {
    // Made here, because SQLite would make it readable for others; its journal takes over the mode.
    folder::new_file(path)?;
    let mut connection = open_with_key(path, key)?;
    match migrate(&mut connection) {
        Ok(()) => Ok(connection),
        Err(MigrateFault::Fault(fault)) => Err(fault),
        // A file that was just made has no newer schema.
        Err(MigrateFault::TooNew) => Err(Fault::Damaged),
    }
}

/// Opens a database that is there and brings it up to date. Whatever does not fit the key is damage: the key was right.
pub(crate) fn open(path: &Path, key: &DatabaseKey) -> Result<Connection, DatabaseFault> {
    // SQLite takes an empty file for a new database.
    if fs::metadata(path)?.len() == 0 {
        return Err(Fault::Damaged.into());
    }
    let mut connection = open_with_key(path, key)?;
    if migrations::version(&connection)? == 0 {
        return Err(Fault::Damaged.into());
    }
    migrate(&mut connection)?;
    Ok(connection)
}

/// Takes everything over from the journal and cuts it to nothing, so that no erased words stay in it.
pub(crate) fn empty_journal(connection: &Connection) -> Result<(), Fault> {
    let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    match busy {
        0 => Ok(()),
        _ => Err(io::Error::from(io::ErrorKind::ResourceBusy).into()),
    }
}

fn open_with_key(path: &Path, key: &DatabaseKey) -> Result<Connection, Fault> {
    let connection = Connection::open_with_flags(path, flags())?;
    // SQLCipher would write to standard error; what is wrong is told by the typed errors. And all memory SQLite gives back is
    // overwritten, so that no decrypted page outlives the lock: a save takes about a tenth of a millisecond longer for it.
    connection.execute_batch("PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = ON;")?;
    // Before anything is read.
    connection.execute_batch(&key.pragma())?;
    prepare(&connection)?;
    Ok(connection)
}

fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

/// How every connection works, encrypted or (in tests that look for left-over words) not.
pub(crate) fn prepare(connection: &Connection) -> Result<(), Fault> {
    connection.busy_timeout(Duration::from_secs(1))?;
    connection.execute_batch(
        // One process only; also keeps the journal's index in memory instead of in a third file.
        "PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;",
    )?;
    Ok(())
}
