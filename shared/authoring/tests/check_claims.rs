//! What the checks claim of a form, held against every conversation that can be had over it: small random forms, all
//! whose answers are tried in every order.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails where something is not as it should be")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use authoring::check::{Checked, Given, Problem, Verdict, check};
use authoring::xlsform::compile;
use common::workbook::{SETTINGS, workbook};
use fastrand::Rng;
use guide::{Answer, Form, Interview, Kind, QuestionId, Role};

const CHOICES: &str = "list_name | name | label::English (en) | label::Bahasa Indonesia (id) | kind
yn | yes | Yes | Ya | yes
yn | no | No | Tidak | no
many | p | P | P | yes
many | q | Q | Q | yes
many | r | R | R | no
part | s | S | S | yes
part | t | T | T | yes
part | u | U | U | never";

fn without_kinds() -> String {
    CHOICES.lines().map(|line| line.rsplit_once(" | ").unwrap().0.to_owned() + "\n").collect()
}

fn one<'a>(chance: &mut Rng, of: &[&'a str]) -> &'a str {
    of[chance.usize(..of.len())]
}

/// The names of the questions that take an answer.
const NAMES: [&str; 4] = ["a", "b", "c", "d"];
const TYPES: [&str; 7] =
    ["select_one yn", "select_one yn", "select_multiple many", "integer", "decimal", "text", "select_one part"];

/// A form of a few questions whose rules look at each other.
fn rows(chance: &mut Rng) -> String {
    let mut rows =
        "type | name | label::English (en) | label::Bahasa Indonesia (id) | relevant | constraint | required \
                    | calculation | choice_filter | bind::suluh:role | default | readonly\n"
            .to_owned();
    let count = 2 + chance.usize(..2);
    let types: Vec<&str> = (0..count).map(|_| one(chance, &TYPES)).collect();
    let note_at = chance.usize(..=count);
    for (at, kind) in types.iter().enumerate() {
        if at == note_at {
            note(chance, "n", &types, &mut rows);
        }
        let name = NAMES[at];
        let relevant = if at == 0 && chance.usize(..8) > 0 || chance.usize(..3) == 0 {
            String::new()
        } else {
            condition(chance, &types, Some(at), 2)
        };
        let constraint = match chance.usize(..4) {
            0 => own_rule(chance, kind),
            1 if chance.usize(..2) == 0 => {
                format!("{} or {}", own_rule(chance, kind), condition(chance, &types, Some(at), 1))
            }
            _ => String::new(),
        };
        let required = ["", "", "yes"][chance.usize(..3)];
        let filter = if *kind == "select_one part" { "kind=${a}" } else { "" };
        let filter = if at == 0 { "" } else { filter };
        let role = match at {
            0 if *kind == "select_one yn" => "consent",
            1 => ["result", ""][chance.usize(..2)],
            _ => "",
        };
        let default = if chance.usize(..12) == 0 && *kind == "select_one yn" { "yes" } else { "" };
        let readonly =
            if at > 0 && chance.usize(..12) == 0 { condition(chance, &types, Some(at), 1) } else { String::new() };
        rows.extend([format!(
            "{kind} | {name} | L | L | {relevant} | {constraint} | {required} | | {filter} | {role} | {default} | {readonly}\n"
        )]);
    }
    let value = chance.usize(..count);
    let calculation = match chance.usize(..3) {
        0 => format!("if({}, 'x', 'y')", condition(chance, &types, None, 1)),
        1 => format!("${{{}}}", NAMES[value]),
        _ => format!("if({}, 1, 2)", condition(chance, &types, None, 1)),
    };
    rows.extend([format!("calculate | k | | | | | | {calculation} |\n")]);
    note(chance, "m", &types, &mut rows);
    rows
}

fn note(chance: &mut Rng, name: &str, types: &[&str], rows: &mut String) {
    let relevant = condition(chance, types, None, 3);
    rows.extend([format!("note | {name} | L | L | {relevant} |\n")]);
}

