//! What each thing that happens leads to.

use crux_core::{Command, render::render};
use i18n::Language;

use crate::{
    Effect, Event, Stamp, UserEvent,
    effects::{
        packs::{self, PacksAnswer, PacksRequest},
        settings,
        vault::VaultOutcome,
    },
    event::{Field, Place, TalkEvent},
    lock,
    model::{Model, Packs, Showing, Waiting},
    outside,
    screens::{case, door, keep, learn, note, referral, report, services, talk, visit, work},
};

pub(crate) fn update(event: Event, model: &mut Model) -> Command<Effect, Event> {
    model.revision += 1;
    match event {
        Event::Opened { language, abilities } => {
            model.abilities = abilities;
            opened(model, language.as_deref())
        }
        Event::User { event, at } => user(event, at, model),
        Event::Vault { generation, outcome } if generation == model.generation => answered(outcome, model),
        // The vault has been locked since: what it said then must not come back on the screen.
        Event::Vault { .. } => Command::done(),
        Event::Packs(answer) => packs_answered(answer, model),
        Event::Woke { uptime_ms } => lock::woke(model, uptime_ms),
    }
}

fn opened(model: &mut Model, language: Option<&str>) -> Command<Effect, Event> {
    model.language = language.and_then(Language::from_code);
    model.showing = if model.language.is_some() { Showing::Services } else { Showing::Language };
    packs::ask(PacksRequest::Open).and(render())
}

fn user(event: UserEvent, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    if lock::is_overdue(model, at.uptime_ms) && event != UserEvent::Paused {
        // The device slept past the limit and nothing could wake the app: whoever comes now comes to a locked one.
        model.touched_ms = at.uptime_ms;
        let locked = lock::lock(model);
        return if outside::is_from_outside(&event) { locked.and(user(event, at, model)) } else { locked };
    }
    model.touched_ms = at.uptime_ms;
    model.touched_at = Some(at.moment);
    if event != UserEvent::Paused {
        model.hidden_since_ms = None;
    }
    if model.directory.is_handed_over() && !services::may_happen_handed_over(&event) {
        return Command::done();
    }
    if model.waiting.is_some() && !may_happen_while_waiting(&event) {
        // What is being saved must stay what is on the screen until it is saved.
        model.fails(model.texts().still_working());
        return render();
    }
    if let UserEvent::Edited { field, text } = event {
        return edited(field, text, model);
    }
    // News that came in show mode was not on the screen yet.
    if !model.directory.is_handed_over() && !matches!(event, UserEvent::Paused | UserEvent::Resumed) {
        model.news = None;
    }
    if !outside::is_from_outside(&event) {
        model.problem = None;
    }
    model.announcement = None;
    let command = match event {
        UserEvent::Paused => lock::hidden(model, at.uptime_ms),
        UserEvent::Resumed => lock::watch_again(model),
        UserEvent::Lock if model.is_unlocked() => lock::lock(model),
        UserEvent::Go { place } => go(place, model),
        UserEvent::Back => back(at, model),
        UserEvent::ChooseLanguage { code } => choose_language(&code, model),
        UserEvent::ChooseContent => outside::choose_content(model),
        UserEvent::HandContentOn => outside::hand_content_on(model),
        UserEvent::UseOffered => outside::use_offered(model),
        UserEvent::KeepContent => outside::keep_content(model),
        UserEvent::Returned { purpose, outcome } => outside::returned(purpose, outcome, model),
        UserEvent::Link { .. } => outside::link(model),
        UserEvent::DeviceFailed { task } => outside::device_failed(task, model),
        UserEvent::Directory { event } => services::update(event, model),
        UserEvent::Learn { event } => learn::update(event, model),
        UserEvent::Show { event } => services::show_update(&event, at, model),
        UserEvent::Door { event } => door::update(&event, model),
        UserEvent::Work { event } => work::update(event, at, model),
        UserEvent::Talk { event } => talk::update(event, at, model),
        UserEvent::Referral { event } => referral::update(event, at, model),
        UserEvent::Case { event } => case::update(event, at, model),
        UserEvent::Report { event } => report::update(event, at, model),
        UserEvent::Edited { .. } | UserEvent::Lock => Command::done(),
    };
    command.and(render())
}

