//! One object of the file while it is read: it knows where it lies, so that each fault can say so.

use std::cell::RefCell;

use i18n::Text;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::fault::{Fault, MOST_FAULTS, Problem};
use super::{PREFIX, words};

/// An object, the way to it, and where faults go.
#[derive(Clone)]
pub(super) struct Source<'a> {
    service: &'a str,
    way: String,
    object: &'a Map<String, Value>,
    faults: &'a RefCell<Vec<Fault>>,
}

impl<'a> Source<'a> {
    /// A service, or the file itself.
    pub(super) fn new(service: &'a str, object: &'a Map<String, Value>, faults: &'a RefCell<Vec<Fault>>) -> Self {
        Self { service, way: String::new(), object, faults }
    }

    /// Says what is wrong with a field.
    pub(super) fn fault(&self, field: &str, problem: Problem) {
        let field = format!("{}{field}", self.way);
        let mut faults = self.faults.borrow_mut();
        if faults.len() < MOST_FAULTS {
            faults.push(Fault { service: self.service.to_owned(), field, problem });
        }
    }

    /// What the field holds; other tools write `null` for nothing.
    fn get(&self, field: &str) -> Option<&'a Value> {
        self.object.get(field).filter(|value| !value.is_null())
    }

    fn typed<T>(&self, field: &str, kind: &'static str, read: impl Fn(&'a Value) -> Option<T>) -> Option<T> {
        let read = read(self.get(field)?);
        if read.is_none() {
            self.fault(field, Problem::Not(kind));
        }
        read
    }

    /// Whether the field holds anything.
    pub(super) fn is_there(&self, field: &str) -> bool {
        self.get(field).is_some()
    }

    /// A text in one language, as the standard has it.
    pub(super) fn string(&self, field: &str) -> Option<&'a str> {
        self.typed(field, "a text", Value::as_str)
    }

    /// The same where the standard or an entry cannot do without.
    pub(super) fn required(&self, field: &str) -> Option<&'a str> {
        if !self.is_there(field) {
            self.fault(field, Problem::Missing);
        }
        self.string(field)
    }

    /// A number, whole or not.
    pub(super) fn number(&self, field: &str) -> Option<f64> {
        self.typed(field, "a number", Value::as_f64)
    }

    /// An age in years; other tools write whole numbers as `12.0` too.
    pub(super) fn age(&self, field: &str) -> Option<u8> {
        let whole = |value: &Value| (0..=u8::MAX).find(|age| value.as_f64() == Some(f64::from(*age)));
        self.typed(field, "a whole number from 0 to 255", whole)
    }

    /// One of a few values, by its code; anything else says nothing.
    pub(super) fn code<T: DeserializeOwned + Default>(&self, field: &str) -> T {
        self.get(field).and_then(|value| T::deserialize(value).ok()).unwrap_or_default()
    }

    /// The object in this field.
    pub(super) fn inside(&self, field: &str) -> Option<Self> {
        let object = self.typed(field, "an object", Value::as_object)?;
        Some(Self { way: format!("{}{field}.", self.way), object, ..self.clone() })
    }

    /// The objects of a list.
    pub(super) fn list(&self, field: &str) -> Vec<Self> {
        let values = self.typed(field, "a list", Value::as_array).into_iter().flatten().enumerate();
        let each = values.filter_map(|(at, value)| {
            let way = format!("{}{field}[{at}].", self.way);
            let Some(object) = value.as_object() else {
                self.fault(&format!("{field}[{at}]"), Problem::Not("an object"));
                return None;
            };
            Some(Self { way, object, ..self.clone() })
        });
        each.collect()
    }

    /// Our own property; what is not there says nothing.
    pub(super) fn own<T: DeserializeOwned + Default>(&self, field: &str) -> T {
        let field = format!("{PREFIX}{field}");
        let Some(value) = self.get(&field) else { return T::default() };
        T::deserialize(value).unwrap_or_else(|error| {
            self.fault(&field, Problem::NotUnderstood(error.to_string()));
            T::default()
        })
    }

    /// A text: the standard's field with our property beside it.
    pub(super) fn text(&self, field: &str) -> Option<Text> {
        self.text_or(field, "")
    }

    /// A text in whose place stands `default` when there is none.
    pub(super) fn text_or(&self, field: &str, default: &str) -> Option<Text> {
        words::merged(self.string(field), self.own(field), default)
    }

    /// A text that must be there.
    pub(super) fn required_text(&self, field: &str) -> Text {
        words::merged(self.required(field), self.own(field), "").unwrap_or_default()
    }

    /// Texts: the lines of the standard's field with our property beside them.
    pub(super) fn texts(&self, field: &str) -> Vec<Text> {
        words::merged_lines(self.string(field), self.own(field))
    }
}
