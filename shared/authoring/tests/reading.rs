//! The readings of the real forms: the fixed cases, the calculations other tools run, and the reasons.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;

use authoring::check::{Agreement, Conversations, Disagreement, agree, check_rule};
use common::{Stories, Wanted, cases, form, name, rule, want, wanted};
use guide::{Form, Interview, Reason, Rule, Strength, read};

/// A fixed case with the reading that advisers expect.
#[derive(serde::Deserialize)]
struct Case {
    name: String,
    form: char,
    answers: std::collections::BTreeMap<String, String>,
    expect: std::collections::BTreeMap<String, serde_json::Value>,
}

/// The forms with a reading.
const READ: [char; 4] = ['c', 'd', 'e', 'f'];

#[test]
fn the_fixed_cases_read_as_expected() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("screening_cases.json")).unwrap();
    assert_eq!(cases.len(), 16);
    for case in cases {
        let (form, rule) = (form(case.form), rule(case.form));
        let mut interview = Interview::begin(Arc::clone(&form), common::TODAY);
        for id in form.ids() {
            let question = form.question(id);
            if let Some(value) = case.answers.get(&question.name) {
                interview.answer(id, question.read(value).unwrap()).unwrap();
            }
        }
        let reading = read(&rule, &interview);
        match case.expect.iter().next().unwrap() {
            (key, serde_json::Value::Bool(shown)) => {
                let note = form.find(key.strip_suffix("_shown").unwrap());
                assert_eq!(reading.note == note, *shown, "{}", case.name);
                assert_eq!(interview.is_relevant(note.unwrap()), *shown, "{}", case.name);
            }
            (key, expected) => {
                assert_eq!(Some(reading.statement.as_str()), expected.as_str(), "{}", case.name);
                assert_eq!(Some(interview.value(key).as_str()), expected.as_str(), "{}", case.name);
            }
        }
    }
}

#[test]
fn rules_name_only_what_is_there_and_every_sign_has_words_and_a_place() {
    for letter in READ {
        assert_eq!(check_rule(&form(letter), &rule(letter)), []);
    }
}

#[test]
fn rule_and_calculations_agree_over_random_conversations() {
    for letter in READ {
        let agreement = agree(&form(letter), &rule(letter), cases(20_000), 7);
        assert_eq!(agreement.disagreements, [], "form {letter}");
        println!("\n= form {letter}: rule and calculations agree over {} conversations", agreement.compared);
    }
}

/// Every way in which dimensions can be empty, opened only, shown by one sign, or positive, with what else decides.
#[test]
fn rule_and_calculations_agree_at_every_boundary_between_statements() {
    let (form, rule) = (form('c'), rule('c'));
    let levels = [
        ["", "c20=yes", "c21=wage", "c21=job", "c21=job,wage"],
        ["", "c25=yes", "c26=threat", "c26=violence", "c26=violence,threat"],
        ["", "c30=yes", "c31=poor", "c31=poor,love", "c31=poor,love,past"],
        ["", "c43=yes", "c44=pay", "c42=yes", "c42=yes c44=pay"],
        ["", "c50=yes", "c51=threat", "c51=papers", "c51=papers,debt"],
        ["", "c55=yes", "c56=past", "c56=lost,poor", "c56=lost,poor,status"],
    ];
    let others = ["", "c08=yes", "c06=sexual", "c06=sexual,factory", "c06=none", "c70=yes", "c52=free"];
    let stories = Stories::of(&form);
    let mut agreement = Agreement::default();
    let mut statements = BTreeSet::new();
    for (at, other) in others.iter().enumerate() {
        for mut number in 0..5_usize.pow(6) {
            // All ways without anything else; every fifth with it.
            if at > 0 && number % 5 != at % 5 {
                continue;
            }
            let mut written = vec![*other];
            for dimension in levels {
                written.push(dimension[number % 5]);
                number /= 5;
            }
            // Nobody who never started is asked about the work.
            if *other == "c06=none" {
                written.retain(|part| !part.contains("c42") && !part.contains("c43") && !part.contains("c44"));
            }
            let interview = stories.told(&written.join(" "));
            agreement.compare(&rule, &interview);
            statements.insert(interview.value("c_read"));
        }
    }
    assert_eq!(agreement.disagreements, []);
    assert_eq!(statements.len(), 4, "every statement is reached");
}

