//! What can happen in a conversation or a case, and how it is written.

use std::fmt;

use serde::{Deserialize, Serialize};
use sync::{Event, SpaceId};

use crate::{Consent, Referral, ReferralState};

/// The newest version of every body. A body that changes its shape gets a branch in [`Happened::read`] and a stored sample.
const VERSION: u16 = 1;

/// One thing that happened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Happened {
    /// A conversation begins to be written, after the person agreed to that. The first event of every space.
    Began {
        /// The language spoken, as a BCP 47 tag.
        language: String,
    },
    /// A question was answered, or its answer changed or cleared.
    Answered {
        /// The form's id.
        form: String,
        /// The hash of the form as it was asked.
        hash: String,
        /// The question's name.
        question: String,
        /// One value, or the ticked choices; `None` when skipped or cleared.
        answer: Option<Vec<String>>,
    },
    /// A reading was shown.
    ReadingShown {
        /// The form's id.
        form: String,
        /// The hash of the form as it was asked.
        hash: String,
        /// The rule's id.
        rule: String,
        /// The statement's id.
        statement: String,
    },
    /// The talk ended.
    Ended {
        /// How, in the form's own terms.
        result: Option<String>,
    },
    /// The conversation became a case, or was put into this one.
    Kept {
        /// The conversation that was put into this case; `None` when this space itself became the case.
        conversation: Option<SpaceId>,
    },
    /// The person agreed that a service is told.
    ConsentGiven(Consent),
    /// The person took a consent back.
    ConsentWithdrawn {
        /// The consent's id.
        consent: String,
    },
    /// A service was asked to help.
    Referred(Referral),
    /// How a referral stands now.
    ReferralReplied {
        /// The referral's id.
        referral: String,
        /// How it stands.
        state: ReferralState,
    },
    /// The helper wrote a note.
    Noted {
        /// The helper's words.
        text: String,
    },
    /// The next visit was planned, or is not planned any more.
    VisitPlanned {
        /// When it is due, milliseconds since 1970, UTC; `None` when no visit is planned.
        due_ms: Option<i64>,
    },
}

impl Happened {
    /// The kind as written in an event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Happened::Began { .. } => "began",
            Happened::Answered { .. } => "answered",
            Happened::ReadingShown { .. } => "reading_shown",
            Happened::Ended { .. } => "ended",
            Happened::Kept { .. } => "kept",
            Happened::ConsentGiven(_) => "consent_given",
            Happened::ConsentWithdrawn { .. } => "consent_withdrawn",
            Happened::Referred(_) => "referred",
            Happened::ReferralReplied { .. } => "referral_replied",
            Happened::Noted { .. } => "noted",
            Happened::VisitPlanned { .. } => "visit_planned",
        }
    }

    /// The version of its body.
    #[must_use]
    pub fn v(&self) -> u16 {
        VERSION
    }

    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// When `serde_json` refuses; its message holds nobody's words.
    pub fn body(&self) -> Result<String, serde_json::Error> {
        let mut whole = serde_json::to_value(self)?;
        serde_json::to_string(&whole["body"].take())
    }

    /// Reads what an event says; `None` when it was erased or this version of the app does not know it.
    #[must_use]
    pub fn read(event: &Event) -> Option<Happened> {
        if event.v != VERSION {
            return None;
        }
        let body: serde_json::Value = serde_json::from_str(event.body.as_deref()?).ok()?;
        serde_json::from_value(serde_json::json!({ "kind": event.kind, "body": body })).ok()
    }
}

/// Prints the kind only: the rest is a person's words.
impl fmt::Debug for Happened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Happened({})", self.kind())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Purpose, SharedField};
    use sync::{DeviceId, EventId, Hlc};

    fn event(kind: &str, v: u16, body: &str) -> Event {
        Event {
            id: EventId { device: DeviceId([1; 16]), seq: 1 },
            hlc: Hlc(0),
            offset_min: 0,
            space: SpaceId([2; 16]),
            kind: kind.to_owned(),
            v,
            supersedes: Vec::new(),
            body: Some(body.to_owned()),
        }
    }

    /// Bodies as the first version wrote them; a line here is never edited.
    const STORED: [(&str, &str); 11] = [
        ("began", r#"{"language":"id"}"#),
        ("answered", r#"{"answer":["yes"],"form":"suluh_c","hash":"ab","question":"c20"}"#),
        ("reading_shown", r#"{"form":"suluh_c","hash":"ab","rule":"c","statement":"few_signs"}"#),
        ("ended", r#"{"result":"kept_case"}"#),
        ("kept", r#"{"conversation":"03030303030303030303030303030303"}"#),
        (
            "consent_given",
            r#"{"agency":"s1","expires_at_ms":2,"fields":["first_name","case_code"],"given_at_ms":1,"id":"k1","purpose":"referral","withdrawn_at_ms":null}"#,
        ),
        ("consent_withdrawn", r#"{"consent":"k1"}"#),
        (
            "referred",
            r#"{"by":"phone","consent":"k1","id":"r1","service":"s1","service_name":"Clinic","state":"sent","told":[["first_name","Sari"]]}"#,
        ),
        ("referral_replied", r#"{"referral":"r1","state":"stopped_by_person"}"#),
        ("noted", r#"{"text":"ดี ល្អ"}"#),
        ("visit_planned", r#"{"due_ms":1796000000000}"#),
    ];

    #[test]
    fn every_body_of_the_first_version_reads_and_is_written_the_same() {
        for (kind, body) in STORED {
            let happened = Happened::read(&event(kind, 1, body)).unwrap();

            assert_eq!(happened.kind(), kind);
            assert_eq!(happened.body().unwrap(), body);
        }
    }

    #[test]
    fn consent_reads_back_whole() {
        let (kind, body) = STORED[5];
        let Some(Happened::ConsentGiven(consent)) = Happened::read(&event(kind, 1, body)) else {
            panic!("not a consent")
        };

        assert_eq!(consent.purpose, Purpose::Referral);
        assert_eq!(consent.fields, [SharedField::FirstName, SharedField::CaseCode]);
    }

    #[test]
    fn a_kind_version_or_body_of_a_later_app_is_not_guessed_at() {
        assert_eq!(Happened::read(&event("visited", 1, "{}")), None);
        assert_eq!(Happened::read(&event("noted", 2, r#"{"text":"x"}"#)), None);
        assert_eq!(Happened::read(&event("noted", 1, "{")), None);
        assert_eq!(Happened::read(&Event { body: None, ..event("noted", 1, "") }), None);
    }

    #[test]
    fn printing_what_happened_never_shows_words() {
        let noted = Happened::Noted { text: "Her brother knows.".to_owned() };

        assert_eq!(format!("{noted:?}"), "Happened(noted)");
    }
}
