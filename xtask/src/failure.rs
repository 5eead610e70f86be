//! What can go wrong while working on the project, said so that the next thing to do is clear.

use std::{io, path::PathBuf, process::ExitStatus};

/// Why something asked for was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The words on the command line mean nothing.
    #[error("{0}")]
    Usage(&'static str),
    /// A program could not be started.
    #[error("`{program}` could not be started: {source}")]
    NotStarted {
        /// Its name.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// A program ended with an error.
    #[error("`{command}` failed ({status})")]
    Failed {
        /// What was typed.
        command: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A program was ended because it took too long.
    #[error("`{command}` took longer than {minutes} minutes and was ended")]
    TooLong {
        /// What was typed.
        command: String,
        /// What it was given.
        minutes: u64,
    },
    /// Tools are missing and cannot be installed from here.
    #[error("missing here: {names}\ninstall them with:\n  {command}")]
    MissingTools {
        /// Which.
        names: String,
        /// What installs them.
        command: String,
    },
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something was made, but is not what it should be.
    #[error("{0}")]
    Unexpected(String),
    /// Some steps failed; each has said why.
    #[error("not everything passed")]
    NotAllPassed,
}

impl Failure {
    /// Puts the path beside an input or output error.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
