//! A directory through a spreadsheet and back.

use directory::{Need, Place, Service};
use i18n::Text;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use super::columns::{AREAS, COLUMNS, Column, Holds, NOT_KNOWN, ORGANISATIONS};
use super::record::put;
use super::*;
use crate::directory::Directory;

mod faults;

const TODAY: &str = "2026-11-26";

fn languages() -> Vec<String> {
    vec!["en".to_owned(), "id".to_owned()]
}

fn places() -> Vec<Place> {
    let place = |id: &str, level: &str, parent: Option<&str>| {
        serde_json::from_value(json!({"id": id, "level": level, "name": text(&[("en", id)]), "parent": parent}))
            .unwrap()
    };
    vec![place("ID", "national", None), place("ID-JB", "province", Some("ID"))]
}

fn needs() -> Vec<Need> {
    let need = |id: &str| json!({"id": id, "label": text(&[("en", id)]), "categories": ["A"], "words": {}});
    ["safe", "talk", "papers"].into_iter().map(|id| serde_json::from_value(need(id)).unwrap()).collect()
}

fn text(words: &[(&str, &str)]) -> Text {
    let mut text = Text::default();
    for (lang, words) in words {
        text.insert(lang, words, i18n::State::Draft);
    }
    text
}

fn empty() -> Directory {
    Directory { needs: needs(), places: places(), ..Directory::default() }
}

