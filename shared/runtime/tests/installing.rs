//! Installing content from a file, as somebody does it who was given one.

mod person;

use std::{
    fs::{self, File},
    path::Path,
};

use app::{
    UserEvent,
    effects::device::{Outcome, Purpose},
};
use person::{FIRST_SERVICE, Person, edition, edition_with};

/// The version of the pack that comes with the app.
const WITH_THE_APP: u64 = 2_026_112_200;

/// Somebody is back with this file.
fn comes_with(person: &Person, file: &Path) {
    let outcome = Outcome::File { path: file.display().to_string() };
    person.does(UserEvent::Returned { purpose: Purpose::Content, outcome });
}

/// Somebody is back with a file of these bytes.
fn comes_with_bytes(person: &Person, bytes: &[u8]) {
    let card = tempfile::tempdir().expect("a temporary folder");
    let file = card.path().join("from-a-card");
    fs::write(&file, bytes).expect("a file");
    comes_with(person, &file);
}

#[test]
fn content_from_a_file_is_in_use_at_once_and_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let person = Person::opens(folder.path());
    person.presses("English");
    person.sees(FIRST_SERVICE);
    person.presses("More");
    person.presses("Install content from a file");

    comes_with_bytes(&person, &edition(Some(WITH_THE_APP + 1), "SAPA, renewed"));

    person.sees("* The new content is installed and in use.");
    person.presses("Services");
    person.sees("SAPA, renewed");
    drop(person);
    let person = Person::opens(folder.path());
    person.sees("SAPA, renewed");
    assert!(!person.screen().to_string().contains("The new content"), "it is said once");
}

#[test]
fn what_is_new_only_is_enough_where_the_content_it_builds_on_is_installed() {
    let folder = tempfile::tempdir().unwrap();
    let person = Person::opens(folder.path());
    person.presses("English");
    person.presses("More");
    let first = edition(Some(WITH_THE_APP + 1), "SAPA, renewed");
    let second = edition(Some(WITH_THE_APP + 2), "SAPA, renewed twice");
    let small = authoring::pack::delta(&first, &second).expect("two whole packs").bytes;
    assert!(small.len() < second.len());

    comes_with_bytes(&person, &small);
    person.sees("! This file needs a content file it builds on");
    comes_with_bytes(&person, &first);
    person.sees("* The new content is installed and in use.");
    comes_with_bytes(&person, &small[..small.len() - 100]);
    person.sees("! This file is damaged");
    comes_with_bytes(&person, &small);
    person.sees("* The new content is installed and in use.");

    person.presses("Services");
    person.sees("SAPA, renewed twice");
    let in_use = fs::read(folder.path().join("packs/suluh.pack")).expect("it is installed");
    assert!(in_use == second, "what is handed on is whole");
}

#[test]
fn content_with_another_number_is_used_when_somebody_has_looked_and_nothing_else_is() {
    let folder = tempfile::tempdir().unwrap();
    let person = Person::opens(folder.path());
    person.presses("English");
    let card = tempfile::tempdir().unwrap();
    let file = card.path().join("from-a-card");
    let changed = edition_with(Some(WITH_THE_APP + 1), "15999", "15998");
    fs::write(&file, &changed).unwrap();

    comes_with(&person, &file);
    person.sees("it changes telephone numbers");
    person.presses("More");
    person.sees("new 15998, until now 15999");

    // Whatever becomes of the file meanwhile.
    fs::write(&file, edition_with(Some(WITH_THE_APP + 1), "15999", "15997")).unwrap();
    person.presses("The changes are right: use the new content");
    person.sees("* The new content is installed and in use.");
    assert_eq!(fs::read(folder.path().join("packs/suluh.pack")).unwrap(), changed);
}

#[test]
fn another_file_takes_the_one_that_was_offered_away() {
    let folder = tempfile::tempdir().unwrap();
    let person = Person::opens(folder.path());
    person.presses("English");
    let card = tempfile::tempdir().unwrap();
    let file = card.path().join("from-a-card");
    fs::write(&file, edition_with(Some(WITH_THE_APP + 1), "15999", "15998")).unwrap();
    comes_with(&person, &file);
    person.presses("More");
    person.sees("new 15998, until now 15999");

    fs::write(&file, "no content").unwrap();
    comes_with(&person, &file);

    person.sees("This file holds no content");
    assert!(!person.screen().to_string().contains("new 15998"));
}

#[test]
fn a_file_chosen_before_the_app_was_ended_is_installed_when_it_starts_again() {
    let folder = tempfile::tempdir().unwrap();
    let person = Person::opens(folder.path());
    assert_eq!(person.screen().id, "language");

    comes_with_bytes(&person, &edition(Some(WITH_THE_APP + 1), "SAPA, renewed"));

    assert_eq!(person.screen().id, "language");
    person.presses("English");
    person.sees("SAPA, renewed");
}

#[test]
fn a_file_that_is_no_good_says_why_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let person = Person::opens(folder.path());
    person.presses("English");
    person.presses("More");
    let newer = edition(Some(WITH_THE_APP + 1), "SAPA, renewed");
    for (bytes, sentence) in [
        (b"mine".as_slice(), "! This file holds no content for Suluh"),
        (&newer[..newer.len() / 2], "! This file is damaged"),
        (&edition(Some(WITH_THE_APP - 1), "SAPA, as it was"), "! This file is older"),
    ] {
        comes_with_bytes(&person, bytes);
        person.sees(sentence);
    }
    let card = tempfile::tempdir().unwrap();
    comes_with(&person, &card.path().join("taken-out"));
    person.sees("! The file could not be opened");
    let endless = card.path().join("endless");
    // A file with a hole: far longer than any pack, without the bytes.
    File::create(&endless).unwrap().set_len(1 << 40).unwrap();
    comes_with(&person, &endless);
    person.sees("! This file holds no content for Suluh");

    person.presses("Services");
    person.sees(FIRST_SERVICE);
    assert!(!folder.path().join("packs").exists(), "nothing was written");
}

#[test]
fn a_disk_that_does_not_take_the_content_leaves_the_old_in_use() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("packs"), b"in the way").unwrap();
    let person = Person::opens(folder.path());
    person.presses("English");

    comes_with_bytes(&person, &edition(Some(WITH_THE_APP + 1), "SAPA, renewed"));

    person.sees("! The disk did not take the content");
    person.sees(FIRST_SERVICE);
}

#[test]
fn an_installed_pack_that_was_damaged_gives_way_to_the_one_that_came_with_the_app() {
    let folder = tempfile::tempdir().unwrap();
    let person = Person::opens(folder.path());
    comes_with_bytes(&person, &edition(Some(WITH_THE_APP + 1), "SAPA, renewed"));
    drop(person);
    fs::write(folder.path().join("packs/suluh.pack"), b"PK\x03\x04 cut").unwrap();

    let person = Person::opens(folder.path());
    person.presses("English");

    person.sees(FIRST_SERVICE);
}

#[test]
fn an_update_of_the_app_that_brings_newer_content_uses_it() {
    let folder = tempfile::tempdir().unwrap();
    let packs = folder.path().join("packs");
    packs::install(&edition(Some(WITH_THE_APP - 1), "SAPA, as it was"), &packs).unwrap();

    let person = Person::opens(folder.path());

    person.presses("English");
    person.sees(FIRST_SERVICE);
}
