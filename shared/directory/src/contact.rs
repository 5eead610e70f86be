//! How to reach a service, and when.

use std::fmt;
use std::str::FromStr;

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::service::is_default;

/// One number and what can be done with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// The number as people write it.
    pub number: String,
    /// What a phone dials: digits, with `+` before a country code.
    pub dial: String,
    /// What it is for.
    pub kind: PhoneKind,
    /// What to press, or from where it works.
    pub note: Option<Text>,
}

impl Phone {
    /// Whether the dialled digits are those that are shown, give or take the country code and the leading zero.
    #[must_use]
    pub fn dials_its_number(&self) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let (shown, dialled) = (digits(&self.number), digits(&self.dial));
        let plain = self.dial.strip_prefix('+').unwrap_or(&self.dial);
        let same = shown == dialled
            || (self.dial.starts_with('+')
                && shown.strip_prefix('0').is_some_and(|local| local.len() >= 6 && dialled.ends_with(local)));
        same && !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// What a number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// Calling.
    Voice,
    /// Text messages.
    Text,
    /// `WhatsApp`.
    Whatsapp,
}

/// A point on the map that may be shown to anybody, in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// North of the equator.
    pub latitude: f64,
    /// East of Greenwich.
    pub longitude: f64,
}

/// When a service can be reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// Day and night; `None` when nobody has told us.
    pub all_day: Option<bool>,
    /// The hours in words, holidays too.
    pub note: Option<Text>,
    /// The hours of a usual week, in the time of the place; empty when nobody has told us.
    #[serde(default, skip_serializing_if = "is_default")]
    pub openings: Vec<Opening>,
}

/// A day of the week, written as iCalendar and HSDS write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Day {
    /// `MO`
    Monday,
    /// `TU`
    Tuesday,
    /// `WE`
    Wednesday,
    /// `TH`
    Thursday,
    /// `FR`
    Friday,
    /// `SA`
    Saturday,
    /// `SU`
    Sunday,
}

impl Day {
    /// The week.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// As iCalendar writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][self as usize]
    }

    fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| code.eq_ignore_ascii_case(day.code()))
    }
}

/// Hours of some days, written `MO-FR 08:00-16:00`. Past midnight the end is less than the beginning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Opening {
    /// On which days it begins, in the order of the week.
    pub days: Vec<Day>,
    /// Minutes after midnight.
    pub opens: u16,
    /// Minutes after midnight; 1440 for the end of the day.
    pub closes: u16,
}

/// The text is no hours of the form `MO-FR 08:00-16:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no hours such as MO-FR 08:00-16:00 or SA,SU 09:00-12:00")]
pub struct NoHours;

impl Opening {
    /// Whether the doors are open on this day at this minute after midnight.
    pub(crate) fn holds(&self, day: Day, minute: u16) -> bool {
        let on = |day: Day| self.days.contains(&day);
        if self.opens < self.closes {
            return on(day) && (self.opens..self.closes).contains(&minute);
        }
        let yesterday = Day::ALL[(day as usize + 6) % 7];
        (on(day) && minute >= self.opens) || (on(yesterday) && minute < self.closes)
    }
}

impl FromStr for Opening {
    type Err = NoHours;

    fn from_str(text: &str) -> Result<Self, NoHours> {
        let (days, hours) = text.trim().split_once(char::is_whitespace).ok_or(NoHours)?;
        let mut on = Vec::new();
        for part in days.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (first, last) = (Day::named(first).ok_or(NoHours)?, Day::named(last).ok_or(NoHours)?);
            let mut day = first;
            while day != last {
                on.push(day);
                day = Day::ALL[(day as usize + 1) % 7];
            }
            on.push(last);
        }
        on.sort_unstable();
        on.dedup();
        let (opens, closes) = hours.trim().split_once('-').ok_or(NoHours)?;
        let (opens, closes) = (minutes(opens)?, minutes(closes)?);
        if opens == closes || opens == 24 * 60 { Err(NoHours) } else { Ok(Self { days: on, opens, closes }) }
    }
}

/// Minutes after midnight of `08:00`; `24:00` is the end of the day.
fn minutes(clock: &str) -> Result<u16, NoHours> {
    let (hours, minutes) = clock.trim().split_once(':').ok_or(NoHours)?;
    let number = |text: &str| match text.len() {
        1..=2 if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse::<u16>().map_err(|_| NoHours),
        _ => Err(NoHours),
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let all = hours * 60 + minutes;
    if minutes < 60 && all <= 24 * 60 { Ok(all) } else { Err(NoHours) }
}

impl fmt::Display for Opening {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut days = &self.days[..];
        while let Some(first) = days.first() {
            let run = (0..days.len()).take_while(|at| days[*at] as usize == *first as usize + at).count();
            let separator = if days.len() == self.days.len() { "" } else { "," };
            match run {
                1 | 2 => write!(out, "{separator}{}", first.code())?,
                _ => write!(out, "{separator}{}-{}", first.code(), days[run - 1].code())?,
            }
            days = &days[if run > 2 { run } else { 1 }..];
        }
        let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        write!(out, " {}-{}", clock(self.opens), clock(self.closes))
    }
}

impl TryFrom<String> for Opening {
    type Error = NoHours;

    fn try_from(text: String) -> Result<Self, NoHours> {
        text.parse()
    }
}

impl From<Opening> for String {
    fn from(opening: Opening) -> Self {
        opening.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hours_are_written_as_they_were_read() {
        for (written, kept) in [
            ("MO-FR 08:00-16:00", "MO-FR 08:00-16:00"),
            ("sa,su 9:00-12:00", "SA,SU 09:00-12:00"),
            ("MO,WE,TH,FR 00:00-24:00", "MO,WE-FR 00:00-24:00"),
            ("SA-MO 20:00-02:00", "MO,SA,SU 20:00-02:00"),
        ] {
            assert_eq!(written.parse::<Opening>().unwrap().to_string(), kept);
        }
    }

    #[test]
    fn what_is_no_hours_is_refused() {
        for text in ["", "MO", "MO 8-16", "XX 08:00-16:00", "MO 08:00-08:00", "MO 24:00-02:00", "MO 08:60-09:00"] {
            assert!(text.parse::<Opening>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_opening_reads_back(days in prop::collection::btree_set(0_usize..7, 1..8), opens in 0_u16..1440, closes in 0_u16..=1440) {
            prop_assume!(opens != closes);
            let opening = Opening { days: days.into_iter().map(|day| Day::ALL[day]).collect(), opens, closes };
            prop_assert_eq!(opening.to_string().parse::<Opening>().unwrap(), opening);
        }
    }
}
