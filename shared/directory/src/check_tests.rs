//! Each rule of the validator, broken once.

use i18n::{State, Text};

use super::*;
use crate::place::sample as place;
use crate::service::sample;
use crate::{Level, Verified};

/// What the validator says of an entry that is right except for one change.
fn faults_after(change: impl FnOnce(&mut Service)) -> Vec<(&'static str, Problem)> {
    let mut service = sample("Helpline");
    change(&mut service);
    let today = "2026-11-22".parse().unwrap();
    let faults = check(&[service], &[], &[place("ID", None)], today);
    faults.into_iter().map(|fault| (fault.field, fault.problem)).collect()
}

#[test]
fn an_entry_of_which_little_is_known_may_be_published() {
    assert_eq!(faults_after(|_| ()), []);
}

#[test]
fn what_every_entry_needs_may_not_be_empty() {
    let missing = |field| vec![(field, Problem::Missing)];
    assert_eq!(faults_after(|entry| entry.name = Text::default()), missing("name"));
    assert_eq!(faults_after(|entry| entry.name.insert("id", " ", State::Draft)), missing("name"));
    assert_eq!(faults_after(|entry| entry.description = Text::of("en", "")), missing("description"));
    assert_eq!(faults_after(|entry| entry.provider.name = Text::default()), missing("provider"));
    assert_eq!(faults_after(|entry| entry.categories.clear()), missing("categories"));
    assert_eq!(faults_after(|entry| entry.phones.clear()), missing("phones"));
    assert_eq!(faults_after(|entry| entry.area.clear()), missing("area"));
    assert_eq!(faults_after(|entry| entry.sources.clear()), missing("sources"));
    assert_eq!(faults_after(|entry| entry.sources.push(" ".to_owned())), missing("sources"));
    assert_eq!(faults_after(|entry| entry.verified.method.clear()), missing("verified.method"));
    assert_eq!(faults_after(|entry| entry.steps.push(Text::default())), missing("steps"));
}

#[test]
fn an_id_is_a_uuid_and_used_once() {
    for id in ["1", "3F2B8C1E-0D4A-4B7E-9C11-5A6D7E8F9A0B", "3f2b8c1e-0d4a-1b7e-9c11-5a6d7e8f9a0b"] {
        assert_eq!(faults_after(|entry| entry.id = id.to_owned()), [("id", Problem::NotAUuid)]);
    }
    let today = "2026-11-22".parse().unwrap();
    let faults = check(&[sample("a"), sample("b")], &[], &[place("ID", None)], today);
    assert!(matches!(&faults[..], [Fault { field: "id", problem: Problem::Twice, .. }]));
    let mut nameless = sample("a");
    nameless.id.clear();
    let faults = check(&[nameless], &[], &[place("ID", None)], today);
    assert_eq!(faults[0].to_string(), "number 1, id: is empty; write it, or leave the entry out");
}

#[test]
fn needs_places_and_languages_must_be_known() {
    let unknown_need = Problem::UnknownNeed("gold".to_owned());
    assert_eq!(faults_after(|entry| entry.needs.push("gold".to_owned())), [("needs", unknown_need)]);
    let unknown_place = Problem::UnknownPlace("XX".to_owned());
    assert_eq!(faults_after(|entry| entry.area.push("XX".to_owned())), [("area", unknown_place)]);
    let no_language = Problem::NotALanguage("Thai".to_owned());
    assert_eq!(faults_after(|entry| entry.languages.push("Thai".to_owned())), [("languages", no_language)]);
}

#[test]
fn a_number_must_be_one_and_dial_itself() {
    let phone = |number: &str, dial: &str| {
        faults_after(|entry| {
            number.clone_into(&mut entry.phones[0].number);
            dial.clone_into(&mut entry.phones[0].dial);
        })
    };
    for (number, dial) in [
        ("08111-129-129", "08111129129"),
        ("08111-129-129", "+628111129129"),
        ("+62 21 2924 4800", "+622129244800"),
        ("0-800-1000", "08001000"),
        ("117", "117"),
    ] {
        assert_eq!(phone(number, dial), [], "{number} {dial}");
    }
    for number in ["", "1", "129 ext 8", "12345678901234567"] {
        assert_eq!(phone(number, number), [("phones.number", Problem::NotANumber)], "{number}");
    }
    for (number, dial) in [("129", "112"), ("129", ""), ("129", "1-29"), ("0812 34", "+99981234"), ("129", "+62129")] {
        assert_eq!(phone(number, dial), [("phones.dial", Problem::DialsAnother)], "{number} {dial}");
    }
}

