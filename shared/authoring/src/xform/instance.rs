//! The main instance: every question, group and repeat by its element, and the repeat instances there are at the beginning.

use std::collections::BTreeMap;

use guide::{Holds, Kind, Question, QuestionId, Start};

use super::binds::Rules;
use super::body::Body;
use super::xml::Element;

/// The questions of a form, without their rules and words.
#[derive(Default)]
pub(super) struct Instance {
    pub(super) questions: Vec<Question>,
    pub(super) starts: Vec<Start>,
    /// What a new instance of a repeat with a template begins with.
    pub(super) inner: BTreeMap<QuestionId, Vec<QuestionId>>,
    /// The line of each path.
    pub(super) lines: BTreeMap<String, u32>,
    /// What attributes hold that no rule is about, by path: `/data/note/@kind`.
    pub(super) attributes: BTreeMap<String, String>,
    /// What is there more than once without being a repeat, and the line of the last.
    pub(super) twice: Vec<(String, u32)>,
    /// Whether there are too many questions, or all paths together are too long; then questions are missing.
    pub(super) is_too_large: bool,
}

/// Most questions, groups and repeats.
const MOST_QUESTIONS: usize = 20_000;
/// Most bytes in all paths: names inside each other multiply.
const LONGEST_PATHS: usize = 4 << 20;

impl Instance {
    pub(super) fn read(main: &Element, body: &Body<'_>, rules: &Rules) -> Self {
        let mut reader =
            Reader { body, rules, read: Self::default(), positions: BTreeMap::new(), is_bare: false, length: 0 };
        let root = format!("/{}", main.name);
        reader.attributes(main, &root);
        reader.inside(main, &root, None);
        reader.starts(main, &root, None);
        reader.read
    }
}

struct Reader<'a> {
    body: &'a Body<'a>,
    rules: &'a Rules,
    read: Instance,
    positions: BTreeMap<String, QuestionId>,
    /// Whether what is read stands in an instance that is no template, so that others begin without what it holds.
    is_bare: bool,
    /// The bytes in all paths so far.
    length: usize,
}

impl Reader<'_> {
    /// Makes questions of the elements inside one. Nests as deep as the document, which reading bounds.
    fn inside(&mut self, element: &Element, path: &str, parent: Option<QuestionId>) {
        let mut alike: BTreeMap<&str, (usize, Option<&Element>, u32)> = BTreeMap::new();
        for child in element.children() {
            let (count, template, last) = alike.entry(child.name.as_str()).or_default();
            *count += 1;
            *last = child.line;
            *template = template.or(Some(child).filter(|child| is_template(child)));
        }
        for child in element.children() {
            // The first stands for all of its name.
            let Some((count, template, last)) = alike.remove(child.name.as_str()) else { continue };
            let path = format!("{path}/{}", child.name);
            self.length += path.len();
            self.read.is_too_large |= self.length > LONGEST_PATHS || self.read.questions.len() >= MOST_QUESTIONS;
            if self.read.is_too_large {
                return;
            }
            // Of the instances of a repeat the template tells what is in it, else the first; what that one holds is its own.
            let is_row = count > 1 && child.has_children();
            let is_repeat = self.body.is_repeat(&path) || template.is_some() || is_row;
            if count > 1 && !is_repeat {
                self.read.twice.push((path.clone(), last));
            }
            let outside = self.is_bare;
            self.is_bare = template.is_none() && (outside || is_repeat);
            self.question(template.unwrap_or(child), &path, parent, is_repeat);
            self.is_bare = outside;
        }
    }

    fn attributes(&mut self, element: &Element, path: &str) {
        let paths = element.attributes().map(|(name, value)| (format!("{path}/@{name}"), value.to_owned()));
        self.read.attributes.extend(paths.filter(|(path, _)| self.rules.of(path).is_none()));
    }

    fn question(&mut self, element: &Element, path: &str, parent: Option<QuestionId>, is_repeat: bool) {
        let rule = self.rules.of(path);
        let holds = rule.map_or(Holds::Text, |rule| rule.holds);
        let kind = match self.body.draft(path) {
            _ if is_repeat => Kind::Repeat,
            Some(draft) => draft.kind(holds),
            None if element.has_children() => Kind::Group,
            None => Kind::Calculate,
        };
        let mut question = Question::new(&element.name, path, kind);
        question.holds = if kind.is_select() { Holds::Text } else { holds };
        question.parent = parent;
        if !element.has_children() && !self.is_bare {
            question.default = text_of(element);
        }
        if let Some(repeat) = self.body.repeat(path) {
            question.fixed = repeat.fixed;
        }
        // Bounded by the size of a document.
        let id = QuestionId(u32::try_from(self.read.questions.len()).unwrap_or(u32::MAX));
        self.read.lines.insert(path.to_owned(), element.line);
        self.attributes(element, path);
        self.positions.insert(path.to_owned(), id);
        self.read.questions.push(question);
        self.inside(element, path, Some(id));
        if is_template(element) {
            self.inner(element, path, id);
        }
    }

    /// Notes the instances of other repeats in a template.
    fn inner(&mut self, element: &Element, path: &str, repeat: QuestionId) {
        for child in element.children().filter(|child| !is_template(child)) {
            let path = format!("{path}/{}", child.name);
            let Some(id) = self.positions.get(&path).copied() else { continue };
            match self.read.questions[id.index()].kind {
                Kind::Repeat => self.read.inner.entry(repeat).or_default().push(id),
                _ => self.inner(child, &path, repeat),
            }
        }
    }

    /// Notes the repeat instances inside an element.
    fn starts(&mut self, element: &Element, path: &str, inside: Option<u32>) {
        for child in element.children().filter(|child| !is_template(child)) {
            let path = format!("{path}/{}", child.name);
            let Some(id) = self.positions.get(&path).copied() else { continue };
            let mut around = inside;
            if self.read.questions[id.index()].kind == Kind::Repeat {
                around = u32::try_from(self.read.starts.len()).ok();
                let mut values = Vec::new();
                self.values(child, &path, &mut values);
                self.read.starts.push(Start { repeat: id, inside, values });
            }
            self.starts(child, &path, around);
        }
    }

    /// What the questions of an instance hold where that is not their default, those in repeats further inside left out.
    fn values(&self, element: &Element, path: &str, values: &mut Vec<(QuestionId, String)>) {
        for child in element.children() {
            let path = format!("{path}/{}", child.name);
            let Some(id) = self.positions.get(&path) else { continue };
            let question = &self.read.questions[id.index()];
            if question.kind == Kind::Repeat {
                continue;
            }
            let text = text_of(child);
            if !child.has_children() && text != question.default {
                values.push((*id, text));
            }
            self.values(child, &path, values);
        }
    }
}

fn is_template(element: &Element) -> bool {
    element.attribute("template").is_some()
}

/// What an element holds, without the spaces around it.
fn text_of(element: &Element) -> String {
    element.text().trim().to_owned()
}
