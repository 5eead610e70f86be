//! `suluh directory report|settle|history`: what those who tried a service tell its keeper, and what has happened to an entry.

use std::path::Path;
use std::process::ExitCode;

use authoring::directory::{self as source, Directory};
use directory::{Date, Event, Freshness, Report, ReportKind, Service, sign_not_of_a_line};
use i18n::Texts;
use serde_json::{Value, json};

use crate::rounds_command::{reported, with_role};
use crate::{bundled, directory_lock, say, sheet_command};

/// A report as it was typed.
pub(crate) struct Told<'a> {
    pub(crate) id: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) on: Option<&'a str>,
    pub(crate) by: &'a str,
}

/// Notes a report in the directory of a content folder.
pub(crate) fn report(told: &Told<'_>, folder: &Path, lang: &str) -> ExitCode {
    match noted(told, folder, bundled::today(), lang) {
        Ok(said) => say::print(said),
        Err(why) => say::failed(why),
    }
}

/// Settles the reports of a kind in the directory of a content folder, or opens them again.
pub(crate) fn settle(told: &Told<'_>, undo: bool, folder: &Path, lang: &str) -> ExitCode {
    match settled(told, undo, folder, bundled::today(), lang) {
        Ok(said) => say::print(said),
        Err(why) => say::failed(why),
    }
}

fn noted(told: &Told<'_>, folder: &Path, today: Date, lang: &str) -> Result<String, String> {
    let t = say::texts();
    let report = read(told, today)?;
    changed(told.id, folder, today, |service| {
        if !service.note_report(report.clone()) {
            return (false, t.command_report_known());
        }
        let noted = t.command_report_noted(service.name.words(lang), reported(t, &report));
        let is_open = service.open_reports().iter().any(|open| open.is_same(&report));
        (true, if is_open { noted } else { format!("{noted}\n{}", t.command_report_settled()) })
    })
}

fn settled(told: &Told<'_>, undo: bool, folder: &Path, today: Date, lang: &str) -> Result<String, String> {
    let t = say::texts();
    let Report { on, kind, .. } = read(told, today)?;
    changed(told.id, folder, today, |service| {
        let name = service.name.words(lang).to_owned();
        let count = if undo { service.reopen_reports(kind, on) } else { service.settle_reports(kind, on) };
        match count {
            0 => (false, t.command_settle_none(kind.code(), name)),
            count if undo => (true, t.command_settle_undone(count, kind.code(), name)),
            count => (true, t.command_settle_done(count, kind.code(), name)),
        }
    })
}

/// Changes one entry, and writes the directory if `change` says so. Gives what it says.
fn changed(
    id: &str,
    folder: &Path,
    today: Date,
    change: impl FnOnce(&mut Service) -> (bool, String),
) -> Result<String, String> {
    let t = say::texts();
    let cannot = |error: std::io::Error| t.command_not_written(folder.display().to_string(), error.to_string());
    // Held until it is written: of two reports at once one would be lost.
    let _held = directory_lock::hold(folder).map_err(cannot)?;
    let mut directory = bundled::directory_in(Some(folder))?;
    let found = directory.services.iter_mut().find(|service| service.id == id);
    let (is_changed, said) = change(found.ok_or_else(|| t.command_service_unknown(id))?);
    if !is_changed {
        return Ok(said);
    }
    let Directory { services, needs, places, .. } = &directory;
    let faults: Vec<String> = source::check(services, needs, places, today).iter().map(ToString::to_string).collect();
    if !faults.is_empty() {
        return Err(faults.join("\n"));
    }
    sheet_command::write(folder, source::SERVICES, services).map_err(cannot)?;
    Ok(said)
}

/// The report, if its kind is known and its day has come.
fn read(told: &Told<'_>, today: Date) -> Result<Report, String> {
    let t = say::texts();
    let kinds = || ReportKind::ALL.map(ReportKind::code).join(", ");
    let kind = ReportKind::from_code(told.kind).ok_or_else(|| t.command_report_kind(told.kind, kinds()))?;
    let on = told.on.map_or(Some(today), |day| day.parse().ok()).filter(|on| *on <= today);
    let on = on.ok_or_else(|| t.command_report_day(told.on.unwrap_or_default()))?;
    if sign_not_of_a_line(told.by.trim()).is_some() {
        return Err(t.command_report_role());
    }
    Ok(Report { on, kind, by: told.by.trim().to_owned(), settled: None })
}

/// What has happened to an entry, the oldest first.
pub(crate) fn history(id: &str, folder: Option<&Path>, lang: &str, as_json: bool) -> ExitCode {
    let t = say::texts();
    let directory = match bundled::directory_in(folder) {
        Ok(directory) => directory,
        Err(why) => return say::failed(why),
    };
    let Some(service) = directory.services.iter().find(|service| service.id == id) else {
        return say::failed(t.command_service_unknown(id));
    };
    if as_json {
        return say::print_json(&told(service));
    }
    say::print(format!("{}\n  {}", service.name.words(lang), lines(t, service).join("\n  ")))
}

fn lines(t: &Texts, service: &Service) -> Vec<String> {
    let open = service.open_reports();
    let line = |event: &Event<'_>| match event {
        Event::Consent => t.command_history_consent(),
        Event::Verified(verified) => {
            let how = with_role(verified.method.clone(), &verified.by);
            match service.freshness() {
                Freshness::ConfirmedOn(_) => t.command_history_confirmed(how),
                Freshness::NotConfirmed { .. } => t.command_history_source(how),
            }
        }
        Event::Changed(change) => {
            let change_words = t.command_history_change(&*change.after, &*change.before, &*change.field);
            with_role(change_words, &change.by)
        }
        Event::Reported(report) if open.contains(report) => t.command_history_report(reported(t, report)),
        Event::Reported(report) => t.command_history_report_settled(reported(t, report)),
    };
    let day = |on: &Option<directory::PartialDate>| on.map_or_else(|| t.command_history_undated(), |on| on.to_string());
    service.history().iter().map(|(on, event)| format!("{}: {}", day(on), line(event))).collect()
}

