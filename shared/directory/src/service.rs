//! One service as the directory lists it. Names follow HSDS 3.0 where it has one (`docs/` maps the rest).

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::PartialDate;

/// One service: what somebody gets, who may use it, how to get it, and how far that can be relied on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// `UUIDv4`, stable over all editions.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// What people call it.
    pub short_name: Option<Text>,
    /// What somebody gets, at most 40 words.
    pub description: Text,
    /// Who runs it.
    pub provider: Provider,
    /// How near it is.
    pub level: Level,
    /// One to three kinds of help.
    pub categories: Vec<Category>,
    /// Ids of the needs it meets, as shown with pictures.
    pub needs: Vec<String>,
    /// Who may use it; an entry without this is not an entry.
    pub who: Who,
    /// Whether somebody must be recognised as a victim first.
    pub victim_status: VictimStatus,
    /// Whether somebody must work with the police to get help; *yes* is shown as a warning.
    pub police_cooperation: Fact,
    /// Who may use it, in plain words.
    pub eligibility: Option<Text>,
    /// What it costs.
    pub cost: Cost,
    /// Whether papers are asked for.
    pub papers: Papers,
    /// How to get it, at most four steps.
    pub steps: Vec<Text>,
    /// How to reach it.
    pub phones: Vec<Phone>,
    /// When it can be reached.
    pub hours: Hours,
    /// Languages spoken there, as ISO 639 codes; empty when not known.
    pub languages: Vec<String>,
    /// Ids of the places it serves.
    pub area: Vec<String>,
    /// Where to walk in. Never there when the place is secret: the validator refuses it.
    #[serde(default)]
    pub address: Option<Text>,
    /// The place is secret: contact goes through the provider or a hotline only.
    pub secret: bool,
    /// What a person should know before calling.
    pub warnings: Vec<Text>,
    /// Who checked this entry, when and how.
    pub verified: Verified,
    /// Where the facts come from.
    pub sources: Vec<String>,
}

/// What is known about a yes-or-no fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Yes.
    Yes,
    /// No.
    No,
    /// It depends; ask them.
    Ask,
    /// Nobody has told us. Shown in words, never counted as yes.
    NotKnown,
}

impl Fact {
    /// Whether this is certain enough to be counted on.
    #[must_use]
    pub fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }
}

/// Who runs a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// The organisation's name.
    pub name: Text,
    /// What kind of organisation it is.
    pub kind: ProviderKind,
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

/// Who may use a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VictimStatus {
    /// No status is needed.
    None,
    /// It is enough that somebody may be a victim.
    Presumed,
    /// An authority must have said so.
    Formal,
    /// Nobody has told us.
    NotKnown,
}

/// What a service costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    /// Nothing.
    Free,
    /// A part.
    Partly,
    /// It has to be paid.
    Pay,
    /// Nobody has told us.
    NotKnown,
}

/// Whether papers are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Papers {
    /// None are needed.
    None,
    /// Some are asked for.
    Asked,
    /// Nobody has told us.
    NotKnown,
}

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

/// When a service can be reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// Day and night; `None` when nobody has told us.
    pub all_day: Option<bool>,
    /// The hours in words.
    pub note: Option<Text>,
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

/// An entry of which nothing is known but its name and a number.
#[cfg(test)]
pub(crate) fn sample(name: &str) -> Service {
    Service {
        id: "3f2b8c1e-0d4a-4b7e-9c11-5a6d7e8f9a0b".to_owned(),
        name: Text::of("en", name),
        short_name: None,
        description: Text::of("en", "Somebody to talk to."),
        provider: Provider { name: Text::of("en", "An office"), kind: ProviderKind::NotKnown },
        level: Level::Hotline,
        categories: vec![Category::Danger],
        needs: Vec::new(),
        who: Who {
            women: Fact::NotKnown,
            men: Fact::NotKnown,
            boys: Fact::NotKnown,
            girls: Fact::NotKnown,
            transgender: Fact::NotKnown,
            min_age: None,
            max_age: None,
            nationals: Fact::NotKnown,
            foreigners: Fact::NotKnown,
        },
        victim_status: VictimStatus::NotKnown,
        police_cooperation: Fact::NotKnown,
        eligibility: None,
        cost: Cost::NotKnown,
        papers: Papers::NotKnown,
        steps: Vec::new(),
        phones: vec![Phone { number: "129".to_owned(), dial: "129".to_owned(), kind: PhoneKind::Voice, note: None }],
        hours: Hours::default(),
        languages: Vec::new(),
        area: vec!["ID".to_owned()],
        address: None,
        secret: false,
        warnings: Vec::new(),
        verified: Verified {
            state: VerifiedState::PublicSource,
            on: None,
            method: "public source".to_owned(),
            by: String::new(),
        },
        sources: vec!["a public page".to_owned()],
    }
}
