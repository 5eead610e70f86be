//! What the shell does away from the app: another app comes to the front, and this one may be gone when it is done.
//!
//! So nothing waits for an answer here. What came of it comes back as [`crate::UserEvent::Returned`], with the purpose
//! that the shell kept meanwhile.

use std::fmt;

use crux_core::{Command, capability::Operation};

use crate::{Effect, Event};

/// A request to the shell that leads away from the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum DeviceRequest {
    /// Let somebody choose a file.
    Pick {
        /// Comes back with the file.
        purpose: Purpose,
    },
}

/// What something away from the app is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Purpose {
    /// Installing content: services and questionnaires.
    Content,
}

/// What came of a request that led away from the app.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Outcome {
    /// A file was chosen.
    File {
        /// Where it can be read from.
        path: String,
    },
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
            Self::Cancelled => "Cancelled",
            Self::Failed => "Failed",
        })
    }
}

impl Operation for DeviceRequest {
    type Output = ();
}

/// Lets somebody choose a file.
pub(crate) fn pick(purpose: Purpose) -> Command<Effect, Event> {
    Command::notify_shell(DeviceRequest::Pick { purpose }).build()
}
