//! Searching a directory as the phone does: written by this crate, read by `packs`.

mod unknown_words;

use directory::{
    Category, Cost, Fact, Found, Group, Level, Need, Only, Place, Query, Report, ReportKind, Service, Why, tokens,
};
use i18n::{State, Text};
use packs::Listing;
use serde_json::json;

use super::{Directory, database};

fn text(words: &[(&str, &str)]) -> Text {
    let mut text = Text::default();
    for (lang, words) in words {
        text.insert(lang, words, State::Draft);
    }
    text
}

/// An entry of which nothing is known but what is given here. The number makes its id.
fn service(number: usize, name: &[(&str, &str)], description: &str) -> Service {
    let text = |words: &str| json!({"en": {"text": words, "state": "draft"}});
    let unknown = "not_known";
    let mut service: Service = serde_json::from_value(json!({
        "id": format!("00000000-0000-4000-8000-{number:012}"),
        "name": text(""), "short_name": null, "description": text(description),
        "provider": {"name": text("A provider"), "kind": unknown}, "level": "district",
        "categories": ["A"], "needs": [],
        "who": {"women": unknown, "men": unknown, "boys": unknown, "girls": unknown, "transgender": unknown,
            "min_age": null, "max_age": null, "nationals": unknown, "foreigners": unknown},
        "victim_status": unknown, "police_cooperation": unknown, "eligibility": null, "cost": unknown,
        "papers": unknown, "steps": [], "phones": [{"number": "129", "dial": "129", "kind": "voice", "note": null}],
        "hours": {"all_day": null, "note": null}, "languages": [], "area": ["ID"], "secret": false, "warnings": [],
        "verified": {"state": "public_source", "on": "", "method": "public source", "by": ""}, "sources": ["a page"],
    }))
    .unwrap();
    service.name = self::text(name);
    service
}

fn place(id: &str, parent: Option<&str>) -> Place {
    let parent = parent.map(str::to_owned);
    Place {
        id: id.to_owned(),
        level: Level::Province,
        name: text(&[("en", &format!("Place {id}"))]),
        parent,
        clocks: None,
    }
}

fn need(id: &str, words: &[(&str, &str)]) -> Need {
    let words = words.iter().map(|(lang, said)| ((*lang).to_owned(), vec![(*said).to_owned()])).collect();
    Need { id: id.to_owned(), label: text(&[("en", id)]), picture: None, categories: vec![Category::Rights], words }
}

/// A small directory in several languages.
fn services() -> Vec<Service> {
    let mut all = vec![
        service(0, &[("en", "Legal aid office"), ("id", "Kantor bantuan hukum")], "Advice about wages and contracts."),
        service(
            1,
            &[("en", "Women's shelter"), ("id", "Rumah aman perempuan")],
            "A safe place. Legal aid comes on Mondays.",
        ),
        service(2, &[("en", "Helpline"), ("id", "Saluran bantuan")], "Somebody listens."),
        service(3, &[("vi", "Trung tâm trợ giúp pháp lý Đà Nẵng")], "Advice."),
        service(4, &[("th", "ศูนย์ช่วยเหลือแรงงานข้ามชาติเชียงใหม่")], "Advice."),
        service(5, &[("km", "មជ្ឈមណ្ឌលជំនួយផ្នែកច្បាប់ភ្នំពេញ")], "Advice."),
        service(6, &[("lo", "ສູນຊ່ວຍເຫຼືອແຮງງານວຽງຈັນ")], "Advice."),
        service(7, &[("my", "အလုပ်သမားအကူအညီစင်တာရန်ကုန်")], "Advice."),
    ];
    all[0].needs = vec!["wages".to_owned()];
    all[0].area = vec!["ID-JB".to_owned()];
    all[1].area = vec!["ID-JK".to_owned()];
    all[2].level = Level::Hotline;
    all[2].languages = vec!["id".to_owned()];
    all[2].needs = vec!["health".to_owned()];
    all[1].who.women = Fact::Yes;
    all[1].who.men = Fact::Ask;
    all[1].cost = Cost::Free;
    for (service, country) in all[3..].iter_mut().zip(["VN", "TH", "KH", "LA", "MM"]) {
        service.area = vec![country.to_owned()];
    }
    all
}

