//! Reading questionnaires and the directory; answered in Rust, and never with a key.

use std::{fmt, sync::Arc};

use crux_core::{Command, capability::Operation};
use directory::{Found, Need, Place, Query, Service};
use guide::Guides;

use crate::{Effect, Event};

/// A request to the packs.
#[derive(Debug, Clone, PartialEq)]
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

impl fmt::Debug for PacksAnswer {
    /// Names the answer; what somebody looked for stays out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Opened(_) => "Opened",
            Self::Unusable(_) => "Unusable",
            Self::Found { .. } => "Found",
            Self::Service(_) => "Service",
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
