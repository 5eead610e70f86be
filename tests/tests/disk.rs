//! A disk that is full, and one that cannot be written: each is told, nothing is lost, and the directory works all the same.
//!
//! The disks are small ones in memory, which only root can mount; for anybody else these tests say that they were not run.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use journeys::{PIN, Person, data_folder, everything_in, told_by_an_adult};

const FULL: &str = "There is no room left on this device. What was saved before is safe; this is not saved yet.";
const REFUSED: &str = "The disk did not take it. What was saved before is safe; this is not saved yet.";

/// A small disk in memory.
struct Disk {
    place: tempfile::TempDir,
}

#[test]
fn what_a_full_disk_refuses_is_saved_when_there_is_room_again() {
    let Some(disk) = Disk::mounted() else { return };
    let data = disk.data();
    let told = told_by_an_adult();
    let mut person = Person::opens(&data);
    person.begins_in_english();
    person.presses("My work");
    person.presses("Set a PIN");
    disk.fill();
    types_the_first_pin(&mut person);
    person.waits_to_see(FULL);
    disk.make_room();
    types_the_first_pin(&mut person);
    person.waits_for("work");

    person.presses("New conversation");
    person.talks_until(&told, "question/suluh_b/b01");
    disk.fill();
    let refused = loop {
        let at = person.page.id.clone();
        person.answers(&told);
        person.goes_on(&told);
        if person.page.id == at {
            break at;
        }
    };
    person.sees(FULL);
    let given = person.page.given().join(" ");
    assert!(!given.is_empty(), "the refused answer is gone from the screen");
    person.presses("Next");
    person.sees(FULL);
    person.is_at(&refused);
    disk.make_room();
    person.presses("Next");
    person.does_not_see(FULL);
    let saved_to = person.page.id.clone();
    assert_ne!(saved_to, refused);

    person.program.kill();
    let mut person = Person::opens(&data);
    person.unlocks();
    person.presses("Continue");
    person.is_at(&saved_to);
    person.goes_back_to(&refused);
    assert_eq!(person.page.given().join(" "), given);
    keeps_a_note(&disk, &mut person);
    opens_without_room(&disk, person);
}

/// Words that a full disk refuses stay in the editor.
fn keeps_a_note(disk: &Disk, person: &mut Person) {
    person.presses("Stop");
    person.presses("Stop and keep what is written");
    person.presses("As a new case");
    person.presses("Write a note");
    let note = "Called the line together. ".repeat(70);
    disk.fill();
    let mut saved = 0;
    while !person.page.words.contains(FULL) {
        assert!(saved < 100, "a full disk takes note after note");
        if person.page.id.starts_with("case/") {
            saved += 1;
            person.presses("Write a note");
        }
        person.writes("What happened", &format!("{saved} {note}"));
        person.presses("Save");
    }
    assert_eq!(person.page.given(), [format!("{saved} {note}")]);
    disk.make_room();
    person.presses("Save");
    person.sees("The note is saved.");
    for number in 0..=saved {
        person.sees(&format!("{number} Called the line together."));
    }
}

/// Everything saved can be opened and read on a full disk.
fn opens_without_room(disk: &Disk, mut person: Person) {
    let case = person.browser.outline();
    person.program.kill();
    disk.fill();
    let mut person = Person::opens(&disk.data());
    person.unlocks();
    person.presses_one_named("Case ");
    assert_eq!(person.browser.outline(), case);
}

#[test]
fn the_directory_works_on_a_disk_that_cannot_be_written() {
    let Some(disk) = Disk::mounted() else { return };
    let data = disk.place.path().join("never-made");
    disk.remount("ro");
    let before = everything_in(disk.place.path());
    let mut person = Person::opens(&data);
    person.begins_in_english();
    uses_the_directory(&mut person);
    person.presses("My work");
    person.presses("Set a PIN");
    types_the_first_pin(&mut person);
    person.waits_to_see(REFUSED);
    assert_eq!(before, everything_in(disk.place.path()));
}

#[test]
fn a_vault_on_a_disk_that_cannot_be_written_opens_again_when_it_can() {
    let Some(disk) = Disk::mounted() else { return };
    let data = disk.data();
    let mut person = Person::opens(&data);
    person.begins_in_english();
    person.sets_the_pin();
    person.presses("New conversation");
    person.talks_until(&told_by_an_adult(), "question/suluh_b/b02");
    person.program.kill();
    disk.remount("ro");

    let before = everything_in(&data);
    let mut person = Person::opens(&data);
    uses_the_directory(&mut person);
    person.presses("My work");
    person.types_the_pin(PIN);
    person.waits_to_see(REFUSED);
    assert_eq!(before, everything_in(&data));

    disk.remount("rw");
    person.types_the_pin(PIN);
    person.waits_for("work");
    person.presses("Continue");
    person.is_at("question/suluh_b/b02");
}

/// Search, a service, show mode and back.
fn uses_the_directory(person: &mut Person) {
    person.writes("Search by name or need", "129");
    person.presses("Search");
    person.presses("SAPA 129, for women and children");
    person.sees("08111-129-129");
    person.presses("Show mode");
    person.sees("To leave, press and hold this title");
    person.presses("Back");
    person.holds_the_title("Find help", Duration::from_millis(3_100));
    person.does_not_see("To leave, press and hold this title");
}

fn types_the_first_pin(person: &mut Person) {
    person.writes("New PIN", PIN);
    person.writes("The same PIN again", PIN);
    person.presses("Use this PIN");
}

impl Disk {
    /// A disk, or a word on why there is none.
    fn mounted() -> Option<Self> {
        let place = tempfile::tempdir().expect("a temporary folder");
        if run("mount", &["-t", "tmpfs", "-o", "size=2m", "tmpfs"], place.path()) {
            return Some(Self { place });
        }
        eprintln!("NOT RUN: the small disk that this test needs cannot be mounted; root can");
        None
    }

    /// A data folder on it, with the content installed.
    fn data(&self) -> PathBuf {
        let data = self.place.path().join("data");
        if !data.exists() {
            let usual = data_folder();
            fs::create_dir_all(data.join("packs")).expect("room for a folder");
            fs::copy(usual.path().join("packs/suluh.pack"), data.join("packs/suluh.pack")).expect("room for the pack");
        }
        data
    }

    /// Leaves not one free block.
    fn fill(&self) {
        let mut ballast = File::create(self.ballast()).expect("a last file");
        let refused = loop {
            if let Err(error) = ballast.write_all(&[0; 4096]) {
                break error;
            }
        };
        assert_eq!(refused.kind(), io::ErrorKind::StorageFull);
    }

    fn make_room(&self) {
        fs::remove_file(self.ballast()).expect("ballast to throw out");
    }

    fn ballast(&self) -> PathBuf {
        self.place.path().join("ballast")
    }

    /// Mounts it again, `ro` or `rw`.
    fn remount(&self, how: &str) {
        assert!(run("mount", &["-o", &format!("remount,{how}")], self.place.path()), "cannot be mounted {how}");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Detached at once even while a file is open; a panic must not leave it behind.
        run("umount", &["--lazy"], self.place.path());
    }
}

fn run(program: &str, arguments: &[&str], place: &Path) -> bool {
    Command::new(program).args(arguments).arg(place).status().is_ok_and(|status| status.success())
}
