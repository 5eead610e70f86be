//! The sixteen cases of the content, each told to the app through the screens, come out as their authors expect.

use std::{fs, path::Path};

use journeys::{Answers, Person, Workbook, answers, data_folder};
use serde_json::Value;

/// What is said for each reading of form c.
const SAID: [(&str, &str); 4] =
    [("signs_trafficking", "c90"), ("signs_specialist", "c91"), ("labour_rights", "c92"), ("few_signs", "c93")];

#[test]
fn every_case_comes_out_as_its_author_expects() {
    let cases = cases();
    assert_eq!(cases.len(), 16);
    let folder = data_folder();
    let mut person = Person::opens(folder.path());
    person.begins_in_english();
    person.sets_the_pin();
    for case in &cases {
        let name = case["name"].as_str().expect("a name");
        let is_adult = case["form"] == "c";
        person.presses("New conversation");
        let given = everything_said(case, is_adult);
        let form = if is_adult { "suluh_c" } else { "suluh_d" };
        person.talks_until(&given, &format!("check/{form}"));
        person.presses("See what this may mean");
        person.is_at(&format!("reading/{form}"));
        if is_adult {
            reads_as(&person, case["expect"]["c_read"].as_str().expect("a reading"), name);
        } else {
            refers_the_child(&person, case["expect"]["d90_shown"].as_bool().expect("yes or no"), name);
        }
        person.presses("Stop");
        person.presses(if is_adult { "Stop and delete everything" } else { "Stop and forget" });
        person.sees("The conversation is gone.");
    }
}

/// The opening form as an adult who agrees, or a child, answers it; then the case.
fn everything_said(case: &Value, is_adult: bool) -> Answers {
    let age = if is_adult { "adult" } else { "child" };
    let mut given = answers(&[("a03", "yes"), ("a12", age), ("a07", "yes"), ("a08", "yes")]);
    for (question, answer) in case["answers"].as_object().expect("answers") {
        given.insert(question.clone(), answer.as_str().expect("words").to_owned());
    }
    given
}

fn reads_as(person: &Person, expected: &str, name: &str) {
    let workbook = Workbook::read("c-returnee.xlsx");
    for (reading, note) in SAID {
        let is_said = person.page.words.contains(&workbook.question(note, "English (en)"));
        assert_eq!(is_said, reading == expected, "{name}: {note} on:\n{}", person.page.words);
    }
}

fn refers_the_child(person: &Person, expected: bool, name: &str) {
    let note = Workbook::read("d-child.xlsx").question("d90", "English (en)");
    assert_eq!(person.page.words.contains(&note), expected, "{name}: d90 on:\n{}", person.page.words);
}

fn cases() -> Vec<Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/screening_cases.json");
    serde_json::from_slice(&fs::read(file).expect("the cases")).expect("JSON")
}
