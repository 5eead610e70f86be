//! How far an entry can be relied on today.

use crate::{Category, Date, Level, PartialDate, Service, VerifiedState};

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

impl Service {
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

    /// Whether a confirmation has run out: the entry may be wrong and stands below the others.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        match self.freshness() {
            Freshness::ConfirmedOn(day) => day.plus_months(self.months_between_checks()) < today,
            Freshness::NotConfirmed { .. } => false,
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
        assert!(!service.is_overdue(today));
        service.level = Level::Hotline;
        assert!(service.is_overdue(today));
    }
}