fn open(services: Vec<Service>) -> Listing {
    let places = vec![
        Place { clocks: Some("UTC+7".parse().unwrap()), ..place("ID", None) },
        place("ID-JB", Some("ID")),
        place("ID-JK", Some("ID")),
        place("ID-JB-1", Some("ID-JB")),
        place("VN", None),
        place("TH", None),
        place("KH", None),
        place("LA", None),
        place("MM", None),
    ];
    let needs = vec![
        need("wages", &[("en", "my boss did not pay me"), ("id", "gaji tidak dibayar")]),
        need("school", &[("en", "I want to learn")]),
        need("home", &[("en", "I want to go home")]),
        need("health", &[("en", "I am ill, I want a doctor")]),
    ];
    let words = |words: &str| [("en".to_owned(), vec![words.to_owned()])].into();
    let refuge = directory::Synonym {
        id: "refuge".to_owned(),
        state: i18n::State::Draft,
        names: words("refuge"),
        said: words("hideaway"),
    };
    let directory = Directory { services, needs, places, synonyms: vec![refuge] };
    Listing::from_bytes(&database(directory, "2026-11-22".parse().unwrap()).unwrap()).unwrap()
}

fn typed(words: &str) -> Query {
    Query { words: words.to_owned(), lang: "en".to_owned(), limit: 50, ..Query::default() }
}

/// The numbers of the entries found, in order.
fn numbers(found: &Found) -> Vec<usize> {
    found.hits.iter().map(|hit| hit.id[24..].parse().unwrap()).collect()
}

fn search(query: &Query) -> Found {
    open(services()).search(query).unwrap()
}

#[test]
fn what_is_withdrawn_on_a_day_is_found_by_its_keeper_only() {
    let mut services = services();
    services[0].availability = directory::Availability::Ended;
    services[1].verified.state = directory::VerifiedState::Confirmed;
    services[1].verified.on = Some("2026-01-01".parse().unwrap());
    let last = services[1].withdrawn_from().unwrap();
    let listing = open(services);
    let found = |words: &str, today: Option<&str>| {
        let today = today.map(|day| day.parse().unwrap());
        let found = listing.search(&Query { today, ..typed(words) }).unwrap();
        assert!(found.nearest || found.total as usize == found.hits.len());
        numbers(&found)
    };

    for words in ["", "legal aid", "legal zzzz", "shelter"] {
        let (shown, all) = (found(words, Some("2026-11-22")), found(words, None));
        assert!(!shown.contains(&0) && !shown.contains(&1), "{words}: {shown:?}");
        assert!(all.contains(&0) || all.contains(&1), "{words}: {all:?}");
    }
    assert!(!found("", Some(&last.to_string())).contains(&1));
    assert!(found("", Some("2026-02-01")).contains(&1));
}

#[test]
fn a_pack_says_of_a_report_what_was_wrong_and_when_and_not_who_tried() {
    let told = |on: &str, kind| Report { on: on.parse().unwrap(), kind, by: "village team".to_owned(), settled: None };
    let mut services = services();
    services[0].reports =
        vec![told("2026-11-19", ReportKind::TreatedBadly), told("2026-11-20", ReportKind::TreatedBadly)];
    services[1].reports = vec![told("2026-11-20", ReportKind::NoAnswer), told("2026-11-20", ReportKind::Closed)];
    let listing = open(services);

    let found = |today: &str| {
        let today = Some(today.parse().unwrap());
        numbers(&listing.search(&Query { today, ..typed("") }).unwrap())
    };
    assert!(found("2026-11-19").contains(&0) && !found("2026-11-20").contains(&0), "harm hides it at once");
    assert_eq!(found("2026-11-22").last(), Some(&1), "tried in vain: below the others");
    assert!(!found("2027-02-18").contains(&1), "90 days later");
    let id = "00000000-0000-4000-8000-000000000001";
    let kept = listing.service(id).unwrap().unwrap();
    assert_eq!(kept.reports[0], Report { by: String::new(), ..told("2026-11-20", ReportKind::NoAnswer) });
    assert_eq!(kept.reports.len(), 2);
}

