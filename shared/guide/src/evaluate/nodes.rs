//! Follows paths: to places of the form, and to rows of its tables.

use std::borrow::Cow;

use super::Around;
use crate::expression::Expression;
use crate::path::{Filter, NodePath, Path, RowPath, Test};
use crate::place::{Place, ROOT};
use crate::question::QuestionId;
use crate::value::Value;

/// Something a path leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Node {
    /// A question, or an instance of a repeat.
    Place(Place),
    /// A row of a table.
    Row { table: u16, row: u32 },
    /// One column of a row.
    Cell { table: u16, row: u32, column: u16 },
}

impl<'a> Around<'a> {
    /// The block the node looked from lies in.
    pub(super) fn block(&self) -> u32 {
        match self.here {
            Node::Place(place) => place.block,
            _ => self.current.block,
        }
    }

    /// The value of a question in the instances looked from; empty while it is hidden.
    pub(super) fn near(&self, block: u32, question: QuestionId) -> Value<'a> {
        self.interview.near(block, question).map_or(Value::EMPTY, |place| self.interview.read(place))
    }

    /// What a node comes to.
    pub(crate) fn value_of(&self, node: Node) -> Value<'a> {
        match node {
            Node::Place(place) => self.interview.read(place),
            Node::Row { .. } => Value::EMPTY,
            Node::Cell { table, row, column } => self.cell(table, row, column),
        }
    }

    fn cell(&self, table: u16, row: u32, column: u16) -> Value<'a> {
        let table = self.interview.form.extras().tables.get(usize::from(table));
        table.and_then(|table| table.cell(row, column)).map_or(Value::EMPTY, |text| Value::Text(Cow::Borrowed(text)))
    }

    /// A column of the row a bracket is tried on.
    pub(super) fn column(&self, column: u16) -> Value<'a> {
        match self.here {
            Node::Row { table, row } | Node::Cell { table, row, .. } => self.cell(table, row, column),
            Node::Place(_) => Value::EMPTY,
        }
    }

    /// The position of the node a bracket is tried on, else of the instance.
    pub(super) fn position(&self) -> usize {
        self.position.unwrap_or_else(|| self.interview.position(self.current.block))
    }

    /// The nodes a path of an expression leads to, hidden ones left out.
    pub(super) fn follow(&self, expression: &'a Expression, path: u16) -> Vec<Node> {
        match expression.path(path) {
            Some(Path::Nodes(path)) => self.follow_nodes(expression, path),
            Some(Path::Rows(path)) => self.follow_rows(expression, path),
            None => Vec::new(),
        }
    }

    fn follow_nodes(&self, expression: &'a Expression, path: &NodePath) -> Vec<Node> {
        let form = &self.interview.form;
        let from = if path.from_current { self.current.block } else { self.block() };
        let home = form.outline().home(path.target);
        let depth = form.outline().depth(path.target);
        let shared = path.own.min(depth);
        let mut start = self.interview.climb(from, shared);
        let mut levels = form.outline().chain(path.target).to_vec();
        if let Some(repeat) = self.interview.block(start).and_then(|block| block.repeat) {
            match levels.iter().position(|level| *level == repeat) {
                Some(at) => levels.drain(..=at).for_each(drop),
                // Looked from instances it has nothing to do with, it is looked for everywhere.
                None => start = ROOT,
            }
        }
        let mut blocks = vec![start];
        for repeat in levels {
            blocks = blocks.into_iter().flat_map(|block| self.interview.series(block, repeat)).copied().collect();
            blocks = self.filtered(expression, path, repeat, blocks);
        }
        let places = blocks.into_iter().map(|block| Place { block, question: path.target });
        let places = places.filter(|place| self.interview.is_relevant(*place));
        let mut nodes: Vec<Node> = places.map(Node::Place).collect();
        let on_groups = path.filters.iter().filter(|(at, _)| !is_level(form, *at, home));
        for (_, filter) in on_groups {
            nodes = self.keep(expression, filter, nodes);
        }
        nodes
    }

    /// The instances the brackets behind a repeat leave.
    fn filtered(&self, expression: &'a Expression, path: &NodePath, repeat: QuestionId, blocks: Vec<u32>) -> Vec<u32> {
        let filters: Vec<&Filter> =
            path.filters.iter().filter(|(at, _)| *at == repeat).map(|(_, filter)| filter).collect();
        if filters.is_empty() {
            return blocks;
        }
        let mut nodes: Vec<Node> =
            blocks.into_iter().map(|block| Node::Place(Place { block, question: repeat })).collect();
        for filter in filters {
            nodes = self.keep(expression, filter, nodes);
        }
        let block = |node: &Node| match node {
            Node::Place(place) => Some(place.block),
            _ => None,
        };
        nodes.iter().filter_map(block).collect()
    }

    fn follow_rows(&self, expression: &'a Expression, path: &RowPath) -> Vec<Node> {
        let tables = &self.interview.form.extras().tables;
        let inside = match self.here {
            Node::Row { row, .. } | Node::Cell { row, .. } if path.from_row => Some(row),
            _ => None,
        };
        let mut parents = vec![inside];
        let mut last = None;
        for (at, filters) in &path.tables {
            let Some(table) = tables.get(usize::from(*at)) else { return Vec::new() };
            let mut rows = Vec::new();
            for parent in parents {
                let mut filters = filters.as_slice();
                // The first bracket by index when it has one, and what it leaves row by row.
                let found: Vec<u32> = match filters.first().and_then(|first| self.looked_up(expression, table, first)) {
                    Some(found) => {
                        filters = &filters[1..];
                        let range = table.rows_in(parent);
                        found.into_iter().filter(|row| range.contains(row)).collect()
                    }
                    None => table.rows_in(parent).collect(),
                };
                let mut nodes: Vec<Node> = found.into_iter().map(|row| Node::Row { table: *at, row }).collect();
                for filter in filters {
                    nodes = self.keep(expression, filter, nodes);
                }
                rows.extend(nodes);
            }
            let row = |node: &Node| match node {
                Node::Row { row, .. } => Some(Some(*row)),
                _ => None,
            };
            parents = rows.iter().filter_map(row).collect();
            last = Some(*at);
        }
        let Some(table) = last else { return Vec::new() };
        let rows = parents.into_iter().flatten();
        match path.column {
            None => rows.map(|row| Node::Row { table, row }).collect(),
            Some(column) => {
                let has = |row: &u32| tables[usize::from(table)].cell(*row, column).is_some();
                rows.filter(has).map(|row| Node::Cell { table, row, column }).collect()
            }
        }
    }

    /// The rows a bracket leaves, by index; `None` when it has none or the key is no text.
    fn looked_up(&self, expression: &'a Expression, table: &crate::table::Table, filter: &Filter) -> Option<Vec<u32>> {
        match filter.test {
            Test::Equal { column, key } => match expression.part(key, self) {
                Value::Text(key) if !key.is_empty() => Some(table.equal(column, &key)),
                _ => None,
            },
            Test::StartsWith { column, key } => {
                let key = expression.part(key, self).text().into_owned();
                (!key.is_empty()).then(|| table.starting(column, &key))
            }
            Test::Each(_) | Test::At(_) => None,
        }
    }

    /// The nodes a bracket leaves, tried one by one.
    fn keep(&self, expression: &'a Expression, filter: &Filter, nodes: Vec<Node>) -> Vec<Node> {
        match filter.test {
            Test::At(part) => {
                let wanted = expression.part(part, self).number();
                // What is no position means the first, as in the peers.
                let wanted = if wanted >= 1.0 { wanted.trunc() } else { 1.0 };
                let at = (1..).zip(nodes).find(|(at, _)| (super::number::count(*at) - wanted).abs() < 0.5);
                at.map(|(_, node)| node).into_iter().collect()
            }
            Test::Equal { column, key } => {
                let key = expression.part(key, self);
                nodes.into_iter().filter(|node| self.from(*node, None).column(column).equals(&key)).collect()
            }
            Test::StartsWith { column, key } => {
                let key = expression.part(key, self).text().into_owned();
                let starts = |node: &Node| self.from(*node, None).column(column).text().starts_with(&key);
                nodes.into_iter().filter(starts).collect()
            }
            Test::Each(part) => {
                let stays = |(at, node): (usize, Node)| {
                    let holds = match expression.part(part, &self.from(node, Some(at))) {
                        Value::Number(position) => (position - super::number::count(at)).abs() < 1e-9,
                        value => value.is_true(),
                    };
                    holds.then_some(node)
                };
                (1..).zip(nodes).filter_map(stays).collect()
            }
        }
    }

    /// The same, looked from another node.
    pub(crate) fn from(&self, here: Node, position: Option<usize>) -> Self {
        Self { here, position, answer: None, ..*self }
    }
}

/// Whether a question is one of the repeats around a target.
fn is_level(form: &crate::form::Form, question: QuestionId, home: Option<QuestionId>) -> bool {
    let mut next = home;
    while let Some(repeat) = next {
        if repeat == question {
            return true;
        }
        next = form.outline().around(repeat);
    }
    false
}
