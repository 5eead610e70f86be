//! Compiled expressions: a flat list of steps for a stack, so that neither length nor nesting can exhaust the phone.

use serde::{Deserialize, Serialize};

use crate::form::QuestionId;

/// A compiled relevance, constraint or calculation. Its text stays in the workbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expression {
    ops: Vec<Op>,
}

/// One step of an expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Op {
    /// Puts a number on the stack.
    Number(f64),
    /// Puts a text on the stack.
    Text(String),
    /// Puts a truth on the stack.
    Truth(bool),
    /// Puts the value of a question on the stack; empty while it is hidden.
    Value(QuestionId),
    /// Puts the answer being checked on the stack (`.`).
    Here,
    /// Replaces the top by minus it.
    Negate,
    /// Takes two, puts their sum.
    Add,
    /// Takes two, puts the first less the second.
    Subtract,
    /// Takes two, puts their product.
    Multiply,
    /// Takes two, puts the first divided by the second.
    Divide,
    /// Takes two, puts the remainder of the first divided by the second.
    Modulo,
    /// Takes two, puts whether they are equal.
    Equal,
    /// Takes two, puts whether they differ.
    NotEqual,
    /// Takes two, puts whether the first is less.
    Less,
    /// Takes two, puts whether the first is less or equal.
    LessOrEqual,
    /// Takes two, puts whether the first is greater.
    Greater,
    /// Takes two, puts whether the first is greater or equal.
    GreaterOrEqual,
    /// Takes one; goes on at the step named when it is false (`if`).
    JumpUnless(u32),
    /// Goes on at the step named.
    Jump(u32),
    /// `and`: when the top is false, makes it `false` and goes on at the step named; else takes it.
    And(u32),
    /// `or`: when the top is true, makes it `true` and goes on at the step named; else takes it.
    Or(u32),
    /// Makes the top a truth.
    Truthy,
    /// Takes that many arguments, puts what the function makes of them.
    Call(Function, u8),
}

/// The functions an expression may call. `if` is compiled into jumps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Function {
    /// `selected(list, choice)`
    Selected,
    /// `count-selected(list)`
    CountSelected,
    /// `not(x)`
    Not,
    /// `string-length(x)`
    StringLength,
    /// `coalesce(a, b)`
    Coalesce,
    /// `concat(a, …)`
    Concat,
    /// `today()`
    Today,
    /// `number(x)`
    Number,
    /// `string(x)`
    String,
    /// `round(x)`
    Round,
    /// `int(x)`
    Int,
}

impl Function {
    /// Every function by the name authors write, with the fewest and most arguments it takes.
    pub const ALL: [(&'static str, Self, u8, u8); 11] = [
        ("selected", Self::Selected, 2, 2),
        ("count-selected", Self::CountSelected, 1, 1),
        ("not", Self::Not, 1, 1),
        ("string-length", Self::StringLength, 1, 1),
        ("coalesce", Self::Coalesce, 2, 2),
        ("concat", Self::Concat, 1, u8::MAX),
        ("today", Self::Today, 0, 0),
        ("number", Self::Number, 1, 1),
        ("string", Self::String, 1, 1),
        ("round", Self::Round, 1, 1),
        ("int", Self::Int, 1, 1),
    ];
}

/// Why a list of steps is no expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    /// A jump goes back or out of the list, so evaluating might never end.
    #[error("A jump in an expression does not go forward")]
    Jump,
    /// A question is named that the form does not have.
    #[error("An expression names a question that is not there")]
    Question,
}

impl Expression {
    /// An expression of these steps.
    #[must_use]
    pub fn new(ops: Vec<Op>) -> Self {
        Self { ops }
    }

    /// The steps.
    #[must_use]
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// The questions it looks at, in the order written, repeated ones too.
    pub fn questions(&self) -> impl Iterator<Item = QuestionId> {
        self.ops.iter().filter_map(|op| match op {
            Op::Value(question) => Some(*question),
            _ => None,
        })
    }

    /// Whether it looks at the date.
    #[must_use]
    pub fn asks_for_today(&self) -> bool {
        self.ops.iter().any(|op| matches!(op, Op::Call(Function::Today, _)))
    }

    /// Checks what evaluation relies on; a pack is data from outside.
    pub(crate) fn check(&self, questions: usize) -> Result<(), Unsound> {
        for (at, op) in self.ops.iter().enumerate() {
            match op {
                Op::JumpUnless(to) | Op::Jump(to) | Op::And(to) | Op::Or(to)
                    if !(at + 1..=self.ops.len()).contains(&(*to as usize)) =>
                {
                    return Err(Unsound::Jump);
                }
                Op::Value(question) if question.index() >= questions => return Err(Unsound::Question),
                _ => {}
            }
        }
        Ok(())
    }
}
