//! The validator: what an entry must have before it may be published.

use std::collections::BTreeSet;

use i18n::Text;

pub use fault::{Fault, Problem};

use crate::{
    Date, Freshness, Level, Need, Place, Places, Point, Service, VerifiedState, hidden_sign, is_language,
    sign_not_of_a_line, whereabouts,
};

mod fault;
#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;

const DESCRIPTION_WORDS: usize = 40;
const CATEGORIES: usize = 3;
const STEPS: usize = 4;
/// Letters of a name: one that is longer leaves no room for anything else on a screen.
const NAME_LETTERS: usize = 200;
/// The texts that are names.
const NAMES: [&str; 4] = ["name", "short_name", "provider", "label"];
/// Letters of any other text.
const TEXT_LETTERS: usize = 2_000;
/// Letters of a line such as a source or a page.
const LINE_LETTERS: usize = 500;

/// Everything that is wrong with these entries; empty when they may be published as *not confirmed* or better.
#[must_use]
pub fn check(services: &[Service], needs: &[Need], places: &[Place], today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    check_ids(services.iter().map(|service| service.id.as_str()), &mut faults);
    check_ids(needs.iter().map(|need| need.id.as_str()), &mut faults);
    check_ids(places.iter().map(|place| place.id.as_str()), &mut faults);
    for service in services {
        let mut report = Report { entry: &service.id, faults: &mut faults };
        check_words(service, &mut report);
        check_contact(service, &mut report);
        check_who_and_where(service, needs, places, &mut report);
        check_secret(service, &mut report);
        check_verified(service, today, &mut report);
        check_reports(service, today, &mut report);
        let contradicts = service.hours.all_day == Some(true) && !service.hours.openings.is_empty();
        report.refuse("hours.openings", Problem::DayAndNight, contradicts);
    }
    for need in needs {
        Report { entry: &need.id, faults: &mut faults }.required("label", &need.label);
    }
    check_places(places, &mut faults);
    faults
}

/// One fault for each entry that nobody confirmed: a release must not hold them.
#[must_use]
pub fn unconfirmed(services: &[Service]) -> Vec<Fault> {
    services
        .iter()
        .filter(|service| matches!(service.freshness(), Freshness::NotConfirmed { .. }))
        .map(|service| {
            let name = service.name.words(i18n::FALLBACK);
            let entry = format!("{} ({name})", service.id);
            Fault { entry, field: "verified", lang: None, problem: Problem::Unconfirmed }
        })
        .collect()
}

/// Where the faults of one entry go.
struct Report<'a> {
    entry: &'a str,
    faults: &'a mut Vec<Fault>,
}

impl Report<'_> {
    fn add(&mut self, field: &'static str, problem: Problem) {
        self.faults.push(Fault { entry: self.entry.to_owned(), field, lang: None, problem });
    }

    /// Looks at a text in each language by itself, and names the language of what is wrong.
    fn in_each(&mut self, text: &Text, check: impl Fn(&mut Self, &str)) {
        for (lang, phrase) in text.0.iter() {
            let before = self.faults.len();
            check(self, &phrase.text);
            self.faults[before..].iter_mut().for_each(|fault| fault.lang = Some(lang.clone()));
        }
    }

    fn refuse(&mut self, field: &'static str, problem: Problem, is_so: bool) {
        if is_so {
            self.add(field, problem);
        }
    }

    fn required(&mut self, field: &'static str, text: &Text) {
        self.refuse(field, Problem::Missing, text.0.is_empty());
        let most = if NAMES.contains(&field) { NAME_LETTERS } else { TEXT_LETTERS };
        self.in_each(text, |report, words| {
            report.refuse(field, Problem::Missing, words.trim().is_empty());
            report.readable(field, words, most);
        });
    }

    /// Says when a text holds signs that nobody sees, or more than can be shown.
    fn readable(&mut self, field: &'static str, text: &str, most: usize) {
        let found = text.chars().count();
        self.refuse(field, Problem::TooLong { found, most }, found > most);
        if let Some(sign) = hidden_sign(text) {
            self.add(field, Problem::HiddenSign(sign));
        }
    }

    fn at_most(&mut self, field: &'static str, found: usize, most: usize) {
        self.refuse(field, Problem::TooMany { found, most }, found > most);
    }
}

fn check_ids<'a>(ids: impl Iterator<Item = &'a str>, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for (number, id) in ids.enumerate() {
        let entry = if id.is_empty() { format!("number {}", number + 1) } else { id.to_owned() };
        let mut report = Report { entry: &entry, faults };
        report.refuse("id", Problem::Missing, id.is_empty());
        report.refuse("id", Problem::Twice, !id.is_empty() && !seen.insert(id));
    }
}

