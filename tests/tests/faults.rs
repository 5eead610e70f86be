//! Wrong PINs, missing parts and damage: a sentence says what happened, nothing is deleted or changed, and what is put back
//! makes everything be there again.

use std::{fs, path::Path, thread, time::Duration};

use journeys::{Everything, PIN, Person, answers, data_folder, everything_in};

/// The counter of wrong PINs; the only file a try may change.
const COUNTER: &str = "attempts";

/// A data folder with one case in it, not open anywhere, and what the case says.
struct Kept {
    folder: tempfile::TempDir,
    case: String,
}

#[test]
fn a_wrong_pin_is_told_and_after_five_one_has_to_wait() {
    let kept = Kept::make();
    let before = everything_in(kept.path());
    let mut person = Person::opens(kept.path());
    person.presses("My work");
    for _ in 0..4 {
        tries(&mut person, "80417264", "That is not the PIN. Nothing was lost.");
        person.does_not_see("You can try again in");
    }
    person.types_the_pin(PIN);
    person.waits_for("work");
    person.presses("Lock now");
    for _ in 0..5 {
        person.does_not_see("You can try again in");
        tries(&mut person, "80417264", "That is not the PIN. Nothing was lost.");
    }
    person.sees("You can try again in 30 seconds.");
    tries(&mut person, PIN, "Too soon for another try. Nothing was lost.");

    person.program.kill();
    let mut person = Person::opens(kept.path());
    person.presses("My work");
    tries(&mut person, PIN, "Too soon for another try. Nothing was lost.");
    person.sees("You can try again in");
    person.program.kill();
    is_unchanged_but_for_the_counter(before, kept.path());
}

#[test]
fn a_missing_part_is_named_and_everything_is_there_again_when_it_is_put_back() {
    let kept = Kept::make();
    for (part, sentence) in [
        ("slot-pin.age", "The file with the locked key is missing from the data folder."),
        ("device.key", "The key of this device is missing from the data folder."),
        ("vault.sqlite", "The file with your notes is missing from the data folder."),
    ] {
        let aside = tempfile::tempdir().expect("a temporary folder");
        let place = kept.path().join("vault").join(part);
        fs::copy(&place, aside.path().join(part)).expect("a part to put aside");
        fs::remove_file(&place).expect("a part to take away");
        let before = everything_in(kept.path());

        let mut person = Person::opens(kept.path());
        person.presses("My work");
        person.sees(sentence);
        person.presses("Try again");
        person.sees(sentence);
        assert_eq!(before, everything_in(kept.path()), "{part}");

        fs::copy(aside.path().join(part), &place).expect("a place to put it back");
        person.presses("Try again");
        person.sees("Type your PIN");
        person.types_the_pin(PIN);
        person.waits_for("work");
        kept.is_there(&mut person);
    }
}

#[test]
fn a_part_that_goes_missing_before_the_pin_is_typed_is_named_too() {
    let kept = Kept::make();
    let mut person = Person::opens(kept.path());
    person.presses("My work");
    let place = kept.path().join("vault/vault.sqlite");
    fs::rename(&place, kept.path().join("aside")).expect("a part to take away");
    let before = everything_in(kept.path());

    tries(&mut person, PIN, "The file with your notes is missing from the data folder.");
    assert_eq!(before, everything_in(kept.path()));

    fs::rename(kept.path().join("aside"), &place).expect("a place to put it back");
    person.presses("Try again");
    person.types_the_pin(PIN);
    person.waits_for("work");
    kept.is_there(&mut person);
}

