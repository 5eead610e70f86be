//! One object of the file while it is written.

use i18n::Text;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{PREFIX, words};

/// Ids made from names in here are the same in every edition. Made once, at random.
const OURS: Uuid = Uuid::from_u128(0x7c1f_3f0e_52b4_4d0b_9a86_0c6f_5d2e_91a7);

/// What the whole directory shares by name: an organisation, a term.
pub(super) fn shared_id(name: &str) -> Uuid {
    Uuid::new_v5(&OURS, name.as_bytes())
}

/// A part of one service. HSDS asks for a UUID of everything; made from the service's own, it needs not be kept.
pub(super) fn part_id(service: &str, part: &str) -> Uuid {
    let service = Uuid::parse_str(service).unwrap_or_else(|_| shared_id(service));
    Uuid::new_v5(&service, part.as_bytes())
}

/// A JSON object with our rule for what the standard has no place for.
#[derive(Default)]
pub(super) struct Record(Map<String, Value>);

impl Record {
    pub(super) fn new(id: impl Serialize) -> Self {
        let mut record = Self::default();
        record.put("id", id);
        record
    }

    /// The standard's field; not written when there is nothing in it.
    pub(super) fn put(&mut self, field: &str, value: impl Serialize) {
        let value = json(value);
        if !value.is_null() {
            self.0.insert(field.to_owned(), value);
        }
    }

    /// A list of the standard; not written when it is empty.
    pub(super) fn list(&mut self, field: &str, items: Vec<Value>) {
        if !items.is_empty() {
            self.put(field, items);
        }
    }

    /// Our own property; not written when it says nothing.
    pub(super) fn own<T: Serialize + Default + PartialEq>(&mut self, field: &str, value: &T) {
        if *value != T::default() {
            self.put(&format!("{PREFIX}{field}"), value);
        }
    }

    /// The standard's field with one language, our property beside it with all.
    pub(super) fn text(&mut self, field: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.put(field, words::plain(text));
            self.put(&format!("{PREFIX}{field}"), text);
        }
    }

    /// The same for several texts: lines of one field.
    pub(super) fn texts(&mut self, field: &str, texts: &[Text]) {
        if !texts.is_empty() {
            self.put(field, words::plain_lines(texts));
            self.put(&format!("{PREFIX}{field}"), texts);
        }
    }

    pub(super) fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// What our entries hold always has a place in JSON.
pub(super) fn json(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
