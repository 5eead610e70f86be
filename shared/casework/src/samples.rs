//! Histories for tests.

use proptest::prelude::*;
use sync::{DeviceId, Event, EventId, Hlc, SpaceId};

use crate::{Consent, Happened, Purpose, ReferralState, SharedField};

pub(crate) const SPACE: SpaceId = SpaceId([2; 16]);
pub(crate) const A: DeviceId = DeviceId([0xA; 16]);
pub(crate) const B: DeviceId = DeviceId([0xB; 16]);

pub(crate) fn event(device: DeviceId, seq: u64, ms: u64, happened: &Happened) -> Event {
    Event {
        id: EventId { device, seq },
        hlc: Hlc(ms << 16),
        offset_min: 420,
        space: SPACE,
        kind: happened.kind().to_owned(),
        v: happened.v(),
        supersedes: Vec::new(),
        body: Some(happened.body().unwrap()),
    }
}

pub(crate) fn answered(question: &str, value: &str) -> Happened {
    Happened::Answered {
        form: "suluh_c".to_owned(),
        hash: "h".to_owned(),
        question: question.to_owned(),
        answer: Some(vec![value.to_owned()]),
    }
}

pub(crate) fn consent(id: &str) -> Consent {
    Consent {
        id: id.to_owned(),
        purpose: Purpose::Referral,
        agency: "clinic".to_owned(),
        fields: vec![SharedField::FirstName, SharedField::Need],
        given_at_ms: 0,
        expires_at_ms: 1_000,
        withdrawn_at_ms: None,
    }
}

fn anything() -> impl Strategy<Value = Happened> {
    prop_oneof![
        Just(Happened::Began { language: "id".to_owned() }),
        (0..4_u8, 0..3_u8).prop_map(|(q, value)| answered(&format!("c{q}"), &value.to_string())),
        Just(Happened::Ended { result: None }),
        Just(Happened::Kept { conversation: None }),
        (0..3_u8).prop_map(|id| Happened::ConsentGiven(consent(&id.to_string()))),
        (0..3_u8).prop_map(|id| Happened::ConsentWithdrawn { consent: id.to_string() }),
        (0..3_u8).prop_map(|id| {
            let fields = [SharedField::Need];
            let covered = consent(&id.to_string()).cover("clinic", &fields, 0).unwrap();
            let state = ReferralState::Sent;
            let words = |_| Some("food".to_owned());
            let (id, name) = (id.to_string(), "Clinic".to_owned());
            Happened::Referred(crate::Referral::record(&covered, id, name, state, words))
        }),
        (0..3_u8).prop_map(|id| Happened::ReferralReplied {
            referral: id.to_string(),
            state: if id == 0 { ReferralState::Refused } else { ReferralState::Started },
        }),
        Just(Happened::Noted { text: "note".to_owned() }),
        any::<Option<u16>>().prop_map(|due| Happened::VisitPlanned { due_ms: due.map(i64::from) }),
    ]
}

/// Events of two devices, some at the same time, some replacing others, one unknown kind among them.
pub(crate) fn a_history() -> impl Strategy<Value = Vec<Event>> {
    let one = (any::<bool>(), 0_u64..20, anything(), any::<Option<prop::sample::Index>>());
    prop::collection::vec(one, 1..40).prop_map(|drafts| {
        let mut events: Vec<Event> = Vec::new();
        for (at, (first_device, ms, happened, replaced)) in drafts.iter().enumerate() {
            let device = if *first_device { A } else { B };
            let mut event = event(device, at as u64 + 1, *ms, happened);
            if let (Some(index), false) = (replaced, events.is_empty()) {
                event.supersedes.push(events[index.index(events.len())].id);
            }
            if at == 7 {
                event.kind = "visited".to_owned();
            }
            events.push(event);
        }
        events
    })
}

/// The same events in another order, made from `seed`.
pub(crate) fn shuffled(events: &[Event], seed: u64) -> Vec<Event> {
    let mut shuffled = events.to_vec();
    let mut state = seed | 1;
    for last in (1..shuffled.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = usize::try_from(state >> 33).unwrap() % (last + 1);
        shuffled.swap(last, other);
    }
    shuffled
}
