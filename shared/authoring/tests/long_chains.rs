//! Questionnaires of any length on the small stack a phone gives its threads.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::thread;

use guide::{Answer, Emergency, Expression, Form, Guides, Interview, Kind, Language, Op, Question, QuestionId, Today};
use i18n::Text;

const SMALL_STACK: usize = 256 * 1024;
const TODAY: Today = Today { utc_ms: 1_795_318_800_000, offset_min: 420 };

fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    thread::Builder::new().stack_size(SMALL_STACK).spawn(work).unwrap().join().unwrap();
}

/// Questions that are each asked only when the one before was answered above 0, with a running total beside.
fn chain(length: u32) -> Form {
    let mut questions = Vec::with_capacity(2 * length as usize);
    for at in 0..length {
        let before = |back: u32| Op::Value(QuestionId(2 * at - back));
        let mut question = Question::new(&format!("q{at}"), &format!("/data/q{at}"), Kind::Integer);
        "1".clone_into(&mut question.default);
        let mut total = Question::new(&format!("c{at}"), &format!("/data/c{at}"), Kind::Calculate);
        let own = Op::Value(QuestionId(2 * at));
        if at == 0 {
            total.calculation = Some(Expression::new(vec![own]));
        } else {
            question.relevant = Some(Expression::new(vec![before(2), Op::Number(0.0), Op::Greater]));
            total.calculation = Some(Expression::new(vec![before(1), own, Op::Add]));
        }
        questions.extend([question, total]);
    }
    let english = Language { name: "English (en)".to_owned(), code: "en".to_owned() };
    Form::new("chain".to_owned(), Text::default(), "1".to_owned(), vec![english], 0, questions).unwrap()
}

#[test]
fn a_chain_of_any_length_is_loaded_and_answered_without_going_deep() {
    for length in [5_000, 50_000] {
        on_a_small_stack(move || {
            let guides = Guides {
                forms: vec![Arc::new(chain(length))],
                rules: Vec::new(),
                emergency: Emergency::default(),
                learn: Vec::new(),
            };
            let bytes = packs::encode_guides(&guides).unwrap();
            let form = Arc::clone(&packs::decode_guides(&bytes).unwrap().forms[0]);

            let mut interview = Interview::begin(form, TODAY);
            let (first, last) = (QuestionId(0), QuestionId(2 * length - 2));
            let total = |interview: &Interview| interview.value_of(QuestionId(2 * length - 1));
            assert_eq!(total(&interview), length.to_string());

            interview.answer(first, Answer::Number("3".to_owned())).unwrap();
            assert_eq!(total(&interview), (length + 2).to_string());
            interview.answer(first, Answer::Number("0".to_owned())).unwrap();
            assert!(!interview.is_relevant(last));
            assert_eq!(interview.places().len(), 1);
        });
    }
}

#[test]
fn chains_of_formulas_are_compiled_on_a_small_stack() {
    on_a_small_stack(|| {
        let (mut instance, mut binds) = (String::new(), String::new());
        for at in 0..5_000 {
            let _ = write!(instance, "<c{at}/>");
            if at > 0 {
                let _ = write!(binds, "<bind nodeset='/data/c{at}' calculate='/data/c{} + 1'/>", at - 1);
            }
        }
        let xml = format!(
            "<html><head><model><instance><data id='t'>{instance}</data></instance>{binds}</model></head><body/></html>"
        );
        let form = authoring::xform::compile(xml.as_bytes(), None).unwrap().form;
        let interview = Interview::begin(Arc::new(form), TODAY);
        assert!(interview.places().is_empty());
    });
}

/// The phone reads steps, not formulas.
#[test]
fn a_pack_holds_no_text_of_a_formula() {
    let xml = "<html><head><model><instance><data id='t'><a/><b/></data></instance>\
               <bind nodeset='/data/a' type='int' constraint='. &gt; 15'/>\
               <bind nodeset='/data/b' relevant='selected(/data/a, 12) or string-length(/data/a) = 3'/></model></head>\
               <body><input ref='/data/a'><label>A</label></input></body></html>";
    let form = authoring::xform::compile(xml.as_bytes(), None).unwrap().form;
    let guides =
        Guides { forms: vec![Arc::new(form)], rules: Vec::new(), emergency: Emergency::default(), learn: Vec::new() };
    let bytes = packs::encode_guides(&guides).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());

    assert!(holds("/data/a"), "its questions are there");
    for text in ["selected", "string-length", "&gt;", ". >", " or "] {
        assert!(!holds(text), "{text}");
    }
}
