//! The body: what is asked, in which order, and how.

use std::collections::BTreeMap;

use guide::{Holds, Kind, Shown};

use super::texts::Words;
use super::xml::Element;
use crate::fault::{Fault, Faults, Problem};
use crate::xpath::Schema;

/// What is asked.
#[derive(Default)]
pub(super) struct Body<'a> {
    drafts: BTreeMap<String, Draft<'a>>,
    repeats: BTreeMap<String, Repeat>,
    /// In the order asked: the path, and where what is inside it ends.
    order: Vec<(String, usize)>,
    /// All that names something of the instance: its path and line.
    bound: Vec<(String, u32)>,
    /// The repeats around what is being read, the innermost last.
    within: Vec<String>,
    /// What is to happen by itself, each with the control it stands in.
    pub(super) actions: Vec<(&'a Element, Option<String>)>,
}

/// What a control tells about the question it fills in.
pub(super) struct Draft<'a> {
    pub(super) control: &'a Element,
    /// The innermost repeat it stands in.
    within: Option<String>,
    pub(super) label: Words<'a>,
    pub(super) hint: Words<'a>,
    pub(super) choices: Vec<(String, Words<'a>)>,
    pub(super) itemset: Option<Itemset>,
}

/// What happens by itself. Only the first has to do with answers.
const ACTIONS: [&str; 4] = ["setvalue", "setgeopoint", "recordaudio", "setrandom"];
/// Words, whose `ref` names a text.
const WORDS: [&str; 4] = ["label", "hint", "help", "alert"];

/// Where choices come from, as written.
pub(super) struct Itemset {
    pub(super) nodes: String,
    pub(super) value: String,
    pub(super) label: String,
    pub(super) line: u32,
}

/// A repeat.
pub(super) struct Repeat {
    /// Whether nobody may add or remove instances.
    pub(super) fixed: bool,
    /// The path that tells how many instances there are.
    pub(super) count: Option<(String, u32)>,
}

/// The absolute path of one that may be relative to what is around it.
pub(super) fn absolute(path: &str, around: &str) -> String {
    let mut whole = if path.starts_with('/') { String::new() } else { around.to_owned() };
    for step in path.split('/').map(str::trim).filter(|step| !step.is_empty()) {
        match step {
            "." | "current()" => {}
            ".." => whole.truncate(whole.rfind('/').unwrap_or(0)),
            name => {
                whole.push('/');
                whole.push_str(name.rsplit_once(':').map_or(name, |(_, local)| local));
            }
        }
    }
    whole
}

impl<'a> Body<'a> {
    pub(super) fn read(body: &'a Element, root: &str, ids: &BTreeMap<&'a str, &'a str>, faults: &mut Faults) -> Self {
        let mut read = Self::default();
        read.inside(body, root, ids, faults);
        read.actions.retain(|(_, control)| control.is_some());
        read
    }

    /// Nests as deep as the document, which reading bounds.
    fn inside(&mut self, element: &'a Element, around: &str, ids: &BTreeMap<&'a str, &'a str>, faults: &mut Faults) {
        for child in element.children() {
            let of_bind = child.attribute("bind").and_then(|id| ids.get(id)).copied();
            let written = of_bind.or_else(|| child.attribute("ref")).or_else(|| child.attribute("nodeset"));
            let path = written.map(|path| absolute(path, around));
            let is_bound = !ACTIONS.contains(&child.name.as_str()) && !WORDS.contains(&child.name.as_str());
            self.bound.extend(path.clone().filter(|_| is_bound).map(|path| (path, child.line)));
            match child.name.as_str() {
                "group" => self.inside(child, path.as_deref().unwrap_or(around), ids, faults),
                "repeat" => match path {
                    Some(path) => self.repeat_of(child, &path, around, ids, faults),
                    None => faults.push(missing(child)),
                },
                "input" | "secret" | "select1" | "select" | "rank" | "range" | "upload" | "trigger" => match path {
                    Some(path) => self.control(child, path, faults),
                    None => faults.push(missing(child)),
                },
                // Outside a repeat and a question nothing would ever set it off.
                "setvalue" => self.actions.push((child, None)),
                // A question nobody would be asked.
                name if path.is_some() && is_bound => {
                    faults.push(Fault::of_line(child.line, None, Problem::UnsupportedElement(name.to_owned())));
                }
                _ => {}
            }
        }
    }

    /// Tells what fills in something that is not there.
    pub(super) fn check_bound(&self, schema: &Schema<'_>, faults: &mut Faults) {
        let is_there = |path: &str| path == schema.root || schema.at_path(path).is_some();
        for (path, line) in self.bound.iter().filter(|(path, _)| !is_there(path)) {
            faults.push(Fault::of_line(*line, Some("ref"), Problem::NotInInstance(path.clone())));
        }
    }

