//! Forms written by others come out as two independent engines both say they do.
//!
//! Each folder of `tests/peers/forms` holds a form, a script of answers and what `JavaRosa` and `xforms-engine` made of
//! it; where the form comes from stands in its `source.json`.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use authoring::{play, source};
use serde_json::{Value, json};

/// The moment the expectations were made at.
const NOW: &str = "2026-11-22T03:40:00Z";

#[test]
fn forms_of_others_come_out_as_two_other_engines_say() {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers/forms");
    let mut folders: Vec<_> = fs::read_dir(forms).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert_eq!(folders.len(), 45);
    for folder in folders {
        let read = |name: &str| fs::read(folder.join(name)).unwrap();
        let compiled = source::compile_file(&folder.join("form.xml"));
        let form = compiled.unwrap_or_else(|faults| panic!("{}: {}", folder.display(), faults[0])).form;
        // As the phone has it: through the bytes of a pack.
        let packed: guide::Form = bincode::deserialize(&bincode::serialize(&form).unwrap()).unwrap();
        let script: play::Script = serde_json::from_slice(&read("script.json")).unwrap();
        let played = play::play(Arc::new(packed), &script, play::now(NOW).unwrap());
        let outcomes: Vec<_> = played.steps.iter().map(|step| json!(step.outcome)).collect();
        let played = json!({ "start": played.start, "outcomes": outcomes, "end": played.end });
        let expected: Value = serde_json::from_slice(&read("expect.json")).unwrap();
        assert_eq!(played, expected, "{}", folder.display());
    }
}
