//! Evaluates a compiled expression on a stack. Never fails: what is missing reads as empty.

use std::borrow::Cow;

use crate::date::Date;
use crate::expression::{Expression, Function, Op};
use crate::form::QuestionId;
use crate::value::{Value, selected};

/// What an expression can look at.
pub(crate) trait Around {
    /// The value of a question; empty while it is hidden.
    fn value(&self, question: QuestionId) -> Value<'_>;
    /// The local date.
    fn today(&self) -> Date;
}

impl Expression {
    /// What the expression comes to. `here` is the answer being checked, for constraints.
    pub(crate) fn evaluate<'a>(&'a self, around: &'a impl Around, here: &'a Value<'a>) -> Value<'a> {
        let mut stack: Vec<Value<'a>> = Vec::with_capacity(8);
        let mut at = 0;
        // Jumps only go forward (checked when the form is loaded), so this ends.
        while let Some(op) = self.ops().get(at) {
            at += 1;
            match op {
                Op::Number(number) => stack.push(Value::Number(*number)),
                Op::Text(text) => stack.push(Value::Text(Cow::Borrowed(text))),
                Op::Truth(truth) => stack.push(Value::Bool(*truth)),
                Op::Value(question) => stack.push(around.value(*question)),
                Op::Here => stack.push(here.borrowed()),
                Op::Jump(to) => at = *to as usize,
                Op::JumpUnless(to) => {
                    if !pop(&mut stack).is_true() {
                        at = *to as usize;
                    }
                }
                Op::And(to) | Op::Or(to) => {
                    let decides = matches!(op, Op::Or(_));
                    if pop(&mut stack).is_true() == decides {
                        stack.push(Value::Bool(decides));
                        at = *to as usize;
                    }
                }
                Op::Truthy => {
                    let top = pop(&mut stack).is_true();
                    stack.push(Value::Bool(top));
                }
                Op::Negate => {
                    let top = pop(&mut stack).number();
                    stack.push(Value::Number(-top));
                }
                Op::Call(function, arguments) => {
                    let from = stack.len().saturating_sub(usize::from(*arguments));
                    let given = stack.split_off(from);
                    stack.push(call(*function, given, around));
                }
                _ => {
                    let second = pop(&mut stack);
                    let first = pop(&mut stack);
                    stack.push(combine(op, &first, &second));
                }
            }
        }
        pop(&mut stack)
    }
}

fn pop<'a>(stack: &mut Vec<Value<'a>>) -> Value<'a> {
    stack.pop().unwrap_or(Value::EMPTY)
}

/// The operators of two values.
fn combine(op: &Op, first: &Value<'_>, second: &Value<'_>) -> Value<'static> {
    let (a, b) = match op {
        Op::Equal => return Value::Bool(first.equals(second)),
        Op::NotEqual => return Value::Bool(!first.equals(second)),
        _ => (first.number(), second.number()),
    };
    match op {
        Op::Add => Value::Number(a + b),
        Op::Subtract => Value::Number(a - b),
        Op::Multiply => Value::Number(a * b),
        Op::Divide => Value::Number(a / b),
        Op::Modulo => Value::Number(a % b),
        Op::Less => Value::Bool(a < b),
        Op::LessOrEqual => Value::Bool(a <= b),
        Op::Greater => Value::Bool(a > b),
        Op::GreaterOrEqual => Value::Bool(a >= b),
        _ => Value::EMPTY,
    }
}

fn call<'a>(function: Function, given: Vec<Value<'a>>, around: &impl Around) -> Value<'a> {
    if function == Function::Concat {
        return Value::Text(Cow::Owned(given.iter().map(Value::text).collect()));
    }
    let mut given = given.into_iter();
    let first = given.next().unwrap_or(Value::EMPTY);
    let second = given.next().unwrap_or(Value::EMPTY);
    match function {
        Function::Selected => Value::Bool(selected(&first.text(), &second.text())),
        Function::CountSelected => Value::Number(count(first.text().split_whitespace().count())),
        Function::Not => Value::Bool(!first.is_true()),
        Function::StringLength => Value::Number(count(first.text().encode_utf16().count())),
        Function::Coalesce => {
            if first.is_missing() {
                second
            } else {
                first
            }
        }
        Function::Today => Value::Date(around.today()),
        Function::Number => Value::Number(first.number()),
        Function::String => Value::Text(Cow::Owned(first.text().into_owned())),
        Function::Round => Value::Number((first.number() + 0.5).floor()),
        Function::Int => Value::Number(first.number().trunc()),
        Function::Concat => Value::EMPTY,
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of answers are far below 2^53")]
fn count(of: usize) -> f64 {
    of as f64
}
