//! One service as the directory lists it. Names follow HSDS 3.0 where it has one (`docs/directory.md` maps the rest).

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::access::{Access, Availability, Cost, Fact, Papers, Referral, Shelter, Staff, VictimStatus, Who};
use crate::contact::{Hours, Phone, Point};
use crate::kind::{Category, Level, Provider, Stage};
use crate::report::Report;
use crate::verified::{Change, Verified};
use crate::{Date, is_unspaced, runs};

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
    /// What those who tried it told its keeper, in no order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reports: Vec<Report>,
}

/// Whether a word of the text begins so. Without spaces between words, where one begins is a guess: there it is enough that
/// the text holds it.
pub(crate) fn begins_a_word(text: &str, beginning: &str) -> bool {
    let begins = |run: &String| if is_unspaced(run) { run.contains(beginning) } else { run.starts_with(beginning) };
    runs(text).iter().any(begins)
}

/// Whether a field says nothing: it is then not written.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
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

    /// Whether a word that begins so stands in what is said about it, in any language, or in its numbers. `beginning` is
    /// written as [`crate::tokens`] writes it.
    #[must_use]
    pub fn mentions(&self, beginning: &str) -> bool {
        let texts = self.texts().flat_map(|(_, text)| text.0.values()).map(|phrase| phrase.text.as_str());
        let numbers = self.phones.iter().flat_map(|phone| [phone.number.as_str(), phone.dial.as_str()]);
        texts.chain(numbers).any(|text| begins_a_word(text, beginning))
    }

    /// Every line that is the same in all languages, beside the name of its field; what changed is left out, and so are
    /// codes and numbers.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let one = [
            ("website", self.website.as_deref()),
            ("email", self.email.as_deref()),
            ("steward", Some(self.steward.as_str())),
            ("verified.method", Some(self.verified.method.as_str())),
            ("verified.by", Some(self.verified.by.as_str())),
            ("picture", self.picture.as_deref()),
            ("audio", self.audio.as_deref()),
        ];
        let one = one.into_iter().filter_map(|(field, line)| Some((field, line?)));
        let reporters = self.reports.iter().map(|report| ("reports", report.by.as_str()));
        one.chain(self.sources.iter().map(|source| ("sources", source.as_str()))).chain(reporters)
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
        provider: Provider {
            name: Text::of("en", "An office"),
            kind: crate::ProviderKind::NotKnown,
            description: None,
        },
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
            state: crate::VerifiedState::PublicSource,
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
        reports: Vec::new(),
    }
}
