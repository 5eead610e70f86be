//! The next visit of a case: planned here, and reminded of by the device in words that tell neither who nor why.

use casework::{CaseFile, Happened};
use crux_core::Command;
use sync::{Moment, SpaceId};

use super::{button, case};
use crate::{
    Effect, Event, Stamp,
    effects::{
        device::{self, DeviceRequest},
        vault::{VaultOutcome, VaultRequest},
    },
    event::CaseEvent,
    model::{Model, Waiting},
    view::{ButtonRole, Component},
    words,
};

/// After how many days a visit can be planned. The first three are when a referral is followed up (case work, step 7):
/// urgent, soon, and in good time.
const AFTER_DAYS: [u32; 4] = [3, 7, 14, 30];

const MINUTE_MS: i64 = 60 * 1000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// Plans the next visit of the case on the screen, in place of the one planned before.
pub(crate) fn plan(days: u32, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    if AFTER_DAYS.contains(&days) { change(Some(due(at, days)), at, model) } else { Command::done() }
}

/// Plans no visit any more.
pub(crate) fn plan_none(at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    change(None, at, model)
}

/// The reminder is asked for at once: the answer that the plan is saved may be dropped by a lock.
fn change(due_ms: Option<i64>, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let Some(space) = case_on_screen(model) else { return Command::done() };
    let happened = vec![Happened::VisitPlanned { due_ms }];
    let request = VaultRequest::Append { at: at.moment, space, happened, place: None };
    let reminder = due_ms.map_or_else(Command::done, |due_ms| remind(due_ms, model));
    reminder.and(model.ask_vault(Waiting::Visit { due_ms }, request))
}

fn case_on_screen(model: &Model) -> Option<SpaceId> {
    model.case.as_ref().map(|case| case.file.space)
}

/// The plan is saved, or it is not; then its reminder is forgotten again.
pub(crate) fn planned(due_ms: Option<i64>, outcome: VaultOutcome, model: &mut Model) -> Command<Effect, Event> {
    let before = model.case.as_ref().and_then(|case| case.file.visit_due_ms);
    let void = if outcome.is_ok() { before } else { due_ms };
    let forgotten = void.map_or_else(Command::done, |at_ms| forget(at_ms, model));
    if outcome.is_ok() {
        let t = model.texts();
        model.announcement = Some(due_ms.map_or_else(|| t.timeline_no_visit(), |at_ms| t.visit_due(day(model, at_ms))));
    }
    forgotten.and(case::answered(outcome, model))
}

fn remind(at_ms: i64, model: &Model) -> Command<Effect, Event> {
    let t = model.texts();
    let (title, kind) = (model.own(t.reminder_visit()), model.own(t.reminder_kind()));
    if_it_can(model, DeviceRequest::Remind { at_ms, title, kind })
}

fn forget(at_ms: i64, model: &Model) -> Command<Effect, Event> {
    if_it_can(model, DeviceRequest::DoNotRemind { at_ms })
}

fn if_it_can(model: &Model, request: DeviceRequest) -> Command<Effect, Event> {
    if model.abilities.reminders { device::tell(request) } else { Command::done() }
}

/// In the hour after nine in the morning of that day, where the device is. Which moment of it is left to chance: every
/// plan has one of its own, by which its reminder is found again, and the moment tells nothing.
fn due(at: Stamp, days: u32) -> i64 {
    let offset_ms = i64::from(at.moment.offset_min) * MINUTE_MS;
    let midnight = (at.moment.utc_ms + offset_ms).div_euclid(DAY_MS) * DAY_MS;
    let [a, b, c, d, ..] = at.entropy;
    let chance = i64::from(u32::from_be_bytes([a, b, c, d])) % HOUR_MS;
    midnight + i64::from(days) * DAY_MS + 9 * HOUR_MS + chance - offset_ms
}

/// The day a visit is due, in words, where the device is now.
pub(crate) fn day(model: &Model, due_ms: i64) -> String {
    let offset_min = model.touched_at.map_or(0, |at| at.offset_min);
    words::day(model.texts(), Moment { utc_ms: due_ms, offset_min })
}

/// When the next visit is due, and planning it.
pub(crate) fn section(model: &Model, file: &CaseFile) -> Component {
    let t = model.texts();
    let now_ms = model.touched_at.map_or(0, |at| at.utc_ms);
    let title = match file.visit_due_ms {
        None => t.visit_plan(),
        Some(due_ms) if due_ms < now_ms => t.visit_was_due(day(model, due_ms)),
        Some(due_ms) => t.visit_due(day(model, due_ms)),
    };
    let promise = model.abilities.reminders.then(|| model.paragraph(t.visit_reminder(t.reminder_visit())));
    let plans = AFTER_DAYS
        .map(|days| button(t.visit_in(days), ButtonRole::Quiet, case::case_event(CaseEvent::PlanVisit { days })));
    let none =
        file.visit_due_ms.map(|_| button(t.visit_none(), ButtonRole::Quiet, case::case_event(CaseEvent::PlanNoVisit)));
    Component::Section {
        title: model.own(title),
        open: false,
        components: promise.into_iter().chain(plans).chain(none).collect(),
    }
}

#[cfg(test)]
mod tests;
