//! Functions of dates and times.

use std::borrow::Cow;

use super::Around;
use super::call::Given;
use crate::date::Date;
use crate::function::Function;
use crate::moment::{Moment, Time};
use crate::value::Value;

impl<'a> Around<'a> {
    pub(super) fn time(&self, function: Function, mut given: Given<'a, '_>) -> Value<'a> {
        let offset = self.interview.now.offset_min;
        match function {
            Function::Today => Value::Date(self.interview.now.date()),
            Function::Now => {
                Value::Moment(Moment { utc_ms: self.interview.now.utc_ms, offset_min: self.interview.now.offset_min })
            }
            Function::Date => date(given.value(), offset),
            Function::DateTime => moment(given.value(), offset).map_or(Value::EMPTY, Value::Moment),
            Function::DecimalDateTime => match given.value() {
                Value::Number(number) => Value::Number(number),
                value => moment(value, offset).map_or(Value::EMPTY, |moment| Value::Number(moment.decimal_days())),
            },
            Function::DecimalTime => match given.value() {
                Value::Number(number) => Value::Number(number - number.floor()),
                Value::Time(time) => Value::Number(time.of_day()),
                Value::Text(text) if !text.contains('T') && text.contains(':') => {
                    Time::parse(&text, offset).map_or(Value::EMPTY, |time| Value::Number(time.of_day()))
                }
                value => moment(value, offset).map_or(Value::EMPTY, |moment| Value::Number(moment.time().of_day())),
            },
            _ => {
                let value = given.value();
                let formatted = moment(value, offset).map(|moment| moment.format(&given.text()));
                Value::Text(Cow::Owned(formatted.unwrap_or_default()))
            }
        }
    }
}

/// A value as a date; what is none is nothing. Text with a time of day keeps it, as in the peers.
fn date(value: Value<'_>, offset: i16) -> Value<'_> {
    match value {
        #[expect(clippy::cast_possible_truncation, reason = "bounded just before")]
        Value::Number(days) if days.abs() <= f64::from(i32::MAX) => Value::Date(Date { days: days.trunc() as i64 }),
        Value::Text(text) if text.contains('T') => {
            Moment::parse(text.trim(), offset).map_or(Value::EMPTY, Value::Moment)
        }
        value => moment(value, offset).map_or(Value::EMPTY, |moment| Value::Date(moment.date())),
    }
}

/// A value as a moment: numbers are days since 1970, dates their midnight, times lie on the first day.
fn moment(value: Value<'_>, offset: i16) -> Option<Moment> {
    match value {
        Value::Moment(moment) => Some(moment),
        Value::Date(date) => Some(Moment::midnight(date, offset)),
        Value::Text(text) => Moment::parse(text.trim(), offset),
        Value::Number(days) => Moment::of_days(days, offset),
        Value::Time(time) => {
            let midnight = Moment::midnight(Date { days: 0 }, offset);
            Some(Moment { utc_ms: midnight.utc_ms + time.ms, ..midnight })
        }
        Value::Bool(_) => None,
    }
}
