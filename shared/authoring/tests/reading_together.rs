//! Where more than one form has something to say about a conversation.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;

use authoring::check::Conversations;
use common::{cases, form, rule};
use guide::{Emergency, Guides, Interview};

#[test]
fn of_two_forms_the_stronger_reading_is_said_and_neither_lowers_the_other() {
    let (adult, crime) = (form('c'), form('f'));
    let guides = Guides {
        forms: vec![Arc::clone(&adult), Arc::clone(&crime)],
        rules: vec![rule('c'), rule('f')],
        emergency: Emergency::default(),
        learn: Vec::new(),
    };
    let level = |interview: &Interview| {
        guide::statement(guides.rule(&interview.form().id).unwrap(), interview).map(|said| said.level)
    };
    let pairs = Conversations::over(adult, 3).zip(Conversations::over(crime, 4)).take(cases(500));
    let mut said = BTreeSet::new();
    for (of_adult, of_crime) in pairs {
        let asked = [of_adult, of_crime];
        let (_, strongest) = guides.strongest(&asked).unwrap();
        let [first, second] = [level(&asked[0]), level(&asked[1])];
        assert_eq!(level(strongest), first.max(second));
        assert_eq!(strongest.form().id == "suluh_c", first >= second, "the first of equal ones");
        said.insert(strongest.form().id.clone());
        assert_eq!(guides.strongest(&asked[..1]).map(|(rule, _)| rule.form.as_str()), Some("suluh_c"));
    }
    assert_eq!(said.len(), 2);
    assert!(guides.strongest(&[]).is_none());
}
