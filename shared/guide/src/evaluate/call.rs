//! Calls the functions.

use std::borrow::Cow;

use super::{Around, Item, Node, digest, geo, list, number, text};
use crate::function::Function;
use crate::value::{Value, selected};

/// The arguments of a call, taken from first to last.
pub(super) struct Given<'a, 's> {
    around: &'s Around<'a>,
    items: std::vec::IntoIter<Item<'a>>,
}

impl<'a> Given<'a, '_> {
    /// The next argument as one value; empty when there is none.
    pub(super) fn value(&mut self) -> Value<'a> {
        self.items.next().map_or(Value::EMPTY, |item| self.around.value(item))
    }

    pub(super) fn number(&mut self) -> f64 {
        self.value().number()
    }

    pub(super) fn text(&mut self) -> Cow<'a, str> {
        match self.value() {
            Value::Text(text) => text,
            other => Cow::Owned(other.text().into_owned()),
        }
    }

    /// The next argument, when there is one.
    pub(super) fn next(&mut self) -> Option<Value<'a>> {
        let item = self.items.next()?;
        Some(self.around.value(item))
    }

    /// The nodes of the next argument.
    pub(super) fn nodes(&mut self) -> Vec<Node> {
        match self.items.next() {
            Some(Item::Nodes(nodes)) => nodes,
            _ => Vec::new(),
        }
    }

    /// All arguments left, those that are lists of nodes as all their values.
    pub(super) fn values(&mut self) -> Vec<Value<'a>> {
        let around = self.around;
        let mut values = Vec::new();
        for item in self.items.by_ref() {
            match item {
                Item::One(value) => values.push(value),
                Item::Nodes(nodes) => values.extend(nodes.into_iter().map(|node| around.value_of(node))),
            }
        }
        values
    }
}

impl<'a> Around<'a> {
    /// What a function makes of its arguments.
    pub(super) fn call(&self, function: Function, given: Vec<Item<'a>>) -> Item<'a> {
        let mut given = Given { around: self, items: given.into_iter() };
        if function == Function::Randomize {
            let nodes = given.nodes();
            return Item::Nodes(list::shuffled(nodes, given.next(), self.interview.seed()));
        }
        Item::One(self.made(function, given))
    }

    fn made(&self, function: Function, mut given: Given<'a, '_>) -> Value<'a> {
        use Function as F;
        let number = |number: f64| Value::Number(number);
        match function {
            F::Selected => {
                let list = given.text();
                Value::Bool(selected(&list, &given.text()))
            }
            F::CountSelected => number(number::count(given.text().split_whitespace().count())),
            F::SelectedAt => text::selected_at(&given.text(), given.number()),
            F::Not => Value::Bool(!given.value().is_true()),
            F::Boolean => Value::Bool(given.value().is_true()),
            F::BooleanFromString => {
                let text = given.text();
                Value::Bool(text.eq_ignore_ascii_case("true") || text == "1")
            }
            F::Coalesce => {
                let first = given.value();
                if first.is_missing() { given.value() } else { first }
            }
            F::Once => {
                let there = given.value();
                if there.is_empty() { given.value() } else { there }
            }
            // A moment is the day it lies on.
            F::Number => number(match given.value() {
                moment @ Value::Moment(_) => moment.number().floor(),
                value => value.number(),
            }),
            F::String => Value::Text(given.text()),
            F::Depend => given.value(),
            F::Property => Value::EMPTY,
            F::Version => Value::Text(Cow::Borrowed(&self.interview.form.version)),
            F::Count => number(number::count(given.nodes().len())),
            F::CountNonEmpty => number(number::count(given.values().iter().filter(|value| !value.is_empty()).count())),
            F::PositionOf => {
                let nodes = given.nodes();
                // What holds all there is only once.
                number(nodes.first().map_or(1.0, |node| number::count(self.position_of(*node))))
            }
            F::Concat | F::Join => text::join(function == F::Join, &mut given),
            F::Sum | F::Max | F::Min | F::Checklist | F::WeightedChecklist => list::call(function, &mut given),
            F::Today
            | F::Now
            | F::Date
            | F::DateTime
            | F::DecimalDateTime
            | F::DecimalTime
            | F::FormatDate
            | F::FormatDateTime => self.time(function, given),
            F::Area | F::EnclosedArea | F::Distance | F::Geofence => geo::call(function, &mut given),
            F::Digest => digest::digest(&mut given),
            F::Base64Decode => digest::base64_decode(&given.text()),
            F::Uuid => text::uuid(given.next().map(|length| length.number()), self.interview.seed()),
            F::Random => number(number::fraction(self.interview.seed().next())),
            F::Contains
            | F::StartsWith
            | F::EndsWith
            | F::Substr
            | F::SubstringBefore
            | F::SubstringAfter
            | F::Translate
            | F::NormalizeSpace
            | F::StringLength
            | F::Regex => text::call(function, &mut given),
            _ => number(number::call(function, &mut given)),
        }
    }

    /// The position of a node among its like, from 1.
    fn position_of(&self, node: Node) -> usize {
        match node {
            Node::Place(place) => {
                let is_repeat = self.interview.form.question(place.question).kind == crate::question::Kind::Repeat;
                if is_repeat { self.interview.position(place.block) } else { 1 }
            }
            Node::Row { row, .. } | Node::Cell { row, .. } => row as usize + 1,
        }
    }
}
