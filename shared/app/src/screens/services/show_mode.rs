//! Show mode: the phone in the hands of somebody who looks for help. Nothing but the directory and the pages to read can
//! be reached.

use crux_core::Command;

use super::{Audience, open_public, search_for};
use crate::{
    Effect, Event, Stamp,
    event::{DirectoryEvent, Field, ShowEvent, UserEvent},
    lock,
    model::Model,
    view::Hold,
};

/// How long the title must be pressed to leave show mode, in milliseconds.
const HOLD_MS: u64 = 3_000;

/// In show mode only the directory and the pages can be used, also by a forged request.
pub(crate) fn may_happen_handed_over(event: &UserEvent) -> bool {
    match event {
        UserEvent::Directory { event } => *event != DirectoryEvent::HandOver,
        UserEvent::Learn { .. }
        | UserEvent::Show { .. }
        | UserEvent::Back
        | UserEvent::Paused
        | UserEvent::Resumed
        | UserEvent::DeviceFailed { .. } => true,
        UserEvent::Edited { field, .. } => *field == Field::Search,
        _ => false,
    }
}

/// Locks the vault and leaves nothing but the directory, on the entry or list at hand.
pub(super) fn begin(model: &mut Model) -> Command<Effect, Event> {
    if model.directory.audience != Audience::Public {
        return Command::done();
    }
    model.directory.audience = Audience::HandedOver;
    model.directory.title_down_ms = None;
    // What the helper typed is nothing for whoever holds the phone now.
    let searched = search_for("", model);
    if !model.is_unlocked() {
        return searched;
    }
    let showing = model.showing;
    let service = model.service.clone();
    let locked = lock::lock(model);
    model.showing = showing;
    model.service = service;
    searched.and(locked)
}

/// Leaves show mode after a long press on the title; never asks for a PIN, and shows the locked home.
pub(crate) fn show_update(event: &ShowEvent, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    if !model.directory.is_handed_over() {
        return Command::done();
    }
    match event {
        ShowEvent::TitleDown => model.directory.title_down_ms = Some(at.uptime_ms),
        ShowEvent::TitleUp => {
            let pressed_ms = model.directory.title_down_ms.take().map_or(0, |down| at.uptime_ms.saturating_sub(down));
            if HOLD_MS <= pressed_ms {
                return open_public(model);
            }
        }
    }
    Command::done()
}

/// The title, held for as long.
pub(super) fn hold(model: &Model) -> Hold {
    Hold {
        label: model.texts().show_leave(),
        down: UserEvent::Show { event: ShowEvent::TitleDown },
        up: UserEvent::Show { event: ShowEvent::TitleUp },
    }
}
