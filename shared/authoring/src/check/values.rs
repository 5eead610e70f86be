//! Answers that stand for all others: whatever a condition can tell apart, one of them shows.

use std::collections::BTreeSet;

use guide::{Answer, Expression, Form, Function, Interview, Kind, Op, Question, QuestionId};

/// The most choices of one list whose every combination is tried.
const MOST_COMBINED: usize = 6;

/// The answers that stand for all others of one question.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    /// One of each kind a condition can tell apart. Having none is one more.
    pub(super) answers: Vec<Answer>,
    /// Whether no condition of the form can tell apart more.
    pub(super) are_all: bool,
}

impl Values {
    /// The answers that stand for all others of a question.
    pub(super) fn of(form: &Form, id: QuestionId) -> Self {
        let question = form.question(id);
        let looks = Looks::at(form, id);
        match question.kind {
            _ if question.itemset.is_some() => Self::default(),
            Kind::SelectOne => {
                let names = question.choices.iter().map(|choice| Answer::Choice(choice.name.clone()));
                Self { answers: names.collect(), are_all: true }
            }
            Kind::SelectMultiple => combined(question, &looks),
            Kind::Integer | Kind::Decimal => numbers(question, &looks),
            Kind::Text | Kind::Barcode => {
                let words = looks.texts.iter().filter(|text| !text.is_empty()).cloned();
                let answers = words.chain(["words".to_owned()]).map(Answer::Text).collect();
                // Words can be compared as a whole only: a number, a part or an order of them tells more kinds apart.
                Self { answers, are_all: looks.are_plain && looks.are_equalities && looks.numbers.is_empty() }
            }
            kind => Self { answers: usual(kind).map(Answer::Text).into_iter().collect(), are_all: false },
        }
    }

    /// The same, with what a list from elsewhere offers now.
    pub(super) fn now(&self, interview: &Interview, id: QuestionId) -> Vec<Answer> {
        let question = interview.form().question(id);
        if question.itemset.is_none() {
            return self.answers.clone();
        }
        let offered = interview.choices(id).into_iter().map(|offered| offered.name);
        match question.kind {
            Kind::SelectOne => offered.map(Answer::Choice).collect(),
            _ => offered.map(|name| Answer::Choices(vec![name])).collect(),
        }
    }
}

/// Every combination of the choices that conditions name, with one they do not.
fn combined(question: &Question, looks: &Looks) -> Values {
    let named: Vec<&str> =
        question.choices.iter().map(|choice| choice.name.as_str()).filter(|name| looks.texts.contains(*name)).collect();
    let other = question.choices.iter().map(|choice| choice.name.as_str()).find(|name| !looks.texts.contains(*name));
    let exclusive = question.choices.iter().filter(|choice| choice.exclusive).map(|choice| choice.name.as_str());
    let singles: BTreeSet<&str> = named.iter().copied().chain(other).chain(exclusive).collect();
    let alone = || singles.iter().map(|name| vec![*name]);
    let are_names = looks.texts.iter().all(|text| text.is_empty() || question.choice(text).is_some());
    if named.len() > MOST_COMBINED || !looks.are_plain || !are_names || !looks.numbers.is_empty() {
        let pairs = named.windows(2).map(<[&str]>::to_vec);
        let sets = alone().chain(pairs).chain([named.clone()]);
        return Values { answers: sets.map(choices).collect(), are_all: false };
    }
    let mut sets: Vec<Vec<&str>> = vec![Vec::new()];
    for name in named.iter().copied().chain(other) {
        let with: Vec<Vec<&str>> = sets.iter().map(|set| set.iter().copied().chain([name]).collect()).collect();
        sets.extend(with);
    }
    let mut all: BTreeSet<Vec<&str>> = sets.into_iter().filter(|set| !set.is_empty()).collect();
    all.extend(alone());
    Values { answers: all.into_iter().map(choices).collect(), are_all: true }
}

fn choices(names: Vec<&str>) -> Answer {
    Answer::Choices(names.into_iter().map(str::to_owned).collect())
}

