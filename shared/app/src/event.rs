//! Everything that can happen.

mod on_screens;

use std::fmt;

use sync::Moment;

use crate::effects::{
    device::{Abilities, Outcome, Purpose},
    packs::PacksAnswer,
    vault::VaultOutcome,
};

pub use on_screens::{
    CaseEvent, DirectoryEvent, DoorEvent, LearnEvent, PhoneResult, ReferralEvent, ReportEvent, ShowEvent, TalkEvent,
    WorkEvent,
};

/// Everything that can happen to the app.
#[derive(Debug)]
pub enum Event {
    /// The app was opened with what it remembers outside the vault.
    Opened {
        /// The language chosen earlier, as a BCP 47 code.
        language: Option<String>,
        /// What the shell can do away from the app.
        abilities: Abilities,
    },
    /// Somebody did something; the only kind a shell can send.
    User {
        /// What was done.
        event: UserEvent,
        /// When, and with which random bytes.
        at: Stamp,
    },
    /// The vault answered.
    Vault {
        /// The lock generation the question belongs to; an answer from before a lock is dropped.
        generation: u64,
        /// The answer.
        outcome: VaultOutcome,
    },
    /// The packs answered.
    Packs(PacksAnswer),
    /// The time asked for has come.
    Woke {
        /// Milliseconds the device has been up.
        uptime_ms: u64,
    },
}

/// The moment of an input. Time and randomness come in as values, so that every journey can be replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The wall clock, for records.
    pub moment: Moment,
    /// A clock that never goes back, for waiting; in milliseconds.
    pub uptime_ms: u64,
    /// Fresh random bytes, for one new id.
    pub entropy: [u8; 16],
}

/// Something a person or the shell's life cycle did.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum UserEvent {
    /// Typed in a field: the field's whole new text.
    Edited {
        /// The field.
        field: Field,
        /// Its text.
        text: String,
    },
    /// The app went out of sight.
    Paused,
    /// The app came back into sight.
    Resumed,
    /// Go to one of the primary places.
    Go {
        /// Which.
        place: Place,
    },
    /// Go back to where this screen was opened from.
    Back,
    /// Lock the vault now.
    Lock,
    /// Choose the app's language.
    ChooseLanguage {
        /// Its BCP 47 code.
        code: String,
    },
    /// Choose a file to install content from.
    ChooseContent,
    /// Save the content in use as a file, to hand it on.
    HandContentOn,
    /// Use the content whose changes were looked at.
    UseOffered,
    /// Keep the content in use.
    KeepContent,
    /// Somebody is back from what led away from the app. May come on any screen, also right after the start.
    Returned {
        /// What it was for, as it was asked.
        purpose: Purpose,
        /// What came of it.
        outcome: Outcome,
    },
    /// A link to this app was opened elsewhere.
    Link {
        /// Its whole address.
        address: String,
    },
    /// The device could not do what a component offered.
    DeviceFailed {
        /// What.
        task: DeviceTask,
    },
    /// On the directory.
    Directory {
        /// What was done there.
        event: DirectoryEvent,
    },
    /// On pages to read.
    Learn {
        /// What was done there.
        event: LearnEvent,
    },
    /// In show mode.
    Show {
        /// What was done there.
        event: ShowEvent,
    },
    /// At the door of the vault.
    Door {
        /// What was done there.
        event: DoorEvent,
    },
    /// On the list of work.
    Work {
        /// What was done there.
        event: WorkEvent,
    },
    /// In a conversation.
    Talk {
        /// What was done there.
        event: TalkEvent,
    },
    /// While referring.
    Referral {
        /// What was done there.
        event: ReferralEvent,
    },
    /// On a case.
    Case {
        /// What was done there.
        event: CaseEvent,
    },
    /// While reporting a service.
    Report {
        /// What was done there.
        event: ReportEvent,
    },
}

/// What a device does at once when a component is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum DeviceTask {
    /// Open the address of a contact.
    Open,
    /// Pass words on by another app.
    Share,
    /// Print words, or keep them as a file.
    Print,
    /// Read words aloud.
    Speak,
    /// Remind of something later.
    Remind,
}

/// A primary place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Place {
    /// The directory.
    Services,
    /// Pages to read.
    Learn,
    /// Conversations and cases.
    Work,
    /// Language and what the app is.
    More,
}

/// Names a place to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Field {
    /// Words to look for in the directory.
    Search,
    /// The PIN.
    Pin,
    /// The PIN a second time.
    PinAgain,
    /// The answer to the question on the screen.
    Answer,
    /// A free note on a case.
    Note,
    /// A name to tell a service.
    FirstName,
    /// A safe way to reach the person, to tell a service.
    SafeContact,
}

impl fmt::Debug for UserEvent {
    /// Names what was done and never what was typed, chosen or opened.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Edited { field, .. } => return f.debug_tuple("Edited").field(field).finish(),
            Self::Paused => "Paused",
            Self::Resumed => "Resumed",
            Self::Go { place } => return f.debug_tuple("Go").field(place).finish(),
            Self::Back => "Back",
            Self::Lock => "Lock",
            Self::ChooseLanguage { .. } => "ChooseLanguage",
            Self::ChooseContent => "ChooseContent",
            Self::HandContentOn => "HandContentOn",
            Self::UseOffered => "UseOffered",
            Self::KeepContent => "KeepContent",
            Self::Returned { purpose, outcome } => {
                return f.debug_tuple("Returned").field(purpose).field(outcome).finish();
            }
            Self::Link { .. } => "Link",
            Self::DeviceFailed { task } => return f.debug_tuple("DeviceFailed").field(task).finish(),
            Self::Directory { .. } => "Directory",
            Self::Learn { .. } => "Learn",
            Self::Show { .. } => "Show",
            Self::Door { .. } => "Door",
            Self::Work { .. } => "Work",
            Self::Talk { .. } => "Talk",
            Self::Referral { .. } => "Referral",
            Self::Case { .. } => "Case",
            Self::Report { .. } => "Report",
        };
        f.write_str(name)
    }
}
