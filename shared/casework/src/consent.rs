//! Consent: what a person agreed may be told, to whom, for how long.

use std::{fmt, marker::PhantomData};

use serde::{Deserialize, Serialize};

/// One agreement, for one service and one purpose. Another service, purpose or fact needs another one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Random; a withdrawal and a referral name it.
    pub id: String,
    /// What for.
    pub purpose: Purpose,
    /// The directory's id of the service that may be told.
    pub agency: String,
    /// What may be told, and nothing else.
    pub fields: Vec<SharedField>,
    /// When it was given, milliseconds since 1970, UTC.
    pub given_at_ms: i64,
    /// From when on it no longer holds, milliseconds since 1970, UTC.
    pub expires_at_ms: i64,
    /// When it was taken back, milliseconds since 1970, UTC. It never comes back to life.
    pub withdrawn_at_ms: Option<i64>,
}

/// What a consent is for. Agreeing to one is not agreeing to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A service is asked to help.
    Referral,
    /// Police or a court is told; asked for separately, always.
    PoliceOrCourt,
}

/// What may be told to a service: never the story, never the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharedField {
    /// The name the person wants to be called.
    FirstName,
    /// How and when it is safe to reach the person.
    SafeContact,
    /// The language to speak.
    Language,
    /// The age group, never a birthday.
    AgeGroup,
    /// What is needed.
    Need,
    /// What makes it possible to come: stairs, a sign language, an interpreter.
    AccessNeeds,
    /// The case code, so that the service and the helper mean the same person.
    CaseCode,
}

/// Purpose marker: told to a service so that it can help.
#[derive(Debug)]
pub enum ToService {}

/// Proof that a consent covers telling these facts to this service, now. Only [`Consent::cover`] makes one.
///
/// ```compile_fail,E0451
/// let forged: casework::Covered<casework::ToService> = casework::Covered {
///     consent: String::new(),
///     agency: String::new(),
///     fields: vec![casework::SharedField::FirstName],
///     purpose: std::marker::PhantomData,
/// };
/// ```
///
/// Nor can one be kept for later or read from a file:
///
/// ```compile_fail,E0277
/// let forged: casework::Covered<casework::ToService> = serde_json::from_str("{}").unwrap();
/// ```
#[must_use]
pub struct Covered<P> {
    consent: String,
    agency: String,
    fields: Vec<SharedField>,
    purpose: PhantomData<P>,
}

/// Why a consent does not cover telling this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCovered {
    /// The person took it back.
    #[error("the consent was withdrawn")]
    Withdrawn,
    /// Its time is over.
    #[error("the consent has expired")]
    Expired,
    /// It was given for something else.
    #[error("the consent is for another purpose")]
    OtherPurpose,
    /// It was given for another service.
    #[error("the consent is for another service")]
    OtherAgency,
    /// The person did not agree to tell one of the facts.
    #[error("the consent leaves out a field")]
    FieldOutside,
}

impl Consent {
    /// Proof that `fields` may be told to the service `agency` at `now_ms` (milliseconds since 1970, UTC).
    ///
    /// # Errors
    ///
    /// The first reason of [`NotCovered`], in the order written there, that stands against it.
    pub fn cover(&self, agency: &str, fields: &[SharedField], now_ms: i64) -> Result<Covered<ToService>, NotCovered> {
        if self.withdrawn_at_ms.is_some() {
            return Err(NotCovered::Withdrawn);
        }
        if self.expires_at_ms <= now_ms {
            return Err(NotCovered::Expired);
        }
        if self.purpose != Purpose::Referral {
            return Err(NotCovered::OtherPurpose);
        }
        if self.agency != agency {
            return Err(NotCovered::OtherAgency);
        }
        if fields.iter().any(|field| !self.fields.contains(field)) {
            return Err(NotCovered::FieldOutside);
        }
        Ok(Covered {
            consent: self.id.clone(),
            agency: self.agency.clone(),
            fields: fields.to_vec(),
            purpose: PhantomData,
        })
    }
}

impl<P> Covered<P> {
    /// The consent's id.
    #[must_use]
    pub fn consent(&self) -> &str {
        &self.consent
    }

    /// The directory's id of the service that may be told.
    #[must_use]
    pub fn agency(&self) -> &str {
        &self.agency
    }

    /// What may be told now.
    #[must_use]
    pub fn fields(&self) -> &[SharedField] {
        &self.fields
    }
}

/// Never prints whom a person agreed to tell.
impl fmt::Debug for Consent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Consent").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

impl<P> fmt::Debug for Covered<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Covered").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent() -> Consent {
        Consent {
            id: "k1".to_owned(),
            purpose: Purpose::Referral,
            agency: "clinic".to_owned(),
            fields: vec![SharedField::FirstName, SharedField::Need],
            given_at_ms: 1_000,
            expires_at_ms: 5_000,
            withdrawn_at_ms: None,
        }
    }

    #[test]
    fn what_the_person_agreed_to_is_covered() {
        let covered = consent().cover("clinic", &[SharedField::Need], 4_999).unwrap();

        assert_eq!((covered.consent(), covered.agency()), ("k1", "clinic"));
        assert_eq!(covered.fields(), [SharedField::Need]);
    }

    #[test]
    fn nothing_outside_the_agreement_is_covered() {
        let refused = |consent: Consent, agency: &str, field: SharedField, now_ms: i64| {
            consent.cover(agency, &[field], now_ms).unwrap_err()
        };
        let need = SharedField::Need;
        let withdrawn = Consent { withdrawn_at_ms: Some(2_000), ..consent() };
        let police = Consent { purpose: Purpose::PoliceOrCourt, ..consent() };

        assert_eq!(refused(withdrawn, "clinic", need, 1_500), NotCovered::Withdrawn);
        assert_eq!(refused(consent(), "clinic", need, 5_000), NotCovered::Expired);
        assert_eq!(refused(police, "clinic", need, 2_000), NotCovered::OtherPurpose);
        assert_eq!(refused(consent(), "shelter", need, 2_000), NotCovered::OtherAgency);
        assert_eq!(refused(consent(), "clinic", SharedField::SafeContact, 2_000), NotCovered::FieldOutside);
    }

    #[test]
    fn a_clock_set_before_the_consent_does_not_stop_help() {
        assert!(consent().cover("clinic", &[SharedField::Need], 0).is_ok());
    }
}
