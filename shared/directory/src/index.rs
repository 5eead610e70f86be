//! What is written into the index for each entry, and what a query asks of it: both made here, so that they agree.

use std::collections::{BTreeMap, BTreeSet};

use i18n::Text;

use crate::synonym::Synonyms;
use crate::{Level, Need, Only, Place, Places, Query, Service, Synonym, Week, is_unspaced, runs, tokens};

/// The fields that hold what a service is called.
const NAMES: [&str; 2] = ["name", "short_name"];
/// The fields that tell who it is and what it does. Elsewhere a word is only mentioned: "you need not go to the police".
const TELLING: [&str; 5] = ["name", "short_name", "description", "provider", "eligibility"];

/// What the index holds of one service: distinct tokens, sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The words of its names alone, to say why it was found.
    pub own_name: Vec<String>,
    /// The words of its names, and other words for what they say.
    pub name: Vec<String>,
    /// Every other word a person may look for: what it does, who runs it, its places, its needs, its numbers.
    pub words: Vec<String>,
    /// Tags for place, need and what it certainly offers.
    pub tags: Vec<String>,
}

/// What makes the entries of a directory: its needs, places and synonyms, cut into words once.
#[derive(Debug)]
pub struct Index<'a> {
    places: Places<'a>,
    /// The words of the name of each place, by id.
    place_words: BTreeMap<&'a str, Vec<String>>,
    /// The words with which people say each need, by id.
    need_words: BTreeMap<&'a str, BTreeSet<String>>,
    synonyms: Synonyms,
}

impl<'a> Index<'a> {
    /// The index of a directory with these needs, places and synonyms.
    #[must_use]
    pub fn new(needs: &'a [Need], places: &'a [Place], synonyms: &[Synonym]) -> Self {
        let place_words = places.iter().map(|place| (place.id.as_str(), Words::of(&place.name).0)).collect();
        let need_words = needs.iter().map(|need| {
            let mut words = Words::of(&need.label);
            need.words.values().flatten().for_each(|said| words.plain(said));
            (need.id.as_str(), words.0.into_iter().collect())
        });
        let need_words = need_words.collect();
        Self { places: Places::new(places), place_words, need_words, synonyms: Synonyms::new(synonyms) }
    }

    /// The places of the directory.
    #[must_use]
    pub fn places(&self) -> &Places<'a> {
        &self.places
    }

    /// The words with which people say each need, by the need's id.
    #[must_use]
    pub fn need_words(&self) -> &BTreeMap<&'a str, BTreeSet<String>> {
        &self.need_words
    }

    /// What the index holds of this service. Needs and places that are not listed add nothing.
    #[must_use]
    pub fn entry(&self, service: &Service) -> Entry {
        let own_places = || service.area.iter().flat_map(|id| self.places.with_parents(id));
        let (mut own_name, mut name, mut words) = (Words::default(), Words::default(), Words::default());
        for (field, text) in service.texts().filter(|(field, _)| *field != "quality") {
            let is_name = NAMES.contains(&field);
            let column = if is_name { &mut name } else { &mut words };
            for phrase in text.0.values() {
                let cut = tokens(&phrase.text);
                if TELLING.contains(&field) {
                    column.0.extend(self.synonyms.of(&cut).cloned());
                }
                if is_name {
                    own_name.0.extend(cut);
                    // Whole, too: cut otherwise, the same word must still be found in them.
                    own_name.0.extend(runs(&phrase.text).into_iter().filter(|run| is_unspaced(run)));
                } else {
                    column.0.extend(cut);
                }
            }
        }
        name.0.extend(own_name.0.iter().cloned());
        for phone in &service.phones {
            words.plain(&phone.number);
            words.plain(&phone.dial);
        }
        words.0.extend(own_places().flat_map(|place| &self.place_words[place.id.as_str()]).cloned());
        words.0.extend(service.needs.iter().filter_map(|need| self.need_words.get(need.as_str())).flatten().cloned());
        let tags = self.tags(service).distinct();
        Entry { own_name: own_name.distinct(), name: name.distinct(), words: words.distinct(), tags }
    }

    fn tags(&self, service: &Service) -> Words {
        let known = |need: &&String| self.need_words.contains_key(need.as_str());
        let mut tags = Words::default();
        tags.0.extend(service.area.iter().map(|id| serves(id)));
        tags.0.extend(service.area.iter().flat_map(|id| self.places.with_parents(id)).map(|place| lies_in(&place.id)));
        tags.0.extend(service.needs.iter().filter(known).map(|need| meets(need)));
        tags.0.extend(service.offered().iter().map(offers));
        tags.0.extend(service.week(&self.places).iter().map(goes_by));
        if service.level == Level::Hotline {
            tags.0.push(hotline());
        }
        tags
    }
}

