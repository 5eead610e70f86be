//! The store over a plain file: what is in it can be looked for byte by byte.

use std::{fs, path::PathBuf};

use casework::{Consent, Happened, NotCovered, Purpose, Referral, ReferralState, Reported, SharedField, What};
use sync::{EventId, Moment};

use super::*;
use crate::{
    database::prepare,
    fault::{ReadError, WriteError},
    migrations::migrate,
};

mod erasing;

struct Plain {
    folder: tempfile::TempDir,
    store: Store,
}

impl Plain {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = Connection::open(folder.path().join("plain.sqlite")).unwrap();
        prepare(&connection).unwrap();
        // Nobody cuts the power here; the same writes, without the waiting.
        connection.pragma_update(None, "synchronous", "OFF").unwrap();
        migrate(&mut connection).unwrap();
        Plain { folder, store: Store::create(connection).unwrap() }
    }

    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    fn holds(&self, words: &str) -> bool {
        let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.files().iter().any(|path| {
            let bytes = fs::read(path).unwrap();
            let holds = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
            holds(words.as_bytes()) || holds(&utf16)
        })
    }

    fn seqs(&self) -> Vec<i64> {
        let mut statement = self.store.connection.prepare("SELECT seq FROM event ORDER BY seq").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }
}

fn space(number: u8) -> SpaceId {
    SpaceId([number; 16])
}

fn at(ms: i64) -> Moment {
    Moment { utc_ms: 1_795_000_000_000 + ms, offset_min: 420 }
}

fn began() -> Happened {
    Happened::Began { language: "id".to_owned() }
}

fn answered(question: &str, value: &str) -> Happened {
    Happened::Answered {
        form: "suluh_c".to_owned(),
        hash: "h".to_owned(),
        question: question.to_owned(),
        answer: Some(vec![value.to_owned()]),
    }
}

fn noted(text: &str) -> Happened {
    Happened::Noted { text: text.to_owned() }
}

fn consent() -> Consent {
    Consent {
        id: "k1".to_owned(),
        purpose: Purpose::Referral,
        agency: "clinic".to_owned(),
        fields: vec![SharedField::Need],
        given_at_ms: at(0).utc_ms,
        expires_at_ms: at(1_000).utc_ms,
        withdrawn_at_ms: None,
    }
}

fn referral() -> Happened {
    let covered = consent().cover("clinic", &[SharedField::Need], at(0).utc_ms).unwrap();
    let words = |_| Some("a doctor".to_owned());
    let (id, name) = ("r1".to_owned(), "Clinic".to_owned());
    Happened::Referred(Referral::record(&covered, id, name, ReferralState::Sent, words))
}

fn seqs(ids: &[EventId]) -> Vec<u64> {
    ids.iter().map(|id| id.seq).collect()
}

#[test]
fn numbers_have_no_gaps_whatever_fails_in_between() {
    let mut plain = Plain::new();
    let store = &mut plain.store;

    assert_eq!(seqs(&store.append(at(0), space(1), &[began(), noted("a")], None).unwrap()), [1, 2]);
    // Refused half-way: the note before the referral must not stay either.
    let refused = store.append(at(1), space(1), &[noted("lost?"), referral()], None);
    assert!(matches!(refused, Err(WriteError::NoConsent)));
    let refused = store.append(at(2), space(9), &[noted("nowhere")], None);
    assert!(matches!(refused, Err(WriteError::NotFound)));

    assert_eq!(seqs(&store.append(at(3), space(1), &[noted("b")], None).unwrap()), [3]);
    assert_eq!(store.case(space(1)).unwrap().notes.len(), 2);
    assert_eq!(plain.seqs(), [1, 2, 3]);
}

#[test]
fn a_full_disk_is_said_and_nothing_is_lost() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    store.append(at(0), space(1), &[began(), noted("kept")], Some("c21")).unwrap();
    let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.connection.pragma_update(None, "max_page_count", pages + 3).unwrap();

    let mut written = 1;
    let full = loop {
        match store.append(at(1), space(1), &[noted(&"x".repeat(2_000))], None) {
            Ok(_) => written += 1,
            Err(error) => break error,
        }
    };

    assert!(matches!(full, WriteError::Full), "{full:?}");
    assert_eq!(store.case(space(1)).unwrap().notes.len(), written);
    store.connection.pragma_update(None, "max_page_count", 10_000).unwrap();
    let id = store.append(at(2), space(1), &[noted("after")], None).unwrap();
    assert_eq!(seqs(&id), [written as u64 + 2]);
    assert_eq!(store.place(space(1)).unwrap().as_deref(), Some("c21"));
}

