//! Values as expressions see them, and how `JavaRosa` turns one kind into another.

use std::borrow::Cow;

use crate::date::Date;
use crate::moment::{Moment, Time};

/// Two numbers nearer than this are equal, as in `JavaRosa`.
const NEAR: f64 = 1e-12;

/// What a part of an expression comes to.
#[derive(Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Bool(bool),
    Date(Date),
    Moment(Moment),
    Time(Time),
}

impl Value<'_> {
    /// What a hidden or unanswered question reads as.
    pub(crate) const EMPTY: Value<'static> = Value::Text(Cow::Borrowed(""));

    pub(crate) fn is_true(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Number(number) => number.abs() > NEAR,
            Self::Bool(truth) => *truth,
            Self::Date(_) | Self::Moment(_) | Self::Time(_) => true,
        }
    }

    /// Text that is no plain decimal number (`1e3`, `+1`, nothing) is not a number.
    pub(crate) fn number(&self) -> f64 {
        match self {
            Self::Text(text) => parse_number(text),
            Self::Number(number) => *number,
            Self::Bool(truth) => f64::from(u8::from(*truth)),
            #[expect(clippy::cast_precision_loss, reason = "days of any written date are far below 2^53")]
            Self::Date(date) => date.days as f64,
            Self::Moment(moment) => moment.days(),
            Self::Time(time) => time.of_day(),
        }
    }

    /// As it is stored and shown: whole numbers without a point.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number_text(*number)),
            Self::Bool(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Moment(moment) => Cow::Owned(moment.to_string()),
            Self::Time(time) => Cow::Owned(time.to_string()),
        }
    }

    /// Nothing answered, or no number: what `coalesce` passes over.
    pub(crate) fn is_missing(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Number(number) => number.is_nan(),
            _ => false,
        }
    }

    /// `=`: as truths if either is one, else as numbers if either is one, else as text.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bool(_), _) | (_, Self::Bool(_)) => self.is_true() == other.is_true(),
            (Self::Number(_), _) | (_, Self::Number(_)) => (self.number() - other.number()).abs() < NEAR,
            // A date is its midnight, so that a day and a moment of it can be told apart or not.
            (Self::Moment(_), Self::Date(_) | Self::Moment(_)) | (Self::Date(_), Self::Moment(_)) => {
                (self.number() - other.number()).abs() < NEAR
            }
            _ => self.text() == other.text(),
        }
    }

    /// The same value, borrowing from this one.
    pub(crate) fn borrowed(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
            Self::Number(number) => Value::Number(*number),
            Self::Bool(truth) => Value::Bool(*truth),
            Self::Date(date) => Value::Date(*date),
            Self::Moment(moment) => Value::Moment(*moment),
            Self::Time(time) => Value::Time(*time),
        }
    }

    /// The same value, keeping nothing borrowed.
    pub(crate) fn owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Number(number) => Value::Number(number),
            Self::Bool(truth) => Value::Bool(truth),
            Self::Date(date) => Value::Date(date),
            Self::Moment(moment) => Value::Moment(moment),
            Self::Time(time) => Value::Time(time),
        }
    }

    /// Whether nothing is there.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }
}

/// Whether `wanted` is among the choices of `list`, which are parted by spaces.
pub(crate) fn selected(list: &str, wanted: &str) -> bool {
    let wanted = wanted.trim();
    if wanted.contains(' ') {
        format!(" {list} ").contains(&format!(" {wanted} "))
    } else {
        list.split(' ').any(|choice| choice == wanted)
    }
}

pub(crate) fn parse_number(text: &str) -> f64 {
    let text = text.trim();
    if text.contains(',') {
        // Some keyboards have a comma where others have a point.
        return parse_number(&text.replace(',', "."));
    }
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
    if plain { text.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

/// A number as text: no trailing zeros, no exponent.
pub(crate) fn number_text(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
    } else if (number - number.trunc()).abs() < NEAR {
        // Adding zero turns -0 into 0.
        format!("{:.0}", number.trunc() + 0.0)
    } else {
        format!("{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Value<'_> {
        Value::Text(Cow::Borrowed(words))
    }

    #[test]
    fn only_plain_decimal_text_is_a_number() {
        assert!((text(" -2.50 ").number() + 2.5).abs() < NEAR);
        for words in ["", "1e3", "+1", "one", "1-2", "--1"] {
            assert!(text(words).number().is_nan(), "{words}");
        }
    }

    #[test]
    fn equality_compares_numbers_as_soon_as_one_side_is_a_number() {
        assert!(text("3.0").equals(&Value::Number(3.0)));
        assert!(!text("3.0").equals(&text("3")));
        assert!(!text("").equals(&Value::Number(0.0)));
        assert!(text("0").equals(&Value::Bool(true)), "any text is true, also '0'");
    }

    #[test]
    fn numbers_are_written_without_trailing_zeros_or_exponent() {
        for (number, words) in [(3.0, "3"), (-0.0, "0"), (0.5, "0.5"), (1e10, "10000000000"), (f64::NAN, "NaN")] {
            assert_eq!(number_text(number), words);
        }
    }

    #[test]
    fn selected_finds_whole_choices_only() {
        assert!(selected("debt papers", "papers"));
        assert!(!selected("debt papers", "paper"));
        assert!(!selected("", "papers"));
    }
}
