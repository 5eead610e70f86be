//! The pictures and sounds an `XForm` names, in every language.

use super::xml;
use crate::fault::{Fault, Problem};

/// The forms of a text that are files.
const FORMS: [&str; 4] = ["image", "big-image", "audio", "video"];

/// Each file named, with the fault it is where the file is not there.
pub(crate) fn named(bytes: &[u8]) -> Vec<(String, Fault)> {
    let Ok(document) = xml::read(bytes) else { return Vec::new() };
    let model = document.child("head").and_then(|head| head.child("model"));
    let mut named = Vec::new();
    for translation in model.and_then(|model| model.child("itext")).into_iter().flat_map(xml::Element::children) {
        let language = translation.attribute("lang").unwrap_or_default();
        for text in translation.children_named("text") {
            let id = text.attribute("id").unwrap_or_default();
            let is_file = |form: &str| FORMS.contains(&form);
            // A name worked out from answers can be any.
            let files =
                text.children().filter(|value| value.attribute("form").is_some_and(is_file) && !value.has_children());
            named.extend(files.map(|value| {
                // `jr://images/river.png`
                let file = value.text().trim().rsplit('/').next().unwrap_or_default().to_owned();
                let place = format!("{id} in {language}");
                let fault = Fault::of_line(value.line, Some(&place), Problem::MissingMedia(file.clone()));
                (file, fault)
            }));
        }
    }
    named
}
