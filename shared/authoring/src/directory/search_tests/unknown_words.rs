//! Words that no entry holds as they were typed: other words for the same, slips, and what fits only in part.

use super::*;

#[test]
fn what_is_found_by_another_word_says_so() {
    let mut services = services();
    services[0].description = i18n::Text::of("en", "A refuge in the hills.");
    let listing = open(services);
    let why = |words: &str| listing.search(&typed(words)).unwrap().hits[0].why.clone();

    assert_eq!(why("refuge"), [Why::Words("refuge".to_owned())]);
    assert_eq!(why("hideaway"), [Why::OtherWord("hideaway".to_owned())]);
    assert_eq!(why("hidea"), [Why::OtherWord("hidea".to_owned())], "unfinished");
}

#[test]
fn a_typing_error_is_understood_and_said() {
    for (words, number, word) in [
        ("shleter", 1, "shelter"),
        ("ofice", 0, "office"),
        ("contrakts", 0, "contracts"),
        ("perempaun", 1, "perempuan"),
    ] {
        let found = search(&typed(words));
        assert_eq!(numbers(&found), [number], "{words}");
        let why = Why::Similar { typed: words.to_owned(), word: word.to_owned() };
        assert_eq!(found.hits[0].why, [why], "{words}");
    }
}

#[test]
fn nearly_the_right_number_finds_nothing() {
    let mut all = services();
    all[0].phones[0].number = "1280".to_owned();
    all[0].phones[0].dial = "1280".to_owned();
    let listing = open(all);

    assert_eq!(numbers(&listing.search(&typed("1280")).unwrap()), [0]);
    assert!(listing.search(&typed("1288")).unwrap().nearest);
    assert!(listing.search(&typed("280")).unwrap().nearest);
}

#[test]
fn a_middle_of_a_word_is_found_when_nothing_begins_so() {
    let found = search(&typed("omen"));

    assert_eq!((numbers(&found), &found.hits[0].why[..]), (vec![1], &[Why::Name("omen".to_owned())][..]));
}

#[test]
fn words_nobody_wrote_do_not_hide_what_fits_the_rest() {
    assert_eq!(numbers(&search(&typed("qqqqq shelter xxxxx"))), [1]);
}

#[test]
fn words_of_every_sentence_are_no_reason() {
    let found = search(&typed("I want advice in Chiang Mai"));
    assert!(!numbers(&found).contains(&2), "the helpline only shares \"I want\"");
    let found = search(&typed("I want to qqqqq"));
    assert!(found.nearest, "nothing of it but \"I want\" is known");
    let found = search(&typed("I want a doctor"));
    assert_eq!((numbers(&found), &found.hits[0].why[..]), (vec![2], &[Why::Need("health".to_owned())][..]));
}

#[test]
fn a_guess_alone_does_not_answer_for_the_rest_of_a_sentence() {
    assert_eq!(numbers(&search(&typed("shleter"))), [1]);
    assert!(search(&typed("qqqqq shleter")).nearest);
    assert_eq!(numbers(&search(&typed("safe shleter"))), [1]);
}

#[test]
fn when_nothing_has_all_the_words_those_with_most_of_them_come_first() {
    let found = search(&typed("wages contracts somebody"));

    assert_eq!((numbers(&found), found.total, found.nearest), (vec![0, 2], 2, false));
    assert_eq!(found.hits[1].why, [Why::Words("somebody".to_owned())], "only the word it has");
}

#[test]
fn when_nothing_fits_hotlines_are_offered_and_it_is_said() {
    let found = search(&typed("zzzzzzzz"));
    assert_eq!((numbers(&found), found.total, found.nearest), (vec![2], 1, true));
    assert_eq!(found.hits[0].why, []);
    let school = search(&Query { need: Some("school".to_owned()), ..typed("") });
    assert_eq!((numbers(&school), school.nearest), (vec![2], true));
    assert_eq!(school.hits[0].why, [], "a hotline does not claim to meet the need");
    let elsewhere = search(&Query { place: Some("TH".to_owned()), ..typed("zzzzzzzz") });
    assert_eq!((numbers(&elsewhere), elsewhere.nearest), (vec![2], true), "none in the place: all hotlines");
    let none = open(Vec::new()).search(&typed("x")).unwrap();
    assert_eq!((none.total, none.nearest), (0, false));
}
