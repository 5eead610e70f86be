//! Scripts played over a form, in the format other engines give too.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common {
    pub(crate) mod workbook;
}

use std::sync::Arc;

use authoring::play::{Script, now, play};
use authoring::xlsform::compile;
use common::workbook::survey;
use serde_json::{Value, json};

const SURVEY: &str = "type | name | label::English (en) | label::Bahasa Indonesia (id) | relevant | required | constraint \
                      | constraint_message::English (en) | constraint_message::Bahasa Indonesia (id) | calculation
note | hello | Hello | Halo
begin_group | g
select_one yn | away | Away? | Pergi? | | yes
end_group
select_multiple work | work | Work? | Kerja? | ${away}='yes' | | count-selected(.)<=1 or not(selected(.,'none')) | One only | Satu saja
decimal | pay | Pay? | Upah? | selected(${work},'farm')
date | day | Day? | Hari? | | | . <= today() | Not yet | Belum
calculate | double | | | | | | | | ${pay} * 2";

fn played(script: &Value) -> Value {
    let form = Arc::new(compile(&survey(SURVEY)).unwrap());
    let script: Script = serde_json::from_value(script.clone()).unwrap();
    serde_json::to_value(play(form, &script, now("2026-11-22T03:40:00Z").unwrap())).unwrap()
}

/// The outcomes of steps, with messages.
fn outcomes(steps: &Value) -> Vec<String> {
    let played = played(&json!({"snapshot": "end", "steps": steps}));
    let outcome = |step: &Value| match &step["message"] {
        Value::String(message) => format!("{} {message}", step["outcome"].as_str().unwrap()),
        _ => step["outcome"].as_str().unwrap().to_owned(),
    };
    played["steps"].as_array().unwrap().iter().map(outcome).collect()
}

#[test]
fn a_state_tells_what_is_asked_and_what_it_reads_as() {
    let played = played(&json!({"labels": true, "steps": [
        {"set": "/data/g/away", "value": "yes"},
        {"set": "work", "value": "sea farm"},
        {"language": "Bahasa Indonesia (id)"},
        {"set": "/data/pay", "value": "12.50"},
    ]}));
    assert_eq!(played["engine"], "suluh");
    let start = json!({
        "relevant": ["/data/hello", "/data/g/away", "/data/day"],
        "values": {},
        "choices": {"/data/g/away": ["yes", "no"]},
        "required": ["/data/g/away"],
        "violations": [{"ref": "/data/g/away", "condition": "required"}],
        "labels": {"/data/hello": "Hello", "/data/g/away": "Away?", "/data/day": "Day?"},
    });
    assert_eq!(played["start"], start);
    let values = json!({"/data/g/away": "yes", "/data/work": "farm sea", "/data/pay": "12.5", "/data/double": "25"});
    assert_eq!(played["end"]["values"], values);
    assert_eq!(played["end"]["labels"]["/data/pay"], "Upah?");
    assert_eq!(played["steps"][0]["state"]["relevant"].as_array().unwrap().len(), 4);
}

#[test]
fn each_refusal_has_its_outcome_and_leaves_the_answer_before() {
    let found = outcomes(&json!([
        {"set": "work", "value": "farm"},
        {"set": "hello", "value": "x"},
        {"set": "/data/nobody", "value": "x"},
        {"set": "double", "value": "1"},
        {"set": "g", "value": "1"},
        {"set": "away", "value": "perhaps"},
        {"clear": "away"},
        {"set": "away", "value": "yes"},
        {"set": "work", "value": "farm none"},
        {"language": "id"},
        {"set": "work", "value": "none farm"},
        {"set": "day", "value": "2026-11-23"},
        {"set": "day", "value": "22.11.2026"},
        {"set": "day", "value": "2026-11-22"},
        {"add_repeat": "/data/person"},
        {"language": "xx"},
        {"set": "away"},
    ]));
    let expected = [
        "not_relevant",
        "readonly",
        "no_such_node",
        "no_such_node",
        "no_such_node",
        "bad_value",
        "required",
        "ok",
        "constraint One only",
        "ok",
        "constraint Satu saja",
        "constraint Belum",
        "bad_value",
        "ok",
        "no_such_node",
        "error",
        "error",
    ];
    assert_eq!(found, expected);
}

#[test]
fn hidden_answers_come_back_and_hidden_questions_read_as_empty() {
    let played = played(&json!({"steps": [
        {"set": "away", "value": "yes"}, {"set": "work", "value": "farm"}, {"set": "pay", "value": "3"},
        {"set": "away", "value": "no"}, {"set": "away", "value": "yes"},
    ]}));
    assert_eq!(played["steps"][3]["state"]["values"], json!({"/data/g/away": "no"}));
    let back = json!({"/data/g/away": "yes", "/data/work": "farm", "/data/pay": "3", "/data/double": "6"});
    assert_eq!(played["steps"][4]["state"]["values"], back);
}

#[test]
fn the_moment_of_a_script_keeps_its_offset() {
    let today = now("2026-11-22T23:40:00+07:00").unwrap();
    assert_eq!((today.utc_ms, today.offset_min), (1_795_365_600_000, 420));
    assert_eq!(today.date().to_string(), "2026-11-22");
    assert_eq!(now("2026-11-22"), None);
}
