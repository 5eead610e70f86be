//! Packs: the signed file, and behind the signature what a fooled publisher could sign.

use std::sync::Arc;

use authoring::pack::{BuildOptions, build_content};
use authoring::xlsform::compile;
use directory::{Date, Query};
use guide::{Emergency, Guides, Rule};
use packs::{Listing, Packs, decode_guides, encode_guides};

use crate::conversation;
use crate::places::{content, workbooks};

/// How many entries of the directory a seed holds.
const FEW: usize = 4;

/// The bytes of a file.
pub(crate) fn pack(bytes: &[u8]) {
    // A refusal is what most bytes deserve.
    let _ = Packs::verify(bytes.to_vec());
}

/// The app's own pack.
pub(crate) fn packs() -> Vec<Vec<u8>> {
    let Some(today) = today() else { return Vec::new() };
    let options = BuildOptions { release: false, version: None, today, progress: &|_| () };
    build_content(&content(), &options).into_iter().collect()
}

/// The bytes of the questionnaires inside a pack; every one of them is then talked through.
pub(crate) fn guides(bytes: &[u8]) {
    let Ok(guides) = decode_guides(bytes) else { return };
    for form in guides.forms.iter().take(8) {
        conversation::hold(form, guides.rule(&form.id));
    }
}

/// Each questionnaire that is short enough, with its rule.
pub(crate) fn guides_seeds() -> Vec<Vec<u8>> {
    let content = content();
    let rules = content.files.iter().filter(|(name, _)| name.ends_with("-reading.json"));
    let rules: Vec<Rule> = rules.filter_map(|(_, bytes)| serde_json::from_slice(bytes).ok()).collect();
    let forms = workbooks().into_iter().filter_map(|bytes| compile(&bytes).ok());
    let guides = forms.map(|form| Guides {
        rules: rules.iter().filter(|rule| rule.form == form.id).cloned().collect(),
        forms: vec![Arc::new(form)],
        emergency: Emergency::default(),
        learn: Vec::new(),
    });
    guides.filter_map(|guides| encode_guides(&guides).ok()).collect()
}

/// The bytes of the database inside a pack; it is then searched as the app does.
pub(crate) fn directory(bytes: &[u8]) {
    let Ok(listing) = Listing::from_bytes(bytes) else { return };
    let need = listing.needs().first().map(|need| need.id.clone());
    let place = listing.places().first().map(|place| place.id.clone());
    for words in ["", "help", "lawyer in jakarta", "kerja helpp"] {
        for (need, place) in [(None, None), (need.clone(), place.clone())] {
            let query = Query { words: words.to_owned(), need, place, limit: 5, ..Query::default() };
            for hit in listing.search(&query).into_iter().flat_map(|found| found.hits) {
                let _ = listing.service(&hit.id);
            }
        }
    }
}

/// A directory of a few entries.
pub(crate) fn directories() -> Vec<Vec<u8>> {
    let Some(today) = today() else { return Vec::new() };
    let Ok(mut few) = authoring::directory::read(&content(), today) else { return Vec::new() };
    few.services.truncate(FEW);
    few.needs.truncate(FEW);
    few.synonyms.truncate(FEW);
    authoring::directory::database(few, today).into_iter().collect()
}

/// The same day always: the same content gives the same bytes.
fn today() -> Option<Date> {
    "2026-11-22".parse().ok()
}
