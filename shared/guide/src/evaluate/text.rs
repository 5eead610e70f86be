//! Functions of texts.

use std::borrow::Cow;

use super::call::Given;
use super::number::count;
use crate::answer::LONGEST_TEXT;
use crate::function::Function;
use crate::pattern;
use crate::seed::Seed;
use crate::value::Value;

pub(super) fn call<'a>(function: Function, given: &mut Given<'a, '_>) -> Value<'a> {
    let text = given.text();
    match function {
        Function::StringLength => Value::Number(count(text.encode_utf16().count())),
        Function::Contains => Value::Bool(text.contains(&*given.text())),
        Function::StartsWith => Value::Bool(text.starts_with(&*given.text())),
        Function::EndsWith => Value::Bool(text.ends_with(&*given.text())),
        Function::Regex => Value::Bool(pattern::matches(&given.text(), &text)),
        Function::SubstringBefore => {
            let part = given.text();
            owned(text.find(&*part).map_or("", |at| &text[..at]))
        }
        Function::SubstringAfter => {
            let part = given.text();
            owned(text.find(&*part).map_or("", |at| &text[at + part.len()..]))
        }
        Function::NormalizeSpace => Value::Text(Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))),
        Function::Substr => {
            let from = given.number();
            let to = given.next().map(|to| to.number());
            Value::Text(Cow::Owned(substr(&text, from, to)))
        }
        Function::Translate => {
            let (from, to) = (given.text(), given.text());
            Value::Text(Cow::Owned(translate(&text, &from, &to)))
        }
        _ => Value::EMPTY,
    }
}

fn owned<'a>(text: &str) -> Value<'a> {
    Value::Text(Cow::Owned(text.to_owned()))
}

/// `concat` and `join`; no longer than an answer may be: forty calculations that each double the one before would fill any
/// memory.
pub(super) fn join<'a>(separated: bool, given: &mut Given<'a, '_>) -> Value<'a> {
    let separator = if separated { given.text() } else { Cow::Borrowed("") };
    let mut joined = String::new();
    for (at, value) in given.values().iter().enumerate() {
        if at > 0 {
            joined.push_str(&separator);
        }
        joined.push_str(&value.text());
        if joined.len() > LONGEST_TEXT {
            joined.truncate(joined.floor_char_boundary(LONGEST_TEXT));
            break;
        }
    }
    Value::Text(Cow::Owned(joined))
}

/// The choice at a position of a list, from 0; empty beyond its end.
pub(super) fn selected_at<'a>(list: &str, at: f64) -> Value<'a> {
    let at = at.trunc();
    let found = list.split_whitespace().enumerate().find(|(position, _)| (count(*position) - at).abs() < 0.5);
    owned(found.map_or("", |(_, name)| name))
}

/// Positions count what a text has in UTF-16, as in the peers; negative ones count from the end.
fn substr(text: &str, from: f64, to: Option<f64>) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = count(units.len());
    let place = |at: f64| {
        let at = at.trunc();
        let at = if at < 0.0 { length + at } else { at };
        units.iter().enumerate().take_while(|(position, _)| count(*position) < at).count()
    };
    let (from, to) = (place(from), to.map_or(units.len(), place));
    units.get(from..to).map(String::from_utf16_lossy).unwrap_or_default()
}

fn translate(text: &str, from: &str, to: &str) -> String {
    let to: Vec<char> = to.chars().collect();
    let turned = text.chars().filter_map(|c| match from.chars().position(|other| other == c) {
        None => Some(c),
        Some(at) => to.get(at).copied(),
    });
    turned.collect()
}

/// A UUID of version 4, or as many letters and digits as wanted.
pub(super) fn uuid<'a>(length: Option<f64>, seed: &Seed) -> Value<'a> {
    const SIGNS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let text = if let Some(length) = length {
        let wanted = (0..1_000).take_while(|at| count(*at) < length.trunc());
        let sign = |_| char::from(SIGNS[usize::try_from(seed.next() % 36).unwrap_or(0)]);
        wanted.map(sign).collect()
    } else {
        let (high, low) = (seed.next(), seed.next());
        let (high, low) = (high & !0xF000 | 0x4000, low & !(0b11 << 62) | (0b10 << 62));
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xFFFF,
            high & 0xFFFF,
            low >> 48,
            low & 0xFFFF_FFFF_FFFF
        )
    };
    Value::Text(Cow::Owned(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_text_are_counted_from_either_end() {
        for (from, to, part) in
            [(0.0, Some(2.0), "he"), (-3.0, None, "llo"), (1.0, Some(-1.0), "ell"), (4.0, Some(2.0), "")]
        {
            assert_eq!(substr("hello", from, to), part);
        }
    }

    #[test]
    fn signs_without_a_counterpart_are_left_out() {
        assert_eq!(translate("a-b-c", "-b", "_"), "a__c");
    }

    #[test]
    fn a_uuid_says_that_it_is_random() {
        let Value::Text(uuid) = uuid(None, &Seed::new(7)) else { panic!() };
        assert_eq!((uuid.len(), &uuid[14..15]), (36, "4"));
        assert!("89ab".contains(&uuid[19..20]));
    }
}
