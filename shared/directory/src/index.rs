//! What is written into the index for each entry, and what a query asks of it: both made here, so that they agree.

use i18n::Text;

use crate::tokens::unspaced_runs;
use crate::{Group, Level, Need, Only, Place, Places, Query, Service, tokens};

/// Begins every tag. A private-use sign: the tokeniser never makes a word with it, so no typed word meets a tag.
const TAG: char = '\u{E000}';

/// What the index holds of one service: tokens joined by spaces, to be divided at ASCII characters that are neither
/// letters nor digits and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The words of its names.
    pub name: String,
    /// Every other word a person may look for: what it does, who runs it, its places, its needs, its numbers.
    pub words: String,
    /// Tags for place, need and what it certainly offers.
    pub tags: String,
}

/// What the index holds of this service. Needs and places that are not listed add nothing.
#[must_use]
pub fn entry(service: &Service, needs: &[Need], places: &Places) -> Entry {
    let own_needs = || needs.iter().filter(|need| service.needs.contains(&need.id));
    let own_places = || service.area.iter().flat_map(|id| places.with_parents(id));

    let mut name = Words::default();
    name.text(&service.name);
    name.texts(service.short_name.as_ref());
    // Whole, too: cut otherwise, the same word must still be found in them.
    let names = [&service.name].into_iter().chain(&service.short_name);
    let phrases = names.flat_map(|name| name.0.values());
    name.0.extend(phrases.flat_map(|phrase| unspaced_runs(&phrase.text)));

    let mut words = Words::default();
    let beside_the_names = |(field, _): &(&str, _)| !["name", "short_name", "quality"].contains(field);
    service.texts().filter(beside_the_names).for_each(|(_, text)| words.text(text));
    for phone in &service.phones {
        words.plain(&phone.number);
        words.plain(&phone.dial);
    }
    words.texts(own_places().map(|place| &place.name));
    for need in own_needs() {
        words.text(&need.label);
        need.words.values().flatten().for_each(|said| words.plain(said));
    }

    let mut tags = Words::default();
    tags.0.extend(service.area.iter().map(|id| serves(id)));
    tags.0.extend(own_places().map(|place| lies_in(&place.id)));
    tags.0.extend(own_needs().map(|need| meets(&need.id)));
    tags.0.extend(service.offered().iter().map(offers));
    if service.level == Level::Hotline {
        tags.0.push(hotline());
    }
    Entry { name: name.join(), words: words.join(), tags: tags.join() }
}

/// The tags a service must have to be found: of each inner list at least one.
///
/// A place is met by what serves it, what serves a place around it, and what serves a place inside it. An unknown place
/// is met by nothing.
#[must_use]
pub fn wanted(query: &Query, only: &[Only], places: &Places) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    if let Some(need) = &query.need {
        all.push(vec![meets(need)]);
    }
    all.extend(query.place.as_deref().map(|place| met_in(place, places)));
    all.extend(only.iter().map(|only| vec![offers(only)]));
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

fn offers(only: &Only) -> String {
    let code = match only {
        Only::OpenTo(Group::Women) => "women",
        Only::OpenTo(Group::Men) => "men",
        Only::OpenTo(Group::Boys) => "boys",
        Only::OpenTo(Group::Girls) => "girls",
        Only::OpenTo(Group::Transgender) => "transgender",
        Only::OpenTo(Group::Nationals) => "nationals",
        Only::OpenTo(Group::Foreigners) => "foreigners",
        Only::Free => "free",
        Only::WithoutPapers => "without papers",
        Only::WithoutStatus => "without status",
        Only::WithoutPolice => "without police",
        Only::AllDay => "all day",
        Only::ChildrenWelcome => "children welcome",
        Only::Speaks(language) => return tag('l', language),
    };
    tag('o', code)
}

/// Hexadecimal, because the index folds case and divides at punctuation.
fn tag(kind: char, id: &str) -> String {
    let mut tag = String::from_iter([TAG, kind]);
    for byte in id.bytes() {
        tag.extend([byte >> 4, byte & 15].into_iter().filter_map(|half| char::from_digit(half.into(), 16)));
    }
    tag
}

/// Tokens as they are collected.
#[derive(Default)]
struct Words(Vec<String>);

impl Words {
    fn plain(&mut self, text: &str) {
        self.0.extend(tokens(text));
    }

    fn text(&mut self, text: &Text) {
        text.0.values().for_each(|phrase| self.plain(&phrase.text));
    }

    fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        texts.into_iter().for_each(|text| self.text(text));
    }

    /// The distinct tokens, sorted: neither order nor repetition means anything to the index.
    fn join(mut self) -> String {
        self.0.sort_unstable();
        self.0.dedup();
        self.0.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::sample;
    use crate::{Fact, Level};

    fn place(id: &str, parent: Option<&str>) -> Place {
        Place {
            id: id.to_owned(),
            level: Level::Province,
            name: Text::of("id", &format!("Tempat {id}")),
            parent: parent.map(str::to_owned),
        }
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
        let tags = entry(&service, &[], &tree).tags;
        let query = Query { place: Some(asked.to_owned()), ..Query::default() };
        wanted(&query, &[], &tree).iter().all(|any| any.iter().any(|one| tags.split(' ').any(|tag| tag == one)))
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
        let tags = entry(&service, &[], &tree).tags;

        for only in all {
            let asked = wanted(&Query::default(), std::slice::from_ref(&only), &tree);
            assert!(!tags.contains(&asked[0][0]), "{only:?}");
        }
    }

    #[test]
    fn a_service_is_found_by_its_needs_in_the_words_people_use() {
        let need = Need {
            id: "papers".to_owned(),
            label: Text::of("en", "Papers"),
            categories: Vec::new(),
            words: [("id".to_owned(), vec!["paspor ditahan".to_owned()])].into(),
        };
        let mut service = sample("Office");
        service.needs = vec!["papers".to_owned(), "unknown".to_owned()];
        let places = places();

        let entry = entry(&service, &[need], &Places::new(&places));

        assert!(entry.words.split(' ').any(|word| word == "ditahan"));
        assert!(entry.words.split(' ').any(|word| word == "tempat"), "the name of its place");
        assert!(entry.tags.contains(&meets("papers")) && !entry.tags.contains(&meets("unknown")));
    }

    #[test]
    fn no_typed_word_can_be_a_tag() {
        assert!(tokens(&meets("papers")).iter().all(|word| !word.starts_with(TAG)));
    }
}
