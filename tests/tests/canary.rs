//! Words typed into every field are nowhere outside the vault, and a page from before the lock is worth nothing after it.

use std::fs;

use journeys::{Answers, Person, Program, answers, data_folder, everything_in, holds, told_by_an_adult};
use tempfile::TempDir;

/// Where each word is typed, and the word in Latin, Thai and Khmer letters: no two are alike.
const WORDS: &[(&str, [&str; 3])] = &[
    ("search", ["Kolintang5512", "ขลุ่ยเพียงออ", "ខ្លុយអែកខ្មែរ"]),
    ("PIN", ["Sasando7741", "ซึงหลวงไม้สัก", "ចាប៉ីដងវែង"]),
    ("other PIN", ["Celempung8832", "ระนาดเอกทอง", "រនាតឯកមាស"]),
    ("a11", ["Angklung2207", "ฆ้องวงใหญ่", "គងវង់ធំ"]),
    ("b12", ["Gambang6619", "โทนรำมะนา", "ស្គរសំភោ"]),
    ("number", ["Tifa3", "จะเข้", "តាខេ"]),
    ("first name", ["Bonang4450", "ซออู้เก่า", "ទ្រអ៊ូចាស់"]),
    ("contact", ["Kendang9013", "ปี่ชวาดัง", "ស្រឡៃលាន់"]),
    ("note", ["Rebana7178", "กลองแขกคู่", "ស្គរអារក្ស"]),
    ("half a note", ["Kacapi3356", "พิณน้ำเต้า", "សាដៀវដើម"]),
    ("case search", ["Serunai1984", "แคนแปดคู่", "គែនប្រាំបី"]),
    ("d91", ["Gender6024", "ฉิ่งฉับคม", "ឈិងសូរ"]),
];

/// Somebody in front of an app whose every folder is its own.
struct Watched {
    person: Person,
    folders: [TempDir; 4],
}

#[test]
fn typed_words_are_nowhere_outside_the_vault_and_old_pages_are_worth_nothing() {
    let mut watched = Watched::opens();
    let person = &mut watched.person;
    types_into_the_directory_and_the_door(person);
    talks_as_an_adult(person);
    refers(person);
    writes_notes(person);
    talks_as_a_child(person);
    watched.holds_none_of_the_words("while open");

    watched.person.presses("Lock now");
    watched.old_pages_are_worth_nothing("My work is locked");
    watched.holds_none_of_the_words("when locked");
    watched.person.presses("Services");
    watched.person.presses("Show mode");
    watched.old_pages_are_worth_nothing("To leave, press and hold this title");

    watched.person.program.kill();
    watched.holds_none_of_the_words("after the kill");
}

fn types_into_the_directory_and_the_door(person: &mut Person) {
    person.begins_in_english();
    person.writes("Search by name or need", &word("search"));
    person.presses("Search");
    shows(person, "search");
    person.presses("My work");
    person.presses("Set a PIN");
    person.writes("New PIN", &word("PIN"));
    person.writes("The same PIN again", &word("other PIN"));
    person.presses("Use this PIN");
    person.sees("The two PINs are not the same.");
    person.writes("New PIN", &word("PIN"));
    person.writes("The same PIN again", &word("PIN"));
    person.presses("Use this PIN");
    person.waits_for("work");
    person.presses("Lock now");
    person.types_the_pin(&word("other PIN"));
    person.waits_to_see("That is not the PIN.");
    person.types_the_pin(&word("PIN"));
    person.waits_for("work");
}

fn talks_as_an_adult(person: &mut Person) {
    let mut told = told_by_an_adult();
    told.insert("a11".to_owned(), word("a11"));
    told.insert("b12".to_owned(), word("b12"));
    person.presses("New conversation");
    person.talks_until(&told, "question/suluh_c/c40");
    let label =
        person.page.fields.iter().find(|field| field.name.starts_with("text-")).map(|field| field.label.clone());
    person.writes(&label.expect("a place for a number"), &word("number"));
    person.presses("Next");
    person.sees("Please write a whole number");
    shows(person, "number");
    person.talks_until(&told, "after");
}

fn refers(person: &mut Person) {
    person.presses("Services that fit");
    person.presses("Mental health line 119 (SEJIWA, healing119.id)");
    person.presses("Refer to this service");
    person.writes("A name to use on the phone (it need not be the real one)", &word("first name"));
    person.writes("How to reach the person safely", &word("contact"));
    person.chooses("Name to use");
    person.chooses(&format!("Safe contact: {}", word("a11")));
    person.presses("Ask the person");
    shows(person, "first name");
    shows(person, "contact");
    person.presses("Yes, the person agrees");
    person.presses("They will call back, or there is a wait");
    person.presses("Keep as a case");
    person.presses("As a new case");
}

