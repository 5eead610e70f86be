//! `suluh directory due|figures`: what the keeper of a directory does next, and how well it is kept.

use std::path::Path;
use std::process::ExitCode;

use directory::{Kept, Places, Service, Standing, figures, to_call};
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
        let stands = in_words(t, service, *standing);
        format!("{}\n  {stands}\n  {}\n  {}", service.name.words(lang), numbers.join(" · "), service.id)
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
        format!(
            "{}\n  {}",
            t.command_figures_place(kept.entries, id, kept.in_time, name, kept.never_called, kept.overdue),
            t.command_figures_groups(boys, foreigners, girls, men, step_free, women)
        )
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
        "checked": service.verified,
        "steward": service.steward,
    })
}

fn of_place(place: &str, kept: &Kept) -> serde_json::Value {
    let [women, men, boys, girls, foreigners, step_free] = kept.open_to;
    json!({
        "place": place, "entries": kept.entries, "in_time": kept.in_time, "never_called": kept.never_called,
        "overdue": kept.overdue, "women": women, "men": men, "boys": boys, "girls": girls, "foreigners": foreigners,
        "step_free": step_free,
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
    let by = service.next_check().map(|day| day.to_string()).unwrap_or_default();
    match standing {
        Standing::InTime | Standing::DueSoon => t.command_due_soon(by),
        Standing::NotConfirmed => t.command_never_called(),
        Standing::Overdue => t.command_overdue(by),
        Standing::Withdrawn => t.command_withdrawn(by),
    }
}
