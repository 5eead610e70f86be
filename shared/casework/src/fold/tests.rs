use super::*;
use crate::{Consent, Purpose, Referral, ReferralState, SharedField, samples::*};
use proptest::prelude::*;

fn answers(case: &CaseFile) -> Vec<(&str, Option<&str>)> {
    case.answers
        .iter()
        .map(|answer| {
            let value = answer.answer.as_ref().map(|values| values[0].as_str());
            (answer.question.as_str(), value)
        })
        .collect()
}

proptest! {
    #[test]
    fn a_case_is_the_same_whatever_order_its_events_came_in(events in a_history(), seed: u64) {
        prop_assert!(CaseFile::fold(SPACE, &events) == CaseFile::fold(SPACE, &shuffled(&events, seed)));
    }
}

#[test]
fn a_later_answer_of_the_same_device_stands_in_its_old_place() {
    let events = [
        event(A, 1, 10, &answered("c20", "no")),
        event(A, 2, 20, &answered("c21", "x")),
        event(A, 3, 30, &answered("c20", "yes")),
    ];

    let case = CaseFile::fold(SPACE, &events);

    assert_eq!(answers(&case), [("c20", Some("yes")), ("c21", Some("x"))]);
    assert_eq!(case.timeline.len(), 3);
}

#[test]
fn two_people_who_answered_apart_both_stay_until_someone_chooses() {
    let apart = [event(A, 1, 10, &answered("c20", "no")), event(B, 1, 99, &answered("c20", "yes"))];

    assert_eq!(answers(&CaseFile::fold(SPACE, &apart)), [("c20", Some("no")), ("c20", Some("yes"))]);

    let mut chosen = event(A, 2, 50, &answered("c20", "yes"));
    chosen.supersedes = vec![apart[0].id, apart[1].id];
    let [first, second] = apart;
    let case = CaseFile::fold(SPACE, &[first, second, chosen]);

    assert_eq!(answers(&case), [("c20", Some("yes"))]);
}

#[test]
fn a_cleared_answer_stands_as_cleared() {
    let cleared = Happened::Answered {
        form: "suluh_c".to_owned(),
        hash: "h".to_owned(),
        question: "c20".to_owned(),
        answer: None,
    };
    let events = [event(A, 1, 10, &answered("c20", "no")), event(A, 2, 20, &cleared)];

    assert_eq!(answers(&CaseFile::fold(SPACE, &events)), [("c20", None)]);
}

#[test]
fn a_withdrawal_counts_even_when_a_wrong_clock_puts_it_first() {
    let withdrawn = Happened::ConsentWithdrawn { consent: "k1".to_owned() };
    let events = [
        event(B, 1, 5, &withdrawn),
        event(A, 1, 10, &Happened::ConsentGiven(consent("k1"))),
        event(A, 2, 20, &withdrawn),
    ];

    let case = CaseFile::fold(SPACE, &events);

    assert_eq!(case.consents[0].withdrawn_at_ms, Some(5));
}

#[test]
fn a_second_consent_under_the_same_id_widens_nothing() {
    let wider = Consent { fields: vec![SharedField::SafeContact], ..consent("k1") };
    let events =
        [event(A, 1, 10, &Happened::ConsentGiven(consent("k1"))), event(A, 2, 20, &Happened::ConsentGiven(wider))];

    let case = CaseFile::fold(SPACE, &events);

    assert_eq!(case.consents, [consent("k1")]);
    assert_eq!(case.consents[0].purpose, Purpose::Referral);
}

#[test]
fn a_referral_shows_its_latest_state() {
    let covered = consent("k1").cover("clinic", &[SharedField::Need], 5).unwrap();
    let referral = Referral::record(&covered, "r1".to_owned(), "Clinic".to_owned(), ReferralState::Sent, |_| {
        Some("a doctor".to_owned())
    });
    let replied = |state| Happened::ReferralReplied { referral: "r1".to_owned(), state };
    let events = [
        event(A, 1, 10, &Happened::Referred(referral)),
        event(A, 2, 20, &replied(ReferralState::Waiting)),
        event(A, 3, 30, &replied(ReferralState::Accepted)),
    ];

    let case = CaseFile::fold(SPACE, &events);

    assert_eq!(case.referrals[0].state, ReferralState::Accepted);
    assert_eq!(case.replies.len(), 2);
}

#[test]
fn what_a_later_app_wrote_is_kept_as_something_that_cannot_be_shown() {
    let mut later = event(A, 1, 10, &answered("c20", "no"));
    later.kind = "visited".to_owned();

    let case = CaseFile::fold(SPACE, &[later]);

    assert_eq!(case.timeline.len(), 1);
    assert_eq!(case.timeline[0].what, What::Unknown);
}

#[test]
fn keeping_makes_an_unfinished_conversation_a_case() {
    let began = event(A, 1, 10, &Happened::Began { language: "id".to_owned() });
    let kept = event(A, 2, 20, &Happened::Kept { conversation: None });

    let before = CaseFile::fold(SPACE, [&began]);
    let after = CaseFile::fold(SPACE, [&began, &kept]);

    assert_eq!((before.kind, before.kept), (CaseKind::Unfinished, false));
    assert_eq!((after.kind, after.kept), (CaseKind::Open, true));
    assert_eq!(after.began_at, Some(Moment { utc_ms: 10, offset_min: 420 }));
    assert_eq!(after.code, SPACE.code());
}

#[test]
fn printing_a_case_never_shows_words() {
    let events = [event(A, 1, 10, &Happened::Noted { text: "Her brother knows.".to_owned() })];
    let case = CaseFile::fold(SPACE, &events);

    let printed = format!("{case:?} {:?} {:?}", case.notes, case.timeline);

    assert!(!printed.contains("brother"));
}
