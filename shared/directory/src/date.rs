//! Days, whole or as precise as a source gives them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A day, a month or a year: sources often say no more than "April 2025".
///
/// Written `2025`, `2025-04` or `2025-04-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// The text is no date of the form `2025`, `2025-04` or `2025-04-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date such as 2025, 2025-04 or 2025-04-10")]
pub struct NotADate;

impl Date {
    /// The first day there is.
    pub const FIRST: Self = Self { year: 1900, month: 1, day: 1 };

    /// The day, if the calendar has it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let known = (1..=days_in(year, month)).contains(&day) && (1900..=9999).contains(&year);
        known.then_some(Self { year, month, day })
    }

    /// Year, month from 1, day from 1.
    #[must_use]
    pub fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// The same day so many months later, or the last day of that month when it is shorter.
    #[must_use]
    pub fn plus_months(self, months: u16) -> Self {
        let all = u32::from(self.year) * 12 + u32::from(self.month) - 1 + u32::from(months);
        let year = u16::try_from(all / 12).unwrap_or(u16::MAX);
        let month = u8::try_from(all % 12 + 1).unwrap_or(12);
        Self { year, month, day: self.day.min(days_in(year, month)) }
    }
}

impl Date {
    /// The day so many days later.
    #[must_use]
    pub fn plus_days(self, days: u16) -> Self {
        let Self { mut year, mut month, .. } = self;
        let mut day = u32::from(self.day) + u32::from(days);
        while day > u32::from(days_in(year, month)) {
            day -= u32::from(days_in(year, month));
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        // No month has more days than fit.
        Self { year, month, day: u8::try_from(day).unwrap_or(1) }
    }
}

impl PartialDate {
    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month from 1, where the source gives one.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The whole day, where the source gives one.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?)
    }

    /// Whether all of it lies after `today`; the running month and year do not.
    #[must_use]
    pub fn is_after(self, today: Date) -> bool {
        let parts = (self.year, self.month.unwrap_or(0), self.day.unwrap_or(0));
        parts > (today.year, today.month, today.day)
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year, month: Some(date.month), day: Some(date.day) }
    }
}

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.split('-');
        let year = number(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(|part| number(part, 2)).transpose()?;
        let day = parts.next().map(|part| number(part, 2)).transpose()?;
        if parts.next().is_some() {
            return Err(NotADate);
        }
        let narrow = |part: u16| u8::try_from(part).map_err(|_| NotADate);
        let (month, day) = (month.map(narrow).transpose()?, day.map(narrow).transpose()?);
        // A missing part stands for the first one, so that only what is written is judged.
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok_or(NotADate)?;
        Ok(Self { year, month, day })
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        text.parse::<PartialDate>()?.day().ok_or(NotADate)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(out, "-{part:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        PartialDate::from(*self).fmt(out)
    }
}

impl TryFrom<String> for PartialDate {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

/// Exactly `width` ASCII digits as a number.
fn number(text: &str, width: usize) -> Result<u16, NotADate> {
    let digits = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().map_err(|_| NotADate) } else { Err(NotADate) }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_read_and_written_as_precisely_as_its_source() {
        for text in ["2011", "2025-04", "2025-04-10", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn days_the_calendar_does_not_have_are_refused() {
        for text in
            ["", "25", "2025-13", "2025-00", "2025-02-29", "2025-4", "2025-04-31", "2025-04-10-1", "+025", "2025-04-"]
        {
            assert_eq!(text.parse::<PartialDate>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn only_what_is_wholly_ahead_counts_as_the_future() {
        let today = date("2026-11-22");
        for (text, after) in [
            ("2026", false),
            ("2026-11", false),
            ("2026-11-22", false),
            ("2026-11-23", true),
            ("2026-12", true),
            ("2027", true),
        ] {
            assert_eq!(text.parse::<PartialDate>().unwrap().is_after(today), after, "{text}");
        }
    }

    #[test]
    fn months_and_days_are_added_over_the_year_and_into_shorter_months() {
        assert_eq!(date("2025-11-30").plus_months(3), date("2026-02-28"));
        assert_eq!(date("2025-12-01").plus_months(12), date("2026-12-01"));
        assert_eq!(date("2025-12-01").plus_days(90), date("2026-03-01"));
        assert_eq!(date("2024-02-28").plus_days(2), date("2024-03-01"));
        assert_eq!(date("2026-11-26").plus_days(0), date("2026-11-26"));
    }
}
