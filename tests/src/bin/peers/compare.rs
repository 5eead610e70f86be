//! What two engines made of the same script, beside each other.

use std::{collections::BTreeSet, fmt};

use serde_json::Value;

/// One thing that is not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The step after which it showed, from 1; 0 is before the first.
    pub(crate) step: usize,
    /// `values`, `labels`, `choices`, `relevant`, `required`, `violations`, `outcome`, `message` or `load_error`.
    pub(crate) what: String,
    /// The question; that of the step for an outcome.
    pub(crate) path: String,
    /// What Suluh says; empty when nothing.
    pub(crate) ours: String,
    /// What the other says.
    pub(crate) theirs: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { step, what, path, ours, theirs } = self;
        write!(f, "step {step}, {what} {path}\n    ours    {ours:?}\n    theirs  {theirs:?}")
    }
}

/// Every difference, in the order of the steps.
pub(crate) fn differences(ours: &Value, theirs: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    note(&mut found, 0, "load_error", "", text(ours.get("load_error")), text(theirs.get("load_error")));
    if ours.get("load_error").is_some() || theirs.get("load_error").is_some() {
        return found;
    }
    states(&mut found, 0, &ours["start"], &theirs["start"]);
    let steps = |played: &Value| played["steps"].as_array().cloned().unwrap_or_default();
    let (our_steps, their_steps) = (steps(ours), steps(theirs));
    for (at, (ours, theirs)) in our_steps.iter().zip(&their_steps).enumerate() {
        let path = said(&ours["step"]);
        for what in ["outcome", "message"] {
            note(&mut found, at + 1, what, &path, text(ours.get(what)), text(theirs.get(what)));
        }
        states(&mut found, at + 1, &ours["state"], &theirs["state"]);
    }
    states(&mut found, our_steps.len(), &ours["end"], &theirs["end"]);
    found.dedup();
    found
}

/// The path or language of a step.
fn said(step: &Value) -> String {
    let keys = ["set", "clear", "add_repeat", "remove_repeat", "language"];
    keys.iter().find_map(|key| step.get(key)).map(|path| text(Some(path))).unwrap_or_default()
}

fn states(found: &mut Vec<Difference>, step: usize, ours: &Value, theirs: &Value) {
    for what in ["relevant", "required", "violations"] {
        lists(found, step, what, &entries(&ours[what]), &entries(&theirs[what]));
    }
    for what in ["values", "choices", "labels"] {
        maps(found, step, what, &ours[what], &theirs[what]);
    }
}

/// Entries that only one has; when both have the same, their order.
fn lists(found: &mut Vec<Difference>, step: usize, what: &str, ours: &[String], theirs: &[String]) {
    if ours == theirs {
        return;
    }
    let (mine, others): (BTreeSet<_>, BTreeSet<_>) = (ours.iter().collect(), theirs.iter().collect());
    if mine == others {
        note(found, step, what, "", ours.join(" "), theirs.join(" "));
    }
    for path in mine.symmetric_difference(&others) {
        let (ours, theirs) = if mine.contains(path) { ("yes", "") } else { ("", "yes") };
        note(found, step, what, path, ours.to_owned(), theirs.to_owned());
    }
}

fn maps(found: &mut Vec<Difference>, step: usize, what: &str, ours: &Value, theirs: &Value) {
    let keys = |map: &Value| map.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let all: BTreeSet<String> = keys(ours).into_iter().chain(keys(theirs)).collect();
    for path in all {
        note(found, step, what, &path, text(ours.get(&path)), text(theirs.get(&path)));
    }
}

fn note(found: &mut Vec<Difference>, step: usize, what: &str, path: &str, ours: String, theirs: String) {
    if ours != theirs {
        found.push(Difference { step, what: what.to_owned(), path: path.to_owned(), ours, theirs });
    }
}

fn entries(list: &Value) -> Vec<String> {
    list.as_array().map(|list| list.iter().map(|entry| text(Some(entry))).collect()).unwrap_or_default()
}

/// A value as a person reads it: words as they are, a violation as its question and condition.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) => list.iter().map(|entry| text(Some(entry))).collect::<Vec<_>>().join(" "),
        Some(Value::Object(map)) if map.contains_key("ref") => {
            format!("{} {}", text(map.get("ref")), text(map.get("condition")))
        }
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn played(end: &Value) -> Value {
        json!({"start": {}, "steps": [{"step": {"set": "/data/age", "value": "17"}, "outcome": "ok"}], "end": end})
    }

    #[test]
    fn what_only_one_engine_asks_is_told_with_its_path() {
        let ours = played(&json!({"relevant": ["/data/age", "/data/child"]}));
        let theirs = played(&json!({"relevant": ["/data/age"]}));

        let found = differences(&ours, &theirs);

        assert_eq!(found.len(), 1);
        assert_eq!(found[0].to_string(), "step 1, relevant /data/child\n    ours    \"yes\"\n    theirs  \"\"");
    }

    #[test]
    fn another_order_of_questions_is_a_difference() {
        let ours = played(&json!({"relevant": ["/data/a", "/data/b"]}));
        let theirs = played(&json!({"relevant": ["/data/b", "/data/a"]}));

        assert_eq!(differences(&ours, &theirs).len(), 1);
    }

    #[test]
    fn a_refusal_is_compared_with_its_outcome_and_its_words() {
        let mut theirs = played(&json!({}));
        theirs["steps"][0]["outcome"] = json!("constraint");
        theirs["steps"][0]["message"] = json!("Not so old");

        let what: Vec<String> = differences(&played(&json!({})), &theirs).into_iter().map(|d| d.what).collect();

        assert_eq!(what, ["outcome", "message"]);
    }

    #[test]
    fn a_form_only_one_engine_loads_differs_in_that_alone() {
        let found = differences(&json!({"load_error": "no"}), &played(&json!({"relevant": ["/data/age"]})));

        assert_eq!(found.len(), 1);
        assert_eq!(found[0].what, "load_error");
    }
}
