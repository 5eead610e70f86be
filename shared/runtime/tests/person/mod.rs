//! Somebody in front of the app: finds things by their words, as a person does.

#![allow(dead_code, unreachable_pub, reason = "each test binary uses its part")]

use std::{
    path::Path,
    sync::{Arc, OnceLock},
    time::Duration,
};

use app::{
    Screen, UserEvent,
    view::{Choice, Component},
};
use authoring::pack::{BuildOptions, Content, build_content};
use runtime::{Abilities, Config, DeviceRequest, PackSource, Running, Shell, SoftwareKey};
use tempfile::TempDir;

pub const PIN: &str = "80417263";

struct Nobody;

impl Shell for Nobody {
    fn changed(&self) {}

    fn request(&self, _: DeviceRequest) {}
}

/// Somebody in front of the app.
pub struct Person {
    running: Running,
}

impl Person {
    pub fn opens(folder: &Path) -> Self {
        let key = Box::new(SoftwareKey::new(&runtime::vault_folder(folder)));
        let abilities = Abilities { files: true, reminders: true };
        let config = Config { folder: folder.to_owned(), packs: PackSource::Bytes(pack()), key, abilities };
        Self { running: Running::start(config, Arc::new(Nobody)).expect("the app starts") }
    }

    pub fn screen(&self) -> Arc<Screen> {
        assert!(self.running.settle(Duration::from_secs(30)), "the app does not answer");
        self.running.screen()
    }

    pub fn does(&self, event: UserEvent) {
        self.running.send(event);
        self.screen();
    }

    /// Presses whatever has these words.
    pub fn presses(&self, label: &str) {
        let screen = self.screen();
        let event = pressable(&screen)
            .into_iter()
            .find_map(|(words, event)| (words == label).then_some(event))
            .unwrap_or_else(|| panic!("nothing says {label:?} on:\n{screen}"));
        self.does(event);
    }

    /// Presses the first thing whose words begin so.
    pub fn presses_what_begins(&self, words: &str) {
        let screen = self.screen();
        let (label, _) =
            pressable(&screen).into_iter().find(|(label, _)| label.starts_with(words)).expect("it is offered");
        self.presses(&label);
    }

    pub fn writes(&self, label: &str, text: &str) {
        let screen = self.screen();
        let field = screen.components.iter().find_map(|component| match component {
            Component::TextInput { field, label: said, .. } if said.text == label => Some(*field),
            Component::SecretInput { field, label: said } if said == label => Some(*field),
            _ => None,
        });
        let field = field.unwrap_or_else(|| panic!("nowhere to write {label:?} on:\n{screen}"));
        self.does(UserEvent::Edited { field, text: text.to_owned() });
    }

    pub fn sees(&self, words: &str) {
        let screen = self.screen();
        assert!(screen.to_string().contains(words), "{words:?} is not on:\n{screen}");
    }

    /// Goes on until the screen's id starts with this.
    pub fn goes_on_to(&self, id: &str) {
        for _ in 0..80 {
            let at = self.screen().id.clone();
            if at.starts_with(id) {
                return;
            }
            self.presses(if at.starts_with("check/") { "See what this may mean" } else { "Next" });
        }
        panic!("never came to {id}");
    }

    pub fn opens_my_work(&self) {
        self.presses("English");
        self.presses("My work");
        self.presses("Set a PIN");
        self.writes("New PIN", PIN);
        self.writes("The same PIN again", PIN);
        self.presses("Use this PIN");
    }

    pub fn unlocks(&self) {
        self.presses("My work");
        self.types_the_pin();
    }

    pub fn types_the_pin(&self) {
        self.writes("PIN", PIN);
        self.presses("Open");
    }

    /// Begins a conversation and answers the opening form of an adult up to the question about writing.
    pub fn begins_a_conversation(&self) {
        self.presses("New conversation");
        self.goes_on_to("question/suluh_a/a03");
        self.presses("Yes");
        self.goes_on_to("question/suluh_a/a12");
        self.presses("18 or older");
        self.goes_on_to("question/suluh_a/a07");
        self.presses("Yes");
        self.goes_on_to("question/suluh_a/a08");
    }
}

pub fn pressable(screen: &Screen) -> Vec<(String, UserEvent)> {
    let mut found = Vec::new();
    for press in [&screen.back, &screen.emergency].into_iter().flatten() {
        found.push((press.label.clone(), press.event.clone()));
    }
    found.extend(screen.places.iter().map(|place| (place.label.clone(), place.event.clone())));
    collect(&screen.components, &mut found);
    found
}

fn collect(components: &[Component], found: &mut Vec<(String, UserEvent)>) {
    for component in components {
        match component {
            Component::Button { label, event: Some(event), .. } => found.push((label.clone(), event.clone())),
            Component::SingleChoice { choices, .. } | Component::MultipleChoice { choices, .. } => {
                found.extend(choices.iter().map(|Choice { text, event, .. }| (text.text.clone(), event.clone())));
            }
            Component::Rows { rows, .. } => {
                found.extend(rows.iter().map(|row| (row.title.text.clone(), row.event.clone())));
            }
            Component::Section { components, .. } => collect(components, found),
            _ => {}
        }
    }
}

/// The pack that comes with the app.
fn pack() -> Vec<u8> {
    static PACK: OnceLock<Vec<u8>> = OnceLock::new();
    PACK.get_or_init(|| edition(None, FIRST_SERVICE)).clone()
}

/// The name of a service everybody finds in the directory.
pub const FIRST_SERVICE: &str = "SAPA 129, for women and children";

/// A pack of this version, where that service has this name.
pub fn edition(version: Option<u64>, first_service: &str) -> Vec<u8> {
    edition_with(version, FIRST_SERVICE, first_service)
}

/// A pack of this version, where the directory says this instead.
pub fn edition_with(version: Option<u64>, instead_of: &str, says: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut content = Content::from_folder(&folder).expect("the content is there");
    for (name, bytes) in &mut content.files {
        if name == "directory/services.json" {
            let services = String::from_utf8_lossy(bytes).replace(instead_of, says);
            *bytes = services.into_bytes();
        }
    }
    let today = directory::Date::new(2026, 11, 22).expect("a day of the calendar");
    let options = BuildOptions { release: false, version, today, progress: &|_| {} };
    build_content(&content, &options).expect("the content builds")
}

/// Somebody who has just set a PIN, and the data folder.
pub fn at_work() -> (Person, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let person = Person::opens(folder.path());
    person.opens_my_work();
    (person, folder)
}
