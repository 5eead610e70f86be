//! What stands on paper cannot be called back.

use ::directory::{Availability, Fact, Level, Point};
use i18n::{State, Text};

use super::*;
use crate::directory;
use crate::pack::Content;

/// The directory of the content folder.
pub(super) fn real() -> Directory {
    let content = Content::from_folder(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content").as_ref()).unwrap();
    directory::read(&content, today()).unwrap()
}

pub(super) fn today() -> Date {
    "2026-11-26".parse().unwrap()
}

fn in_order(html: &str, words: &[&str]) {
    let mut rest = html;
    for word in words {
        let at = rest.find(word);
        assert!(at.is_some(), "{word} is not there, or too early");
        rest = &rest[at.unwrap()..];
    }
}

#[test]
fn every_service_stands_in_the_booklet_with_its_numbers_and_how_far_to_rely_on_it() {
    let directory = real();
    let html = Booklet::new(&directory, "en", today()).html();

    for service in &directory.services {
        assert!(service.phones.iter().all(|phone| html.contains(&phone.number)), "{}", service.id);
    }
    let states = html.matches("Not confirmed by a call").count();
    assert!(states >= directory.services.len(), "{states}");
    assert!(html.contains("Nobody has called 15 of these 15 services"));
    assert!(html.contains("26 November 2026. Indonesia, Malaysia"), "the line on each page");
}

#[test]
fn lines_to_call_come_first_then_services_by_place_and_need() {
    let mut directory = real();
    let office = &mut directory.services[1];
    office.level = Level::Province;
    office.area = vec!["ID-JB".to_owned()];
    office.name = Text::of("en", "Office in Bandung");

    let html = Booklet::new(&directory, "en", today()).html();

    let order = [
        "How to use",
        "Lines to call",
        ">Indonesia<",
        ">129<",
        ">Malaysia<",
        "Services by place",
        ">West Java, Indonesia<",
    ];
    in_order(&html, &order);
    in_order(&html, &["Services by place", "Unpaid wages", "Office in Bandung"]);
}

#[test]
fn nothing_of_a_secret_place_is_printed() {
    let mut directory = real();
    let secret = &mut directory.services[0];
    secret.secret = true;
    secret.address = Some(Text::of("en", "Jalan Rahasia 7"));
    secret.directions = Some(Text::of("en", "Behind the Rahasia market"));
    secret.point = Some(Point { latitude: -6.123, longitude: 106.456 });

    let booklet = Booklet::new(&directory, "en", today());

    // All that anybody who writes it gets to see.
    let said = serde_json::to_string(&booklet).unwrap();
    assert!(!said.contains("Rahasia") && !said.contains("6.123") && !said.contains("106.456"));
    assert!(booklet.html().contains("The place is secret. Call first"));
}

#[test]
fn what_has_ended_is_not_printed_and_what_is_closed_says_so() {
    let mut directory = real();
    directory.services[0].availability = Availability::Ended;
    directory.services[1].availability = Availability::Closed;

    let html = Booklet::new(&directory, "en", today()).html();

    assert!(!html.contains("SAPA 129"));
    assert!(html.contains("Closed for a while."));
}

#[test]
fn a_warning_stands_wherever_the_number_stands() {
    let directory = real();
    let html = Booklet::new(&directory, "en", today()).html();

    let old = directory.services.iter().find(|service| service.phones[0].number == "+66 99 130 1300").unwrap();
    assert_eq!(html.matches("+66 99 130 1300").count(), old.area.len());
    assert_eq!(html.matches("This number is old and may have changed.").count(), old.area.len());
}

#[test]
fn working_with_the_police_is_a_warning() {
    let mut directory = real();
    directory.services[0].police_cooperation = Fact::Yes;
    let warning = "<p class=\"caution\">They ask people to work with the police.";
    assert!(Booklet::new(&directory, "en", today()).html().contains(warning));
}

#[test]
fn content_is_in_the_language_asked_for_and_what_is_not_is_marked() {
    let mut directory = real();
    directory.services[0].name.insert("th", "สายด่วน", State::Confirmed);

    let html = Booklet::new(&directory, "th", today()).html();

    assert!(html.contains("<html lang=\"en\">"), "our own words fall back");
    assert!(html.contains("<span lang=\"th\">สายด่วน</span>"));
    assert!(html.contains("Not everything is written in your language yet."));
    assert!(Booklet::new(&directory, "id", today()).html().contains("Cara memakai buku kecil ini"));
    assert!(!Booklet::new(&directory, "en", today()).html().contains("Not everything is written"));
}

#[test]
fn words_cannot_leave_their_place() {
    let mut directory = real();
    let evil = "\"}</style><script>alert(1)</script>";
    directory.places[0].name = Text::of("en", evil);
    directory.services[0].name = Text::of("en", evil);

    let html = Booklet::new(&directory, "en", today()).html();

    assert!(!html.contains("<script") && html.matches("</style>").count() == 1);
}
