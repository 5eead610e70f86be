//! What happens by itself: `setvalue`, and what is preloaded.

use std::collections::BTreeMap;

use guide::{Action, Event, Expression, Kind, Op, QuestionId};

use super::Compiler;
use super::binds::{self, Rules};
use super::body::{Body, absolute};
use super::xml::Element;
use crate::fault::{Fault, Faults, Problem};
use crate::xpath::{Schema, Scope};

/// An action as written.
pub(super) struct Draft {
    events: Vec<When>,
    target: String,
    value: Value,
    line: u32,
}

enum When {
    Begin,
    /// An instance of the repeat at this path, or of the one the target lies in.
    Added(Option<String>),
    /// The answer of the question at this path.
    Changed(String),
}

enum Value {
    Formula(String),
    Text(String),
}

impl Draft {
    /// Every action of a form, preloads first.
    pub(super) fn read(
        model: &Element,
        body: &Body<'_>,
        rules: &Rules,
        schema: &Schema<'_>,
        faults: &mut Faults,
    ) -> Vec<Self> {
        let mut drafts: Vec<Self> = rules
            .preloads()
            // Binds of what is not there are noted already.
            .filter(|(path, ..)| schema.at_path(path).is_some())
            .filter_map(|(path, rule, preload, parameters)| {
                let formula = preloaded(preload, parameters)?;
                Some(Self {
                    events: vec![When::Begin, When::Added(None)],
                    target: path.to_owned(),
                    value: Value::Formula(formula.to_owned()),
                    line: rule.line,
                })
            })
            .collect();
        let ids = binds::ids(model);
        let in_model = model.children_named("setvalue").map(|element| (element, None));
        let in_body = body.actions.iter().map(|(element, control)| (*element, control.as_deref()));
        for (element, control) in in_model.chain(in_body) {
            drafts.extend(Self::of(element, control, schema.root, &ids, faults));
        }
        drafts
    }

    fn of(
        element: &Element,
        control: Option<&str>,
        root: &str,
        ids: &BTreeMap<&str, &str>,
        faults: &mut Faults,
    ) -> Option<Self> {
        let of_bind = element.attribute("bind").and_then(|id| ids.get(id)).copied();
        let target = of_bind.or_else(|| element.attribute("ref")).or_else(|| element.attribute("nodeset"));
        let Some(target) = target else {
            faults.push(Fault::of_line(element.line, None, Problem::MissingElement("ref of setvalue".to_owned())));
            return None;
        };
        // Attributes of an instance are for servers; no answer depends on them.
        if target.contains('@') {
            return None;
        }
        let mut events = Vec::new();
        for event in element.attribute("event").unwrap_or_default().split_whitespace() {
            match (event, control) {
                ("odk-instance-first-load" | "xforms-ready" | "odk-instance-load", _) => events.push(When::Begin),
                ("odk-new-repeat" | "jr-insert", Some(control)) => events.push(When::Added(Some(control.to_owned()))),
                ("xforms-value-changed", Some(control)) => events.push(When::Changed(control.to_owned())),
                _ => {
                    let problem = Problem::UnsupportedEvent(event.to_owned());
                    faults.push(Fault::of_line(element.line, Some("event"), problem));
                }
            }
        }
        let value = match element.attribute("value") {
            Some(formula) if !formula.trim().is_empty() => Value::Formula(formula.to_owned()),
            Some(_) => Value::Text(String::new()),
            None => Value::Text(element.text().trim().to_owned()),
        };
        let around = control.unwrap_or(root);
        Some(Self { events, target: absolute(target, around), value, line: element.line })
    }

    /// The actions of the engine, one for each event.
    pub(super) fn compile(self, compiler: &mut Compiler<'_>) -> Vec<Action> {
        let schema = compiler.schema;
        let Some(target) = schema.at_path(&self.target) else {
            let problem = Problem::NotInInstance(self.target);
            compiler.faults.push(Fault::of_line(self.line, Some("ref"), problem));
            return Vec::new();
        };
        let value = match &self.value {
            Value::Text(text) => Some(Expression::new(vec![Op::Text(text.clone())])),
            Value::Formula(formula) => compiler.formula(formula, Scope::with_value(Some(target)), self.line, "value"),
        };
        let Some(value) = value else { return Vec::new() };
        let repeats = schema.repeats(Some(target));
        let repeat_of = |path: &Option<String>| -> Option<QuestionId> {
            let named = path.as_deref().and_then(|path| schema.at_path(path));
            let named = named.filter(|named| schema.question(*named).kind == Kind::Repeat);
            named.or_else(|| repeats.last().copied())
        };
        let events = self.events.iter().filter_map(|when| match when {
            When::Begin => Some(Event::Begin),
            When::Added(repeat) => repeat_of(repeat).map(Event::Added),
            When::Changed(control) => schema.at_path(control).map(Event::Changed),
        });
        events.map(|event| Action { event, target, value: value.clone() }).collect()
    }
}

/// What a preload puts in place; nothing for what a device would know about its owner.
fn preloaded(preload: &str, parameters: &str) -> Option<&'static str> {
    match (preload, parameters) {
        ("date", "today") => Some("today()"),
        ("timestamp", "start") => Some("now()"),
        ("uid", _) => Some("concat('uuid:', uuid())"),
        _ => None,
    }
}
