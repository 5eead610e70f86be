//! What the checks of a form and its rule find.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common;

use authoring::check::{Finding, Problem, Weight, check, check_rule};
use authoring::xlsform::compile;
use common::workbook::{CHOICES, SETTINGS, survey, workbook};
use guide::{Condition, Rule};

const HEAD: &str = "type | name | label::English (en) | label::Bahasa Indonesia (id) | relevant";

fn faults(found: Vec<Finding>) -> Vec<Problem> {
    found.into_iter().filter(|finding| finding.weight == Weight::Fault).map(|finding| finding.problem).collect()
}

fn notes(rows: &str) -> Vec<Problem> {
    let found = check(&compile(&survey(&format!("{HEAD}\n{rows}"))).unwrap());
    found.into_iter().filter(|finding| finding.weight == Weight::Note).map(|finding| finding.problem).collect()
}

#[test]
fn a_question_that_is_never_asked_is_noted() {
    let never = notes(
        "select_one yn | a | A? | A?\nnote | b | B | B | ${a}='yes' and ${a}='no'\nnote | c | C | C | ${a}='no'\n\
         begin_group | g | | | ${a}='yes'\nnote | d | D | D | ${a}!='yes'\nend_group",
    );
    let never: Vec<_> = never
        .into_iter()
        .filter_map(|problem| match problem {
            Problem::NeverAsked { question, .. } => Some(question),
            _ => None,
        })
        .collect();
    assert_eq!(never, ["b", "d"]);
}

#[test]
fn texts_nobody_has_confirmed_are_counted() {
    let notes = notes("note | a | A | A");
    let drafts = |language: &str| Problem::Drafts { language: language.into(), count: 1 };
    assert_eq!(notes, [drafts("en"), drafts("id")]);
}

#[test]
fn a_form_without_a_complete_language_is_a_fault() {
    let survey = "type | name | label::English (en)\nnote | a | A\nselect_one yn | b | B?";
    let choices = "list_name | name | label::English (en)\nyn | yes | Yes";
    let form = compile(&workbook(&[("survey", survey), ("choices", choices), ("settings", SETTINGS)])).unwrap();
    let found = faults(check(&form));
    assert_eq!(found[0], Problem::NoLanguage("id".into()));
    let missing: Vec<_> = found.iter().skip(1).map(ToString::to_string).collect();
    let missing_in = |what: &str| format!("{what}: the label is missing in the language id");
    assert_eq!(missing, ["a", "b", "b, choice yes"].map(missing_in));
}

#[test]
fn a_translation_that_names_other_questions_is_a_fault() {
    let survey = format!("{HEAD}\ntext | a | Name? | Nama?\nnote | b | Thank you, ${{a}} | Terima kasih");
    let form = compile(&workbook(&[("survey", &survey), ("choices", CHOICES), ("settings", SETTINGS)])).unwrap();
    let text = "label";
    assert_eq!(faults(check(&form)), [Problem::Placeholders { question: "b".into(), text, language: "id".into() }]);
}

#[test]
fn every_real_form_is_without_fault_and_every_question_in_it_is_asked_at_some_time() {
    for letter in 'a'..='k' {
        let found = check(&common::form(letter));
        let other = found.into_iter().find(|finding| !matches!(finding.problem, Problem::Drafts { .. }));
        assert_eq!(other, None, "form {letter}");
    }
}

#[test]
fn a_rule_that_names_what_is_not_there_is_a_fault() {
    let form = common::form('c');
    let changed = |change: fn(&mut Rule)| {
        let mut rule = common::rule('c');
        change(&mut rule);
        faults(check_rule(&form, &rule))
    };
    let answered =
        |question: &str, choice: &str| Condition::Answered { question: question.into(), choice: choice.into() };
    assert_eq!(changed(|rule| rule.form = "suluh_d".into()), [Problem::OtherForm("suluh_d".into())]);
    assert_eq!(changed(|rule| rule.statements[0].note = "c99".into()), [Problem::NoQuestion("c99".into())]);
    assert_eq!(changed(|rule| drop(rule.statements.pop())), [Problem::NoLastStatement]);
    assert_eq!(changed(|rule| rule.positive.clear()), [Problem::NoThreshold]);
    assert_eq!(changed(|rule| drop(rule.signs.remove("D2.05"))), [Problem::NoWords("D2.05".into())]);
    assert_eq!(changed(|rule| rule.areas[1].dimensions.clear()).len(), 11, "ten signs of D2 and its opening question");
    let mut rule = common::rule('c');
    rule.without_strengths = Some(Condition::Any(vec![
        answered("c06", "sex"),
        Condition::Not(Box::new(answered("c99", "yes"))),
        Condition::Positive("D7".into()),
    ]));
    let choice = Problem::NoChoice { question: "c06".into(), choice: "sex".into() };
    let found = [choice, Problem::NoQuestion("c99".into()), Problem::NoDimension("D7".into())];
    assert_eq!(faults(check_rule(&form, &rule)), found);
}