fn told(service: &Service) -> Vec<Value> {
    let open = service.open_reports();
    let event = |event: Event<'_>| match event {
        Event::Consent => json!({"what": "consent"}),
        Event::Verified(verified) => json!({"what": "verified", "verified": verified}),
        Event::Changed(change) => json!({"what": "changed", "change": change}),
        Event::Reported(report) => json!({"what": "reported", "report": report, "open": open.contains(&report)}),
    };
    let with_day = |(on, what)| {
        let mut told = event(what);
        told["on"] = json!(on);
        told
    };
    service.history().into_iter().map(with_day).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const TODAY: &str = "2026-11-26";

    /// A folder with the directory that the program carries, and the id of its first service.
    fn kept() -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("directory/pictures")).unwrap();
        for (name, bytes) in bundled::content().files.into_iter().filter(|(name, _)| name.starts_with("directory/")) {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let id = bundled::directory_in(Some(folder.path())).unwrap().services[0].id.clone();
        (folder, id)
    }

    fn note(folder: &Path, id: &str, kind: &str, on: Option<&str>) -> Result<String, String> {
        noted(&Told { id, kind, on, by: "village team" }, folder, TODAY.parse().unwrap(), "en")
    }

    #[test]
    fn a_report_is_kept_with_its_entry_and_the_same_one_twice_is_one() {
        let (folder, id) = kept();
        let before = bundled::directory_in(Some(folder.path())).unwrap();

        for _ in 0..2 {
            note(folder.path(), &id, "no_answer", Some("2026-11-20")).unwrap();
        }
        note(folder.path(), &id, "closed", None).unwrap();

        let mut after = bundled::directory_in(Some(folder.path())).unwrap();
        let told = |report: &Report| (report.on.to_string(), report.kind, report.by.clone());
        let by = "village team".to_owned();
        assert_eq!(
            after.services[0].reports.iter().map(told).collect::<Vec<_>>(),
            [("2026-11-20".to_owned(), ReportKind::NoAnswer, by.clone()), (TODAY.to_owned(), ReportKind::Closed, by)]
        );
        after.services[0].reports.clear();
        assert_eq!(after, before, "nothing else becomes different");
    }

    #[test]
    fn harm_stays_open_until_the_keeper_settles_it() {
        let (folder, id) = kept();
        for on in ["2026-11-20", "2026-11-21"] {
            note(folder.path(), &id, "treated_badly", Some(on)).unwrap();
        }
        let open = || bundled::directory_in(Some(folder.path())).unwrap().services[0].open_reports().len();
        let settle = |kind, on| {
            settled(&Told { id: &id, kind, on, by: "" }, false, folder.path(), TODAY.parse().unwrap(), "en").unwrap()
        };

        let none = settle("closed", None);
        assert!(none.starts_with("No such report") && open() == 2, "{none}");
        let one = settle("treated_badly", Some("2026-11-20"));
        assert!(one.starts_with("1 report") && open() == 1, "{one}");
        settle("treated_badly", None);
        assert_eq!(open(), 0);
        let service = &bundled::directory_in(Some(folder.path())).unwrap().services[0];
        let history = lines(i18n::Language::English.texts(), service).join("\n");
        assert!(history.contains("2026-11-21: Reported, and settled since"), "{history}");
        let by_mistake = Told { id: &id, kind: "treated_badly", on: Some("2026-11-20"), by: "" };
        settled(&by_mistake, true, folder.path(), TODAY.parse().unwrap(), "en").unwrap();
        assert_eq!(open(), 1);
    }

    #[test]
    fn of_many_reports_at_once_none_is_lost() {
        let (folder, id) = kept();
        let days = || (1..=12).map(|day| format!("2026-11-{day:02}"));

        std::thread::scope(|scope| {
            for day in days() {
                let (folder, id) = (folder.path(), &id);
                scope.spawn(move || note(folder, id, "no_answer", Some(&day)).unwrap());
            }
        });

        let service = &bundled::directory_in(Some(folder.path())).unwrap().services[0];
        let mut told: Vec<String> = service.reports.iter().map(|report| report.on.to_string()).collect();
        told.sort();
        assert_eq!(told, days().collect::<Vec<_>>());
    }

    #[test]
    fn what_cannot_be_so_is_refused_and_nothing_is_written() {
        let (folder, id) = kept();
        let services = || fs::read(folder.path().join(source::SERVICES)).unwrap();
        let before = services();

        for (id, kind, on) in [
            ("no-id", "closed", None),
            (id.as_str(), "rude", None),
            (&id, "closed", Some("2026-11-27")),
            (&id, "closed", Some("2026-11")),
        ] {
            assert!(note(folder.path(), id, kind, on).is_err(), "{id} {kind} {on:?}");
        }
        for by in ["team\u{202e}", "team\n2026-11-21 closed", "a\tb"] {
            let hidden = Told { id: &id, kind: "closed", on: None, by };
            let why = noted(&hidden, folder.path(), TODAY.parse().unwrap(), "en");
            assert_eq!(why, Err(say::texts().command_report_role()));
        }
        assert_eq!(services(), before);
    }
}
