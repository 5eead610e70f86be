//! Looking at a form, and at what its scripts leave untried.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common;

use std::sync::Arc;

use authoring::cover::{Branch, cover};
use authoring::play::{Played, Script, Snapshot, play};
use authoring::{show, xlsform};
use common::workbook::{CHOICES, SETTINGS, workbook};
use guide::Form;
use serde_json::json;

fn small() -> Arc<Form> {
    let survey =
        "type | name | label::English (en) | label::Bahasa Indonesia (id) | relevant | constraint | calculation
select_one yn | away | Were you away & <alone>? | Pergi? | | |
integer | months | How many months? | Berapa bulan? | ${away}='yes' | .<100 |
calculate | long | | | | | if(${months}>3,'1','0')";
    let bytes = workbook(&[("survey", survey), ("choices", CHOICES), ("settings", SETTINGS)]);
    Arc::new(xlsform::compile(&bytes).unwrap())
}

fn played(form: &Arc<Form>, steps: &serde_json::Value) -> Played {
    let script = Script { labels: false, snapshot: Snapshot::Each, steps: steps.as_array().unwrap().clone() };
    play(Arc::clone(form), &script, common::TODAY)
}

#[test]
fn what_no_script_tries_is_named() {
    let form = small();

    let nothing = cover(&form, &[]);
    assert_eq!((nothing.branches, nothing.missed.len()), (6, 6));

    let some = cover(&form, &[played(&form, &json!([{ "set": "/data/away", "value": "yes" }]))]);
    let of = |name: &str| format!("/data/{name}");
    let no = Branch::Taken { question: of("away"), choice: "no".to_owned() };
    assert_eq!(some.missed, [no, Branch::Refused { question: of("months") }]);

    let all = json!([
        { "set": "/data/away", "value": "yes" }, { "set": "/data/months", "value": "100" }, { "set": "/data/away", "value": "no" }
    ]);
    assert_eq!(cover(&form, &[played(&form, &all)]).missed, []);
}

#[test]
fn the_outline_names_every_question_and_what_it_depends_on() {
    let outline = show::outline(&small(), "en");

    assert!(outline.contains("  away (SelectOne) Were you away & <alone>?\n    - yes: Yes\n"), "{outline}");
    assert!(outline.contains("  months (Integer) How many months?\n    asked by: away\n"), "{outline}");
    assert!(outline.contains("    worked out from: months\n"), "{outline}");
}

#[test]
fn the_picture_has_a_row_for_each_question_and_an_arc_for_each_look() {
    let svg = show::svg(&small(), "en");

    assert_eq!(svg.matches("<tspan").count(), 3);
    assert_eq!(svg.matches("<path").count(), 2);
    assert!(svg.contains("Were you away &amp; &lt;alone&gt;?"));
    for letter in ['a', 'c', 'd'] {
        let form = common::form(letter);
        assert_eq!(show::svg(&form, "id").matches("<tspan").count(), form.questions().len());
    }
}