fn edited(field: Field, text: String, model: &mut Model) -> Command<Effect, Event> {
    match field {
        Field::Search => return services::search_for(&text, model).and(render()),
        Field::Pin | Field::PinAgain => model.door.typed(field, text),
        Field::Answer => talk::typed(&text, model),
        Field::Note if model.showing == Showing::Note => note::typed(&text, model),
        Field::Note => {}
        Field::FirstName | Field::SafeContact => referral::typed(field, &text, model),
    }
    render()
}

/// While the vault is being asked, nothing may change what it is asked about; danger and leaving never wait.
fn may_happen_while_waiting(event: &UserEvent) -> bool {
    matches!(
        event,
        UserEvent::Paused
            | UserEvent::Resumed
            | UserEvent::Lock
            | UserEvent::DeviceFailed { .. }
            | UserEvent::Returned { .. }
            | UserEvent::Link { .. }
            | UserEvent::Talk { event: TalkEvent::Emergency }
    )
}

fn go(place: Place, model: &mut Model) -> Command<Effect, Event> {
    if model.language.is_none() || talk::is_open(model) {
        return Command::done();
    }
    model.report = report::Report::None;
    match place {
        Place::Services => services::open_public(model),
        Place::Learn => learn::open(model),
        Place::Work => work::open(model),
        Place::More => {
            model.showing = Showing::More;
            Command::done()
        }
    }
}

fn back(at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    match model.showing {
        Showing::Places | Showing::Service | Showing::Card | Showing::Services => services::back(model),
        Showing::Learn if !model.directory.is_handed_over() => Command::done(),
        Showing::Learn | Showing::Page => learn::back(model),
        Showing::SetPin => {
            model.door.clear();
            model.showing = Showing::Keeps;
            Command::done()
        }
        Showing::Language if model.language.is_some() => {
            model.showing = Showing::More;
            Command::done()
        }
        Showing::DeleteUnfinished | Showing::Case | Showing::Reports => work::open(model),
        Showing::Report => {
            report::leave(model);
            Command::done()
        }
        Showing::Talk | Showing::Emergency | Showing::Stop | Showing::KeepWhere => talk::back(at, model),
        Showing::Referral => referral::back(model),
        Showing::Answers | Showing::CaseReading | Showing::Note => case::back(at, model),
        Showing::Opening | Showing::Language | Showing::Keeps | Showing::Unlock | Showing::Work | Showing::More => {
            Command::done()
        }
    }
}

fn choose_language(code: &str, model: &mut Model) -> Command<Effect, Event> {
    let Some(language) = Language::from_code(code) else { return Command::done() };
    let first = model.language.is_none();
    model.language = Some(language);
    let remember = settings::remember(code);
    if first { remember.and(services::open_public(model)) } else { remember }
}

fn packs_answered(answer: PacksAnswer, model: &mut Model) -> Command<Effect, Event> {
    match answer {
        PacksAnswer::Opened(opened) => {
            model.packs = Packs::Ready(opened);
            services::refresh(model).and(render())
        }
        PacksAnswer::Unusable(problem) => {
            model.packs = Packs::Unusable(problem);
            model.directory.forget_found();
            render()
        }
        PacksAnswer::Found { query, found } => services::found(&query, found, model),
        PacksAnswer::Service(service) => services::service_found(service, model),
        PacksAnswer::Looked(offered) => outside::looked_at(offered, model),
        PacksAnswer::Installed(opened) => outside::installed(opened, model),
        PacksAnswer::NotInstalled(problem) => outside::not_installed(problem, model),
    }
}

fn answered(outcome: VaultOutcome, model: &mut Model) -> Command<Effect, Event> {
    let Some(waiting) = model.waiting.take() else { return Command::done() };
    model.problem = None;
    let command = match waiting {
        Waiting::Look | Waiting::Create | Waiting::Unlock => door::answered(outcome, model),
        Waiting::Work | Waiting::Resume => work::answered(waiting, outcome, model),
        Waiting::Write(then) => talk::written(then, outcome, model),
        Waiting::InPassing => talk::saved_in_passing(&outcome, model),
        Waiting::KeepChoices | Waiting::Keep | Waiting::Erase => keep::answered(waiting, outcome, model),
        Waiting::Case | Waiting::Withdraw => case::answered(outcome, model),
        Waiting::Refer => referral::recorded(outcome, model),
        Waiting::Note => note::saved(outcome, model),
        Waiting::Report => report::kept(outcome, model),
        Waiting::Visit { due_ms } => visit::planned(due_ms, outcome, model),
    };
    command.and(render())
}
