//! Answers, why one is refused, and how written text becomes one.

use std::fmt;

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::moment::{Moment, Time};
use crate::place::Place;
use crate::question::{Holds, Kind, Question};
use crate::value::{Value, number_text};

/// The longest text an answer may have, in bytes. Far above what a screen takes; bounds what a script can store.
pub(crate) const LONGEST_TEXT: usize = 32 * 1024;

/// What was answered. `Debug` shows the kind only: answers never get into a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Words, a date as `YYYY-MM-DD`, a time, a place, the name of a file.
    Text(String),
    /// A number as decimal text with a point, without trailing zeros.
    Number(String),
    /// The name of one choice.
    Choice(String),
    /// The names of the choices ticked, in the order of the list; of a ranking in its own.
    Choices(Vec<String>),
}

/// Why an answer is not taken. The one before stays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The question's constraint is not fulfilled.
    #[error("The answer does not fit the question's rule")]
    Constraint {
        /// Which question, in which instance.
        place: Place,
        /// What to say; may be empty.
        message: Text,
    },
    /// A required question cannot be left out.
    #[error("This question needs an answer")]
    Required,
    /// Not a value of the question's kind, or not one of its choices.
    #[error("The answer is not of the kind asked for")]
    BadValue,
    /// The question is hidden.
    #[error("This question is not asked now")]
    NotRelevant,
    /// A note, a calculation, or a question that is only shown.
    #[error("This question takes no answer")]
    ReadOnly,
    /// The form has no such question.
    #[error("There is no such question")]
    NoSuchQuestion,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(…)",
            Self::Number(_) => "Number(…)",
            Self::Choice(_) => "Choice(…)",
            Self::Choices(_) => "Choices(…)",
        })
    }
}

impl Answer {
    /// The answer as one text: choices parted by spaces.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Choice(text) => text.clone(),
            Self::Choices(names) => names.join(" "),
        }
    }

    /// The choices taken; none for words and numbers.
    pub fn choices(&self) -> impl Iterator<Item = &str> {
        let names = match self {
            Self::Choice(name) => std::slice::from_ref(name),
            Self::Choices(names) => names.as_slice(),
            Self::Text(_) | Self::Number(_) => &[],
        };
        names.iter().map(String::as_str)
    }

    /// Whether the choice of that name is taken.
    #[must_use]
    pub fn has(&self, choice: &str) -> bool {
        self.choices().any(|name| name == choice)
    }

    /// Whether nothing is left of it.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Choices(names) => names.is_empty(),
            Self::Number(_) | Self::Choice(_) => false,
        }
    }
}

impl Question {
    /// Reads an answer from one text, as in a script: choices parted by spaces, dates ISO, numbers with a point.
    ///
    /// # Errors
    /// [`Refusal::ReadOnly`] when it takes no answer, [`Refusal::BadValue`] when the text is no value of its kind.
    pub fn read(&self, text: &str) -> Result<Answer, Refusal> {
        let answer = match self.kind {
            Kind::SelectMultiple if text.trim().is_empty() => return Err(Refusal::BadValue),
            Kind::SelectOne => Answer::Choice(text.to_owned()),
            Kind::SelectMultiple | Kind::Rank => Answer::Choices(text.split_whitespace().map(str::to_owned).collect()),
            Kind::Integer | Kind::Decimal => Answer::Number(text.to_owned()),
            Kind::Note | Kind::Calculate | Kind::Group | Kind::Repeat => return Err(Refusal::ReadOnly),
            _ => Answer::Text(text.to_owned()),
        };
        if self.itemset.is_some() { Ok(answer) } else { self.normal(answer, |name| self.choice(name).is_some()) }
    }

    /// The one way an answer is stored: numbers without trailing zeros, choices in the order of the list.
    ///
    /// The order of the list, not of ticking: people who tick the same things have answered the same.
    pub(crate) fn normal(&self, answer: Answer, offers: impl Fn(&str) -> bool) -> Result<Answer, Refusal> {
        match (self.kind, answer) {
            (Kind::SelectOne, Answer::Choice(name)) if offers(&name) => Ok(Answer::Choice(name)),
            (Kind::SelectMultiple | Kind::Rank, Answer::Choices(names)) => {
                if !names.iter().all(|name| offers(name)) {
                    return Err(Refusal::BadValue);
                }
                if self.kind == Kind::Rank || self.itemset.is_some() {
                    return Ok(Answer::Choices(names));
                }
                let listed = self.choices.iter().map(|choice| &choice.name);
                Ok(Answer::Choices(listed.filter(|name| names.contains(name)).cloned().collect()))
            }
            (Kind::Integer, Answer::Number(text)) => {
                let number: i32 = text.parse().map_err(|_| Refusal::BadValue)?;
                Ok(Answer::Number(number.to_string()))
            }
            (Kind::Decimal, Answer::Number(text)) => {
                decimal(&text).map(|number| Answer::Number(number_text(number))).ok_or(Refusal::BadValue)
            }
            (Kind::Date, Answer::Text(text)) => {
                let date = Date::read(&text).ok_or(Refusal::BadValue)?;
                Ok(Answer::Text(date.to_string()))
            }
            (
                Kind::Text
                | Kind::Barcode
                | Kind::Time
                | Kind::DateTime
                | Kind::Geopoint
                | Kind::Geotrace
                | Kind::Geoshape
                | Kind::File
                | Kind::Acknowledge,
                Answer::Text(text),
            ) if text.len() <= LONGEST_TEXT && self.holds.can_be(&text) => Ok(Answer::Text(text)),
            _ => Err(Refusal::BadValue),
        }
    }