/// Every set of up to three signs of a dimension, which is what the dimension rule can tell apart.
#[test]
fn rule_and_calculations_agree_on_every_small_set_of_signs_of_a_dimension() {
    for letter in ['c', 'd'] {
        let (form, rule) = (form(letter), rule(letter));
        let stories = Stories::of(&form);
        let mut agreement = Agreement::default();
        for twin in &rule.twin.dimensions {
            for set in sets(&rated(&form, &twin.dimension), 3) {
                let mut wanted = Wanted::new();
                for (question, choice) in &set {
                    want(&form, &mut wanted, question, choice);
                }
                agreement.compare(&rule, &stories.tell(&wanted).unwrap());
            }
        }
        assert_eq!(agreement.disagreements, [], "form {letter}");
    }
}

/// The answers that show a rated sign of a dimension.
fn rated(form: &Form, dimension: &str) -> Vec<(String, String)> {
    let rows = sign_rows(form).into_iter();
    rows.filter(|row| row.dimension == dimension && row.strength != Strength::Unrated).map(|row| row.answer).collect()
}

/// All sets of at most `most` of these.
fn sets<T: Clone>(all: &[T], most: usize) -> Vec<Vec<T>> {
    let mut sets = vec![Vec::new()];
    for one in all {
        let with: Vec<Vec<T>> = sets.iter().filter(|set| set.len() < most).cloned().collect();
        sets.extend(with.into_iter().map(|mut set| {
            set.push(one.clone());
            set
        }));
    }
    sets
}

/// One row that gives a sign.
struct SignRow {
    code: String,
    dimension: String,
    strength: Strength,
    /// The question and choice that show it.
    answer: (String, String),
}

fn sign_rows(form: &Form) -> Vec<SignRow> {
    let mut rows = Vec::new();
    for question in form.questions() {
        let of_choices =
            question.choices.iter().filter_map(|choice| Some((choice.sign.as_ref()?, choice.name.as_str())));
        let of_question = question.signs.iter().map(|sign| (&sign.sign, sign.when.choice()));
        for (sign, choice) in of_choices.chain(of_question) {
            rows.push(SignRow {
                code: sign.code.clone(),
                dimension: sign.dimension.clone(),
                strength: sign.strength,
                answer: (question.name.clone(), choice.to_owned()),
            });
        }
    }
    rows
}

/// The form with one sign changed: another strength, or taken away.
fn changed(form: &Form, row: &SignRow, strength: Option<Strength>) -> Arc<Form> {
    let mut json = serde_json::to_value(form).unwrap();
    let question = form.find(&row.answer.0).unwrap();
    let question = &mut json["questions"][question.index()];
    let mut hits = 0;
    for choice in question["choices"].as_array_mut().unwrap() {
        if choice["sign"]["code"] == row.code.as_str() {
            hits += 1;
            match strength {
                Some(strength) => choice["sign"]["strength"] = serde_json::to_value(strength).unwrap(),
                None => choice["sign"] = serde_json::Value::Null,
            }
        }
    }
    let signs = question["signs"].as_array_mut().unwrap();
    let before = signs.len();
    match strength {
        Some(strength) => {
            for sign in signs.iter_mut().filter(|sign| sign["sign"]["code"] == row.code.as_str()) {
                hits += 1;
                sign["sign"]["strength"] = serde_json::to_value(strength).unwrap();
            }
        }
        None => signs.retain(|sign| sign["sign"]["code"] != row.code.as_str()),
    }
    assert_eq!(hits + before - question["signs"].as_array().unwrap().len(), 1, "{}", row.code);
    Arc::new(serde_json::from_value(json).unwrap())
}

