//! Referrals: a service was asked to help, with what was told and how it went.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Covered, SharedField, ToService};

/// A service was asked to help. Made by [`Referral::record`]; besides that, only read back from storage.
///
/// ```compile_fail,E0639
/// let forged = casework::Referral {
///     id: String::new(),
///     service: String::new(),
///     service_name: String::new(),
///     told: Vec::new(),
///     consent: String::new(),
///     state: casework::ReferralState::Sent,
///     by: casework::By::Phone,
/// };
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Referral {
    /// Random; replies name it.
    pub id: String,
    /// The directory's id of the service.
    pub service: String,
    /// Its name as it was then, so that the case stays readable when the directory changes.
    pub service_name: String,
    /// What was told, word for word.
    pub told: Vec<(SharedField, String)>,
    /// The consent that covers it.
    pub consent: String,
    /// How it stands.
    pub state: ReferralState,
    /// How it was told.
    pub by: By,
}

/// How a service was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The helper phoned; nothing was sent.
    Phone,
}

/// How a referral stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralState {
    /// Agreed with the person, nobody was told yet.
    Drafted,
    /// The service was told.
    Sent,
    /// The service said yes.
    Accepted,
    /// The service said later.
    Waiting,
    /// The help began.
    Started,
    /// The help was given.
    Completed,
    /// The service said no.
    Refused,
    /// The person no longer wants it.
    StoppedByPerson,
}

impl Referral {
    /// Records that the service of `covered` is told, by phone.
    ///
    /// `words` is asked for each covered field and gives what is told, or `None` to leave it out; so nothing outside the
    /// consent can be told.
    pub fn record(
        covered: &Covered<ToService>,
        id: String,
        service_name: String,
        state: ReferralState,
        mut words: impl FnMut(SharedField) -> Option<String>,
    ) -> Referral {
        let told = covered.fields().iter();
        Referral {
            id,
            service: covered.agency().to_owned(),
            service_name,
            told: told.filter_map(|field| Some((*field, words(*field)?))).collect(),
            consent: covered.consent().to_owned(),
            state,
            by: By::Phone,
        }
    }

    /// The fields that were told.
    #[must_use]
    pub fn fields(&self) -> Vec<SharedField> {
        self.told.iter().map(|(field, _)| *field).collect()
    }
}

/// Never prints what was told, nor to whom.
impl fmt::Debug for Referral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Referral").field("state", &self.state).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Consent, Purpose};

    #[test]
    fn only_covered_fields_are_ever_told() {
        let consent = Consent {
            id: "k1".to_owned(),
            purpose: Purpose::Referral,
            agency: "clinic".to_owned(),
            fields: vec![SharedField::FirstName, SharedField::Need, SharedField::Language],
            given_at_ms: 0,
            expires_at_ms: 10,
            withdrawn_at_ms: None,
        };
        let covered = consent.cover("clinic", &[SharedField::FirstName, SharedField::Need], 5);

        let mut asked = Vec::new();
        let referral = Referral::record(
            &covered.unwrap(),
            "r1".to_owned(),
            "The clinic".to_owned(),
            ReferralState::Sent,
            |field| {
                asked.push(field);
                (field == SharedField::FirstName).then(|| "Sari".to_owned())
            },
        );

        assert_eq!(asked, [SharedField::FirstName, SharedField::Need]);
        assert_eq!(referral.told, [(SharedField::FirstName, "Sari".to_owned())]);
        assert_eq!((referral.service.as_str(), referral.consent.as_str()), ("clinic", "k1"));
        assert!(!format!("{referral:?}").contains("Sari"));
    }
}
