//! What the checks of a form and its rule find.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use authoring::check::{self, Disagreement, Finding, Problem, Verdict, Weight, agree, check_rule, prove};
use authoring::xlsform::compile;
use common::workbook::{CHOICES, SETTINGS, survey, workbook};
use guide::{Condition, Rule, Strength};

const HEAD: &str = "type | name | label::English (en) | label::Bahasa Indonesia (id) | relevant";

fn check(form: &Arc<guide::Form>) -> Vec<Finding> {
    check::check(form, true).findings
}

fn faults(found: Vec<Finding>) -> Vec<Problem> {
    found.into_iter().filter(|finding| finding.weight == Weight::Fault).map(|finding| finding.problem).collect()
}

fn notes(rows: &str) -> Vec<Problem> {
    let found = check(&Arc::new(compile(&survey(&format!("{HEAD}\n{rows}"))).unwrap()));
    found.into_iter().filter(|finding| finding.weight == Weight::Note).map(|finding| finding.problem).collect()
}

/// The faults of a form with these rows.
fn faults_of(rows: &str) -> Vec<Problem> {
    let head = format!("{HEAD} | constraint | required | bind::suluh:role");
    let form = compile(&survey(&format!("{head}\n{rows}"))).unwrap();
    faults(check(&Arc::new(form)))
}

#[test]
fn a_question_that_no_answers_lead_to_is_a_fault() {
    let never = faults_of(
        "select_one yn | a | A? | A?\nnote | b | B | B | ${a}='yes' and ${a}='no'\nnote | c | C | C | ${a}='no'\n\
         begin_group | g | | | ${a}='yes'\nnote | d | D | D | ${a}!='yes'\nend_group\n\
         integer | n | N? | N?\nnote | e | E | E | ${n}>3 and ${n}<4\nnote | f | F | F | ${n}>3 and ${n}<5",
    );

    let of = |name: &str| Problem::NeverAsked(format!("/data/{name}"));
    assert_eq!(never, [of("b"), of("g/d"), of("e")]);
}

#[test]
fn an_example_leads_to_each_question() {
    let rows = "select_one yn | a | A? | A?\nselect_multiple work | w | W? | W? | ${a}='yes'\n\
                integer | n | N? | N? | selected(${w}, 'sea')\nnote | b | B | B | ${n}=7";
    let form = Arc::new(compile(&survey(&format!("{HEAD}\n{rows}"))).unwrap());

    let proofs = prove(&form);

    let Verdict::Yes(example) = &proofs[3].asked else { panic!("{:?}", proofs[3]) };
    let mut interview = guide::Interview::begin(Arc::clone(&form), common::TODAY);
    for given in example {
        let id = form.find_path(&given.question).unwrap();
        interview.answer(id, form.question(id).read(&given.answer).unwrap()).unwrap();
    }
    assert!(interview.is_relevant(form.find("b").unwrap()));
    assert_eq!(example.len(), 3, "no more than what matters: {example:?}");
}

#[test]
fn a_question_that_takes_no_answer_is_a_fault() {
    let nothing = faults_of(
        "integer | a | A? | A? | | .>5 and .<5 |\ninteger | n | N? | N?\n\
         integer | b | B? | B? | ${n}>2 | .<${n} and .>${n} |",
    );
    assert_eq!(nothing[0], Problem::NothingFits("/data/a".to_owned()));

    let stuck = faults_of("select_one yn | a | A? | A?\ninteger | b | B? | B? | | .=1 and ${a}!='no' | yes");
    let example = "/data/a = no".to_owned();
    assert_eq!(stuck, [Problem::DeadEnd { question: "/data/b".to_owned(), example }]);
}

#[test]
fn a_question_that_is_only_shown_and_may_not_stand_is_a_fault() {
    let found = |rows: &str| {
        let head = format!("{HEAD} | constraint | required | read_only | default | calculation");
        let form = compile(&survey(&format!("{head}\nselect_one yn | a | A? | A?\n{rows}"))).unwrap();
        faults(check(&Arc::new(form)))
    };
    let stuck = |example: &str| [Problem::ShownDeadEnd { question: "/data/b".into(), example: example.into() }];
    assert_eq!(found("integer | b | B? | B? | | | yes | yes"), stuck("no answers at all"));
    assert_eq!(found("integer | b | B? | B? | | . > 3 | | yes | 2"), stuck("no answers at all"));
    assert_eq!(found("integer | b | B? | B? | ${a}='no' | | yes | yes"), stuck("/data/a = no"));
    for fine in [
        "| | | yes | yes | 2",
        "| | . > 3 | | yes | 4",
        "| | . > 3 | | yes",
        "| | | yes | yes | | 1 + 1",
        "| | | | yes",
    ] {
        assert_eq!(found(&format!("integer | b | B? | B? {fine}")), [], "{fine}");
    }
}

