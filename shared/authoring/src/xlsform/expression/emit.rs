//! Turns a formula into the steps the engine takes.

use guide::{Expression, Op, QuestionId};

use super::parse::{Formula, Infix};
use crate::xlsform::fault::Problem;
use crate::xlsform::names::Names;

/// Turns a formula into steps, or says what it names that is not there.
pub(super) fn expression(
    formula: &Formula,
    here: Option<QuestionId>,
    names: &Names<'_>,
) -> Result<Expression, Vec<Problem>> {
    let mut emitter = Emitter { ops: Vec::new(), here: here.is_some(), names, problems: Vec::new() };
    emitter.emit(formula);
    if emitter.problems.is_empty() { Ok(Expression::new(emitter.ops)) } else { Err(emitter.problems) }
}

struct Emitter<'a> {
    ops: Vec<Op>,
    here: bool,
    names: &'a Names<'a>,
    problems: Vec<Problem>,
}

impl Emitter<'_> {
    /// Nests as deep as the formula, which the parser bounds.
    fn emit(&mut self, formula: &Formula) {
        match formula {
            Formula::Number(number) => self.ops.push(Op::Number(*number)),
            Formula::Text(text) => self.ops.push(Op::Text(text.clone())),
            Formula::Truth(truth) => self.ops.push(Op::Truth(*truth)),
            Formula::Question(name) => match self.names.find(name) {
                Ok(question) => self.ops.push(Op::Value(question)),
                Err(problem) => self.problems.push(problem),
            },
            Formula::Here if self.here => self.ops.push(Op::Here),
            Formula::Here => self.problems.push(Problem::HereOutsideConstraint),
            Formula::Negate(inner) => {
                self.emit(inner);
                self.ops.push(Op::Negate);
            }
            Formula::Chain(first, rest) => self.chain(first, rest),
            Formula::If(parts) => {
                let [condition, then, otherwise] = parts.as_ref();
                self.emit(condition);
                let skip = self.open(Op::JumpUnless);
                self.emit(then);
                let done = self.open(Op::Jump);
                self.close(skip, Op::JumpUnless);
                self.emit(otherwise);
                self.close(done, Op::Jump);
            }
            Formula::Call(function, given) => {
                for part in given {
                    self.emit(part);
                }
                // The parser has checked that the number fits.
                self.ops.push(Op::Call(*function, u8::try_from(given.len()).unwrap_or(u8::MAX)));
            }
        }
    }

    fn chain(&mut self, first: &Formula, rest: &[(Infix, Formula)]) {
        self.emit(first);
        // A chain holds operators of one precedence: all `or`, all `and`, or none of the two.
        let shortcut: Option<fn(u32) -> Op> = match rest.first() {
            Some((Infix::Or, _)) => Some(Op::Or),
            Some((Infix::And, _)) => Some(Op::And),
            _ => None,
        };
        let mut jumps = Vec::new();
        for (infix, part) in rest {
            if let Some(shortcut) = shortcut {
                jumps.push(self.open(shortcut));
            }
            self.emit(part);
            self.ops.extend(op(*infix));
        }
        if let Some(shortcut) = shortcut {
            self.ops.push(Op::Truthy);
            for jump in jumps {
                self.close(jump, shortcut);
            }
        }
    }

    /// Leaves a place for a jump.
    fn open(&mut self, jump: fn(u32) -> Op) -> usize {
        self.ops.push(jump(0));
        self.ops.len() - 1
    }

    /// Makes the jump go to the next step.
    fn close(&mut self, place: usize, jump: fn(u32) -> Op) {
        // Formulas are at most 32 KiB long, so steps are far fewer.
        self.ops[place] = jump(u32::try_from(self.ops.len()).unwrap_or(u32::MAX));
    }
}

/// The step of an operator that takes both its sides.
fn op(infix: Infix) -> Option<Op> {
    Some(match infix {
        Infix::Or | Infix::And => return None,
        Infix::Equal => Op::Equal,
        Infix::NotEqual => Op::NotEqual,
        Infix::Less => Op::Less,
        Infix::LessOrEqual => Op::LessOrEqual,
        Infix::Greater => Op::Greater,
        Infix::GreaterOrEqual => Op::GreaterOrEqual,
        Infix::Add => Op::Add,
        Infix::Subtract => Op::Subtract,
        Infix::Multiply => Op::Multiply,
        Infix::Divide => Op::Divide,
        Infix::Modulo => Op::Modulo,
    })
}
