//! One service as the directory lists it. Names follow HSDS 3.0 where it has one (`docs/directory.md` maps the rest).

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::access::{Access, Availability, Cost, Fact, Papers, Referral, Shelter, Staff, VictimStatus, Who};
use crate::contact::{Hours, Phone, Point};
use crate::{Date, PartialDate};

/// One service: what somebody gets, who may use it, how to get it, and how far that can be relied on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// What exactly it offers: terms of its categories, such as `B.shelter`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub terms: Vec<String>,
    /// When on the way back to an ordinary life it helps.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stages: Vec<Stage>,
    /// Ids of the needs it meets, as shown with pictures.
    pub needs: Vec<String>,
    /// Who may use it; an entry without this is not an entry.
    pub who: Who,
    /// Whether somebody must be recognised as a victim first.
    pub victim_status: VictimStatus,
    /// Whether somebody must work with the police to get help; *yes* is shown as a warning.
    pub police_cooperation: Fact,
    /// What holds for those who stay there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shelter: Shelter,
    /// Who may use it, in plain words.
    pub eligibility: Option<Text>,
    /// What it costs.
    pub cost: Cost,
    /// How much, and what for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fees: Option<Text>,
    /// Whether the way there is paid.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pays_transport: Fact,
    /// Whether papers are asked for.
    pub papers: Papers,
    /// Which papers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub papers_asked: Option<Text>,
    /// What somebody does who has none of them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub without_papers: Option<Text>,
    /// How to get it, at most four steps.
    pub steps: Vec<Text>,
    /// Whether somebody must be sent there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub referral: Referral,
    /// How soon somebody answers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub first_answer: Option<Text>,
    /// How to reach it.
    pub phones: Vec<Phone>,
    /// Where to write.
    #[serde(default, skip_serializing_if = "is_default")]
    pub email: Option<String>,
    /// Its page: an address that begins with `https://`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub website: Option<String>,
    /// How to reach it without others noticing.
    #[serde(default, skip_serializing_if = "is_default")]
    pub safe_contact: Option<Text>,
    /// When it can be reached.
    pub hours: Hours,
    /// Languages spoken there, as ISO 639 codes; empty when not known.
    pub languages: Vec<String>,
    /// Whether somebody there signs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sign_language: Fact,
    /// Whether an interpreter is called for other languages.
    #[serde(default, skip_serializing_if = "is_default")]
    pub interpreter: Fact,
    /// Ids of the places it serves.
    pub area: Vec<String>,
    /// Where to walk in. Never there when the place is secret: the validator refuses it.
    #[serde(default)]
    pub address: Option<Text>,
    /// How to get there: what stands nearby, which bus.
    #[serde(default, skip_serializing_if = "is_default")]
    pub directions: Option<Text>,
    /// Where it lies on the map; never there when the place is secret.
    #[serde(default, skip_serializing_if = "is_default")]
    pub point: Option<Point>,
    /// The place is secret: contact goes through the provider or a hotline only.
    pub secret: bool,
    /// For whom the place is made.
    #[serde(default, skip_serializing_if = "is_default")]
    pub access: Access,
    /// Who works there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub staff: Staff,
    /// Whether one talks alone, what is written down, who sees it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub privacy: Option<Text>,
    /// Whether it takes people in at present.
    #[serde(default, skip_serializing_if = "is_default")]
    pub availability: Availability,
    /// What a person should know before calling.
    pub warnings: Vec<Text>,
    /// Who checked this entry, when and how.
    pub verified: Verified,
    /// The office that keeps this entry, never a person; empty when there is none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub steward: String,
    /// The day on which the provider agreed to be listed. Public hotlines of a country are not asked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub provider_consent: Option<Date>,
    /// What came out when the quality of its help was looked at.
    #[serde(default, skip_serializing_if = "is_default")]
    pub quality: Option<Text>,
    /// Where the facts come from.
    pub sources: Vec<String>,
    /// The id of its picture in a pack of pictures.
    #[serde(default, skip_serializing_if = "is_default")]
    pub picture: Option<String>,
    /// The id of its recording in a pack of recordings.
    #[serde(default, skip_serializing_if = "is_default")]
    pub audio: Option<String>,
    /// What became different from edition to edition, the oldest first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub changes: Vec<Change>,
}

impl Service {
    /// Every text of the entry beside the name of its field.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let one = [
            ("name", Some(&self.name)),
            ("short_name", self.short_name.as_ref()),
            ("description", Some(&self.description)),
            ("provider", Some(&self.provider.name)),
            ("provider.description", self.provider.description.as_ref()),
            ("shelter.rules", self.shelter.rules.as_ref()),
            ("eligibility", self.eligibility.as_ref()),
            ("fees", self.fees.as_ref()),
            ("papers_asked", self.papers_asked.as_ref()),
            ("without_papers", self.without_papers.as_ref()),
            ("referral.how", self.referral.how.as_ref()),
            ("first_answer", self.first_answer.as_ref()),
            ("safe_contact", self.safe_contact.as_ref()),
            ("hours.note", self.hours.note.as_ref()),
            ("address", self.address.as_ref()),
            ("directions", self.directions.as_ref()),
            ("privacy", self.privacy.as_ref()),
            ("quality", self.quality.as_ref()),
        ];
        let one = one.into_iter().filter_map(|(field, text)| Some((field, text?)));
        let steps = self.steps.iter().map(|text| ("steps", text));
        let warnings = self.warnings.iter().map(|text| ("warnings", text));
        let notes = self.phones.iter().filter_map(|phone| Some(("phones.note", phone.note.as_ref()?)));
        one.chain(steps).chain(warnings).chain(notes)
    }
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

/// Whether a field says nothing: it is then not written.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
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
        provider: Provider { name: Text::of("en", "An office"), kind: ProviderKind::NotKnown, description: None },
        level: Level::Hotline,
        categories: vec![Category::Danger],
        terms: Vec::new(),
        stages: Vec::new(),
        needs: Vec::new(),
        who: Who::default(),
        victim_status: VictimStatus::NotKnown,
        police_cooperation: Fact::NotKnown,
        shelter: Shelter::default(),
        eligibility: None,
        cost: Cost::NotKnown,
        fees: None,
        pays_transport: Fact::NotKnown,
        papers: Papers::NotKnown,
        papers_asked: None,
        without_papers: None,
        steps: Vec::new(),
        referral: Referral::default(),
        first_answer: None,
        phones: vec![Phone {
            number: "129".to_owned(),
            dial: "129".to_owned(),
            kind: crate::PhoneKind::Voice,
            note: None,
        }],
        email: None,
        website: None,
        safe_contact: None,
        hours: Hours::default(),
        languages: Vec::new(),
        sign_language: Fact::NotKnown,
        interpreter: Fact::NotKnown,
        area: vec!["ID".to_owned()],
        address: None,
        directions: None,
        point: None,
        secret: false,
        access: Access::default(),
        staff: Staff::default(),
        privacy: None,
        availability: Availability::NotKnown,
        warnings: Vec::new(),
        verified: Verified {
            state: VerifiedState::PublicSource,
            on: None,
            method: "public source".to_owned(),
            by: String::new(),
        },
        steward: String::new(),
        provider_consent: None,
        quality: None,
        sources: vec!["a public page".to_owned()],
        picture: None,
        audio: None,
        changes: Vec::new(),
    }
}
