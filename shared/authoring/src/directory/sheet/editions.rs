//! What became different from one edition to the next.

use directory::{Change, Date, Report, ReportKind, Service};
use serde_json::{Value, json};

use super::cells;
use super::columns::{COLUMNS, Column, Holds, ORGANISATIONS};
use super::write::spoken;

/// Notes in each service what became different since the edition before, and keeps what was noted and reported then: a file
/// that was written before a report must not undo it.
///
/// A service that is new has no change; one that is left out takes its changes and reports with it.
pub fn note_changes(before: &[Service], after: &mut [Service], today: Date) {
    for service in after {
        let Some(earlier) = before.iter().find(|earlier| earlier.id == service.id) else { continue };
        let mut changes = earlier.changes.clone();
        changes.extend(service.changes.iter().filter(|change| !earlier.changes.contains(change)).cloned());
        let by = if service.steward.is_empty() { &service.verified.by } else { &service.steward };
        changes.extend(differences(earlier, service).into_iter().map(|(field, before, after)| Change {
            on: today,
            field,
            before,
            after,
            by: by.clone(),
        }));
        // What became secret must not be told by what was there before, in whatever field it stood.
        if service.secret {
            changes.clear();
        }
        service.changes = changes;
        join_reports(&earlier.reports, &mut service.reports);
    }
}

/// Adds those reports of the edition before which a file lacks.
///
/// A report is known by its day and its kind: where the file says another role, it was corrected, and where it says none, as a
/// file for others, it is as it was. Of harm another role is another report: two people may have been harmed on one day. A report
/// is settled where it was before or the file says so of the same role; never does one become settled because another is.
/// Those that are the same in both are no other ones, so they are matched first.
fn join_reports(before: &[Report], file: &mut Vec<Report>) {
    let mut free: Vec<usize> = (0..file.len()).collect();
    let mut changed = Vec::new();
    for report in before {
        let as_before = take(&mut free, file, |other| other == report);
        match as_before.or_else(|| take(&mut free, file, |other| other.is_same(report))) {
            Some(at) => file[at].settled = file[at].settled.or(report.settled),
            None => changed.push(report),
        }
    }
    for report in changed {
        let is_harm = report.kind == ReportKind::TreatedBadly;
        let is_meant =
            |other: &Report| (other.on, other.kind) == (report.on, report.kind) && (!is_harm || other.by.is_empty());
        let alike =
            take(&mut free, file, |other| is_meant(other) && other.settled.is_some() == report.settled.is_some());
        match alike.or_else(|| take(&mut free, file, is_meant)) {
            // A file for others: it is as it was.
            Some(at) if file[at].by.is_empty() => file[at].clone_from(report),
            Some(_) => {}
            None => file.push(report.clone()),
        }
    }
}

/// The place of the first of these reports that is meant, which is then no longer free.
fn take(free: &mut Vec<usize>, reports: &[Report], is_meant: impl Fn(&Report) -> bool) -> Option<usize> {
    free.iter().position(|at| is_meant(&reports[*at])).map(|found| free.remove(found))
}

/// The entries that were checked later than `after` says, as they were before: an older file would undo the check.
#[must_use]
pub fn checked_later<'a>(before: &'a [Service], after: &[Service]) -> Vec<&'a Service> {
    let is_set_back = |earlier: &&Service| {
        let now = after.iter().find(|service| service.id == earlier.id);
        now.is_some_and(|service| service.verified.on < earlier.verified.on)
    };
    before.iter().filter(is_set_back).collect()
}

/// The fields that differ: the heading of each, and its cell before and after.
fn differences(before: &Service, after: &Service) -> Vec<(String, String, String)> {
    of_columns(COLUMNS, &json!(before), &json!(after))
}

/// The same for the columns of one sheet.
fn of_columns(columns: &[Column], before: &Value, after: &Value) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for column in columns.iter().filter(|column| !matches!(column.holds, Holds::Changes | Holds::Reports)) {
        let part = |record: &Value| record.pointer(column.at).cloned().unwrap_or(Value::Null);
        let (one, other) = (part(before), part(after));
        if one == other {
            continue;
        }
        let mut differ = |field: String, one: String, other: String| {
            if one != other {
                all.push((field, one, other));
            }
        };
        if column.holds == Holds::Organisation {
            let inside = of_columns(&ORGANISATIONS[1..], &one, &other);
            all.extend(inside.into_iter().map(|(field, one, other)| (format!("{}.{field}", column.name), one, other)));
        } else if column.is_spoken() {
            for language in languages(&one).chain(languages(&other)).collect::<std::collections::BTreeSet<_>>() {
                let said = |value| spoken(value, column.holds, &language);
                differ(format!("{}::{language}", column.name), said(&one), said(&other));
            }
        } else {
            differ(column.name.to_owned(), cells::write(&one, column.holds), cells::write(&other, column.holds));
        }
    }
    all
}

