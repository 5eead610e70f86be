//! Whether a service is open at a moment, by its usual week.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Day, NoHours, Opening, Places, Service};

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// How far the clocks of a place are ahead of UTC, written `UTC+7` or `UTC+6:30`. None of the places of a directory sets its clocks
/// for a summer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UtcOffset {
    /// Minutes; from -12 to +14 hours.
    minutes: i16,
}

/// The text is no offset of the form `UTC+7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no offset such as UTC+7 or UTC+6:30")]
pub struct NoOffset;

impl UtcOffset {
    /// In hours.
    #[must_use]
    pub fn hours(self) -> f64 {
        f64::from(self.minutes) / 60.0
    }

    /// As ISO 8601 writes it behind a time: `+07:00`.
    #[must_use]
    pub fn behind_a_time(self) -> String {
        let sign = if self.minutes < 0 { '-' } else { '+' };
        let minutes = self.minutes.unsigned_abs();
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl FromStr for UtcOffset {
    type Err = NoOffset;

    fn from_str(text: &str) -> Result<Self, NoOffset> {
        let signed = text.trim().strip_prefix("UTC").ok_or(NoOffset)?;
        let sign = match signed.get(..1) {
            Some("+") => 1,
            Some("-") => -1,
            _ => return Err(NoOffset),
        };
        let (hours, minutes) = signed[1..].split_once(':').unwrap_or((&signed[1..], "00"));
        let number = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
            let is_number = lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| text.parse::<i16>().ok()).flatten().ok_or(NoOffset)
        };
        let (hours, minutes) = (number(hours, 1..=2)?, number(minutes, 2..=2)?);
        let all = sign * (hours * 60 + minutes);
        if minutes < 60 && (-12 * 60..=14 * 60).contains(&all) { Ok(Self { minutes: all }) } else { Err(NoOffset) }
    }
}

impl fmt::Display for UtcOffset {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (self.minutes.unsigned_abs() / 60, self.minutes.unsigned_abs() % 60);
        write!(out, "UTC{sign}{hours}")?;
        if minutes == 0 { Ok(()) } else { write!(out, ":{minutes:02}") }
    }
}

impl TryFrom<String> for UtcOffset {
    type Error = NoOffset;

    fn try_from(text: String) -> Result<Self, NoOffset> {
        text.parse()
    }
}

impl From<UtcOffset> for String {
    fn from(offset: UtcOffset) -> Self {
        offset.to_string()
    }
}

/// The hours of a usual week and the clocks they go by, written `UTC+7 MO-FR 08:00-16:00; SA 08:00-12:00`. Many services
/// share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    clocks: UtcOffset,
    openings: Vec<Opening>,
}

impl Week {
    /// Whether the doors are open at this minute, counted from 1970 in UTC. Holidays are no usual week.
    #[must_use]
    pub fn is_open(&self, minute: i64) -> bool {
        let there = minute.saturating_add(self.clocks.minutes.into());
        // 1970 began on a Thursday.
        let day = (there.div_euclid(DAY) + 3).rem_euclid(7);
        let (Ok(day), Ok(minute)) = (usize::try_from(day), u16::try_from(there.rem_euclid(DAY))) else { return false };
        self.openings.iter().any(|opening| opening.holds(Day::ALL[day], minute))
    }
}

impl fmt::Display for Week {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.clocks)?;
        for (at, opening) in self.openings.iter().enumerate() {
            write!(out, "{} {opening}", if at == 0 { "" } else { ";" })?;
        }
        Ok(())
    }
}

impl FromStr for Week {
    type Err = NoHours;

    fn from_str(text: &str) -> Result<Self, NoHours> {
        let (clocks, openings) = text.split_once(' ').ok_or(NoHours)?;
        let openings: Result<_, _> = openings.split(';').map(str::parse).collect();
        Ok(Self { clocks: clocks.parse().map_err(|_| NoHours)?, openings: openings? })
    }
}