fn imported(bytes: &[u8]) -> Result<Imported, Vec<String>> {
    let read = read(bytes, needs(), TODAY.parse().unwrap());
    read.map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// A value that an entry may hold in a column.
fn any_value(column: &Column, random: &mut fastrand::Rng, sources: &[String]) -> Option<Value> {
    let mut any = |words: &[&str]| (*random.choice(words).unwrap_or(&"")).to_owned();
    let phrase = |text: &str| json!({"text": text, "state": "draft", "source": sources.join("; ")});
    Some(match column.holds {
        Holds::OneOf(choices) => json!(any(choices)),
        Holds::Text if any(&["yes", "no"]) == "no" && column.at != "/name" && column.at != "/description" => {
            Value::Null
        }
        Holds::Text => {
            json!({"en": phrase(&any(&["Plain", "=1+1", "'=quoted", "two\nlines", "a, \"b\"; c", "- no"])), "km": phrase("ខ្មែរ")})
        }
        Holds::Texts => json!([{"en": phrase("First"), "vi": phrase("Đầu tiên")}, {"en": phrase("+ second; third")}]),
        Holds::Words => match column.name {
            "terms" => json!(["B.emergency", "D.mentor"]),
            "needs" => json!(["talk", "safe"]),
            "area" => json!(["ID-JB", "ID"]),
            _ => json!(["id", "hmn"]),
        },
        Holds::SomeOf(_) if column.name == "categories" => json!(["B", "D"]),
        Holds::SomeOf(choices) => json!([any(choices)]),
        Holds::Line => match column.name {
            "email" => json!("office@example.org"),
            "website" => json!("https://example.org/a;b"),
            _ => json!(["@picture", "sound-1"][usize::from(any(&["a", "b"]) == "a")]),
        },
        Holds::PlainLine if column.name == "id" => return None,
        Holds::PlainLine => json!(any(&["call", "=cmd|' /C calc'!A0", "district office"])),
        Holds::Lines => json!(sources),
        Holds::Truth => json!(false),
        Holds::PerhapsTruth => [json!(true), json!(false), Value::Null][random.usize(..3)].clone(),
        Holds::Age => [json!(random.u8(..60)), Value::Null][random.usize(..2)].clone(),
        Holds::Degrees => json!(f64::from(random.i32(-90_000..90_000)) / 1_000.0),
        Holds::Day => json!("2026-05-03"),
        Holds::Date => json!(any(&["2025", "2025-04", "2025-04-10"])),
        Holds::Clocks => [json!("UTC+8"), Value::Null][random.usize(..2)].clone(),
        Holds::Hours => json!(["MO-FR 08:00-16:00", "SA 20:00-02:00"]),
        Holds::Phones => json!([
            {"number": "+62 21 2924 4800", "dial": "+622129244800", "kind": "voice", "note": null},
            {"number": "08111-129-129", "dial": "+628111129129", "kind": "whatsapp", "note": {"en": phrase("Press 8")}},
        ]),
        Holds::Changes => json!([
            {"on": "2026-05-03", "field": "phones", "before": "129 | 8\n-", "after": "\\n", "by": "=district office"},
        ]),
        Holds::Reports => json!([
            {"on": "2026-11-20", "kind": any(&["no_answer", "treated_badly"]), "by": any(&["", "=village team, north"])},
            {"on": "2026-11-21", "kind": "closed", "by": "officer"},
        ]),
        Holds::Organisation => {
            json!({"name": {"en": phrase(&any(&["One", "+Two"]))}, "kind": "ngo"})
        }
        Holds::PhoneNotes => return None,
    })
}

/// An entry with any value in each field.
pub(super) fn any_service(number: usize, random: &mut fastrand::Rng) -> Service {
    let sources = vec!["a page; of 2025".to_owned(), "=told by provider".to_owned()];
    let mut record = json!({"id": format!("00000000-0000-4000-8000-{number:012}")});
    for column in COLUMNS {
        if let Some(value) = any_value(column, random, &sources) {
            put(&mut record, column.at, value);
        }
    }
    record["who"]["max_age"] = Value::Null;
    if record["hours"]["all_day"] == json!(true) {
        record["hours"]["openings"] = json!([]);
    }
    // Confirmed entries need more than chance gives them.
    record["verified"]["state"] = json!("public_source");
    serde_json::from_value(record).unwrap()
}

#[test]
fn what_is_written_reads_back_from_a_workbook_and_from_a_table() {
    for seed in 0..20 {
        let mut random = fastrand::Rng::with_seed(seed);
        let services: Vec<Service> = (0..5).map(|number| any_service(number, &mut random)).collect();
        let directory = Directory { services, ..empty() };

        let from_table = imported(table(&directory, &languages()).as_bytes()).unwrap();
        let from_workbook = imported(&workbook(&directory, &languages(), "en").unwrap()).unwrap();

        for read in [from_table, from_workbook] {
            for (read, written) in read.directory.services.iter().zip(&directory.services) {
                let (read, written) = (json!(read), json!(written));
                for column in COLUMNS {
                    assert_eq!(read.pointer(column.at), written.pointer(column.at), "{} seed {seed}", column.name);
                }
            }
            assert_eq!(read.directory.services.len(), directory.services.len());
            assert_eq!(read.directory.places, directory.places);
            assert!(read.examples.is_empty());
        }
    }
}

#[test]
fn an_empty_template_reads_as_no_service_and_its_example_is_left_out() {
    for lang in ["en", "id"] {
        let read = imported(&workbook(&empty(), &languages(), lang).unwrap()).unwrap();

        assert_eq!((read.directory.services, read.examples), (Vec::new(), vec![2]));
        assert_eq!(read.directory.places, places());
    }
}

#[test]
fn the_example_with_an_id_is_not_taken_for_a_service_and_nothing_else_is_wrong_with_it() {
    let template = table(&empty(), &languages());
    let bytes = workbook(&empty(), &languages(), "en").unwrap();
    assert!(!template.contains(EXAMPLE), "a table for programs has none");

    let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(&bytes[..])).unwrap();
    let mut sheet = crate::workbook::sheet::read(&mut book, "services", &mut crate::fault::Faults::default()).unwrap();
    let id = "3f2b8c1e-0d4a-4b7e-9c11-5a6d7e8f9a0b";
    sheet.rows = vec![sheet.rows[0].with(0, id)];
    let organisations = crate::workbook::sheet::read(&mut book, "organizations", &mut crate::fault::Faults::default());
    let organisations = organisations.unwrap();

    let mut book = Workbook::new();
    for sheet in [&sheet, &organisations] {
        let written = book.add_worksheet().set_name(&sheet.name).unwrap();
        sheet.headers.iter().for_each(|(place, heading)| {
            written.write_string(0, u16::try_from(*place).unwrap(), heading).unwrap();
        });
        for (row, cells) in (1..).zip(&sheet.rows) {
            cells.cells().for_each(|(place, cell)| {
                written.write_string(row, u16::try_from(*place).unwrap(), cell).unwrap();
            });
        }
    }
    let areas = book.add_worksheet().set_name("areas").unwrap();
    for (place, (heading, cell)) in (0..).zip([("id", "ID-JB"), ("level", "province"), ("name::en", "West Java")]) {
        areas.write_string(0, place, heading).unwrap().write_string(1, place, cell).unwrap();
    }
    let told = imported(&book.save_to_buffer().unwrap()).unwrap_err();
    assert!(
        matches!(&told[..], [only] if only.contains("row 2, column name: is still that of the example")),
        "{told:?}"
    );
}