fn check_words(service: &Service, report: &mut Report) {
    report.refuse("id", Problem::NotAUuid, !service.id.is_empty() && !is_uuid_v4(&service.id));
    service.texts().for_each(|(field, text)| report.required(field, text));
    service.lines().for_each(|(field, line)| report.readable(field, line, LINE_LETTERS));
    report.in_each(&service.description, |report, words| {
        report.at_most("description", words.split_whitespace().count(), DESCRIPTION_WORDS);
    });
    report.at_most("steps", service.steps.len(), STEPS);
    report.refuse("categories", Problem::Missing, service.categories.is_empty());
    report.at_most("categories", service.categories.len(), CATEGORIES);
}

fn check_contact(service: &Service, report: &mut Report) {
    let other_ways = [service.address.is_some(), service.email.is_some(), service.website.is_some()];
    report.refuse("phones", Problem::Missing, service.phones.is_empty() && !other_ways.contains(&true));
    report.refuse("email", Problem::NotAnEmail, service.email.as_deref().is_some_and(|email| !is_email(email)));
    report.refuse("website", Problem::NotAPage, service.website.as_deref().is_some_and(|page| !is_page(page)));
    for phone in &service.phones {
        if !is_number(&phone.number) {
            report.add("phones.number", Problem::NotANumber);
        } else if has_trunk_zero(&phone.number) || has_trunk_zero(&phone.dial) {
            report.add("phones.number", Problem::TrunkZero);
        } else if !phone.dials_its_number() {
            report.add("phones.dial", Problem::DialsAnother);
        }
    }
}

fn check_who_and_where(service: &Service, needs: &[Need], places: &[Place], report: &mut Report) {
    for id in service.needs.iter().filter(|id| needs.iter().all(|need| need.id != **id)) {
        report.add("needs", Problem::UnknownNeed(id.clone()));
    }
    report.refuse("area", Problem::Missing, service.area.is_empty());
    for id in service.area.iter().filter(|id| places.iter().all(|place| place.id != **id)) {
        report.add("area", Problem::UnknownPlace(id.clone()));
    }
    for language in service.languages.iter().filter(|language| !is_language(language)) {
        report.add("languages", Problem::NotALanguage(language.clone()));
    }
    let is_within = |term: &String| service.categories.iter().any(|category| term.starts_with(&category.term("")));
    for term in service.terms.iter().filter(|term| !is_within(term)) {
        report.add("terms", Problem::StrangeTerm(term.clone()));
    }
    let off_the_map = |point: Point| !(point.latitude.abs() <= 90.0 && point.longitude.abs() <= 180.0);
    report.refuse("point", Problem::OffTheMap, service.point.is_some_and(off_the_map));
    let nowhere = |point: Point| point.latitude.abs() < 0.01 && point.longitude.abs() < 0.01;
    report.refuse("point", Problem::Nowhere, service.point.is_some_and(nowhere));
    let ages = service.who.min_age.zip(service.who.max_age);
    report.refuse("who.min_age", Problem::AgesCrossed, ages.is_some_and(|(least, most)| least > most));
}

fn check_secret(service: &Service, report: &mut Report) {
    if !service.secret {
        return;
    }
    report.refuse("address", Problem::SecretAddress, service.address.is_some());
    report.refuse("directions", Problem::SecretAddress, service.directions.is_some());
    report.refuse("point", Problem::SecretAddress, service.point.is_some());
    report.refuse("changes", Problem::SecretBefore, !service.changes.is_empty());
    for (field, text) in service.texts() {
        report.in_each(text, |report, words| {
            report.refuse(field, Problem::SecretInText, whereabouts::locates(words) || whereabouts::links(words));
        });
    }
    for (field, line) in service.lines() {
        report.refuse(field, Problem::SecretInText, whereabouts::locates(line));
    }
}

fn check_verified(service: &Service, today: Date, report: &mut Report) {
    let verified = &service.verified;
    report.refuse("verified.on", Problem::Future, verified.on.is_some_and(|on| on.is_after(today)));
    let consent = service.provider_consent.is_some_and(|on| on > today);
    report.refuse("provider_consent", Problem::Future, consent);
    report.refuse("changes", Problem::Future, service.changes.iter().any(|change| change.on > today));
    report.refuse("verified.method", Problem::Missing, verified.method.trim().is_empty());
    let whole = verified.on.is_some_and(|on| on.day().is_some()) && !verified.by.trim().is_empty();
    let half = verified.state == VerifiedState::Confirmed && !whole;
    report.refuse("verified", Problem::HalfConfirmed, half);
    let needs_consent = verified.state == VerifiedState::Confirmed && service.level != Level::Hotline;
    report.refuse("provider_consent", Problem::NoConsent, needs_consent && service.provider_consent.is_none());
    let no_source = service.sources.is_empty() || service.sources.iter().any(|source| source.trim().is_empty());
    report.refuse("sources", Problem::Missing, no_source);
}

