//! What happened to one entry, in the order of days.

use crate::{Change, PartialDate, Report, Service, Verified};

/// Something that happened to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// Its provider agreed to be listed.
    Consent,
    /// It was checked, the last time. What was said before is among its changes.
    Verified(&'a Verified),
    /// A field became different.
    Changed(&'a Change),
    /// Somebody who tried it told its keeper what was wrong.
    Reported(&'a Report),
}

impl Service {
    /// What happened to this entry, the oldest first; what has no day comes before all.
    #[must_use]
    pub fn history(&self) -> Vec<(Option<PartialDate>, Event<'_>)> {
        let consent = self.provider_consent.map(|day| (Some(day.into()), Event::Consent));
        let changes = self.changes.iter().map(|change| (Some(change.on.into()), Event::Changed(change)));
        let reports = self.reports.iter().map(|report| (Some(report.on.into()), Event::Reported(report)));
        let verified = (self.verified.on, Event::Verified(&self.verified));
        let mut all: Vec<_> = consent.into_iter().chain(changes).chain(reports).chain([verified]).collect();
        all.sort_by_key(|(on, _)| *on);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReportKind;
    use crate::report::told;
    use crate::service::sample;

    #[test]
    fn what_happened_is_told_in_the_order_of_days() {
        let mut service = sample("Helpline");
        service.verified.on = Some("2026-05".parse().unwrap());
        service.provider_consent = Some("2026-11-02".parse().unwrap());
        service.reports = vec![told("2026-11-20", ReportKind::Closed), told("2026-11-01", ReportKind::NoAnswer)];

        let history = service.history();

        let days: Vec<String> = history.iter().map(|(on, _)| on.unwrap().to_string()).collect();
        assert_eq!(days, ["2026-05", "2026-11-01", "2026-11-02", "2026-11-20"]);
        assert_eq!(history[2].1, Event::Consent);
    }
}
