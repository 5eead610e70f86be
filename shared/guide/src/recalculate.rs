//! Works out what an answer touches, and nothing else. A queue in dependency order: no recursion along chains.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use crate::answer::Answer;
use crate::date::Date;
use crate::form::{Kind, QuestionId};
use crate::interview::Interview;
use crate::value::Value;

impl Value<'_> {
    /// An answer as expressions see it.
    pub(crate) fn of(kind: Kind, answer: &Answer) -> Value<'static> {
        match (kind, answer) {
            (Kind::Date, Answer::Text(text)) => Date::parse(text).map_or(Value::EMPTY, Value::Date),
            (_, Answer::Number(text)) => Value::Number(text.parse().unwrap_or(f64::NAN)),
            (_, answer) => Value::Text(answer.text().into()),
        }
    }

    /// A calculation as it is stored; what is no number is nothing. A truth stays a truth and a date a date: as text,
    /// `false` would be something and show what depends on it, and days could not be counted.
    fn stored(self) -> Value<'static> {
        match self {
            Value::Number(number) if number.is_nan() => Value::EMPTY,
            Value::Number(number) => Value::Number(number),
            Value::Bool(truth) => Value::Bool(truth),
            Value::Date(date) => Value::Date(date),
            Value::Text(text) => Value::Text(text.into_owned().into()),
        }
    }
}

impl Interview {
    /// Stores or takes away an answer without any check, and works out what depends on it.
    pub(crate) fn set(&mut self, q: QuestionId, answer: Option<Answer>) {
        let kind = self.form.question(q).kind;
        self.values[q.index()] = answer.as_ref().map_or(Value::EMPTY, |answer| Value::of(kind, answer));
        self.answers[q.index()] = answer;
        self.spread(q);
    }

    /// Works everything out, in dependency order.
    pub(crate) fn calculate_all(&mut self) {
        let form = Arc::clone(&self.form);
        for q in form.graph().order() {
            self.calculate(*q);
        }
    }

    /// Works out all that depends on a question, nearest first, as far as something changes.
    fn spread(&mut self, changed: QuestionId) {
        let form = Arc::clone(&self.form);
        let graph = form.graph();
        // Ranks only rise along dependencies, so each question is worked out once, after all it needs.
        let mut queue: BinaryHeap<Reverse<u32>> = BinaryHeap::new();
        let mut last = None;
        queue.extend(graph.dependents(changed).iter().map(|q| Reverse(graph.rank(*q))));
        while let Some(Reverse(rank)) = queue.pop() {
            if last == Some(rank) {
                continue;
            }
            last = Some(rank);
            let q = graph.order()[rank as usize];
            if self.calculate(q) {
                queue.extend(graph.dependents(q).iter().map(|q| Reverse(graph.rank(*q))));
            }
        }
    }

    /// Works out one question; whether it now reads as something else.
    fn calculate(&mut self, q: QuestionId) -> bool {
        let form = Arc::clone(&self.form);
        let question = form.question(q);
        let at = q.index();
        let shown = question.parent.is_none_or(|group| self.relevant[group.index()])
            && question.relevant.as_ref().is_none_or(|relevant| relevant.evaluate(self, &Value::EMPTY).is_true());
        let mut changed = self.relevant[at] != shown;
        self.relevant[at] = shown;
        // A hidden calculation reads as empty anyway, and is worked out when it comes back.
        if let Some(calculation) = question.calculation.as_ref().filter(|_| shown) {
            let value = calculation.evaluate(self, &Value::EMPTY).stored();
            changed |= self.values[at] != value;
            self.values[at] = value;
        }
        changed
    }
}
