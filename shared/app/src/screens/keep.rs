//! Stopping a conversation: going on after all, keeping what was written in a case, or erasing it.

use crux_core::Command;
use sync::SpaceId;

use super::{Body, Part, button, case, talk::talk_event, work, work::MOST_CASES};
use crate::{
    Effect, Event, Stamp,
    conversation::Talk,
    effects::vault::{VaultAnswer, VaultOutcome, VaultRequest},
    event::TalkEvent,
    model::{Model, Showing, Waiting},
    trouble,
    view::{ButtonRole, Row},
};

pub(crate) fn update(event: TalkEvent, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    if !model.is_unlocked() {
        return Command::done();
    }
    match event {
        TalkEvent::Keep if written(model).is_some() => choose_case(model),
        TalkEvent::KeepFrom { from } if model.showing == Showing::KeepWhere => {
            model.ask_vault(Waiting::KeepChoices, VaultRequest::Work { from })
        }
        TalkEvent::KeepAsNew if model.showing == Showing::KeepWhere => keep(None, at, model),
        TalkEvent::KeepInto { case } if model.showing == Showing::KeepWhere => {
            case.parse().map_or_else(|_| Command::done(), |case| keep(Some(case), at, model))
        }
        TalkEvent::Delete if model.showing == Showing::Stop => delete(model),
        _ => Command::done(),
    }
}

/// Lets the helper choose into which case the conversation goes.
pub(crate) fn choose_case(model: &mut Model) -> Command<Effect, Event> {
    model.showing = Showing::KeepWhere;
    model.ask_vault(Waiting::KeepChoices, VaultRequest::Work { from: 0 })
}

fn written(model: &Model) -> Option<SpaceId> {
    match &model.talk {
        Some(talk) => talk.is_written().then_some(talk.space),
        None => model.work.unfinished.as_ref().map(|summary| summary.space),
    }
}

fn keep(into: Option<SpaceId>, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let Some(conversation) = written(model) else { return Command::done() };
    model.ask_vault(Waiting::Keep, VaultRequest::Keep { at: at.moment, conversation, into })
}

fn delete(model: &mut Model) -> Command<Effect, Event> {
    match written(model) {
        Some(space) => model.ask_vault(Waiting::Erase, VaultRequest::Erase { space }),
        None => forgotten(model),
    }
}

fn forgotten(model: &mut Model) -> Command<Effect, Event> {
    model.talk = None;
    model.announcement = Some(model.texts().delete_done());
    work::open(model)
}

pub(crate) fn answered(waiting: Waiting, outcome: VaultOutcome, model: &mut Model) -> Command<Effect, Event> {
    match (waiting, outcome) {
        (Waiting::KeepChoices, Ok(VaultAnswer::Work(list))) => model.work = list,
        (Waiting::Keep, Ok(VaultAnswer::Kept(space))) => {
            model.talk = None;
            model.announcement = Some(model.texts().keep_done());
            return case::open(space, model);
        }
        (Waiting::Erase, Ok(_)) => return forgotten(model),
        (_, Ok(_)) => {}
        (_, Err(problem)) => model.fails(trouble::vault(model.texts(), &problem)),
    }
    Command::done()
}

pub(crate) fn stop_view(model: &Model) -> Body {
    let t = model.texts();
    let is_written = model.talk.as_ref().is_some_and(Talk::is_written);
    let mut components = vec![model.paragraph(t.stop_text())];
    components.push(button(t.stop_go_on(), ButtonRole::Main, talk_event(TalkEvent::GoOn)));
    if is_written {
        components.push(button(t.stop_keep(), ButtonRole::Quiet, talk_event(TalkEvent::Keep)));
        components.push(model.paragraph(t.delete_text()));
        components.push(button(t.stop_delete(), ButtonRole::Danger, talk_event(TalkEvent::Delete)));
    } else {
        components.push(model.information(t.stop_not_written()));
        components.push(button(t.stop_forget(), ButtonRole::Danger, talk_event(TalkEvent::Delete)));
    }
    let body = Body::new("stop", model.own(t.stop_title())).with_back().with(components);
    Body { emergency: Some(talk_event(TalkEvent::Emergency)), ..body }
}

pub(crate) fn where_view(model: &Model) -> Body {
    let t = model.texts();
    let mut components =
        vec![model.paragraph(t.keep_text()), button(t.keep_new(), ButtonRole::Main, talk_event(TalkEvent::KeepAsNew))];
    if !model.work.cases.is_empty() {
        let rows = model.work.cases.iter().map(|summary| Row {
            title: model.own(t.keep_into(summary.space.code())),
            lines: Vec::new(),
            event: talk_event(TalkEvent::KeepInto { case: summary.space.to_string() }),
        });
        let rows: Vec<Row> = rows.collect();
        let part = Part { total: model.work.total, from: model.work.from, most: MOST_CASES };
        components.push(part.rows(t, t.keep_existing(), rows, |from| talk_event(TalkEvent::KeepFrom { from })));
    }
    let body = Body::new("keep", model.own(t.keep_title())).with_back().with(components);
    Body { emergency: model.talk.as_ref().map(|_| talk_event(TalkEvent::Emergency)), ..body }
}
