//! Texts in several languages, with how far each can be relied on.

use guide::{Language, Question, placeholder};
use i18n::{State, Text};

use super::COMPLETE;
use super::Told;
use super::settings::Settings;
use crate::fault::Problem;
use crate::workbook::sheet::{Row, Sheet};

/// The columns that hold texts.
const TEXTS: [&str; 5] = ["label", "hint", "guidance_hint", "constraint_message", "required_message"];
/// Other names of theirs.
const ALIASES: [(&str, &str); 5] = [
    ("caption", "label"),
    ("constraining_message", "constraint_message"),
    ("constraint message", "constraint_message"),
    ("required message", "required_message"),
    ("jr:constraintmsg", "constraint_message"),
];

/// The languages of a form.
#[derive(Debug, Default)]
pub(super) struct Languages {
    pub(super) all: Vec<Language>,
    pub(super) default: usize,
}

impl Languages {
    /// The languages in which no text may be missing.
    fn complete(&self) -> impl Iterator<Item = &Language> {
        let default = self.all.get(self.default);
        self.all.iter().filter(move |l| COMPLETE.contains(&l.code.as_str()) || Some(*l) == default)
    }
}

/// `Bahasa Indonesia (id)`.
pub(super) fn language_of(name: &str) -> Option<Language> {
    let (_, code) = name.trim().strip_suffix(')')?.rsplit_once('(')?;
    let plain = code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (plain && !code.is_empty()).then(|| Language { name: name.trim().to_owned(), code: code.to_owned() })
}

/// The language of a header; one without code is its own code in workbooks of others.
fn language_in(name: &str, told: &Told) -> Option<Language> {
    let bare = || Language { name: name.trim().to_owned(), code: name.trim().to_owned() };
    language_of(name).or_else(|| (!told.is_ours).then(bare))
}

/// The language of a header, when it is one of texts: `None` for a header without language.
fn header(header: &str) -> Option<(&'static str, Option<&str>)> {
    let (kind, language) = match header.split_once("::") {
        Some((kind, language)) => (kind, Some(language)),
        None => (header, None),
    };
    // Older workbooks have one colon.
    let (kind, language) = match (kind.split_once(':'), language) {
        (Some((kind, language)), None) if !kind.eq_ignore_ascii_case("jr") => (kind, Some(language)),
        _ => (kind, language),
    };
    let alias = ALIASES.into_iter().find(|(alias, _)| alias.eq_ignore_ascii_case(kind.trim()));
    let kind = alias.map_or(kind.trim(), |(_, kind)| kind);
    let kind = TEXTS.into_iter().find(|text| text.eq_ignore_ascii_case(kind))?;
    Some((kind, language))
}

/// Whether a row has words to ask with.
pub(super) fn has_words(sheet: &Sheet, row: &Row) -> bool {
    let is_said = |written: &str| header(written).is_some_and(|(kind, _)| matches!(kind, "label" | "hint"));
    sheet.headers.iter().any(|(column, written)| is_said(written) && row.get(*column).is_some())
}

/// Whether a row has anything a person could be shown.
pub(super) fn has_anything_shown(sheet: &Sheet, row: &Row) -> bool {
    let is_shown = |written: &str| {
        let is_words = header(written).is_some_and(|(kind, _)| matches!(kind, "label" | "hint" | "guidance_hint"));
        is_words || is_media(&written.to_ascii_lowercase())
    };
    sheet.headers.iter().any(|(column, written)| is_shown(written) && row.get(*column).is_some())
}

/// The language a header of a text names.
pub(super) fn language_part(written: &str) -> Option<&str> {
    header(written)?.1
}

/// Whether a header is one of labels.
pub(super) fn is_label(written: &str) -> bool {
    header(written).is_some_and(|(kind, _)| kind == "label")
}

/// Whether a header is one of texts or of their state. In lower case.
pub(super) fn is_text(lower: &str) -> bool {
    header(lower).is_some() || state_code(lower).is_some()
}

/// Whether a header is one of pictures and sounds. In lower case.
pub(super) fn is_media(lower: &str) -> bool {
    let rest = lower.strip_prefix("media::").or_else(|| lower.strip_prefix("media:")).unwrap_or(lower);
    let kind = rest.split(':').next().unwrap_or_default();
    matches!(kind, "image" | "big-image" | "audio" | "video")
}

/// The second text behind the first.
pub(super) fn joined(mut first: Text, second: Text) -> Text {
    for (language, phrase) in second.0 {
        match first.0.get_mut(&language) {
            Some(before) => {
                before.text.push('\n');
                before.text.push_str(&phrase.text);
            }
            None => {
                first.0.insert(language, phrase);
            }
        }
    }
    first
}