    /// Whether a conversation can begin with this text in its place: a value of its kind, of choices only those it has.
    #[must_use]
    pub fn can_begin_with(&self, text: &str) -> bool {
        let is_offered = |name: &str| self.choices.is_empty() || self.choice(name).is_some();
        match self.kind {
            Kind::SelectOne => is_offered(text),
            Kind::SelectMultiple | Kind::Rank => text.split_whitespace().all(is_offered),
            _ => text.is_empty() || self.holds.typed(text, 0).is_some(),
        }
    }

    /// What was put there by itself, as an answer; `None` for nothing and where nobody answers.
    pub(crate) fn given(&self, text: &str) -> Option<Answer> {
        let names = || text.split_whitespace().map(str::to_owned).collect();
        match self.kind {
            _ if text.is_empty() => None,
            Kind::SelectOne => Some(Answer::Choice(text.to_owned())),
            Kind::SelectMultiple | Kind::Rank => Some(Answer::Choices(names())),
            Kind::Integer | Kind::Decimal => Some(Answer::Number(text.to_owned())),
            Kind::Calculate | Kind::Group | Kind::Repeat => None,
            _ => Some(Answer::Text(text.to_owned())),
        }
    }

    /// What of an answer is among the choices that are always offered; all of it where others are.
    pub(crate) fn among_choices(&self, answer: Answer) -> Option<Answer> {
        if self.choices.is_empty() {
            return Some(answer);
        }
        match answer {
            Answer::Choice(name) => self.choice(&name).is_some().then_some(Answer::Choice(name)),
            Answer::Choices(names) => {
                let known: Vec<String> = names.into_iter().filter(|name| self.choice(name).is_some()).collect();
                (!known.is_empty()).then_some(Answer::Choices(known))
            }
            other => Some(other),
        }
    }
}

impl Holds {
    /// Whether a text is a value of this kind.
    fn can_be(self, text: &str) -> bool {
        self.is_text() || self.typed(text, 0).is_some()
    }

    fn is_text(self) -> bool {
        self == Self::Text
    }

    /// A text as expressions see it; `None` when it is no value of this kind.
    pub(crate) fn typed(self, text: &str, offset_min: i16) -> Option<Value<'_>> {
        match self {
            Self::Text => Some(Value::Text(text.into())),
            Self::Integer => text.trim().parse::<i32>().ok().map(|number| Value::Number(number.into())),
            Self::Decimal => decimal(text).map(Value::Number),
            Self::Truth => match text {
                "true" | "1" => Some(Value::Bool(true)),
                "false" | "0" => Some(Value::Bool(false)),
                _ => None,
            },
            // A time that says how far it is ahead of UTC may lie on another day here.
            Self::Date => {
                let date = text.split_once('T').map_or(text, |(date, time)| if is_local(time) { date } else { text });
                Date::read(date).map(Value::Date)
            }
            Self::Time => Time::parse(text, offset_min).map(Value::Time),
            Self::DateTime => Moment::parse(text, offset_min).map(Value::Moment),
            Self::Geopoint => place(text).map(|place| Value::Text(place.into())),
            Self::Places => {
                let parts = text.split(';').filter(|part| !part.trim().is_empty());
                Some(Value::Text(parts.map(place).collect::<Option<Vec<_>>>()?.join(";").into()))
            }
        }
    }
}

/// A number as other tools write it, also `+1`, `.5` and `1e3`. Fifteen digits are what a calculation can tell apart.
fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.bytes().take_while(|b| !b.eq_ignore_ascii_case(&b'e')).filter(u8::is_ascii_digit).count();
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    number.filter(|_| plain && (1..=15).contains(&digits))
}

/// A place as the peers write it, a point in each number: latitude, longitude and, where known, altitude and accuracy.
fn place(text: &str) -> Option<String> {
    let numbers: Vec<f64> = text.split_whitespace().map(|number| number.parse().ok()).collect::<Option<_>>()?;
    let written: Vec<String> = numbers.iter().map(|number| format!("{number:?}")).collect();
    ((2..=4).contains(&numbers.len()) && numbers.iter().all(|number| number.is_finite())).then(|| written.join(" "))
}

/// Whether a time of day says nothing about how far it is ahead of UTC.
fn is_local(time: &str) -> bool {
    !time.contains(['Z', '+', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_stored_in_one_spelling() {
        for (written, stored) in
            [("3.0", "3"), ("-02.50", "-2.5"), ("-0", "0"), ("12.25", "12.25"), ("+1", "1"), (" 1e3 ", "1000")]
        {
            assert_eq!(decimal(written).map(number_text).as_deref(), Some(stored));
        }
        for written in ["", ".", "NaN", "inf", "1,5", "1e999", "1234567890123456", "1 2"] {
            assert_eq!(decimal(written), None, "{written}");
        }
    }

    #[test]
    fn debug_output_never_contains_what_was_said() {
        let answer = Answer::Choices(vec!["sexual".to_owned()]);
        assert_eq!(format!("{answer:?}"), "Choices(…)");
    }
}
