//! What the shell does away from the app: another app comes to the front, and this one may be gone when it is done.
//!
//! So nothing waits for an answer here. What came of it comes back as [`crate::UserEvent::Returned`], with the purpose
//! that the shell kept meanwhile.

use std::fmt;

use crux_core::{Command, capability::Operation};

use crate::{Effect, Event, view::Said};

/// What a shell can do away from the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Abilities {
    /// Let somebody choose a file, or a place for one.
    pub files: bool,
    /// Remind of something later, also while the app does not run.
    pub reminders: bool,
}

/// A request to the shell that leads away from the app.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum DeviceRequest {
    /// Let somebody choose a file.
    Pick {
        /// Comes back with the file.
        purpose: Purpose,
    },
    /// Let somebody choose a place, and put a copy of a file there.
    Save {
        /// Comes back when it is there.
        purpose: Purpose,
        /// The name to offer.
        name: String,
        /// Where the file lies.
        path: String,
    },
    /// Show a notice at this time, also after the device was switched off and on. A shell that is not allowed to sends
    /// `DeviceFailed`.
    Remind {
        /// Milliseconds since 1970, UTC. Names the reminder: a second one for the same moment takes its place.
        at_ms: i64,
        /// The whole notice. It tells neither who nor why.
        title: Said,
        /// What the system's settings call notices of this kind.
        kind: Said,
    },
    /// Forget the reminder of that moment, if it is still to come.
    DoNotRemind {
        /// Milliseconds since 1970, UTC.
        at_ms: i64,
    },
}

impl fmt::Debug for DeviceRequest {
    /// Names the request; when a visit is due and where a file lies stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pick { .. } => "Pick",
            Self::Save { .. } => "Save",
            Self::Remind { .. } => "Remind",
            Self::DoNotRemind { .. } => "DoNotRemind",
        })
    }
}

/// What something away from the app is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Purpose {
    /// Installing content: services and questionnaires.
    Content,
    /// Handing the content in use on to somebody else.
    HandOn,
}

/// What came of a request that led away from the app.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Outcome {
    /// A file was chosen.
    File {
        /// Where it can be read from.
        path: String,
    },
    /// The file is where somebody wanted it.
    Saved,
    /// Nothing was chosen.
    Cancelled,
    /// The device could not do it, or the file could not be read.
    Failed,
}

impl fmt::Debug for Outcome {
    /// Names the outcome; a file's name can name a person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File { .. } => "File",
            Self::Saved => "Saved",
            Self::Cancelled => "Cancelled",
            Self::Failed => "Failed",
        })
    }
}

impl Operation for DeviceRequest {
    type Output = ();
}

/// Tells the shell.
pub(crate) fn tell(request: DeviceRequest) -> Command<Effect, Event> {
    Command::notify_shell(request).build()
}