/// Every number that is compared with, and one on each side.
fn numbers(question: &Question, looks: &Looks) -> Values {
    let compared = looks.numbers.iter().chain([&0.0]);
    let around: BTreeSet<i32> = compared
        // A number too large to be an answer stands for the largest that is one.
        .map(|number| number.floor().clamp(f64::from(i32::MIN + 1), f64::from(i32::MAX - 1)))
        .filter_map(|number| format!("{number}").parse::<i32>().ok())
        .flat_map(|number| [number - 1, number, number + 1])
        .collect();
    let whole = around.iter().map(ToString::to_string);
    let between = around.iter().filter(|_| question.kind == Kind::Decimal).map(|number| f64::from(*number) + 0.5);
    let between = between.map(|number| number.to_string());
    let are_whole = looks.numbers.iter().all(|number| number.fract() == 0.0);
    let are_numbers = looks.texts.iter().all(String::is_empty);
    let are_all = looks.are_plain && are_whole && are_numbers;
    Values { answers: whole.chain(between).map(Answer::Number).collect(), are_all }
}

/// A usual answer of a kind that conditions seldom look into.
fn usual(kind: Kind) -> Option<String> {
    let text = match kind {
        Kind::Date => "2026-06-15",
        Kind::Time => "10:30:00.000",
        Kind::DateTime => "2026-06-15T10:30:00.000",
        Kind::Geopoint => "-6.2 106.8 0 0",
        Kind::Geotrace => "-6.2 106.8 0 0; -6.3 106.9 0 0",
        Kind::Geoshape => "-6.2 106.8 0 0; -6.3 106.9 0 0; -6.2 106.9 0 0; -6.2 106.8 0 0",
        Kind::File => "picture.jpg",
        Kind::Acknowledge => "OK",
        _ => return None,
    };
    Some(text.to_owned())
}

/// What the conditions of a form compare a question with.
struct Looks {
    texts: BTreeSet<String>,
    numbers: Vec<f64>,
    /// Whether it is looked at in no other way: only compared with what is written in the condition.
    are_plain: bool,
    /// Whether it is only asked whether it is this or that.
    are_equalities: bool,
}

impl Looks {
    fn at(form: &Form, id: QuestionId) -> Self {
        let mut looks = Self { texts: BTreeSet::new(), numbers: Vec::new(), are_plain: true, are_equalities: true };
        for other in form.ids() {
            let question = form.question(other);
            let rules = [
                &question.relevant,
                &question.constraint,
                &question.calculation,
                &question.required,
                &question.readonly,
            ];
            for expression in rules.into_iter().flatten() {
                looks.take(expression, id, other == id);
            }
            let itemset = question.itemset.iter().any(|itemset| itemset.items.questions().any(|named| named == id));
            looks.are_plain &= !itemset;
        }
        looks
    }

    fn take(&mut self, expression: &Expression, id: QuestionId, is_own: bool) {
        let ops = expression.ops();
        let is_it = |op: &Op| {
            matches!(op, Op::Value(named) | Op::Current(named) if *named == id) || is_own && matches!(op, Op::Here)
        };
        for (at, _) in ops.iter().enumerate().filter(|(_, op)| is_it(op)) {
            let next = |by: usize| ops.get(at + by);
            let before = at.checked_sub(1).and_then(|at| ops.get(at));
            let constant = match (next(1), next(2)) {
                (Some(constant), Some(test)) if is_test(test) => Some(constant),
                _ => before.filter(|_| next(1).is_some_and(is_test)),
            };
            let tests = [next(1), next(2)];
            self.are_equalities &= tests.into_iter().flatten().any(|op| matches!(op, Op::Equal | Op::NotEqual));
            match constant {
                Some(Op::Number(number)) => self.numbers.push(*number),
                Some(Op::Text(text)) => {
                    self.texts.insert(text.clone());
                }
                _ => self.are_plain = false,
            }
        }
        let looked_at = expression.questions().filter(|named| *named == id).count();
        self.are_plain &= looked_at <= ops.iter().filter(|op| is_it(op)).count();
    }
}

/// Whether a step tests the two before it against each other.
fn is_test(op: &Op) -> bool {
    matches!(
        op,
        Op::Equal
            | Op::NotEqual
            | Op::Less
            | Op::LessOrEqual
            | Op::Greater
            | Op::GreaterOrEqual
            | Op::Call(Function::Selected, 2)
    )
}
