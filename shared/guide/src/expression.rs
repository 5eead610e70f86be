//! Compiled expressions: flat lists of steps for a stack, so that neither length nor nesting can exhaust the phone.

use serde::{Deserialize, Serialize};

use crate::function::Function;
use crate::path::{Filter, Path};
use crate::pattern::Pattern;
use crate::question::QuestionId;

/// A compiled relevance, constraint or calculation. Its text stays in the workbook.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Expression {
    ops: Vec<Op>,
    /// What [`Op::Nodes`] looks up.
    paths: Vec<Path>,
    /// What stands in the brackets of the paths. A list and not expressions inside each other: reading a pack back must
    /// not be as deep as its writer likes. A part looks up only paths whose own brackets stand further on.
    parts: Vec<Vec<Op>>,
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
    /// Puts the value of a question on the stack, of the instance it shares with the place looked from; empty while it
    /// is hidden.
    Value(QuestionId),
    /// As [`Op::Value`], but looked from where the expression belongs and not from the node a bracket is tried on.
    Current(QuestionId),
    /// Puts the answer being checked on the stack (`.`); outside a constraint the value the place itself has.
    Here,
    /// Puts the nodes of a path on the stack.
    Nodes(u16),
    /// Puts a column of the row a bracket is tried on on the stack.
    Column(u16),
    /// Puts the position of the node a bracket is tried on, from 1; outside brackets that of the instance.
    Position,
    /// Takes a choice's name, puts its words as the question offers it (`jr:choice-name`).
    ChoiceName(QuestionId),
    /// Takes the id of a text, puts the text (`jr:itext`).
    Words,
    /// Takes one, puts whether it matches as a whole (`regex`).
    Matches(Pattern),
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
    /// Takes two lists of nodes, puts the nodes of both.
    Union,
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

/// Why a list of steps is no expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    /// A jump goes back or out of the list, so evaluating might never end.
    #[error("A jump in an expression does not go forward")]
    Jump,
    /// A question is named that the form does not have.
    #[error("An expression names a question that is not there")]
    Question,
    /// A path, bracket, table or column is named that is not there, or brackets stand inside each other without end.
    #[error("A path of an expression leads nowhere")]
    Path,
}

/// What an expression looks at: a question, and how far it stays in the instances it lies in itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Read {
    pub(crate) question: QuestionId,
    /// In how many repeats, outermost first, it means the instance it lies in; beyond them it looks at all instances.
    pub(crate) own: u8,
}

/// In every repeat the two have in common.
pub(crate) const OWN: u8 = u8::MAX;

/// Most brackets inside each other. Far above what any form has; evaluation nests as deep.
const DEEPEST: usize = 32;

