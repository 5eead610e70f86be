//! How many wrong PINs were given, and how long to wait before the next one.
//!
//! The count is raised and on the disk *before* a PIN is tried, so a kill in between costs a try instead of giving one away.
//! Waiting is measured on the device's uptime: setting the clock gains nothing, and a restart starts the current wait anew.
//! Nothing is ever destroyed and nobody is locked out for good.
//!
//! The file has a fixed size and two records written in turns, each in a sector of its own: counting needs no new room on a
//! full disk, and a torn write leaves the other record. A MAC by the device's key keeps it from being edited. When neither
//! record is whole, or the file is gone while there is a vault, the longest wait begins: taking the file away costs a guesser
//! an hour for each guess, and a person with the right PIN waits one hour, once.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
};

use hmac::Mac;
use zeroize::Zeroizing;

use crate::{
    folder::{self, Folder},
    keys::mac,
};

const SECTOR: usize = 512;
const NUMBERS: usize = 20;
const RECORD: usize = NUMBERS + 32;
const LABEL: &[u8] = b"suluh attempts 1";
/// With this many failures every further one waits the longest.
const HIGHEST: u32 = 9;
const MINUTE_MS: u64 = 60_000;

/// How long to wait after so many wrong PINs in a row, in milliseconds.
pub(crate) fn wait_after_ms(failures: u32) -> u64 {
    match failures {
        0..=4 => 0,
        5 => MINUTE_MS / 2,
        6 => MINUTE_MS,
        7 => 5 * MINUTE_MS,
        8 => 15 * MINUTE_MS,
        HIGHEST.. => 60 * MINUTE_MS,
    }
}

/// The counter of one vault.
pub(crate) struct Attempts {
    file: File,
    key: Zeroizing<[u8; 32]>,
    record: Record,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Record {
    /// Rises with every write; the higher one of two records counts.
    generation: u64,
    failures: u32,
    /// The uptime from which the current wait counts.
    since_ms: u64,
}

impl Attempts {
    /// Writes a counter that starts from nothing, for a new vault.
    pub(crate) fn create(folder: &Folder, key: &[u8; 32]) -> io::Result<()> {
        write_new(folder, key, Record { generation: 0, failures: 0, since_ms: 0 })
    }

    /// Opens the counter of a vault that exists, at `uptime_ms`.
    pub(crate) fn open(folder: &Folder, key: &Zeroizing<[u8; 32]>, uptime_ms: u64) -> io::Result<Attempts> {
        let bytes = match fs::read(folder.attempts()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            bytes => bytes?,
        };
        let found = [0, SECTOR].into_iter().filter_map(|at| Record::read(&bytes, at, key));
        let record = if let Some(record) = found.max_by_key(|record| record.generation) {
            record
        } else {
            let longest = Record { generation: 0, failures: HIGHEST, since_ms: uptime_ms };
            write_new(folder, key, longest)?;
            longest
        };
        let file = OpenOptions::new().write(true).open(folder.attempts())?;
        Ok(Attempts { file, key: key.clone(), record })
    }

    /// How many PINs in a row were wrong.
    pub(crate) fn failures(&self) -> u32 {
        self.record.failures
    }

    /// How long to wait before a PIN may be tried, in milliseconds; uses nothing up.
    pub(crate) fn wait_ms(&mut self, uptime_ms: u64) -> io::Result<u64> {
        let wait = wait_after_ms(self.record.failures);
        if wait == 0 {
            return Ok(0);
        }
        if uptime_ms < self.record.since_ms {
            // Restarted since. Written down, or the wait would jump when the uptime passes the old mark.
            self.write(self.record.failures, uptime_ms)?;
        }
        Ok(wait.saturating_sub(uptime_ms - self.record.since_ms))
    }

    /// Counts a try as failed, before it is made. On return that is on the disk.
    pub(crate) fn begin(&mut self, uptime_ms: u64) -> io::Result<()> {
        self.write(self.record.failures.saturating_add(1), uptime_ms)
    }

    /// Takes back a try that could not be made.
    pub(crate) fn not_made(&mut self) -> io::Result<()> {
        self.write(self.record.failures.saturating_sub(1), self.record.since_ms)
    }

    /// The PIN was right.
    pub(crate) fn succeeded(&mut self) -> io::Result<()> {
        self.write(0, 0)
    }

    fn write(&mut self, failures: u32, since_ms: u64) -> io::Result<()> {
        let generation = self.record.generation + 1;
        let record = Record { generation, failures, since_ms };
        let sector = if generation.is_multiple_of(2) { 0 } else { SECTOR };
        self.file.seek(SeekFrom::Start(sector as u64))?;
        self.file.write_all(&record.bytes(&self.key))?;
        self.file.sync_data()?;
        self.record = record;
        Ok(())
    }
}

impl Record {
    fn read(bytes: &[u8], at: usize, key: &[u8; 32]) -> Option<Record> {
        let record = bytes.get(at..at + RECORD)?;
        let (numbers, seal) = record.split_first_chunk::<NUMBERS>()?;
        sealing(key, numbers).verify_slice(seal).ok()?;
        let (generation, rest) = numbers.split_first_chunk()?;
        let (failures, since_ms) = rest.split_first_chunk()?;
        Some(Record {
            generation: u64::from_le_bytes(*generation),
            failures: u32::from_le_bytes(*failures),
            since_ms: u64::from_le_bytes(since_ms.try_into().ok()?),
        })
    }

    fn bytes(self, key: &[u8; 32]) -> [u8; RECORD] {
        let mut bytes = [0; RECORD];
        bytes[..8].copy_from_slice(&self.generation.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.failures.to_le_bytes());
        bytes[12..NUMBERS].copy_from_slice(&self.since_ms.to_le_bytes());
        let seal = sealing(key, &bytes[..NUMBERS]).finalize().into_bytes();
        bytes[NUMBERS..].copy_from_slice(&seal);
        bytes
    }
}

fn sealing(key: &[u8; 32], numbers: &[u8]) -> impl Mac {
    let mut seal = mac(key, LABEL);
    seal.update(numbers);
    seal
}

fn write_new(folder: &Folder, key: &[u8; 32], record: Record) -> io::Result<()> {
    let mut bytes = [0; SECTOR * 2];
    bytes[..RECORD].copy_from_slice(&record.bytes(key));
    folder::write_whole(&folder.attempts(), &bytes)
}

#[cfg(test)]
mod tests;
