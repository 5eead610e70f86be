//! Headers by the names authors know today: older tools and the parts of a document have others for the same columns.

use std::collections::BTreeMap;

use super::Told;
use crate::fault::{Fault, Problem};
use crate::workbook::sheet::{Sheet, letters};

/// Columns that are named by the part of a document they become.
const PARTS: [&str; 6] = ["bind::", "bind:", "body::", "body:", "control::", "control:"];
/// What those parts are called.
const IN_PARTS: [(&str, &str); 10] = [
    ("relevant", "relevant"),
    ("constraint", "constraint"),
    ("calculate", "calculation"),
    ("readonly", "read_only"),
    ("required", "required"),
    ("jr:constraintmsg", "constraint_message"),
    ("jr:requiredmsg", "required_message"),
    ("jr:count", "repeat_count"),
    ("jr:noapperrorstring", "noapperrorstring"),
    ("appearance", "appearance"),
];
/// Older names, in lower case and with `_` for spaces.
const SURVEY: [(&str, &str); 9] = [
    ("command", "type"),
    ("tag", "name"),
    ("value", "name"),
    ("requiredmsg", "required_message"),
    ("relevance", "relevant"),
    ("calculate", "calculation"),
    ("readonly", "read_only"),
    ("jr:count", "repeat_count"),
    ("count", "repeat_count"),
];
const SETTINGS: [(&str, &str); 3] =
    [("set_form_title", "form_title"), ("set_form_id", "form_id"), ("id_string", "form_id")];

/// Renames the headers of the survey: `bind::jr:constraintMsg::English (en)` is a constraint message.
pub(super) fn of_survey(headers: &mut BTreeMap<u32, String>, is_known: impl Fn(&str) -> bool) {
    for header in headers.values_mut() {
        let lower = header.to_ascii_lowercase();
        let part = PARTS.into_iter().find(|part| lower.starts_with(part));
        let inside = &header[part.map_or(0, str::len)..];
        let (name, language) = inside.split_once("::").map_or((inside, None), |(name, rest)| (name, Some(rest)));
        let snake = snake(name);
        let names: &[(&str, &str)] = if part.is_some() { &IN_PARTS } else { &SURVEY };
        let known = names.iter().find(|(other, _)| *other == snake).map(|(_, known)| *known);
        let known = known.or((part.is_none() && is_known(&snake)).then_some(snake.as_str()));
        if let Some(known) = known {
            *header = language.map_or_else(|| known.to_owned(), |language| format!("{known}::{language}"));
        }
    }
}

/// Renames the headers of the settings.
pub(super) fn of_settings(headers: &mut BTreeMap<u32, String>) {
    let has_form_id = headers.values().any(|header| snake(header) == "form_id");
    for header in headers.values_mut().filter(|header| !header.contains("::")) {
        let snake = snake(header);
        // Beside the name of today the one of then is a remark.
        if has_form_id && snake == "id_string" {
            continue;
        }
        let known = SETTINGS.into_iter().find(|(other, _)| *other == snake);
        *header = known.map_or(snake, |(_, known)| known.to_owned());
    }
}

/// In lower case, with `_` for spaces.
fn snake(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("_").to_ascii_lowercase()
}

impl Sheet {
    /// Notes the columns that change nothing here and have something in them.
    pub(super) fn note_headers(&self, ignored: impl Fn(&str) -> bool, told: &mut Told) {
        for (column, header) in &self.headers {
            if ignored(&header.to_ascii_lowercase()) && self.is_used(*column) {
                let fault = Fault::new(&self.name, None, Some(header), Problem::Ignored(header.clone()));
                told.notes.push(fault);
            }
        }
    }

    /// Refuses headers that are there twice and columns nobody knows; an unknown empty one does no harm.
    pub(super) fn check_headers(&self, known: impl Fn(&str) -> bool, told: &mut Told) {
        let mut seen: Vec<String> = Vec::new();
        for (column, header) in &self.headers {
            let lower = header.to_ascii_lowercase();
            if seen.contains(&lower) {
                told.faults.push(self.fault_of_sheet(Problem::RepeatedColumn(header.clone())));
            }
            if !known(&lower) && self.is_used(*column) {
                told.lack(self.fault_of_sheet(Problem::UnknownColumn(header.clone())));
            }
            seen.push(lower);
        }
        for row in &self.rows {
            for column in row.cells().map(|(column, _)| column).filter(|column| !self.headers.contains_key(column)) {
                told.lack(self.fault(row, &letters(*column), Problem::UnknownColumn(letters(*column))));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    fn renamed(header: &str) -> String {
        let mut headers = BTreeMap::from([(0, header.to_owned())]);
        super::of_survey(&mut headers, |name| ["read_only", "constraint_message", "name"].contains(&name));
        headers.remove(&0).unwrap_or_default()
    }

    #[test]
    fn a_column_may_have_any_of_its_names() {
        let cases = [
            ("bind::jr:constraintMsg::English (en)", "constraint_message::English (en)"),
            ("Read Only", "read_only"),
            ("readonly", "read_only"),
            ("command", "type"),
            ("value", "name"),
            ("Constraint Message::Thai (th)", "constraint_message::Thai (th)"),
            ("My remarks", "My remarks"),
        ];
        for (header, expected) in cases {
            assert_eq!(renamed(header), expected);
        }
    }
}