#[test]
fn an_entry_can_be_reached_in_one_way_at_least() {
    let reached = |change: fn(&mut Service)| {
        faults_after(|entry| {
            entry.phones.clear();
            change(entry);
        })
    };
    assert_eq!(reached(|entry| entry.email = Some("office@example.org".to_owned())), []);
    assert_eq!(reached(|entry| entry.website = Some("https://example.org".to_owned())), []);
    for email in ["", "office", "office@example", "office@example..org", "a b@example.org", "a@b@example.org"] {
        let told = faults_after(|entry| entry.email = Some(email.to_owned()));
        assert_eq!(told, [("email", Problem::NotAnEmail)], "{email}");
    }
    for page in ["example.org", "http://example.org", "https://", "https://example.org/a b"] {
        let told = faults_after(|entry| entry.website = Some(page.to_owned()));
        assert_eq!(told, [("website", Problem::NotAPage)], "{page}");
    }
}

#[test]
fn a_point_lies_on_the_map_and_a_term_in_its_category() {
    for (latitude, longitude) in [(91.0, 0.0), (0.0, -180.5), (f64::NAN, 0.0)] {
        let told = faults_after(|entry| entry.point = Some(Point { latitude, longitude }));
        assert_eq!(told, [("point", Problem::OffTheMap)]);
    }
    assert_eq!(faults_after(|entry| entry.terms = vec!["A.hotline".to_owned()]), []);
    let strange = faults_after(|entry| entry.terms = vec!["B.shelter".to_owned()]);
    assert_eq!(strange, [("terms", Problem::StrangeTerm("B.shelter".to_owned()))]);
}

#[test]
fn a_secret_place_is_never_given_away() {
    let address = |entry: &mut Service| entry.address = Some(Text::of("en", "12 Long Road"));
    assert_eq!(faults_after(address), []);
    let secret = faults_after(|entry| {
        entry.secret = true;
        address(entry);
    });
    assert_eq!(secret, [("address", Problem::SecretAddress)]);
    let told_otherwise = faults_after(|entry| {
        entry.secret = true;
        entry.directions = Some(Text::of("en", "Behind the market"));
        entry.point = Some(Point { latitude: -6.2, longitude: 106.8 });
    });
    assert_eq!(told_otherwise, [("directions", Problem::SecretAddress), ("point", Problem::SecretAddress)]);
    let told_before = faults_after(|entry| {
        entry.secret = true;
        let (before, by) = ("12 Long Road".to_owned(), "the office".to_owned());
        let on = "2026-01-01".parse().unwrap();
        entry.changes = vec![crate::Change { on, field: "name".to_owned(), before, after: String::new(), by }];
    });
    assert_eq!(told_before, [("changes", Problem::SecretBefore)]);
    for text in ["Go to -6.2088, 106.8456", "(6.2088,106.8456)", "see https://example.org/place"] {
        let told = faults_after(|entry| {
            entry.secret = true;
            entry.steps.push(Text::of("en", text));
        });
        assert_eq!(told, [("steps", Problem::SecretInText)], "{text}");
        let told = faults_after(|entry| {
            entry.secret = true;
            entry.shelter.rules = Some(Text::of("en", text));
        });
        assert_eq!(told, [("shelter.rules", Problem::SecretInText)], "{text}");
    }
    for told in [
        faults_after(|entry| (entry.secret, entry.website) = (true, Some("https://maps.app.goo.gl/x".to_owned()))),
        faults_after(|entry| (entry.secret, entry.steward) = (true, "Jl. Kenari 5".to_owned())),
        faults_after(|entry| {
            entry.secret = true;
            entry.sources = vec!["told by provider, -6.9123, 107.6098".to_owned()];
        }),
    ] {
        assert!(matches!(told[..], [(_, Problem::SecretInText)]), "{told:?}");
    }
    let harmless = faults_after(|entry| {
        entry.secret = true;
        entry.steps.push(Text::of("en", "Call 129, press 1. Open 7.30 to 21.00. It costs 1.000 or 2,000."));
    });
    assert_eq!(harmless, []);
}