/// A condition over the questions other than this one.
fn condition(chance: &mut Rng, types: &[&str], own: Option<usize>, deep: usize) -> String {
    if deep > 0 && chance.usize(..2) == 0 {
        let (left, right) = (condition(chance, types, own, deep - 1), condition(chance, types, own, deep - 1));
        return match chance.usize(..4) {
            0 => format!("({left} or {right})"),
            1 => format!("not({left})"),
            _ => format!("({left} and {right})"),
        };
    }
    // Mostly of those before: where all look at each other, the form is refused.
    let is_other = |at: &usize| own.is_none_or(|own| *at < own) || chance.usize(..8) == 0 && Some(*at) != own;
    let mut others: Vec<usize> = (0..types.len()).filter(is_other).collect();
    if others.is_empty() {
        others.push((own.unwrap_or_default() + 1) % types.len());
    }
    if own.is_none() && chance.usize(..6) == 0 {
        return one(chance, &["${k}='x'", "${k}!='y'", "${k}=1", "${k}=''"]).to_owned();
    }
    let at = others[chance.usize(..others.len())];
    let name = format!("${{{}}}", NAMES[at]);
    if chance.usize(..10) == 0 {
        let other = others[chance.usize(..others.len())];
        return format!("{name} = ${{{}}}", NAMES[other]);
    }
    if chance.usize(..12) == 0 {
        return format!("if({name}='yes', 'x', 'y') = {name}");
    }
    if chance.usize(..12) == 0 {
        let other = others[chance.usize(..others.len())];
        return format!("if(${{{}}}='', 'x', 'words') = {name}", NAMES[other]);
    }
    about(chance, types[at], &name)
}

/// A condition over one question of a type.
fn about(chance: &mut Rng, kind: &str, name: &str) -> String {
    let number = chance.usize(..3);
    let order = one(chance, &["<", "<=", ">", ">=", "=", "!="]);
    match kind {
        "select_one yn" => match chance.usize(..4) {
            0 => format!("{name} = 'no'"),
            1 => format!("{name} != 'yes'"),
            2 => format!("selected({name}, 'yes')"),
            _ => format!("{name} = ''"),
        },
        "select_one part" => format!("{name} {} '{}'", one(chance, &["=", "!="]), one(chance, &["s", "t", "u", ""])),
        "select_multiple many" => match chance.usize(..5) {
            0 => format!("count-selected({name}) {order} {number}"),
            1 => format!("{number} {order} count-selected({name})"),
            2 => format!("{name} {} '{}'", one(chance, &["=", "!="]), one(chance, &["p", "q", "r", ""])),
            _ => format!("selected({name}, '{}')", one(chance, &["p", "q", "r"])),
        },
        "text" => match chance.usize(..5) {
            0 => format!("string-length({name}) {order} {number}"),
            1 => format!("'x' {} {name}", one(chance, &["=", "!="])),
            _ => format!("{name} {} '{}'", one(chance, &["=", "!="]), one(chance, &["x", "words", ""])),
        },
        _ => match chance.usize(..5) {
            0 => format!("{name} + 1 {order} {number}"),
            1 => format!("{number} {order} {name}"),
            2 => format!("{name} {} ''", one(chance, &["=", "!="])),
            _ => format!("{name} {order} {number}"),
        },
    }
}

fn own_rule(chance: &mut Rng, kind: &str) -> String {
    about(chance, kind, ".")
}

/// Everything of a kind that these forms can tell apart.
fn domain(form: &Form, id: QuestionId) -> Vec<Answer> {
    let question = form.question(id);
    let names = ["s", "t", "u"].map(str::to_owned);
    match question.kind {
        Kind::SelectOne if question.itemset.is_some() => names.into_iter().map(Answer::Choice).collect(),
        Kind::SelectOne => question.choices.iter().map(|choice| Answer::Choice(choice.name.clone())).collect(),
        Kind::SelectMultiple => (1..8_u8)
            .map(|set| {
                let ticked = question.choices.iter().zip(0..).filter(|(_, bit)| set & (1 << bit) != 0);
                Answer::Choices(ticked.map(|(choice, _)| choice.name.clone()).collect())
            })
            .collect(),
        Kind::Integer => (-2..5).map(|number| Answer::Number(number.to_string())).collect(),
        Kind::Decimal => (-3..8).map(|half| Answer::Number((f64::from(half) / 2.0).to_string())).collect(),
        Kind::Text => ["x", "words", "ab", "w", "yes"].map(|text| Answer::Text(text.to_owned())).into(),
        _ => Vec::new(),
    }
}

