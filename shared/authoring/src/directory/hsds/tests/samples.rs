//! Directories at random: every field is sometimes there and sometimes not, in several languages.

use directory::{
    Access, Availability, Category, Change, Cost, Date, Day, Fact, Hours, Level, Need, Opening, Papers, Phone,
    PhoneKind, Place, Point, Provider, ProviderKind, Referral, Report, ReportKind, Service, Shelter, Staff, Stage,
    Verified, VerifiedState, VictimStatus, Who,
};
use fastrand::Rng;
use i18n::{State, Text};

use crate::directory::Directory;

const LANGUAGES: [&str; 5] = ["en", "id", "th", "km", "lo"];
const WORDS: [&str; 8] = ["call", "\"first\"", "rumah aman", "\n", "ศูนย์ช่วยเหลือ", "មជ្ឈមណ្ឌល", "ສູນຊ່ວຍເຫຼືອ", "a < b & c"];

/// A directory of up to four services.
pub(in super::super) fn directory(seed: u64) -> Directory {
    let mut rng = Rng::with_seed(seed);
    let places: Vec<Place> = (0..rng.usize(1..4))
        .map(|at| Place {
            id: format!("ID-{at}"),
            level: Level::Province,
            name: text(&mut rng),
            parent: None,
            clocks: some(&mut rng, |rng| if rng.bool() { "UTC+7" } else { "UTC+8" })
                .first()
                .map(|clocks| clocks.parse().unwrap()),
        })
        .collect();
    let needs: Vec<Need> = (0..rng.usize(0..3))
        .map(|at| Need {
            id: format!("need{at}"),
            label: text(&mut rng),
            picture: None,
            categories: vec![Category::Body],
            words: [("en".to_owned(), vec![words(&mut rng)])].into(),
        })
        .collect();
    let services = (0..rng.usize(0..5)).map(|_| service(&mut rng)).collect();
    Directory { services, needs, places, synonyms: Vec::new() }
}

fn service(rng: &mut Rng) -> Service {
    let mut service = Service {
        id: uuid::Builder::from_random_bytes(rng.u128(..).to_be_bytes()).into_uuid().to_string(),
        name: text(rng),
        short_name: maybe(rng, text),
        description: text(rng),
        provider: provider(rng),
        level: one(rng, [Level::Hotline, Level::Village, Level::SubDistrict, Level::National, Level::Abroad]),
        categories: some(rng, |rng| Category::ALL[rng.usize(..14)]),
        terms: some(rng, |rng| one(rng, ["B.shelter", "E.legal_aid", "A.x.y"]).to_owned()),
        stages: some(rng, |rng| one(rng, [Stage::Crisis, Stage::Transition, Stage::Inclusion])),
        needs: some(rng, |rng| one(rng, ["need0", "need1", "unknown"]).to_owned()),
        who: who(rng),
        victim_status: one(
            rng,
            [VictimStatus::None, VictimStatus::Presumed, VictimStatus::Formal, VictimStatus::NotKnown],
        ),
        police_cooperation: fact(rng),
        shelter: Shelter { closed: fact(rng), takes_phone: fact(rng), rules: maybe(rng, text) },
        eligibility: maybe(rng, text),
        cost: one(rng, [Cost::Free, Cost::Partly, Cost::Pay, Cost::NotKnown]),
        fees: maybe(rng, text),
        pays_transport: fact(rng),
        papers: one(rng, [Papers::None, Papers::Asked, Papers::NotKnown]),
        papers_asked: maybe(rng, text),
        without_papers: maybe(rng, text),
        steps: some(rng, text),
        referral: Referral { needed: fact(rng), how: maybe(rng, text) },
        first_answer: maybe(rng, text),
        phones: some(rng, phone),
        email: maybe(rng, |_| "office@example.org".to_owned()),
        website: maybe(rng, |_| "https://example.org/help".to_owned()),
        safe_contact: maybe(rng, text),
        hours: hours(rng),
        languages: some(rng, |rng| one(rng, LANGUAGES).to_owned()),
        sign_language: fact(rng),
        interpreter: fact(rng),
        area: some(rng, |rng| one(rng, ["ID-0", "ID-1", "nowhere"]).to_owned()),
        address: maybe(rng, text),
        directions: maybe(rng, text),
        point: maybe(rng, |rng| Point {
            latitude: f64::from(rng.i32(-90_000_000..=90_000_000)) / 1e6,
            longitude: f64::from(rng.i32(-180_000_000..=180_000_000)) / 1e6,
        }),
        secret: rng.bool(),
        access: access(rng),
        staff: Staff { woman: fact(rng), man: fact(rng), trained: fact(rng) },
        privacy: maybe(rng, text),
        availability: one(
            rng,
            [Availability::Open, Availability::Full, Availability::Closed, Availability::Ended, Availability::NotKnown],
        ),
        warnings: some(rng, text),
        verified: verified(rng),
        steward: words(rng),
        provider_consent: maybe(rng, date),
        quality: maybe(rng, text),
        sources: some(rng, words),
        picture: maybe(rng, words),
        audio: maybe(rng, words),
        changes: some(rng, change),
        reports: some(rng, report),
    };
    if service.secret {
        service.changes.clear();
        (service.address, service.directions, service.point) = (None, None, None);
    }
    service
}

