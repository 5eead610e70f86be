//! The settings sheet: one row that says which form this is.

use i18n::{State, Text};

use super::sheet::Sheet;
use super::texts::language_of;
use crate::fault::{Faults, Problem};

/// Settings as written.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) form_id: String,
    pub(super) title: Text,
    pub(super) version: String,
    pub(super) default_language: Option<String>,
    /// Whether the namespace of the sign columns is declared.
    pub(super) has_namespace: bool,
}

const KNOWN: [&str; 6] = ["form_title", "form_id", "version", "default_language", "namespaces", "style"];

/// Reads the settings.
pub(super) fn read(sheet: &Sheet, faults: &mut Faults) -> Settings {
    sheet.check_headers(|header| KNOWN.contains(&header) || header.starts_with("form_title::"), faults);
    let Some(row) = sheet.rows.first() else {
        faults.push(sheet.fault_of_sheet(Problem::MissingSetting("form_id".to_owned())));
        return Settings::default();
    };
    let get = |name: &str| sheet.cell(row, &[name]).map(str::to_owned);
    let form_id = get("form_id").unwrap_or_else(|| {
        faults.push(sheet.fault(row, "form_id", Problem::MissingSetting("form_id".to_owned())));
        String::new()
    });
    let mut title = Text::default();
    for (column, header) in &sheet.headers {
        let (Some((_, language)), Some(words)) = (header.split_once("::"), row.get(*column)) else { continue };
        match language_of(language) {
            Some(language) => title.insert(&language.code, words, State::Draft),
            None => faults.push(sheet.fault(row, header, Problem::NoLanguageCode(language.to_owned()))),
        }
    }
    if title.is_empty() {
        title.insert(i18n::FALLBACK, &get("form_title").unwrap_or_else(|| form_id.clone()), State::Draft);
    }
    let has_namespace = get("namespaces").is_some_and(|n| n.split_whitespace().any(|n| n.starts_with("suluh=")));
    let version = get("version").unwrap_or_default();
    Settings { form_id, title, version, default_language: get("default_language"), has_namespace }
}
