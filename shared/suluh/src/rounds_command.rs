//! `suluh directory due|figures`: what the keeper of a directory does next, and how well it is kept.

use std::path::Path;
use std::process::ExitCode;

use directory::{Availability, Date, Kept, Places, Report, Service, Standing, figures, to_call};
use i18n::Texts;
use serde_json::json;

use crate::{bundled, say};

/// Whom to call, in this order, with what to ask.
pub(crate) fn due(folder: Option<&Path>, lang: &str, as_json: bool) -> ExitCode {
    let t = say::texts();
    let directory = match bundled::directory_in(folder) {
        Ok(directory) => directory,
        Err(why) => return say::failed(why),
    };
    let due = to_call(&directory.services, bundled::today());
    if as_json {
        let entries: Vec<_> = due.iter().map(|(service, standing)| entry(service, *standing, lang)).collect();
        return say::print_json(&entries);
    }
    if due.is_empty() {
        return say::print(t.command_none_due());
    }
    let lines = due.iter().map(|(service, standing)| {
        let numbers: Vec<&str> = service.phones.iter().map(|phone| phone.number.as_str()).collect();
        let reports =
            service.open_reports().into_iter().map(|report| format!("{}: {}", report.on, reported(t, report)));
        let own = [in_words(t, service, *standing), numbers.join(" · "), service.id.clone()];
        let lines: Vec<String> = [service.name.words(lang).to_owned()].into_iter().chain(reports).chain(own).collect();
        lines.join("\n  ")
    });
    say::print(std::iter::once(t.command_call_script()).chain(lines).collect::<Vec<_>>().join("\n\n"))
}

/// How well the entries of each place are kept, and for whom they are.
pub(crate) fn kept(folder: Option<&Path>, lang: &str, as_json: bool) -> ExitCode {
    let t = say::texts();
    let directory = match bundled::directory_in(folder) {
        Ok(directory) => directory,
        Err(why) => return say::failed(why),
    };
    let places = Places::new(&directory.places);
    let figures = figures(&directory.services, &places, bundled::today());
    if as_json {
        let all: Vec<_> = figures.iter().map(|(place, kept)| of_place(place, kept)).collect();
        return say::print_json(&all);
    }
    let lines = figures.iter().map(|(id, kept)| {
        let name = places.get(id).map_or(id.as_str(), |place| place.name.words(lang));
        let [women, men, boys, girls, foreigners, step_free] = kept.open_to;
        let lines = [
            t.command_figures_place(kept.entries, id, kept.in_time, name, kept.never_called, kept.overdue),
            t.command_figures_reported(kept.reported),
            t.command_figures_groups(boys, foreigners, girls, men, step_free, women),
        ];
        lines.join("\n  ")
    });
    say::print(lines.collect::<Vec<_>>().join("\n"))
}

fn entry(service: &Service, standing: Standing, lang: &str) -> serde_json::Value {
    json!({
        "id": service.id,
        "name": service.name.words(lang),
        "phones": service.phones.iter().map(|phone| &phone.number).collect::<Vec<_>>(),
        "standing": code(standing),
        "next_check": service.next_check(),
        "reports": service.open_reports(),
        "checked": service.verified,
        "steward": service.steward,
    })
}

fn of_place(place: &str, kept: &Kept) -> serde_json::Value {
    let [women, men, boys, girls, foreigners, step_free] = kept.open_to;
    json!({
        "place": place, "entries": kept.entries, "in_time": kept.in_time, "never_called": kept.never_called,
        "overdue": kept.overdue, "reported": kept.reported, "women": women, "men": men, "boys": boys, "girls": girls,
        "foreigners": foreigners, "step_free": step_free,
    })
}

fn code(standing: Standing) -> &'static str {
    match standing {
        Standing::InTime => "in_time",
        Standing::DueSoon => "due_soon",
        Standing::NotConfirmed => "not_confirmed",
        Standing::Overdue => "overdue",
        Standing::Withdrawn => "withdrawn",
    }
}

fn in_words(t: &Texts, service: &Service, standing: Standing) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match standing {
        Standing::InTime | Standing::DueSoon => t.command_due_soon(day(service.next_check())),
        Standing::NotConfirmed => t.command_never_called(),
        Standing::Overdue => t.command_overdue(day(service.overdue_from())),
        Standing::Withdrawn if service.availability == Availability::Ended => t.command_withdrawn_ended(),
        Standing::Withdrawn if service.harmful_from() == service.withdrawn_from() => {
            t.command_withdrawn_harm(day(service.harmful_from()))
        }
        Standing::Withdrawn => t.command_withdrawn(day(service.overdue_from())),
    }
}

/// What somebody who tried a service told, with the role of who it was.
pub(crate) fn reported(t: &Texts, report: &Report) -> String {
    with_role(report.kind.in_words(t), &report.by)
}

/// Words with the role of who stands behind them, if it is known.
pub(crate) fn with_role(words: String, by: &str) -> String {
    if by.is_empty() { words } else { format!("{words} ({by})") }
}
