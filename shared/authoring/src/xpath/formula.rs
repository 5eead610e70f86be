//! What a formula is made of.

use guide::Function;

/// A formula in parts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Formula {
    Number(f64),
    Text(String),
    Truth(bool),
    /// `${name}`
    Question(String),
    /// `.`
    Here,
    /// `/data/person[1]/name`, `../name`, `instance('places')/root/item`
    Path(Start, Vec<Step>),
    Negate(Box<Formula>),
    /// A first part and what follows with operators of one precedence, from left to right. A list and not a tree, so
    /// that a long chain of `or` is not deep.
    Chain(Box<Formula>, Vec<(Infix, Formula)>),
    If(Box<[Formula; 3]>),
    Call(Function, Vec<Formula>),
    /// A function that looks around in the form, so that the engine has no function of that name.
    Look(Look, Vec<Formula>),
}

/// Where a path starts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Start {
    /// `/`
    Root,
    /// The node looked from.
    Here,
    /// `current()`
    Current,
    /// `instance('places')`
    Instance(String),
    /// `${name}`
    Question(String),
}

/// A step of a path with its brackets.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) way: Way,
    pub(crate) brackets: Vec<Formula>,
}

/// Where a step leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Way {
    /// `..`
    Up,
    /// `.`
    Stay,
    /// `name`, `*`; attributes as `@name`.
    Down(String),
}

/// A function that looks around in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// `indexed-repeat(question, repeat, position, …)`
    IndexedRepeat,
    /// `jr:choice-name(value, 'question')`
    ChoiceName,
    /// `jr:itext(id)`
    Itext,
    /// `pulldata('list', 'column', 'key column', key)`
    PullData,
    /// `position()`
    Position,
    /// `once(x)`
    Once,
}

impl Look {
    /// Every one by the name authors write, with the fewest and most arguments it takes.
    pub(crate) const ALL: [(&'static str, Self, usize, usize); 6] = [
        ("indexed-repeat", Self::IndexedRepeat, 3, 11),
        ("jr:choice-name", Self::ChoiceName, 2, 2),
        ("jr:itext", Self::Itext, 1, 1),
        ("pulldata", Self::PullData, 4, 4),
        ("position", Self::Position, 0, 0),
        ("once", Self::Once, 1, 1),
    ];
}

/// An operator between two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Infix {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Union,
}
