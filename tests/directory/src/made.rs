//! Made-up directories of any size: the same number of entries and the same seed give the same directory.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use authoring::directory::Directory;
use directory::{Category, Cost, Fact, Level, Papers, Place, Service, VictimStatus};
use i18n::{State, Text};
use serde::Deserialize;

use crate::real;

/// What they are made of, by language.
#[derive(Deserialize)]
struct Parts {
    /// What each name begins with: that it is made up.
    marks: BTreeMap<String, String>,
    /// The language of each country.
    countries: BTreeMap<String, String>,
    kinds: Vec<Kind>,
    places: Vec<PlacePart>,
    /// What tells several offices of one kind in one place apart.
    given: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Kind {
    id: String,
    categories: Vec<Category>,
    needs: Vec<String>,
    name: BTreeMap<String, String>,
    text: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct PlacePart {
    id: String,
    parent: String,
    name: BTreeMap<String, String>,
}

static PARTS: LazyLock<Parts> =
    LazyLock::new(|| serde_json::from_str(include_str!("../data/made.json")).expect("the parts of made-up entries"));

/// How many entries there are until each kind has come once in each place.
pub static ROUND: LazyLock<usize> = LazyLock::new(|| PARTS.kinds.len() * PARTS.places.len());

/// The id of the entry of this kind in this place in this round.
///
/// # Panics
/// When there is no such kind or place.
#[must_use]
pub fn id(kind: &str, place: &str, round: usize) -> String {
    let kind = PARTS.kinds.iter().position(|other| other.id == kind).expect("a kind");
    let place = PARTS.places.iter().position(|other| other.id == place).expect("a place");
    id_of(kind, place, round)
}

fn id_of(kind: usize, place: usize, round: usize) -> String {
    format!("{kind:08x}-0000-4000-8000-{place:04x}{round:08x}")
}

/// Hours that offices keep.
const WEEKS: [&[&str]; 5] = [
    &["MO-FR 08:00-16:00"],
    &["MO-TH 08:00-12:00", "MO-TH 13:00-16:00", "FR 08:00-11:30"],
    &["MO-SA 07:30-14:00"],
    &["SA,SU 20:00-02:00"],
    &["MO-SU 00:00-24:00"],
];

/// A directory of this many made-up entries: one of each kind in each place, then once more under other names.
#[must_use]
pub fn made(entries: usize, seed: u64) -> Directory {
    let mut random = fastrand::Rng::with_seed(seed);
    let Directory { services, mut places, needs, synonyms } = real();
    let own = PARTS.places.iter().filter(|place| places.iter().all(|known| known.id != place.id)).map(place_of);
    let own: Vec<Place> = own.collect();
    places.extend(own);
    let blank = blank(&services[0]);
    let services = (0..entries).map(|number| service(number, &blank, &mut random)).collect();
    Directory { services, needs, places, synonyms }
}

fn place_of(part: &PlacePart) -> Place {
    let level = if part.id.split('-').count() > 2 { Level::District } else { Level::Province };
    Place { id: part.id.clone(), level, name: text(&part.name), parent: Some(part.parent.clone()), clocks: None }
}

/// An entry with nothing in it that is real.
fn blank(real: &Service) -> Service {
    let mut blank = real.clone();
    blank.short_name = None;
    blank.steps.clear();
    blank.phones.clear();
    blank.eligibility = None;
    blank.sources = vec!["made up for a test".to_owned()];
    "made up".clone_into(&mut blank.verified.method);
    blank.languages.clear();
    blank
}

fn service(number: usize, blank: &Service, random: &mut fastrand::Rng) -> Service {
    let (kind, place) = (number % PARTS.kinds.len(), number / PARTS.kinds.len() % PARTS.places.len());
    let round = number / *ROUND;
    let id = id_of(kind, place, round);
    let (kind, place) = (&PARTS.kinds[kind], &PARTS.places[place]);
    let own = PARTS.countries[&place.id[..2]].as_str();
    let given = random.usize(..PARTS.given["en"].len());
    let named = |lang: &str| {
        let (mark, kind, place) = (&PARTS.marks[lang], &kind.name[lang], &place.name[lang]);
        // As these languages are written.
        let space = if ["th", "km", "lo"].contains(&lang) { "" } else { " " };
        let given = if round == 0 { "" } else { &PARTS.given[lang][given] };
        format!("{mark} {kind}{space}{place}{}{given}", if round == 0 { "" } else { space })
    };
    let mut service = blank.clone();
    service.name = in_both(own, named);
    service.description = in_both(own, |lang| kind.text[lang].clone());
    service.provider.name = Text::default();
    service.provider.name.insert("en", &format!("Made-up foundation {}", coined(random)), State::Draft);
    service.level = if kind.id == "helpline" { Level::Hotline } else { Level::District };
    service.categories.clone_from(&kind.categories);
    service.needs.clone_from(&kind.needs);
    service.area = vec![place.id.clone()];
    service.email = Some(format!("office-{number}@example.org"));
    vary(&mut service, own, random);
    if service.hours.all_day == Some(false) {
        let week = &WEEKS[number % WEEKS.len()];
        service.hours.openings = week.iter().map(|hours| hours.parse().expect("hours of ours")).collect();
    }
    service.id = id;
    service
}

/// Gives every fact that is filtered by one of its values.
fn vary(service: &mut Service, own: &str, random: &mut fastrand::Rng) {
    let mut fact = || [Fact::Yes, Fact::Yes, Fact::No, Fact::Ask, Fact::NotKnown][random.usize(..5)];
    for group in [
        &mut service.who.women,
        &mut service.who.men,
        &mut service.who.boys,
        &mut service.who.girls,
        &mut service.who.transgender,
        &mut service.who.nationals,
        &mut service.who.foreigners,
        &mut service.access.children,
        &mut service.police_cooperation,
    ] {
        *group = fact();
    }
    service.cost = [Cost::Free, Cost::Partly, Cost::Pay, Cost::NotKnown][random.usize(..4)];
    service.papers = [Papers::None, Papers::Asked, Papers::NotKnown][random.usize(..3)];
    let statuses = [VictimStatus::None, VictimStatus::Presumed, VictimStatus::Formal, VictimStatus::NotKnown];
    service.victim_status = statuses[random.usize(..4)];
    service.hours.all_day = [Some(true), Some(false), None][random.usize(..3)];
    service.languages = if random.bool() { vec![own.to_owned()] } else { vec![own.to_owned(), "en".to_owned()] };
}

/// A name that no language has.
fn coined(random: &mut fastrand::Rng) -> String {
    const SYLLABLES: [&str; 20] = [
        "ka", "li", "mo", "ra", "tu", "ben", "sar", "vi", "no", "pel", "do", "gi", "wa", "zu", "fen", "ho", "mar",
        "ti", "yo", "lak",
    ];
    (0..4).map(|_| SYLLABLES[random.usize(..SYLLABLES.len())]).collect()
}

/// A text in English and in the country's own language.
fn in_both(own: &str, words: impl Fn(&str) -> String) -> Text {
    let mut text = Text::default();
    for lang in ["en", own] {
        text.insert(lang, &words(lang), State::Draft);
    }
    text
}

fn text(words: &BTreeMap<String, String>) -> Text {
    let mut text = Text::default();
    for (lang, words) in words {
        text.insert(lang, words, State::Draft);
    }
    text
}

#[cfg(test)]
mod tests {
    use directory::check;

    use super::*;
    use crate::today;

    #[test]
    fn made_up_entries_may_be_published_and_say_that_they_are_made_up() {
        let Directory { services, needs, places, .. } = made(*ROUND + 500, 1);

        assert_eq!(check(&services, &needs, &places, today()), []);
        for service in &services {
            let marked = |(lang, phrase): (&String, &i18n::Phrase)| phrase.text.starts_with(&PARTS.marks[lang]);
            assert!(service.name.0.iter().all(marked) && service.phones.is_empty(), "{}", service.id);
            assert!(service.email.as_ref().is_some_and(|mail| mail.ends_with("@example.org")), "{}", service.id);
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_directory_and_another_one_another() {
        let services = |seed| made(50, seed).services;

        assert_eq!(services(1), services(1));
        assert_ne!(services(1), services(2));
        assert_eq!(services(1)[1].id, id("legal", "ID-JB-BDO", 0));
    }
}
