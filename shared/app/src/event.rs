//! Everything that can happen.

use std::fmt;

use sync::Moment;

use crate::effects::{
    device::{Abilities, Outcome, Purpose},
    packs::PacksAnswer,
    vault::VaultOutcome,
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

/// What can be done on the directory.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum DirectoryEvent {
    /// Look for the words in the search field.
    Search,
    /// Show only what answers this need, or stop doing so when it is already chosen.
    Need {
        /// The need's id.
        id: String,
    },
    /// Choose a place.
    OpenPlaces,
    /// Show only what serves this place; `None` shows all.
    Place {
        /// The place's id.
        id: Option<String>,
    },
    /// Show results from this one on.
    From {
        /// From 0.
        from: u32,
    },
    /// Open a service.
    Open {
        /// The service's id.
        id: String,
    },
    /// Hand the phone over: nothing but the directory can be reached.
    HandOver,
}

/// What can be done in show mode besides using the directory.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ShowEvent {
    /// The title is being pressed.
    TitleDown,
    /// The title is no longer pressed.
    TitleUp,
}

/// What can be done at the door of the vault.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum DoorEvent {
    /// Having read what the app keeps, set a PIN.
    SetPin,
    /// Use the PIN typed twice.
    Create,
    /// Open with the PIN typed.
    Unlock,
    /// Look again whether the vault can be opened.
    TryAgain,
}

/// What can be done on the list of work.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum WorkEvent {
    /// Begin a conversation.
    NewConversation,
    /// Go on with the unfinished one.
    Continue,
    /// Keep the unfinished one as it is.
    KeepUnfinished,
    /// Delete the unfinished one.
    DeleteUnfinished,
    /// Show cases from this one on.
    From {
        /// From 0.
        from: u32,
    },
    /// Open a case.
    Open {
        /// The case's id.
        case: String,
    },
}

/// What can be done in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum TalkEvent {
    /// Choose the one answer.
    Choose {
        /// The question's name.
        question: String,
        /// The choice's name.
        choice: String,
    },
    /// Turn one of several answers on or off.
    Tick {
        /// The question's name.
        question: String,
        /// The choice's name.
        choice: String,
    },
    /// Go on.
    Next,
    /// Leave the question without an answer.
    Skip,
    /// Open the emergency page.
    Emergency,
    /// Stop talking.
    Stop,
    /// Take a break: lock, and go on later at this question.
    Pause,
    /// Go on with the conversation after all.
    GoOn,
    /// Put what was written into a case.
    Keep,
    /// Show the cases to choose from, from this one on.
    KeepFrom {
        /// From 0.
        from: u32,
    },
    /// As a new case.
    KeepAsNew,
    /// Into this case.
    KeepInto {
        /// The case's id.
        case: String,
    },
    /// Forget or erase everything said.
    Delete,
    /// Change an answer.
    Change {
        /// The form's id.
        form: String,
        /// The question's name.
        question: String,
    },
    /// Look at services that fit.
    Services,
    /// From the emergency page: look at lines to call in danger.
    Lines,
}

/// What can be done while referring.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ReferralEvent {
    /// Begin with the service on the screen.
    Begin,
    /// Tell this, or not.
    Tick {
        /// The field's name.
        field: String,
    },
    /// The person sees what would be told.
    Ask,
    /// The person agrees.
    Agreed,
    /// The person does not agree.
    Declined,
    /// The service was phoned, with this result.
    Phoned {
        /// What it said.
        result: PhoneResult,
    },
}

/// What a service said on the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum PhoneResult {
    /// It will help.
    Accepted,
    /// It will call back, or there is a waiting list.
    Waiting,
    /// It will not help.
    Refused,
    /// Nobody answered.
    NoAnswer,
}

/// What can be done on a case.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum CaseEvent {
    /// Write a note.
    WriteNote,
    /// Keep the note as it now reads.
    SaveNote,
    /// Look for a service for this person.
    Services,
    /// See the answers again.
    Answers,
    /// See the reading again.
    Reading,
    /// A service answered a referral.
    Replied {
        /// The referral's id.
        referral: String,
        /// What it said.
        result: PhoneResult,
    },
    /// Take a consent back.
    Withdraw {
        /// The consent's id.
        consent: String,
    },
    /// Plan the next visit.
    PlanVisit {
        /// In so many days.
        days: u32,
    },
    /// Plan none any more.
    PlanNoVisit,
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
            Self::Returned { purpose, outcome } => {
                return f.debug_tuple("Returned").field(purpose).field(outcome).finish();
            }
            Self::Link { .. } => "Link",
            Self::DeviceFailed { task } => return f.debug_tuple("DeviceFailed").field(task).finish(),
            Self::Directory { .. } => "Directory",
            Self::Show { .. } => "Show",
            Self::Door { .. } => "Door",
            Self::Work { .. } => "Work",
            Self::Talk { .. } => "Talk",
            Self::Referral { .. } => "Referral",
            Self::Case { .. } => "Case",
        };
        f.write_str(name)
    }
}
