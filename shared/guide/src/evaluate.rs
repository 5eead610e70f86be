//! Evaluates a compiled expression on a stack. Never fails: what is missing reads as empty.

mod call;
mod digest;
mod geo;
mod list;
mod nodes;
mod number;
mod text;
mod time;

use std::borrow::Cow;

use crate::expression::{Expression, Op};
use crate::interview::Interview;
use crate::place::Place;
use crate::value::Value;

pub(crate) use nodes::Node;

/// Where an expression is evaluated.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) interview: &'a Interview,
    /// Where the expression belongs.
    pub(crate) current: Place,
    /// The node looked from: another one than [`Self::current`] inside brackets.
    pub(crate) here: Node,
    /// The answer being checked.
    pub(crate) answer: Option<&'a Value<'a>>,
    /// The position of the node a bracket is tried on, from 1.
    pub(crate) position: Option<usize>,
}

/// Something on the stack.
pub(crate) enum Item<'a> {
    One(Value<'a>),
    Nodes(Vec<Node>),
}

impl<'a> Around<'a> {
    /// What steps come to that look up no path.
    pub(crate) fn work_out(&self, ops: &'a [Op]) -> Value<'a> {
        self.value(Expression::nowhere().run(ops, self))
    }

    /// Evaluation for a question where it stands.
    pub(crate) fn at(interview: &'a Interview, place: Place) -> Self {
        Self { interview, current: place, here: Node::Place(place), answer: None, position: None }
    }

    /// The value of a list of nodes: of the first.
    pub(crate) fn value(&self, item: Item<'a>) -> Value<'a> {
        match item {
            Item::One(value) => value,
            Item::Nodes(nodes) => nodes.first().map_or(Value::EMPTY, |node| self.value_of(*node)),
        }
    }
}

impl Expression {
    /// What the expression comes to.
    pub(crate) fn evaluate<'a>(&'a self, around: &Around<'a>) -> Value<'a> {
        around.value(self.run(self.ops(), around))
    }

    /// The nodes the expression comes to; none for anything else.
    pub(crate) fn nodes<'a>(&'a self, around: &Around<'a>) -> Vec<Node> {
        match self.run(self.ops(), around) {
            Item::One(_) => Vec::new(),
            Item::Nodes(nodes) => nodes,
        }
    }

    fn run<'a>(&'a self, ops: &'a [Op], around: &Around<'a>) -> Item<'a> {
        let mut stack = Stack { items: Vec::with_capacity(4), around };
        let mut at = 0;
        // Jumps only go forward (checked when the form is loaded), so this ends.
        while let Some(op) = ops.get(at) {
            at += 1;
            match op {
                Op::Number(number) => stack.push(Value::Number(*number)),
                Op::Text(text) => stack.push(Value::Text(Cow::Borrowed(text))),
                Op::Truth(truth) => stack.push(Value::Bool(*truth)),
                Op::Value(question) => stack.push(around.near(around.block(), *question)),
                Op::Current(question) => stack.push(around.near(around.current.block, *question)),
                Op::Here => stack.push(match around.answer {
                    Some(answer) => answer.borrowed(),
                    None => around.value_of(around.here),
                }),
                Op::Nodes(path) => stack.items.push(Item::Nodes(around.follow(self, *path))),
                Op::Column(column) => stack.push(around.column(*column)),
                Op::Position => stack.push(Value::Number(number::count(around.position()))),
                Op::ChoiceName(question) => {
                    let name = stack.pop().text().into_owned();
                    stack.push(around.choice_name(*question, &name));
                }
                Op::Words => {
                    let id = stack.pop().text().into_owned();
                    stack.push(around.words(&id));
                }
                Op::Matches(pattern) => {
                    let matches = pattern.matches(&stack.pop().text());
                    stack.push(Value::Bool(matches));
                }
                Op::Jump(to) => at = *to as usize,
                Op::JumpUnless(to) => {
                    if !stack.pop().is_true() {
                        at = *to as usize;
                    }
                }
                Op::And(to) | Op::Or(to) => {
                    let decides = matches!(op, Op::Or(_));
                    if stack.pop().is_true() == decides {
                        stack.push(Value::Bool(decides));
                        at = *to as usize;
                    }
                }
                Op::Truthy => {
                    let top = stack.pop().is_true();
                    stack.push(Value::Bool(top));
                }
                Op::Negate => {
                    let top = stack.pop().number();
                    stack.push(Value::Number(-top));
                }
                Op::Union => {
                    let (second, first) = (stack.nodes(), stack.nodes());
                    stack.items.push(Item::Nodes(first.into_iter().chain(second).collect()));
                }
                Op::Call(function, arguments) => {
                    let from = stack.items.len().saturating_sub(usize::from(*arguments));
                    let given = stack.items.split_off(from);
                    let made = around.call(*function, given);
                    stack.items.push(made);
                }
                _ => {
                    let second = stack.pop();
                    let first = stack.pop();
                    stack.push(combine(op, &first, &second));
                }
            }
        }
        stack.items.pop().unwrap_or(Item::One(Value::EMPTY))
    }

    /// What stands in a bracket comes to, looked from a node.
    fn part<'a>(&'a self, part: u16, around: &Around<'a>) -> Value<'a> {
        around.value(self.run(self.part_ops(part), around))
    }
}

struct Stack<'a, 's> {
    items: Vec<Item<'a>>,
    around: &'s Around<'a>,
}

impl<'a> Stack<'a, '_> {
    fn push(&mut self, value: Value<'a>) {
        self.items.push(Item::One(value));
    }

    fn pop(&mut self) -> Value<'a> {
        self.items.pop().map_or(Value::EMPTY, |item| self.around.value(item))
    }

    fn nodes(&mut self) -> Vec<Node> {
        match self.items.pop() {
            Some(Item::Nodes(nodes)) => nodes,
            _ => Vec::new(),
        }
    }
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
