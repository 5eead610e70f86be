//! The rule of a reading over a form made by hand: each part of it decides something that a test here tells.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common;

use common::{form, named, rule, told};
use guide::{
    Area, Change, Emergency, Form, Guides, Interview, QuestionId, Reading, Rule, Strength, Tally, Threshold, When,
    read, statement, tally, turns,
};
use i18n::Text;
use serde_json::{Value, json};

fn is_high(when: &Value, written: &str) -> bool {
    statement(&rule(when), &told(&form(), written)).unwrap().id == "high"
}

/// How the signs are shown: `area: code (reasons)`.
fn areas(form: &Form, reading: &Reading) -> Vec<String> {
    let of_area = reading.areas.iter().flat_map(|area| area.signs.iter().map(move |sign| (area, sign)));
    of_area.map(|(area, sign)| format!("{}: {} ({})", area.id, sign.code, named(form, &sign.reasons))).collect()
}

#[test]
fn a_dimension_counts_its_signs_by_strength() {
    let form = form();
    let interview = told(&form, "open=yes what=lie,pay,trip,house held=papers,lie free=no");
    let counts = |dimension| {
        let Tally { strong, medium, weak } = tally(&interview, dimension);
        (strong, medium, weak)
    };
    assert_eq!(counts("D1"), (1, 2, 1), "a sign that two answers show counts once");
    assert_eq!(counts("D2"), (1, 0, 0));
    assert_eq!((counts("situation"), counts("D3")), ((0, 0, 0), (0, 0, 0)), "what is unrated is not counted");
}

#[test]
fn a_threshold_is_reached_when_each_of_its_numbers_is() {
    let threshold = Threshold { strong: 1, medium: 2, weak: 1, medium_or_weak: 4 };
    let reached = |strong, medium, weak| threshold.is_reached(Tally { strong, medium, weak });
    assert!(reached(1, 2, 2) && reached(1, 3, 1) && reached(5, 5, 5));
    assert!(!reached(0, 3, 3) && !reached(1, 1, 3) && !reached(1, 4, 0) && !reached(1, 2, 1));
}

#[test]
fn each_condition_holds_exactly_where_it_says() {
    let cases = [
        (json!({ "positive": "D2" }), "held=papers,debt", "held=papers"),
        (json!({ "positive": "D1" }), "open=yes what=lie,trip", "open=yes what=pay,house"),
        (json!({ "positive": "D1" }), "open=yes what=pay,house,trip", "open=yes what=pay,trip"),
        (json!({ "strong": { "dimension": "D2", "at_least": 1 } }), "held=papers", "open=yes what=lie"),
        (json!({ "strong": { "dimension": "D2", "at_least": 2 } }), "held=papers,debt", "held=papers"),
        (json!({ "any_sign": { "dimensions": ["situation"] } }), "free=no", "free=yes"),
        (json!({ "any_sign": { "dimensions": ["D1"], "except": ["D1.01"] } }), "open=yes", "held=lie"),
        (json!({ "answered": { "question": "work", "choice": "sea" } }), "work=farm,sea", "work=farm"),
        (json!({ "only": { "question": "work", "choice": "sea" } }), "work=sea", "work=farm,sea"),
        (json!({ "any_other": { "question": "work", "except": ["sea", "none"] } }), "work=farm,sea", "work=sea"),
        (json!({ "any_other": { "question": "work", "except": ["sea"] } }), "work=none", ""),
        (
            json!({ "any_other": { "question": "held", "except": ["lie"], "at_least": 2 } }),
            "held=papers,debt",
            "held=lie,debt",
        ),
        (json!({ "not": { "answered": { "question": "work", "choice": "sea" } } }), "work=farm", "work=sea"),
        (
            json!({ "all": [{ "positive": "D2" }, { "answered": { "question": "work", "choice": "sea" } }] }),
            "work=sea held=papers,debt",
            "held=papers,debt",
        ),
        (
            json!({ "any": [{ "positive": "D2" }, { "answered": { "question": "work", "choice": "sea" } }] }),
            "work=sea",
            "work=farm",
        ),
    ];
    for (when, holds, fails) in cases {
        assert!(is_high(&when, holds), "{when} with {holds}");
        assert!(!is_high(&when, fails), "{when} with {fails}");
    }
    assert!(!is_high(&json!({ "any": [] }), ""));
}

