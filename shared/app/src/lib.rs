//! The app itself: what can happen, what is remembered, what is shown. Pure: no clock, file, random or network.
//!
//! `model` holds the state, one file in `screens` each screen, `conversation` the talk from form to form, `effects`
//! what may be asked of the world, `view` what a shell draws.

mod conversation;
pub mod effects;
pub mod event;
mod lock;
mod model;
mod outside;
mod reach;
mod screens;
mod trouble;
mod update;
pub mod view;
mod words;

use crux_core::{App, Command};

pub use effects::Effect;
pub use event::{Event, Stamp, UserEvent};
pub use lock::{HIDDEN_LIMIT_MS, IDLE_LIMIT_MS};
pub use model::Model;
pub use screens::{NotStarted, not_started, restart};
pub use view::Screen;

uniffi::setup_scaffolding!();

/// Suluh.
#[derive(Debug, Default)]
pub struct Suluh;

impl App for Suluh {
    type Event = Event;
    type Model = Model;
    type ViewModel = Screen;
    type Effect = Effect;

    fn update(&self, event: Event, model: &mut Model) -> Command<Effect, Event> {
        update::update(event, model)
    }

    fn view(&self, model: &Model) -> Screen {
        screens::view(model)
    }
}
