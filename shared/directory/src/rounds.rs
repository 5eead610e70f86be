//! The rounds of a directory's keeper: whom to call next, and how well the directory is kept.

use std::collections::BTreeMap;

use crate::{Date, Fact, Places, Service, Standing};

/// The entries to call: those first of which something wrong was reported, the oldest report first; then those overdue, the
/// longest first, those to be called soon, and those nobody ever called.
///
/// What was withdrawn is still called: it may be confirmed again.
#[must_use]
pub fn to_call(services: &[Service], today: Date) -> Vec<(&Service, Standing)> {
    let mut due: Vec<(&Service, Standing)> = services
        .iter()
        .map(|service| (service, service.standing(today)))
        .filter(|(service, standing)| *standing != Standing::InTime || !service.open_reports().is_empty())
        .collect();
    due.sort_by_key(|(service, standing)| {
        let reported = service.open_reports().first().map(|report| report.on);
        let never = *standing == Standing::NotConfirmed;
        (reported.is_none(), reported, never, service.next_check(), service.verified.on, service.id.clone())
    });
    due
}

/// How well the entries of one place are kept, and for whom they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// All entries that serve this place by name.
    pub entries: usize,
    /// Those confirmed in time.
    pub in_time: usize,
    /// Those nobody has called yet.
    pub never_called: usize,
    /// Those overdue or withdrawn.
    pub overdue: usize,
    /// Those of which something wrong was reported that nobody has settled.
    pub reported: usize,
    /// Those that certainly are for women, men, boys, girls, people from abroad, people in a wheelchair.
    pub open_to: [usize; 6],
}

/// The figures of each place that an entry serves, by the place's id. Gaps are shown: a listed place without any has zeros.
#[must_use]
pub fn figures(services: &[Service], places: &Places<'_>, today: Date) -> BTreeMap<String, Kept> {
    let mut all: BTreeMap<String, Kept> = places.ids().map(|id| (id.to_owned(), Kept::default())).collect();
    for service in services {
        for place in &service.area {
            let kept = all.entry(place.clone()).or_default();
            kept.entries += 1;
            match service.standing(today) {
                Standing::InTime | Standing::DueSoon => kept.in_time += 1,
                Standing::NotConfirmed => kept.never_called += 1,
                Standing::Overdue | Standing::Withdrawn => kept.overdue += 1,
            }
            kept.reported += usize::from(!service.open_reports().is_empty());
            let who = &service.who;
            let groups = [who.women, who.men, who.boys, who.girls, who.foreigners, service.access.step_free];
            for (count, group) in kept.open_to.iter_mut().zip(groups) {
                *count += usize::from(group == Fact::Yes);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::report::told;
    use crate::service::sample;
    use crate::{ReportKind, VerifiedState};

    fn confirmed(name: &str, on: &str) -> Service {
        let mut service = sample(name);
        service.verified.state = VerifiedState::Confirmed;
        service.verified.on = Some(on.parse().unwrap());
        service
    }

    #[test]
    fn those_longest_overdue_are_called_first_and_those_in_time_not_at_all() {
        let services = [
            sample("never"),
            confirmed("in time", "2026-11-01"),
            confirmed("soon", "2026-09-01"),
            confirmed("overdue", "2026-08-01"),
            confirmed("withdrawn", "2026-01-01"),
        ];

        let due = to_call(&services, "2026-11-22".parse().unwrap());

        let names: Vec<_> = due.iter().map(|(service, _)| service.name.show("en").unwrap().text).collect();
        assert_eq!(names, ["withdrawn", "overdue", "soon", "never"]);
    }

    #[test]
    fn what_was_reported_is_looked_into_first_until_it_is_settled() {
        let reported = |mut service: Service, on: &str| {
            service.reports = vec![told(on, ReportKind::NotAsSaid)];
            service
        };
        let services = [
            confirmed("withdrawn", "2026-01-01"),
            reported(sample("never called"), "2026-11-20"),
            reported(confirmed("in time", "2026-11-01"), "2026-11-19"),
            reported(confirmed("settled", "2026-11-01"), "2026-11-01"),
        ];
        let today = "2026-11-22".parse().unwrap();

        let due = to_call(&services, today);

        let names: Vec<_> = due.iter().map(|(service, _)| service.name.show("en").unwrap().text).collect();
        assert_eq!(names, ["in time", "never called", "withdrawn"]);
        assert_eq!(figures(&services, &Places::new(&[]), today)["ID"].reported, 2);
    }

    #[test]
    fn a_place_that_nobody_serves_is_shown_with_nothing() {
        let place = |id: &str| crate::place::sample(id, None);
        let places = [place("ID"), place("ID-JB")];
        let mut one = confirmed("one", "2026-11-01");
        one.who.men = Fact::Yes;
        one.who.women = Fact::Ask;

        let figures = figures(&[one, sample("two")], &Places::new(&places), "2026-11-22".parse().unwrap());

        let kept =
            Kept { entries: 2, in_time: 1, never_called: 1, overdue: 0, reported: 0, open_to: [0, 1, 0, 0, 0, 0] };
        assert_eq!(figures["ID"], kept);
        assert_eq!(figures["ID-JB"], Kept::default());
    }
}