#[test]
fn words_are_found_in_every_language_however_they_are_written() {
    for (words, number) in [
        ("LEGAL AID OFFICE", 0),
        ("bantuan hukum", 0),
        ("rumah aman", 1),
        ("trợ giúp", 3),
        ("tro giup phap ly", 3),
        ("ĐÀ NẴNG", 3),
        ("เชียงใหม่", 4),
        ("แรงงาน", 4),
        ("ច្បាប់", 5),
        ("ភ្នំពេញ", 5),
        ("ສູນ", 6),
        ("ແຮງງານ", 6),
        ("အလုပ်သမား", 7),
        ("ရန်ကုန်", 7),
    ] {
        let found = search(&typed(words));
        assert_eq!((numbers(&found), found.nearest), (vec![number], false), "{words}");
    }
}

#[test]
fn an_unfinished_word_is_enough() {
    assert_eq!(numbers(&search(&typed("shel"))), [1]);
    assert_eq!(numbers(&search(&typed("hu"))), [0]);
    assert_eq!(numbers(&search(&typed("หมู่"))), numbers(&search(&typed("zzzz"))), "no such word: hotlines");
}

#[test]
fn what_has_the_words_in_its_name_comes_first_and_says_so() {
    let found = search(&typed("legal aid"));

    assert_eq!(numbers(&found), [0, 1]);
    assert_eq!(found.hits[0].why, [Why::Name("legal".to_owned()), Why::Name("aid".to_owned())]);
    assert_eq!(found.hits[1].why, [Why::Words("legal".to_owned()), Why::Words("aid".to_owned())]);
}

#[test]
fn what_people_say_about_a_need_finds_what_meets_it() {
    let found = search(&typed("gaji tidak dibayar"));

    assert_eq!(numbers(&found), [0]);
    assert_eq!(found.hits[0].why, [Why::Need("wages".to_owned())]);
    let by_picture = search(&Query { need: Some("wages".to_owned()), ..typed("") });
    assert_eq!((numbers(&by_picture), &by_picture.hits[0].why[..]), (vec![0], &[Why::Need("wages".to_owned())][..]));
}

#[test]
fn a_number_finds_whose_it_is() {
    assert_eq!(search(&typed("129")).total, 8);
}

#[test]
fn a_place_finds_what_serves_it_from_around_and_inside() {
    let at = |place: &str| numbers(&search(&Query { place: Some(place.to_owned()), ..typed("") }));
    assert_eq!(at("ID-JB-1"), [2, 0], "the country's hotline and the province's office");
    assert_eq!(at("ID"), [2, 0, 1], "everything inside the country");
    assert_eq!(at("ID-JK"), [2, 1]);
    assert_eq!(at("TH"), [4]);
}

#[test]
fn words_need_and_place_narrow_each_other() {
    let query = Query { place: Some("ID-JK".to_owned()), ..typed("legal") };
    assert_eq!(numbers(&search(&query)), [1]);
    let query = Query { need: Some("wages".to_owned()), place: Some("ID-JB".to_owned()), ..typed("advice") };
    assert_eq!(numbers(&search(&query)), [0]);
}

#[test]
fn what_is_not_known_is_never_found_as_a_yes() {
    let listing = open(services());
    let all = |only: Vec<Only>| listing.search(&Query { only, ..typed("") }).unwrap();
    let only = |only: Only| all(vec![only]);

    assert_eq!(numbers(&only(Only::OpenTo(Group::Women))), [1]);
    assert_eq!(numbers(&only(Only::Free)), [1]);
    assert_eq!(numbers(&only(Only::Speaks("id".to_owned()))), [2]);
    for nobody_knows in [
        Only::OpenTo(Group::Men),
        Only::OpenTo(Group::Boys),
        Only::OpenTo(Group::Transgender),
        Only::WithoutPapers,
        Only::WithoutStatus,
        Only::WithoutPolice,
        Only::AllDay,
    ] {
        assert!(only(nobody_knows.clone()).nearest, "{nobody_knows:?}");
    }
    assert!(all(vec![Only::Free, Only::OpenTo(Group::Girls)]).nearest);
}

