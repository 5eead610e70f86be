//! Holding a conversation: every question shown is answered as was decided before, or skipped.

use std::{collections::BTreeMap, sync::OnceLock};

use crate::{person::Person, workbook::Workbook};

/// What somebody answers: question name to the names of the choices, or to words. What is not in it is skipped.
pub type Answers = BTreeMap<String, String>;

/// Answers by question name.
#[must_use]
pub fn answers(given: &[(&str, &str)]) -> Answers {
    given.iter().map(|(question, answer)| ((*question).to_owned(), (*answer).to_owned())).collect()
}

/// The most screens a conversation passes.
const LONGEST: usize = 120;

impl Person {
    /// The name of the question on the screen, if one is.
    #[must_use]
    pub fn question(&self) -> Option<&str> {
        self.page.id.strip_prefix("question/")?.split_once('/').map(|(_, question)| question)
    }

    /// Goes on until the screen's id begins so, answering on the way.
    pub fn talks_until(&mut self, given: &Answers, id: &str) {
        for _ in 0..LONGEST {
            if self.page.id.starts_with(id) {
                return;
            }
            self.answers(given);
            self.goes_on(given);
        }
        panic!("never came to {id}, but to:\n{}", self.browser.outline());
    }

    /// Fills the question on the screen in, without pressing anything.
    pub fn answers(&mut self, given: &Answers) {
        let Some(question) = self.question().map(str::to_owned) else { return };
        let Some(answer) = given.get(&question) else { return };
        if let Some(label) = self.place_to_write() {
            self.writes(&label, answer);
            return;
        }
        for words in self.in_words(&question, answer) {
            if !self.page.given().contains(&words.as_str()) {
                self.chooses(&words);
            }
        }
    }

    /// Presses what leads on from the screen: a question without an answer is skipped.
    pub fn goes_on(&mut self, given: &Answers) {
        let is_answered = self.question().is_some_and(|question| given.contains_key(question));
        let skip = if self.page.lang == "id" { "Lewati" } else { "Skip" };
        let onward = if !is_answered && self.page.press(skip).is_some() { skip } else { self.onward() };
        self.presses(onward);
    }

    /// The words that lead on from the screen and leave everything as it is.
    #[must_use]
    pub fn onward(&self) -> &'static str {
        let [next, read, back_to_talk] = match self.page.lang.as_str() {
            "id" => ["Lanjut", "Lihat apa artinya", "Kembali ke tempat tadi"],
            _ => ["Next", "See what this may mean", "Back to where we were"],
        };
        match self.page.id.as_str() {
            "emergency" => back_to_talk,
            id if id.starts_with("check/") => read,
            _ => next,
        }
    }

    /// Goes back until this screen is there.
    pub fn goes_back_to(&mut self, id: &str) {
        for _ in 0..LONGEST {
            if self.page.id == id {
                return;
            }
            self.presses("Back");
        }
        panic!("going back never led to {id}, but to:\n{}", self.browser.outline());
    }

    /// The words of an answer to a question, in the language of the page.
    #[must_use]
    pub fn in_words(&self, question: &str, answer: &str) -> Vec<String> {
        let language = if self.page.lang == "id" { "Bahasa Indonesia (id)" } else { "English (en)" };
        let workbook = workbook_of(question);
        answer.split(' ').map(|choice| workbook.choice(question, choice, language)).collect()
    }

    /// The words beside the place to write on the screen, if there is one.
    fn place_to_write(&self) -> Option<String> {
        let field = self.page.fields.iter().find(|field| field.kind == crate::page::FieldKind::Written)?;
        Some(field.label.clone())
    }
}

/// The workbook a question is in; its name begins with the form's letter.
#[must_use]
fn workbook_of(question: &str) -> &'static Workbook {
    const FILES: [&str; 4] = ["a-opening.xlsx", "b-needs.xlsx", "c-returnee.xlsx", "d-child.xlsx"];
    static BOOKS: OnceLock<Vec<Workbook>> = OnceLock::new();
    let books = BOOKS.get_or_init(|| FILES.map(Workbook::read).into());
    let at = FILES.iter().position(|file| question.starts_with(&file[..1]));
    &books[at.unwrap_or_else(|| panic!("no workbook has {question}"))]
}