#[test]
fn where_no_list_applies_nothing_is_positive_or_strong() {
    for when in [json!({ "positive": "D2" }), json!({ "strong": { "dimension": "D2", "at_least": 1 } })] {
        assert!(is_high(&when, "work=home,sea held=papers,debt"));
        assert!(!is_high(&when, "work=home held=papers,debt"));
    }
    assert!(is_high(&json!({ "any_sign": { "dimensions": ["D2"] } }), "work=home held=papers"));
}

/// Two strong signs, one in each list, are two strong signs in none.
#[test]
fn each_list_that_applies_counts_for_itself_and_one_is_enough() {
    let form = form();
    let with = |applies: &Value, strengths: &Value| {
        let mut rule = rule(&json!({ "positive": "D2" }));
        let list = json!({ "id": "B", "source": "", "applies": applies, "strengths": strengths });
        rule.lists.push(serde_json::from_value(list).unwrap());
        rule
    };
    let (always, at_sea) = (json!({ "all": [] }), json!({ "answered": { "question": "work", "choice": "sea" } }));
    let said = |rule: &Rule, written: &str| read(rule, &told(&form, written));
    let both = with(&at_sea, &json!({ "D2.01": "strong", "D2.02": "weak" }));

    assert_eq!(said(&both, "work=home held=papers,debt").statement, "low", "neither applies");
    assert_eq!(said(&both, "work=home,sea held=papers,debt").statement, "high");
    assert_eq!(
        said(&with(&always, &json!({})), "work=home held=papers,debt").statement,
        "low",
        "none has a strength in it"
    );
    assert_eq!(
        said(&with(&always, &Value::Null), "work=home held=papers,debt").statement,
        "high",
        "as the form has them"
    );

    let mut apart = with(&always, &json!({ "D2.02": "strong" }));
    apart.lists[0].strengths = Some([("D2.01".to_owned(), Strength::Strong)].into());
    assert_eq!(said(&apart, "held=papers,debt").statement, "low");

    let other = with(&always, &json!({ "D2.01": "strong", "sit:free": "strong", "D1.01": "strong" }));
    let strong = json!({ "strong": { "dimension": "D2", "at_least": 1 } });
    let strong = Rule { statements: rule(&strong).statements, ..other };
    assert_eq!(named(&form, &said(&strong, "work=home held=papers,debt,lie").reasons), "held=papers");
}

#[test]
fn of_several_readings_the_one_that_asks_for_most_is_said_and_of_equal_ones_the_first() {
    let form = form();
    let rule = rule(&json!({ "answered": { "question": "work", "choice": "sea" } }));
    let guides = Guides { forms: Vec::new(), rules: vec![rule], emergency: Emergency::default(), learn: Vec::new() };
    let asked = ["work=farm", "work=sea", "work=sea,home"].map(|written| told(&form, written));
    let said = |asked: &[Interview]| guides.strongest(asked).map(|(_, interview)| interview.value("work"));

    assert_eq!(said(&asked).as_deref(), Some("sea"));
    assert_eq!(said(&asked[..1]).as_deref(), Some("farm"));
    assert_eq!(said(&[]), None);
    assert!(Guides { rules: Vec::new(), ..guides.clone() }.strongest(&asked).is_none());
}

#[test]
fn a_rule_with_a_part_it_does_not_know_is_refused() {
    let mut json = serde_json::to_value(rule(&json!({ "all": [] }))).unwrap();
    json["without_strengths"] = Value::Null;
    assert!(serde_json::from_value::<Rule>(json).is_err(), "a part without effect would be relied on");
}

#[test]
fn a_rule_without_a_statement_that_holds_reads_as_nothing() {
    let form = form();
    let mut rule = rule(&json!({ "any": [] }));
    rule.statements.pop();
    let reading = read(&rule, &told(&form, ""));
    assert!(statement(&rule, &told(&form, "")).is_none());
    assert_eq!((reading.statement.as_str(), reading.note, reading.reasons.len()), ("", None, 0));
}