/// The language code of a state column. On the sheet choices other tools refuse `::`, so `_` is possible too.
fn state_code(header: &str) -> Option<&str> {
    header.strip_prefix("suluh_state::").or_else(|| header.strip_prefix("suluh_state_"))
}

/// The languages the label columns are written in.
pub(super) fn languages<'a>(
    sheets: impl IntoIterator<Item = &'a Sheet>,
    settings: &Settings,
    told: &mut Told,
) -> Languages {
    let plain = plain_language(settings, told);
    let mut all: Vec<Language> = Vec::new();
    for sheet in sheets {
        for (kind, language) in sheet.headers.values().filter_map(|h| header(h)).filter(|(kind, _)| *kind == "label") {
            let found = match language {
                Some(language) => language_in(language, told),
                None => Some(plain.clone()),
            };
            match found {
                Some(found) if all.contains(&found) => {}
                Some(found) => all.push(found),
                None => {
                    let problem = Problem::NoLanguageCode(language.unwrap_or(kind).to_owned());
                    told.faults.push(sheet.fault_of_sheet(problem));
                }
            }
        }
    }
    if all.is_empty() && !told.is_ours {
        all.push(plain);
    }
    let wanted = settings.default_language.as_deref();
    let default = wanted.map_or(Some(0), |wanted| all.iter().position(|l| l.name == wanted || l.code == wanted));
    if default.is_none() || all.is_empty() {
        let language = wanted.unwrap_or("English (en)").to_owned();
        told.lack(super::Fault::new("settings", None, Some("default_language"), Problem::UnknownLanguage(language)));
    }
    Languages { all, default: default.unwrap_or(0) }
}

/// The language of a text column that names none.
fn plain_language(settings: &Settings, told: &Told) -> Language {
    let default = settings.default_language.as_deref().and_then(|name| language_in(name, told));
    default.unwrap_or_else(|| Language { name: "English (en)".to_owned(), code: "en".to_owned() })
}

/// Reads one text of a row. A text that is there at all, or `needed`, may not be missing in a complete language.
pub(super) fn read(
    sheet: &Sheet,
    row: &Row,
    kind: &str,
    needed: bool,
    languages: &Languages,
    settings: &Settings,
    told: &mut Told,
) -> Text {
    let mut text = Text::default();
    for (column, written) in &sheet.headers {
        let Some((_, language)) = header(written).filter(|(found, _)| *found == kind) else { continue };
        let Some(words) = row.get(*column) else { continue };
        let found = language.map_or_else(|| Some(plain_language(settings, told)), |name| language_in(name, told));
        let Some(language) = found else {
            let problem = Problem::NoLanguageCode(language.unwrap_or(written).to_owned());
            told.faults.push(sheet.fault(row, written, problem));
            continue;
        };
        if !languages.all.contains(&language) {
            told.lack(sheet.fault(row, written, Problem::UnknownLanguage(language.name.clone())));
        }
        text.insert(&language.code, words, state(sheet, row, &language.code, told));
    }
    if needed || !text.0.is_empty() {
        for language in languages.complete().filter(|language| !text.0.contains_key(&language.code)) {
            let column = format!("{kind}::{}", language.name);
            told.lack(sheet.fault(row, &column, Problem::MissingText(language.name.clone())));
        }
    }
    text
}

/// How far a text can be relied on; draft unless it says confirmed.
fn state(sheet: &Sheet, row: &Row, code: &str, told: &mut Told) -> State {
    let column = sheet.headers.iter().find(|(_, h)| state_code(&h.to_ascii_lowercase()) == Some(code));
    let Some((column, header)) = column else { return State::Draft };
    match row.get(*column) {
        Some("confirmed") => State::Confirmed,
        None | Some("draft") => State::Draft,
        Some(found) => {
            let problem = Problem::BadValue { found: found.to_owned(), allowed: "confirmed or draft" };
            told.faults.push(sheet.fault(row, header, problem));
            State::Draft
        }
    }
}

/// The names in `${…}` of all texts of a question.
pub(super) fn placeholders(question: &Question) -> Vec<(&'static str, String)> {
    let texts = [
        ("label", &question.label),
        ("hint", &question.hint),
        ("constraint_message", &question.constraint_message),
        ("required_message", &question.required_message),
    ];
    texts.into_iter().flat_map(|(kind, text)| names_in(text).map(move |name| (kind, name.to_owned()))).collect()
}

/// The names in `${…}` of a text.
pub(super) fn names_in(text: &Text) -> impl Iterator<Item = &str> {
    text.0.values().flat_map(|phrase| {
        let mut rest = phrase.text.as_str();
        std::iter::from_fn(move || {
            let (_, name, after) = placeholder(rest)?;
            rest = after;
            Some(name)
        })
    })
}
