//! The list of work: the unfinished conversation first, then cases; and beginning a new conversation.

use casework::Summary;
use crux_core::Command;
use sync::{Moment, SpaceId};

use super::{Body, Part, button, case, door, keep, packs_problem, report, talk, visit};
use crate::{
    Effect, Event, Stamp,
    conversation::Talk,
    effects::vault::{VaultAnswer, VaultOutcome, VaultRequest},
    event::{Place, UserEvent, WorkEvent},
    model::{Model, Showing, Waiting, today},
    trouble,
    view::{ButtonRole, Component, Row, Said},
    words,
};

/// Shows the list, or the door before it.
pub(crate) fn open(model: &mut Model) -> Command<Effect, Event> {
    if !model.is_unlocked() {
        return door::look(model);
    }
    open_from(0, model)
}

fn open_from(from: u32, model: &mut Model) -> Command<Effect, Event> {
    model.case = None;
    model.referral = None;
    model.directory.forget_person();
    model.showing = Showing::Work;
    model.ask_vault(Waiting::Work, VaultRequest::Work { from })
}

pub(crate) fn update(event: WorkEvent, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    if !model.is_unlocked() || !matches!(model.showing, Showing::Work | Showing::DeleteUnfinished) {
        return Command::done();
    }
    let unfinished = model.work.unfinished.as_ref().map(|summary| summary.space);
    match (event, unfinished) {
        (WorkEvent::NewConversation, None) => begin(at, model),
        (WorkEvent::Continue, Some(space)) => model.ask_vault(Waiting::Resume, VaultRequest::Case { space }),
        (WorkEvent::KeepUnfinished, Some(_)) => keep::choose_case(model),
        (WorkEvent::DeleteUnfinished, Some(space)) if model.showing == Showing::DeleteUnfinished => {
            model.ask_vault(Waiting::Erase, VaultRequest::Erase { space })
        }
        (WorkEvent::DeleteUnfinished, Some(_)) => {
            model.showing = Showing::DeleteUnfinished;
            Command::done()
        }
        (WorkEvent::From { from }, _) => open_from(from, model),
        (WorkEvent::Open { case: id }, _) => {
            id.parse().map_or_else(|_| Command::done(), |space: SpaceId| case::open(space, model))
        }
        _ => Command::done(),
    }
}

fn begin(at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let guides = model.opened().map(|opened| opened.guides.clone());
    model.talk = guides.and_then(|guides| Talk::begin(SpaceId(at.entropy), guides, today(at)));
    talk::show(model)
}

pub(crate) fn answered(waiting: Waiting, outcome: VaultOutcome, model: &mut Model) -> Command<Effect, Event> {
    match (waiting, outcome) {
        (_, Ok(VaultAnswer::Work(list))) => {
            model.work = list;
            report::go_on(model);
        }
        (Waiting::Resume, Ok(VaultAnswer::Case(case))) => return resume(&case, model),
        (_, Ok(_)) => {}
        (_, Err(problem)) => model.fails(trouble::vault(model.texts(), &problem)),
    }
    Command::done()
}

fn resume(case: &crate::effects::vault::OpenedCase, model: &mut Model) -> Command<Effect, Event> {
    let began = case.file.began_at.unwrap_or(Moment { utc_ms: 0, offset_min: 0 });
    let today = guide::Today { utc_ms: began.utc_ms, offset_min: began.offset_min };
    let guides = model.opened().map(|opened| opened.guides.clone());
    model.talk =
        guides.and_then(|guides| Talk::resume(case.file.space, guides, today, &case.file, case.place.as_deref()));
    talk::show(model)
}

pub(crate) fn view(model: &Model) -> Body {
    let t = model.texts();
    let mut components: Vec<Component> = packs_problem(model).into_iter().collect();
    if let Some(unfinished) = &model.work.unfinished {
        components.push(model.heading(t.work_unfinished()));
        components.push(model.paragraph(t.work_unfinished_text(when(model, unfinished))));
        components.push(button(t.work_continue(), ButtonRole::Main, work_event(WorkEvent::Continue)));
        components.push(button(t.work_keep(), ButtonRole::Quiet, work_event(WorkEvent::KeepUnfinished)));
        components.push(button(t.work_delete(), ButtonRole::Danger, work_event(WorkEvent::DeleteUnfinished)));
    } else {
        components.push(model.paragraph(t.work_new_text()));
        components.push(Component::Button {
            label: t.work_new(),
            role: ButtonRole::Main,
            event: model.opened().map(|_| work_event(WorkEvent::NewConversation)),
        });
    }
    components.push(cases(model));
    components.extend(report::way_in(model));
    components.push(model.information(t.saved_here()));
    components.push(button(t.lock(), ButtonRole::Quiet, UserEvent::Lock));
    Body::new("work", model.own(t.work_title())).at(Place::Work).with(components)
}

pub(crate) fn delete_view(model: &Model) -> Body {
    let t = model.texts();
    let components = vec![
        model.paragraph(t.delete_text()),
        button(t.delete_confirm(), ButtonRole::Danger, work_event(WorkEvent::DeleteUnfinished)),
        button(t.delete_not(), ButtonRole::Main, UserEvent::Back),
    ];
    Body::new("delete-unfinished", model.own(t.delete_title())).with_back().with(components)
}

/// How many cases a list shows at most.
pub(super) const MOST_CASES: u32 = 50;

/// The cases as rows; opening one sends [`WorkEvent::Open`].
fn cases(model: &Model) -> Component {
    let t = model.texts();
    let list = &model.work;
    let rows = list.cases.iter().map(|summary| Row {
        title: model.own(t.case_title(summary.space.code())),
        lines: visit_due(model, summary).into_iter().chain([model.own(t.work_last(when(model, summary)))]).collect(),
        event: work_event(WorkEvent::Open { case: summary.space.to_string() }),
    });
    let rows: Vec<Row> = rows.collect();
    let label = if list.total == 0 { t.work_no_cases() } else { t.work_cases() };
    let part = Part { total: list.total, from: list.from, most: MOST_CASES };
    part.rows(t, label, rows, |from| work_event(WorkEvent::From { from }))
}

fn visit_due(model: &Model, summary: &Summary) -> Option<Said> {
    let due_ms = summary.visit_due_ms()?;
    Some(model.own(model.texts().work_visit(visit::day(model, due_ms))))
}

fn when(model: &Model, summary: &Summary) -> String {
    words::day_and_time(model.texts(), Moment { utc_ms: summary.last_ms, offset_min: summary.offset_min })
}

fn work_event(event: WorkEvent) -> UserEvent {
    UserEvent::Work { event }
}