#[test]
fn the_clock_of_events_never_goes_back_not_even_after_erasing_the_latest() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    store.append(at(0), space(1), &[began()], None).unwrap();
    store.append(at(500), space(2), &[began()], None).unwrap();
    store.erase(space(2)).unwrap();
    store.append(at(1), space(1), &[noted("later, by a clock set back")], None).unwrap();
    store.keep(at(2), space(1), None).unwrap();
    store.append(at(700), space(3), &[began()], None).unwrap();
    store.keep(at(3), space(3), Some(space(1))).unwrap();
    store.append(at(4), space(1), &[noted("last")], None).unwrap();

    let case = store.case(space(1)).unwrap();

    let times: Vec<i64> = case.timeline.iter().map(|entry| entry.at.utc_ms - at(0).utc_ms).collect();
    assert_eq!(times, [0, 500, 500, 700, 700, 700]);
    assert_eq!(case.notes.last().unwrap().text, "last");
}

#[test]
fn a_changed_answer_names_the_one_it_replaces() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    let ids = store.append(at(0), space(1), &[began(), answered("c20", "no"), answered("c21", "x")], None).unwrap();
    let second = store.append(at(1), space(1), &[answered("c20", "yes")], None).unwrap();
    store.append(at(2), space(1), &[answered("c20", "no")], None).unwrap();

    let events = rows::events(&store.connection, space(1)).unwrap();

    assert_eq!(events[3].supersedes, [ids[1]]);
    assert_eq!(events[4].supersedes, second);
    let answers = store.case(space(1)).unwrap().answers;
    let answers: Vec<_> = answers.into_iter().map(|answer| answer.answer.unwrap()).collect();
    assert_eq!(answers, [["no"], ["x"]]);
}

#[test]
fn finding_what_an_answer_replaces_reads_only_that_question() {
    let empty = Plain::new();
    let sql = "EXPLAIN QUERY PLAN SELECT device, seq, supersedes FROM event
         WHERE space = ?1 AND body ->> '$.form' = ?2 AND body ->> '$.question' = ?3
             AND body IS NOT NULL AND kind = 'answered'";

    let plan: String = empty.store.connection.query_row(sql, ([0_u8; 16], "", ""), |row| row.get("detail")).unwrap();

    assert!(plan.contains("event_space (space=? AND <expr>=? AND <expr>=?)"), "{plan}");
}

#[test]
fn a_referral_is_recorded_only_under_a_consent_that_covers_it_now() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    store.append(at(0), space(1), &[began()], None).unwrap();

    let given = Happened::ConsentGiven(consent());
    store.append(at(10), space(1), &[given, referral()], None).unwrap();
    let expired = store.append(at(1_000), space(1), &[referral()], None);
    assert!(matches!(expired, Err(WriteError::NotCovered(NotCovered::Expired))));
    let withdrawn = Happened::ConsentWithdrawn { consent: "k1".to_owned() };
    store.append(at(20), space(1), &[withdrawn], None).unwrap();
    let refused = store.append(at(30), space(1), &[referral()], None);
    assert!(matches!(refused, Err(WriteError::NotCovered(NotCovered::Withdrawn))));

    assert_eq!(store.case(space(1)).unwrap().referrals.len(), 1);
}

#[test]
fn lists_show_cases_in_pages_latest_first_and_the_conversation_apart() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    for number in 0..60 {
        store.append(at(i64::from(number)), space(number), &[began()], None).unwrap();
        store.keep(at(i64::from(number)), space(number), None).unwrap();
    }
    store.append(at(100), space(200), &[began(), noted("n")], None).unwrap();

    let (total, first) = store.cases(0, 1_000).unwrap();
    let (_, rest) = store.cases(50, 50).unwrap();

    assert_eq!((total, first.len(), rest.len()), (60, 50, 10));
    assert_eq!((first[0].space, rest[9].space), (space(59), space(0)));
    let unfinished = store.unfinished().unwrap().unwrap();
    assert_eq!((unfinished.space, unfinished.notes), (space(200), 1));
}

#[test]
fn keeping_a_conversation_makes_it_a_case_once() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    store.append(at(0), space(1), &[began(), answered("c20", "yes")], Some("c21")).unwrap();

    assert_eq!(store.keep(at(1), space(1), None).unwrap(), space(1));

    assert!(matches!(store.keep(at(2), space(1), None), Err(WriteError::NotFound)));
    assert_eq!(store.unfinished().unwrap(), None);
    assert!(store.case(space(1)).unwrap().kept);
}

