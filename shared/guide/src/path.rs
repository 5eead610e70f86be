//! Compiled paths: which nodes of the form, or which rows of its tables, an expression looks at.

use serde::{Deserialize, Serialize};

use crate::expression::{Bounds, Unsound};
use crate::question::QuestionId;

/// A path, resolved when the form was compiled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Path {
    /// Nodes of the form itself.
    Nodes(NodePath),
    /// Rows of a table, or one of their columns.
    Rows(RowPath),
}

/// Nodes of the form: `/data/person/name`, `../../person`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NodePath {
    /// The question, or the repeat for its instances.
    pub target: QuestionId,
    /// Whether it is looked from where the expression belongs (`current()`), not from the node a bracket is tried on.
    pub from_current: bool,
    /// In how many of the repeats the target lies in, outermost first and itself included, the instance looked from is
    /// meant; in the others all are.
    pub own: u8,
    /// Brackets, each at the repeat or node it stands behind, in the order of the path.
    pub filters: Vec<(QuestionId, Filter)>,
}

/// Rows of a table: `instance('places')/root/item[region = 'n']/label`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowPath {
    /// From the table looked into first to the one whose rows are meant, each inside a row of the one before.
    pub tables: Vec<(u16, Vec<Filter>)>,
    /// Whether the first table is looked for inside the row a bracket is tried on, or in the whole document.
    pub from_row: bool,
    /// The column meant; the rows themselves when there is none.
    pub column: Option<u16>,
}

/// What stands in brackets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// How the nodes that stay are found.
    pub test: Test,
}

/// How a bracket finds the nodes that stay. Every number names what stands in a bracket of the expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Test {
    /// Those for which this is true, or the one at this position when it is a number.
    Each(u16),
    /// `[column = key]`, where the key is the same for all rows.
    Equal {
        /// The column.
        column: u16,
        /// The key.
        key: u16,
    },
    /// `[starts-with(column, key)]`, where the key is the same for all rows.
    StartsWith {
        /// The column.
        column: u16,
        /// The key.
        key: u16,
    },
    /// The one at this position, worked out where the expression belongs (`indexed-repeat`).
    At(u16),
}

impl Path {
    /// All its brackets.
    pub(crate) fn filters(&self) -> impl Iterator<Item = &Filter> {
        let (nodes, rows) = match self {
            Self::Nodes(path) => (path.filters.as_slice(), [].as_slice()),
            Self::Rows(path) => ([].as_slice(), path.tables.as_slice()),
        };
        nodes.iter().map(|(_, filter)| filter).chain(rows.iter().flat_map(|(_, filters)| filters))
    }

    /// Checks that everything it names is there.
    pub(crate) fn check(&self, bounds: &Bounds<'_>) -> Result<(), Unsound> {
        match self {
            Self::Nodes(path) => {
                let named = path.filters.iter().map(|(question, _)| *question).chain([path.target]);
                let there = named.into_iter().all(|question| question.index() < bounds.questions);
                // The columns of a table mean nothing for a node.
                let plain = path.filters.iter().all(|(_, filter)| matches!(filter.test, Test::Each(_) | Test::At(_)));
                if there && plain { Ok(()) } else { Err(Unsound::Question) }
            }
            Self::Rows(path) => {
                let mut last = None;
                for (at, filters) in &path.tables {
                    let table = bounds.tables.get(usize::from(*at)).ok_or(Unsound::Path)?;
                    if last.is_some_and(|last| table.parent() != Some(last)) {
                        return Err(Unsound::Path);
                    }
                    let columns = filters.iter().filter_map(|filter| match filter.test {
                        Test::Equal { column, .. } | Test::StartsWith { column, .. } => Some(column),
                        Test::Each(_) | Test::At(_) => None,
                    });
                    if columns.into_iter().any(|column| usize::from(column) >= table.columns()) {
                        return Err(Unsound::Path);
                    }
                    last = Some(*at);
                }
                let table = last.and_then(|last| bounds.tables.get(usize::from(last))).ok_or(Unsound::Path)?;
                let there = path.column.is_none_or(|column| usize::from(column) < table.columns());
                if there { Ok(()) } else { Err(Unsound::Path) }
            }
        }
    }
}

impl Filter {
    /// What stands in it.
    pub(crate) fn parts(&self) -> impl Iterator<Item = u16> + use<> {
        let part = match self.test {
            Test::Each(part) | Test::At(part) => part,
            Test::Equal { key, .. } | Test::StartsWith { key, .. } => key,
        };
        std::iter::once(part)
    }
}
