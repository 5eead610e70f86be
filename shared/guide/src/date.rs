//! Calendar dates, and the moment an interview takes place.

use std::fmt;

use serde::{Deserialize, Serialize};

const MS_A_MINUTE: i64 = 60_000;
const MS_A_DAY: i64 = 86_400_000;

/// The moment of an answer, for `today()`. Comes from the caller: this crate has no clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// Milliseconds since 1970-01-01T00:00Z.
    pub utc_ms: i64,
    /// Minutes by which local time is ahead of UTC.
    pub offset_min: i16,
}

impl Today {
    /// The local calendar date.
    #[must_use]
    pub fn date(self) -> Date {
        let local = self.utc_ms.saturating_add(i64::from(self.offset_min) * MS_A_MINUTE);
        Date { days: local.div_euclid(MS_A_DAY) }
    }
}

/// A Gregorian calendar date, written `2026-11-22`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date {
    /// Days since 1970-01-01; negative before.
    pub days: i64,
}

impl Date {
    /// Reads `YYYY-MM-DD`; `None` for anything else and for days that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = digits(parts.next()?, 2)?;
        let day = digits(parts.next()?, 2)?;
        if parts.next().is_some() || year == 0 || !(1..=12).contains(&month) {
            return None;
        }
        let date = Self { days: days(year, month, day) };
        // A day past the end of its month lands in the next one.
        (date.civil() == (year, month, day)).then_some(date)
    }

    /// As [`Self::parse`], and also what other engines take: months and days of one digit, years of any length.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-').map(|part| {
            let plain = (1..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse::<i64>().ok())?
        });
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        if parts.next().is_some() || !(1..=12).contains(&month) {
            return None;
        }
        let date = Self { days: days(year, month, day) };
        (date.civil() == (year, month, day)).then_some(date)
    }

    /// The week of the year, from Sunday on. The first is the one with the first of January, also for the days before it.
    pub(crate) fn week(self) -> i64 {
        let (year, ..) = self.civil();
        let sunday = |days: i64| days - (days + 4).rem_euclid(7);
        let begins = |year| sunday(days(year, 1, 1));
        if self.days >= begins(year + 1) { 1 } else { (self.days - begins(year)) / 7 + 1 }
    }

    /// Year, month and day. Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    pub(crate) fn civil(self) -> (i64, i64, i64) {
        let shifted = self.days.saturating_add(719_468);
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        (year_of_era + era * 400 + i64::from(month <= 2), month, day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Exactly `length` decimal digits.
fn digits(text: &str, length: usize) -> Option<i64> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Days since 1970-01-01. Howard Hinnant, as above, `days_from_civil`.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_hundred_years_is_written_as_it_is_read() {
        for days in -73_000..73_000 {
            let date = Date { days };
            assert_eq!(Date::parse(&date.to_string()), Some(date));
        }
        assert_eq!(Date { days: 0 }.to_string(), "1970-01-01");
    }

    #[test]
    fn days_that_do_not_exist_and_other_spellings_are_refused() {
        for text in
            ["2025-02-29", "2025-13-01", "2025-00-10", "2025-1-5", "05-01-2025", "2025-01-05T00:00", "", "0000-01-01"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert!(Date::parse("2024-02-29").is_some());
    }

    #[test]
    fn the_last_days_of_a_year_may_be_in_the_first_week_of_the_next() {
        let week = |text| Date::parse(text).map(Date::week);
        assert_eq!(["2024-01-06", "2024-01-07", "2024-12-28", "2024-12-29"].map(week), [1, 2, 52, 1].map(Some));
    }

    #[test]
    fn today_is_the_local_date() {
        let late_evening_utc = 1_795_301_999_000 / MS_A_DAY * MS_A_DAY + 20 * 3_600_000;
        let utc = Today { utc_ms: late_evening_utc, offset_min: 0 };
        let jakarta = Today { utc_ms: late_evening_utc, offset_min: 7 * 60 };
        assert_eq!(jakarta.date().days, utc.date().days + 1);
    }
}
