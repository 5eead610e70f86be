//! The neutral screens of an app that does not run: nothing private is on them, and nothing can be pressed.

use i18n::Language;

use crate::view::{Component, NoticeKind, Said, Screen};

/// Why the app did not start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotStarted {
    /// It runs already.
    InUse,
    /// The place for its data cannot be used.
    Disk,
}

/// After the app had to stop itself: it is locked.
#[must_use]
pub fn restart(language: Option<&str>) -> Screen {
    let language = known(language);
    let t = language.texts();
    neutral("restart", language, t.restart_title(), t.restart_text())
}

/// When the app did not start.
#[must_use]
pub fn not_started(why: NotStarted, language: Option<&str>) -> Screen {
    let language = known(language);
    let t = language.texts();
    let text = match why {
        NotStarted::InUse => t.not_started_in_use(),
        NotStarted::Disk => t.not_started_disk(),
    };
    neutral("not-started", language, t.not_started_title(), text)
}

fn known(code: Option<&str>) -> Language {
    code.and_then(Language::from_code).unwrap_or_default()
}

fn neutral(id: &str, language: Language, title: String, text: String) -> Screen {
    let lang = language.code().to_owned();
    Screen {
        id: id.to_owned(),
        revision: u64::MAX,
        title: Said { text: title, lang: lang.clone() },
        lang: lang.clone(),
        back: None,
        emergency: None,
        places: Vec::new(),
        private: false,
        hold: None,
        components: vec![Component::Notice { kind: NoticeKind::Caution, text: Said { text, lang } }],
        announcement: None,
    }
}
