//! Attributes: what a service is, as terms of taxonomies.

use directory::{Fact, Staff, Who};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fault::Problem;
use super::record::{Record, json, part_id, shared_id};
use super::source::Source;
use super::{PREFIX, words};

/// The kinds of help and, below each, what exactly is offered.
pub(super) const CATEGORY: &str = "category";
/// How near the service is.
pub(super) const LEVEL: &str = "level";
/// What kind of organisation runs it.
pub(super) const PROVIDER_KIND: &str = "provider_kind";
/// When on the way back to an ordinary life it helps.
pub(super) const STAGE: &str = "stage";
/// The needs it meets, as shown with pictures.
pub(super) const NEED: &str = "need";
/// Who may use it, with *yes*, *no* or *ask* as the value.
pub(super) const WHO: &str = "who";
/// Who works there, with the same values.
pub(super) const STAFF: &str = "staff";

/// The groups and their codes.
pub(super) fn groups(who: &mut Who) -> [(&'static str, &mut Fact); 7] {
    [
        ("women", &mut who.women),
        ("men", &mut who.men),
        ("boys", &mut who.boys),
        ("girls", &mut who.girls),
        ("transgender", &mut who.transgender),
        ("nationals", &mut who.nationals),
        ("foreigners", &mut who.foreigners),
    ]
}

/// Those who may work there and their codes.
pub(super) fn staff(staff: &mut Staff) -> [(&'static str, &mut Fact); 3] {
    [("woman", &mut staff.woman), ("man", &mut staff.man), ("trained", &mut staff.trained)]
}

/// The attributes of one service or organisation, while they are written.
pub(super) struct Attributes<'a> {
    service: &'a str,
    entity: &'static str,
    written: Vec<Value>,
}

impl<'a> Attributes<'a> {
    /// Attributes of the service with this id, or of the `entity` inside it.
    pub(super) fn of(service: &'a str, entity: &'static str) -> Self {
        Self { service, entity, written: Vec::new() }
    }

    /// Adds a term whose code is the value itself.
    pub(super) fn term(&mut self, taxonomy: &str, code: &impl Serialize) {
        let code = code_of(code);
        self.named(taxonomy, &code, &code.replace('_', " "), None);
    }

    /// Adds a term for each fact that somebody told us.
    pub(super) fn facts(&mut self, taxonomy: &str, facts: &[(&'static str, &mut Fact)]) {
        for (code, fact) in facts.iter().filter(|(_, fact)| **fact != Fact::NotKnown) {
            self.named(taxonomy, code, &code.replace('_', " "), Some(&code_of(&**fact)));
        }
    }

    /// Adds a term with its name in English.
    pub(super) fn named(&mut self, taxonomy: &str, code: &str, name: &str, value: Option<&str>) {
        let taxonomy = format!("{PREFIX}{taxonomy}");
        let mut term = Record::new(shared_id(&format!("{taxonomy}/{code}")));
        term.put("code", code);
        term.put("name", name);
        term.put("description", name);
        if let Some((parent, _)) = code.split_once('.') {
            term.put("parent_id", shared_id(&format!("{taxonomy}/{parent}")));
        }
        term.put("taxonomy", taxonomy);
        term.put("language", i18n::FALLBACK);
        let part = format!("{}/attribute/{}", self.entity, self.written.len());
        let mut attribute = Record::new(part_id(self.service, &part));
        attribute.put("link_entity", self.entity);
        attribute.put("value", value);
        attribute.put("taxonomy_term", term.done());
        self.written.push(attribute.done());
    }

    pub(super) fn done(self) -> Vec<Value> {
        self.written
    }
}

/// The attributes of an object that are terms of ours; other taxonomies say nothing we could show.
pub(super) struct Terms<'a>(Vec<Term<'a>>);

struct Term<'a> {
    taxonomy: &'a str,
    code: &'a str,
    value: Option<&'a str>,
    source: Source<'a>,
}

impl<'a> Terms<'a> {
    pub(super) fn read(object: &Source<'a>) -> Self {
        let one = |source: Source<'a>| {
            let term = source.inside("taxonomy_term")?;
            let taxonomy = term.string("taxonomy")?.strip_prefix(PREFIX)?;
            Some(Term { taxonomy, code: term.string("code")?, value: source.string("value"), source })
        };
        Self(object.list("attributes").into_iter().filter_map(one).collect())
    }

    /// The codes of one taxonomy, in order.
    pub(super) fn codes(&self, taxonomy: &str) -> impl Iterator<Item = &'a str> {
        self.of(taxonomy).map(|term| term.code)
    }

    /// What the codes of one taxonomy stand for. Those for which `wanted` says no are passed over.
    pub(super) fn values<T: DeserializeOwned>(&self, taxonomy: &str, wanted: impl Fn(&str) -> bool) -> Vec<T> {
        self.of(taxonomy).filter(|term| wanted(term.code)).filter_map(|term| term.value_of(term.code)).collect()
    }

    /// Sets the facts that one taxonomy tells. A term without a value is a *yes*.
    pub(super) fn tell<const N: usize>(&self, taxonomy: &str, mut facts: [(&'static str, &mut Fact); N]) {
        for term in self.of(taxonomy) {
            match facts.iter_mut().find(|(code, _)| *code == term.code) {
                Some((_, fact)) => **fact = term.value_of(term.value.unwrap_or("yes")).unwrap_or_default(),
                None => term.source.fault("taxonomy_term.code", Problem::UnknownTerm(term.code.to_owned())),
            }
        }
    }

    fn of(&self, taxonomy: &str) -> impl Iterator<Item = &Term<'a>> {
        self.0.iter().filter(move |term| term.taxonomy == taxonomy)
    }
}

impl Term<'_> {
    fn value_of<T: DeserializeOwned>(&self, code: &str) -> Option<T> {
        let value = serde_json::from_value(Value::from(code)).ok();
        if value.is_none() {
            self.source.fault("taxonomy_term.code", Problem::UnknownTerm(code.to_owned()));
        }
        value
    }
}

/// How we write a value that is one of a few.
pub(super) fn code_of(value: &impl Serialize) -> String {
    json(value).as_str().unwrap_or_default().to_owned()
}

/// The name of a need in the language of the standard's fields, or its id when nobody named it.
pub(super) fn need_name<'a>(needs: &'a [directory::Need], id: &'a str) -> &'a str {
    needs.iter().find(|need| need.id == id).map_or(id, |need| words::plain(&need.label))
}