fn writes_notes(person: &mut Person) {
    person.presses("Write a note");
    person.writes("What happened", &word("note"));
    person.presses("Save");
    shows(person, "note");
    person.presses("Write a note");
    person.writes("What happened", &word("half a note"));
    person.presses("Back");
    person.presses("Write a note");
    shows(person, "half a note");
    person.presses("Back");
    person.presses("Find a service");
    person.writes("Search by name or need", &word("case search"));
    person.presses("Search");
    shows(person, "case search");
    person.presses("Back");
    person.presses("Answers");
    shows(person, "a11");
    shows(person, "b12");
    person.presses("Back");
    person.presses("What the answers may mean");
    person.presses("Back");
    person.presses("Back");
    person.is_at("work");
}

fn talks_as_a_child(person: &mut Person) {
    let told: Answers = answers(&[
        ("a03", "yes"),
        ("a12", "child"),
        ("d01", "a12"),
        ("d04", "yes"),
        ("d05", "yes"),
        ("d13", "service"),
        ("d08", "hours school"),
        ("d91", &word("d91")),
    ]);
    person.presses("New conversation");
    person.talks_until(&told, "after");
    person.presses("Keep as a case");
    person.presses("As a new case");
    person.presses("Answers");
    shows(person, "d91");
    person.presses("Back");
}

/// Everything that is typed into a field.
fn word(field: &str) -> String {
    let words = WORDS.iter().find(|(name, _)| *name == field).map(|(_, words)| words.join(" "));
    words.unwrap_or_else(|| panic!("no word for {field}"))
}

/// The app itself shows what was typed: it arrived there.
fn shows(person: &Person, field: &str) {
    let given = || person.page.given().join(" ");
    for word in WORDS.iter().filter(|(name, _)| *name == field).flat_map(|(_, words)| words) {
        assert!(
            person.page.words.contains(word) || given().contains(word),
            "{word} is not on:\n{}",
            person.browser.outline()
        );
    }
}

fn all_words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().flat_map(|(_, words)| words.iter().copied())
}

impl Watched {
    fn opens() -> Self {
        let folders = [(); 3].map(|()| tempfile::tempdir().expect("a temporary folder"));
        let [home, temporary, session] = &folders;
        let data = data_folder();
        let environment = [
            ("HOME", home.path()),
            ("TMPDIR", temporary.path()),
            ("SQLITE_TMPDIR", temporary.path()),
            ("XDG_RUNTIME_DIR", session.path()),
        ];
        let person = Person::in_front_of(Program::start_with(data.path(), &environment));
        let [home, temporary, session] = folders;
        Self { person, folders: [data, home, temporary, session] }
    }

    /// Neither its folders nor what it printed nor what the system shows of it.
    fn holds_none_of_the_words(&self, when: &str) {
        for folder in &self.folders {
            let everything = everything_in(folder.path());
            for word in all_words() {
                assert!(everything.holding(word).is_empty(), "{when}: {word} is in {:?}", everything.holding(word));
            }
        }
        let said = self.person.program.said();
        // After the kill there is no process left to look at.
        let shown = ["cmdline", "environ"].map(|file| fs::read(format!("/proc/{}/{file}", self.person.program.pid())));
        for bytes in [Ok(said)].into_iter().chain(shown).flatten() {
            assert!(!bytes.is_empty(), "{when}: there is nothing to look at");
            for word in all_words() {
                assert!(!holds(&bytes, word), "{when}: {word} is in what was printed or in /proc");
            }
        }
    }

    /// Every form ever seen, posted once more with everything on it: nothing happens and nothing is told.
    fn old_pages_are_worth_nothing(&self, now: &str) {
        let outline = self.person.browser.outline();
        assert!(outline.contains(now), "{outline}");
        let mut posted = 0;
        for old in &self.person.seen {
            for press in &old.presses {
                let answer = self.person.posts_again(old, &press.value, false);
                assert_eq!(self.person.browser.outline(), outline, "{:?} of {} had an effect", press.words, old.id);
                tells_nothing(&answer.body);
                posted += 1;
            }
            tells_nothing(&self.person.browser.get("/").body);
        }
        assert!(200 < posted, "only {posted} forms were seen");
        println!("{posted} old forms, posted to: {now}");
    }
}

fn tells_nothing(html: &str) {
    for word in all_words() {
        assert!(!holds(html.as_bytes(), word), "{word} is on a page:\n{html}");
    }
}
