//! Which answers are behind a reading, and which other ones would change it.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common;

use common::{form, named, rule, told};
use guide::{Answer, Change, Interview, Reason, read, turns};
use serde_json::{Value, json};

fn reasons(when: &Value, written: &str) -> String {
    let form = form();
    named(&form, &read(&rule(when), &told(&form, written)).reasons)
}

#[test]
fn the_answers_behind_a_statement_are_those_that_make_it_hold() {
    let told = "work=farm,sea open=yes what=pay,house,trip free=no held=papers,debt";
    let cases = [
        (json!({ "positive": "D2" }), "held=debt held=papers"),
        (json!({ "positive": "D1" }), "open=yes what=house what=pay what=trip"),
        (json!({ "strong": { "dimension": "D2", "at_least": 2 } }), "held=debt held=papers"),
        (json!({ "any_sign": { "dimensions": ["situation"] } }), "free=no"),
        (json!({ "any_sign": { "dimensions": ["D1"], "except": ["D1.02", "D1.03", "D1.04"] } }), "open=yes"),
        (json!({ "answered": { "question": "work", "choice": "sea" } }), "work=sea"),
        (json!({ "answered": { "question": "what", "choice": "pay" } }), "open=yes what=pay"),
        (json!({ "any_other": { "question": "work", "except": ["sea"] } }), "work=farm"),
        (
            json!({ "any": [{ "answered": { "question": "work", "choice": "sea" } }, { "positive": "D2" }, { "any": [] }] }),
            "work=sea held=debt held=papers",
        ),
        (
            json!({ "all": [{ "answered": { "question": "work", "choice": "sea" } }, { "positive": "D2" }] }),
            "work=sea held=debt held=papers",
        ),
        (json!({ "not": { "only": { "question": "work", "choice": "farm" } } }), "work=sea"),
        (json!({ "not": { "any": [{ "only": { "question": "work", "choice": "farm" } }] } }), "work=sea"),
        (json!({ "not": { "not": { "not": { "only": { "question": "work", "choice": "farm" } } } } }), "work=sea"),
    ];
    for (when, expected) in cases {
        assert_eq!(reasons(&when, told), expected, "{when}");
    }
    let strong = json!({ "strong": { "dimension": "D2", "at_least": 1 } });
    assert_eq!(reasons(&strong, "open=yes what=lie,pay held=papers"), "held=papers");
    assert_eq!(reasons(&json!({ "any": [] }), told), "", "the last statement needs no answer");
    assert_eq!(reasons(&json!({ "only": { "question": "work", "choice": "sea" } }), "work=sea"), "work=sea");
}

/// What keeps a condition from holding is looked for only in the question that *only* names.
#[test]
fn another_question_is_not_behind_what_it_does_not_keep_away() {
    let when = json!({ "not": { "all": [
        { "only": { "question": "work", "choice": "farm" } },
        { "not": { "answered": { "question": "free", "choice": "no" } } },
    ] } });
    assert_eq!(reasons(&when, "work=farm,sea"), "work=sea");
    assert_eq!(reasons(&when, "work=farm free=no"), "");
}

#[test]
fn an_entry_that_leads_to_the_same_statement_brings_its_answers() {
    let form = form();
    let mut rule = rule(&json!({ "positive": "D2" }));
    let mut second = rule.statements[0].clone();
    second.when = serde_json::from_value(json!({ "answered": { "question": "work", "choice": "sea" } })).unwrap();
    let mut other = second.clone();
    other.id = "middle".to_owned();
    other.when = serde_json::from_value(json!({ "answered": { "question": "free", "choice": "no" } })).unwrap();
    rule.statements.splice(1..1, [second, other]);

    let reading = read(&rule, &told(&form, "work=sea free=no held=papers,debt"));

    assert_eq!(named(&form, &reading.reasons), "work=sea held=debt held=papers");
}

#[test]
fn every_answer_in_force_is_given_once() {
    let form = form();
    let interview = told(&form, "work=farm,sea open=yes what=pay words=some hours=3 open=no");
    assert_eq!(
        named(&form, &interview.given()),
        "work=farm work=sea open=no words=… hours=3".replace("hours=3", "hours=…")
    );
}

#[test]
fn another_answer_that_leads_elsewhere_is_found_and_what_it_leads_to_is_so() {
    let form = form();
    let said = |interview: &Interview, when: &Value, most: usize| {
        let change = |change: &Change| match change {
            Change::Taken(id, choice) => format!("+{}={choice}", form.question(*id).name),
            Change::NotTaken(reason) => format!("-{}", named(&form, std::slice::from_ref(reason))),
        };
        let turns = turns(&rule(when), interview, most).into_iter();
        let turns = turns.map(|turn| {
            let changes: Vec<String> = turn.changes.iter().map(change).collect();
            format!("{}: {}", turn.statement, changes.join(" "))
        });
        turns.collect::<Vec<_>>()
    };
    let sea = json!({ "answered": { "question": "work", "choice": "sea" } });
    assert_eq!(said(&told(&form, ""), &sea, 1), ["high: +work=sea"]);
    assert_eq!(said(&told(&form, "work=sea"), &sea, 1), ["low: -work=sea"]);
    assert_eq!(said(&told(&form, ""), &sea, 0), Vec::<String>::new());
    let free = json!({ "any_sign": { "dimensions": ["situation"] } });
    assert_eq!(said(&told(&form, "free=yes"), &free, 1), ["high: +free=no"]);
    // Only after the first the second question is asked.
    let pay = json!({ "answered": { "question": "what", "choice": "pay" } });
    assert_eq!(said(&told(&form, ""), &pay, 1), Vec::<String>::new());
    assert_eq!(said(&told(&form, ""), &pay, 2), ["high: +open=yes +what=pay"]);
    let only = json!({ "only": { "question": "work", "choice": "sea" } });
    assert_eq!(said(&told(&form, "work=none"), &only, 1), ["high: +work=sea"], "none makes way");
}

#[test]
fn statements_that_are_near_come_in_the_order_of_the_rule() {
    let form = form();
    let mut rule = rule(&json!({ "answered": { "question": "free", "choice": "no" } }));
    let mut middle = rule.statements[0].clone();
    middle.id = "middle".to_owned();
    middle.when = serde_json::from_value(json!({ "answered": { "question": "work", "choice": "sea" } })).unwrap();
    rule.statements.insert(1, middle);
    let found: Vec<String> = turns(&rule, &told(&form, ""), 1).into_iter().map(|turn| turn.statement).collect();
    assert_eq!(found, ["high", "middle"], "though work is asked first");
}

#[test]
fn taking_an_answer_away_leaves_the_others() {
    let form = form();
    let interview = told(&form, "work=farm,sea free=no words=some");
    let reason = |name: &str, choice: Option<&str>| Reason {
        question: form.find(name).unwrap(),
        choice: choice.map(str::to_owned),
    };
    let left = interview.without(&[reason("work", Some("sea")), reason("free", Some("yes")), reason("words", None)]);
    assert_eq!(named(&form, &left.given()), "work=farm free=no");
    assert_eq!(left.get(form.find("words").unwrap()), None::<&Answer>);
}