#[test]
fn a_conversation_put_into_a_case_keeps_its_words_and_times_and_leaves_no_second_copy() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    store.append(at(0), space(1), &[began(), answered("c20", "no")], None).unwrap();
    store.keep(at(1), space(1), None).unwrap();
    store.append(at(50), space(2), &[began(), answered("c20", "yes")], Some("c21")).unwrap();
    store.append(at(60), space(2), &[answered("c20", "maybe"), noted("new")], None).unwrap();
    store.set_draft(space(2), "note", "half").unwrap();

    assert_eq!(store.keep(at(99), space(2), Some(space(1))).unwrap(), space(1));

    let case = store.case(space(1)).unwrap();
    let answers: Vec<_> = case.answers.iter().flat_map(|a| a.answer.clone().unwrap()).collect();
    assert_eq!(answers, ["no", "maybe"], "each talk keeps its own answer");
    assert_eq!(case.notes[0].at.utc_ms, at(60).utc_ms);
    let last = &case.timeline.last().unwrap().what;
    assert_eq!(*last, What::Known(Happened::Kept { conversation: Some(space(2)) }));
    assert!(matches!(store.case(space(2)), Err(ReadError::NotFound)));
    assert_eq!(store.place(space(2)).unwrap(), None);
    assert_eq!(store.draft(space(2), "note").unwrap(), None);
    let events = rows::events(&store.connection, space(1)).unwrap();
    assert_eq!(rows::summary(&store.connection, space(1)).unwrap(), casework::Summary::fold(&events));
    assert_eq!(plain.seqs(), (1..=12).collect::<Vec<i64>>());
}

#[test]
fn a_conversation_goes_only_into_a_case() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    store.append(at(0), space(1), &[began()], None).unwrap();
    store.append(at(1), space(2), &[began()], None).unwrap();

    for into in [space(1), space(2), space(3)] {
        assert!(matches!(store.keep(at(2), space(1), Some(into)), Err(WriteError::NotFound)));
    }
    assert_eq!(store.case(space(1)).unwrap().timeline.len(), 1);
}

#[test]
fn nothing_is_drafted_for_a_conversation_that_is_not_written() {
    let mut plain = Plain::new();

    let draft = plain.store.set_draft(space(1), "note", "half");
    let place = plain.store.set_place(space(1), "c21");

    assert!(matches!(draft, Err(WriteError::NotFound)));
    assert!(matches!(place, Err(WriteError::NotFound)));
}

#[test]
fn a_draft_stays_until_it_is_cleared() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    store.append(at(0), space(1), &[began()], None).unwrap();
    store.set_draft(space(1), "note", "half").unwrap();
    store.set_draft(space(1), "note", "half-written").unwrap();

    assert_eq!(store.draft(space(1), "note").unwrap().as_deref(), Some("half-written"));
    store.clear_draft(space(1), "note").unwrap();
    assert_eq!(store.draft(space(1), "note").unwrap(), None);
}

#[test]
fn summaries_of_another_fold_version_are_made_anew() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    let visit = |due_ms| Happened::VisitPlanned { due_ms };
    store.append(at(0), space(1), &[began(), noted("n"), visit(Some(5))], Some("c21")).unwrap();
    store.append(at(1), space(2), &[began(), visit(Some(6)), visit(None)], None).unwrap();
    store.append(at(2), space(3), &[began()], None).unwrap();
    let all = |store: &Store| [1, 2, 3].map(|n| rows::summary(&store.connection, space(n)).unwrap().unwrap());
    let right = all(store);
    assert_eq!([0, 1, 2].map(|n: usize| right[n].visit_due_ms()), [Some(5), None, None]);
    assert_eq!([0, 1, 2].map(|n: usize| right[n].visit.is_some()), [true, true, false]);
    let wrong = "UPDATE summary SET notes = 99, visit_due_ms = 7, visit_hlc = NULL; UPDATE meta SET value = 0;";
    store.connection.execute_batch(wrong).unwrap();

    renew_summaries(&mut store.connection).unwrap();

    assert_eq!(all(store), right);
    assert_eq!(store.place(space(1)).unwrap().as_deref(), Some("c21"), "nothing else is touched");
}

#[test]
fn a_report_about_a_service_is_kept_and_is_no_case() {
    let Plain { folder, mut store } = Plain::new();
    let reported =
        Reported { service: "s1".to_owned(), service_name: "Clinic".to_owned(), problem: "no_answer".to_owned() };
    store.append(at(0), space(1), &[began()], None).unwrap();
    store.report(at(1), &reported).unwrap();
    store.report(at(2), &reported).unwrap();
    store.connection.execute("UPDATE meta SET value = 0 WHERE name = 'fold_version'", []).unwrap();

    let store = Store::open(store.connection).unwrap();

    let kept = store.reports().unwrap();
    assert_eq!(
        kept.iter().map(|told| (told.at, &told.reported)).collect::<Vec<_>>(),
        [(at(1), &reported), (at(2), &reported)]
    );
    assert_eq!(store.unfinished().unwrap().map(|summary| summary.space), Some(space(1)));
    assert_eq!(store.cases(0, 50).unwrap().0, 0);
    drop(folder);
}
