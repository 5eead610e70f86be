//! A vault that an older version of the app made opens in this one, with everything in it.
//!
//! `samples/vault-N` was made by the app that first had schema N, with the PIN below. A sample is never made anew.

use std::{error::Error, fs, path::Path};

use casework::{Happened, ReferralState, SharedField};
use sync::{Moment, SpaceId};
use vault::{SoftwareKey, Vault};

const PIN: &str = "739146";
const CASE: SpaceId = SpaceId([0xCA; 16]);
const CONVERSATION: SpaceId = SpaceId([0xC0; 16]);
const AT: Moment = Moment { utc_ms: 1_795_000_000_000, offset_min: 420 };

#[test]
fn a_vault_of_schema_1_opens_with_everything_in_it() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/vault-1");
    for file in fs::read_dir(sample)? {
        let file = file?;
        fs::copy(file.path(), folder.path().join(file.file_name()))?;
    }
    let mut vault = Vault::new(folder.path().to_owned(), Box::new(SoftwareKey::new(folder.path())));

    vault.unlock(PIN.into(), 0)?;

    let (total, cases) = vault.cases(0, 50)?;
    assert_eq!((total, cases[0].space, cases[0].referrals, cases[0].notes), (1, CASE, 1, 1));
    let case = vault.case(CASE)?;
    assert_eq!((case.began_at, case.language.as_deref(), case.kept), (Some(AT), Some("id"), true));
    let answers: Vec<_> = case.answers.iter().map(|answer| (answer.question.as_str(), answer.answer.clone())).collect();
    let ticked = |values: &[&str]| Some(values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>());
    assert_eq!(answers, [("c20", ticked(&["yes"])), ("c21", ticked(&["work", "pay"])), ("c22", None)]);
    assert_eq!(case.readings[0].statement, "signs_trafficking");
    assert_eq!(case.ended.as_ref().and_then(|ended| ended.result.as_deref()), Some("case"));
    assert_eq!(case.consents[0].withdrawn_at_ms, Some(AT.utc_ms));
    assert_eq!(case.referrals[0].state, ReferralState::Accepted);
    assert_eq!(case.referrals[0].told, [(SharedField::Need, "a doctor".to_owned())]);
    assert_eq!(case.notes[0].text, "พี่ชายรู้ · បងប្អូនដឹង");
    assert_eq!(case.timeline.len(), 13);
    let unfinished = vault.unfinished()?.ok_or("the conversation is gone")?;
    assert_eq!(unfinished.space, CONVERSATION);
    assert_eq!(vault.place(CONVERSATION)?.as_deref(), Some("suluh_b/b02"));
    assert_eq!(vault.draft(CONVERSATION, "note")?.as_deref(), Some("half-written"));
    let next = vault.append(AT, CASE, &[Happened::Noted { text: "and on".to_owned() }], None)?;
    assert_eq!(next[0].seq, 15);
    Ok(())
}
