//! The engine alone, over forms made by hand.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

use std::sync::Arc;

use guide::{
    Answer, Choice, Expression, Form, FormError, Function, Interview, Kind, Language, Op, Question, QuestionId,
    Refusal, Today, Unsound,
};
use i18n::Text;

const TODAY: Today = Today { utc_ms: 0, offset_min: 0 };

fn question(name: &str, kind: Kind) -> Question {
    Question { label: Text::of("en", name), ..Question::new(name, &format!("/data/{name}"), kind) }
}

fn list(name: &str, choices: &[(&str, bool)]) -> Question {
    let choice = |(name, exclusive): &(&str, bool)| Choice {
        name: (*name).to_owned(),
        label: Text::of("en", name),
        exclusive: *exclusive,
        sign: None,
    };
    Question { choices: choices.iter().map(choice).collect(), ..question(name, Kind::SelectMultiple) }
}

fn made(questions: Vec<Question>) -> Result<Form, FormError> {
    let english = Language { name: "English (en)".to_owned(), code: "en".to_owned() };
    Form::new("t".to_owned(), Text::of("en", "T"), "1".to_owned(), vec![english], 0, questions)
}

fn begin(questions: Vec<Question>) -> Interview {
    Interview::begin(Arc::new(made(questions).unwrap()), TODAY)
}

/// Asked only when the question before is above 0.
fn gate(name: &str, before: Option<u32>) -> Question {
    let relevant = before.map(|q| Expression::new(vec![Op::Value(QuestionId(q)), Op::Number(0.0), Op::Greater]));
    Question { relevant, ..question(name, Kind::Integer) }
}

/// Each question is asked only when the one before is above 0; a sum follows each.
fn chain(length: u32) -> Vec<Question> {
    let mut questions = Vec::new();
    for at in 0..length {
        let asked = gate(&format!("q{at}"), (at * 2).checked_sub(2));
        let mut sum = vec![Op::Value(QuestionId(at * 2)), Op::Number(0.0), Op::Call(Function::Coalesce, 2)];
        sum.extend((at * 2).checked_sub(1).into_iter().flat_map(|before| [Op::Value(QuestionId(before)), Op::Add]));
        let calculation = Some(Expression::new(sum));
        questions.extend([asked, Question { calculation, ..question(&format!("s{at}"), Kind::Calculate) }]);
    }
    questions
}

#[test]
fn a_chain_as_long_as_a_form_may_be_is_worked_out_without_recursion() {
    let length = 10_000;
    let mut interview = begin((0..length).map(|at: u32| gate(&format!("q{at}"), at.checked_sub(1))).collect());
    for at in 0..length {
        interview.answer(QuestionId(at), Answer::Number("1".to_owned())).unwrap();
    }
    for (first, asked) in [("0", 1), ("3", 10_000)] {
        interview.answer(QuestionId(0), Answer::Number(first.to_owned())).unwrap();
        assert_eq!(interview.asked().len(), asked);
    }
}

/// The same answers in any order, changed and taken back, come to the same as given once.
#[test]
fn working_out_what_changed_comes_to_the_same_as_working_out_everything() {
    use proptest::prelude::*;
    let step = (0..12_u32, prop::option::of(0..3_i32));
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }, |(steps in prop::collection::vec(step, 0..60))| {
        let mut interview = begin(chain(12));
        let mut given = [None; 12];
        for (at, value) in steps {
            let id = QuestionId(at * 2);
            let done = match value {
                Some(value) => interview.answer(id, Answer::Number(value.to_string())),
                None => interview.clear(id),
            };
            if done.is_ok() {
                given[at as usize] = value;
            }
        }
        let (mut shown, mut sum) = (true, 0);
        for (at, value) in given.into_iter().enumerate() {
            prop_assert_eq!(interview.is_relevant(QuestionId(u32::try_from(at * 2).unwrap())), shown);
            let value = value.filter(|_| shown).unwrap_or(0);
            sum += value;
            prop_assert_eq!(interview.value(&format!("s{at}")), sum.to_string());
            shown = value > 0;
        }
    });
}

#[test]
fn ticking_a_choice_unticks_none_and_the_other_way_round_without_an_error() {
    let mut interview = begin(vec![list("q", &[("a", false), ("b", false), ("none", true), ("skip", true)])]);
    let q = QuestionId(0);
    let mut tick = |choice: &str| {
        interview.tick(q, choice).unwrap();
        interview.value("q")
    };
    assert_eq!(["b", "a", "none", "skip", "b", "b"].map(&mut tick), ["b", "a b", "none", "skip", "b", ""]);
    assert_eq!(interview.get(q), None);
    assert_eq!(interview.tick(q, "c"), Err(Refusal::BadValue));
}

#[test]
fn a_danger_list_without_a_constraint_simply_toggles() {
    let mut interview = begin(vec![list("q", &[("watched", false), ("none", false)])]);
    for choice in ["none", "watched"] {
        interview.tick(QuestionId(0), choice).unwrap();
    }
    assert_eq!(interview.value("q"), "watched none");
}

/// Where other engines differ we keep the order of the list: who ticks the same has answered the same.
#[test]
fn the_order_of_ticking_does_not_change_an_answer() {
    let mut interview = begin(vec![list("q", &[("a", false), ("b", false)])]);
    interview.answer(QuestionId(0), Answer::Choices(vec!["b".to_owned(), "a".to_owned(), "b".to_owned()])).unwrap();
    assert_eq!(interview.value("q"), "a b");
}