#[test]
fn every_column_is_explained_in_both_languages_and_every_choice_is_one_the_entry_has() {
    let words: Value = serde_json::from_str(include_str!("../../../../../content/directory/template.json")).unwrap();
    for (sheet, columns) in SHEETS.into_iter().zip([COLUMNS, ORGANISATIONS, AREAS]) {
        let besides = (sheet == SHEETS[0]).then_some(TEXTS);
        for name in columns.iter().map(|column| column.name).chain(besides) {
            for lang in ["en", "id"] {
                assert!(words[sheet][name][lang]["text"].is_string(), "{sheet} {name} {lang}");
            }
        }
    }
    let mut random = fastrand::Rng::with_seed(1);
    let record = json!(any_service(1, &mut random));
    for column in COLUMNS {
        let Holds::OneOf(choices) = column.holds else { continue };
        for choice in choices {
            let mut changed = record.clone();
            put(&mut changed, column.at, json!(choice));
            let read: Service = serde_json::from_value(changed).unwrap();
            let kept = json!(read).pointer(column.at).cloned().unwrap_or(json!(NOT_KNOWN));
            assert_eq!(kept, json!(choice), "{}", column.name);
        }
    }
}

#[test]
fn no_cell_of_a_table_is_calculated() {
    let mut random = fastrand::Rng::with_seed(7);
    let services: Vec<Service> = (0..20).map(|number| any_service(number, &mut random)).collect();
    let table = table(&Directory { services, ..empty() }, &languages());

    let cells: Vec<String> = crate::csv::rows(&table).flatten().collect();

    assert!(cells.iter().any(|cell| cell.starts_with("'=1+1")));
    assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
}

#[test]
fn an_organisation_keeps_its_key_whatever_comes_before_it() {
    let mut random = fastrand::Rng::with_seed(2);
    let mut of = |name: &str, kind| {
        let mut service = any_service(1, &mut random);
        service.provider = directory::Provider { name: text(&[("en", name)]), kind, description: None };
        service
    };
    let keys = |services: &[Service]| -> Vec<String> {
        let [_, organisations, _] = write::sheets(&Directory { services: services.to_vec(), ..empty() }, &languages());
        organisations.rows[1..].iter().map(|row| row[0].clone()).collect()
    };
    let (ngo, office) = (directory::ProviderKind::Ngo, directory::ProviderKind::Government);
    let services =
        [of("Women's Crisis Centre", ngo), of("=ខ្មែរ", ngo), of("Women's crisis centre", office), of("!", ngo)];

    let all = keys(&services);

    assert_eq!(all[0], "women-s-crisis-centre");
    assert_eq!((all[2].as_str(), all[3].as_str()), ("women-s-crisis-centre-2", "organization"));
    assert_eq!(keys(&services[..2]), all[..2]);
    assert_eq!(keys(&services[1..2]), all[1..2]);
}