#[test]
fn damage_is_told_and_the_damaged_file_is_left_as_it_is() {
    let kept = Kept::make();
    for (part, damage) in [
        ("vault.sqlite", flip_the_first_page as fn(&mut [u8])),
        ("vault.sqlite", flip_every_page),
        ("vault.sqlite", |bytes| bytes.fill(0)),
        ("slot-pin.age", flip_the_middle),
        ("slot-pin.age", |bytes| bytes.fill(b'x')),
    ] {
        let place = kept.path().join("vault").join(part);
        let whole = fs::read(&place).expect("a part to damage");
        let mut damaged = whole.clone();
        damage(&mut damaged);
        fs::write(&place, damaged).expect("a place for damage");
        let before = everything_in(kept.path());

        let mut person = Person::opens(kept.path());
        person.presses("My work");
        tries(&mut person, PIN, "is damaged and cannot be read. The app has not changed or deleted it.");
        person.program.kill();
        is_unchanged_but_for_the_counter(before, kept.path());

        fs::write(&place, whole).expect("a place to put it back");
        let mut person = Person::opens(kept.path());
        person.unlocks();
        kept.is_there(&mut person);
    }
}

#[test]
fn cutting_the_database_short_is_told_too() {
    let kept = Kept::make();
    let place = kept.path().join("vault/vault.sqlite");
    let whole = fs::read(&place).expect("the database");
    for left in [0, 100, whole.len() / 2] {
        fs::write(&place, &whole[..left]).expect("a place for damage");
        let mut person = Person::opens(kept.path());
        person.presses("My work");
        tries(&mut person, PIN, "is damaged and cannot be read. The app has not changed or deleted it.");
        person.program.kill();
        assert_eq!(fs::read(&place).expect("the database"), whole[..left], "cut to {left}");
    }
    fs::write(&place, &whole).expect("a place to put it back");
    let mut person = Person::opens(kept.path());
    person.unlocks();
    kept.is_there(&mut person);
}

#[test]
fn taking_the_counter_of_wrong_pins_away_costs_the_longest_wait() {
    let kept = Kept::make();
    fs::remove_file(kept.path().join("vault").join(COUNTER)).expect("a counter to take away");
    let mut person = Person::opens(kept.path());
    person.presses("My work");
    tries(&mut person, PIN, "Too soon for another try. Nothing was lost.");
    person.sees("You can try again in 60 minutes.");
}

impl Kept {
    fn make() -> Self {
        let folder = data_folder();
        let mut person = Person::opens(folder.path());
        person.begins_in_english();
        person.sets_the_pin();
        person.presses("New conversation");
        let told =
            answers(&[("a03", "yes"), ("a12", "adult"), ("a07", "yes"), ("a08", "yes"), ("b12", "Speaks softly")]);
        person.talks_until(&told, "question/suluh_b/b16");
        person.presses("Stop");
        person.presses("Stop and keep what is written");
        person.presses("As a new case");
        person.presses("Write a note");
        person.writes("What happened", "Called the line together.");
        person.presses("Save");
        let case = person.browser.outline();
        person.presses("Lock now");
        // Locking is not waited for, and the parts are looked at once the database is closed.
        let journal = folder.path().join("vault/vault.sqlite-wal");
        for _ in 0..500 {
            if !journal.exists() {
                break;
            }
            thread::sleep(Duration::from_millis(10));
        }
        assert!(!journal.exists(), "the database was not closed at the lock");
        person.program.kill();
        Self { folder, case }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The case is there, word for word.
    fn is_there(&self, person: &mut Person) {
        person.presses_one_named("Case ");
        assert_eq!(person.browser.outline(), self.case);
        person.presses("Lock now");
    }
}

/// Types a PIN, presses *Open*, and this is said.
fn tries(person: &mut Person, pin: &str, said: &str) {
    person.types_the_pin(pin);
    person.waits_to_see(said);
}

fn is_unchanged_but_for_the_counter(before: Everything, folder: &Path) {
    let after = everything_in(folder).without(COUNTER);
    let before = before.without(COUNTER);
    assert_eq!(before.differing(&after), Vec::<&Path>::new());
}

fn flip_the_first_page(bytes: &mut [u8]) {
    bytes[200] ^= 0xff;
}

fn flip_every_page(bytes: &mut [u8]) {
    bytes.iter_mut().skip(1000).step_by(1024).for_each(|byte| *byte ^= 0x10);
}

fn flip_the_middle(bytes: &mut [u8]) {
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x01;
}
