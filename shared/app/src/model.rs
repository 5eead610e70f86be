//! What the app remembers while it runs. Everything private in here is dropped when the vault locks.

use crux_core::Command;
use directory::{Date, Service};
use i18n::{Language, Texts};
use sync::{Moment, SpaceId};

use crate::{
    Effect, Event, Stamp,
    conversation::{Step, Talk},
    effects::{
        device::Abilities,
        packs::{Offered, Opened, PacksProblem},
        vault::{self, Condition, OpenedCase, VaultRequest, WorkList},
    },
    screens::{door::Door, referral::ReferralDraft, report::Report, services::Directory},
    view::{Component, Said},
    words,
};

/// The app's state.
#[derive(Default)]
pub struct Model {
    /// Rises with each update.
    pub(crate) revision: u64,
    /// Rises with each lock; answers from before are dropped.
    pub(crate) generation: u64,
    /// The app's language; `None` until one was chosen.
    pub(crate) language: Option<Language>,
    /// What the shell can do away from the app.
    pub(crate) abilities: Abilities,
    pub(crate) packs: Packs,
    /// Whether there is a vault; `None` until it was looked at.
    pub(crate) vault: Option<Condition>,
    /// What the vault is being asked; there is never more than one question at a time.
    pub(crate) waiting: Option<Waiting>,
    pub(crate) showing: Showing,
    /// What went wrong with the last press, in words.
    pub(crate) problem: Option<Said>,
    /// What came of something from outside the app. Stays until somebody presses something: coming back into sight or an
    /// answer of the vault must not take it away unread.
    pub(crate) news: Option<Component>,
    /// Content from outside whose changes nobody has looked at yet.
    pub(crate) offered: Option<Offered>,
    /// Spoken once with the next screen.
    pub(crate) announcement: Option<String>,
    /// When somebody last did something, in milliseconds of uptime.
    pub(crate) touched_ms: u64,
    /// The same by the wall clock; `None` until somebody did something.
    pub(crate) touched_at: Option<Moment>,
    /// When the app went out of sight.
    pub(crate) hidden_since_ms: Option<u64>,
    pub(crate) directory: Directory,
    pub(crate) service: Option<Box<Service>>,
    /// The page being read.
    pub(crate) page: Option<String>,
    pub(crate) door: Door,
    pub(crate) work: WorkList,
    pub(crate) talk: Option<Talk>,
    pub(crate) case: Option<Box<OpenedCase>>,
    /// Words being written on a case.
    pub(crate) note: String,
    pub(crate) referral: Option<ReferralDraft>,
    pub(crate) report: Report,
}

/// The packs, as far as they are known.
#[derive(Default)]
pub(crate) enum Packs {
    /// Being opened.
    #[default]
    Opening,
    /// Open.
    Ready(Opened),
    /// None can be used.
    Unusable(PacksProblem),
}

/// Which screen is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Showing {
    /// Nothing yet: the app is opening.
    #[default]
    Opening,
    /// Choosing a language.
    Language,
    /// The directory: its list.
    Services,
    /// The directory: choosing a place.
    Places,
    /// The directory: one service.
    Service,
    /// The directory: one service as a card.
    Card,
    /// Pages to read: their list.
    Learn,
    /// One page.
    Page,
    /// What the app keeps, before the first PIN.
    Keeps,
    /// Setting the PIN.
    SetPin,
    /// Opening with the PIN.
    Unlock,
    /// The list of work.
    Work,
    /// Whether the unfinished conversation shall be deleted.
    DeleteUnfinished,
    /// The conversation, at its step.
    Talk,
    /// What to do in danger.
    Emergency,
    /// Stopping a conversation.
    Stop,
    /// Into which case the conversation goes.
    KeepWhere,
    /// A referral, at its stage.
    Referral,
    /// One case.
    Case,
    /// The answers of a case.
    Answers,
    /// The readings of a case.
    CaseReading,
    /// Writing a note.
    Note,
    /// Reporting the service at hand.
    Report,
    /// Everything reported on this phone.
    Reports,
    /// Language and what the app is.
    More,
}

/// What the vault is being asked, and so what its answer leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Waiting {
    /// Whether there is a vault, before *My work* is shown.
    Look,
    /// Making it.
    Create,
    /// Opening it.
    Unlock,
    /// The list of work.
    Work,
    /// The unfinished conversation, to go on with it.
    Resume,
    /// Cases to choose from, for keeping a conversation.
    KeepChoices,
    /// Writing the conversation before moving on.
    Write(Then),
    /// Writing the answer on the screen while the person stays there, or goes to the emergency page.
    InPassing,
    /// Putting the conversation into a case.
    Keep,
    /// Erasing the conversation.
    Erase,
    /// A case, to show it.
    Case,
    /// Recording a referral.
    Refer,
    /// Recording that nothing may be told any more.
    Withdraw,
    /// Saving a note.
    Note,
    /// Saving a report about a service.
    Report,
    /// Saving the plan for the next visit.
    Visit {
        /// The reminder that was asked for with it.
        due_ms: Option<i64>,
    },
}

/// Where a conversation moves once it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// To another step.
    Step(Step),
    /// To the emergency page, and from there to a step.
    Emergency(Step),
    /// To stopping.
    Stop,
    /// Out of sight: lock.
    Lock,
    /// To the services that fit.
    Services,
}

impl Then {
    /// The step this leads to, if it leads to one.
    pub(crate) fn step(self) -> Option<Step> {
        match self {
            Self::Step(step) | Self::Emergency(step) => Some(step),
            Self::Stop | Self::Lock | Self::Services => None,
        }
    }
}

impl Model {
    /// The app's words.
    pub(crate) fn texts(&self) -> &'static Texts {
        self.language.unwrap_or_default().texts()
    }

    /// The app's language code.
    pub(crate) fn lang(&self) -> &'static str {
        self.language.unwrap_or_default().code()
    }

    /// What is installed, once it is open.
    pub(crate) fn opened(&self) -> Option<&Opened> {
        match &self.packs {
            Packs::Ready(opened) => Some(opened),
            Packs::Opening | Packs::Unusable(_) => None,
        }
    }

    /// The day where the device is; `None` until somebody did something.
    pub(crate) fn today(&self) -> Option<Date> {
        words::calendar_day(self.touched_at?)
    }

    pub(crate) fn is_unlocked(&self) -> bool {
        self.vault == Some(Condition::Open)
    }

    /// Asks the vault, unless it is already being asked: a second press must not do a thing twice.
    pub(crate) fn ask_vault(&mut self, waiting: Waiting, request: VaultRequest) -> Command<Effect, Event> {
        if self.waiting.is_some() {
            return Command::done();
        }
        self.waiting = Some(waiting);
        vault::ask(self.generation, request)
    }

    /// Records what happened in the conversation or case at hand.
    pub(crate) fn space(&self) -> Option<SpaceId> {
        let talk = self.talk.as_ref().filter(|talk| talk.is_written()).map(|talk| talk.space);
        talk.or_else(|| self.case.as_ref().map(|case| case.file.space))
    }
}

/// The moment guides reckon from: `today()` is the device's local date.
pub(crate) fn today(at: Stamp) -> guide::Today {
    let Moment { utc_ms, offset_min } = at.moment;
    guide::Today { utc_ms, offset_min }
}
