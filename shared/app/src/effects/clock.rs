//! Being woken after a while: for locking when nobody is there, and for delays between tries.

use crux_core::{Command, capability::Operation};

use crate::{Effect, Event};

/// A request to be woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockRequest {
    /// After how many milliseconds.
    pub after_ms: u64,
}

impl Operation for ClockRequest {
    /// Milliseconds the device has been up when the time has come.
    type Output = u64;
}

/// Wakes the app after `after_ms` milliseconds.
pub(crate) fn wake(after_ms: u64) -> Command<Effect, Event> {
    Command::request_from_shell(ClockRequest { after_ms }).then_send(|uptime_ms| Event::Woke { uptime_ms })
}