/// Every conversation that can be had, whatever is answered, changed and taken back in whatever order.
fn all_talks(form: &Arc<Form>) -> Vec<Interview> {
    let asked: Vec<QuestionId> = form.ids().filter(|id| form.question(*id).takes_answer()).collect();
    let begun = Interview::begin(Arc::clone(form), common::TODAY);
    let mut seen: BTreeSet<BTreeMap<QuestionId, String>> = BTreeSet::new();
    // What was answered last, also where it is hidden now.
    let first: BTreeMap<QuestionId, String> =
        asked.iter().filter_map(|id| Some((*id, begun.get(*id)?.text()))).collect();
    seen.insert(first.clone());
    let mut open = vec![(begun, first)];
    let mut all = Vec::new();
    while let Some((talk, told)) = open.pop() {
        for id in &asked {
            let answers = domain(form, *id).into_iter().map(Some).chain([None]);
            for answer in answers {
                let mut next = talk.clone();
                let mut now = told.clone();
                let taken = if let Some(answer) = &answer {
                    now.insert(*id, answer.text());
                    next.answer(*id, answer.clone())
                } else {
                    now.remove(id);
                    next.clear(*id)
                };
                if taken.is_ok() && seen.insert(now.clone()) {
                    open.push((next, now));
                }
            }
        }
        all.push(talk);
    }
    all
}

fn replayed(form: &Arc<Form>, example: &[Given]) -> Interview {
    let mut talk = Interview::begin(Arc::clone(form), common::TODAY);
    for given in example {
        let id = form.find_path(&given.question).unwrap();
        talk.answer(id, form.question(id).read(&given.answer).unwrap()).unwrap();
    }
    talk
}

fn takes(talk: &Interview, id: QuestionId) -> bool {
    domain(talk.form(), id).into_iter().any(|answer| talk.clone().answer(id, answer).is_ok())
}

fn is_left_open(talk: &Interview, id: QuestionId) -> bool {
    talk.is_relevant(id) && talk.form().question(id).takes_answer() && talk.is_required(id) && talk.get(id).is_none()
}

fn is_come_to(talk: &Interview, id: QuestionId) -> bool {
    talk.is_relevant(id)
        && !talk.form().ids().take_while(|before| *before < id).any(|before| is_left_open(talk, before))
}

/// How often something was claimed, so that a check that claims nothing is noticed.
#[derive(Default)]
struct Claims(BTreeMap<&'static str, usize>);

impl Claims {
    fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }
}

fn hold(form: &Arc<Form>, checked: &Checked, claims: &mut Claims, told: &str) {
    let talks = all_talks(form);
    // Behind a dead end, known or not, nothing is come to.
    let is_cut_off = checked.findings.iter().any(|finding| {
        matches!(finding.problem, Problem::DeadEnd { .. } | Problem::NothingFits(_) | Problem::AnswerNotProven(_))
    });
    for proof in &checked.proofs {
        let id = form.find_path(&proof.question).unwrap();
        let about = format!("{proof:?}\n{told}");
        match &proof.asked {
            Verdict::Yes(example) => {
                claims.count("asked");
                assert!(replayed(form, example).is_relevant(id), "{about}");
                assert!(is_cut_off || talks.iter().any(|talk| is_come_to(talk, id)), "{about}");
            }
            Verdict::Never => {
                claims.count("never asked");
                assert!(!talks.iter().any(|talk| talk.is_relevant(id)), "{about}");
            }
            Verdict::NotAfter(_) => panic!("{about}"),
            Verdict::OutOfReach => claims.count("asked: out of reach"),
        }
        match &proof.answerable {
            None => {}
            Some(Verdict::Yes(_)) if form.question(id).is_ever_required() => {
                claims.count("always answerable");
                let open = talks.iter().filter(|talk| is_left_open(talk, id) && is_come_to(talk, id));
                open.for_each(|talk| assert!(takes(talk, id), "{about}"));
            }
            Some(Verdict::Yes(_)) => {
                claims.count("answerable");
                let is_never = proof.asked == Verdict::Never;
                let somewhere = talks.iter().any(|talk| talk.is_relevant(id) && takes(talk, id));
                assert!(is_never || somewhere || proof.asked == Verdict::OutOfReach, "{about}");
            }
            Some(Verdict::Never) => {
                claims.count("nothing fits");
                assert!(!talks.iter().any(|talk| takes(talk, id)), "{about}");
            }
            Some(Verdict::NotAfter(example)) => {
                claims.count("dead end");
                let talk = replayed(form, example);
                assert!(is_left_open(&talk, id) && !takes(&talk, id), "{about}");
            }
            Some(Verdict::OutOfReach) => claims.count("answerable: out of reach"),
        }
    }
    outcome(form, checked, &talks, claims, told);
    consent(form, checked, &talks, claims, told);
}

