//! Reading questionnaires and the directory; answered in Rust, and never with a key.

use std::{fmt, sync::Arc};

use crux_core::{Command, capability::Operation};
use directory::{Changes, Found, Need, Place, Query, Service};
use guide::Guides;

use crate::{Effect, Event};

/// A request to the packs.
#[derive(Clone, PartialEq)]
pub enum PacksRequest {
    /// Open what is installed.
    Open,
    /// Look for services.
    Search(Query),
    /// One service.
    Service {
        /// Its id.
        id: String,
    },
    /// Check a pack from outside and say what it would change.
    Look {
        /// Where it lies.
        path: String,
    },
    /// Use a pack from outside from now on, if it is the one that was looked at.
    Install {
        /// Where it lies.
        path: String,
        /// The SHA-256 of what was looked at.
        hash: String,
    },
}

/// What the packs answer.
#[derive(Clone)]
pub enum PacksAnswer {
    /// What is installed.
    Opened(Opened),
    /// No pack can be opened; the reason.
    Unusable(PacksProblem),
    /// What a search found, with the search it answers.
    Found {
        /// The search.
        query: Query,
        /// What it found.
        found: Found,
    },
    /// The service asked for, if the directory has it.
    Service(Option<Box<Service>>),
    /// A pack from outside is good.
    Looked(Offered),
    /// A new pack is in use; this is what it holds.
    Installed(Opened),
    /// The pack in use stays in use; the reason.
    NotInstalled(InstallProblem),
}

/// A good pack from outside that is not in use yet.
#[derive(Clone)]
pub struct Offered {
    /// Where it lies.
    pub path: String,
    /// Its SHA-256.
    pub hash: String,
    /// What it changes about the numbers in use.
    pub changes: Changes,
}

/// What is installed.
#[derive(Clone)]
pub struct Opened {
    /// Questionnaires, rules of reading and advice for emergencies.
    pub guides: Arc<Guides>,
    /// What people need, in the order shown.
    pub needs: Vec<Need>,
    /// Countries, provinces, districts.
    pub places: Vec<Place>,
    /// The pack's own file; `None` when it is in memory only.
    pub file: Option<String>,
    /// Whether any entry has not been confirmed by a call.
    pub unconfirmed: bool,
}

/// Why no pack can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PacksProblem {
    /// There is none.
    Missing,
    /// It is damaged or cut short.
    Damaged,
    /// Nobody this app trusts has signed it.
    Foreign,
    /// It was made for a newer app.
    TooNew,
}

/// Why a pack was not installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstallProblem {
    /// It holds no content for this app.
    NotAPack,
    /// It is damaged or cut short.
    Damaged,
    /// It holds only what is new, and builds on content that is not here.
    NeedsBase,
    /// Nobody this app trusts has signed it.
    Foreign,
    /// It is older than the one in use, or made for an older app.
    Older,
    /// It was made for a newer app.
    TooNew,
    /// The file could not be read.
    Unreadable,
    /// No room left on the device.
    Full,
    /// The disk refused.
    Disk,
}

impl fmt::Debug for PacksRequest {
    /// Names the request; what somebody looked for and how a file is called stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "Open",
            Self::Search(_) => "Search",
            Self::Service { .. } => "Service",
            Self::Look { .. } => "Look",
            Self::Install { .. } => "Install",
        })
    }
}

impl fmt::Debug for PacksAnswer {
    /// Names the answer; what somebody looked for stays out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Opened(_) => "Opened",
            Self::Unusable(_) => "Unusable",
            Self::Found { .. } => "Found",
            Self::Service(_) => "Service",
            Self::Looked(_) => "Looked",
            Self::Installed(_) => "Installed",
            Self::NotInstalled(_) => "NotInstalled",
        })
    }
}

impl Operation for PacksRequest {
    type Output = PacksAnswer;
}

/// Asks the packs.
pub(crate) fn ask(request: PacksRequest) -> Command<Effect, Event> {
    Command::request_from_shell(request).then_send(Event::Packs)
}