#[test]
fn a_talk_that_ends_without_a_result_is_a_fault() {
    let ends = "select_one yn | a | A? | A?\nselect_one yn | r | R? | R? | ${a}!='no' | | | result";
    assert_eq!(faults_of(ends), [Problem::NoOutcome { example: "/data/a = no".to_owned() }]);
    let always = "select_one yn | a | A? | A?\nselect_one yn | r | R? | R? | | | | result";
    assert_eq!(faults_of(always), []);
}

/// What cannot be counted, or depends on more than answers, is not called impossible.
#[test]
fn where_a_proof_is_out_of_reach_it_says_so() {
    let beyond = [
        "text | a | A? | A?\nnote | b | B | B | string-length(${a})=7 and ${a}='seven'",
        "text | a | A? | A?\nnote | b | B | B | ${a}=5 and ${a}='x'",
        "date | a | A? | A?\nnote | b | B | B | ${a}>today() and ${a}<today()",
        "note | b | B | B | today()>date('2026-01-01')",
        "note | b | B | B | ${n}=1\ninteger | n | N? | N? | ${c}='yes'\nselect_one yn | c | C? | C?",
    ];
    for rows in beyond {
        let found = check(&Arc::new(compile(&survey(&format!("{HEAD}\n{rows}"))).unwrap()));
        let wrong = found.iter().find(|finding| matches!(finding.problem, Problem::NeverAsked(_)));
        assert_eq!(wrong, None, "{rows}");
    }
    assert_eq!(notes(beyond[3])[2..], [Problem::AskedNotProven("/data/b".to_owned())]);
}

/// Choices that are looked up are no empty list.
#[test]
fn a_filtered_list_has_choices() {
    let survey =
        format!("{HEAD} | choice_filter\nselect_one yn | a | A? | A?\nselect_one work | b | B? | B? | | kind=${{a}}");
    let choices = "list_name | name | label::English (en) | label::Bahasa Indonesia (id) | kind\nyn | yes | Yes | Ya\n\
                   work | farm | Farm | Kebun | yes";
    let form = compile(&workbook(&[("survey", &survey), ("choices", choices), ("settings", SETTINGS)])).unwrap();
    assert_eq!(faults(check(&Arc::new(form))), []);
}

/// The faults of a form whose choices lie in parts: farms at one place, boats at none that can be answered.
fn faults_of_parts(rows: &str) -> Vec<Problem> {
    let survey = format!("{HEAD} | constraint | required | choice_filter\nselect_one yn | a | A? | A?\n{rows}");
    let choices = "list_name | name | label::English (en) | label::Bahasa Indonesia (id) | kind\nyn | yes | Yes | Ya\n\
                   yn | no | No | Tidak\nwork | farm | Farm | Kebun | yes\nwork | boat | Boat | Kapal | never";
    let form = compile(&workbook(&[("survey", &survey), ("choices", choices), ("settings", SETTINGS)])).unwrap();
    faults(check(&Arc::new(form)))
}

#[test]
fn a_list_that_offers_nothing_where_a_choice_is_required_is_a_fault() {
    let question = || "/data/b".to_owned();
    let stuck = |example: &str| Problem::DeadEnd { question: question(), example: example.to_owned() };
    let filtered = "select_one work | b | B? | B? | | | yes | kind=${a}";
    let found = faults_of_parts(filtered);
    assert!([stuck("no answers at all"), stuck("/data/a = no")].contains(&found[0]), "{found:?}");
    assert_eq!(faults_of_parts("select_one work | b | B? | B? | ${a}='yes' | | yes | kind=${a}"), []);
    assert_eq!(faults_of_parts("select_one work | b | B? | B? | | | | kind=${a}"), [], "one may leave it out");
    let never = "select_one work | b | B? | B? | ${a}='no' | | | kind=${a}";
    assert_eq!(faults_of_parts(never), [Problem::NothingFits(question())]);
    let refused = "select_one work | b | B? | B? | ${a}='yes' | .!='farm' | yes | kind=${a}";
    assert_eq!(faults_of_parts(refused), [stuck("/data/a = yes")]);
}

