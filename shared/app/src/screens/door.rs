//! The door of the vault: what the app keeps, setting the PIN, opening with it.

use crux_core::Command;
use secrecy::{ExposeSecret, SecretString};

use super::{Body, button, work};
use crate::{
    Effect, Event,
    effects::vault::{Condition, KeyGuard, VaultAnswer, VaultOutcome, VaultProblem, VaultRequest},
    event::{DoorEvent, Field, Place, UserEvent},
    lock,
    model::{Model, Showing, Waiting},
    trouble,
    view::{ButtonRole, Component},
};

/// What is typed at the door.
#[derive(Default)]
pub(crate) struct Door {
    pin: SecretString,
    again: SecretString,
    /// Until when the next try has to wait, in milliseconds of uptime.
    wait_until_ms: Option<u64>,
    /// What guards the key beside the PIN, once the vault was looked at.
    guard: Option<KeyGuard>,
    /// What was forgotten when the app locked.
    pub(crate) forgotten: Forgotten,
}

/// What was forgotten when the app locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Forgotten {
    /// Nothing.
    #[default]
    Nothing,
    /// A conversation that nobody had agreed to write down.
    Conversation,
}

impl Door {
    pub(crate) fn typed(&mut self, field: Field, text: String) {
        match field {
            Field::PinAgain => self.again = text.into(),
            _ => self.pin = text.into(),
        }
    }

    pub(crate) fn clear(&mut self) {
        self.pin = SecretString::default();
        self.again = SecretString::default();
    }

    /// Time has passed; a wait that is over is forgotten.
    pub(crate) fn waited(&mut self, uptime_ms: u64) {
        self.wait_until_ms = self.wait_until_ms.filter(|until| uptime_ms < *until);
    }

    fn take_pin(&mut self) -> SecretString {
        std::mem::take(&mut self.pin)
    }
}

pub(crate) fn update(event: &DoorEvent, model: &mut Model) -> Command<Effect, Event> {
    match event {
        DoorEvent::SetPin if model.vault == Some(Condition::Absent) => {
            model.showing = Showing::SetPin;
            Command::done()
        }
        DoorEvent::Create if model.showing == Showing::SetPin => create(model),
        DoorEvent::Unlock if model.showing == Showing::Unlock => unlock(model),
        DoorEvent::TryAgain => look(model),
        _ => Command::done(),
    }
}

/// Looks whether there is a vault, to show *My work*, the PIN or what the app keeps.
pub(crate) fn look(model: &mut Model) -> Command<Effect, Event> {
    model.ask_vault(Waiting::Look, VaultRequest::Look)
}

fn create(model: &mut Model) -> Command<Effect, Event> {
    let t = model.texts();
    if model.door.pin.expose_secret().is_empty() {
        model.fails(t.trouble_pin_empty());
        return Command::done();
    }
    if model.door.pin.expose_secret() != model.door.again.expose_secret() {
        model.door.clear();
        model.fails(t.trouble_pin_differs());
        return Command::done();
    }
    let pin = model.door.take_pin();
    model.door.clear();
    model.ask_vault(Waiting::Create, VaultRequest::Create { pin })
}

fn unlock(model: &mut Model) -> Command<Effect, Event> {
    if model.door.pin.expose_secret().is_empty() {
        model.fails(model.texts().trouble_pin_empty());
        return Command::done();
    }
    let pin = model.door.take_pin();
    model.ask_vault(Waiting::Unlock, VaultRequest::Unlock { pin })
}

pub(crate) fn answered(outcome: VaultOutcome, model: &mut Model) -> Command<Effect, Event> {
    match outcome {
        Ok(VaultAnswer::Opened) => {
            model.vault = Some(Condition::Open);
            model.door = Door { guard: model.door.guard, ..Door::default() };
            lock::watch().and(work::open(model))
        }
        Ok(VaultAnswer::Condition { condition, guard }) => {
            model.vault = Some(condition);
            model.door.guard = Some(guard);
            match condition {
                Condition::Absent => model.showing = Showing::Keeps,
                Condition::Locked | Condition::Incomplete(_) => model.showing = Showing::Unlock,
                Condition::Open => return work::open(model),
            }
            Command::done()
        }
        Ok(_) => Command::done(),
        Err(problem) => refused(&problem, model),
    }
}

