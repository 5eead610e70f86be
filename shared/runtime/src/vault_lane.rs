//! Answers from the vault, on a thread of its own: deriving a key takes about a second.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, Sender},
};

use app::effects::vault::{
    Condition, KeyGuard, OpenedCase, Part, VaultAnswer, VaultOutcome, VaultProblem, VaultRequest, WeakPin, WorkList,
};
use crux_core::Request;
use sync::SpaceId;
use vault::{CreateError, DeviceKey, KeyLevel, PinProblem, ReadError, UnlockError, Vault, WriteError};

use crate::{core_thread::Input, lane::Lane, moment};

/// The draft field of notes.
const NOTE: &str = "note";
/// How many cases a list holds at once.
const PAGE: u32 = 50;

pub(crate) type VaultLane = Lane<Request<VaultRequest>>;

/// Closing it locks the vault.
pub(crate) fn vault_lane(folder: PathBuf, key: Box<dyn DeviceKey>, inputs: Sender<Input>) -> VaultLane {
    Lane::new("suluh-vault", move |inbox: &Receiver<Request<VaultRequest>>| {
        let mut vault = Vault::new(folder, key);
        for request in inbox {
            let outcome = answer(&mut vault, &request.operation);
            if let Some(outcome) = outcome
                && inputs.send(Input::VaultAnswered(request, outcome)).is_err()
            {
                break;
            }
        }
        vault.lock();
    })
}

/// What the vault says; `None` where nobody waits for an answer.
fn answer(vault: &mut Vault, request: &VaultRequest) -> Option<VaultOutcome> {
    Some(match request {
        VaultRequest::Look => Ok(VaultAnswer::Condition { condition: condition(vault), guard: guard(vault) }),
        VaultRequest::Create { pin } => {
            vault.create(pin.clone()).map(|()| VaultAnswer::Opened).map_err(|error| not_created(&error))
        }
        VaultRequest::Unlock { pin } => vault
            .unlock(pin.clone(), moment::uptime_ms())
            .map(|()| VaultAnswer::Opened)
            .map_err(|error| not_unlocked(&error)),
        VaultRequest::Lock => {
            vault.lock();
            return None;
        }
        VaultRequest::Append { at, space, happened, place } => vault
            .append(*at, *space, happened, place.as_deref())
            .map(|_| VaultAnswer::Appended)
            .map_err(|error| not_written(&error)),
        VaultRequest::Work { from } => work(vault, *from).map(VaultAnswer::Work).map_err(|error| not_read(&error)),
        VaultRequest::Case { space } => {
            case(vault, *space).map(|case| VaultAnswer::Case(Box::new(case))).map_err(|error| not_read(&error))
        }
        VaultRequest::Keep { at, conversation, into } => {
            vault.keep(*at, *conversation, *into).map(VaultAnswer::Kept).map_err(|error| not_written(&error))
        }
        VaultRequest::Report { at, reported } => vault
            .report(*at, reported)
            .map_err(|error| not_written(&error))
            .and_then(|()| vault.reports().map(VaultAnswer::Reports).map_err(|error| not_read(&error))),
        VaultRequest::Erase { space } => {
            vault.erase(*space).map(|()| VaultAnswer::Erased).map_err(|error| not_written(&error))
        }
        VaultRequest::SaveDraft { space, text } => {
            let saved = if text.trim().is_empty() {
                vault.clear_draft(*space, NOTE)
            } else {
                vault.set_draft(*space, NOTE, text)
            };
            if let Err(error) = saved {
                tracing::warn!(%error, "half-written words not kept");
            }
            return None;
        }
    })
}

fn condition(vault: &Vault) -> Condition {
    match vault.condition() {
        vault::Condition::Absent => Condition::Absent,
        vault::Condition::Locked => Condition::Locked,
        vault::Condition::Open => Condition::Open,
        vault::Condition::Incomplete(missing) => Condition::Incomplete(part(missing)),
    }
}

fn guard(vault: &Vault) -> KeyGuard {
    match vault.key_level() {
        KeyLevel::StrongBox | KeyLevel::Tee | KeyLevel::SecureEnclave => KeyGuard::Hardware,
        KeyLevel::Software => KeyGuard::Software,
    }
}

fn part(part: vault::Part) -> Part {
    match part {
        vault::Part::Slot => Part::Slot,
        vault::Part::DeviceKey => Part::DeviceKey,
        vault::Part::Database => Part::Database,
    }
}

fn work(vault: &Vault, from: u32) -> Result<WorkList, ReadError> {
    let unfinished = vault.unfinished()?;
    let (total, cases) = vault.cases(from, PAGE)?;
    Ok(WorkList { unfinished, total, from, cases, reports: vault.reports()? })
}

fn case(vault: &Vault, space: SpaceId) -> Result<OpenedCase, ReadError> {
    Ok(OpenedCase {
        file: vault.case(space)?,
        place: vault.place(space)?,
        draft: vault.draft(space, NOTE)?.unwrap_or_default(),
    })
}

fn not_created(error: &CreateError) -> VaultProblem {
    match error {
        CreateError::PinRefused(problem) => VaultProblem::WeakPin(match problem {
            PinProblem::TooShort => WeakPin::TooShort,
            PinProblem::TooLong => WeakPin::TooLong,
            PinProblem::Repeats => WeakPin::Repeats,
            PinProblem::Sequence => WeakPin::Sequence,
            PinProblem::Date => WeakPin::Date,
            PinProblem::Common => WeakPin::Common,
        }),
        CreateError::Exists => VaultProblem::Locked,
        CreateError::Full => VaultProblem::Full,
        CreateError::Disk(_) => VaultProblem::Disk,
        CreateError::DeviceKey(_) => VaultProblem::DeviceKey,
    }
}

fn not_unlocked(error: &UnlockError) -> VaultProblem {
    let seconds = |wait_ms: u64| u32::try_from(wait_ms.div_ceil(1000)).unwrap_or(u32::MAX);
    match error {
        UnlockError::Wrong { wait_ms, .. } => VaultProblem::WrongPin { wait_s: seconds(*wait_ms) },
        UnlockError::Wait { wait_ms } => VaultProblem::Wait { wait_s: seconds(*wait_ms) },
        UnlockError::Missing(missing) => VaultProblem::Missing(part(*missing)),
        UnlockError::Damaged => VaultProblem::Damaged,
        UnlockError::TooNew => VaultProblem::TooNew,
        UnlockError::DeviceKey(_) => VaultProblem::DeviceKey,
        UnlockError::Full => VaultProblem::Full,
        UnlockError::Disk(_) => VaultProblem::Disk,
    }
}

fn not_read(error: &ReadError) -> VaultProblem {
    match error {
        ReadError::Locked => VaultProblem::Locked,
        ReadError::NotFound => VaultProblem::NotFound,
        ReadError::Damaged => VaultProblem::Damaged,
        ReadError::Full => VaultProblem::Full,
        ReadError::Disk(_) => VaultProblem::Disk,
    }
}

fn not_written(error: &WriteError) -> VaultProblem {
    match error {
        WriteError::Locked => VaultProblem::Locked,
        WriteError::NotFound => VaultProblem::NotFound,
        WriteError::NotCovered(why) => VaultProblem::NotCovered(*why),
        WriteError::NoConsent => VaultProblem::NoConsent,
        WriteError::Full => VaultProblem::Full,
        WriteError::Damaged => VaultProblem::Damaged,
        WriteError::Disk(_) => VaultProblem::Disk,
    }
}
