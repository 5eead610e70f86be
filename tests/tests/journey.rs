//! From the first start to a kept case, and back to it after a kill: everything a person does, by the words on the page.

use std::time::Duration;

use journeys::{PIN, Person, Workbook, data_folder, told_by_an_adult};

/// Long enough to leave show mode.
const HELD: Duration = Duration::from_millis(3_100);

#[test]
fn from_the_first_start_to_a_kept_case_and_back() {
    let folder = data_folder();
    let mut person = Person::opens(folder.path());
    person.begins_in_english();
    finds_a_service(&mut person);
    person.sets_the_pin();

    holds_a_conversation(&mut person);
    refers_to_a_service(&mut person);

    person.presses("Keep as a case");
    person.presses("As a new case");
    person.sees("Kept.");
    person.presses("Write a note");
    person.presses("Save");
    person.sees("Nothing is written yet.");
    person.writes("What happened", "Called the line together.\nThey were kind.");
    person.presses("Save");
    person.sees("The note is saved.");
    let case = person.browser.outline();
    for what in [
        "The person agreed to writing",
        "What the answers may mean was shown",
        "The conversation ended",
        "Kept as a case",
        "Agreed to call: Mental health line 119",
        "They will help",
        "Name to use: Sari",
        "Called the line together.",
    ] {
        assert!(case.contains(what), "{what:?} is not on:\n{case}");
    }

    person.presses("Lock now");
    person.sees("My work is locked");
    person.unlocks();
    person.presses_one_named("Case ");
    assert_eq!(person.browser.outline(), case);

    person.program.kill();
    let mut person = Person::opens(folder.path());
    person.is_at("services");
    person.unlocks();
    person.presses_one_named("Case ");
    assert_eq!(person.browser.outline(), case);
    person.presses("Answers");
    for words in ["Fishing boat", "Sunday after eight", "Speaks softly"] {
        person.sees(words);
    }
    person.presses("Back");
    person.presses("What the answers may mean");
    person.sees(&said_of_trafficking("English (en)"));
}

fn finds_a_service(person: &mut Person) {
    person.is_at("services");
    person.sees("Trial directory");
    person.writes("Search by name or need", "SAPA");
    person.presses("Search");
    person.sees("Found in the name");
    person.writes("Search by name or need", "");
    person.chooses("I am in danger");
    person.presses("Show");
    person.sees("Fits the need: I am in danger");
    person.presses("Place: Everywhere");
    person.presses("Indonesia");
    person.presses("All of Indonesia");
    person.sees("Place: Indonesia");
    person.does_not_see("Talian Kasih");
    person.presses("SAPA 129, for women and children");
    for words in ["08111-129-129", "Not confirmed by a call", "Who can use it", "Where this comes from"] {
        person.sees(words);
    }
    person.presses("Back");
    person.is_at("services");
}

fn holds_a_conversation(person: &mut Person) {
    let told = told_by_an_adult();
    person.presses("New conversation");
    person.presses("Next");
    person.presses("Next");
    person.sees("This one question needs an answer before going on.");
    person.talks_until(&told, "question/suluh_a/a08");
    person.sees("Not written down.");
    person.talks_until(&told, "question/suluh_b/b01");
    person.sees("Offline. Saved on this phone.");

    person.presses("Emergency");
    person.is_at("emergency");
    person.presses("Back to where we were");
    person.is_at("question/suluh_b/b01");

    person.talks_until(&told, "question/suluh_c/c52");
    person.presses("Back");
    person.is_at("question/suluh_c/c51");
    assert_eq!(person.page.given(), person.in_words("c51", "papers debt"));
    person.presses("Next");

    person.talks_until(&told, "check/suluh_c");
    person.sees("Fishing boat");
    person.presses("See what this may mean");
    person.sees(&said_of_trafficking("English (en)"));
    person.sees("This is not a decision.");
    person.sees("Which answers led to this");
    person.talks_until(&told, "after");
}

/// What the person is told when the answers show signs of trafficking.
fn said_of_trafficking(language: &str) -> String {
    Workbook::read("c-returnee.xlsx").question("c90", language)
}

fn refers_to_a_service(person: &mut Person) {
    person.presses("Services that fit");
    person.presses("Mental health line 119 (SEJIWA, healing119.id)");
    person.presses("Refer to this service");
    person.sees("What may be told?");
    person.chooses("Name to use");
    person.writes("A name to use on the phone (it need not be the real one)", "Sari");
    person.presses("Ask the person");
    person.sees("Name to use: Sari");
    person.does_not_see("Sunday after eight");
    person.presses("Yes, the person agrees");
    person.sees("Say: Hello.");
    person.sees("Name to use: Sari");
    person.presses("They will help");
    person.sees("The referral is recorded.");
    person.is_at("after");
}

