//! Erased words are gone, wherever SQLite had put them.

use proptest::prelude::*;

use super::*;

#[test]
fn erasing_leaves_only_which_events_there_were() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    store.append(at(0), space(1), &[began(), noted("secret")], Some("c21")).unwrap();
    store.append(at(0), space(2), &[began()], None).unwrap();

    store.erase(space(1)).unwrap();

    let rows: Vec<String> = store
        .connection
        .prepare("SELECT seq || ' ' || hlc || ' ' || utc_offset_min || ' ' || hex(space) || ' ' || kind || ' ' || v || ' ' || supersedes FROM event WHERE body IS NULL")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let nothing = format!("0 0 {} erased 0 []", "00".repeat(16));
    assert_eq!(rows, [format!("1 {nothing}"), format!("2 {nothing}")]);
    assert!(matches!(store.case(space(1)), Err(ReadError::NotFound)));
    assert!(matches!(store.erase(space(1)), Err(WriteError::NotFound)));
    let late = store.append(at(9), space(1), &[noted("late")], None);
    assert!(matches!(late, Err(WriteError::NotFound)), "a late press does not bring it back");
    assert_eq!(store.case(space(2)).unwrap().timeline.len(), 1);
    assert_eq!(seqs(&store.append(at(9), space(2), &[noted("on")], None).unwrap()), [4]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Random histories of several spaces, erased one after another: no erased word stays in any file, page or gap, and
    /// no word of the others is lost.
    #[test]
    fn erased_words_are_gone_from_database_journal_and_free_pages(
        steps in prop::collection::vec((0..6_u8, 1..3_000_usize, 0..4_u8), 20..120),
        order in Just((0..6_u8).collect::<Vec<u8>>()).prop_shuffle(),
    ) {
        let mut plain = Plain::new();
        let canary = |number: u8| format!("กระดาษ-canary{number}");
        for number in 0..6 {
            plain.store.append(at(0), space(number), &[began(), noted(&canary(number))], None).unwrap();
        }
        for (number, length, what) in &steps {
            let words = format!("{} {}", canary(*number), "x".repeat(*length));
            let (store, number) = (&mut plain.store, space(*number));
            match what {
                0 => store.append(at(1), number, &[noted(&words)], None).map(drop),
                1 => store.append(at(1), number, &[answered("c20", &words)], Some(&words)).map(drop),
                2 => store.set_draft(number, &length.to_string(), &words),
                _ => store.set_draft(number, "note", &words),
            }.unwrap();
        }
        for (erased, number) in order.iter().enumerate() {
            prop_assert!(plain.holds(&canary(*number)), "the search itself must find words");
            plain.store.erase(space(*number)).unwrap();
            for gone in &order[..=erased] {
                prop_assert!(!plain.holds(&canary(*gone)), "space {gone} is still there");
            }
            for kept in &order[erased + 1..] {
                let case = plain.store.case(space(*kept)).unwrap();
                prop_assert!(case.notes[0].text == canary(*kept));
            }
        }
    }
}

#[test]
fn words_of_a_conversation_put_into_a_case_are_gone_with_the_case() {
    let mut plain = Plain::new();
    let store = &mut plain.store;
    store.append(at(0), space(1), &[began()], None).unwrap();
    store.keep(at(0), space(1), None).unwrap();
    store.append(at(0), space(2), &[began(), noted("canary-in-both")], None).unwrap();
    store.keep(at(0), space(2), Some(space(1))).unwrap();
    assert!(plain.holds("canary-in-both"));

    plain.store.erase(space(1)).unwrap();

    assert!(!plain.holds("canary-in-both"));
}

#[test]
fn an_erasure_cut_short_is_finished_at_the_next_opening() {
    let mut plain = Plain::new();
    plain.store.append(at(0), space(1), &[began(), noted("canary-cut")], None).unwrap();
    let transaction = begin(&mut plain.store.connection).unwrap();
    erase::erase(&transaction, space(1)).unwrap();
    erase::mark(&transaction).unwrap();
    transaction.commit().unwrap();
    assert!(plain.holds("canary-cut"), "still in the journal");

    let Plain { folder, store } = plain;
    let reopened = Plain { folder, store: Store::open(store.connection).unwrap() };

    assert!(!reopened.holds("canary-cut"));
}