fn refused(problem: &VaultProblem, model: &mut Model) -> Command<Effect, Event> {
    model.fails(trouble::vault(model.texts(), problem));
    let wait_s = match problem {
        VaultProblem::WrongPin { wait_s } | VaultProblem::Wait { wait_s } => *wait_s,
        VaultProblem::Missing(part) => {
            model.vault = Some(Condition::Incomplete(*part));
            model.problem = None;
            0
        }
        _ => 0,
    };
    if wait_s == 0 {
        return Command::done();
    }
    let delay = u64::from(wait_s) * 1000;
    model.door.wait_until_ms = Some(model.touched_ms + delay);
    crate::effects::clock::wake(delay)
}

/// What the app keeps and what it never keeps; shown before the first PIN and under *More*.
pub(crate) fn what_the_app_keeps(model: &Model) -> Vec<Component> {
    let t = model.texts();
    vec![
        model.paragraph(t.keeps_only_yes()),
        model.paragraph(t.keeps_encrypted()),
        model.paragraph(t.keeps_no_network()),
        model.paragraph(t.keeps_lock()),
        model.caution(t.keeps_limits()),
    ]
}

pub(crate) fn keeps_view(model: &Model) -> Body {
    let t = model.texts();
    let mut components = what_the_app_keeps(model);
    components.push(model.caution(t.keeps_pin_lost()));
    components.push(button(t.keeps_set_pin(), ButtonRole::Main, door_event(DoorEvent::SetPin)));
    Body::new("keeps", model.own(t.keeps_title())).at(Place::Work).with(components)
}

pub(crate) fn set_pin_view(model: &Model) -> Body {
    let t = model.texts();
    let mut components = vec![
        model.paragraph(t.pin_rules()),
        Component::SecretInput { field: Field::Pin, label: t.pin_new() },
        Component::SecretInput { field: Field::PinAgain, label: t.pin_again() },
    ];
    if model.door.guard == Some(KeyGuard::Software) {
        components.push(model.caution(t.pin_software_key()));
    }
    components.push(button(t.pin_create(), ButtonRole::Main, door_event(DoorEvent::Create)));
    Body::new("set-pin", model.own(t.pin_title())).at(Place::Work).with_back().with(components)
}

pub(crate) fn unlock_view(model: &Model) -> Body {
    let t = model.texts();
    let mut components = Vec::new();
    if model.door.forgotten == Forgotten::Conversation {
        components.push(model.information(t.unlock_forgotten()));
    }
    if let Some(Condition::Incomplete(part)) = model.vault {
        components.push(Component::Problem { text: model.own(trouble::missing(t, part)) });
        components.push(button(t.try_again(), ButtonRole::Main, door_event(DoorEvent::TryAgain)));
        return Body::new("unlock", model.own(t.unlock_title())).at(Place::Work).with(components);
    }
    if let Some(until) = model.door.wait_until_ms {
        let seconds = u32::try_from(until.saturating_sub(model.touched_ms).div_ceil(1000)).unwrap_or(u32::MAX);
        let label =
            if seconds < 120 { t.unlock_wait_seconds(seconds) } else { t.unlock_wait_minutes(seconds.div_ceil(60)) };
        components.push(Component::Countdown { seconds, label });
    }
    components.push(model.paragraph(t.unlock_text()));
    components.push(Component::SecretInput { field: Field::Pin, label: t.unlock_pin() });
    components.push(button(t.unlock(), ButtonRole::Main, door_event(DoorEvent::Unlock)));
    Body::new("unlock", model.own(t.unlock_title())).at(Place::Work).with(components)
}

fn door_event(event: DoorEvent) -> UserEvent {
    UserEvent::Door { event }
}
