//! Events and summaries as rows.

use casework::{PlannedVisit, Summary, TEAM};
use rusqlite::{Connection, OptionalExtension, Row, types::Type};
use sync::{DeviceId, Event, EventId, Hlc, SpaceId};

use super::key;
use crate::fault::Fault;

/// Every conversation and case that has something in it.
pub(super) fn spaces(connection: &Connection) -> Result<Vec<SpaceId>, Fault> {
    let sql = "SELECT DISTINCT space FROM event WHERE body IS NOT NULL AND space <> ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let spaces = statement.query_map([TEAM.0], |row| row.get(0).map(SpaceId))?;
    Ok(spaces.collect::<Result<_, _>>()?)
}

/// Everything that happened in a space, in order.
pub(super) fn events(connection: &Connection, space: SpaceId) -> Result<Vec<Event>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT device, seq, hlc, utc_offset_min, space, kind, v, supersedes, body FROM event
         WHERE space = ?1 AND body IS NOT NULL ORDER BY hlc, device, seq",
    )?;
    let events = statement.query_map([key(space)], event)?;
    Ok(events.collect::<Result<_, _>>()?)
}

pub(super) fn put_event(connection: &Connection, event: &Event) -> Result<(), Fault> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO event (device, seq, hlc, utc_offset_min, space, kind, v, supersedes, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    statement.execute((
        event.id.device.0,
        event.id.seq.cast_signed(),
        event.hlc.0.cast_signed(),
        event.offset_min,
        key(event.space),
        &event.kind,
        event.v,
        serde_json::to_string(&event.supersedes)?,
        &event.body,
    ))?;
    Ok(())
}

/// The columns that [`summary_of`] reads.
pub(super) const SUMMARY: &str =
    "space, unfinished, began_ms, last_hlc, last_device, last_seq, offset_min, referrals, notes,
    last_kind, visit_due_ms, visit_hlc, visit_device, visit_seq";

pub(super) fn summary(connection: &Connection, space: SpaceId) -> Result<Option<Summary>, Fault> {
    let mut statement = connection.prepare_cached(&format!("SELECT {SUMMARY} FROM summary WHERE space = ?1"))?;
    Ok(statement.query_row([key(space)], summary_of).optional()?)
}

pub(super) fn put_summary(connection: &Connection, summary: &Summary) -> Result<(), Fault> {
    let mut statement = connection.prepare_cached(&format!(
        "INSERT INTO summary ({SUMMARY}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (space) DO UPDATE SET
             unfinished = excluded.unfinished, began_ms = excluded.began_ms, last_hlc = excluded.last_hlc,
             last_device = excluded.last_device, last_seq = excluded.last_seq, offset_min = excluded.offset_min,
             referrals = excluded.referrals, notes = excluded.notes, last_kind = excluded.last_kind,
             visit_due_ms = excluded.visit_due_ms, visit_hlc = excluded.visit_hlc,
             visit_device = excluded.visit_device, visit_seq = excluded.visit_seq",
    ))?;
    let (hlc, last) = summary.last;
    let planned = summary.visit.map(|visit| visit.planned);
    statement.execute((
        key(summary.space),
        summary.unfinished,
        summary.began_ms,
        hlc.0.cast_signed(),
        last.device.0,
        last.seq.cast_signed(),
        summary.offset_min,
        summary.referrals,
        summary.notes,
        &summary.last_kind,
        summary.visit_due_ms(),
        planned.map(|(hlc, _)| hlc.0.cast_signed()),
        planned.map(|(_, id)| id.device.0),
        planned.map(|(_, id)| id.seq.cast_signed()),
    ))?;
    Ok(())
}

/// A summary from the columns [`SUMMARY`].
pub(super) fn summary_of(row: &Row<'_>) -> rusqlite::Result<Summary> {
    let last = place_in_order(row, 3)?;
    Ok(Summary {
        space: SpaceId(row.get(0)?),
        unfinished: row.get(1)?,
        began_ms: row.get(2)?,
        last_ms: last.0.ms(),
        offset_min: row.get(6)?,
        referrals: row.get(7)?,
        notes: row.get(8)?,
        last_kind: row.get(9)?,
        visit: visit_of(row)?,
        last,
    })
}

fn visit_of(row: &Row<'_>) -> rusqlite::Result<Option<PlannedVisit>> {
    if row.get::<_, Option<i64>>(11)?.is_none() {
        return Ok(None);
    }
    Ok(Some(PlannedVisit { due_ms: row.get(10)?, planned: place_in_order(row, 11)? }))
}

/// An event's place in the order of all events, from this column and the two after it.
fn place_in_order(row: &Row<'_>, from: usize) -> rusqlite::Result<(Hlc, EventId)> {
    let hlc = Hlc(row.get::<_, i64>(from)?.cast_unsigned());
    let seq = row.get::<_, i64>(from + 2)?.cast_unsigned();
    Ok((hlc, EventId { device: DeviceId(row.get(from + 1)?), seq }))
}

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let device = DeviceId(row.get(0)?);
    let seq = row.get::<_, i64>(1)?.cast_unsigned();
    Ok(Event {
        id: EventId { device, seq },
        hlc: Hlc(row.get::<_, i64>(2)?.cast_unsigned()),
        offset_min: row.get(3)?,
        space: SpaceId(row.get(4)?),
        kind: row.get(5)?,
        v: row.get(6)?,
        supersedes: ids(row, 7)?,
        body: row.get::<_, Option<String>>(8)?.map(|body| whole(8, body)).transpose()?,
    })
}

/// SQLCipher hands out a damaged page as zeros and tells SQLite nothing. In the middle of a table SQLite finds that out by
/// itself, in the rest of a long text it does not. JSON never holds a zero byte, so all long texts are written as JSON.
fn whole(column: usize, json: String) -> rusqlite::Result<String> {
    if json.contains('\0') { Err(damaged(column, "a part is missing".into())) } else { Ok(json) }
}

/// A column with event ids as JSON.
pub(super) fn ids(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<EventId>> {
    serde_json::from_str(row.get_ref(column)?.as_str()?).map_err(|error| damaged(column, error.into()))
}

/// A column with one text as JSON.
pub(super) fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    serde_json::from_str(row.get_ref(column)?.as_str()?).map_err(|error| damaged(column, error.into()))
}

fn damaged(column: usize, why: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, why)
}
