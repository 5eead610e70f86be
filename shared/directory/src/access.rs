//! Who may use a service, what stands in the way, and what somebody finds there.

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::service::is_default;

/// What is known about a yes-or-no fact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Yes.
    Yes,
    /// No.
    No,
    /// It depends; ask them.
    Ask,
    /// Nobody has told us. Shown in words, never counted as yes.
    #[default]
    NotKnown,
}

impl Fact {
    /// Whether this is certain enough to be counted on.
    #[must_use]
    pub fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }
}

/// Who may use a service.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// Women.
    pub women: Fact,
    /// Men.
    pub men: Fact,
    /// Boys.
    pub boys: Fact,
    /// Girls.
    pub girls: Fact,
    /// Transgender people.
    pub transgender: Fact,
    /// The youngest age in years; `None` when there is no limit or none is known.
    pub min_age: Option<u8>,
    /// The oldest age in years; `None` when there is no limit or none is known.
    pub max_age: Option<u8>,
    /// People of the country.
    pub nationals: Fact,
    /// People from abroad.
    pub foreigners: Fact,
}

/// Whether somebody must be recognised as a victim before they get help.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VictimStatus {
    /// No status is needed.
    None,
    /// It is enough that somebody may be a victim.
    Presumed,
    /// An authority must have said so.
    Formal,
    /// Nobody has told us.
    #[default]
    NotKnown,
}

/// What a service costs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    /// Nothing.
    Free,
    /// A part.
    Partly,
    /// It has to be paid.
    Pay,
    /// Nobody has told us.
    #[default]
    NotKnown,
}

/// Whether papers are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Papers {
    /// None are needed.
    None,
    /// Some are asked for.
    Asked,
    /// Nobody has told us.
    #[default]
    NotKnown,
}

/// What a person who stays there should know beforehand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shelter {
    /// The doors are closed: who stays may not go out when they want.
    #[serde(skip_serializing_if = "is_default")]
    pub closed: Fact,
    /// The person's phone is taken away.
    #[serde(skip_serializing_if = "is_default")]
    pub takes_phone: Fact,
    /// What holds for leaving, visits and the day.
    #[serde(skip_serializing_if = "is_default")]
    pub rules: Option<Text>,
}

/// Whether somebody must be sent there by another office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Referral {
    /// A referral is needed.
    #[serde(skip_serializing_if = "is_default")]
    pub needed: Fact,
    /// Who may refer, and with which paper.
    #[serde(skip_serializing_if = "is_default")]
    pub how: Option<Text>,
}

/// For whom the place is made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Access {
    /// A wheelchair gets in.
    #[serde(skip_serializing_if = "is_default")]
    pub step_free: Fact,
    /// There is a toilet for a wheelchair.
    #[serde(skip_serializing_if = "is_default")]
    pub toilet: Fact,
    /// People who do not see are served.
    #[serde(skip_serializing_if = "is_default")]
    pub blind: Fact,
    /// People who do not hear are served.
    #[serde(skip_serializing_if = "is_default")]
    pub deaf: Fact,
    /// A parent may bring children.
    #[serde(skip_serializing_if = "is_default")]
    pub children: Fact,
}

/// Who works there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Staff {
    /// One may ask for a woman.
    #[serde(skip_serializing_if = "is_default")]
    pub woman: Fact,
    /// One may ask for a man.
    #[serde(skip_serializing_if = "is_default")]
    pub man: Fact,
    /// Somebody is trained to work with people who were trafficked.
    #[serde(skip_serializing_if = "is_default")]
    pub trained: Fact,
}

/// Whether a service takes people in at present (HSDS `service.status`, `service.alert`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// There is room.
    Open,
    /// There is no room now.
    Full,
    /// Closed for a while.
    Closed,
    /// It does not exist any more.
    Ended,
    /// Nobody has told us.
    #[default]
    NotKnown,
}
