//! Turns a formula into the steps the engine takes.

use guide::{Expression, Function, Op, Path, QuestionId};

use super::formula::{Formula, Infix, Look, Start};
use super::schema::Schema;
use crate::fault::Problem;

/// Where a formula belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scope {
    /// The question it is looked from; none for what holds all.
    pub(crate) question: Option<QuestionId>,
    /// What `.` stands for.
    pub(crate) here: Here,
}

/// What `.` stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Here {
    /// The answer being checked.
    Answer,
    /// The value the question has.
    Value,
    /// Nothing; naming it is a fault.
    Nothing,
}

/// The node a path is looked from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// A question or what holds all, by its path.
    Node(String),
    /// A row of a document, by its path there.
    Row { document: String, path: String },
}

impl Scope {
    /// Of a constraint.
    pub(crate) fn constraint(question: QuestionId) -> Self {
        Self { question: Some(question), here: Here::Answer }
    }

    /// Of a formula that has no answer to check.
    pub(crate) fn of(question: QuestionId) -> Self {
        Self { question: Some(question), here: Here::Nothing }
    }

    /// Of a formula that may look at its own value.
    pub(crate) fn with_value(question: Option<QuestionId>) -> Self {
        Self { question, here: Here::Value }
    }
}

/// Turns a formula into steps, or says what it names that is not there.
pub(super) fn expression(formula: &Formula, scope: Scope, schema: &Schema<'_>) -> Result<Expression, Vec<Problem>> {
    Emitter::of(scope, schema).made(|emitter| emitter.emit(formula))
}

/// The same for one that must put nodes.
pub(super) fn nodes(formula: &Formula, scope: Scope, schema: &Schema<'_>) -> Result<Expression, Vec<Problem>> {
    Emitter::of(scope, schema).made(|emitter| emitter.nodes(formula))
}

/// The same for one looked from the nodes of another.
pub(super) fn from_nodes(
    nodes: &Formula,
    formula: &Formula,
    scope: Scope,
    schema: &Schema<'_>,
) -> Result<Expression, Vec<Problem>> {
    Emitter::of(scope, schema).made(|emitter| {
        if let Some(spot) = emitter.spot_of(nodes) {
            emitter.spot = spot;
        }
        emitter.emit(formula);
    })
}

pub(super) struct Emitter<'a> {
    pub(super) scope: Scope,
    pub(super) schema: &'a Schema<'a>,
    /// The node looked from here: another one than the scope's inside brackets.
    pub(super) spot: Spot,
    ops: Vec<Op>,
    pub(super) paths: Vec<Path>,
    parts: Vec<Vec<Op>>,
    problems: Vec<Problem>,
}

impl<'a> Emitter<'a> {
    fn of(scope: Scope, schema: &'a Schema<'a>) -> Self {
        let spot = Spot::Node(scope.question.map_or(schema.root, |id| &schema.question(id).path).to_owned());
        Self { scope, schema, spot, ops: Vec::new(), paths: Vec::new(), parts: Vec::new(), problems: Vec::new() }
    }

    /// The spot the formula belongs to.
    pub(super) fn own_spot(&self) -> Spot {
        Spot::Node(self.scope.question.map_or(self.schema.root, |id| &self.schema.question(id).path).to_owned())
    }

    fn root(&self) -> Spot {
        Spot::Node(self.schema.root.to_owned())
    }

    fn made(mut self, emit: impl FnOnce(&mut Self)) -> Result<Expression, Vec<Problem>> {
        emit(&mut self);
        let made = Expression::with_paths(self.ops, self.paths, self.parts);
        if self.problems.is_empty() { Ok(made) } else { Err(self.problems) }
    }

    pub(super) fn push(&mut self, op: Op) {
        self.ops.push(op);
    }

