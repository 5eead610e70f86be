//! The words of a form: written where they are shown, or as texts with an id in several languages.

use std::collections::{BTreeMap, BTreeSet};

use guide::Language;

use super::xml::{Element, Node};

/// The texts with an id.
pub(super) struct Texts<'a> {
    pub(super) languages: Vec<Language>,
    pub(super) default: usize,
    /// By id and language.
    by_id: BTreeMap<&'a str, BTreeMap<usize, &'a Element>>,
    /// All ids, also those of pictures and sounds without words.
    known: BTreeSet<&'a str>,
}

/// Words of a question or choice.
#[derive(Debug, Clone, Default)]
pub(super) enum Words<'a> {
    /// None.
    #[default]
    None,
    /// Those of an id, named in a line.
    Id(String, u32),
    /// Written in an element.
    Written(&'a Element),
}

impl<'a> Texts<'a> {
    pub(super) fn read(model: &'a Element) -> Self {
        let mut read = Self { languages: Vec::new(), default: 0, by_id: BTreeMap::new(), known: BTreeSet::new() };
        for translation in model.child("itext").into_iter().flat_map(|itext| itext.children_named("translation")) {
            let name = translation.attribute("lang").unwrap_or_default();
            let at = read.language(name);
            if translation.attribute("default").is_some_and(|default| default != "false()") {
                read.default = at;
            }
            for text in translation.children_named("text") {
                let Some(id) = text.attribute("id") else { continue };
                read.known.insert(id);
                // The plain form, else one of the two with words; others are sounds, pictures and guidance.
                let in_form = |form| text.children_named("value").find(|value| value.attribute("form") == form);
                let words = [None, Some("long"), Some("short")].into_iter().find_map(in_form);
                if let Some(words) = words {
                    read.by_id.entry(id).or_default().insert(at, words);
                }
            }
        }
        if read.languages.is_empty() {
            read.language("default");
        }
        read
    }

    fn language(&mut self, name: &str) -> usize {
        if let Some(at) = self.languages.iter().position(|language| language.name == name) {
            return at;
        }
        let code = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map_or(name, |(_, code)| code);
        self.languages.push(Language { name: name.to_owned(), code: code.to_owned() });
        self.languages.len() - 1
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.known.contains(id)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.by_id.keys().copied()
    }
}

impl<'a> Words<'a> {
    /// Those of an element: the text its `ref` names, else what is written in it.
    pub(super) fn of(element: &'a Element) -> Self {
        match element.attribute("ref").and_then(id_of) {
            Some(id) => Self::Id(id, element.line),
            None => Self::Written(element),
        }
    }

    /// The elements that hold them, by code of language.
    pub(super) fn in_languages<'t>(&'t self, texts: &'t Texts<'a>) -> Vec<(String, &'t Element)> {
        let code = |at: usize| texts.languages[at].code.clone();
        match self {
            Self::None => Vec::new(),
            Self::Written(element) => vec![(code(texts.default), *element)],
            Self::Id(id, _) => {
                let of_id = texts.by_id.get(id.as_str()).into_iter().flatten();
                of_id.map(|(at, element)| (code(*at), *element)).collect()
            }
        }
    }
}

/// The id in `jr:itext('id')`.
pub(super) fn id_of(formula: &str) -> Option<String> {
    let inside = formula.trim().strip_prefix("jr:itext(")?.strip_suffix(')')?.trim();
    let plain = inside.strip_prefix(['\'', '"'])?.strip_suffix(['\'', '"'])?;
    Some(plain.to_owned())
}

/// The words in an element; `put` gives the placeholder of each `<output>`.
pub(super) fn said(element: &Element, put: &mut impl FnMut(&str, u32) -> String) -> String {
    let mut words = String::new();
    gather(element, put, &mut words);
    words.trim().to_owned()
}

/// Nests as deep as the document, which reading bounds.
fn gather(element: &Element, put: &mut impl FnMut(&str, u32) -> String, words: &mut String) {
    for node in &element.nodes {
        match node {
            // `${` would be taken for a placeholder of ours.
            Node::Text(text) => words.push_str(&text.replace("${", "$ {")),
            Node::Element(output) if output.name == "output" => {
                if let Some(value) = output.attribute("value").or_else(|| output.attribute("ref")) {
                    words.push_str(&put(value, output.line));
                }
            }
            // Bold, spans and the like: their words count.
            Node::Element(other) => gather(other, put, words),
        }
    }
}
