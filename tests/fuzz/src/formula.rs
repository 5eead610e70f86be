//! Formulas, where authors write them: in the cells of a survey.

use std::sync::Arc;

use authoring::xlsform::compile;

use crate::conversation;
use crate::xlsx::{parts, zip};

const CHOICES: &str = "list_name | name | label::English (en) | label::Bahasa Indonesia (id)
work | farm | Farm | Kebun
work | sea | Sea | Laut";

const SETTINGS: &str = "form_id | version | default_language
t | 1 | English (en)";

const HEADERS: &str =
    "type | name | label::English (en) | label::Bahasa Indonesia (id) | relevant | constraint | calculation";

/// One text as relevance, constraint and calculation, each in a form of its own: a fault in one would hide the others.
pub(crate) fn formula(bytes: &[u8]) {
    // These would end the cell.
    let text = String::from_utf8_lossy(bytes).replace(['|', '\n', '\r'], " ");
    for row in [
        format!("note | z | Z | Z | {text} | |"),
        format!("text | z | Z | Z | | {text} |"),
        format!("calculate | z | | | | | {text}"),
    ] {
        let survey = format!(
            "{HEADERS}
integer | a | A | A | | |
decimal | b | B | B | | |
text | c | C | C | | |
date | d | D | D | | |
select_one work | e | E | E | | |
select_multiple work | f | F | F | | |
calculate | g | | | | | concat(${{c}}, 'x')
{row}"
        );
        let Ok(file) = zip(&parts([&survey, CHOICES, SETTINGS])) else { return };
        if let Ok(form) = compile(&file) {
            conversation::hold(&Arc::new(form), None);
        }
    }
}
