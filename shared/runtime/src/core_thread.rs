//! The one thread that runs the core, and the one queue into it.

use std::{
    io, panic,
    panic::AssertUnwindSafe,
    sync::{
        Arc, Mutex, Once, PoisonError,
        mpsc::{Receiver, Sender},
    },
    thread::{self, JoinHandle},
};

use app::{
    Effect, Event, Screen, Suluh, UserEvent,
    effects::{
        clock::ClockRequest,
        device::Abilities,
        packs::{PacksAnswer, PacksRequest},
        vault::{VaultOutcome, VaultRequest},
    },
};
use crux_core::{Core, Request};

use crate::{
    Config, Shell,
    clock::ClockLane,
    folder::FolderLock,
    moment,
    outstanding::Outstanding,
    packs_lane::{PacksLane, packs_lane},
    settings::Settings,
    vault_folder,
    vault_lane::{VaultLane, vault_lane},
};

/// The name of the thread.
const NAME: &str = "suluh-core";
/// How the names of all our threads begin, by which the panic hook knows them.
const OURS: &str = "suluh-";

/// Everything that can come into the core.
pub(crate) enum Input {
    /// Somebody did something; on the screen with this id, if it matters on which.
    User(UserEvent, Option<String>),
    /// The vault answered.
    VaultAnswered(Request<VaultRequest>, VaultOutcome),
    /// The packs answered.
    PacksAnswered(Request<PacksRequest>, PacksAnswer),
    /// The time has come.
    Woke(Request<ClockRequest>),
    /// The app ends.
    Close,
}

pub(crate) struct CoreThread {
    core: Core<Suluh>,
    shell: Arc<dyn Shell>,
    screen: Arc<Mutex<Arc<Screen>>>,
    outstanding: Arc<Outstanding>,
    settings: Settings,
    vault: VaultLane,
    packs: PacksLane,
    clock: ClockLane,
    abilities: Abilities,
}

impl CoreThread {
    pub(crate) fn new(
        config: Config,
        shell: Arc<dyn Shell>,
        inputs: Sender<Input>,
        screen: &Arc<Mutex<Arc<Screen>>>,
        outstanding: &Arc<Outstanding>,
    ) -> Self {
        Self {
            core: Core::new(),
            shell,
            screen: Arc::clone(screen),
            outstanding: Arc::clone(outstanding),
            settings: Settings::new(&config.folder),
            vault: vault_lane(vault_folder(&config.folder), config.key, inputs.clone()),
            packs: packs_lane(config.folder, config.packs, inputs.clone()),
            clock: ClockLane::new(inputs),
            abilities: config.abilities,
        }
    }

    fn run(&mut self, queue: &Receiver<Input>) {
        let language = self.settings.language();
        let abilities = self.abilities;
        let effects = self.core.process_event(Event::Opened { language, abilities });
        self.carry_out(effects);
        self.outstanding.end();
        for input in queue {
            let counted = !matches!(input, Input::Woke(_));
            let effects = match input {
                // What was done on a screen that is left already would mean something else on this one.
                Input::User(_, Some(screen)) if screen != self.shown().id => Vec::new(),
                Input::User(event, _) => self.core.process_event(Event::User { event, at: moment::stamp() }),
                Input::VaultAnswered(mut request, outcome) => resolved(self.core.resolve(&mut request, outcome)),
                Input::PacksAnswered(mut request, answer) => resolved(self.core.resolve(&mut request, answer)),
                Input::Woke(mut request) => resolved(self.core.resolve(&mut request, moment::uptime_ms())),
                Input::Close => return,
            };
            self.carry_out(effects);
            if counted {
                self.outstanding.end();
            }
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut changed = false;
        for effect in effects {
            match effect {
                Effect::Render(_) => changed = true,
                Effect::Vault(request) => {
                    if request.operation.is_answered() {
                        self.outstanding.begin();
                    }
                    self.vault.handle(request);
                }
                Effect::Packs(request) => {
                    self.outstanding.begin();
                    self.packs.handle(request);
                }
                Effect::Clock(request) => self.clock.handle(request),
                Effect::Settings(request) => self.settings.remember(request.operation),
                Effect::Device(request) => self.shell.request(request.operation),
            }
        }
        if changed {
            self.show(self.core.view());
        }
    }

    fn show(&self, screen: Screen) {
        *self.screen.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(screen);
        self.shell.changed();
    }

    /// The screen as it was last shown.
    fn shown(&self) -> Arc<Screen> {
        Arc::clone(&self.screen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Locks and shows a neutral screen, with nothing on it of what was being done.
    fn give_up(&mut self) {
        self.vault.close();
        self.show(app::restart(self.settings.language().as_deref()));
    }
}

/// Starts the thread; it holds the data folder until it ends.
pub(crate) fn spawn(mut core: CoreThread, queue: Receiver<Input>, lock: FolderLock) -> io::Result<JoinHandle<()>> {
    keep_panics_silent();
    thread::Builder::new().name(NAME.to_owned()).spawn(move || {
        let outcome = panic::catch_unwind(AssertUnwindSafe(|| core.run(&queue)));
        if outcome.is_err() {
            core.give_up();
            drain(&core, &queue);
        }
        core.vault.close();
        core.packs.close();
        drop(lock);
    })
}

/// After a panic nothing has any effect any more, but nobody waits for an answer in vain.
fn drain(core: &CoreThread, queue: &Receiver<Input>) {
    core.outstanding.end();
    for input in queue {
        match input {
            Input::Close => return,
            Input::Woke(_) => {}
            Input::User(..) | Input::VaultAnswered(..) | Input::PacksAnswered(..) => core.outstanding.end(),
        }
    }
}

/// A request that can no longer be answered has no effects; that is no mistake of anybody.
fn resolved(outcome: Result<Vec<Effect>, crux_core::ResolveError>) -> Vec<Effect> {
    outcome.unwrap_or_default()
}

/// A panic's message can repeat what somebody typed, so on our threads only its place is printed.
fn keep_panics_silent() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !thread::current().name().is_some_and(|name| name.starts_with(OURS)) {
                return usual(info);
            }
            if let Some(place) = info.location() {
                eprintln!("suluh: stopped at {}:{}", place.file(), place.line());
            }
        }));
    });
}
