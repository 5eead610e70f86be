//! What kind of help it is, who gives it, how near it is.

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::service::is_default;

/// The kinds of help (taxonomy `svc`), written as their letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Category {
    /// Danger and emergency.
    #[serde(rename = "A")]
    Danger,
    /// A safe place.
    #[serde(rename = "B")]
    SafePlace,
    /// The body: clinics, hospitals.
    #[serde(rename = "C")]
    Body,
    /// Feelings: somebody to talk to.
    #[serde(rename = "D")]
    Feelings,
    /// Rights and law.
    #[serde(rename = "E")]
    Rights,
    /// Papers.
    #[serde(rename = "F")]
    PapersHelp,
    /// Money and food.
    #[serde(rename = "G")]
    Money,
    /// Work and skills.
    #[serde(rename = "H")]
    Work,
    /// School.
    #[serde(rename = "I")]
    School,
    /// Family and return.
    #[serde(rename = "J")]
    Return,
    /// Children.
    #[serde(rename = "K")]
    Children,
    /// Community.
    #[serde(rename = "L")]
    Community,
    /// Migrant workers.
    #[serde(rename = "M")]
    MigrantWorkers,
    /// Complaints about services.
    #[serde(rename = "N")]
    Complaints,
}

impl Category {
    /// Every kind of help, in the order of its letters.
    pub const ALL: [Self; 14] = [
        Self::Danger,
        Self::SafePlace,
        Self::Body,
        Self::Feelings,
        Self::Rights,
        Self::PapersHelp,
        Self::Money,
        Self::Work,
        Self::School,
        Self::Return,
        Self::Children,
        Self::Community,
        Self::MigrantWorkers,
        Self::Complaints,
    ];

    /// Its letter.
    #[must_use]
    pub fn letter(self) -> char {
        char::from(b'A' + self as u8)
    }

    /// One of its terms by its short name: `B.shelter`.
    #[must_use]
    pub fn term(self, name: &str) -> String {
        format!("{}.{name}", self.letter())
    }
}

/// How near a service or a place is, from the nearest to the farthest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A number to call from anywhere.
    Hotline,
    /// The village or ward.
    Village,
    /// The sub-district.
    SubDistrict,
    /// The district or city.
    District,
    /// The province or state.
    Province,
    /// The whole country.
    National,
    /// Abroad: an embassy or consulate.
    Abroad,
}

/// A stage on the way back to an ordinary life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The first days and weeks.
    Crisis,
    /// The months in which things settle.
    Transition,
    /// An ordinary life.
    Inclusion,
}

/// Who runs a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// The organisation's name.
    pub name: Text,
    /// What kind of organisation it is.
    pub kind: ProviderKind,
    /// What the organisation does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: Option<Text>,
}

/// What kind of organisation runs a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderKind {
    /// A ministry, an office, the police.
    Government,
    /// A non-governmental organisation.
    Ngo,
    /// A body of several states, or an international organisation.
    International,
    /// People of the place themselves.
    Community,
    /// A business or a private person.
    Private,
    /// Nobody has told us.
    NotKnown,
}