/// Conversations around one sign: alone and with up to two others of its dimension, two of each strength to choose
/// from, in stories in which it can decide.
fn around(stories: &Stories, row: &SignRow) -> Vec<Interview> {
    let form = &stories.form;
    let mut others: Vec<SignRow> = Vec::new();
    for other in
        sign_rows(form).into_iter().filter(|other| other.dimension == row.dimension && other.answer != row.answer)
    {
        let same = others.iter().filter(|chosen| chosen.strength == other.strength).count();
        if same < 2 && other.strength != Strength::Unrated {
            others.push(other);
        }
    }
    let others: Vec<_> = others.into_iter().map(|other| other.answer).collect();
    let tales = [
        "",
        "c44=pay",
        "c42=yes c44=pay",
        "c42=yes c44=pay c51=papers,debt",
        "c21=job,wage c51=papers,debt",
        "c21=job,wage c42=yes c44=pay",
    ];
    let mut all = Vec::new();
    for tale in tales {
        for mut set in sets(&others, 2) {
            set.push(row.answer.clone());
            let mut wanted = wanted(form, tale);
            // A tale that already tells of this question would hide the boundary.
            wanted.retain(|id, _| set.iter().all(|(question, _)| form.question(*id).name != *question));
            for (question, choice) in &set {
                want(form, &mut wanted, question, choice);
            }
            all.extend(stories.tell(&wanted));
        }
    }
    all
}

#[test]
fn each_sign_row_of_form_c_deleted_or_flipped_is_noticed() {
    let (form, rule) = (form('c'), rule('c'));
    let rows = sign_rows(&form);
    assert_eq!(rows.iter().filter(|row| row.strength != Strength::Unrated).count(), 67);
    let stories = Stories::of(&form);
    let (mut tried, mut by_statement) = (0, 0);
    for row in rows.iter().filter(|row| row.code != "sit:c08") {
        let strengths = [Strength::Strong, Strength::Medium, Strength::Weak, Strength::Unrated];
        let around = around(&stories, row);
        let flips = strengths.into_iter().filter(|s| *s != row.strength && row.strength != Strength::Unrated).map(Some);
        for change in flips.chain([None]) {
            let changed = changed(&form, row, change);
            let mut agreement = Agreement::default();
            for interview in &around {
                agreement.compare(&rule, &same_answers(&changed, interview));
                if agreement.disagreements.contains(&Disagreement::Statement) {
                    break;
                }
            }
            tried += 1;
            by_statement += usize::from(agreement.disagreements.contains(&Disagreement::Statement));
            assert_ne!(agreement.disagreements, [], "{} changed to {change:?} goes unnoticed", row.code);
        }
    }
    println!("\n= {tried} changes of {} sign rows noticed, {by_statement} of them by the statement alone", rows.len());
}

/// *Under 18 when it began* is shown and never decides through its sign; the rule names the answer itself.
#[test]
fn the_one_sign_that_decides_nothing_is_the_age_at_the_beginning() {
    let (form, rule) = (form('c'), rule('c'));
    let row = sign_rows(&form).into_iter().find(|row| row.code == "sit:c08").unwrap();
    let interview = Stories::of(&form).told("c08=yes");
    assert_eq!(read(&rule, &interview).statement, "few_signs");
    assert!(has_sign(&rule, &interview, "sit:c08"));
    assert!(!has_sign(&rule, &same_answers(&changed(&form, &row, None), &interview), "sit:c08"));
}

fn has_sign(rule: &Rule, interview: &Interview, code: &str) -> bool {
    read(rule, interview).areas.iter().flat_map(|area| &area.signs).any(|sign| sign.code == code)
}

