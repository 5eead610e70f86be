//! Answers that stand for all others: whatever a condition can tell apart, one of them shows.

use std::collections::{BTreeMap, BTreeSet};

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
    /// The answers that stand for all others, of every question in form order.
    pub(super) fn all(form: &Form) -> Vec<Self> {
        let questions = form.questions().iter().zip(Looks::of(form));
        questions.map(|(question, looks)| Self::of(question, &looks)).collect()
    }

    fn of(question: &Question, looks: &Looks) -> Self {
        match question.kind {
            // Of a list from elsewhere, each choice offered is tried; combinations of them are not.
            _ if question.itemset.is_some() => Self { answers: Vec::new(), are_all: question.kind == Kind::SelectOne },
            Kind::SelectOne => {
                let names = question.choices.iter().map(|choice| Answer::Choice(choice.name.clone()));
                Self { answers: names.collect(), are_all: true }
            }
            Kind::SelectMultiple => combined(question, looks),
            Kind::Integer | Kind::Decimal => numbers(question, looks),
            Kind::Text | Kind::Barcode => {
                let mut other = "words".to_owned();
                while looks.texts.contains(&other) {
                    other.push('s');
                }
                let words = looks.texts.iter().filter(|text| !text.is_empty()).cloned();
                let answers = words.chain([other]).map(Answer::Text).collect();
                // Words can be compared as a whole only: a number, a part or an order of them tells more kinds apart.
                let are_words = looks.numbers.is_empty() && looks.counts.is_empty();
                Self { answers, are_all: looks.are_plain && looks.are_equalities && are_words }
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

/// Every combination of the choices that conditions name, with as many others as they can count.
fn combined(question: &Question, looks: &Looks) -> Values {
    let is_named = |name: &&str| looks.texts.contains(*name);
    let (named, others): (Vec<&str>, Vec<&str>) =
        question.choices.iter().map(|choice| choice.name.as_str()).partition(is_named);
    let most = looks.counts.iter().fold(1_usize, |most, count| most.max(count.saturating_add(1)));
    let exclusive = question.choices.iter().filter(|choice| choice.exclusive).map(|choice| choice.name.as_str());
    let alone = named.iter().chain(others.first()).copied().chain(exclusive).map(|name| vec![name]);
    let are_names = looks.texts.iter().all(|text| text.is_empty() || question.choice(text).is_some());
    let are_few = named.len() <= MOST_COMBINED && most.min(others.len()) <= MOST_COMBINED;
    if !are_few || !looks.are_plain || !are_names || !looks.numbers.is_empty() {
        let pairs = named.windows(2).map(<[&str]>::to_vec);
        let sets = alone.chain(pairs).chain([named.clone()]).filter(|set| !set.is_empty());
        return Values { answers: sets.map(choices).collect(), are_all: false };
    }
    let mut sets: Vec<Vec<&str>> = (0..=most.min(others.len())).map(|count| others[..count].to_vec()).collect();
    for name in named.iter().copied() {
        let with: Vec<Vec<&str>> = sets.iter().map(|set| set.iter().copied().chain([name]).collect()).collect();
        sets.extend(with);
    }
    let mut all: BTreeSet<Vec<&str>> = sets.into_iter().filter(|set| !set.is_empty()).collect();
    all.extend(alone);
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
    let are_numbers = looks.texts.iter().all(String::is_empty) && looks.counts.is_empty();
    // Whole numbers end where those tried do, others do not.
    let are_within = question.kind == Kind::Integer || looks.numbers.iter().all(|number| number.abs() < 1e9);
    let are_all = looks.are_plain && are_whole && are_numbers && are_within;
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
#[derive(Clone)]
struct Looks {
    texts: BTreeSet<String>,
    numbers: Vec<f64>,
    /// With what the number of its ticked choices is compared, rounded up.
    counts: Vec<usize>,
    /// Whether it is looked at in no other way: only compared with what is written in the condition.
    are_plain: bool,
    /// Whether it is only asked whether it is this or that.
    are_equalities: bool,
}

impl Looks {
    /// Of every question in form order.
    fn of(form: &Form) -> Vec<Self> {
        let none = Self {
            texts: BTreeSet::new(),
            numbers: Vec::new(),
            counts: Vec::new(),
            are_plain: true,
            are_equalities: true,
        };
        let mut all = vec![none; form.questions().len()];
        for id in form.ids() {
            let question = form.question(id);
            let rules = [
                &question.relevant,
                &question.constraint,
                &question.calculation,
                &question.required,
                &question.readonly,
            ];
            rules.into_iter().flatten().for_each(|expression| take(expression, id, &mut all));
            let lists = question.itemset.iter().flat_map(|itemset| [&itemset.items, &itemset.name]);
            lists.flat_map(Expression::questions).for_each(|named| all[named.index()].are_plain = false);
        }
        all
    }

    /// Takes what stands beside the step at which the question is looked at.
    fn take(&mut self, ops: &[Op], at: usize) {
        let next = |by: usize| ops.get(at + by);
        // What another branch of an *if* may have put there instead is not known.
        let before = || at.checked_sub(1).and_then(|at| ops.get(at)).filter(|_| !is_joined(ops, at));
        if let Some(Op::Call(Function::CountSelected, 1)) = next(1) {
            let count = match (next(2), next(3)) {
                (Some(Op::Number(count)), Some(test)) if is_order(test) => Some(*count),
                (Some(test), _) if is_order(test) => before().and_then(|before| match before {
                    Op::Number(count) => Some(*count),
                    _ => None,
                }),
                _ => None,
            };
            match count.map(|count| format!("{}", count.ceil().max(0.0)).parse()) {
                Some(Ok(count)) => self.counts.push(count),
                _ => self.are_plain = false,
            }
            return;
        }
        let constant = match (next(1), next(2)) {
            (Some(constant), Some(test)) if is_test(test) => Some(constant),
            (Some(test), _) if is_test(test) => before(),
            _ => None,
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
}

/// Takes what an expression of a question compares each question with.
fn take(expression: &Expression, own: QuestionId, all: &mut [Looks]) {
    let ops = expression.ops();
    let mut seen: BTreeMap<QuestionId, usize> = BTreeMap::new();
    for (at, op) in ops.iter().enumerate() {
        match op {
            Op::Value(id) | Op::Current(id) => {
                *seen.entry(*id).or_default() += 1;
                all[id.index()].take(ops, at);
            }
            Op::Here => all[own.index()].take(ops, at),
            _ => {}
        }
    }
    // The others stand in brackets.
    for id in expression.questions() {
        match seen.get_mut(&id) {
            Some(left) if *left > 0 => *left -= 1,
            _ => all[id.index()].are_plain = false,
        }
    }
}

/// Whether another branch leads to this step.
fn is_joined(ops: &[Op], at: usize) -> bool {
    let leads = |op: &Op| match op {
        Op::JumpUnless(to) | Op::Jump(to) | Op::And(to) | Op::Or(to) => *to as usize == at,
        _ => false,
    };
    ops.iter().any(leads)
}

/// Whether a step tests the two before it against each other.
fn is_test(op: &Op) -> bool {
    is_order(op) || matches!(op, Op::Call(Function::Selected, 2))
}

/// Whether a step compares the two before it.
fn is_order(op: &Op) -> bool {
    matches!(op, Op::Equal | Op::NotEqual | Op::Less | Op::LessOrEqual | Op::Greater | Op::GreaterOrEqual)
}
