//! Keeping a conversation.

use std::collections::HashMap;

use casework::{Happened, Summary};
use sync::{Event, EventId, Moment, SpaceId};

use super::{Store, append::Log, begin, erase, rows};
use crate::fault::WriteError;

impl Store {
    pub(crate) fn keep(
        &mut self,
        at: Moment,
        conversation: SpaceId,
        into: Option<SpaceId>,
    ) -> Result<SpaceId, WriteError> {
        let transaction = begin(&mut self.connection)?;
        let case = into.unwrap_or(conversation);
        match rows::summary(&transaction, conversation)? {
            Some(summary) if summary.unfinished => {}
            _ => return Err(WriteError::NotFound),
        }
        let mut log = Log::of(&transaction, self.device)?;
        if into.is_some() {
            log.write_clock()?;
            let summary = rows::summary(&transaction, case)?;
            let summary = summary.filter(|summary| !summary.unfinished).ok_or(WriteError::NotFound)?;
            let summary = copy(&mut log, rows::events(&transaction, conversation)?, summary)?;
            rows::put_summary(&transaction, &summary)?;
            // The words are in the case now; they are gone when that is erased.
            erase::erase(&transaction, conversation)?;
        }
        log.append(at, case, &[Happened::Kept { conversation: into.map(|_| conversation) }])?;
        transaction.commit()?;
        Ok(case)
    }
}

/// Copies what happened into the case of `summary`. What a copy replaces is the copy of what it replaced.
fn copy(log: &mut Log<'_>, events: Vec<Event>, mut summary: Summary) -> Result<Summary, WriteError> {
    let mut copies: HashMap<EventId, EventId> = HashMap::new();
    for mut event in events {
        let original = event.id;
        event.space = summary.space;
        for id in &mut event.supersedes {
            *id = copies.get(id).copied().unwrap_or(*id);
        }
        let event = log.copy(event)?;
        copies.insert(original, event.id);
        summary = summary.apply(&event);
    }
    Ok(summary)
}
