//! Building packs from the app's own content, and from content with one thing wrong.

use std::cell::RefCell;
use std::path::Path;

use directory::Query;
use packs::Packs;

use super::*;

/// The content of the app, as it stands in the source tree.
pub(super) fn own_content() -> Content {
    Content::from_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")).unwrap()
}

pub(super) fn options() -> BuildOptions<'static> {
    BuildOptions { release: false, version: None, today: "2026-11-22".parse().unwrap(), progress: &|_| () }
}

/// What is said of the app's content after one file was changed.
fn faults_after(file: &str, change: impl FnOnce(String) -> String) -> Vec<String> {
    let mut content = own_content();
    let (_, bytes) = content.files.iter_mut().find(|(name, _)| name == file).unwrap();
    *bytes = change(String::from_utf8(std::mem::take(bytes)).unwrap()).into_bytes();
    said(build_content(&content, &options()))
}

fn said(built: Result<Vec<u8>, Vec<BuildFault>>) -> Vec<String> {
    built.unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn the_apps_own_content_becomes_a_pack_that_opens() {
    let pack = Packs::from_bytes(build_content(&own_content(), &options()).unwrap()).unwrap();

    assert_eq!((pack.manifest().version, pack.manifest().release), (2_026_112_200, false));
    let guides = pack.guides().unwrap();
    for form in ["suluh_a", "suluh_b", "suluh_c", "suluh_d"] {
        assert!(guides.form(form).is_some(), "{form}");
    }
    assert!(!guides.rule("suluh_c").unwrap().signs.is_empty());
    assert!(!guides.emergency.dangers.is_empty());
    assert!(pack.unconfirmed(), "nobody has called these numbers");
    let all = pack.search(&Query { limit: 50, ..Query::default() }).unwrap();
    assert_eq!((all.total as usize, all.nearest), (all.hits.len(), false));
    for hit in all.hits {
        assert!(pack.service(&hit.id).unwrap().is_some());
    }
}

#[test]
fn every_page_to_read_is_written_in_both_languages() {
    let pack = Packs::from_bytes(build_content(&own_content(), &options()).unwrap()).unwrap();
    let guides = pack.guides().unwrap();
    assert!(!guides.learn.is_empty());
    for page in &guides.learn {
        let parts = page.parts.iter().flat_map(|part| part.texts.iter().chain(&part.title));
        for text in [&page.title, &page.line].into_iter().chain(parts) {
            assert!(["en", "id"].iter().all(|lang| text.0.contains_key(*lang)), "{}: {text:?}", page.id);
        }
    }
}

#[test]
fn the_same_content_gives_the_same_bytes_in_whatever_order_it_is_read() {
    let mut content = own_content();
    let first = build_content(&content, &options()).unwrap();
    content.files.reverse();

    assert!(first == build_content(&content, &options()).unwrap());
}

#[test]
fn each_step_is_told() {
    let steps = RefCell::new(Vec::new());
    let content = own_content();
    build_content(&content, &BuildOptions { progress: &|step| steps.borrow_mut().push(step), ..options() }).unwrap();

    let steps = steps.into_inner();
    assert_eq!(steps.len(), content.guides(".xlsx").len() + 2);
    assert!(matches!(&steps[0], Progress::Compiling { file, done: 0, .. } if file.ends_with("a-opening.xlsx")));
    assert_eq!(steps[steps.len() - 2..], [Progress::Directory, Progress::Packing]);
}

#[test]
fn a_release_is_refused_with_every_number_nobody_called_and_for_the_test_key() {
    let content = own_content();
    let services: Vec<serde_json::Value> =
        serde_json::from_slice(content.get("directory/services.json").unwrap()).unwrap();

    let faults = said(build_content(&content, &BuildOptions { release: true, ..options() }));

    for service in &services {
        let id = service["id"].as_str().unwrap();
        assert!(faults.iter().any(|fault| fault.contains(id) && fault.contains("not confirmed by a call")), "{id}");
    }
    assert_eq!(faults.len(), services.len() + 1);
    assert!(faults.last().unwrap().contains("test key"));
}

#[test]
fn faults_name_the_file_the_entry_and_the_field() {
    let faults = faults_after("directory/services.json", |text| text.replacen("\"women\"", "\"womem\"", 1));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        faults[0].contains("directory/services.json, ") && faults[0].contains("missing field `women`"),
        "{faults:?}"
    );

    let faults =
        faults_after("directory/services.json", |text| text.replacen("\"dial\": \"129\"", "\"dial\": \"112\"", 1));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("phones.dial"), "{faults:?}");

    let faults = faults_after("directory/places.json", |text| text.replace("\"ID-JK\"", "\"ID\""));
    assert!(faults[0].starts_with("directory/places.json, ID, id: is used twice"), "{faults:?}");

    let faults = faults_after("directory/needs.json", |_| "[{".to_owned());
    assert!(faults[0].starts_with("directory/needs.json cannot be read: EOF while parsing"), "{faults:?}");

    let faults = faults_after("directory/synonyms.json", |text| text.replacen("\"abroad\"", "\"police\"", 1));
    assert!(faults[0].starts_with("directory/synonyms.json, police, id: is used twice"), "{faults:?}");

    let faults = faults_after("guides/signs.json", |text| text.replace("\"D1.01\"", "\"D1.99\""));
    assert!(faults.iter().all(|fault| fault.contains("no words for the sign D1.01")), "{faults:?}");

    let faults = faults_after("guides/c-reading.json", |text| text.replacen("suluh_c", "suluh_x", 1));
    assert!(faults[0].contains("guides/c-reading.json: reads the form suluh_x"), "{faults:?}");

    let faults = faults_after("guides/emergency.json", |text| text.replacen("\"do_not\"", "\"dont\"", 1));
    assert!(faults[0].starts_with("guides/emergency.json cannot be read: missing field `do_not`"), "{faults:?}");
}

#[test]
fn a_secret_place_under_the_name_hsds_gives_it_is_not_overlooked() {
    let faults = faults_after("directory/services.json", |text| {
        let with = "\"secret\": false, \"confidential_location\": true";
        let without = text.replace("\"confidential_location\": false,", "");
        without.replacen("\"secret\": false", with, 1)
    });

    assert!(faults[0].ends_with("confidential_location and secret must say the same"), "{faults:?}");
}

#[test]
fn missing_files_and_broken_workbooks_are_all_named_at_once() {
    let mut content = own_content();
    content.files.retain(|(name, _)| name != "guides/signs.json" && name != "directory/services.json");
    let (_, workbook) = content.files.iter_mut().find(|(name, _)| name.ends_with("b-needs.xlsx")).unwrap();
    workbook.truncate(1000);
    let again = content.files.iter().find(|(name, _)| name.ends_with("d-child.xlsx")).unwrap().1.clone();
    content.files.push(("guides/z-again.xlsx".to_owned(), again));

    let faults = said(build_content(&content, &options()));

    for expected in [
        "guides/signs.json is missing",
        "directory/services.json is missing",
        "guides/b-needs.xlsx: ",
        "guides/z-again.xlsx: the form id suluh_d is used by another workbook",
    ] {
        assert!(faults.iter().any(|fault| fault.starts_with(expected)), "{expected} {faults:?}");
    }
}

#[test]
fn a_content_folder_that_is_not_there_is_said() {
    let faults = said(build(Path::new("/no/such/folder"), &options()));

    assert_eq!(
        faults,
        ["the content folder cannot be read: /no/such/folder/guides: No such file or directory (os error 2)"]
    );
}