fn outcome(form: &Arc<Form>, checked: &Checked, talks: &[Interview], claims: &mut Claims, told: &str) {
    let outcomes: Vec<QuestionId> = form.ids().filter(|id| form.question(*id).role == Some(Role::Result)).collect();
    let is_end = |talk: &Interview| !form.ids().any(|id| is_left_open(talk, id));
    let has_one = |talk: &Interview| outcomes.iter().any(|id| talk.is_relevant(*id));
    match &checked.outcome {
        None => assert!(outcomes.is_empty()),
        Some(Verdict::Yes(_)) => {
            claims.count("outcome");
            talks.iter().filter(|talk| is_end(talk)).for_each(|talk| assert!(has_one(talk), "outcome\n{told}"));
        }
        Some(Verdict::NotAfter(example)) => {
            claims.count("no outcome");
            let talk = replayed(form, example);
            assert!(is_end(&talk) && !has_one(&talk), "no outcome after {example:?}\n{told}");
        }
        Some(_) => claims.count("outcome: out of reach"),
    }
}

fn consent(form: &Arc<Form>, checked: &Checked, talks: &[Interview], claims: &mut Claims, told: &str) {
    for consent in &checked.consent {
        let asks = form.find_path(&consent.question).unwrap();
        for after in &consent.after {
            let id = form.find_path(&after.question).unwrap();
            let is_without = |talk: &Interview| talk.is_relevant(id) && talk.value_of(asks) != "yes";
            match &after.only_with_consent {
                Verdict::Yes(_) => {
                    claims.count("only with consent");
                    assert!(!talks.iter().any(is_without), "{after:?}\n{told}");
                }
                Verdict::NotAfter(example) => {
                    claims.count(if after.required { "required without consent" } else { "asked without consent" });
                    let talk = replayed(form, example);
                    assert!(is_without(&talk), "{after:?}\n{told}");
                    assert!(!after.required || talk.is_required(id), "{after:?}\n{told}");
                }
                _ => claims.count("consent: out of reach"),
            }
        }
    }
}

#[test]
fn every_claim_about_small_random_forms_holds_in_every_conversation() {
    let mut claims = Claims::default();
    let mut forms = 0;
    let first = std::env::var("SULUH_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0_u64);
    for seed in (first..).take(common::cases(400)) {
        let survey = rows(&mut Rng::with_seed(seed));
        // A column that no filter looks at is refused.
        let choices = if survey.contains("kind=") { CHOICES.to_owned() } else { without_kinds() };
        let bytes = workbook(&[("survey", &survey), ("choices", &choices), ("settings", SETTINGS)]);
        // Forms whose rules go round in a circle, or compare with what can never be, are refused.
        let Ok(form) = compile(&bytes) else { continue };
        forms += 1;
        let form = Arc::new(form);
        hold(&form, &check(&form, true), &mut claims, &format!("seed {seed}\n{survey}"));
    }
    println!("\n= {forms} forms: {:?}", claims.0);
    for kind in ["asked", "never asked", "always answerable", "nothing fits", "dead end", "outcome", "no outcome"] {
        assert!(claims.0.get(kind).is_some_and(|count| *count > 3), "{kind}: {:?}", claims.0);
    }
    for kind in ["only with consent", "required without consent", "asked without consent"] {
        assert!(claims.0.get(kind).is_some_and(|count| *count > 3), "{kind}: {:?}", claims.0);
    }
}