#[test]
fn a_constraint_that_contradicts_a_condition_is_a_fault() {
    let behind = "integer | a | A? | A? | | . > 10\nnote | b | B | B | ${a} < 5";
    assert_eq!(faults_of(behind), [Problem::NeverAsked("/data/b".to_owned())]);
    let own = "integer | n | N? | N?\ninteger | b | B? | B? | ${n} > 5 | . < 3 and ${n} < 2";
    assert_eq!(faults_of(own), [Problem::NothingFits("/data/b".to_owned())]);
    let only = "select_multiple work | w | W? | W? | | count-selected(.) < 2\n\
                note | b | B | B | selected(${w}, 'farm') and selected(${w}, 'sea')";
    assert_eq!(faults_of(only), [Problem::NeverAsked("/data/b".to_owned())]);
}

#[test]
fn a_question_that_must_be_answered_before_is_no_dead_end_for_those_behind() {
    let behind = "select_one yn | a | A? | A? | | | yes\ninteger | b | B? | B? | | ${a}!='' | yes";
    assert_eq!(faults_of(behind), []);
    let result = "select_one yn | a | A? | A? | | | yes\nselect_one yn | r | R? | R? | ${a}!='' | | | result";
    assert_eq!(faults_of(result), []);
}

#[test]
fn what_must_be_answered_without_consent_is_a_fault_with_the_answers_that_lead_there() {
    let asks = "select_one yn | a | May I write? | Boleh saya tulis? | | | yes | consent\n";
    let breaks = format!("{asks}text | b | B? | B? | ${{a}}!='' | | yes");
    let (question, consent) = ("/data/b".to_owned(), "/data/a".to_owned());
    let example = "/data/a = no".to_owned();
    assert_eq!(faults_of(&breaks), [Problem::RequiredWithoutConsent { question, consent, example }]);
    assert_eq!(faults_of(&format!("{asks}text | b | B? | B? | ${{a}}='yes' | | yes")), []);
    let group = "begin_group | g | | | ${a}='yes'\ntext | b | B? | B? | | | yes\nend_group";
    assert_eq!(faults_of(&format!("{asks}{group}")), []);
    let before = format!("text | b | B? | B? | | | yes\n{asks}");
    assert_eq!(faults_of(&before), [], "what is asked before is kept once it is given");
}

#[test]
fn what_is_asked_without_consent_is_noted_and_consent_comes_from_a_person_only() {
    let form = |rows: &str| {
        let head = format!("{HEAD} | bind::suluh:role | default");
        check::check(&Arc::new(compile(&survey(&format!("{head}\n{rows}"))).unwrap()), true)
    };
    let asks = "select_one yn | a | May I write? | Boleh saya tulis? | | consent";
    let checked = form(&format!("text | t | T? | T?\n{asks}\ntext | b | B? | B?\ntext | c | C? | C? | ${{a}}='yes'"));
    let consent = &checked.consent[0];
    assert_eq!((consent.question.as_str(), consent.before.as_slice()), ("/data/a", ["/data/t".to_owned()].as_slice()));
    assert_eq!(consent.after[1].only_with_consent, Verdict::Yes(Vec::new()));
    let (question, consent, example) = ("/data/b".to_owned(), "/data/a".to_owned(), "no answers at all".to_owned());
    let noted = Problem::AskedWithoutConsent { question, consent, example };
    assert!(checked.findings.iter().any(|found| found.problem == noted && found.weight == Weight::Note));

    let by_itself = form(&format!("{asks} | yes")).findings;
    assert_eq!(faults(by_itself), [Problem::ConsentNotAsked("/data/a".to_owned())]);
    let not_yes = form("select_one work | a | A? | A? | | consent").findings;
    assert_eq!(faults(not_yes), [Problem::ConsentNotAsked("/data/a".to_owned())]);
}

/// A form of others is held to the languages it has.
#[test]
fn in_a_form_of_others_what_one_of_its_languages_says_all_say() {
    let survey = "type | name | label::Deutsch (de) | label::Français (fr)\ntext | a | Name? | Nom ?\n\
                  note | b | Danke, ${a} | Merci\nnote | c | Ende";
    let settings = "form_id | default_language\nt | Deutsch (de)";
    let bytes = workbook(&[("survey", survey), ("settings", settings)]);
    let compiled = authoring::source::compile(&bytes, None).unwrap();
    let found = faults(check::check(&Arc::new(compiled.form), compiled.is_ours).findings);
    let (text, language) = ("label", || "fr".to_owned());
    let names = Problem::Placeholders { question: "b".into(), text, language: language() };
    assert_eq!(found, [names, Problem::MissingText { question: "c".into(), text, language: language() }]);
}

/// Between two whole numbers there are others, on both sides of nothing.
#[test]
fn a_decimal_between_two_whole_numbers_is_tried() {
    let rows = "decimal | a | A? | A?\nnote | b | B | B | ${a}<0 and ${a}+1>0\nnote | c | C | C | ${a}>0 and ${a}<1";
    assert_eq!(faults_of(rows), []);
}

