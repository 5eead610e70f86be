//! The settings sheet: one row that says which form this is.

use i18n::{State, Text};

use super::texts::language_of;
use super::{Told, is_any_name};
use crate::fault::Problem;
use crate::workbook::cell;
use crate::workbook::sheet::Sheet;

/// Settings as written.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) form_id: String,
    pub(super) title: Text,
    pub(super) version: String,
    pub(super) default_language: Option<String>,
    /// Whether the namespace of the sign columns is declared.
    pub(super) has_namespace: bool,
    /// Whether a list may have several choices of one name, for filters to tell apart.
    pub(super) allows_duplicates: bool,
    /// Whether several spaces in a formula are one.
    pub(super) cleans_spaces: bool,
    /// What a record is called in other tools: checked, and then nothing is called so, since it is made of answers.
    pub(super) instance_name: Option<(u32, String)>,
    /// The path of what holds all questions.
    pub(super) root: String,
}

const KNOWN: [&str; 8] =
    ["form_title", "form_id", "version", "default_language", "namespaces", "style", "allow_choice_duplicates", "name"];
/// What only servers and other apps act on.
const IGNORED: [&str; 18] = [
    "instance_name",
    "public_key",
    "submission_url",
    "auto_send",
    "auto_delete",
    "instance_id",
    "instance_xmlns",
    "omit_instanceid",
    "clean_text_values",
    "client_editable",
    "prefix",
    "flat",
    "sms_keyword",
    "sms_separator",
    "sms_allow_media",
    "sms_date_format",
    "sms_datetime_format",
    "sms_response",
];

/// Reads the settings.
pub(super) fn read(sheet: &Sheet, told: &mut Told) -> Settings {
    let row = sheet.rows.first();
    let get = |name: &str| sheet.cell(row?, &[name]).map(str::to_owned);
    let has_namespace = get("namespaces").is_some_and(|n| n.split_whitespace().any(|n| n.starts_with("suluh=")));
    told.is_ours |= has_namespace;
    sheet.note_headers(|header| IGNORED.contains(&header) || header.starts_with("attribute::"), told);
    sheet.check_headers(
        |header| KNOWN.contains(&header) || IGNORED.contains(&header) || header.starts_with("form_title::"),
        told,
    );
    let form_id = get("form_id").unwrap_or_else(|| {
        let problem = Problem::MissingSetting("form_id".to_owned());
        told.lack(match row {
            Some(row) => sheet.fault(row, "form_id", problem),
            None => sheet.fault_of_sheet(problem),
        });
        get("form_title").map_or_else(|| "form".to_owned(), |title| title.replace(char::is_whitespace, "_"))
    });
    let mut title = Text::default();
    for (column, header) in &sheet.headers {
        let Some(row) = row.filter(|_| header.to_ascii_lowercase().starts_with("form_title")) else { continue };
        let (Some((_, language)), Some(words)) = (header.split_once("::"), row.get(*column)) else { continue };
        match language_of(language) {
            Some(language) => title.insert(&language.code, words, State::Draft),
            None => told.lack(sheet.fault(row, header, Problem::NoLanguageCode(language.to_owned()))),
        }
    }
    let root = get("name").unwrap_or_else(|| "data".to_owned());
    if let Some(row) = row.filter(|_| !is_any_name(&root)) {
        told.faults.push(sheet.fault(row, "name", Problem::BadName(root.clone())));
    }
    if title.is_empty() {
        title.insert(i18n::FALLBACK, &get("form_title").unwrap_or_else(|| form_id.clone()), State::Draft);
    }
    Settings {
        form_id,
        title,
        version: get("version").unwrap_or_default(),
        default_language: get("default_language"),
        has_namespace,
        allows_duplicates: get("allow_choice_duplicates").and_then(|allowed| cell::truth(&allowed)) == Some(true),
        cleans_spaces: get("clean_text_values").and_then(|cleans| cell::truth(&cleans)) != Some(false),
        instance_name: row.zip(get("instance_name")).map(|(row, name)| (row.number, name)),
        root: format!("/{root}"),
    }
}
