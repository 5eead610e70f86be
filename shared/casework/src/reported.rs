//! Mistakes in the directory that somebody came across: of no case, and for its keeper.

use std::fmt;

use serde::{Deserialize, Serialize};
use sync::{DeviceId, Event, Moment, SpaceId};

/// Where events lie that belong to no case.
pub const TEAM: SpaceId = SpaceId([0xFF; 16]);

const VERSION: u16 = 1;

/// A service was not as the directory says. Nothing about the person for whom somebody tried it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The service's id.
    pub service: String,
    /// What it was called then.
    pub service_name: String,
    /// What was wrong, as the directory names it: `no_answer`.
    pub problem: String,
}

/// A report with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When it was told.
    pub at: Moment,
    /// On which device: two people who tell the same on one day are not one.
    pub device: DeviceId,
    /// What was told.
    pub reported: Reported,
}

impl Told {
    /// Reads what an event says; as [`Reported::read`].
    #[must_use]
    pub fn read(event: &Event) -> Option<Self> {
        let at = Moment { utc_ms: event.hlc.ms(), offset_min: event.offset_min };
        Some(Self { at, device: event.id.device, reported: Reported::read(event)? })
    }

    /// A short name of the device for whoever keeps the directory: it says nothing about the person who has it.
    #[must_use]
    pub fn device_code(&self) -> String {
        SpaceId(self.device.0).code().chars().take(4).collect()
    }
}

impl Reported {
    /// The kind as written in an event.
    pub const KIND: &'static str = "reported";

    /// The version of the body.
    #[must_use]
    pub fn v(&self) -> u16 {
        VERSION
    }

    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// When `serde_json` refuses; its message holds nobody's words.
    pub fn body(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Reads what an event says; `None` when it is another kind, was erased, or this version of the app does not know it.
    #[must_use]
    pub fn read(event: &Event) -> Option<Self> {
        if event.kind != Self::KIND || event.v != VERSION {
            return None;
        }
        serde_json::from_str(event.body.as_deref()?).ok()
    }
}

/// Prints nothing of it: where somebody looked for help tells about them.
impl fmt::Debug for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reported")
    }
}

#[cfg(test)]
mod tests {
    use sync::{EventId, Hlc};

    use super::*;

    /// A body as the first version wrote it; never edited.
    const STORED: &str = r#"{"service":"s1","service_name":"Klinik","problem":"no_answer"}"#;

    fn event(kind: &str, v: u16) -> Event {
        Event {
            id: EventId { device: DeviceId([1; 16]), seq: 1 },
            hlc: Hlc(0),
            offset_min: 0,
            space: TEAM,
            kind: kind.to_owned(),
            v,
            supersedes: Vec::new(),
            body: Some(STORED.to_owned()),
        }
    }

    #[test]
    fn the_body_of_the_first_version_reads_and_is_written_the_same() {
        let reported = Reported::read(&event("reported", 1)).unwrap();

        assert_eq!(reported.body().unwrap(), STORED);
        assert_eq!(format!("{reported:?}"), "Reported");
        assert_eq!(Reported::read(&event("noted", 1)), None);
        assert_eq!(Reported::read(&event("reported", 2)), None);
    }
}
