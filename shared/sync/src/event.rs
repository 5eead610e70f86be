//! The envelope around everything that happens in a space.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{DeviceId, Hlc, SpaceId};

/// Which event: the device that wrote it and its place in that device's log. Written as `[device, seq]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "(DeviceId, u64)", from = "(DeviceId, u64)")]
pub struct EventId {
    /// The device that wrote the event.
    pub device: DeviceId,
    /// Counts from 1 on each device, without gaps.
    pub seq: u64,
}

impl From<(DeviceId, u64)> for EventId {
    fn from((device, seq): (DeviceId, u64)) -> Self {
        EventId { device, seq }
    }
}

impl From<EventId> for (DeviceId, u64) {
    fn from(id: EventId) -> Self {
        (id.device, id.seq)
    }
}

/// One thing that happened, as it is stored and sent. Nothing in it is ever changed, only erased.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Which event.
    pub id: EventId,
    /// When, for showing events in one order on every device.
    pub hlc: Hlc,
    /// Minutes to add to UTC for the local time of the writer.
    pub offset_min: i16,
    /// The conversation or case it belongs to.
    pub space: SpaceId,
    /// What kind of thing happened; `casework` knows the kinds.
    pub kind: String,
    /// The version of that kind's body.
    pub v: u16,
    /// The events this one replaces; the writer saw them.
    pub supersedes: Vec<EventId>,
    /// JSON; `None` once erased.
    pub body: Option<String>,
}

impl Event {
    /// Sorts events the same way on every device.
    #[must_use]
    pub fn order(&self) -> (Hlc, EventId) {
        (self.hlc, self.id)
    }
}

/// Never prints the body: it is a person's words.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("id", &self.id)
            .field("hlc", &self.hlc)
            .field("kind", &self.kind)
            .field("v", &self.v)
            .field("supersedes", &self.supersedes)
            .field("erased", &self.body.is_none())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        Event {
            id: EventId { device: DeviceId([7; 16]), seq: 3 },
            hlc: Hlc(5 << 16),
            offset_min: 420,
            space: SpaceId([9; 16]),
            kind: "noted".to_owned(),
            v: 1,
            supersedes: vec![EventId { device: DeviceId([8; 16]), seq: 2 }],
            body: Some(r#"{"text":"Her brother knows."}"#.to_owned()),
        }
    }

    #[test]
    fn printing_an_event_never_shows_what_a_person_said() {
        assert!(!format!("{:?}", event()).contains("brother"));
        assert!(!format!("{:#?}", event()).contains("brother"));
    }

    /// The form other devices will read; it may only grow.
    #[test]
    fn an_event_written_by_the_first_version_still_reads() {
        let stored = r#"{"id":["07070707070707070707070707070707",3],"hlc":327680,"offset_min":420,"space":"09090909090909090909090909090909","kind":"noted","v":1,"supersedes":[["08080808080808080808080808080808",2]],"body":"{\"text\":\"Her brother knows.\"}"}"#;

        assert_eq!(serde_json::from_str::<Event>(stored).unwrap(), event());
        assert_eq!(serde_json::to_string(&event()).unwrap(), stored);
    }
}