impl Service {
    /// Its usual week; `None` when nobody has told us its hours, nobody can say by which clocks they go, or it is full or closed
    /// for a while.
    #[must_use]
    pub fn week(&self, places: &Places<'_>) -> Option<Week> {
        let openings = self.hours.openings.clone();
        let clocks = places.clocks_of_all(&self.area).filter(|_| !openings.is_empty() && self.takes_people())?;
        Some(Week { clocks, openings })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::service::sample;
    use crate::{Availability, Hours, Only, Place};

    /// Minutes from 1970 to Thursday, 26 November 2026, 00:00 UTC.
    const THURSDAY: i64 = 29_927_520;

    fn week(text: &str) -> Week {
        text.parse().unwrap()
    }

    #[test]
    fn an_hour_is_the_one_at_the_place() {
        let office = week("UTC+7 MO-FR 08:00-16:00");

        let at = |hours: i64, minutes: i64| office.is_open(THURSDAY + hours * 60 + minutes);
        assert_eq!([at(0, 59), at(1, 0), at(8, 59), at(9, 0)], [false, true, true, false]);
        assert_eq!([at(24 + 1, 0), at(48 + 1, 0), at(72 + 1, 0)], [true, false, false], "Friday, Saturday, Sunday");
        assert!(week("UTC+9 FR 00:00-01:00").is_open(THURSDAY + 15 * 60), "it is Friday there already");
        assert!(week("UTC-3:30 WE 20:30-24:00").is_open(THURSDAY), "it is Wednesday there still");
    }

    #[test]
    fn a_night_reaches_into_the_next_day() {
        let bar = week("UTC+7 SU 20:00-02:00");

        let monday = THURSDAY + 4 * DAY - 7 * 60;
        let at = |hour: i64| bar.is_open(monday + hour * 60);
        assert_eq!([at(-5), at(-4), at(1), at(2)], [false, true, true, false]);
    }

    #[test]
    fn a_service_goes_by_the_clocks_of_the_places_it_serves() {
        let place = |id: &str, parent: Option<&str>, clocks: Option<&str>| Place {
            clocks: clocks.map(|text| text.parse().unwrap()),
            ..crate::place::sample(id, parent)
        };
        let places = [
            place("ID", None, Some("UTC+7")),
            place("ID-BA", Some("ID"), Some("UTC+8")),
            place("ID-BA-1", Some("ID-BA"), None),
            place("XX", None, None),
        ];
        let week = |area: &[&str], hours: &str| {
            let mut service = sample("Office");
            service.area = area.iter().map(|id| (*id).to_owned()).collect();
            service.hours.openings = hours.split(';').filter_map(|hours| hours.parse().ok()).collect();
            service.week(&Places::new(&places)).map(|week| week.to_string())
        };

        let hours = "MO-FR 08:00-16:00;SA 08:00-12:00";
        assert_eq!(week(&["ID"], hours).unwrap(), "UTC+7 MO-FR 08:00-16:00; SA 08:00-12:00");
        assert_eq!(week(&["ID-BA-1", "ID-BA"], hours).unwrap(), "UTC+8 MO-FR 08:00-16:00; SA 08:00-12:00");
        for (area, hours) in
            [(&["ID"][..], ""), (&["ID", "ID-BA"], hours), (&["XX"], hours), (&["ID", "XX"], hours), (&[], hours)]
        {
            assert_eq!(week(area, hours), None, "{area:?} {hours}");
        }
    }

    #[test]
    fn what_is_full_or_closed_for_a_while_is_not_open_now() {
        let places = [Place { clocks: "UTC+7".parse().ok(), ..crate::place::sample("ID", None) }];
        let mut service = sample("Shelter");
        service.area = vec!["ID".to_owned()];
        for (availability, is_open) in [
            (Availability::NotKnown, true),
            (Availability::Open, true),
            (Availability::Full, false),
            (Availability::Closed, false),
            (Availability::Ended, false),
        ] {
            service.availability = availability;
            service.hours = Hours { all_day: Some(true), ..Hours::default() };
            assert_eq!(service.offers(&Only::OpenNow), is_open, "{availability:?}");
            service.hours = Hours { openings: vec!["MO-SU 00:00-24:00".parse().unwrap()], ..Hours::default() };
            assert_eq!(service.week(&Places::new(&places)).is_some(), is_open, "{availability:?}");
        }
    }

    #[test]
    fn what_is_no_offset_and_no_week_is_refused() {
        for text in [
            "", "UTC", "UTC7", "7", "+7", "UTC+", "UTC+15", "UTC-13", "UTC+7:60", "UTC+7:5", "UTC+007", "UTC+-7",
            "UTC+é",
        ] {
            assert_eq!(text.parse::<UtcOffset>(), Err(NoOffset), "{text}");
        }
        for text in ["", "UTC+7", "UTC+7 ", "MO 08:00-09:00", "UTC+7 MO 08:00-09:00;", "UTC+70 MO 08:00-09:00"] {
            assert_eq!(text.parse::<Week>(), Err(NoHours), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(minutes in -720_i16..=840) {
            let offset = UtcOffset { minutes };
            prop_assert_eq!(offset.to_string().parse(), Ok(offset));
            let week = week(&format!("{offset} MO,WE 08:00-12:30; SU 20:00-02:00"));
            prop_assert_eq!(week.to_string().parse(), Ok(week));
        }
    }
}