/// The languages of a text, of several texts, or of the notes of numbers.
fn languages(value: &Value) -> impl Iterator<Item = String> {
    let texts: Vec<&Value> = match value {
        Value::Array(parts) => parts.iter().map(|part| part.get("note").unwrap_or(part)).collect(),
        one => vec![one],
    };
    let codes: Vec<String> =
        texts.into_iter().filter_map(Value::as_object).flat_map(|text| text.keys().cloned()).collect();
    codes.into_iter()
}

#[cfg(test)]
mod tests {
    use super::super::tests::any_service;
    use super::*;

    #[test]
    fn a_place_that_became_secret_is_not_told_by_its_changes() {
        let mut random = fastrand::Rng::with_seed(6);
        let mut before = any_service(1, &mut random);
        before.address = Some(i18n::Text::of("en", "12 Long Road"));
        let mut edition = vec![before.clone()];
        edition[0].secret = true;
        edition[0].address = None;
        edition[0].directions = None;
        edition[0].point = None;

        note_changes(&[before], &mut edition, "2026-11-26".parse().unwrap());

        let told = serde_json::to_string(&edition[0].changes).unwrap();
        assert_eq!(told, "[]");
    }

    #[test]
    fn what_changed_in_the_organisation_is_noted_in_every_language() {
        let before = any_service(1, &mut fastrand::Rng::with_seed(8));
        let mut after = before.clone();
        after.provider.name.insert("id", "Kantor", i18n::State::Draft);
        after.provider.kind = directory::ProviderKind::Government;
        after.provider.description = Some(i18n::Text::of("en", "Helps"));

        let told = differences(&before, &after);

        let fields: Vec<&str> = told.iter().map(|(field, ..)| field.as_str()).collect();
        assert_eq!(fields, ["provider.name::id", "provider.kind", "provider.description::en"]);
    }

    #[test]
    fn an_older_file_is_known_by_its_checks() {
        let mut random = fastrand::Rng::with_seed(4);
        let entry = |number, on: Option<&str>, random: &mut fastrand::Rng| {
            let mut service = any_service(number, random);
            service.verified.on = on.map(|on| on.parse().unwrap());
            service
        };
        let before = [Some("2026-05-03"), Some("2026-05"), None].map(|on| entry(1, on, &mut random));
        for (before, after, is_older) in [
            (&before[0], Some("2026-05-02"), true),
            (&before[0], None, true),
            (&before[0], Some("2026-05-03"), false),
            (&before[1], Some("2026-06"), false),
            (&before[2], None, false),
        ] {
            let after = [entry(1, after, &mut random)];
            assert_eq!(!checked_later(std::slice::from_ref(before), &after).is_empty(), is_older);
        }
        assert!(checked_later(&before[..1], &[entry(2, None, &mut random)]).is_empty(), "another service");
    }

    #[test]
    fn an_older_file_undoes_no_report_and_a_report_is_no_change() {
        let mut before = any_service(1, &mut fastrand::Rng::with_seed(9));
        let mut file = before.clone();
        let told = |on: &str| directory::Report {
            on: on.parse().unwrap(),
            kind: directory::ReportKind::NotAsSaid,
            by: "office".to_owned(),
            settled: None,
        };
        before.note_report(told("2026-11-23"));
        file.note_report(told("2026-11-24"));
        let mut edition = vec![file.clone()];

        note_changes(&[before.clone()], &mut edition, "2026-11-26".parse().unwrap());

        assert_eq!(edition[0].changes, before.changes);
        assert_eq!(edition[0].reports.len(), before.reports.len() + 1);
        assert!(before.reports.iter().chain(&file.reports).all(|report| edition[0].reports.contains(report)));
    }