    fn repeat_of(
        &mut self,
        element: &'a Element,
        path: &str,
        around: &str,
        ids: &BTreeMap<&'a str, &'a str>,
        faults: &mut Faults,
    ) {
        let count = element.attribute("count").map(|count| (absolute_formula(count, around), element.line));
        let fixed = element.attribute("noAddRemove").is_some_and(|fixed| fixed.trim() != "false()");
        self.repeats.insert(path.to_owned(), Repeat { fixed, count });
        let at = self.order.len();
        self.order.push((path.to_owned(), 0));
        // Actions directly in a repeat belong to it.
        let before = self.actions.len();
        self.within.push(path.to_owned());
        self.inside(element, path, ids, faults);
        self.within.pop();
        for (_, control) in &mut self.actions[before..] {
            control.get_or_insert_with(|| path.to_owned());
        }
        self.order[at].1 = self.order.len();
    }

    fn control(&mut self, control: &'a Element, path: String, faults: &mut Faults) {
        for name in ["start", "end", "step"].into_iter().filter(|_| control.name == "range") {
            if control.attribute(name).is_some_and(|bound| bound.trim().parse::<f64>().is_err()) {
                faults.push(Fault::of_line(control.line, Some(name), Problem::BadParameter(name.to_owned())));
            }
        }
        let words = |name: &str| control.child(name).map_or(Words::None, Words::of);
        let (label, hint, within) = (words("label"), words("hint"), self.within.last().cloned());
        let mut draft = Draft { control, within, label, hint, choices: Vec::new(), itemset: None };
        for child in control.children() {
            match child.name.as_str() {
                "item" => {
                    let name = child.child("value").map(|value| value.text().trim().to_owned());
                    let Some(name) = name else {
                        let problem = Problem::MissingElement("value of item".to_owned());
                        faults.push(Fault::of_line(child.line, None, problem));
                        continue;
                    };
                    draft.choices.push((name, child.child("label").map_or(Words::None, Words::of)));
                }
                "itemset" => draft.itemset = itemset(child, faults),
                "setvalue" => self.actions.push((child, Some(path.clone()))),
                _ => {}
            }
        }
        self.order.push((path.clone(), self.order.len() + 1));
        // A second control for the same question shows the same again.
        self.drafts.entry(path).or_insert(draft);
    }

    pub(super) fn draft(&self, path: &str) -> Option<&Draft<'a>> {
        self.drafts.get(path)
    }

    pub(super) fn repeat(&self, path: &str) -> Option<&Repeat> {
        self.repeats.get(path)
    }

    pub(super) fn is_repeat(&self, path: &str) -> bool {
        self.repeats.contains_key(path)
    }

    /// Whether a question in these repeats, innermost last, is asked where its instances are.
    pub(super) fn is_in_its_repeat<'p>(
        &self,
        draft: &Draft<'_>,
        mut repeats: impl DoubleEndedIterator<Item = &'p str>,
    ) -> bool {
        repeats.rfind(|path| self.is_repeat(path)) == draft.within.as_deref()
    }

    /// The order asked by questions. What fills in no question is left out.
    pub(super) fn order(&self, schema: &Schema<'_>) -> Vec<Shown> {
        let found: Vec<_> = self.order.iter().map(|(path, _)| schema.at_path(path)).collect();
        let kept: Vec<usize> = found
            .iter()
            .scan(0, |kept, question| {
                let at = *kept;
                *kept += usize::from(question.is_some());
                Some(at)
            })
            .chain([found.iter().flatten().count()])
            .collect();
        let shown = self.order.iter().zip(&found).filter_map(|((_, end), question)| {
            Some(Shown { question: (*question)?, end: u32::try_from(kept[*end]).unwrap_or(u32::MAX) })
        });
        shown.collect()
    }
}

impl Draft<'_> {
    pub(super) fn kind(&self, holds: Holds) -> Kind {
        match self.control.name.as_str() {
            "select1" => Kind::SelectOne,
            "select" => Kind::SelectMultiple,
            "rank" => Kind::Rank,
            "upload" => Kind::File,
            "trigger" => Kind::Acknowledge,
            _ => match holds {
                Holds::Integer => Kind::Integer,
                Holds::Decimal => Kind::Decimal,
                Holds::Date => Kind::Date,
                Holds::Time => Kind::Time,
                Holds::DateTime => Kind::DateTime,
                Holds::Geopoint => Kind::Geopoint,
                Holds::Places => Kind::Geotrace,
                Holds::Text | Holds::Truth => Kind::Text,
            },
        }
    }
}

fn itemset(element: &Element, faults: &mut Faults) -> Option<Itemset> {
    let inside = |name: &str| {
        let part = element.child(name)?;
        part.attribute("ref").or_else(|| part.attribute("value")).map(str::to_owned)
    };
    if element.child("copy").is_some() {
        faults.push(Fault::of_line(element.line, None, Problem::UnsupportedElement("copy".to_owned())));
        return None;
    }
    let (Some(nodes), Some(value)) = (element.attribute("nodeset"), inside("value")) else {
        faults.push(missing(element));
        return None;
    };
    let label = inside("label").unwrap_or_else(|| value.clone());
    Some(Itemset { nodes: nodes.to_owned(), value, label, line: element.line })
}

fn missing(element: &Element) -> Fault {
    Fault::of_line(element.line, None, Problem::MissingElement(format!("ref of {}", element.name)))
}

/// A path that counts instances; one relative to what is around the repeat becomes absolute.
fn absolute_formula(path: &str, around: &str) -> String {
    let path = path.trim();
    if path.starts_with('/') || path.contains('(') { path.to_owned() } else { absolute(path, around) }
}