/// The tags a service must have to be found: of each inner list at least one.
///
/// A place is met by what serves it, what serves a place around it, and what serves a place inside it. An unknown place
/// is met by nothing. `open`: the weeks of services that are open at the moment of the search.
#[must_use]
pub fn wanted(query: &Query, places: &Places, open: &[Week]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    if let Some(need) = &query.need {
        all.push(vec![meets(need)]);
    }
    all.extend(query.place.as_deref().map(|place| met_in(place, places)));
    all.extend(query.only.iter().map(|only| match only {
        Only::OpenNow => std::iter::once(offers(only)).chain(open.iter().map(goes_by)).collect(),
        _ => vec![offers(only)],
    }));
    all
}

/// As [`wanted`], for the hotlines of a place or of all places.
#[must_use]
pub fn hotlines(place: Option<&str>, places: &Places) -> Vec<Vec<String>> {
    let mut all = vec![vec![hotline()]];
    all.extend(place.map(|place| met_in(place, places)));
    all
}

fn met_in(id: &str, places: &Places) -> Vec<String> {
    let around = places.with_parents(id).into_iter().map(|place: &Place| serves(&place.id));
    std::iter::once(lies_in(id)).chain(around).collect()
}

fn hotline() -> String {
    tag('h', "")
}

fn serves(place: &str) -> String {
    tag('s', place)
}

fn lies_in(place: &str) -> String {
    tag('i', place)
}

fn meets(need: &str) -> String {
    tag('n', need)
}

fn goes_by(week: &Week) -> String {
    tag('w', &week.to_string())
}

fn offers(only: &Only) -> String {
    match only {
        Only::Speaks(language) => tag('l', language),
        other => tag('o', other.code()),
    }
}

fn tag(kind: char, id: &str) -> String {
    format!("{kind} {id}")
}

/// Tokens as they are collected.
#[derive(Default)]
struct Words(Vec<String>);

impl Words {
    fn of(text: &Text) -> Self {
        let mut words = Self::default();
        text.0.values().for_each(|phrase| words.plain(&phrase.text));
        words
    }

    fn plain(&mut self, text: &str) {
        self.0.extend(tokens(text));
    }

    /// Neither order nor repetition means anything to the index.
    fn distinct(mut self) -> Vec<String> {
        self.0.sort_unstable();
        self.0.dedup();
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fact;
    use crate::Group;
    use crate::service::sample;

    fn place(id: &str, parent: Option<&str>) -> Place {
        Place { name: Text::of("id", &format!("Tempat {id}")), ..crate::place::sample(id, parent) }
    }

    fn places() -> Vec<Place> {
        vec![
            place("ID", None),
            place("ID-JB", Some("ID")),
            place("ID-JK", Some("ID")),
            place("ID-JB-1", Some("ID-JB")),
            place("MY", None),
        ]
    }

    /// Whether a service of this area is found when this place is asked for.
    fn found(area: &str, asked: &str) -> bool {
        let places = places();
        let tree = Places::new(&places);
        let mut service = sample("Office");
        service.area = vec![area.to_owned()];
        let tags = Index::new(&[], &places, &[]).entry(&service).tags;
        let query = Query { place: Some(asked.to_owned()), ..Query::default() };
        wanted(&query, &tree, &[]).iter().all(|any| any.iter().any(|one| tags.contains(one)))
    }

    #[test]
    fn a_place_is_served_from_around_it_and_from_inside_it_but_not_from_beside_it() {
        assert!(found("ID-JB", "ID-JB"));
        assert!(found("ID", "ID-JB-1"), "the whole country serves the district");
        assert!(found("ID-JB-1", "ID"), "a district's office lies in the country");
        assert!(!found("ID-JK", "ID-JB"));
        assert!(!found("MY", "ID-JB"));
        assert!(!found("ID", "XX"), "an unknown place is met by nothing");
    }

    #[test]
    fn what_is_not_known_gets_no_tag() {
        let places = places();
        let tree = Places::new(&places);
        let mut service = sample("Clinic");
        service.who.men = Fact::Ask;
        let all = Group::ALL.map(Only::OpenTo).into_iter().chain([
            Only::Free,
            Only::WithoutPapers,
            Only::WithoutStatus,
            Only::WithoutPolice,
            Only::AllDay,
            Only::Speaks("en".to_owned()),
        ]);
        let tags = Index::new(&[], &places, &[]).entry(&service).tags;

        for only in all {
            let query = Query { only: vec![only], ..Query::default() };
            assert!(!tags.contains(&wanted(&query, &tree, &[])[0][0]), "{:?}", query.only);
        }
    }

    #[test]
    fn a_service_is_found_by_its_needs_in_the_words_people_use() {
        let need = Need {
            id: "papers".to_owned(),
            label: Text::of("en", "Papers"),
            picture: None,
            categories: Vec::new(),
            words: [("id".to_owned(), vec!["paspor ditahan".to_owned()])].into(),
        };
        let mut service = sample("Office");
        service.needs = vec!["papers".to_owned(), "unknown".to_owned()];
        let places = places();

        let entry = Index::new(&[need], &places, &[]).entry(&service);

        assert!(entry.words.iter().any(|word| word == "ditahan"));
        assert!(entry.words.iter().any(|word| word == "tempat"), "the name of its place");
        assert!(entry.tags.contains(&meets("papers")) && !entry.tags.contains(&meets("unknown")));
    }
}