#[test]
fn what_is_open_day_and_night_has_no_hours() {
    let hours = |all_day| crate::Hours { all_day, openings: vec!["MO 08:00-09:00".parse().unwrap()], note: None };
    assert_eq!(faults_after(|entry| entry.hours = hours(Some(false))), []);
    assert_eq!(faults_after(|entry| entry.hours = hours(Some(true))), [("hours.openings", Problem::DayAndNight)]);
}

#[test]
fn a_date_may_not_lie_ahead_and_a_confirmation_is_whole() {
    assert_eq!(
        faults_after(|entry| entry.verified.on = Some("2027".parse().unwrap())),
        [("verified.on", Problem::Future)]
    );
    assert_eq!(
        faults_after(|entry| entry.provider_consent = Some("2026-11-23".parse().unwrap())),
        [("provider_consent", Problem::Future)]
    );
    let told = |on: &str| crate::report::told(on, crate::ReportKind::NoAnswer);
    assert_eq!(faults_after(|entry| entry.reports = vec![told("2026-11-23")]), [("reports", Problem::Future)]);
    let by = |role: &str| crate::Report { by: role.to_owned(), ..told("2026-11-20") };
    assert_eq!(faults_after(|entry| entry.reports = vec![by("team"); 2]), [("reports", Problem::Repeated)]);
    assert_eq!(faults_after(|entry| entry.reports = vec![by(""); 2]), [], "two who are not named");
    for (role, is_one) in
        [("Bu Ani 0812-3456-789", true), ("tel (021) 129 40", true), ("team, ID-3203", false), ("team 12, 2026", false)]
    {
        let faults = faults_after(|entry| entry.reports = vec![by(role)]);
        assert_eq!(faults.contains(&("reports", Problem::NumberInRole)), is_one, "{role}");
    }
    let settled = |on: &str| crate::Report { settled: Some(on.parse().unwrap()), ..told("2026-11-20") };
    assert_eq!(faults_after(|entry| entry.reports = vec![settled("2026-11-20")]), []);
    assert_eq!(
        faults_after(|entry| entry.reports = vec![settled("2026-11-19")]),
        [("reports", Problem::SettledBefore)]
    );
    assert_eq!(faults_after(|entry| entry.reports = vec![settled("2026-11-23")]), [("reports", Problem::Future)]);
    let again = |entry: &mut Service| {
        entry.reports = vec![by("team"), crate::Report { settled: Some("2026-11-20".parse().unwrap()), ..by("team") }];
    };
    assert_eq!(faults_after(again), [("reports", Problem::Repeated)], "settled or not");
    let broken = |entry: &mut Service| entry.reports = vec![by("team\n2026-11-21 closed"), by("a\tb")];
    let sign = |sign| ("reports", Problem::HiddenSign(sign));
    assert_eq!(faults_after(broken), [("reports", Problem::NumberInRole), sign('\n'), sign('\t')]);
    let confirmed = |on: &str, by: &str| Verified {
        state: VerifiedState::Confirmed,
        on: Some(on.parse().unwrap()),
        method: "call".to_owned(),
        by: by.to_owned(),
    };
    let half = [("verified", Problem::HalfConfirmed)];
    assert_eq!(faults_after(|entry| entry.verified = confirmed("2026-05", "district office")), half);
    assert_eq!(faults_after(|entry| entry.verified = confirmed("2026-05-03", "")), half);
    assert_eq!(faults_after(|entry| entry.verified = confirmed("2026-05-03", "district office")), []);
}

#[test]
fn what_does_not_fit_a_screen_is_refused() {
    let too_many = |field, found, most| vec![(field, Problem::TooMany { found, most })];
    let long = Text::of("en", &"word ".repeat(41));
    assert_eq!(faults_after(|entry| entry.description = long), too_many("description", 41, 40));
    let steps = vec![Text::of("en", "Call."); 5];
    assert_eq!(faults_after(|entry| entry.steps = steps), too_many("steps", 5, 4));
    assert_eq!(
        faults_after(|entry| (entry.who.min_age, entry.who.max_age) = (Some(25), Some(18))),
        [("who.min_age", Problem::AgesCrossed)]
    );
}

#[test]
fn places_lie_in_known_places_and_never_in_themselves() {
    let today = "2026-11-22".parse().unwrap();
    let problems = |places: &[Place]| -> Vec<_> {
        check(&[], &[], places, today).into_iter().map(|fault| fault.problem).collect()
    };
    assert_eq!(problems(&[place("A", None), place("B", Some("A"))]), []);
    assert_eq!(problems(&[place("B", Some("A"))]), [Problem::UnknownPlace("A".to_owned())]);
    assert_eq!(problems(&[place("A", Some("B")), place("B", Some("A"))]), [Problem::Circle, Problem::Circle]);
}

