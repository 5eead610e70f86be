//! Content that is damaged, foreign or wrongly written: each fault is a sentence, and the app goes on with what it has.

use std::{
    fs,
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
};

use journeys::{Ended, Person, data_folder, run};
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Where a data folder has its pack.
const PACK: &str = "packs/suluh.pack";
const DAMAGED: &str = "The content pack is damaged or cut short.";
const FOREIGN: &str = "The content pack is not signed by anybody this app trusts, so it is not used.";
const NO_PACK: &str = "This file is not a content pack.";

/// The sheets of a workbook, each with its rows.
type Sheets<'a> = &'a [(&'a str, &'a [&'a [&'a str]])];

#[test]
fn a_pack_that_cannot_be_trusted_is_not_used_and_the_one_of_the_app_is() {
    let good = fs::read(data_folder().path().join(PACK)).expect("the pack");
    let mut flipped = good.clone();
    flipped[good.len() / 2] ^= 0x40;
    let changed_words = member_changed(&good, "manifest.json", |bytes| {
        let at = bytes.iter().rposition(u8::is_ascii_digit).expect("a digit");
        bytes[at] = if bytes[at] == b'1' { b'2' } else { b'1' };
    });
    let foreign = member_changed(&good, "manifest.json.minisig", |bytes| {
        // The number of the key begins in the third byte of the second line's base64.
        let at = bytes.iter().position(|byte| *byte == b'\n').expect("two lines") + 6;
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
    });
    for (bytes, sentence) in [
        (flipped, DAMAGED),
        (good[..good.len() / 2].to_vec(), DAMAGED),
        (changed_words, DAMAGED),
        (foreign, FOREIGN),
        (Vec::new(), NO_PACK),
        (b"mine".to_vec(), NO_PACK),
    ] {
        let folder = data_folder();
        let place = folder.path().join(PACK);
        fs::write(&place, &bytes).expect("a place for the pack");
        let verified = run(&["pack", "verify", &place.display().to_string()]);
        is_refused(&verified, &[sentence]);

        let mut person = Person::opens(folder.path());
        let said = String::from_utf8(person.program.said()).expect("words");
        assert!(said.contains("The installed content pack is not used; the one that came with the app is."), "{said}");
        assert!(said.contains(sentence), "{said}");
        person.begins_in_english();
        person.sees("SAPA 129, for women and children");
        assert_eq!(fs::read(&place).expect("the pack"), bytes, "the app changed the pack");
    }
}

#[test]
fn a_good_pack_is_verified_and_one_for_people_is_refused_while_numbers_are_unconfirmed() {
    let folder = data_folder();
    let verified = run(&["pack", "verify", &folder.path().join(PACK).display().to_string()]);
    assert_eq!(verified.code, Some(0), "{}", verified.errors);
    assert!(verified.output.contains("Its signature and all its parts are right."), "{}", verified.output);
    assert!(verified.output.contains("not for use with people"), "{}", verified.output);

    let output = folder.path().join("release.pack");
    let built =
        run(&["pack", "build", &content().display().to_string(), "-o", &output.display().to_string(), "--release"]);
    is_refused(&built, &["The pack was not built"]);
    assert!(!output.exists());
}

#[test]
fn every_fault_of_a_workbook_is_named_by_sheet_row_and_column() {
    let choices: &[&[&str]] =
        &[&["list_name", "name", "label::English (en)"], &["yn", "yes", "Yes"], &["yn", "no", "No"]];
    let settings: &[&[&str]] =
        &[&["form_title", "form_id", "version", "default_language"], &["Try", "try", "1", "English (en)"]];
    let header: &[&str] = &["type", "name", "label::English (en)", "relevant", "calculation"];
    for (row, expected) in [
        (["select_on yn", "q2", "Well?", "", ""], "row 3, column type: The type \"select_on yn\" is not supported"),
        (
            ["text", "q2", "Well?", "frobnicate(${q1})", ""],
            "row 3, column relevant: The function \"frobnicate\" is not known",
        ),
        (
            ["select_one maybe", "q2", "Well?", "", ""],
            "row 3, column type: There is no list \"maybe\" on the sheet choices",
        ),
        (["text", "q2", "Well?", "${q2} != ''", ""], "row 3, column relevant: These questions wait for each other: "),
        (["calculate", "q2", "", "", "${q9}"], "row 3, column calculation: There is no question \"q9\""),
    ] {
        let survey: &[&[&str]] = &[header, &["select_one yn", "q1", "Yes?", "", ""], &row];
        let workbook = written(&[("survey", survey), ("choices", choices), ("settings", settings)]);
        let checked = check(&workbook);
        is_refused(&checked, &[&format!("Sheet survey, {expected}"), "Nothing was changed."]);
    }

    let survey: &[&[&str]] =
        &[header, &["text", "q1", "One?", "${q2} = 'x'", ""], &["text", "q2", "Two?", "${q1} = 'x'", ""]];
    let circle = written(&[("survey", survey), ("choices", choices), ("settings", settings)]);
    is_refused(
        &check(&circle),
        &["Sheet survey, row 2, column relevant: These questions wait for each other: q1 → q2"],
    );
}

