//! How far an entry can be relied on, and what became different in it.

use serde::{Deserialize, Serialize};

use crate::{Date, PartialDate};

/// One field that became different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The day.
    pub on: Date,
    /// The field.
    pub field: String,
    /// What it held; empty when it was new.
    pub before: String,
    /// What it holds since; empty when it was taken out.
    pub after: String,
    /// The role of who changed it, never a person's name.
    pub by: String,
}

/// Who checked an entry, when and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// Whether somebody called.
    pub state: VerifiedState,
    /// The day of the call, or the date of the source; written as an empty string when there is none.
    #[serde(with = "optional")]
    pub on: Option<PartialDate>,
    /// How: `call`, `visit`, `letter`, `public source`.
    pub method: String,
    /// The role of who checked, never a person's name.
    pub by: String,
}

/// Whether somebody called a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerifiedState {
    /// Only read in a public source.
    PublicSource,
    /// Confirmed with the service itself.
    Confirmed,
}

/// A date that may be missing, written as an empty string.
mod optional {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::PartialDate;

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde gives it so")]
    pub(super) fn serialize<S: Serializer>(date: &Option<PartialDate>, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&date.map(|date| date.to_string()).unwrap_or_default())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PartialDate>, D::Error> {
        let text = String::deserialize(from)?;
        if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(D::Error::custom) }
    }
}
