//! What can be done on each kind of screen.

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
    /// Look for a place among the parts of this one.
    LookForPlace {
        /// The place's id; `None` shows the countries.
        inside: Option<String>,
        /// The first shown, from 0.
        from: u32,
    },
    /// Show only what certainly offers this, or stop doing so when it is already chosen.
    Only {
        /// What it is called.
        code: String,
    },
    /// Show again whatever it certainly offers or not.
    OnlyNothing,
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
    /// Show the service on the screen as a card for another phone.
    Card,
    /// Hand the phone over: nothing but the directory can be reached.
    HandOver,
}

/// What can be done on pages to read.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum LearnEvent {
    /// Show the list of pages.
    List,
    /// Open a page.
    Open {
        /// The page's id.
        id: String,
    },
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

/// What can be done while reporting that a service was not as the directory says.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ReportEvent {
    /// Begin with the service on the screen.
    Begin,
    /// Choose what was wrong.
    Choose {
        /// As the directory names it.
        problem: String,
    },
    /// Keep the report.
    Keep,
    /// Show everything reported on this phone.
    List,
}
