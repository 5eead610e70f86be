//! When the vault locks, and what is forgotten then.

use crux_core::{Command, render::render};

use crate::{
    Effect, Event,
    effects::{
        clock,
        vault::{self, Condition, VaultRequest},
    },
    model::{Model, Showing},
    screens::{services::Audience, door::Forgotten},
};

/// How long the app stays open with nobody touching it, in milliseconds.
///
/// Source: the security model, section 2.8.
pub const IDLE_LIMIT_MS: u64 = 120_000;

/// How long the app stays open out of sight, in milliseconds.
pub const HIDDEN_LIMIT_MS: u64 = 30_000;

/// Begins watching for nobody being there; called when the vault opens.
pub(crate) fn watch() -> Command<Effect, Event> {
    clock::wake(IDLE_LIMIT_MS)
}

/// The app went out of sight: half-written words are kept, and it locks when it stays away.
pub(crate) fn hidden(model: &mut Model, uptime_ms: u64) -> Command<Effect, Event> {
    model.hidden_since_ms = Some(uptime_ms);
    if model.is_unlocked() { save_draft(model).and(clock::wake(HIDDEN_LIMIT_MS)) } else { Command::done() }
}

/// The time asked for has come: locks if nobody has been there, else waits for the rest.
pub(crate) fn woke(model: &mut Model, uptime_ms: u64) -> Command<Effect, Event> {
    if !model.is_unlocked() {
        model.door.waited(uptime_ms);
        return render();
    }
    let idle_ms = uptime_ms.saturating_sub(model.touched_ms);
    let hidden_ms = model.hidden_since_ms.map_or(0, |since| uptime_ms.saturating_sub(since));
    if IDLE_LIMIT_MS <= idle_ms || HIDDEN_LIMIT_MS <= hidden_ms {
        return lock(model);
    }
    if model.hidden_since_ms.is_some() {
        return Command::done();
    }
    clock::wake(IDLE_LIMIT_MS - idle_ms)
}

/// Locks the vault and drops everything private from memory. Public pages stay where they are.
pub(crate) fn lock(model: &mut Model) -> Command<Effect, Event> {
    let draft = save_draft(model);
    let was_private = model.directory.audience != Audience::Public || !model.showing.is_public();
    model.generation += 1;
    model.waiting = None;
    model.vault = Some(Condition::Locked);
    if model.talk.take().is_some_and(|talk| !talk.is_written()) {
        model.door.forgotten = Forgotten::Conversation;
    }
    model.work = vault::WorkList::default();
    model.case = None;
    model.referral = None;
    model.note.clear();
    model.directory.forget_person();
    if was_private {
        model.service = None;
        model.problem = None;
        model.announcement = None;
        model.showing = Showing::Unlock;
    }
    draft.and(vault::tell(VaultRequest::Lock)).and(render())
}

/// Keeps half-written words of a note in the vault, so that locking loses nothing.
fn save_draft(model: &Model) -> Command<Effect, Event> {
    match &model.case {
        Some(case) if model.showing == Showing::Note => {
            vault::tell(VaultRequest::SaveDraft { space: case.file.space, text: model.note.clone() })
        }
        _ => Command::done(),
    }
}

/// Back in sight in time: watching for nobody being there goes on.
pub(crate) fn watch_again(model: &Model) -> Command<Effect, Event> {
    if model.is_unlocked() { watch() } else { Command::done() }
}
