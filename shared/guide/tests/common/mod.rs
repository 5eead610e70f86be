//! A form and a rule made by hand, small enough to see all of it.

use std::sync::Arc;

use guide::{
    Choice, Expression, Form, Interview, Kind, Language, Op, Question, QuestionId, QuestionSign, Reason, Rule, Sign,
    Strength, Today, When,
};
use i18n::Text;
use serde_json::{Value, json};

pub(crate) const TODAY: Today = Today { utc_ms: 0, offset_min: 0 };

fn sign(code: &str, dimension: &str, strength: Strength) -> Sign {
    Sign { code: code.to_owned(), dimension: dimension.to_owned(), strength }
}

fn question(name: &str, kind: Kind) -> Question {
    Question::new(name, &format!("/data/{name}"), kind)
}

fn list(name: &str, kind: Kind, choices: Vec<(&str, Option<Sign>)>) -> Question {
    let choice = |(name, sign): (&str, Option<Sign>)| Choice {
        name: name.to_owned(),
        label: Text::of("en", name),
        exclusive: name == "none",
        sign,
    };
    Question { choices: choices.into_iter().map(choice).collect(), ..question(name, kind) }
}

/// A question of yes and no, one of which shows a sign.
fn shows(name: &str, sign: Sign, when: When) -> Question {
    let signs = vec![QuestionSign { sign, when }];
    Question { signs, ..list(name, Kind::SelectOne, vec![("yes", None), ("no", None)]) }
}

/// Work; a list that a *yes* opens; whether one was free to go; another list; words; a number; a third list.
pub(crate) fn form() -> Arc<Form> {
    let open = shows("open", sign("open:open", "D1", Strength::Unrated), When::Yes);
    let of = |code: &str, dimension: &str, strength| Some(sign(code, dimension, strength));
    let what = list(
        "what",
        Kind::SelectMultiple,
        vec![
            ("lie", of("D1.01", "D1", Strength::Strong)),
            ("pay", of("D1.02", "D1", Strength::Medium)),
            ("trip", of("D1.03", "D1", Strength::Weak)),
            ("house", of("D1.04", "D1", Strength::Medium)),
        ],
    );
    let opened = Expression::new(vec![Op::Value(QuestionId(1)), Op::Text("yes".to_owned()), Op::Equal]);
    let held = list(
        "held",
        Kind::SelectMultiple,
        vec![
            ("papers", of("D2.01", "D2", Strength::Strong)),
            ("debt", of("D2.02", "D2", Strength::Strong)),
            ("lie", of("D1.01", "D1", Strength::Strong)),
            ("none", None),
        ],
    );
    let questions = vec![
        list("work", Kind::SelectMultiple, vec![("farm", None), ("sea", None), ("home", None), ("none", None)]),
        open,
        Question { relevant: Some(opened), ..what },
        shows("free", sign("sit:free", "situation", Strength::Unrated), When::No),
        held,
        question("words", Kind::Text),
        question("hours", Kind::Integer),
        question("low", Kind::Note),
        question("high", Kind::Note),
    ];
    let english = Language { name: "English (en)".to_owned(), code: "en".to_owned() };
    let form = Form::new("t".to_owned(), Text::of("en", "T"), "1".to_owned(), vec![english], 0, questions);
    let mut form = form.unwrap();
    "abc".clone_into(&mut form.hash);
    Arc::new(form)
}

/// A conversation from `work=farm,sea open=yes`.
pub(crate) fn told(form: &Arc<Form>, written: &str) -> Interview {
    let mut interview = Interview::begin(Arc::clone(form), TODAY);
    for (name, answer) in written.split_whitespace().map(|pair| pair.split_once('=').unwrap()) {
        let id = form.find(name).unwrap();
        let answer = form.question(id).read(&answer.replace(',', " ")).unwrap();
        interview.answer(id, answer).unwrap();
    }
    interview
}

/// A rule that says *high* when this holds and *low* else.
pub(crate) fn rule(when: &Value) -> Rule {
    let rule = json!({
        "id": "t-1", "form": "t", "source": "",
        "lists": [{
            "id": "A", "source": "", "applies": { "not": { "only": { "question": "work", "choice": "home" } } },
        }],
        "areas": [
            { "id": "offer", "label": { "en": { "text": "Offer", "state": "confirmed" } }, "dimensions": ["D1"] },
            { "id": "held", "label": { "en": { "text": "Held", "state": "confirmed" } }, "dimensions": ["D2"],
              "signs": ["sit:*", "D1.03"] },
        ],
        "positive": [{ "strong": 2 }, { "strong": 1, "medium_or_weak": 1 }, { "medium": 2, "weak": 1 }],
        "statements": [
            { "id": "high", "level": 2, "note": "high", "when": when },
            { "id": "low", "level": 1, "when": { "all": [] } },
        ],
        "twin": { "statement": "" },
        "signs": { "D1.01": { "en": { "text": "Lied to", "state": "confirmed" } } },
    });
    serde_json::from_value(rule).unwrap()
}

pub(crate) fn named(form: &Form, reasons: &[Reason]) -> String {
    let name = |reason: &Reason| {
        let question = &form.question(reason.question).name;
        format!("{question}={}", reason.choice.as_deref().unwrap_or("…"))
    };
    reasons.iter().map(name).collect::<Vec<_>>().join(" ")
}
