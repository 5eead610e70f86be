//! A whole case, folded from its events.

use std::{collections::BTreeMap, fmt};

use sync::{EventId, Moment, SpaceId};

use crate::{Consent, Happened, Referral, ReferralState};

/// Everything known in one conversation or case.
#[derive(Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// The conversation or case.
    pub space: SpaceId,
    /// The code people read to each other.
    pub code: String,
    /// A conversation not kept yet, or a case.
    pub kind: CaseKind,
    /// When it began to be written.
    pub began_at: Option<Moment>,
    /// The language it began in, as a BCP 47 tag.
    pub language: Option<String>,
    /// It was kept as a case.
    pub kept: bool,
    /// How and when the last talk ended.
    pub ended: Option<Ended>,
    /// The talks that were written, in the order they began. Each has answers of its own.
    pub talks: Vec<TalkBegan>,
    /// The answers that stand, in the order the questions were first answered.
    pub answers: Vec<StandingAnswer>,
    /// The hashes each form was asked with, oldest first.
    pub hashes: BTreeMap<String, Vec<String>>,
    /// The readings that were shown, oldest first.
    pub readings: Vec<ReadingShown>,
    /// The consents with their withdrawal, oldest first.
    pub consents: Vec<Consent>,
    /// The referrals with their latest state, oldest first.
    pub referrals: Vec<Referral>,
    /// What became of each referral, oldest first.
    pub replies: Vec<Replied>,
    /// The notes, oldest first.
    pub notes: Vec<Note>,
    /// When the next visit is due, milliseconds since 1970, UTC; as planned last.
    pub visit_due_ms: Option<i64>,
    /// Everything in order.
    pub timeline: Vec<Entry>,
}

/// What a space is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseKind {
    /// A conversation that is neither kept nor deleted yet.
    Unfinished,
    /// A case.
    Open,
}

/// How a talk ended.
#[derive(Clone, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub at: Moment,
    /// How, in the form's own terms.
    pub result: Option<String>,
}

/// A talk that began to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TalkBegan {
    /// The event it began with.
    pub id: EventId,
    /// When.
    pub at: Moment,
}

/// An answer that nobody has replaced. Two people who answered differently without seeing each other's leave two.
#[derive(Clone, PartialEq, Eq)]
pub struct StandingAnswer {
    /// The event, to name it when replacing it.
    pub id: EventId,
    /// The talk it was given in, by the event that began it; `None` when that event is not known.
    pub talk: Option<EventId>,
    /// When it was given.
    pub at: Moment,
    /// The form's id.
    pub form: String,
    /// The question's name.
    pub question: String,
    /// One value, or the ticked choices; `None` when skipped or cleared.
    pub answer: Option<Vec<String>>,
}

/// A reading that was shown.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadingShown {
    /// When.
    pub at: Moment,
    /// The form's id.
    pub form: String,
    /// The hash of the form as it was asked.
    pub hash: String,
    /// The rule's id.
    pub rule: String,
    /// The statement's id.
    pub statement: String,
}

/// A change of a referral's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replied {
    /// When.
    pub at: Moment,
    /// The referral's id.
    pub referral: String,
    /// How it stood from then on.
    pub state: ReferralState,
}

/// A note of the helper.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// The event that wrote it.
    pub id: EventId,
    /// When.
    pub at: Moment,
    /// The helper's words.
    pub text: String,
}

/// One line of the time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// Which event.
    pub id: EventId,
    /// What happened.
    pub what: What,
}

/// What an event says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Something this version can show.
    Known(Happened),
    /// Something this version cannot show; it is kept, and a newer version shows it.
    Unknown,
}

/// Prints counts only: the rest is a person's words.
impl fmt::Debug for CaseFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CaseFile")
            .field("kind", &self.kind)
            .field("answers", &self.answers.len())
            .field("referrals", &self.referrals.len())
            .field("notes", &self.notes.len())
            .field("timeline", &self.timeline.len())
            .finish_non_exhaustive()
    }
}

macro_rules! print_the_name_only {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )+};
}

print_the_name_only!(Ended, StandingAnswer, ReadingShown, Note);
