//! Binds: what a question holds, and the rules that decide about it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use guide::{Expression, Holds, Kind, Question, QuestionId};

use super::Compiler;
use super::texts::{Words, id_of};
use super::xml::Element;
use crate::fault::{Fault, Faults, Problem};
use crate::xpath::{Schema, Scope};

/// The rules of a form by the path of their question.
#[derive(Debug, Default)]
pub(super) struct Rules {
    by_path: BTreeMap<String, Rule>,
}

/// The rules of one question, as written.
#[derive(Debug, Default)]
pub(super) struct Rule {
    pub(super) line: u32,
    pub(super) holds: Holds,
    attributes: BTreeMap<&'static str, String>,
}

const RELEVANT: &str = "relevant";
const REQUIRED: &str = "required";
const READ_ONLY: &str = "readonly";
const CONSTRAINT: &str = "constraint";
const CALCULATE: &str = "calculate";
const CONSTRAINT_MESSAGE: &str = "constraintMsg";
const REQUIRED_MESSAGE: &str = "requiredMsg";
const PRELOAD: &str = "preload";
const PRELOAD_PARAMETERS: &str = "preloadParams";
const KNOWN: [&str; 9] = [
    RELEVANT,
    REQUIRED,
    READ_ONLY,
    CONSTRAINT,
    CALCULATE,
    CONSTRAINT_MESSAGE,
    REQUIRED_MESSAGE,
    PRELOAD,
    PRELOAD_PARAMETERS,
];

/// What a bind may have besides.
const NO_RULE: [&str; 5] = ["nodeset", "ref", "id", "type", "saveIncomplete"];

/// The paths of the binds that have an id, which controls may name instead.
pub(super) fn ids(model: &Element) -> BTreeMap<&str, &str> {
    let ids = model.children_named("bind").filter_map(|bind| Some((bind.attribute("id")?, path_of(bind)?)));
    ids.collect()
}

fn path_of(bind: &Element) -> Option<&str> {
    bind.attribute("nodeset").or_else(|| bind.attribute("ref")).map(str::trim)
}

impl Rules {
    pub(super) fn read(model: &Element, root: &str, faults: &mut Faults, notes: &mut Faults) -> Self {
        let mut rules = Self::default();
        for bind in model.children_named("bind") {
            let Some(path) = path_of(bind) else {
                faults.push(Fault::of_line(bind.line, None, Problem::MissingElement("nodeset".to_owned())));
                continue;
            };
            let mut note = |problem| notes.push(Fault::of_line(bind.line, None, problem));
            let unknown = bind.plain_attributes().filter(|name| !KNOWN.contains(name) && !NO_RULE.contains(name));
            unknown.for_each(|name| note(Problem::UnknownAttribute(name.to_owned())));
            let path = super::body::absolute(path, root);
            let Entry::Vacant(place) = rules.by_path.entry(path) else {
                // As the other engines have it, the first counts.
                note(Problem::SecondBind(path_of(bind).unwrap_or_default().to_owned()));
                continue;
            };
            let written = bind.attribute("type").unwrap_or("string");
            let holds = holds(written).unwrap_or_else(|| {
                note(Problem::UnknownType(written.to_owned()));
                Holds::Text
            });
            let known = KNOWN.into_iter().filter_map(|name| Some((name, bind.attribute(name)?.to_owned())));
            place.insert(Rule { line: bind.line, holds, attributes: known.collect() });
        }
        rules
    }

    /// Notes the rules about what is not there.
    pub(super) fn note_nowhere(&self, schema: &Schema<'_>, notes: &mut Faults) {
        let is_there = |path: &str| path == schema.root || schema.at_path(path).is_some() || path.contains('@');
        for (path, rule) in self.by_path.iter().filter(|(path, _)| !is_there(path)) {
            notes.push(Fault::of_line(rule.line, Some("nodeset"), Problem::LeadsNowhere(path.clone())));
        }
    }

    pub(super) fn of(&self, path: &str) -> Option<&Rule> {
        self.by_path.get(path)
    }

    /// What is put in place at the beginning, by path.
    pub(super) fn preloads(&self) -> impl Iterator<Item = (&str, &Rule, &str, &str)> {
        self.by_path.iter().filter_map(|(path, rule)| {
            let parameters = rule.attributes.get(PRELOAD_PARAMETERS).map_or("", String::as_str);
            Some((path.as_str(), rule, rule.attributes.get(PRELOAD)?.as_str(), parameters))
        })
    }
}

/// What a type of the document's holds; nothing for one nobody knows.
fn holds(written: &str) -> Option<Holds> {
    Some(match written.rsplit_once(':').map_or(written, |(_, local)| local) {
        "int" | "integer" | "long" => Holds::Integer,
        "decimal" | "double" | "float" => Holds::Decimal,
        "boolean" => Holds::Truth,
        "date" => Holds::Date,
        "time" => Holds::Time,
        "dateTime" => Holds::DateTime,
        "geopoint" => Holds::Geopoint,
        "geotrace" | "geoshape" => Holds::Places,
        "string" | "text" | "select" | "select1" | "rank" | "binary" | "barcode" | "intent" | "anyURI" | "" => {
            Holds::Text
        }
        _ => return None,
    })
}

impl Rule {
    /// Puts the rules into the question.
    pub(super) fn compile(&self, id: QuestionId, question: &mut Question, compiler: &mut Compiler<'_>) {
        let value = Scope::with_value(Some(id));
        question.relevant = self.formula(RELEVANT, value, compiler).filter(|rule| rule.constant() != Some(true));
        question.required = self.formula(REQUIRED, value, compiler).filter(|rule| rule.constant() != Some(false));
        question.readonly = self.formula(READ_ONLY, value, compiler).filter(|rule| rule.constant() != Some(false));
        question.constraint = self.formula(CONSTRAINT, Scope::constraint(id), compiler);
        if !matches!(question.kind, Kind::Group | Kind::Repeat) {
            question.calculation = self.formula(CALCULATE, value, compiler);
        }
        question.constraint_message = self.message(CONSTRAINT_MESSAGE, id, compiler);
        question.required_message = self.message(REQUIRED_MESSAGE, id, compiler);
    }

    fn formula(&self, name: &'static str, scope: Scope, compiler: &mut Compiler<'_>) -> Option<Expression> {
        let text = self.attributes.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())?;
        compiler.formula(text, scope, self.line, name)
    }

    fn message(&self, name: &'static str, id: QuestionId, compiler: &mut Compiler<'_>) -> i18n::Text {
        let Some(written) = self.attributes.get(name) else { return i18n::Text::default() };
        if let Some(text) = id_of(written) {
            return compiler.words(&Words::Id(text, self.line), Some(id));
        }
        let languages = &compiler.texts.languages;
        i18n::Text::of(&languages[compiler.texts.default].code, &written.replace("${", "$ {"))
    }
}
