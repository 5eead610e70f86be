//! Writing what happened.

use std::collections::BTreeSet;

use casework::{CaseFile, Happened, Referral, Reported, Summary, TEAM};
use rusqlite::{Connection, Transaction};
use sync::{DeviceId, Event, EventId, Hlc, Moment, SpaceId};

use super::{Store, begin, key, rows, text};
use crate::fault::{Fault, WriteError};

impl Store {
    pub(crate) fn append(
        &mut self,
        at: Moment,
        space: SpaceId,
        happened: &[Happened],
        place: Option<&str>,
    ) -> Result<Vec<EventId>, WriteError> {
        let transaction = begin(&mut self.connection)?;
        let mut log = Log::of(&transaction, self.device)?;
        let ids = log.append(at, space, happened)?;
        if let Some(place) = place {
            text::put_place(&transaction, space, place)?;
        }
        transaction.commit()?;
        Ok(ids)
    }

    pub(crate) fn report(&mut self, at: Moment, reported: &Reported) -> Result<(), WriteError> {
        let transaction = begin(&mut self.connection)?;
        let body = reported.body()?;
        Log::of(&transaction, self.device)?.write(at, TEAM, (Reported::KIND, reported.v()), Vec::new(), body)?;
        transaction.commit()?;
        Ok(())
    }
}

/// The end of this device's log, inside a transaction: a number is given out only when the event is committed with it.
pub(super) struct Log<'a> {
    transaction: &'a Transaction<'a>,
    device: DeviceId,
    last_seq: u64,
    hlc: Hlc,
}

impl<'a> Log<'a> {
    pub(super) fn of(transaction: &'a Transaction<'a>, device: DeviceId) -> Result<Self, Fault> {
        // The last event has the latest time, but for those whose time was erased; for them the clock was written down.
        let mut statement = transaction.prepare_cached(
            "SELECT max(identity.hlc, coalesce(event.hlc, 0)), coalesce(event.seq, 0)
             FROM identity LEFT JOIN event ON event.device = ?1
             ORDER BY event.seq DESC LIMIT 1",
        )?;
        let (hlc, seq): (i64, i64) = statement.query_row([device.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self { transaction, device, last_seq: seq.cast_unsigned(), hlc: Hlc(hlc.cast_unsigned()) })
    }

    /// Adds what happened in a space and folds it into its summary.
    pub(super) fn append(
        &mut self,
        at: Moment,
        space: SpaceId,
        happened: &[Happened],
    ) -> Result<Vec<EventId>, WriteError> {
        let mut summary = rows::summary(self.transaction, space)?;
        let mut ids = Vec::with_capacity(happened.len());
        for one in happened {
            // Only this begins a space, so that a late press never brings an erased one back.
            if summary.is_none() && !matches!(one, Happened::Began { .. }) {
                return Err(WriteError::NotFound);
            }
            if let Happened::Referred(referral) = one {
                check_consent(self.transaction, space, referral, at)?;
            }
            let replaces = replaced(self.transaction, space, one)?;
            let event = self.write(at, space, (one.kind(), one.v()), replaces, one.body()?)?;
            summary = Some(match summary {
                Some(summary) => summary.apply(&event),
                None => Summary::of(&event),
            });
            ids.push(event.id);
        }
        if let Some(summary) = summary {
            rows::put_summary(self.transaction, &summary)?;
        }
        Ok(ids)
    }

    /// Adds an event, of this kind in this version, at the end.
    fn write(
        &mut self,
        at: Moment,
        space: SpaceId,
        (kind, v): (&str, u16),
        supersedes: Vec<EventId>,
        body: String,
    ) -> Result<Event, Fault> {
        self.hlc = Hlc::next(self.hlc, at.utc_ms);
        let id = self.next_id();
        let (hlc, offset_min, kind) = (self.hlc, at.offset_min, kind.to_owned());
        let event = Event { id, hlc, offset_min, space, kind, v, supersedes, body: Some(body) };
        rows::put_event(self.transaction, &event)?;
        Ok(event)
    }

    /// Adds a copy of an event; its time stays.
    pub(super) fn copy(&mut self, event: Event) -> Result<Event, Fault> {
        let event = Event { id: self.next_id(), ..event };
        rows::put_event(self.transaction, &event)?;
        Ok(event)
    }

    /// Writes down how far the clock has come, because the events that show it are about to be erased.
    pub(super) fn write_clock(&self) -> Result<(), Fault> {
        self.transaction.execute("UPDATE identity SET hlc = ?1", [self.hlc.0.cast_signed()])?;
        Ok(())
    }

    fn next_id(&mut self) -> EventId {
        self.last_seq += 1;
        EventId { device: self.device, seq: self.last_seq }
    }
}

/// The answers to the same question that still stand; the writer saw them.
fn replaced(connection: &Connection, space: SpaceId, happened: &Happened) -> Result<Vec<EventId>, Fault> {
    let Happened::Answered { form, question, .. } = happened else { return Ok(Vec::new()) };
    let mut statement = connection.prepare_cached(
        "SELECT device, seq, supersedes FROM event
         WHERE space = ?1 AND body ->> '$.form' = ?2 AND body ->> '$.question' = ?3
             AND body IS NOT NULL AND kind = 'answered'",
    )?;
    let answers = statement.query_map((key(space), form, question), |row| {
        let (device, seq) = (DeviceId(row.get(0)?), row.get::<_, i64>(1)?.cast_unsigned());
        Ok((EventId { device, seq }, rows::ids(row, 2)?))
    })?;
    let answers: Vec<(EventId, Vec<EventId>)> = answers.collect::<Result<_, _>>()?;
    let replaced: BTreeSet<EventId> = answers.iter().flat_map(|(_, ids)| ids).copied().collect();
    Ok(answers.iter().map(|(id, _)| *id).filter(|id| !replaced.contains(id)).collect())
}

/// Consent is checked where the disclosure is recorded, not only where it was prepared.
fn check_consent(connection: &Connection, space: SpaceId, referral: &Referral, at: Moment) -> Result<(), WriteError> {
    let case = CaseFile::fold(space, &rows::events(connection, space)?);
    let consent = case.consents.iter().find(|consent| consent.id == referral.consent);
    let consent = consent.ok_or(WriteError::NoConsent)?;
    let _covered = consent.cover(&referral.service, &referral.fields(), at.utc_ms)?;
    Ok(())
}
