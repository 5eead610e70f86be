//! A point in time as the person lived it.

use serde::{Deserialize, Serialize};

/// A point in time and the place's distance from UTC, so that "today" stays the day it was where it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since 1970, UTC. Negative before.
    pub utc_ms: i64,
    /// Minutes to add to UTC for the local time.
    pub offset_min: i16,
}
