//! The rules of the exchange, held against the published schema.

mod samples;

use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::directory::{self, Directory};
use crate::pack::Content;
use ::directory::{Availability, Cost, Fact, Papers};

/// The services' schema as it was published, with what it refers to.
static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema: Value =
        serde_json::from_str(include_str!("../../../../../tests/data/hsds-3.0/service_with_definitions.json")).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
});

/// What the schema says against the services of a page.
fn refused(page: &Value) -> Vec<String> {
    let services = page["contents"].as_array().unwrap();
    services.iter().flat_map(|one| SCHEMA.iter_errors(one)).map(|error| error.to_string()).collect()
}

/// The directory of the content folder.
fn real() -> Directory {
    let content = Content::from_folder(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content").as_ref()).unwrap();
    directory::read(&content, "2026-11-22".parse().unwrap()).unwrap()
}

fn today() -> ::directory::Date {
    "2026-11-26".parse().unwrap()
}

#[test]
fn who_told_of_a_mistake_stays_with_the_keeper_and_comes_back_to_them() {
    let mut kept = real();
    let on = "2026-11-20".parse().unwrap();
    let told = |by: &str| ::directory::Report {
        on,
        kind: ::directory::ReportKind::TreatedBadly,
        by: by.to_owned(),
        settled: None,
    };
    kept.services[0].reports = vec![told("village team"), told("district office")];

    let page = export(&kept, today());
    let mut read = read_back(&page).unwrap();

    assert!(!page.to_string().contains("village team"));
    assert_eq!(directory::check(&read.services, &kept.needs, &read.places, today()), []);
    crate::directory::sheet::note_changes(&kept.services, &mut read.services, today());
    assert_eq!(read.services, kept.services, "and nothing else became different");
    // Two such reports take an entry out of sight; whoever reads the file must not send anybody there.
    let one = &page["contents"][0];
    assert_eq!((&one["status"], &one["suluh_withdrawn"]), (&json!("inactive"), &json!(true)));
    assert_eq!(page["contents"][1]["status"], "active");
    assert_eq!(refused(&page), [""; 0]);
}

fn read_back(page: &Value) -> Result<Directory, Vec<Fault>> {
    read(&serde_json::to_vec(page).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn nothing_is_lost_on_the_way_out_and_back(seed: u64) {
        let mut directory = samples::directory(seed);
        let page = export(&directory, today());
        // Who told of a mistake stays with the keeper, who alone settles it.
        for report in directory.services.iter_mut().flat_map(|one| &mut one.reports) {
            report.by.clear();
            report.settled = None;
        }
        prop_assert_eq!(read_back(&page), Ok(directory));
    }

    #[test]
    fn every_directory_holds_to_the_published_schema(seed: u64) {
        let found = refused(&export(&samples::directory(seed), today()));
        prop_assert!(found.is_empty(), "{:?}", found);
    }
}

#[test]
fn our_own_directory_holds_to_the_published_schema_and_comes_back() {
    // Words for searching are no part of any service.
    let directory = Directory { synonyms: Vec::new(), ..real() };
    let page = export(&directory, today());

    assert!(directory.services.len() > 10);
    assert_eq!(refused(&page), [""; 0]);
    assert_eq!(read_back(&page), Ok(directory));
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let page = export(&real(), today());
    for (way, wrong) in [
        ("/contents/0/id", json!("129")),
        ("/contents/0/status", json!("open")),
        ("/contents/0/organization/description", Value::Null),
        ("/contents/0/phones/0/number", json!(129)),
        ("/contents/0/phones/0/id", json!("1")),
        ("/contents/0/attributes/0/taxonomy_term/name", json!(["A"])),
        ("/contents/0/schedules/0/freq", json!("DAILY")),
    ] {
        let mut page = page.clone();
        *page.pointer_mut(way).unwrap() = wrong;
        assert!(!refused(&page).is_empty(), "{way}");
    }
}

#[test]
fn the_same_directory_gives_the_same_ids_and_each_part_its_own() {
    let page = export(&real(), today());
    assert_eq!(page, export(&real(), today()));

    let parts = ["/phones/0/id", "/phones/1/id", "/schedules/0/id", "/attributes/0/id", "/attributes/1/id"];
    let ids: std::collections::BTreeSet<&str> =
        parts.iter().map(|part| page["contents"][0].pointer(part).unwrap().as_str().unwrap()).collect();
    assert_eq!(ids.len(), parts.len());
}

#[test]
fn what_another_tool_changed_in_the_standard_fields_is_changed() {
    let mut page = export(&real(), today());
    let one = &mut page["contents"][0];
    one["name"] = json!("SAPA");
    one["minimum_age"] = json!(12.0);
    one["status"] = json!("temporarily closed");
    one["phones"][0]["number"] = json!("+62 21 129");
    one["phones"][1]["extension"] = json!(8);
    one["schedules"][0]["byday"] = json!("MO,TU");
    one["schedules"][0]["opens_at"] = json!("00:00+08:00");
    one["schedules"][0]["closes_at"] = json!("17:00:00+08:00");
    one["service_areas"][0]["name"] = json!("Malaysia");
    one["application_process"] = json!("Call.\nOr write by WhatsApp.");
    one["cost_options"] = json!([{ "id": "1fdf4d39-3d80-484d-9f92-a8ffa08621e7", "amount": 5000, "currency": "IDR" }]);
    one["required_documents"] = json!([{ "id": "f6ad7e69-b9c8-42ce-92db-92cedb4c05c0", "document": "A letter" }]);
    one["assured_date"] = json!("2026-11-01");
    one["interpretation_services"] = json!("By appointment");
    one["service_at_locations"] = json!([{
        "id": "e94c9f38-1e8f-4564-91d4-d53501ab1765",
        "location": { "id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5", "location_type": "physical", "latitude": -6, "longitude": 106.5,
            "addresses": [{ "address_1": "Jalan Contoh 1", "city": "Jakarta", "country": "ID" }] },
    }]);
    one.as_object_mut().unwrap().remove("alternate_name");

    let directory = read_back(&page).unwrap();

    let one = &directory.services[0];
    assert_eq!(one.name.show("en").unwrap().text, "SAPA");
    assert!(one.name.show("id").unwrap().text.starts_with("SAPA 129"), "the other language stays");
    assert_eq!(one.short_name, None);
    assert_eq!(one.who.min_age, Some(12));
    assert_eq!(one.availability, Availability::Closed);
    assert_eq!((one.phones[0].number.as_str(), one.phones[0].dial.as_str()), ("+62 21 129", "+6221129"));
    assert_eq!(one.phones[1].note.as_ref().unwrap().show("en").unwrap().text, "Then press 8");
    assert_eq!((one.hours.all_day, one.hours.openings[0].to_string()), (None, "MO,TU 00:00-17:00".to_owned()));
    assert_eq!(one.area, ["MY"]);
    assert_eq!(one.steps[0].show("en").unwrap().text, "Call.");
    assert_eq!(one.steps[1], real().services[0].steps[1]);
    assert_eq!((one.cost, one.papers), (Cost::Pay, Papers::Asked));
    assert_eq!(one.verified.on, Some("2026-11-01".parse().unwrap()));
    assert_eq!(one.interpreter, Fact::Ask);
    assert_eq!(one.address.as_ref().unwrap().show("en").unwrap().text, "Jalan Contoh 1, Jakarta, ID");
    assert_eq!(one.point.map(|point| point.latitude), Some(-6.0));
    assert_eq!(directory.services[1..], real().services[1..]);
}

#[test]
fn hours_are_written_with_the_clocks_of_the_place_and_those_of_another_are_refused() {
    let mut directory = Directory { synonyms: Vec::new(), ..real() };
    directory.services[0].area = vec!["ID-JB".to_owned()];
    directory.services[0].hours =
        ::directory::Hours { openings: vec!["MO-FR 08:00-16:00".parse().unwrap()], ..::directory::Hours::default() };
    let page = export(&directory, today());
    let hours = |page: &Value| page["contents"][0]["schedules"][0]["opens_at"].clone();
    assert_eq!(hours(&page), json!("08:00+07:00"));
    assert_eq!(read_back(&page).unwrap(), directory);

    for (time, is_taken) in
        [("08:00", true), ("08:00:00", true), ("08:00:00.000+07:00", true), ("08:00+08:00", false), ("08:00Z", false)]
    {
        let mut page = page.clone();
        page["contents"][0]["schedules"][0]["opens_at"] = json!(time);
        assert_eq!(read_back(&page).is_ok_and(|read| read == directory), is_taken, "{time}");
    }
    for (hours, is_taken) in [(7.0, true), (-5.0, false)] {
        let mut page = page.clone();
        page["contents"][0]["schedules"][0]["timezone"] = json!(hours);
        assert_eq!(read_back(&page).is_ok(), is_taken, "{hours}");
    }
    let mut noted = page.clone();
    noted["contents"][0]["schedules"][0]["notes"] = json!("Closed until further notice");
    let note = read_back(&noted).unwrap().services[0].hours.note.clone().unwrap();
    assert_eq!(note.show("en").unwrap().text, "Closed until further notice");
    // Where nobody knows the clocks, an office's own are taken for those of its place.
    directory.places.iter_mut().for_each(|place| place.clocks = None);
    let mut page = export(&directory, today());
    assert_eq!(hours(&page), json!("08:00"));
    page["contents"][0]["schedules"][0]["opens_at"] = json!("08:00-05:00");
    assert_eq!(read_back(&page).unwrap(), directory);
}

#[test]
fn nothing_of_a_secret_place_leaves() {
    let mut directory = real();
    let secret = &mut directory.services[0];
    secret.secret = true;
    secret.address = Some(i18n::Text::of("en", "Jalan Rahasia 7"));
    secret.directions = Some(i18n::Text::of("en", "Behind the Rahasia market"));
    secret.point = Some(::directory::Point { latitude: -6.123_456, longitude: 106.5 });
    secret.access.step_free = Fact::Yes;
    secret.changes = vec![::directory::Change {
        on: "2026-01-01".parse().unwrap(),
        field: "address".to_owned(),
        before: "Jalan Rahasia 7".to_owned(),
        after: String::new(),
        by: "the office".to_owned(),
    }];

    let written = export(&directory, today()).to_string();

    assert!(!written.contains("Rahasia") && !written.contains("6.123"), "{written}");
    let back = read(written.as_bytes()).unwrap().services.swap_remove(0);
    assert!(back.secret && back.access.step_free.is_yes());
}

#[test]
fn an_address_that_another_tool_gave_a_secret_place_is_refused() {
    let mut directory = real();
    directory.services[0].address = Some(i18n::Text::of("en", "Jalan Contoh 1"));
    for mark in ["suluh_confidential_location", "confidential_location"] {
        let mut page = export(&directory, today());
        page["contents"][0][mark] = json!(true);
        let faults = read_back(&page).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].problem, Problem::SecretPlace);
    }
}