    #[test]
    fn a_corrected_role_replaces_the_one_before_and_two_of_one_day_stay_two() {
        let told = |by: &str| Report { kind: directory::ReportKind::NoAnswer, ..on_a_day(by) };
        let join = |before: &[&str], file: &[&str]| {
            let mut file: Vec<Report> = file.iter().map(|by| told(by)).collect();
            join_reports(&before.iter().map(|by| told(by)).collect::<Vec<_>>(), &mut file);
            file.into_iter().map(|report| report.by).collect::<Vec<_>>()
        };

        assert_eq!(join(&["ofice"], &["office"]), ["office"], "corrected");
        assert_eq!(join(&["office"], &[""]), ["office"], "a file for others");
        assert_eq!(join(&["office", "team"], &["", ""]), ["office", "team"]);
        assert_eq!(join(&["office", "team"], &["office"]), ["office", "team"], "written before the second");
        assert_eq!(join(&["office", "team"], &["team"]), ["team", "office"]);
        assert_eq!(join(&["office"], &["office", "team"]), ["office", "team"], "a new one");
        assert_eq!(join(&["office"], &[]), ["office"]);
        let another_kind = Report { kind: directory::ReportKind::Closed, ..told("team") };
        let mut file = vec![another_kind.clone()];
        join_reports(&[told("office")], &mut file);
        assert_eq!(file, [another_kind, told("office")]);
    }

    #[test]
    fn what_the_keeper_settled_stays_settled_by_a_file_from_before() {
        let day = "2026-11-25".parse().ok();
        for by in ["office", ""] {
            let mut file = vec![on_a_day(by)];
            join_reports(&[Report { settled: day, ..on_a_day("office") }], &mut file);
            assert_eq!(file.iter().map(|report| report.settled).collect::<Vec<_>>(), [day], "{by}");
        }
    }

    #[test]
    fn harm_told_by_another_role_is_another_report_and_is_not_settled_by_the_first() {
        let harm = |by: &str, settled: Option<&str>| Report {
            kind: ReportKind::TreatedBadly,
            settled: settled.map(|day| day.parse().unwrap()),
            ..on_a_day(by)
        };
        let (looked_into, open) = (harm("office", Some("2026-11-25")), harm("team", None));

        let mut file = vec![harm("clinic", None)];
        join_reports(std::slice::from_ref(&looked_into), &mut file);
        assert_eq!(file, [harm("clinic", None), looked_into.clone()]);

        // A file for others names nobody, and may have its lines in any order.
        for order in [[None, Some("2026-11-25")], [Some("2026-11-25"), None]] {
            let mut file: Vec<Report> = order.map(|settled| harm("", settled)).to_vec();
            join_reports(&[looked_into.clone(), open.clone()], &mut file);
            assert!(file.len() == 2 && file.contains(&looked_into) && file.contains(&open), "{file:?}");
        }
        let mut file = vec![harm("", Some("2026-11-25")), harm("", Some("2026-11-25"))];
        join_reports(&[harm("office", None), open.clone()], &mut file);
        assert_eq!(file, [harm("office", None), open], "others settle nothing of ours");
    }

    fn on_a_day(by: &str) -> Report {
        let on = "2026-11-20".parse().unwrap();
        Report { on, kind: directory::ReportKind::Closed, by: by.to_owned(), settled: None }
    }

    #[test]
    fn a_new_edition_says_what_became_different_and_keeps_what_was_said_before() {
        let mut random = fastrand::Rng::with_seed(5);
        let before = any_service(1, &mut random);
        let mut after = before.clone();
        after.phones.remove(1);
        after.cost = if before.cost == directory::Cost::Free { directory::Cost::Pay } else { directory::Cost::Free };
        after.name.insert("en", "Another name", i18n::State::Draft);
        after.changes.clear();
        let mut edition = vec![after, any_service(2, &mut random)];
        let today = "2026-11-26".parse().unwrap();

        note_changes(std::slice::from_ref(&before), &mut edition, today);

        let fields: Vec<&str> = edition[0].changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["phones", "name::en", "cost", "phones", "phone_notes::en"]);
        let phones = &edition[0].changes[3];
        assert!(phones.before.contains("08111-129-129") && !phones.after.contains("08111"));
        assert_eq!(phones.on, today);
        let noted = edition.clone();
        note_changes(&noted, &mut edition, today);
        assert_eq!(edition[0], noted[0], "the same edition again changes nothing");
    }
}
