//! What is told, and how a referral stands, in words and as records.

use casework::{ReferralState, SharedField};
use i18n::Texts;

use crate::event::PhoneResult;

/// One thing a service is told, with its name.
pub(crate) fn told_in_words(t: &Texts, field: SharedField, words: &str) -> String {
    t.field_with_words(field_in_words(t, field), words)
}

/// The names of fields, in words.
pub(crate) fn fields_in_words(t: &Texts, fields: &[SharedField]) -> String {
    fields.iter().map(|field| field_in_words(t, *field)).collect::<Vec<_>>().join(", ")
}

/// What a service can say on the phone, in words.
pub(crate) fn results(t: &Texts) -> [(PhoneResult, String); 4] {
    [
        (PhoneResult::Accepted, t.referral_accepted()),
        (PhoneResult::Waiting, t.referral_waiting()),
        (PhoneResult::Refused, t.referral_refused()),
        (PhoneResult::NoAnswer, t.referral_no_answer()),
    ]
}

/// How a referral stands after what the service said; where nobody answered, nobody was told anything.
pub(crate) fn state_of(result: PhoneResult) -> ReferralState {
    match result {
        PhoneResult::Accepted => ReferralState::Accepted,
        PhoneResult::Waiting => ReferralState::Waiting,
        PhoneResult::Refused => ReferralState::Refused,
        PhoneResult::NoAnswer => ReferralState::Drafted,
    }
}

/// How a referral stands, in words.
pub(crate) fn state_in_words(t: &Texts, state: ReferralState) -> String {
    match state {
        ReferralState::Drafted => t.state_drafted(),
        ReferralState::Sent => t.state_sent(),
        ReferralState::Accepted => t.state_accepted(),
        ReferralState::Waiting => t.state_waiting(),
        ReferralState::Started => t.state_started(),
        ReferralState::Completed => t.state_completed(),
        ReferralState::Refused => t.state_refused(),
        ReferralState::StoppedByPerson => t.state_stopped_by_person(),
    }
}

pub(super) fn field_in_words(t: &Texts, field: SharedField) -> String {
    match field {
        SharedField::FirstName => t.field_first_name(),
        SharedField::SafeContact => t.field_safe_contact(),
        SharedField::Language => t.field_language(),
        SharedField::AgeGroup => t.field_age_group(),
        SharedField::Need => t.field_need(),
        SharedField::AccessNeeds => t.field_access_needs(),
        SharedField::CaseCode => t.field_case_code(),
    }
}

pub(super) fn name(field: SharedField) -> &'static str {
    match field {
        SharedField::FirstName => "first_name",
        SharedField::SafeContact => "safe_contact",
        SharedField::Language => "language",
        SharedField::AgeGroup => "age_group",
        SharedField::Need => "need",
        SharedField::AccessNeeds => "access_needs",
        SharedField::CaseCode => "case_code",
    }
}