#[test]
fn a_fault_names_the_service_and_the_field_and_says_what_to_do() {
    let mut page = export(&real(), today());
    page["contents"][0]["phones"][1]["number"] = json!(129);
    page["contents"][1]["suluh_victim_status"] = json!("maybe");
    page["contents"][2].as_object_mut().unwrap().remove("id");
    page["contents"][3]["attributes"][0]["taxonomy_term"]["code"] = json!("Z");

    let said: Vec<String> = read_back(&page).unwrap_err().iter().map(ToString::to_string).collect();

    insta::assert_snapshot!(said.join("\n"), @r#"
    3ceaaf30-8142-48ea-91d9-3080f9b439fc, phones[1].number: is not a text; write it so, or take the field out
    9dfb369b-ab13-4fae-a276-55daa05f1119, suluh_victim_status: cannot be understood (unknown variant `maybe`, expected one of `none`, `presumed`, `formal`, `not_known`); write it as docs/directory.md says, or take it out
    service 3, id: is missing; write it
    6fced11d-2bd8-41e6-847a-8387cdde8d51, attributes[0].taxonomy_term.code: "Z" is no term of this taxonomy; docs/directory.md lists them
    "#);
}

#[test]
fn the_published_example_is_refused_for_what_it_does_not_say() {
    let example = include_str!("../../../../../tests/data/hsds-3.0/service_full.json");
    let example: Value = serde_json::from_str(example).unwrap();
    assert_eq!(refused(&json!({ "contents": [example.clone()] })), [""; 0]);

    let said: Vec<String> = read_back(&json!([example])).unwrap_err().iter().map(ToString::to_string).collect();

    insta::assert_snapshot!(said.join("\n"), @"
    ac148810-d857-441c-9679-408f346de14b, attributes (suluh_level): is missing; write it
    ac148810-d857-441c-9679-408f346de14b, schedules[0].valid_to: does not hold for every week; write such hours in words in the schedule's description
    ");
}

#[test]
fn bytes_that_are_no_directory_are_refused() {
    for bytes in [&b""[..], b"{", b"\xff", b"{}", b"7", b"{\"contents\": {}}"] {
        assert_eq!(read(bytes).unwrap_err().len(), 1);
    }
    assert!(read(b"[7, null, []]").unwrap_err().len() >= 3);
    assert_eq!(read(b"[]").unwrap().services, []);
}

#[test]
fn signs_that_nobody_sees_are_refused_by_their_field_and_not_repeated() {
    let file = json!([{"id": "a\u{1b}[2J", "phones": [{"number": "12\u{202e}9"}], "x\u{7}": 1}]).to_string();

    let told: Vec<String> = read(file.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect();

    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().all(|fault| ::directory::hidden_sign(fault).is_none()), "{told:?}");
    assert!(told.iter().any(|fault| fault.starts_with("the file, [0]/phones[0]/number: holds a sign")), "{told:?}");
}

#[test]
fn a_file_without_end_is_refused_and_its_faults_end_too() {
    let numbers = |count: usize| format!("[{}1]", "1,".repeat(count));

    let too_many = read(numbers(50_000).as_bytes()).unwrap_err();
    assert!(matches!(&too_many[..], [Fault { problem: Problem::TooLarge, .. }]));
    assert_eq!(read(numbers(40_000).as_bytes()).unwrap_err().len(), 1_000);
    let too_large = read(format!("[{}]", " ".repeat(32 << 20)).as_bytes()).unwrap_err();
    assert!(matches!(&too_large[..], [Fault { problem: Problem::TooLarge, .. }]));
}
