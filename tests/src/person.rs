//! Somebody in front of the app, who knows nothing but the words on the page.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::{
    browser::Browser,
    http::Answer,
    page::{FieldKind, Page, Press},
    program::Program,
};

/// A PIN nobody would guess.
pub const PIN: &str = "80417263";

/// How long the vault may take to open on a busy computer.
const PATIENCE: Duration = Duration::from_mins(1);

/// Somebody in front of the app.
pub struct Person {
    /// The app.
    pub program: Program,
    /// The browser it is open in.
    pub browser: Browser,
    /// The page being looked at, with what was written and chosen on it.
    pub page: Page,
    /// Every page looked at before, as it was left.
    pub seen: Vec<Page>,
}

impl Person {
    /// Starts the app on a data folder and opens the address it prints.
    #[must_use]
    pub fn opens(data: &Path) -> Self {
        Self::in_front_of(Program::start(data))
    }

    /// Opens the address a started app printed.
    #[must_use]
    pub fn in_front_of(program: Program) -> Self {
        let browser = Browser::at(program.address());
        let page = Page::read(&browser.get("/").body);
        Self { program, browser, page, seen: Vec::new() }
    }

    /// Loads the page again.
    pub fn looks_again(&mut self) {
        let page = Page::read(&self.browser.get("/").body);
        self.seen.push(std::mem::replace(&mut self.page, page));
    }

    /// Presses whatever has these words.
    pub fn presses(&mut self, name: &str) {
        let Some(press) = self.page.press(name).map(|press| press.value.clone()) else {
            panic!("nothing says {name:?} on:\n{}", self.browser.outline());
        };
        self.posts(&press);
    }

    /// Presses the first thing whose name begins so.
    pub fn presses_one_named(&mut self, beginning: &str) {
        let named = self.page.presses.iter().find(|press| press.name.starts_with(beginning));
        let Some(Press { value, .. }) = named.cloned() else {
            panic!("nothing begins with {beginning:?} on:\n{}", self.browser.outline());
        };
        self.posts(&value);
    }

    /// Chooses or ticks what has these words; the app learns of it with the next press.
    pub fn chooses(&mut self, label: &str) {
        assert!(self.page.choose(label), "there is no choice {label:?} on:\n{}", self.browser.outline());
    }

    /// Writes where these words are; the app learns of it with the next press.
    pub fn writes(&mut self, label: &str, text: &str) {
        assert!(self.page.write(label, text), "nowhere to write {label:?} on:\n{}", self.browser.outline());
    }

    /// The page says this.
    pub fn sees(&self, words: &str) {
        assert!(self.page.words.contains(words), "{words:?} is not on:\n{}", self.page.words);
    }

    /// The page does not say this.
    pub fn does_not_see(&self, words: &str) {
        assert!(!self.page.words.contains(words), "{words:?} is on:\n{}", self.page.words);
    }

    /// The screen is this one.
    pub fn is_at(&self, id: &str) {
        assert_eq!(self.page.id, id, "the screen is:\n{}", self.browser.outline());
    }

    /// Chooses English at the first start.
    pub fn begins_in_english(&mut self) {
        self.is_at("language");
        self.presses("English");
    }

    /// Sets the PIN at the first press on *My work*.
    pub fn sets_the_pin(&mut self) {
        self.presses("My work");
        self.presses("Set a PIN");
        self.writes("New PIN", PIN);
        self.writes("The same PIN again", PIN);
        self.presses("Use this PIN");
        self.waits_for("work");
    }

    /// Opens *My work* with the PIN.
    pub fn unlocks(&mut self) {
        self.presses("My work");
        self.types_the_pin(PIN);
        self.waits_for("work");
    }

    /// Types a PIN at the locked door and presses *Open*.
    pub fn types_the_pin(&mut self, pin: &str) {
        self.writes("PIN", pin);
        self.presses("Open");
    }

    /// Looks again until this screen is there.
    pub fn waits_for(&mut self, id: &str) {
        self.waits_until(id, |page| page.id == id);
    }

    /// Looks again until the page says this: the vault may take longer than a page waits for it.
    pub fn waits_to_see(&mut self, words: &str) {
        self.waits_until(words, |page| page.words.contains(words));
    }

    fn waits_until(&mut self, what: &str, is_there: impl Fn(&Page) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_there(&self.page) {
            assert!(Instant::now() < deadline, "{what:?} did not come, but:\n{}", self.browser.outline());
            thread::sleep(Duration::from_millis(20));
            self.looks_again();
        }
    }

    /// Leaves show mode: presses the title, waits, and presses it again.
    pub fn holds_the_title(&mut self, title: &str, pressed: Duration) {
        self.presses(title);
        thread::sleep(pressed);
        self.presses(title);
    }

    /// Posts a page of before once more, as it was, or forged into one of the current screen.
    #[must_use]
    pub fn posts_again(&self, old: &Page, press: &str, forged: bool) -> Answer {
        let mut form = old.form(press);
        if forged {
            for (name, value) in &mut form {
                let current =
                    self.page.fields.iter().find(|field| field.name == *name && field.kind == FieldKind::Hidden);
                if let Some(current) = current.filter(|_| name == "revision" || name == "form-key") {
                    value.clone_from(&current.value);
                }
            }
        }
        self.browser.post(&form)
    }

    /// Posts the page with this as what was pressed, and goes where that leads.
    pub fn posts(&mut self, press: &str) {
        let answer = self.browser.post(&self.page.form(press));
        let Some(path) = answer.header("location").filter(|_| answer.status == 303).map(str::to_owned) else {
            panic!("pressing led nowhere: {} {}", answer.status, Page::read(&answer.body).words);
        };
        let page = Page::read(&self.browser.get(&path).body);
        self.seen.push(std::mem::replace(&mut self.page, page));
    }
}