#[test]
fn the_same_stations_are_there_in_indonesian() {
    let folder = data_folder();
    let mut person = Person::opens(folder.path());
    person.presses("Bahasa Indonesia");
    person.sees("Cari bantuan");
    assert_eq!(person.page.lang, "id");
    person.presses("Pekerjaan saya");
    person.sees("Apa yang disimpan aplikasi ini");
    person.presses("Buat PIN");
    person.writes("PIN baru", PIN);
    person.writes("PIN yang sama sekali lagi", PIN);
    person.presses("Pakai PIN ini");
    person.waits_for("work");

    let told = told_by_an_adult();
    person.presses("Obrolan baru");
    person.talks_until(&told, "check/suluh_c");
    person.presses("Lihat apa artinya");
    person.sees(&said_of_trafficking("Bahasa Indonesia (id)"));
    person.talks_until(&told, "after");
    person.presses("Simpan sebagai kasus");
    person.presses("Sebagai kasus baru");
    person.sees("Sudah disimpan.");
    person.presses("Tulis catatan");
    person.writes("Apa yang terjadi", "Sudah ditelepon bersama.");
    person.presses("Simpan");
    person.presses("Kunci sekarang");
    person.program.kill();

    let mut person = Person::opens(folder.path());
    person.presses("Pekerjaan saya");
    person.writes("PIN", PIN);
    person.presses("Buka");
    person.waits_for("work");
    person.presses_one_named("Kasus ");
    person.sees("Sudah ditelepon bersama.");
}

#[test]
fn weak_pins_are_refused_with_the_reason() {
    let folder = data_folder();
    let mut person = Person::opens(folder.path());
    person.begins_in_english();
    person.presses("My work");
    person.sees("What this app keeps");
    person.presses("Set a PIN");
    for (pin, again, reason) in [
        ("", "", "Please type a PIN."),
        ("80417263", "80417264", "The two PINs are not the same."),
        ("8041", "8041", "This PIN is too short."),
        ("170845", "170845", "This PIN looks like a date"),
        ("111111", "111111", "This PIN repeats itself"),
        ("345678", "345678", "This PIN is a row like 123456"),
        ("159753", "159753", "This PIN is one of the first that people try."),
    ] {
        person.writes("New PIN", pin);
        person.writes("The same PIN again", again);
        person.presses("Use this PIN");
        person.is_at("set-pin");
        person.sees(reason);
        assert!(person.page.given().is_empty(), "a typed PIN came back on the page");
    }
    assert!(!folder.path().join("vault").exists(), "a refused PIN must leave no vault behind");
}

#[test]
fn in_show_mode_nothing_but_the_directory_can_be_reached() {
    let folder = data_folder();
    let mut person = Person::opens(folder.path());
    person.begins_in_english();
    person.sets_the_pin();
    person.presses("New conversation");
    person.presses("Stop");
    person.presses("Stop and forget");
    person.presses("More");
    person.presses("Services");
    let before = person.seen.clone();
    person.presses("Show mode");
    person.sees("To leave, press and hold this title for 3 seconds.");
    for gone in ["My work", "More", "Show mode", "Emergency"] {
        assert!(person.page.press(gone).is_none(), "{gone:?} can be pressed in show mode");
    }

    for old in &before {
        for press in &old.presses {
            let outline = person.browser.outline();
            let _ = person.posts_again(old, &press.value, false);
            assert_eq!(person.browser.outline(), outline, "an old form had an effect: {}", press.words);
            let _ = person.posts_again(old, &press.value, true);
            let outline = person.browser.outline();
            assert!(outline.contains("To leave, press and hold"), "{:?} led to:\n{outline}", press.words);
            person.looks_again();
            person.does_not_see("New conversation");
        }
    }

    while person.page.press("Back").is_some() {
        person.presses("Back");
    }
    person.presses("SAPA 129, for women and children");
    person.holds_the_title("SAPA 129, for women and children", Duration::ZERO);
    person.sees("To leave, press and hold");
    person.holds_the_title("SAPA 129, for women and children", HELD);
    person.is_at("services");
    person.presses("My work");
    person.sees("My work is locked");
}