#[test]
fn what_is_no_workbook_is_named_and_the_others_are_still_checked() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("broken.xlsx"), b"PK\x03\x04 and no more").expect("a file");
    fs::copy(content().join("guides/b-needs.xlsx"), folder.path().join("good.xlsx")).expect("a workbook");

    let checked = run(&["guide", "check", &folder.path().display().to_string()]);
    is_refused(&checked, &["broken.xlsx: This is not an Excel workbook (.xlsx), or it is damaged."]);
    assert!(checked.output.contains("good.xlsx: no fault found"), "{}", checked.output);

    let missing = run(&["guide", "check", &folder.path().join("nowhere.xlsx").display().to_string()]);
    is_refused(&missing, &["nowhere.xlsx"]);

    let nothing = folder.path().join("nothing");
    fs::create_dir(&nothing).expect("a folder");
    is_refused(&run(&["guide", "check", &nothing.display().to_string()]), &["There is no questionnaire"]);
}

#[test]
fn all_workbooks_of_the_content_are_without_a_fault() {
    let checked = run(&["guide", "check", &content().join("guides").display().to_string()]);
    assert_eq!(checked.code, Some(0), "{}", checked.errors);
    assert_eq!(checked.output.matches("no fault found").count(), 11, "{}", checked.output);
}

#[test]
fn a_script_that_cannot_be_understood_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let form = content().join("guides/b-needs.xlsx").display().to_string();
    let script = folder.path().join("script.json");
    let play = |words: &str| {
        fs::write(&script, words).expect("a script");
        run(&["guide", "play", &form, &script.display().to_string()])
    };
    is_refused(&play("not JSON"), &["The script could not be read:"]);
    is_refused(&play(r#"{"steps": 5}"#), &["The script could not be read:"]);
    let nowhere = folder.path().join("nowhere.json").display().to_string();
    is_refused(&run(&["guide", "play", &form, &nowhere]), &["The script could not be read:"]);
    is_refused(&run(&["guide", "play", &form, &nowhere, "--now", "tomorrow"]), &["tomorrow is not a moment"]);

    let played =
        play(r#"{"steps": [{"set": "/data/q99", "value": "x"}, {"dance": true}, {"set": "b01", "value": "yes"}]}"#);
    assert_eq!(played.code, Some(0), "{}", played.errors);
    let played: serde_json::Value = serde_json::from_str(&played.output).expect("JSON");
    let outcomes: Vec<_> =
        played["steps"].as_array().expect("steps").iter().map(|step| step["outcome"].clone()).collect();
    assert_eq!(outcomes, ["no_such_node", "error", "ok"]);
}

#[test]
fn an_unknown_command_is_refused_with_a_hint() {
    let unknown = run(&["dance"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.errors.contains("dance") && unknown.errors.contains("--help"), "{}", unknown.errors);
}

fn is_refused(ended: &Ended, sentences: &[&str]) {
    assert_eq!(ended.code, Some(1), "{ended:?}");
    for sentence in sentences {
        assert!(ended.errors.contains(sentence), "{sentence:?} is not in: {}", ended.errors);
    }
}

fn check((_folder, workbook): &(TempDir, PathBuf)) -> Ended {
    run(&["guide", "check", &workbook.display().to_string()])
}

/// A workbook as a spreadsheet program saves it.
fn written(sheets: Sheets) -> (TempDir, PathBuf) {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).expect("a sheet");
        for (row, cells) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(*cells) {
                sheet.write_string(row, column, *text).expect("a cell");
            }
        }
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("try.xlsx");
    workbook.save(&path).expect("a place for the workbook");
    (folder, path)
}

/// The same zip with the bytes of one member changed.
fn member_changed(pack: &[u8], member: &str, change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(pack)).expect("a zip");
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut file = old.by_index(index).expect("a member");
        let name = file.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("the member's bytes");
        if name == member {
            change(&mut bytes);
        }
        new.start_file(name, SimpleFileOptions::default()).expect("a member");
        new.write_all(&bytes).expect("its bytes");
    }
    new.finish().expect("a zip").into_inner()
}

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")
}

#[test]
fn authors_see_a_form_and_how_much_of_it_their_scripts_try() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (form, script) = (content().join("guides/a-opening.xlsx"), folder.path().join("script.json"));
    fs::write(&script, r#"{"steps": [{"set": "/data/a03", "value": "yes"}]}"#).expect("a file");
    let (form, script) = (form.display().to_string(), script.display().to_string());

    let covered = run(&["guide", "cover", &form, &script]);
    assert!(covered.output.contains("a03: the choice no is never taken"), "{}", covered.output);
    assert!(!covered.output.contains("a03: the choice yes"), "{}", covered.output);
    let last = covered.output.lines().last().expect("a line");
    let numbers: Vec<usize> = last.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    assert!(numbers.len() == 2 && numbers[0] < numbers[1], "{last}");

    let shown = run(&["guide", "show", &form]);
    assert!(shown.output.contains("  a03 (SelectOne)"), "{}", shown.output);
    let nowhere = folder.path().join("no/where.svg").display().to_string();
    is_refused(&run(&["guide", "show", &form, "--svg", &nowhere]), &["could not be written"]);
}
