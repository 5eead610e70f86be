//! Reporting that a service was not as the directory says: kept with the helper's own notes, for the directory's keeper.
//!
//! Nothing is written in words: they would tell about the person for whom somebody tried the service.

use casework::{Reported, Told};
use crux_core::Command;
use directory::{ReportKind, names_trafficking};
use i18n::Texts;
use sync::Moment;

use super::{Body, button, door};
use crate::{
    Effect, Event, Stamp,
    effects::vault::{VaultAnswer, VaultOutcome, VaultRequest},
    event::{Place, ReportEvent, UserEvent},
    model::{Model, Showing, Waiting},
    screens::services::Audience,
    trouble,
    view::{ButtonRole, Choice, Component, Said, TimelineEntry},
    words,
};

/// Whether somebody is on the way to reporting the service at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Report {
    /// Nobody is.
    #[default]
    None,
    /// The notes have to be opened first.
    AtTheDoor,
    /// On the screen, with what was chosen.
    Writing(Option<ReportKind>),
}

pub(crate) fn update(event: ReportEvent, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    match (event, model.showing, model.report) {
        (ReportEvent::Begin, Showing::Service, _) if may_report(model) => begin(model),
        (ReportEvent::Choose { problem }, Showing::Report, _) => {
            model.report = Report::Writing(ReportKind::from_code(&problem));
            Command::done()
        }
        (ReportEvent::Keep, Showing::Report, Report::Writing(None)) => {
            model.fails(model.texts().report_choose());
            Command::done()
        }
        (ReportEvent::Keep, Showing::Report, Report::Writing(Some(kind))) => keep(kind, at.moment, model),
        (ReportEvent::List, Showing::Work, _) => {
            model.showing = Showing::Reports;
            Command::done()
        }
        _ => Command::done(),
    }
}

fn may_report(model: &Model) -> bool {
    model.service.is_some() && model.directory.audience != Audience::HandedOver
}

fn begin(model: &mut Model) -> Command<Effect, Event> {
    if model.is_unlocked() {
        open(model);
        return Command::done();
    }
    model.report = Report::AtTheDoor;
    door::look(model)
}

fn open(model: &mut Model) {
    model.report = Report::Writing(None);
    model.showing = Showing::Report;
}

/// The notes are open: perhaps somebody opened them to report the service at hand.
pub(crate) fn go_on(model: &mut Model) {
    if std::mem::take(&mut model.report) == Report::AtTheDoor && model.service.is_some() {
        open(model);
    }
}

fn keep(kind: ReportKind, at: Moment, model: &mut Model) -> Command<Effect, Event> {
    let Some(service) = &model.service else { return Command::done() };
    let service_name = service.name.words(model.lang()).to_owned();
    let reported = Reported { service: service.id.clone(), service_name, problem: kind.code().to_owned() };
    model.ask_vault(Waiting::Report, VaultRequest::Report { at, reported })
}

/// The report is on the disk, or not.
pub(crate) fn kept(outcome: VaultOutcome, model: &mut Model) -> Command<Effect, Event> {
    match outcome {
        Ok(VaultAnswer::Reports(reports)) => {
            let kept = model.texts().report_kept();
            model.work.reports = reports;
            model.news = Some(model.information(kept.clone()));
            model.announcement = Some(kept);
            leave(model);
        }
        Ok(_) => {}
        Err(problem) => model.fails(trouble::vault(model.texts(), &problem)),
    }
    Command::done()
}

/// Back to the service.
pub(crate) fn leave(model: &mut Model) {
    model.report = Report::None;
    model.showing = Showing::Service;
}