#[test]
fn a_refused_answer_leaves_the_one_before() {
    let mut number = question("n", Kind::Integer);
    number.constraint = Some(Expression::new(vec![Op::Here, Op::Number(24.0), Op::LessOrEqual]));
    number.constraint_message = Text::of("en", "At most 24");
    number.required = Some(Expression::always(true));
    let mut interview = begin(vec![number, question("note", Kind::Note)]);
    let (n, note) = (QuestionId(0), QuestionId(1));
    assert_eq!(interview.clear(n), Err(Refusal::Required));
    interview.answer(n, Answer::Number("24".to_owned())).unwrap();
    let message = Text::of("en", "At most 24");
    let refused = interview.answer(n, Answer::Number("25".to_owned()));
    assert_eq!(refused, Err(Refusal::Constraint { place: n.into(), message }));
    assert_eq!(interview.answer(n, Answer::Text("8".to_owned())), Err(Refusal::BadValue));
    assert_eq!(interview.clear(n), Err(Refusal::Required));
    assert_eq!(interview.value("n"), "24");
    assert_eq!(interview.answer(note, Answer::Text("x".to_owned())), Err(Refusal::ReadOnly));
    assert_eq!(interview.answer(QuestionId(9), Answer::Text("x".to_owned())), Err(Refusal::NoSuchQuestion));
}

#[test]
fn a_calculation_that_is_no_number_is_empty() {
    let mut sum = question("sum", Kind::Calculate);
    sum.calculation = Some(Expression::new(vec![Op::Value(QuestionId(1)), Op::Number(1.0), Op::Add]));
    let mut interview = begin(vec![sum, question("n", Kind::Integer)]);
    assert_eq!(interview.value("sum"), "");
    interview.answer(QuestionId(1), Answer::Number("4".to_owned())).unwrap();
    assert_eq!(interview.value("sum"), "5");
}

/// As text, *false* would be something, and what depends on it would be asked.
#[test]
fn a_truth_stays_a_truth_when_it_is_calculated_first_and_used_later() {
    let mut over = question("over", Kind::Calculate);
    over.calculation = Some(Expression::new(vec![Op::Value(QuestionId(0)), Op::Number(8.0), Op::Greater]));
    let why =
        Question { relevant: Some(Expression::new(vec![Op::Value(QuestionId(1))])), ..question("why", Kind::Text) };
    let mut interview = begin(vec![question("hours", Kind::Integer), over, why]);
    for (hours, asked) in [("8", false), ("9", true)] {
        interview.answer(QuestionId(0), Answer::Number(hours.to_owned())).unwrap();
        assert_eq!((interview.value("over"), interview.is_relevant(QuestionId(2))), (asked.to_string(), asked));
    }
}

#[test]
fn a_date_is_counted_in_days_and_today_moves_on() {
    let mut days = question("days", Kind::Calculate);
    days.calculation =
        Some(Expression::new(vec![Op::Call(Function::Today, 0), Op::Value(QuestionId(1)), Op::Subtract]));
    let mut interview = begin(vec![days, question("day", Kind::Date)]);
    interview.answer(QuestionId(1), Answer::Text("1969-12-30".to_owned())).unwrap();
    assert_eq!(interview.value("days"), "2");
    interview.at(Today { utc_ms: 3 * 86_400_000, offset_min: 0 });
    assert_eq!(interview.value("days"), "5");
}

#[test]
fn words_can_name_answers() {
    let mut interview = begin(vec![question("who", Kind::Text)]);
    interview.answer(QuestionId(0), Answer::Text("Ana".to_owned())).unwrap();
    assert_eq!(interview.say("Thank you, ${who}. ${nobody}${open"), "Thank you, Ana. ${open");
}

#[test]
fn nothing_said_is_in_debug_output() {
    let mut interview = begin(vec![question("who", Kind::Text)]);
    interview.answer(QuestionId(0), Answer::Text("canary".to_owned())).unwrap();
    let shown = format!("{interview:?} {:?} {:?}", interview.get(QuestionId(0)), interview.given());
    assert!(!shown.contains("canary") && !shown.contains("who"), "{shown}");
}

#[test]
fn a_form_from_outside_is_checked_before_it_is_used() {
    let with = |ops: Vec<Op>| {
        let mut first = question("q", Kind::Text);
        first.relevant = Some(Expression::new(ops));
        made(vec![first])
    };
    assert!(matches!(with(vec![Op::Value(QuestionId(1))]), Err(FormError::Unsound(Unsound::Question))));
    assert!(matches!(with(vec![Op::Number(1.0), Op::Jump(1)]), Err(FormError::Unsound(Unsound::Jump))));
    assert!(matches!(with(vec![Op::Jump(3)]), Err(FormError::Unsound(Unsound::Jump))));
    assert!(matches!(with(vec![Op::Value(QuestionId(0))]), Err(FormError::Cycle(_))));
    let inside = Question { parent: Some(QuestionId(0)), ..question("q", Kind::Text) };
    assert!(matches!(made(vec![inside]), Err(FormError::Group)));
}

/// Steps that take more than there is find nothing, whatever a pack holds.
#[test]
fn no_list_of_steps_makes_the_engine_panic() {
    for op in [
        Op::Add,
        Op::Equal,
        Op::Negate,
        Op::Truthy,
        Op::And(2),
        Op::JumpUnless(2),
        Op::Call(Function::Selected, 9),
        Op::Here,
    ] {
        let mut sum = question("sum", Kind::Calculate);
        sum.calculation = Some(Expression::new(vec![op, Op::Truth(true)]));
        begin(vec![sum]);
    }
}