#[test]
fn what_is_open_now_is_so_at_the_place_and_what_never_closes_always_is() {
    let open_at = |number: usize, hours: &[&str], area: &str| {
        let mut service = service(number, &[("en", "Office")], "");
        service.hours.openings = hours.iter().map(|hours| hours.parse().unwrap()).collect();
        service.area = vec![area.to_owned()];
        service
    };
    let mut always = service(3, &[("en", "Line")], "");
    always.hours.all_day = Some(true);
    let services = [
        open_at(0, &["MO-FR 08:00-16:00"], "ID-JB-1"),
        open_at(1, &["MO-FR 20:00-02:00", "SA 08:00-12:00"], "ID"),
        open_at(2, &["MO-SU 00:00-24:00"], "VN"),
        always,
        open_at(4, &[], "ID"),
    ];
    let listing = open(services.to_vec());
    let open = |minute: Option<i64>| {
        let query = Query { only: vec![Only::OpenNow], minute, ..typed("") };
        let mut numbers = numbers(&listing.search(&query).unwrap());
        numbers.sort_unstable();
        numbers
    };

    // Thursday, 26 November 2026, in Jakarta.
    let thursday = 29_927_520 - 7 * 60;
    assert_eq!(open(Some(thursday + 8 * 60)), [0, 3], "nobody knows the clocks of the third");
    assert_eq!(open(Some(thursday + 16 * 60)), [3]);
    assert_eq!(open(Some(thursday + 25 * 60)), [1, 3]);
    assert_eq!(open(None), [3]);
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition() {
    let mut all = Vec::new();
    for number in 0..120 {
        // Every third has the word in its name, the others mention it.
        let name = if number % 3 == 0 { "Clinic" } else { "Office" };
        all.push(service(number, &[("en", name)], "A clinic is near."));
    }
    let listing = open(all);
    let mut seen = Vec::new();
    for from in (0..130).step_by(7) {
        let found = listing.search(&Query { from, limit: 7, ..typed("clinic") }).unwrap();
        assert_eq!((found.total, found.nearest), (120, false));
        seen.extend(numbers(&found));
    }
    let whole: Vec<usize> = (0..120).step_by(3).chain((0..120).filter(|number| number % 3 != 0)).collect();
    assert_eq!(seen, whole);
    let most = listing.search(&Query { limit: 1000, ..typed("clinic") }).unwrap();
    assert_eq!(most.hits.len(), 50, "never more than a screen can hold");
    let none = listing.search(&Query { limit: 0, ..typed("clinic") }).unwrap();
    assert_eq!((none.total, none.hits.len()), (120, 0));
}

/// Whatever part of a name somebody types, from one word on, the service is among what is found. In scripts without
/// spaces the part may be cut into words otherwise than the name was.
#[test]
fn every_run_of_words_of_a_name_finds_it_in_every_script() {
    let listing = open(services());
    let mut tried = 0;
    for (number, service) in services().iter().enumerate() {
        let lang = service.name.0.keys().next().unwrap();
        let spaced = !["th", "km", "lo", "my"].contains(&lang.as_str());
        let words = tokens(service.name.show(lang).unwrap().text);
        for from in 0..words.len() {
            for to in from + 1..=words.len() {
                let part = words[from..to].join(if spaced { " " } else { "" });
                let found = listing.search(&typed(&part)).unwrap();
                assert!(numbers(&found).contains(&number) && !found.nearest, "{part}");
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn nothing_that_is_typed_can_break_the_search() {
    let listing = open(services());
    let long = "word ".repeat(5000);
    for words in [
        "\"",
        "\" OR 1",
        "name:legal",
        "tags : x",
        "legal*",
        "NOT legal",
        "legal AND",
        "(",
        "{name}: x",
        "^legal",
        "a\0b",
        "'; DROP TABLE service; --",
        "%",
        "_",
        "\u{E000}h",
        "\u{E000}s4944",
        "🙂",
        "\u{200B}",
        "NEAR(legal aid)",
        &long,
    ] {
        assert!(listing.search(&typed(words)).is_ok(), "{words:?}");
    }
    let (tag, plain) = (typed("\u{E000}h"), typed("h"));
    assert_eq!(listing.search(&tag).unwrap(), listing.search(&plain).unwrap(), "a tag cannot be typed");
    let odd = Query { need: Some("\" OR \"".to_owned()), place: Some("*".to_owned()), ..typed("legal") };
    assert!(listing.search(&odd).unwrap().nearest);
}

#[test]
fn a_directory_cannot_be_written_to() {
    let listing = open(services());

    assert!(listing.service("00000000-0000-4000-8000-000000000001").unwrap().is_some());
    assert!(listing.service("' OR 1 --").unwrap().is_none());
    assert!(listing.unconfirmed());
}
