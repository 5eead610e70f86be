//! What a list shows of a conversation or case, folded one event at a time.

use sync::{Event, EventId, Hlc, SpaceId};

use crate::Happened;

/// Rises whenever [`Summary::apply`] comes to another result; stored summaries of another version are made anew.
pub const FOLD_VERSION: u32 = 2;

/// What a list shows. The same whatever order the events came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The conversation or case.
    pub space: SpaceId,
    /// Not kept as a case yet.
    pub unfinished: bool,
    /// The first event, milliseconds since 1970, UTC.
    pub began_ms: i64,
    /// The last event, milliseconds since 1970, UTC.
    pub last_ms: i64,
    /// Minutes to add to UTC where the last event was written.
    pub offset_min: i16,
    /// How many referrals there are.
    pub referrals: u32,
    /// How many notes there are.
    pub notes: u32,
    /// The next visit as planned last.
    pub visit: Option<PlannedVisit>,
    /// The kind of the last event.
    pub last_kind: String,
    /// The last event's place in the order of all events.
    pub last: (Hlc, EventId),
}

/// A plan for the next visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedVisit {
    /// When it is due, milliseconds since 1970, UTC; `None` when the plan was that there is none.
    pub due_ms: Option<i64>,
    /// The place of the event that planned it in the order of all events: the latest counts.
    pub planned: (Hlc, EventId),
}

impl Summary {
    /// The summary of a space with this one event.
    #[must_use]
    pub fn of(event: &Event) -> Summary {
        Summary {
            space: event.space,
            unfinished: true,
            began_ms: event.hlc.ms(),
            last_ms: event.hlc.ms(),
            offset_min: event.offset_min,
            referrals: 0,
            notes: 0,
            visit: None,
            last_kind: event.kind.clone(),
            last: event.order(),
        }
        .apply(event)
    }

    /// Adds one event of the same space. Each event is added once, in any order.
    #[must_use]
    pub fn apply(mut self, event: &Event) -> Summary {
        match event.kind.as_str() {
            "kept" => self.unfinished = false,
            "referred" => self.referrals = self.referrals.saturating_add(1),
            "noted" => self.notes = self.notes.saturating_add(1),
            "visit_planned" => self.plan(event),
            _ => {}
        }
        self.began_ms = self.began_ms.min(event.hlc.ms());
        if self.last <= event.order() {
            self.last = event.order();
            self.last_ms = event.hlc.ms();
            self.offset_min = event.offset_min;
            self.last_kind.clone_from(&event.kind);
        }
        self
    }

    fn plan(&mut self, event: &Event) {
        let planned = event.order();
        if let Some(Happened::VisitPlanned { due_ms }) = Happened::read(event)
            && self.visit.is_none_or(|visit| visit.planned <= planned)
        {
            self.visit = Some(PlannedVisit { due_ms, planned });
        }
    }

    /// When the next visit is due, milliseconds since 1970, UTC; `None` when none is planned.
    #[must_use]
    pub fn visit_due_ms(&self) -> Option<i64> {
        self.visit?.due_ms
    }

    /// The summary of all events of one space; `None` without any.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Summary> {
        let mut events = events.into_iter();
        let first = Summary::of(events.next()?);
        Some(events.fold(first, Summary::apply))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{a_history, shuffled};
    use proptest::prelude::*;

    proptest! {
        /// The property the vault's table of summaries stands on.
        #[test]
        fn rebuilt_is_the_same_as_incremental_in_any_order(events in a_history(), seed: u64) {
            let rebuilt = Summary::fold(&events);

            let incremental = shuffled(&events, seed).iter().fold(None, |summary: Option<Summary>, event| {
                Some(summary.map_or_else(|| Summary::of(event), |summary| summary.apply(event)))
            });

            prop_assert_eq!(&incremental, &rebuilt);
            let case = crate::CaseFile::fold(crate::samples::SPACE, &events);
            prop_assert_eq!(rebuilt.and_then(|summary| summary.visit_due_ms()), case.visit_due_ms);
        }
    }

    #[test]
    fn nothing_happened_is_no_summary() {
        assert_eq!(Summary::fold(&[]), None);
    }
}