pub(crate) fn view(model: &Model) -> Body {
    let t = model.texts();
    let chosen = match model.report {
        Report::Writing(kind) => kind,
        Report::None | Report::AtTheDoor => None,
    };
    let choices = ReportKind::ALL.into_iter().map(|kind| Choice {
        text: model.own(kind.in_words(t)),
        picture: None,
        chosen: chosen == Some(kind),
        event: report_event(ReportEvent::Choose { problem: kind.code().to_owned() }),
    });
    let name = model.service.as_ref().map_or_else(|| model.own(""), |service| model.said(&service.name));
    let components = vec![
        Component::Heading { text: name },
        Component::SingleChoice {
            id: "problem".to_owned(),
            label: model.own(t.report_problem()),
            guidance: None,
            at_once: false,
            choices: choices.collect(),
        },
        model.helper(t.report_nobody()),
        button(t.report_keep(), ButtonRole::Main, report_event(ReportEvent::Keep)),
    ];
    Body::new("report", model.own(t.report_title())).with_back().with(components)
}

/// Everything that was reported on this phone, to hand it to the directory's keeper.
pub(crate) fn list_view(model: &Model) -> Body {
    let t = model.texts();
    let entries = model.work.reports.iter().map(|Told { at, reported, .. }| TimelineEntry {
        when: words::day(t, *at),
        // In the language in which it was read then.
        text: Said { text: reported.service_name.clone(), lang: "und".to_owned() },
        lines: vec![model.own(problem_in_words(t, reported))],
    });
    let components = vec![
        model.paragraph(t.report_list_text()),
        Component::Timeline { entries: entries.collect() },
        Component::HandOut {
            share: t.hand_out_share(),
            print: t.hand_out_print(),
            title: model.own(t.report_list_title()),
            parts: model.work.reports.iter().flat_map(|report| for_the_keeper(model, report)).collect(),
        },
    ];
    Body::new("reports", model.own(t.report_list_title())).at(Place::Work).with_back().with(components)
}

/// One report as words, and as the keeper of the directory types it in.
///
/// The names of some services tell what they are for; whoever finds the message must not read that.
fn for_the_keeper(model: &Model, told: &Told) -> [Said; 2] {
    let t = model.texts();
    let Told { at, reported, .. } = told;
    let name = Some(reported.service_name.as_str()).filter(|name| !names_trafficking(name));
    let name = name.map_or_else(|| t.hand_out_title(), str::to_owned);
    let words = format!("{name}: {}", problem_in_words(t, reported));
    let day = words::calendar_day(*at).map(|day| day.to_string()).unwrap_or_default();
    let by = told.device_code();
    let typed = format!("{} {} --on {day} --by \"phone {by}\"", reported.service, reported.problem);
    [model.own(words), Said { text: typed, lang: "und".to_owned() }]
}

/// The way to the list, once there is something in it.
pub(crate) fn way_in(model: &Model) -> Option<Component> {
    let count = u32::try_from(model.work.reports.len()).unwrap_or(u32::MAX);
    let label = model.texts().report_way_in(count);
    (0 < count).then(|| button(label, ButtonRole::Quiet, report_event(ReportEvent::List)))
}

/// What was reported about a service on this phone, for as long as the notes are open.
pub(crate) fn of_service(model: &Model, service: &str) -> Vec<Component> {
    let t = model.texts();
    let own = model.work.reports.iter().filter(|told| told.reported.service == service);
    own.map(|Told { at, reported, .. }| {
        model.caution(t.report_yours(words::day(t, *at), problem_in_words(t, reported)))
    })
    .collect()
}

/// Offers to report the service at hand.
pub(crate) fn offer(model: &Model) -> Option<Component> {
    let label = model.texts().report_begin();
    may_report(model).then(|| button(label, ButtonRole::Quiet, report_event(ReportEvent::Begin)))
}

fn problem_in_words(t: &Texts, reported: &Reported) -> String {
    ReportKind::from_code(&reported.problem).map_or_else(|| reported.problem.clone(), |kind| kind.in_words(t))
}

fn report_event(event: ReportEvent) -> UserEvent {
    UserEvent::Report { event }
}

#[cfg(test)]
mod tests;
