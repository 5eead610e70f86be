//! What somebody who tried a service tells its keeper.

use serde::{Deserialize, Serialize};

use crate::service::is_default;
use crate::{Date, Freshness, Service};

/// Within so many days two failed calls speak against an entry (`content/directory.md`, section 7).
const IN_VAIN_DAYS: u16 = 14;

/// Something wrong with an entry. Nothing about the person for whom somebody tried belongs in here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The day on which somebody tried.
    pub on: Date,
    /// What was wrong.
    pub kind: ReportKind,
    /// The role of who tried, never a person's name; a file of another organisation does not say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: String,
    /// The day on which its keeper had looked into it and found that the entry can stay; `None` while that is to be done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub settled: Option<Date>,
}

/// What can be wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// Nobody answered.
    NoAnswer,
    /// The number belongs to somebody else, or to nobody.
    WrongNumber,
    /// The service has closed, or moved.
    Closed,
    /// It is not for those whom the entry names, or asks for more than the entry says.
    NotAsSaid,
    /// Somebody was treated badly there.
    TreatedBadly,
}

impl ReportKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::NoAnswer, Self::WrongNumber, Self::Closed, Self::NotAsSaid, Self::TreatedBadly];

    /// What it is called in files, such as `no_answer`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoAnswer => "no_answer",
            Self::WrongNumber => "wrong_number",
            Self::Closed => "closed",
            Self::NotAsSaid => "not_as_said",
            Self::TreatedBadly => "treated_badly",
        }
    }

    /// Whether the service could not be reached: a failed call.
    #[must_use]
    pub fn is_in_vain(self) -> bool {
        matches!(self, Self::NoAnswer | Self::WrongNumber | Self::Closed)
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Report {
    /// Whether it is the same report, settled or not.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (self.on, self.kind, &self.by) == (other.on, other.kind, &other.by)
    }
}

impl Service {
    /// The reports that nothing has settled, the oldest first. A later confirmation by the service settles all but those of harm:
    /// that a number is right says nothing about how people are treated.
    #[must_use]
    pub fn open_reports(&self) -> Vec<&Report> {
        let is_confirmed = |report: &Report| match self.freshness() {
            Freshness::ConfirmedOn(day) => report.kind != ReportKind::TreatedBadly && report.on <= day,
            Freshness::NotConfirmed { .. } => false,
        };
        let is_open = |report: &&Report| report.settled.is_none() && !is_confirmed(report);
        let mut open: Vec<&Report> = self.reports.iter().filter(is_open).collect();
        open.sort_by_key(|report| report.on);
        open
    }

    /// Opens the settled reports of a kind until this day again; says how many there were.
    pub fn reopen_reports(&mut self, kind: ReportKind, day: Date) -> usize {
        let is_meant = |report: &&mut Report| report.kind == kind && report.on <= day && report.settled.is_some();
        self.reports.iter_mut().filter(is_meant).map(|report| report.settled = None).count()
    }

    /// Settles the reports of a kind until this day, now that the keeper has looked into them; says how many were open.
    pub fn settle_reports(&mut self, kind: ReportKind, day: Date) -> usize {
        let open: Vec<Report> = self.open_reports().into_iter().cloned().collect();
        let is_meant = |report: &&mut Report| report.kind == kind && report.on <= day && open.contains(report);
        self.reports.iter_mut().filter(is_meant).map(|report| report.settled = Some(day)).count()
    }

    /// Notes a report; `false` when the same one was noted before. One that was settled is open again: what is told now came
    /// after the keeper had looked.
    pub fn note_report(&mut self, report: Report) -> bool {
        if let Some(noted) = self.reports.iter_mut().find(|noted| noted.is_same(&report)) {
            return noted.settled.take().is_some();
        }
        self.reports.push(report);
        true
    }

    /// The day from which failed calls speak against the entry: that of the second of two within 14 days.
    #[must_use]
    pub fn in_vain_from(&self) -> Option<Date> {
        let failed = self.days_of(ReportKind::is_in_vain);
        failed.windows(2).find(|two| two[1] <= two[0].plus_days(IN_VAIN_DAYS)).map(|two| two[1])
    }

    /// The last day until today on which somebody tried in vain, once failed calls speak against the entry.
    pub(crate) fn last_in_vain(&self, today: Date) -> Option<Date> {
        self.in_vain_from().filter(|day| *day <= today)?;
        self.days_of(ReportKind::is_in_vain).into_iter().rfind(|day| *day <= today)
    }

    /// The day on which a second report said that somebody was treated badly: nobody is sent there until the keeper has
    /// looked into it.
    #[must_use]
    pub fn harmful_from(&self) -> Option<Date> {
        self.days_of(|kind| kind == ReportKind::TreatedBadly).get(1).copied()
    }

    /// The days of the open reports of some kinds, the oldest first.
    fn days_of(&self, is_meant: impl Fn(ReportKind) -> bool) -> Vec<Date> {
        self.open_reports().into_iter().filter(|report| is_meant(report.kind)).map(|report| report.on).collect()
    }
}

/// A report without the role of who tried.
#[cfg(test)]
pub(crate) fn told(on: &str, kind: ReportKind) -> Report {
    Report { on: on.parse().unwrap(), kind, by: String::new(), settled: None }
}

