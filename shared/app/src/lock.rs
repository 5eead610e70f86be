//! When the vault locks, and what is forgotten then.

use crux_core::{Command, render::render};

use crate::{
    Effect, Event,
    effects::{
        clock,
        vault::{self, Condition, VaultRequest},
    },
    model::{Model, Showing},
    screens::{door::Forgotten, report::Report, services::Audience, talk},
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
    if !model.is_unlocked() {
        return Command::done();
    }
    save_draft(model).and(talk::save_in_passing(model)).and(clock::wake(HIDDEN_LIMIT_MS))
}

/// The time asked for has come: locks if nobody has been there, else waits for the rest.
pub(crate) fn woke(model: &mut Model, uptime_ms: u64) -> Command<Effect, Event> {
    if !model.is_unlocked() {
        model.door.waited(uptime_ms);
        return render();
    }
    if is_overdue(model, uptime_ms) {
        return lock(model);
    }
    if model.hidden_since_ms.is_some() {
        return Command::done();
    }
    clock::wake(IDLE_LIMIT_MS.saturating_sub(uptime_ms.saturating_sub(model.touched_ms)))
}

/// Whether the app is open and nobody has been there for too long.
pub(crate) fn is_overdue(model: &Model, uptime_ms: u64) -> bool {
    let idle_ms = uptime_ms.saturating_sub(model.touched_ms);
    let hidden_ms = model.hidden_since_ms.map_or(0, |since| uptime_ms.saturating_sub(since));
    model.is_unlocked() && (IDLE_LIMIT_MS <= idle_ms || HIDDEN_LIMIT_MS <= hidden_ms)
}

/// Locks the vault and drops everything private from memory. Public pages stay where they are.
pub(crate) fn lock(model: &mut Model) -> Command<Effect, Event> {
    let unsaved = save_unsaved(model);
    let was_private = model.directory.audience != Audience::Public || !model.showing.is_public();
    model.generation += 1;
    model.waiting = None;
    model.hidden_since_ms = None;
    model.vault = Some(Condition::Locked);
    if model.talk.take().is_some_and(|talk| !talk.is_written()) {
        model.door.forgotten = Forgotten::Conversation;
    }
    model.work = vault::WorkList::default();
    model.case = None;
    model.referral = None;
    model.report = Report::None;
    model.note.clear();
    model.directory.forget_person();
    if was_private {
        model.service = None;
        model.problem = None;
        model.announcement = None;
        model.showing = Showing::Unlock;
    }
    unsaved.and(vault::tell(VaultRequest::Lock)).and(render())
}

/// Saves what is on the screen and not yet in the vault, so that locking loses nothing. What the vault is being asked to
/// save already is not sent again.
fn save_unsaved(model: &mut Model) -> Command<Effect, Event> {
    if model.waiting.is_some() {
        return Command::done();
    }
    let generation = model.generation;
    let answer = talk::unsaved_answer(model);
    // Nobody waits for this answer: it comes after the lock and is dropped.
    answer.map_or_else(Command::done, |request| vault::ask(generation, request)).and(save_draft(model))
}

/// Half-written words of a note.
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

#[cfg(test)]
mod tests {
    use i18n::Language;
    use sync::Moment;

    use super::*;
    use crate::{
        Stamp, UserEvent,
        effects::vault::{VaultAnswer, WorkList},
        event::{Field, Place},
        model::Waiting,
        update::update,
    };

    fn unlocked() -> Model {
        Model {
            language: Some(Language::English),
            vault: Some(Condition::Open),
            showing: Showing::Work,
            touched_ms: 1_000_000,
            ..Model::default()
        }
    }

    fn at(uptime_ms: u64) -> Stamp {
        Stamp { moment: Moment { utc_ms: 0, offset_min: 0 }, uptime_ms, entropy: [7; 16] }
    }

    /// Whether the command tells the vault to lock.
    fn locks(mut command: Command<Effect, Event>) -> bool {
        command
            .effects()
            .any(|effect| matches!(effect, Effect::Vault(request) if matches!(request.operation, VaultRequest::Lock)))
    }

    #[test]
    fn nobody_there_for_two_minutes_locks_and_not_a_moment_earlier() {
        let mut model = unlocked();
        assert!(!locks(woke(&mut model, 1_000_000 + IDLE_LIMIT_MS - 1)));
        assert!(model.is_unlocked());

        assert!(locks(woke(&mut model, 1_000_000 + IDLE_LIMIT_MS)));
        assert_eq!(model.showing, Showing::Unlock);
    }

    #[test]
    fn every_touch_begins_the_two_minutes_anew() {
        let mut model = unlocked();
        let touch = Event::User { event: UserEvent::Go { place: Place::More }, at: at(1_100_000) };
        let _ = update(touch, &mut model);

        assert!(!locks(woke(&mut model, 1_000_000 + IDLE_LIMIT_MS)));
        assert!(locks(woke(&mut model, 1_100_000 + IDLE_LIMIT_MS)));
    }

    #[test]
    fn out_of_sight_locks_after_half_a_minute() {
        let mut model = unlocked();
        let _ = hidden(&mut model, 1_000_000);

        assert!(!locks(woke(&mut model, 1_000_000 + HIDDEN_LIMIT_MS - 1)));
        assert!(locks(woke(&mut model, 1_000_000 + HIDDEN_LIMIT_MS)));
    }

    #[test]
    fn a_phone_that_slept_is_locked_when_it_comes_back() {
        let mut model = unlocked();
        let _ = hidden(&mut model, 1_000_000);

        let back = Event::User { event: UserEvent::Resumed, at: at(1_000_000 + HIDDEN_LIMIT_MS) };
        assert!(locks(update(back, &mut model)));
    }

    #[test]
    fn a_press_after_a_sleep_finds_the_app_locked() {
        let mut model = unlocked();

        let press = Event::User { event: UserEvent::Go { place: Place::More }, at: at(1_000_000 + IDLE_LIMIT_MS) };
        assert!(locks(update(press, &mut model)));
        assert_eq!(model.showing, Showing::Unlock);
    }

    #[test]
    fn while_the_vault_is_asked_no_press_changes_what_it_is_asked_about() {
        let mut model = unlocked();
        model.waiting = Some(Waiting::Work);

        let press = Event::User { event: UserEvent::Go { place: Place::More }, at: at(1_000_001) };
        let _ = update(press, &mut model);

        assert_eq!(model.showing, Showing::Work);
        assert!(model.problem.is_some());
    }

    #[test]
    fn an_answer_from_before_the_lock_does_not_fill_the_screen_again() {
        let mut model = unlocked();
        model.waiting = Some(Waiting::Work);
        let asked_in = model.generation;
        let _ = lock(&mut model);
        let screen = crate::screens::view(&model);

        let late = WorkList { total: 1, ..WorkList::default() };
        let answer = Event::Vault { generation: asked_in, outcome: Ok(VaultAnswer::Work(late)) };
        let _ = update(answer, &mut model);

        assert_eq!(model.work.total, 0);
        assert_eq!(crate::screens::view(&model).components, screen.components);
    }

    #[test]
    fn a_typed_pin_never_comes_back_on_a_screen() {
        let mut model = Model { language: Some(Language::English), showing: Showing::Unlock, ..Model::default() };
        let typed = UserEvent::Edited { field: Field::Pin, text: "80417263".to_owned() };
        assert_eq!(format!("{typed:?}"), "Edited(Pin)");

        let _ = update(Event::User { event: typed, at: at(0) }, &mut model);

        assert!(!format!("{:?}", crate::screens::view(&model)).contains("80417263"));
    }
}
