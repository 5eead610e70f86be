//! Moments and times of day, as they are written and formatted.

use std::fmt::{self, Write as _};

use crate::date::Date;

const MS_A_MINUTE: i64 = 60_000;
const MS_A_DAY: i64 = 86_400_000;

/// A moment, with the offset from UTC by which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) utc_ms: i64,
    pub(crate) offset_min: i16,
}

/// A time of day, with the offset from UTC it is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Time {
    pub(crate) ms: i64,
    pub(crate) offset_min: i16,
}

impl Moment {
    /// Reads `2026-11-22T10:40:00.000+07:00`, or a date alone. Without an offset the time is local.
    pub(crate) fn parse(text: &str, offset_min: i16) -> Option<Self> {
        let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
        let days = Date::read(date)?.days;
        let (ms, zone) = time.map_or(Some((0, None)), clock)?;
        let zone = zone.unwrap_or(i64::from(offset_min));
        let utc_ms = days.checked_mul(MS_A_DAY)?.checked_add(ms)?.checked_sub(zone * MS_A_MINUTE)?;
        Some(Self { utc_ms, offset_min })
    }

    /// Midnight of a date where it is told.
    pub(crate) fn midnight(date: Date, offset_min: i16) -> Self {
        let local = date.days.saturating_mul(MS_A_DAY);
        Self { utc_ms: local.saturating_sub(i64::from(offset_min) * MS_A_MINUTE), offset_min }
    }

    fn local_ms(self) -> i64 {
        self.utc_ms.saturating_add(i64::from(self.offset_min) * MS_A_MINUTE)
    }

    pub(crate) fn date(self) -> Date {
        Date { days: self.local_ms().div_euclid(MS_A_DAY) }
    }

    pub(crate) fn time(self) -> Time {
        Time { ms: self.local_ms().rem_euclid(MS_A_DAY), offset_min: self.offset_min }
    }

    /// Local days since 1970, with the part of the day gone.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of any written date are below 2^53")]
    pub(crate) fn days(self) -> f64 {
        self.local_ms() as f64 / MS_A_DAY as f64
    }

    /// Days since 1970 in UTC, with the part of the day gone.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of any written date are below 2^53")]
    pub(crate) fn decimal_days(self) -> f64 {
        self.utc_ms as f64 / MS_A_DAY as f64
    }

    /// The moment so many days after 1970 in UTC; `None` when that is no date.
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "bounded just before")]
    pub(crate) fn of_days(days: f64, offset_min: i16) -> Option<Self> {
        let possible = days.is_finite() && days.abs() <= f64::from(i32::MAX);
        possible.then_some(Self { utc_ms: (days * MS_A_DAY as f64) as i64, offset_min })
    }

    /// Formats by `%Y-%m-%d %H:%M` and the like; an escape nobody knows stays as it is.
    pub(crate) fn format(self, pattern: &str) -> String {
        let (year, month, day) = self.date().civil();
        let (hour, minute, second, ms) = self.time().parts();
        let mut out = String::new();
        let mut rest = pattern.chars();
        while let Some(c) = rest.next() {
            if c != '%' {
                out.push(c);
                continue;
            }
            // Writing to a string cannot fail.
            let _ = match rest.next() {
                Some('%') | None => out.write_char('%'),
                Some('Y') => write!(out, "{year:04}"),
                Some('y') => write!(out, "{:02}", year.rem_euclid(100)),
                Some('m') => write!(out, "{month:02}"),
                Some('n') => write!(out, "{month}"),
                Some('b') => out.write_str(MONTHS.get(usize::try_from(month - 1).unwrap_or(0)).unwrap_or(&"")),
                Some('d') => write!(out, "{day:02}"),
                Some('e') => write!(out, "{day}"),
                Some('H') => write!(out, "{hour:02}"),
                Some('h') => write!(out, "{hour}"),
                Some('M') => write!(out, "{minute:02}"),
                Some('S') => write!(out, "{second:02}"),
                Some('3') => write!(out, "{ms:03}"),
                Some('a') => {
                    let weekday = usize::try_from((self.date().days + 4).rem_euclid(7)).unwrap_or(0);
                    out.write_str(WEEKDAYS[weekday])
                }
                Some('W') => write!(out, "{}", self.date().week()),
                Some(other) => write!(out, "%{other}"),
            };
        }
        out
    }
}

