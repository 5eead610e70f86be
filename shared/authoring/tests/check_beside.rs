//! What the checks find in the files beside a form: pictures, sounds, rules of readings.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common;

use std::fs;
use std::path::Path;

use authoring::Fault;
use authoring::check::{Finding, check_media, check_rules_beside};
use common::workbook::{SETTINGS, workbook};

fn said(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|fault| fault.to_string().split_once(". ").unwrap().0.to_owned()).collect()
}

fn touch(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "").unwrap();
}

#[test]
fn a_picture_or_sound_that_is_not_there_is_named_with_its_place_and_language() {
    let survey = "type | name | label::English (en) | media::image::English (en) | media::audio::Bahasa Indonesia (id)\n\
                  note | a | A | river.png | a-id.mp3\nselect_one l | b | B | ../secret.png";
    let choices = "list_name | name | label::English (en) | image\nl | x | X | boat.png\nl | y | Y | river.png";
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("b-needs.xlsx");
    fs::write(&form, workbook(&[("survey", survey), ("choices", choices), ("settings", SETTINGS)])).unwrap();
    touch(&folder.path().join("river.png"));
    touch(&folder.path().join("b-needs-media/unused.PNG"));
    touch(&folder.path().join("b-needs-media/notes.txt"));

    let media = check_media(&form);

    assert_eq!(
        said(&media.missing),
        [
            "Sheet survey, row 3, column media::image::English (en): The file \"../secret.png\" is not there; nothing would be seen or heard",
            "Sheet survey, row 2, column media::audio::Bahasa Indonesia (id): The file \"a-id.mp3\" is not there; nothing would be seen or heard",
            "Sheet choices, row 2, column image: The file \"boat.png\" is not there; nothing would be seen or heard",
        ]
    );
    assert_eq!(said(&media.unused), ["The file \"unused.PNG\" is named nowhere in the form"]);

    for file in ["a-id.mp3", "media/boat.png"] {
        touch(&folder.path().join(file));
    }
    assert_eq!(check_media(&form).missing.len(), 1, "nothing outside the folder counts");
}

#[test]
fn a_picture_of_an_xform_that_is_not_there_is_named_with_its_line_text_and_language() {
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("form.xml");
    let xml = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><model><itext>\n\
               <translation lang='Khmer (km)'><text id='/data/a:label'><value>A</value>\n\
               <value form='image'>jr://images/river.png</value></text></translation></itext></model></h:head></h:html>";
    fs::write(&form, xml).unwrap();
    let missing =
        "Line 3, /data/a:label in Khmer (km): The file \"river.png\" is not there; nothing would be seen or heard";
    assert_eq!(said(&check_media(&form).missing), [missing]);
    touch(&folder.path().join("form-media/river.png"));
    let media = check_media(&form);
    assert_eq!((media.missing.len(), media.unused.len()), (0, 0));
}

#[test]
fn the_rule_beside_a_form_is_checked_with_it() {
    let form = common::form('d');
    let found = |rule: &str| -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(common::guides().join("signs.json"), folder.path().join("signs.json")).unwrap();
        fs::write(folder.path().join("d-reading.json"), rule).unwrap();
        check_rules_beside(&form, folder.path()).iter().map(Finding::to_string).collect()
    };
    let rule = fs::read_to_string(common::guides().join("d-reading.json")).unwrap();
    assert_eq!(found(&rule), Vec::<String>::new());
    assert_eq!(found("{"), ["The rule d-reading.json cannot be read"]);
    let mut other: serde_json::Value = serde_json::from_str(&rule).unwrap();
    other["statements"][0]["when"] = serde_json::json!({ "all": [] });
    let other = other.to_string();
    assert_eq!(
        found(&other),
        ["The rule d-reading.json and the calculations of the form do not say the same for the same answers"]
    );
    assert_eq!(found(&other.replace("suluh_d", "suluh_x")), Vec::<String>::new(), "a rule of another form");
}
