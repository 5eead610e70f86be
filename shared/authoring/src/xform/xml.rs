//! Reads XML into elements, with bounds: the document comes from anywhere.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::fault::{Fault, Problem};

/// Largest document, in bytes.
pub(super) const LARGEST: usize = 12 << 20;
/// Most elements inside each other; reading and dropping nest as deep.
const DEEPEST: usize = 100;
/// Longest text, in bytes. It is copied several times on its way into a form.
pub(super) const LONGEST_TEXT: usize = 1 << 20;
/// Most attributes of an element; each is compared with those before it.
const MOST_ATTRIBUTES: usize = 128;
/// Most memory that what was read may take, in bytes: the smallest element takes many times what it was written in.
const MOST_MEMORY: usize = 28 << 20;
/// A node with the little text it holds at least.
const NODE: usize = size_of::<Node>() + 40;

/// An element.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    /// The name without prefix.
    pub(super) name: String,
    /// Attributes by their name without prefix. Of two with the same the one without prefix counts.
    attributes: Vec<(String, String)>,
    /// How many of them have no prefix; those come first.
    plain: usize,
    /// What is in it, in order.
    pub(super) nodes: Vec<Node>,
    /// The line it begins in, from 1.
    pub(super) line: u32,
}

/// Something in an element.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The names of the attributes without prefix: others belong to other tools.
    pub(super) fn plain_attributes(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().take(self.plain).map(|(name, _)| name.as_str())
    }

    pub(super) fn children(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children_named(name).next()
    }

    pub(super) fn children_named<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Element> {
        self.children().filter(move |child| child.name == name)
    }

    pub(super) fn has_children(&self) -> bool {
        self.children().next().is_some()
    }

    /// All text directly in it.
    pub(super) fn text(&self) -> String {
        let texts = self.nodes.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect()
    }
}

/// Reads a document; the outermost element.
pub(super) fn read(bytes: &[u8]) -> Result<Element, Box<Fault>> {
    if bytes.len() > LARGEST {
        return Err(Box::new(fault(1, Problem::DocumentTooLarge)));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| fault(1, Problem::NotUtf8))?;
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut reader = Reader::from_str(text.trim_start());
    let skipped = text.len() - text.trim_start().len();
    let mut open: Vec<Element> = vec![Element::default()];
    let mut memory = 0;
    loop {
        let from = lines.line_of(skipped + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        let event = reader.read_event().map_err(|_| fault(from, Problem::NotXml))?;
        let (text, kept) = match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                (0, NODE + 2 * tag.len() + tag.attributes_raw().matches('=').count() * NODE)
            }
            Event::Text(text) => (text.len(), NODE + text.len()),
            Event::CData(text) => (text.len(), NODE + text.len()),
            _ => (0, 0),
        };
        memory += kept;
        if text > LONGEST_TEXT || memory > MOST_MEMORY || open.len() > DEEPEST {
            return Err(Box::new(fault(from, Problem::DocumentTooLarge)));
        }
        match event {
            Event::Start(start) => open.push(element(&start, from)?),
            Event::Empty(start) => {
                let element = element(&start, from)?;
                add(&mut open, Node::Element(element));
            }
            Event::End(_) => {
                let Some(mut element) = open.pop() else { break };
                // Most hold one text only.
                element.nodes.shrink_to_fit();
                add(&mut open, Node::Element(element));
            }
            Event::Text(text) => add(&mut open, Node::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned())),
            Event::CData(text) => add(&mut open, Node::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned())),
            Event::GeneralRef(reference) => {
                let name = reference.xml_content(XmlVersion::Implicit1_0);
                let text = match reference.resolve_char_ref().ok().flatten() {
                    Some(c) => c.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&name)
                        .ok_or_else(|| fault(from, Problem::Entity(name.clone().into_owned())))?
                        .to_owned(),
                };
                add(&mut open, Node::Text(text));
            }
            // Entities of the document's own are what bombs are made of.
            Event::DocType(doctype) if doctype.xml_content(XmlVersion::Implicit1_0).contains('[') => {
                return Err(Box::new(fault(from, Problem::Doctype)));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    let whole = open.len() == 1;
    let outermost = open.into_iter().next().and_then(|outside| outside.children().next().cloned());
    Ok(outermost.filter(|_| whole).ok_or_else(|| fault(lines.line, Problem::NotXml))?)
}

/// Adds to the innermost open element; text beside text becomes one.
fn add(open: &mut [Element], node: Node) {
    let Some(inside) = open.last_mut() else { return };
    if let (Some(Node::Text(before)), Node::Text(more)) = (inside.nodes.last_mut(), &node) {
        before.push_str(more);
    } else {
        inside.nodes.push(node);
    }
}

fn element(start: &BytesStart<'_>, line: u32) -> Result<Element, Box<Fault>> {
    let not_xml = || fault(line, Problem::NotXml);
    let name = local(start.name().as_ref()).to_owned();
    let (mut attributes, mut plain) = (Vec::new(), 0);
    for (before, attribute) in start.attributes().enumerate() {
        let attribute = attribute.map_err(|_| not_xml())?;
        if before >= MOST_ATTRIBUTES {
            return Err(Box::new(fault(line, Problem::DocumentTooLarge)));
        }
        let written = attribute.key.as_ref();
        if written == "xmlns" || written.starts_with("xmlns:") {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| not_xml())?.into_owned();
        let is_plain = !written.contains(':');
        let position = if is_plain { plain } else { attributes.len() };
        attributes.insert(position, (local(written).to_owned(), value));
        plain += usize::from(is_plain);
    }
    Ok(Element { name, attributes, plain, nodes: Vec::new(), line })
}

fn fault(line: u32, problem: Problem) -> Fault {
    Fault::of_line(line, None, problem)
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Counts lines on the way through a text.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of a position that is not before the last one asked for.
    fn line_of(&mut self, position: usize) -> u32 {
        let position = position.clamp(self.at, self.text.len());
        let passed = self.text.get(self.at..position).map_or(0, |passed| passed.matches('\n').count());
        self.at = position;
        self.line = self.line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        self.line
    }
}