fn provider(rng: &mut Rng) -> Provider {
    let kinds = [ProviderKind::Government, ProviderKind::Ngo, ProviderKind::Private, ProviderKind::NotKnown];
    Provider { name: text(rng), kind: one(rng, kinds), description: maybe(rng, text) }
}

fn who(rng: &mut Rng) -> Who {
    Who {
        women: fact(rng),
        men: fact(rng),
        boys: fact(rng),
        girls: fact(rng),
        transgender: fact(rng),
        min_age: maybe(rng, |rng| rng.u8(..)),
        max_age: maybe(rng, |rng| rng.u8(..)),
        nationals: fact(rng),
        foreigners: fact(rng),
    }
}

fn access(rng: &mut Rng) -> Access {
    Access { step_free: fact(rng), toilet: fact(rng), blind: fact(rng), deaf: fact(rng), children: fact(rng) }
}

fn phone(rng: &mut Rng) -> Phone {
    let (number, dial) = one(rng, [("129", "129"), ("+62 21 29", "+622129"), ("021-2924 48", "+62212924 48")]);
    let kind = one(rng, [PhoneKind::Voice, PhoneKind::Text, PhoneKind::Whatsapp]);
    Phone { number: number.to_owned(), dial: dial.replace(' ', ""), kind, note: maybe(rng, text) }
}

fn hours(rng: &mut Rng) -> Hours {
    let opening = |rng: &mut Rng| {
        let mut days: Vec<Day> = Day::ALL.into_iter().filter(|_| rng.u8(..4) > 0).collect();
        if days.is_empty() {
            days.push(Day::Sunday);
        }
        // Also the whole day, which other tools take for a door that is always open.
        let (opens, closes) = one(rng, [(0, 1440), (0, 1439), (480, 960), (1200, 120)]);
        Opening { days, opens, closes }
    };
    Hours { all_day: maybe(rng, Rng::bool), note: maybe(rng, text), openings: some(rng, opening) }
}

fn verified(rng: &mut Rng) -> Verified {
    Verified {
        state: one(rng, [VerifiedState::PublicSource, VerifiedState::Confirmed]),
        on: maybe(rng, |rng| one(rng, ["2019", "2025-04", "2026-05-03"]).parse().unwrap()),
        method: words(rng),
        by: words(rng),
    }
}

fn change(rng: &mut Rng) -> Change {
    let field = one(rng, ["phones", "name", "hours"]).to_owned();
    Change { on: date(rng), field, before: words(rng), after: words(rng), by: words(rng) }
}

fn report(rng: &mut Rng) -> Report {
    Report { on: date(rng), kind: one(rng, ReportKind::ALL), by: words(rng), settled: maybe(rng, date) }
}

fn date(rng: &mut Rng) -> Date {
    Date::new(rng.u16(2000..2027), rng.u8(1..13), rng.u8(1..29)).unwrap()
}

fn fact(rng: &mut Rng) -> Fact {
    one(rng, [Fact::Yes, Fact::No, Fact::Ask, Fact::NotKnown])
}

/// A text in any number of languages, none too.
fn text(rng: &mut Rng) -> Text {
    let mut text = Text::default();
    for lang in LANGUAGES.into_iter().filter(|_| rng.bool()).collect::<Vec<_>>() {
        text.insert(lang, &words(rng), one(rng, [State::Draft, State::Confirmed]));
        if let Some(phrase) = text.0.get_mut(lang).filter(|_| rng.bool()) {
            phrase.source = words(rng);
        }
    }
    text
}

fn words(rng: &mut Rng) -> String {
    (0..rng.usize(0..4)).map(|_| one(rng, WORDS)).collect::<Vec<_>>().join(" ")
}

fn maybe<T>(rng: &mut Rng, make: impl Fn(&mut Rng) -> T) -> Option<T> {
    rng.bool().then(|| make(rng))
}

fn some<T>(rng: &mut Rng, make: impl Fn(&mut Rng) -> T) -> Vec<T> {
    (0..rng.usize(0..4)).map(|_| make(rng)).collect()
}

fn one<T, const N: usize>(rng: &mut Rng, of: [T; N]) -> T {
    rng.choice(of).unwrap()
}