/// In a workbook each report is a line: one whose role holds a line break would come back as another, or as none.
fn check_reports(service: &Service, today: Date, report: &mut Report) {
    let lies_ahead = |told: &crate::Report| told.on > today || told.settled.is_some_and(|day| day > today);
    report.refuse("reports", Problem::Future, service.reports.iter().any(lies_ahead));
    let settled_before = |told: &crate::Report| told.settled.is_some_and(|day| day < told.on);
    report.refuse("reports", Problem::SettledBefore, service.reports.iter().any(settled_before));
    // Two who are not named may have found the same on one day: a file of another organisation names nobody.
    let repeats = |(at, told): (usize, &crate::Report)| {
        !told.by.is_empty() && service.reports[..at].iter().any(|earlier| earlier.is_same(told))
    };
    report.refuse("reports", Problem::Repeated, service.reports.iter().enumerate().any(repeats));
    report.refuse("reports", Problem::NumberInRole, service.reports.iter().any(|told| holds_a_number(&told.by)));
    // Signs that nobody sees are told with those of all other lines.
    let seen = service.reports.iter().filter(|told| hidden_sign(&told.by).is_none());
    for sign in seen.filter_map(|told| sign_not_of_a_line(&told.by)) {
        report.add("reports", Problem::HiddenSign(sign));
    }
}

/// Whether six digits follow each other, whatever people put between them; codes of places have fewer.
fn holds_a_number(role: &str) -> bool {
    let parts = role.split(|letter: char| !letter.is_numeric() && !" +()-./".contains(letter));
    parts.into_iter().any(|part| part.chars().filter(|letter| letter.is_numeric()).count() >= 6)
}

fn check_places(places: &[Place], faults: &mut Vec<Fault>) {
    let tree = Places::new(places);
    for place in places {
        let mut report = Report { entry: &place.id, faults };
        report.required("name", &place.name);
        let Some(parent) = &place.parent else {
            continue;
        };
        if tree.get(parent).is_none() {
            report.add("parent", Problem::UnknownPlace(parent.clone()));
        }
        let circle = tree
            .with_parents(&place.id)
            .last()
            .is_some_and(|last| last.parent.as_ref().is_some_and(|parent| tree.get(parent).is_some()));
        report.refuse("parent", Problem::Circle, circle);
    }
}

fn is_uuid_v4(id: &str) -> bool {
    id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'4',
            19 => matches!(byte, b'8' | b'9' | b'a' | b'b'),
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

fn is_number(number: &str) -> bool {
    let known = |letter: char| letter.is_ascii_digit() || " +-.()".contains(letter);
    (2..=15).contains(&number.bytes().filter(u8::is_ascii_digit).count()) && number.chars().all(known)
}

/// Countries of our region in which no number begins with a zero when it is called from abroad. Others, such as Italy,
/// keep theirs.
const ZERO_AT_HOME: [&str; 10] = ["60", "62", "63", "66", "84", "95", "673", "855", "856", "880"];

/// Whether a number holds the zero of calls within a country after its country code: `+62 (0)812`, `+62 0812`.
fn has_trunk_zero(number: &str) -> bool {
    let Some(international) = number.trim().strip_prefix('+') else { return false };
    let plain: String = international.chars().filter(|letter| letter.is_ascii_digit() || *letter == '(').collect();
    let digits = plain.replace('(', "");
    let after_code = |code| digits.strip_prefix(code).is_some_and(|rest: &str| rest.starts_with('0'));
    plain.contains("(0") || ZERO_AT_HOME.into_iter().any(after_code)
}

fn is_email(text: &str) -> bool {
    let plain =
        |part: &str| !part.is_empty() && !part.chars().any(|letter| letter.is_whitespace() || letter.is_control());
    text.split_once('@').is_some_and(|(name, host)| {
        plain(name) && plain(host) && !host.contains('@') && host.split('.').count() > 1 && host.split('.').all(plain)
    })
}

fn is_page(text: &str) -> bool {
    text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !text.contains(char::is_whitespace))
}