/// Every example of every real form leads where it is said to.
#[test]
fn each_question_of_the_real_forms_is_asked_after_its_example() {
    for letter in 'a'..='k' {
        let form = common::form(letter);
        for proof in prove(&form) {
            let Verdict::Yes(example) = &proof.asked else { panic!("{}: {:?}", proof.question, proof.asked) };
            let mut interview = guide::Interview::begin(Arc::clone(&form), common::TODAY);
            for given in example {
                let id = form.find_path(&given.question).unwrap();
                interview.restore(id, form.question(id).read(&given.answer).unwrap()).unwrap();
            }
            assert!(interview.is_relevant(form.find_path(&proof.question).unwrap()), "{}", proof.question);
        }
    }
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
    let found = faults(check(&Arc::new(form)));
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
    assert_eq!(
        faults(check(&Arc::new(form))),
        [Problem::Placeholders { question: "b".into(), text, language: "id".into() }]
    );
}

#[test]
fn every_real_form_is_without_fault_and_every_question_in_it_is_asked_at_some_time() {
    for letter in 'a'..='k' {
        let found = check(&common::form(letter));
        let expected = |problem: &Problem| match problem {
            // How to be reached is asked for this talk; what is found at a workplace is no worker's answer.
            Problem::AskedWithoutConsent { question, .. } => ["/data/a10", "/data/e21"].contains(&question.as_str()),
            Problem::Drafts { .. } => true,
            _ => false,
        };
        let other = found.into_iter().find(|finding| !expected(&finding.problem));
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
    assert_eq!(changed(|rule| rule.statements[0].note = Some("c99".into())), [Problem::NoQuestion("c99".into())]);
    assert_eq!(changed(|rule| drop(rule.statements.pop())), [Problem::NoLastStatement]);
    assert_eq!(changed(|rule| rule.positive.clear()), [Problem::NoStrengths]);
    assert_eq!(changed(|rule| rule.lists.clear()), [Problem::NoStrengths]);
    assert_eq!(changed(|rule| rule.statements[1].level = 1), [Problem::TwoLevels("signs_specialist".into())]);
    assert_eq!(changed(|rule| drop(rule.signs.remove("D2.05"))), [Problem::NoWords("D2.05".into())]);
    assert_eq!(changed(|rule| rule.areas[1].dimensions.clear()).len(), 11, "ten signs of D2 and its opening question");
    let mut rule = common::rule('c');
    rule.lists[0].applies = Condition::Any(vec![
        answered("c06", "sex"),
        Condition::Not(Box::new(answered("c99", "yes"))),
        Condition::Positive("D7".into()),
    ]);
    rule.lists[1].strengths = Some(BTreeMap::from([("D9.99".into(), Strength::Strong)]));
    let choice = Problem::NoChoice { question: "c06".into(), choice: "sex".into() };
    let found = [
        choice,
        Problem::NoQuestion("c99".into()),
        Problem::NoDimension("D7".into()),
        Problem::ListNeedsStrengths("A-L".into()),
        Problem::NoSign("D9.99".into()),
    ];
    assert_eq!(faults(check_rule(&form, &rule)), found);
}

#[test]
fn a_rule_for_children_that_needs_means_is_a_fault() {
    let form = common::form('d');
    let with = |condition: Condition| {
        let mut rule = common::rule('d');
        rule.statements[0].when = condition;
        faults(check_rule(&form, &rule))
    };
    let (work, means) = (|| Condition::Positive("D4".into()), || Condition::Positive("D5".into()));
    let needs = [Problem::NeedsMeans("refer".into())];
    let unknown = || vec![Problem::NoDimension("D5".into())];

    assert_eq!(faults(check_rule(&form, &common::rule('d'))), []);
    assert!(with(Condition::All(vec![work(), means()])).contains(&needs[0]));
    assert!(!with(Condition::Any(vec![work(), means()])).contains(&needs[0]));
    assert_eq!(with(Condition::Any(vec![work(), Condition::Not(Box::new(means()))])), unknown());
}

#[test]
fn a_rule_that_counts_otherwise_than_its_form_in_one_strength_is_noticed() {
    let (form, rule) = (common::form('c'), common::rule('c'));
    let same = agree(&form, &rule, 50, 7);
    assert_eq!((same.compared, same.disagreements), (50, Vec::new()));
    for strength in 0..3 {
        let mut other = rule.clone();
        let twin = &mut other.twin.dimensions[0];
        *[&mut twin.strong, &mut twin.medium, &mut twin.weak][strength] = "nowhere".to_owned();
        assert!(agree(&form, &other, 50, 7).disagreements.contains(&Disagreement::Signs(0)), "{strength}");
    }
}