    pub(super) fn fault(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Compiles what stands in a bracket, looked from `spot`; its number.
    ///
    /// A part takes its number before what stands in it does, so that numbers only lead on.
    pub(super) fn part(&mut self, formula: &Formula, spot: Spot) -> u16 {
        let number = self.parts.len();
        self.parts.push(Vec::new());
        let outside = (std::mem::take(&mut self.ops), std::mem::replace(&mut self.spot, spot));
        self.emit(formula);
        let inside = std::mem::replace(&mut self.ops, outside.0);
        self.spot = outside.1;
        self.parts[number] = inside;
        self.numbered(number)
    }

    /// A position among paths or parts. Formulas are at most 32 KiB long, so there are far fewer.
    pub(super) fn numbered(&mut self, at: usize) -> u16 {
        u16::try_from(at).unwrap_or_else(|_| {
            self.fault(Problem::TooLong);
            0
        })
    }

    /// Nests as deep as the formula, which the parser bounds.
    pub(super) fn emit(&mut self, formula: &Formula) {
        match formula {
            Formula::Number(number) => self.push(Op::Number(*number)),
            Formula::Text(text) => self.push(Op::Text(text.clone())),
            Formula::Truth(truth) => self.push(Op::Truth(*truth)),
            Formula::Question(name) => self.named(name, false),
            Formula::Here => self.here(),
            Formula::Path(start, steps) => self.path(start, steps, false),
            Formula::Negate(inner) => {
                self.emit(inner);
                self.push(Op::Negate);
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
            Formula::Call(function, given) => self.call(*function, given),
            Formula::Look(look, given) => self.look(*look, given),
        }
    }

    fn here(&mut self) {
        let is_inside = match &self.spot {
            Spot::Row { document, path } => {
                let column = self.column(document, path, ".");
                return self.push(column.map_or(Op::Text(String::new()), Op::Column));
            }
            Spot::Node(path) => {
                *path != self.scope.question.map_or(self.schema.root, |id| &self.schema.question(id).path)
            }
        };
        if self.scope.here == Here::Nothing && !is_inside {
            return self.fault(Problem::HereOutsideConstraint);
        }
        self.push(Op::Here);
    }

    fn call(&mut self, function: Function, given: &[Formula]) {
        if let (Function::Regex, [text, Formula::Text(pattern)]) = (function, given) {
            self.emit(text);
            match self.schema.pattern(pattern) {
                Ok(pattern) => self.push(Op::Matches(pattern)),
                Err(problem) => self.fault(problem),
            }
            return;
        }
        // What holds all questions has no value, but there is one of it.
        if let (Function::Count, [path @ Formula::Path(..)]) = (function, given)
            && let Some(Spot::Node(path)) = self.spot_of(path).filter(|spot| *spot == self.root())
        {
            return self.fault(Problem::SeveralQuestions(path));
        }
        if let (Function::Count, [Formula::Path(Start::Root, steps)]) = (function, given) {
            self.counted(steps);
            return self.push(Op::Call(function, 1));
        }
        let nodes = [
            Function::Count,
            Function::CountNonEmpty,
            Function::PositionOf,
            Function::Randomize,
            Function::Sum,
            Function::Join,
            Function::Concat,
        ];
        for part in given {
            self.side(nodes.contains(&function), part);
        }
        // The parser has checked that the number fits.
        self.push(Op::Call(function, u8::try_from(given.len()).unwrap_or(u8::MAX)));
    }

    /// Emits an argument of a function that takes nodes.
    pub(super) fn nodes(&mut self, formula: &Formula) {
        match formula {
            Formula::Path(start, steps) => self.path(start, steps, true),
            Formula::Question(name) => self.named(name, true),
            other => self.emit(other),
        }
    }

    fn side(&mut self, nodes: bool, formula: &Formula) {
        if nodes {
            self.nodes(formula);
        } else {
            self.emit(formula);
        }
    }

    fn look(&mut self, look: Look, given: &[Formula]) {
        match (look, given) {
            (Look::Position, _) => self.push(Op::Position),
            (Look::Itext, [id]) => {
                self.emit(id);
                self.push(Op::Words);
            }
            (Look::Once, [value]) => {
                self.push(Op::Here);
                self.emit(value);
                self.push(Op::Call(Function::Once, 2));
            }
            (Look::ChoiceName, [value, Formula::Text(question)]) => {
                self.emit(value);
                match self.question_of(question) {
                    Some(question) => self.push(Op::ChoiceName(question)),
                    None => self.fault(Problem::UnknownReference(question.trim().to_owned())),
                }
            }
            (Look::IndexedRepeat, [target, levels @ ..]) if levels.len() % 2 == 0 => self.indexed(target, levels),
            (Look::PullData, [Formula::Text(list), Formula::Text(column), Formula::Text(by), key]) => {
                self.pull(list, column, by, key);
            }
            _ => {
                let name = Look::ALL.into_iter().find(|(_, known, ..)| *known == look).map_or("", |(name, ..)| name);
                self.fault(Problem::Arguments(name.to_owned()));
            }
        }
    }

    fn chain(&mut self, first: &Formula, rest: &[(Infix, Formula)]) {
        let is_union = rest.first().is_some_and(|(infix, _)| *infix == Infix::Union);
        self.side(is_union, first);
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
            self.side(is_union, part);
            self.ops.extend(op(*infix));
        }
        if let Some(shortcut) = shortcut {
            self.push(Op::Truthy);
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
        Infix::Union => Op::Union,
    })
}