/// The same answers over another form with the same questions.
fn same_answers(form: &Arc<Form>, of: &Interview) -> Interview {
    let mut interview = Interview::begin(Arc::clone(form), common::TODAY);
    for id in form.ids() {
        if let Some(answer) = of.get(id) {
            interview.answer(id, answer.clone()).unwrap();
        }
    }
    interview
}

#[test]
fn without_the_answers_named_as_reasons_a_statement_is_another_and_no_other_answer_changes_it() {
    for (letter, without_reasons) in [('c', "few_signs"), ('d', "support")] {
        let (form, rule) = (form(letter), rule(letter));
        let mut with_reasons = 0;
        for interview in Conversations::over(Arc::clone(&form), 11).take(cases(1_000)) {
            let reading = read(&rule, &interview);
            assert_eq!(reading.reasons.is_empty(), reading.statement == without_reasons);
            if !reading.reasons.is_empty() {
                with_reasons += 1;
                let after = read(&rule, &interview.without(&reading.reasons));
                assert_ne!(after.statement, reading.statement, "{}", told(&interview));
            }
            for other in interview.given().into_iter().filter(|given| !reading.reasons.contains(given)) {
                let after = guide::statement(&rule, &interview.without(std::slice::from_ref(&other))).unwrap();
                assert_eq!(after.id, reading.statement, "without {} of {}", name(&form, &other), told(&interview));
            }
        }
        assert!(with_reasons > 100, "form {letter}");
        println!(
            "\n= form {letter}: the reasons of {with_reasons} interviews carry their statement, and nothing else does"
        );
    }
}

fn told(interview: &Interview) -> String {
    interview.given().iter().map(|given| name(interview.form(), given)).collect::<Vec<_>>().join(" ")
}

#[test]
fn reasons_include_the_answers_that_opened_a_question() {
    let (form, rule) = (form('c'), rule('c'));
    let interview = Stories::of(&form).told("c06=fishing,shop c20=yes c21=job c60=yes");
    let reading = read(&rule, &interview);
    let named = |reasons: &[Reason]| reasons.iter().map(|reason| name(&form, reason)).collect::<Vec<_>>();
    let sign = |code: &str| reading.areas.iter().flat_map(|area| &area.signs).find(|sign| sign.code == code).unwrap();
    assert_eq!(named(&sign("sit:c60").reasons), ["c06=fishing", "c60=yes"]);
    assert_eq!(named(&sign("D1.01").reasons), ["c20=yes", "c21=job"]);
    assert_eq!(named(&sign("open:c20").reasons), ["c20=yes"]);
    assert_eq!(reading.areas.iter().map(|area| area.id.as_str()).collect::<Vec<_>>(), ["offer", "held"]);
    assert_eq!(reading.statement, "signs_specialist");
    assert_eq!(reading.note, form.find("c91"));
    assert_eq!(reading.form_hash, form.hash);
}

#[test]
fn no_strength_is_used_when_entertainment_or_sex_work_is_the_only_work() {
    let (form, rule) = (form('c'), rule('c'));
    let story = "c20=yes c21=job,wage c42=yes c44=pay c51=papers,debt";
    let statement = |work: &str| read(&rule, &Stories::of(&form).told(&format!("{work} {story}"))).statement;
    assert_eq!(statement("c06=sexual"), "signs_specialist");
    assert_eq!(statement("c06=sexual,factory"), "signs_trafficking");
    assert_eq!(statement(""), "signs_trafficking");
}

#[test]
fn a_danger_that_is_ticked_wins_over_none() {
    let (form, rule) = (form('d'), rule('d'));
    let mut interview = Interview::begin(Arc::clone(&form), common::TODAY);
    let danger = form.find("d06").unwrap();
    interview.tick(danger, "none").unwrap();
    assert_eq!(read(&rule, &interview).statement, "support");
    interview.tick(danger, "weapon").unwrap();
    assert_eq!(interview.value("d06"), "weapon none");
    assert_eq!(read(&rule, &interview).statement, "refer");
    assert_eq!(interview.value("d_read"), "refer");
}