#[cfg(test)]
mod tests {
    use ReportKind::{Closed, NoAnswer, NotAsSaid, TreatedBadly, WrongNumber};

    use super::*;
    use crate::service::sample;
    use crate::{Standing, VerifiedState};

    /// How an entry with these reports stands on a day; confirmed on a day, or never.
    fn standing(reports: &[(&str, ReportKind)], confirmed: Option<&str>, today: &str) -> Standing {
        let mut service = sample("Helpline");
        service.reports = reports.iter().map(|(on, kind)| told(on, *kind)).collect();
        if let Some(on) = confirmed {
            service.verified.state = VerifiedState::Confirmed;
            service.verified.on = Some(on.parse().unwrap());
        }
        service.standing(today.parse().unwrap())
    }

    #[test]
    fn two_failed_calls_within_14_days_make_an_entry_overdue_and_90_days_later_withdrawn() {
        for kinds in [[NoAnswer, NoAnswer], [WrongNumber, Closed]] {
            let [one, other] = kinds;
            // In no order, as reports come in.
            let two = [("2026-11-15", other), ("2026-11-01", one)];
            for (confirmed, before) in [(None, Standing::NotConfirmed), (Some("2026-10-31"), Standing::InTime)] {
                assert_eq!(standing(&two[1..], confirmed, "2026-11-20"), before, "one is not enough");
                assert_eq!(standing(&two, confirmed, "2026-11-14"), before);
                assert_eq!(standing(&two, confirmed, "2026-11-15"), Standing::Overdue);
                assert_eq!(standing(&two, confirmed, "2027-02-12"), Standing::Overdue);
                assert_eq!(standing(&two, confirmed, "2027-02-13"), Standing::Withdrawn);
            }
        }
        let far_apart = [("2026-11-01", NoAnswer), ("2026-11-16", NoAnswer)];
        assert_eq!(standing(&far_apart, None, "2026-11-20"), Standing::NotConfirmed);
        let of_another_kind = [("2026-11-01", NotAsSaid), ("2026-11-02", NotAsSaid), ("2026-11-03", TreatedBadly)];
        assert_eq!(standing(&of_another_kind, None, "2026-11-20"), Standing::NotConfirmed);
    }

    #[test]
    fn two_reports_of_harm_withdraw_an_entry_at_once_however_far_apart() {
        let two = [("2026-08-02", TreatedBadly), ("2026-11-20", TreatedBadly)];

        assert_eq!(standing(&two, Some("2026-08-01"), "2026-10-01"), Standing::InTime);
        assert_eq!(standing(&two, Some("2026-08-01"), "2026-11-20"), Standing::Withdrawn);
        assert_eq!(standing(&two, None, "2026-11-20"), Standing::Withdrawn);
    }

    #[test]
    fn a_confirmation_settles_what_was_told_until_that_day() {
        let two = [("2026-11-18", NoAnswer), ("2026-11-20", NoAnswer)];

        assert_eq!(standing(&two, Some("2026-11-20"), "2026-11-22"), Standing::InTime);
        assert_eq!(standing(&two, Some("2026-11-19"), "2026-11-22"), Standing::InTime, "one stays open");
        assert_ne!(standing(&two, Some("2026-11-17"), "2026-11-22"), Standing::InTime);
    }

    #[test]
    fn harm_is_settled_by_nothing_but_the_keeper_who_looked_into_it() {
        let two = [("2026-11-18", TreatedBadly), ("2026-11-20", TreatedBadly)];
        assert_eq!(standing(&two, Some("2026-11-22"), "2026-11-22"), Standing::Withdrawn, "a call settles no harm");

        let mut service = sample("Shelter");
        service.reports = two.iter().map(|(on, kind)| told(on, *kind)).collect();
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(service.settle_reports(NoAnswer, day("2026-11-22")), 0, "of another kind");
        assert_eq!(
            service.settle_reports(TreatedBadly, day("2026-11-19")),
            1,
            "what came later is not looked into yet"
        );
        assert_eq!((service.harmful_from(), service.open_reports().len()), (None, 1));
        assert!(!service.note_report(told("2026-11-20", TreatedBadly)), "open already");
        assert!(
            service.note_report(told("2026-11-18", TreatedBadly)),
            "told after the keeper had looked, it is open again"
        );
        assert_eq!(service.harmful_from(), Some(day("2026-11-20")));

        assert_eq!(service.settle_reports(TreatedBadly, day("2026-11-22")), 2);
        assert_eq!(service.standing(day("2026-11-23")), Standing::NotConfirmed);
        assert_eq!(service.reopen_reports(TreatedBadly, day("2026-11-22")), 2, "a mistake is undone");
        assert_eq!(service.standing(day("2026-11-23")), Standing::Withdrawn);
    }

    #[test]
    fn the_same_report_twice_is_one() {
        let mut service = sample("Helpline");
        assert!(service.note_report(told("2026-11-20", NoAnswer)));
        assert!(!service.note_report(told("2026-11-20", NoAnswer)));
        assert!(service.note_report(told("2026-11-20", Closed)));
        assert_eq!(service.reports.len(), 2);
    }

    #[test]
    fn a_kind_is_called_the_same_everywhere() {
        for kind in ReportKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
            assert_eq!(ReportKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(ReportKind::from_code("other"), None);
    }
}