#[test]
fn a_reading_names_its_rule_its_form_and_the_note_that_says_it() {
    let form = form();
    let reading = read(&rule(&json!({ "positive": "D2" })), &told(&form, "held=papers,debt"));
    assert_eq!((reading.rule.as_str(), reading.form_hash.as_str()), ("t-1", "abc"));
    assert_eq!((reading.statement.as_str(), reading.note), ("high", form.find("high")));
}

#[test]
fn signs_are_shown_in_the_area_that_names_them_else_in_that_of_their_dimension() {
    let form = form();
    let interview = told(&form, "open=yes what=lie,trip free=no held=papers,lie");
    let reading = read(&rule(&json!({ "any": [] })), &interview);
    assert_eq!(
        areas(&form, &reading),
        [
            "offer: open:open (open=yes)",
            "offer: D1.01 (open=yes what=lie held=lie)",
            "held: D1.03 (open=yes what=trip)",
            "held: sit:free (free=no)",
            "held: D2.01 (held=papers)",
        ]
    );
    assert_eq!(reading.areas[0].label, Text::of("en", "Offer"));
    assert_eq!(reading.areas[0].signs[1].words, Text::of("en", "Lied to"));
    assert_eq!(reading.areas[1].signs[0].words, Text::default());
    assert!(read(&rule(&json!({ "any": [] })), &told(&form, "work=sea")).areas.is_empty());
}

#[test]
fn an_area_names_codes_as_a_whole_or_by_their_beginning() {
    let area = Area {
        id: String::new(),
        label: Text::default(),
        dimensions: Vec::new(),
        signs: vec!["sit:*".to_owned(), "D1.01".to_owned()],
    };
    assert!(area.names("sit:free") && area.names("D1.01"));
    assert!(!area.names("D1.011") && !area.names("D1.0") && !area.names("free"));
}

#[test]
fn when_says_which_choice_shows_a_sign() {
    assert_eq!((When::Yes.choice(), When::No.choice()), ("yes", "no"));
}

#[test]
fn a_rule_names_the_questions_of_all_its_conditions() {
    let rule = rule(&json!({ "all": [
        { "any": [{ "answered": { "question": "open", "choice": "yes" } }, { "positive": "D1" }] },
        { "not": { "any_other": { "question": "free", "except": [] } } },
        { "only": { "question": "held", "choice": "debt" } },
    ] }));
    assert_eq!(rule.questions().collect::<Vec<_>>(), ["open", "free", "held", "work"]);
}

#[test]
fn conditions_nest_as_deep_as_a_rule_may_and_no_deeper() {
    let nested = |depth: usize| {
        let mut when = json!({ "positive": "D1" });
        for at in 0..depth {
            when = if at % 2 == 0 { json!({ "not": when }) } else { json!({ "all": [when] }) };
        }
        serde_json::from_value::<guide::Condition>(when)
    };
    assert!(nested(64).is_ok());
    assert!(nested(65).unwrap_err().to_string().contains("too deep"));
    assert!(nested(64).is_ok(), "one that was refused leaves nothing behind");
}

#[test]
fn nothing_that_was_said_is_in_debug_output() {
    let form = form();
    let rule = rule(&json!({ "any_sign": { "dimensions": ["situation"] } }));
    let interview = told(&form, "free=no");
    let reading = read(&rule, &interview);
    assert_eq!(format!("{reading:?}"), "Reading { rule: \"t-1\", .. }");
    assert_eq!(format!("{:?}", reading.areas[0]), "AreaRead(…)");
    assert_eq!(format!("{:?}", reading.areas[0].signs[0]), "SignRead(…)");
    assert_eq!(format!("{:?}", reading.reasons[0]), "Reason(…)");
    let near = turns(&rule, &interview, 1);
    assert_eq!(format!("{:?}", near[0]), "Turn { changes: 1, .. }");
    let taken = Change::Taken(QuestionId(0), "sea".to_owned());
    assert_eq!(format!("{taken:?} {:?}", Change::NotTaken(reading.reasons[0].clone())), "Taken(…) NotTaken(…)");
}