/// English, as both other engines write them by default; the app words dates itself.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

impl Time {
    /// Reads `10:40:00.000+07:00`; a time with an offset is told in the local one.
    pub(crate) fn parse(text: &str, offset_min: i16) -> Option<Self> {
        let (ms, zone) = clock(text)?;
        let shift = zone.map_or(0, |zone| (i64::from(offset_min) - zone) * MS_A_MINUTE);
        Some(Self { ms: (ms + shift).rem_euclid(MS_A_DAY), offset_min })
    }

    /// Hour, minute, second, millisecond.
    fn parts(self) -> (i64, i64, i64, i64) {
        let seconds = self.ms / 1_000;
        (seconds / 3_600, seconds / 60 % 60, seconds % 60, self.ms % 1_000)
    }

    /// The part of the day gone.
    #[expect(clippy::cast_precision_loss, reason = "a day has few milliseconds")]
    pub(crate) fn of_day(self) -> f64 {
        self.ms as f64 / MS_A_DAY as f64
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date(), self.time())
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second, ms) = self.parts();
        write!(f, "{hour:02}:{minute:02}:{second:02}.{ms:03}")?;
        if self.offset_min == 0 {
            return f.write_str("Z");
        }
        let (sign, ahead) = (if self.offset_min < 0 { '-' } else { '+' }, self.offset_min.unsigned_abs());
        write!(f, "{sign}{:02}:{:02}", ahead / 60, ahead % 60)
    }
}

/// Reads a time of day in milliseconds, and minutes ahead of UTC when it says so.
fn clock(text: &str) -> Option<(i64, Option<i64>)> {
    let (time, zone) = match text.find(['Z', '+', '-']) {
        None => (text, None),
        Some(at) => (&text[..at], Some(zone(&text[at..])?)),
    };
    let mut parts = time.splitn(3, ':');
    let hour = number(parts.next()?, 23)?;
    let minute = number(parts.next()?, 59)?;
    let ms = match parts.next() {
        None => 0,
        Some(seconds) => {
            let (whole, part) = seconds.split_once('.').unwrap_or((seconds, ""));
            let thousandths: String = part.chars().chain("000".chars()).take(3).collect();
            number(whole, 59)? * 1_000 + number(&thousandths, 999)?
        }
    };
    Some((((hour * 60) + minute) * MS_A_MINUTE + ms, zone))
}

fn zone(text: &str) -> Option<i64> {
    let (sign, text) = match text.split_at(1) {
        ("Z", "") => return Some(0),
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match text.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if text.len() == 4 && text.is_ascii() => text.split_at(2),
        None => (text, "0"),
    };
    Some(sign * (number(hours, 18)? * 60 + number(minutes, 59)?))
}

fn number(text: &str, most: i64) -> Option<i64> {
    let plain = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok())?.filter(|number| *number <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_in_local_time_whatever_offset_it_was_written_with() {
        let told = |text: &str| Moment::parse(text, 420).map(|moment| moment.to_string());
        assert_eq!(told("2026-11-22T10:40:00.5+07:00").as_deref(), Some("2026-11-22T10:40:00.500+07:00"));
        assert_eq!(told("2026-11-22T20:40:00Z").as_deref(), Some("2026-11-23T03:40:00.000+07:00"));
        assert_eq!(told("2026-11-22T20:40").as_deref(), Some("2026-11-22T20:40:00.000+07:00"));
        assert_eq!(told("2026-11-22").as_deref(), Some("2026-11-22T00:00:00.000+07:00"));
        for text in ["2026-11-22T", "2026-11-22T25:00", "2026-11-22T10", "T10:00", "2026-11-22T10:00x"] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn patterns_are_filled_in() {
        let moment = Moment::parse("2026-01-05T07:08:09.010Z", 0).unwrap();
        assert_eq!(moment.format("%Y %y %m %n %b %d %e %a"), "2026 26 01 1 Jan 05 5 Mon");
        assert_eq!(moment.format("%H %h %M %S %3 %% %q"), "07 7 08 09 010 % %q");
    }
}
