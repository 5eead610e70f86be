//! Keys and case data; answered in Rust by the only crate that touches them.

use std::fmt;

use casework::{CaseFile, Happened, NotCovered, Reported, Summary, Told};
use crux_core::{Command, capability::Operation};
use secrecy::SecretString;
use sync::{Moment, SpaceId};

use crate::{Effect, Event};

/// A request to the vault.
pub enum VaultRequest {
    /// Whether there is a vault and whether it is open.
    Look,
    /// Make the vault, opened by this PIN.
    Create {
        /// The PIN.
        pin: SecretString,
    },
    /// Open the vault.
    Unlock {
        /// The PIN.
        pin: SecretString,
    },
    /// Close the vault and forget the key. Never answered.
    Lock,
    /// Record what happened, in one transaction with the place to go on from.
    Append {
        /// When.
        at: Moment,
        /// In which conversation or case.
        space: SpaceId,
        /// What happened, in order.
        happened: Vec<Happened>,
        /// Where a conversation goes on.
        place: Option<String>,
    },
    /// The unfinished conversation and a page of cases.
    Work {
        /// The first case wanted, from 0.
        from: u32,
    },
    /// One conversation or case.
    Case {
        /// Which.
        space: SpaceId,
    },
    /// Put a conversation into a case.
    Keep {
        /// When.
        at: Moment,
        /// The conversation.
        conversation: SpaceId,
        /// An existing case; `None` opens a new one.
        into: Option<SpaceId>,
    },
    /// Record that a service was not as the directory says.
    Report {
        /// When.
        at: Moment,
        /// What was wrong.
        reported: Reported,
    },
    /// Overwrite everything said in a conversation.
    Erase {
        /// Which.
        space: SpaceId,
    },
    /// Keep half-written words for later; empty words are forgotten. Never answered.
    SaveDraft {
        /// In which case.
        space: SpaceId,
        /// The words.
        text: String,
    },
}

/// What the vault answers when all went well.
pub enum VaultAnswer {
    /// Its condition.
    Condition {
        /// Whether there is a vault and whether it is open.
        condition: Condition,
        /// What guards its key on this device.
        guard: KeyGuard,
    },
    /// It is open: newly made, or unlocked.
    Opened,
    /// What happened is on the disk.
    Appended,
    /// The list of work.
    Work(WorkList),
    /// A conversation or case.
    Case(Box<OpenedCase>),
    /// The conversation is in this case now.
    Kept(SpaceId),
    /// What was reported is on the disk; everything reported so far, the oldest first.
    Reports(Vec<Told>),
    /// Everything said is overwritten.
    Erased,
}

/// Whether there is a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// None has been made.
    Absent,
    /// There is one, closed.
    Locked,
    /// There is one, open.
    Open,
    /// A part of it is gone; nothing was deleted.
    Incomplete(Part),
}

/// What guards the vault's key on this device, beside the PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyGuard {
    /// A chip that never gives its key away.
    Hardware,
    /// A file: somebody who copies the whole disk can try PINs elsewhere.
    Software,
}

/// A part of the vault that can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The key that the PIN opens.
    Slot,
    /// The key of this device.
    DeviceKey,
    /// The notes themselves.
    Database,
}

/// The list of work.
#[derive(Clone, Default)]
pub struct WorkList {
    /// The conversation that was not ended.
    pub unfinished: Option<Summary>,
    /// How many cases there are.
    pub total: u32,
    /// The first of those here, from 0.
    pub from: u32,
    /// A page of cases, the latest first.
    pub cases: Vec<Summary>,
    /// Everything reported about services, the oldest first.
    pub reports: Vec<Told>,
}

/// A conversation or case with what lies beside its events.
#[derive(Clone)]
pub struct OpenedCase {
    /// What happened.
    pub file: CaseFile,
    /// Where the conversation goes on.
    pub place: Option<String>,
    /// Half-written words.
    pub draft: String,
}

/// Why the vault could not do it. Nothing that was saved is ever lost by one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultProblem {
    /// It is closed.
    Locked,
    /// There is no such conversation or case any more.
    NotFound,
    /// The PIN is not the right one; the next try is possible after this many seconds.
    WrongPin {
        /// Seconds to wait; often none.
        wait_s: u32,
    },
    /// Too early for another try.
    Wait {
        /// Seconds left.
        wait_s: u32,
    },
    /// The PIN is too easy to guess.
    WeakPin(WeakPin),
    /// A part of the vault is gone.
    Missing(Part),
    /// What is on the disk cannot be read as it should.
    Damaged,
    /// A newer app wrote it.
    TooNew,
    /// No room left on the device.
    Full,
    /// The disk refused.
    Disk,
    /// The device's own key store refused.
    DeviceKey,
    /// The consent does not cover what was to be told.
    NotCovered(NotCovered),
    /// There is no consent for what was to be told.
    NoConsent,
}

/// Why a PIN is too easy to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeakPin {
    /// Under 6 digits, or too few letters.
    TooShort,
    /// Over 128 characters.
    TooLong,
    /// The same again and again.
    Repeats,
    /// One after the other.
    Sequence,
    /// A date.
    Date,
    /// Among the first that everybody tries.
    Common,
}

/// What came of a request.
pub type VaultOutcome = Result<VaultAnswer, VaultProblem>;

impl VaultRequest {
    /// Whether somebody waits for the answer.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        !matches!(self, Self::Lock | Self::SaveDraft { .. })
    }
}

impl fmt::Debug for VaultRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Look => "Look",
            Self::Create { .. } => "Create",
            Self::Unlock { .. } => "Unlock",
            Self::Lock => "Lock",
            Self::Append { .. } => "Append",
            Self::Work { .. } => "Work",
            Self::Case { .. } => "Case",
            Self::Keep { .. } => "Keep",
            Self::Report { .. } => "Report",
            Self::Erase { .. } => "Erase",
            Self::SaveDraft { .. } => "SaveDraft",
        })
    }
}

impl fmt::Debug for VaultAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Condition { .. } => "Condition",
            Self::Opened => "Opened",
            Self::Appended => "Appended",
            Self::Work(_) => "Work",
            Self::Case(_) => "Case",
            Self::Kept(_) => "Kept",
            Self::Reports(_) => "Reports",
            Self::Erased => "Erased",
        })
    }
}

impl Operation for VaultRequest {
    type Output = VaultOutcome;
}

/// Asks the vault; the answer counts only while the lock generation is still `generation`.
pub(crate) fn ask(generation: u64, request: VaultRequest) -> Command<Effect, Event> {
    Command::request_from_shell(request).then_send(move |outcome| Event::Vault { generation, outcome })
}

/// Tells the vault something that needs no answer.
pub(crate) fn tell(request: VaultRequest) -> Command<Effect, Event> {
    Command::notify_shell(request).build()
}
