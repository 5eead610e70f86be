//! How far an entry can be relied on today.

use crate::{Availability, Category, Date, Level, PartialDate, Service, VerifiedState};

/// So many days before its check is due an entry is called again.
const SOON_DAYS: u16 = 30;
/// So many days after it became overdue an entry that nobody confirmed is no longer shown.
const WITHDRAWN_DAYS: u16 = 90;

/// How far an entry can be relied on, with what is needed to say it in words:
/// "confirmed on 3 May 2026", or "not confirmed by a call; public source of April 2025".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// The service itself confirmed the entry on this day.
    ConfirmedOn(Date),
    /// Nobody has called.
    NotConfirmed {
        /// The date of the public source, as precise as it is; `None` when it has none.
        source_date: Option<PartialDate>,
    },
}

/// Where an entry stands in the rounds of its keeper (`content/directory.md`, section 7: intervals and states are ours).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Confirmed, and the next check is more than 30 days away.
    InTime,
    /// Confirmed, and to be called within 30 days.
    DueSoon,
    /// Nobody has called yet.
    NotConfirmed,
    /// Its confirmation ran out, or it was tried in vain twice: it may be wrong and stands below the others.
    Overdue,
    /// Overdue for 90 days, ended, or reported twice for how people were treated: no longer shown to those who look for help.
    Withdrawn,
}

/// Why an entry may be wrong, or nobody should be sent there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Two reports said that somebody was treated badly.
    Harmful,
    /// Two calls failed; the last of them on this day.
    InVain(Date),
    /// Its confirmation ran out.
    Overdue,
}

impl Service {
    /// The strongest reason to doubt the entry today.
    #[must_use]
    pub fn doubt(&self, today: Date) -> Option<Doubt> {
        if self.harmful_from().is_some_and(|day| day <= today) {
            return Some(Doubt::Harmful);
        }
        let is_doubted = matches!(self.standing(today), Standing::Overdue | Standing::Withdrawn);
        let in_vain = self.last_in_vain(today).map(Doubt::InVain);
        in_vain.or(is_doubted.then_some(Doubt::Overdue))
    }

    /// Where this entry stands today.
    #[must_use]
    pub fn standing(&self, today: Date) -> Standing {
        if self.withdrawn_from().is_some_and(|day| day <= today) {
            return Standing::Withdrawn;
        }
        if self.overdue_from().is_some_and(|day| day <= today) {
            return Standing::Overdue;
        }
        match self.next_check() {
            None => Standing::NotConfirmed,
            Some(due) if due <= today.plus_days(SOON_DAYS) => Standing::DueSoon,
            Some(_) => Standing::InTime,
        }
    }

    /// The first day on which it is no longer shown to those who look for help; `None` for one that nobody has called, which
    /// says so, as long as no reports speak against it.
    #[must_use]
    pub fn withdrawn_from(&self) -> Option<Date> {
        if self.availability == Availability::Ended {
            return Some(Date::FIRST);
        }
        let ran_out = self.overdue_from().map(|day| day.plus_days(WITHDRAWN_DAYS));
        ran_out.into_iter().chain(self.harmful_from()).min()
    }

    /// The first day on which it may be wrong: its confirmation ran out, or it was tried in vain twice.
    #[must_use]
    pub fn overdue_from(&self) -> Option<Date> {
        let ran_out = self.next_check().map(|due| due.plus_days(1));
        ran_out.into_iter().chain(self.in_vain_from()).min()
    }

    /// The last day of its confirmation; `None` when nobody has called.
    #[must_use]
    pub fn next_check(&self) -> Option<Date> {
        match self.freshness() {
            Freshness::ConfirmedOn(day) => Some(day.plus_months(self.months_between_checks())),
            Freshness::NotConfirmed { .. } => None,
        }
    }

    /// How far this entry can be relied on. A confirmation without its whole day counts as none.
    #[must_use]
    pub fn freshness(&self) -> Freshness {
        match (self.verified.state, self.verified.on.and_then(PartialDate::day)) {
            (VerifiedState::Confirmed, Some(day)) => Freshness::ConfirmedOn(day),
            _ => Freshness::NotConfirmed { source_date: self.verified.on },
        }
    }

    /// How many months a confirmation lasts: 3 for hotlines, emergencies and shelters, 6 for health and law, else 12.
    #[must_use]
    pub fn months_between_checks(&self) -> u16 {
        let about = |category| self.categories.contains(&category);
        if self.level == Level::Hotline || about(Category::Danger) || about(Category::SafePlace) {
            3
        } else if about(Category::Body) || about(Category::Rights) {
            6
        } else {
            12
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::sample;

    #[test]
    fn an_entry_nobody_called_says_so_with_the_date_of_its_source() {
        let mut service = sample("Helpline");
        service.verified.on = Some("2025-04".parse().unwrap());

        let source_date = Some("2025-04".parse().unwrap());
        assert_eq!(service.freshness(), Freshness::NotConfirmed { source_date });

        service.verified.state = VerifiedState::Confirmed;
        assert_eq!(service.freshness(), Freshness::NotConfirmed { source_date }, "a month is not the day of a call");
    }

    #[test]
    fn a_confirmation_runs_out_sooner_for_a_hotline_than_for_a_school() {
        let today: Date = "2026-11-22".parse().unwrap();
        let mut service = sample("School");
        service.verified.state = VerifiedState::Confirmed;
        service.verified.on = Some("2026-08-21".parse().unwrap());
        service.categories = vec![Category::School];

        service.level = Level::District;
        assert_eq!(service.standing(today), Standing::InTime);
        service.level = Level::Hotline;
        assert_eq!(service.standing(today), Standing::Overdue);
    }

    #[test]
    fn an_entry_goes_from_confirmed_to_withdrawn_and_one_that_ended_is_withdrawn_at_once() {
        let mut service = sample("Helpline");
        let standing = |service: &Service, today: &str| service.standing(today.parse().unwrap());
        assert_eq!(standing(&service, "2026-11-22"), Standing::NotConfirmed);

        service.verified.state = VerifiedState::Confirmed;
        service.verified.on = Some("2026-01-31".parse().unwrap());

        assert_eq!(service.next_check(), Some("2026-04-30".parse().unwrap()));
        for (today, expected) in [
            ("2026-03-30", Standing::InTime),
            ("2026-03-31", Standing::DueSoon),
            ("2026-04-30", Standing::DueSoon),
            ("2026-05-01", Standing::Overdue),
            ("2026-07-29", Standing::Overdue),
            ("2026-07-30", Standing::Withdrawn),
        ] {
            assert_eq!(standing(&service, today), expected, "{today}");
        }
        service.availability = Availability::Ended;
        assert_eq!(standing(&service, "2026-02-01"), Standing::Withdrawn);
    }
}