#[test]
fn every_entry_nobody_called_is_named_before_a_release() {
    let mut called = sample("Called");
    called.verified.state = VerifiedState::Confirmed;
    called.verified.on = Some("2026-05-03".parse().unwrap());

    let faults = unconfirmed(&[sample("Helpline"), called]);

    assert_eq!(faults.len(), 1);
    assert!(faults[0].to_string().contains("(Helpline), verified: was not confirmed by a call"));
}

#[test]
fn no_text_and_no_line_holds_a_sign_that_nobody_sees() {
    let hidden = |field| vec![(field, Problem::HiddenSign('\u{202e}'))];
    let turned = "21\u{202e}921";
    assert_eq!(faults_after(|entry| entry.name = Text::of("en", turned)), hidden("name"));
    assert_eq!(faults_after(|entry| entry.steps.push(Text::of("en", turned))), hidden("steps"));
    assert_eq!(faults_after(|entry| entry.sources.push(turned.to_owned())), hidden("sources"));
    assert_eq!(faults_after(|entry| turned.clone_into(&mut entry.verified.by)), hidden("verified.by"));
    let said = Problem::HiddenSign('\u{1b}').to_string();
    assert_eq!(said, "holds a sign that nobody sees (U+001B); clear it and write it again by hand");
}

#[test]
fn a_country_code_is_not_followed_by_the_zero_of_calls_at_home() {
    let number = |number: &str| {
        faults_after(|entry| {
            number.clone_into(&mut entry.phones[0].number);
            entry.phones[0].dial = number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
        })
    };
    for wrong in ["+62 (0)812 3456 789", "+62 (021) 555 0199", "+62 0812 3456 789", "+39 ( 0)6 555 0199"] {
        assert_eq!(number(wrong), [("phones.number", Problem::TrunkZero)], "{wrong}");
    }
    for right in ["+62 812 3456 789", "(021) 555 0199", "+39 06 555 0199", "+62 (21) 555 0199"] {
        assert_eq!(number(right), [], "{right}");
    }
}

#[test]
fn what_is_longer_than_a_screen_is_refused() {
    let too_long = |field, found, most| vec![(field, Problem::TooLong { found, most })];
    let letters = |count| "ស".repeat(count);
    assert_eq!(faults_after(|entry| entry.name = Text::of("km", &letters(201))), too_long("name", 201, 200));
    assert_eq!(faults_after(|entry| entry.eligibility = Some(Text::of("km", &letters(2_000)))), []);
    let privacy = faults_after(|entry| entry.privacy = Some(Text::of("km", &letters(2_001))));
    assert_eq!(privacy, too_long("privacy", 2_001, 2_000));
    assert_eq!(faults_after(|entry| entry.sources.push(letters(501))), too_long("sources", 501, 500));
}

#[test]
fn a_point_that_programs_write_for_none_is_refused() {
    let point = |latitude, longitude| faults_after(|entry| entry.point = Some(Point { latitude, longitude }));
    assert_eq!(point(0.0, -0.0), [("point", Problem::Nowhere)]);
    assert_eq!(point(0.02, 109.34), [], "Pontianak lies on the equator");
}

#[test]
fn a_service_that_was_called_agreed_to_be_listed_unless_it_is_a_public_line() {
    let called = |level: Level, consent: Option<&str>| {
        faults_after(|entry| {
            entry.level = level;
            entry.verified.state = VerifiedState::Confirmed;
            entry.verified.on = Some("2026-05-03".parse().unwrap());
            "field coordinator".clone_into(&mut entry.verified.by);
            entry.provider_consent = consent.map(|day| day.parse().unwrap());
        })
    };
    assert_eq!(called(Level::Hotline, None), []);
    assert_eq!(called(Level::District, Some("2026-05-03")), []);
    assert_eq!(called(Level::District, None), [("provider_consent", Problem::NoConsent)]);
}

#[test]
fn what_is_wrong_in_one_language_is_told_of_that_one() {
    let mut service = sample("Helpline");
    service.description.insert("id", &"kata ".repeat(41), State::Draft);

    let faults = check(&[service], &[], &[place("ID", None)], "2026-11-22".parse().unwrap());

    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(matches!(&told[..], [only] if only.contains(", description::id: has 41")), "{told:?}");
}