impl Expression {
    /// The one that steps belong to which look up no path.
    pub(crate) fn nowhere() -> &'static Self {
        static NOWHERE: Expression = Expression { ops: Vec::new(), paths: Vec::new(), parts: Vec::new() };
        &NOWHERE
    }

    /// An expression of these steps.
    #[must_use]
    pub fn new(ops: Vec<Op>) -> Self {
        Self { ops, paths: Vec::new(), parts: Vec::new() }
    }

    /// An expression of these steps, with the paths it looks up and what stands in their brackets.
    #[must_use]
    pub fn with_paths(ops: Vec<Op>, paths: Vec<Path>, parts: Vec<Vec<Op>>) -> Self {
        Self { ops, paths, parts }
    }

    /// One that is always true or always false.
    #[must_use]
    pub fn always(truth: bool) -> Self {
        Self::new(vec![Op::Truth(truth)])
    }

    /// The truth it always is; `None` when that depends on something.
    #[must_use]
    pub fn constant(&self) -> Option<bool> {
        match self.ops.as_slice() {
            [Op::Truth(truth)] => Some(*truth),
            _ => None,
        }
    }

    /// The steps.
    #[must_use]
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// Whether it looks up paths.
    pub(crate) fn looks_up(&self) -> bool {
        !self.paths.is_empty()
    }

    /// What stands in a bracket.
    pub(crate) fn part_ops(&self, at: u16) -> &[Op] {
        self.parts.get(usize::from(at)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn path(&self, at: u16) -> Option<&Path> {
        self.paths.get(usize::from(at))
    }

    /// The questions it looks at, in the order written, repeated ones too.
    pub fn questions(&self) -> impl Iterator<Item = QuestionId> {
        self.reads().map(|read| read.question)
    }

    /// Everything of the form it looks at.
    pub(crate) fn reads(&self) -> impl Iterator<Item = Read> {
        let of_ops = self.all_ops().filter_map(|op| match op {
            Op::Value(question) | Op::Current(question) => Some(Read { question: *question, own: OWN }),
            _ => None,
        });
        // A bracket is tried on instances the expression does not lie in, so what it looks at there is all over.
        let in_brackets = self.parts.iter().flatten().filter_map(|op| match op {
            Op::Value(question) => Some(Read { question: *question, own: 0 }),
            _ => None,
        });
        let of_paths = self.paths.iter().filter_map(|path| match path {
            Path::Nodes(path) => Some(Read { question: path.target, own: path.own }),
            Path::Rows(_) => None,
        });
        of_ops.chain(in_brackets).chain(of_paths)
    }

    fn all_ops(&self) -> impl Iterator<Item = &Op> {
        self.ops.iter().chain(self.parts.iter().flatten())
    }

    /// Whether it looks at the date or the time.
    #[must_use]
    pub fn asks_for_today(&self) -> bool {
        self.all_ops().any(|op| matches!(op, Op::Call(Function::Today | Function::Now, _)))
    }

    /// Whether the same answers always give the same: it looks at no date, no chance, no words and no repeat instances.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let wavers = |op: &Op| match op {
            Op::Position | Op::ChoiceName(_) | Op::Words => true,
            Op::Call(function, _) => matches!(
                function,
                Function::Today
                    | Function::Now
                    | Function::Random
                    | Function::Randomize
                    | Function::Uuid
                    | Function::Once
                    | Function::PositionOf
                    | Function::Property
            ),
            _ => false,
        };
        !self.all_ops().any(wavers) && !self.paths.iter().any(|path| matches!(path, Path::Nodes(_)))
    }

    /// Whether it puts out words of the language spoken.
    pub(crate) fn asks_for_words(&self) -> bool {
        self.all_ops().any(|op| matches!(op, Op::ChoiceName(_) | Op::Words))
    }

    /// Checks what evaluation relies on; a pack is data from outside.
    pub(crate) fn check(&self, bounds: &Bounds<'_>) -> Result<(), Unsound> {
        for path in &self.paths {
            path.check(bounds)?;
        }
        self.check_ops(&self.ops, None, bounds)?;
        // How deep brackets stand in each other, from the last one back.
        let mut depth = vec![0_usize; self.parts.len()];
        for at in (0..self.parts.len()).rev() {
            self.check_ops(&self.parts[at], Some(at), bounds)?;
            let inside = self.brackets_of(&self.parts[at]).filter_map(|part| depth.get(part)).max();
            depth[at] = 1 + inside.copied().unwrap_or(0);
            if depth[at] > DEEPEST {
                return Err(Unsound::Path);
            }
        }
        Ok(())
    }

    fn check_ops(&self, ops: &[Op], part: Option<usize>, bounds: &Bounds<'_>) -> Result<(), Unsound> {
        for (at, op) in ops.iter().enumerate() {
            match op {
                Op::JumpUnless(to) | Op::Jump(to) | Op::And(to) | Op::Or(to)
                    if !(at + 1..=ops.len()).contains(&(*to as usize)) =>
                {
                    return Err(Unsound::Jump);
                }
                Op::Value(question) | Op::Current(question) | Op::ChoiceName(question)
                    if question.index() >= bounds.questions =>
                {
                    return Err(Unsound::Question);
                }
                Op::Nodes(path) if usize::from(*path) >= self.paths.len() => return Err(Unsound::Path),
                _ => {}
            }
        }
        let leads_on = |inner: usize| inner < self.parts.len() && part.is_none_or(|part| inner > part);
        if self.brackets_of(ops).all(leads_on) { Ok(()) } else { Err(Unsound::Path) }
    }

    /// The brackets of the paths these steps look up.
    fn brackets_of<'a>(&'a self, ops: &'a [Op]) -> impl Iterator<Item = usize> + 'a {
        let paths = ops.iter().filter_map(|op| match op {
            Op::Nodes(path) => self.path(*path),
            _ => None,
        });
        paths.flat_map(Path::filters).flat_map(Filter::parts).map(usize::from)
    }
}

/// What there is in a form for expressions to name.
pub(crate) struct Bounds<'a> {
    pub(crate) questions: usize,
    pub(crate) tables: &'a [crate::table::Table],
}
