//! XML documents, tables, formulas and packs made to exhaust the machine are refused soon, in little memory, and with a reason.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]
#![cfg(target_os = "linux")]

mod common {
    pub(crate) mod reader;
}

use std::io::{Cursor, Write as _};

use common::reader;
use zip::write::{SimpleFileOptions, ZipWriter};

const TOO_LARGE: &str = "The document is far larger than a questionnaire.";

fn refused(name: &str, reason: &str, xml: &str) {
    reader::refused(name, reason, "bomb.xml", xml.as_bytes(), None);
}

/// Read or refused: within the bounds.
fn bounded(name: &str, xml: &str) {
    reader::answer(name, "bomb.xml", xml.as_bytes(), None);
}

/// A form whose parts are these.
fn form(instance: &str, model: &str, body: &str) -> String {
    format!(
        "<html><head><model><instance><data id='t'>{instance}</data></instance>{model}</model></head><body>{body}</body></html>"
    )
}

/// Many of one thing, each with its number.
fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

#[test]
fn documents_larger_or_deeper_than_any_questionnaire_are_refused() {
    refused("10 million elements", "The workbook is far larger", &form(&"<a/>".repeat(10_000_000), "", ""));
    refused("2 million elements", TOO_LARGE, &form(&"<a/>".repeat(2_000_000), "", ""));
    refused("1 million texts", TOO_LARGE, &form(&"<a>x</a>".repeat(1_000_000), "", ""));
    refused("elements inside each other", TOO_LARGE, &("<a>".repeat(1_000_000) + &"</a>".repeat(1_000_000)));
    refused("a long text", TOO_LARGE, &form(&"x".repeat(11 << 20), "", &"<a>x</a>".repeat(100_000)));
    refused("a million comments", "", &form("", "", &("<!---->".repeat(1_000_000) + "<input/>")));
}

#[test]
fn attributes_and_namespaces_without_end_are_refused() {
    let names = |start: &str, count| many(count, |at| format!(" {start}{at}=''"));
    refused("a million attributes", TOO_LARGE, &format!("<html{}/>", names("a", 1_000_000)));
    refused("a million namespaces", TOO_LARGE, &format!("<html{}/>", names("xmlns:a", 600_000)));
    let element = format!("<a{}/>", names("b", 128));
    refused("many elements with many attributes", TOO_LARGE, &form(&element.repeat(12_000), "", ""));
    refused("a long attribute", TOO_LARGE, &format!("<html a='{}'/>", "x".repeat(13 << 20)));
}

#[test]
fn entities_of_a_documents_own_are_refused() {
    let laughs = many(30, |at| format!("<!ENTITY l{} '{}'>", at + 1, format!("&l{at};").repeat(10)));
    for (name, entities) in [
        ("a billion laughs", format!("<!ENTITY l0 'ha'>{laughs}")),
        ("a quadratic blowup", format!("<!ENTITY l30 '{}'>", "a".repeat(100_000))),
        ("an entity from a file", "<!ENTITY l30 SYSTEM 'file:///etc/passwd'>".to_owned()),
    ] {
        refused(name, "Line 1", &format!("<!DOCTYPE html [{entities}]><html>{}</html>", "&l30;".repeat(100_000)));
    }
}

#[test]
fn what_a_document_holds_once_is_not_multiplied_without_end() {
    refused("90,000 questions beside each other", TOO_LARGE, &form(&many(90_000, |at| format!("<a{at}/>")), "", ""));
    let name = "g".repeat(50_000);
    let deep = many(90, |at| format!("<{name}{at}>")) + &many(1_000, |at| format!("<a{at}/>"));
    let deep = deep + &many(90, |at| format!("</{name}{}>", 89 - at));
    refused("a thousand paths of 4 MB", TOO_LARGE, &form(&deep, "", ""));
    let text = format!(
        "<itext><translation lang='en'><text id='t'><value>{}</value></text></translation></itext>",
        "x".repeat(900_000)
    );
    let items = "<item><label ref=\"jr:itext('t')\"/><value>a</value></item>".repeat(20_000);
    let body = format!("<select1 ref='/data/a'>{items}</select1>");
    refused("a long text of 20,000 choices", "", &form("<a/>", &text, &body));
    let translations =
        many(2_000, |at| format!("<translation lang='l{at}'><text id='t'><value>x</value></text></translation>"));
    let body = "<input ref='/data/a'><label ref=\"jr:itext('t')\"/></input>".repeat(10_000);
    bounded("a text in 2,000 languages", &form("<a/>", &format!("<itext>{translations}</itext>"), &body));
    let rows = many(20_000, |at| format!("<item><c{at}>x</c{at}></item>"));
    refused(
        "a column for every row",
        TOO_LARGE,
        &form("<a/>", &format!("<instance id='i'><root>{rows}</root></instance>"), ""),
    );
    bounded("60,000 lists", &form("<a/>", &many(60_000, |at| format!("<instance id='i{at}'><root/></instance>")), ""));
    bounded(
        "60,000 rules of one question",
        &form("<a/>", &"<bind nodeset='/data/a' relevant='1'/>".repeat(60_000), ""),
    );
}

#[test]
fn formulas_without_end_are_refused() {
    let bind = |formula: &str| form("<a/>", &format!("<bind nodeset='/data/a' calculate='{formula}'/>"), "");
    refused("a formula of 10 MB", "Line 1", &bind(&"1+".repeat(5 << 20)));
    refused("a million brackets", "Line 1", &bind(&"(".repeat(1_000_000)));
    refused("a million nots", "Line 1", &bind(&"not(".repeat(1_000_000)));
    refused("a million brackets behind a path", "Line 1", &bind(&"/data/a[".repeat(500_000)));
    bounded("a minus of 30,000", &bind(&("-".repeat(30_000) + "1")));
    let patterns =
        many(10_000, |at| format!("<bind nodeset='/data/a{at}' constraint=\"regex(., '(a{{50}}){{25}}{at}')\"/>"));
    refused("10,000 large patterns", "", &form(&many(10_000, |at| format!("<a{at}/>")), &patterns, ""));
    let long = "/data/a + ".repeat(3_000);
    let binds = many(250, |at| format!("<bind nodeset='/data/b{at}' calculate='{long}1'/>"));
    bounded(
        "250 formulas of 3,000 parts",
        &form(&("<a/>".to_owned() + &many(250, |at| format!("<b{at}/>"))), &binds, ""),
    );
}

#[test]
fn tables_without_end_are_refused() {
    let list = form("<a/>", "<instance id='i' src='jr://file-csv/rows.csv'/>", "");
    let beside = |name: &str, reason: &str, table: &str| {
        reader::refused(name, reason, "bomb.xml", list.as_bytes(), Some(("rows.csv", table.as_bytes())));
    };
    let bounded = |name: &str, table: &str| {
        reader::answer(name, "bomb.xml", list.as_bytes(), Some(("rows.csv", table.as_bytes())));
    };
    // What is larger than a file may be counts as not there.
    bounded("a table of 10 million rows", &"a\n".repeat(10_000_000));
    beside("a table of 6 million rows", TOO_LARGE, &"a\n".repeat(6_000_000));
    let columns: Vec<String> = (0..1_000_000).map(|n| format!("{n:x}")).collect();
    beside(
        "a table of a million columns and 3 million rows",
        TOO_LARGE,
        &format!("{}\n{}", columns.join(","), "a\n".repeat(3_000_000)),
    );
    bounded("a row that never ends", &",".repeat(12 << 20));
    bounded("a quote that never ends", &format!("a\n\"{}", "x".repeat(11 << 20)));
    let survey = |name: &str, table: &str| {
        reader::answer(name, "bomb.csv", table.as_bytes(), None);
    };
    survey("a survey of 4 million rows", &format!("survey,type,name\n{}", ",a\n".repeat(3_000_000)));
    survey(
        "a survey of 5 million cells",
        &format!("survey,type\n{}", format!("{}\n", ",a".repeat(190)).repeat(25_000)),
    );
}

#[test]
fn packs_made_of_false_numbers_and_endless_parts_are_refused() {
    let zipped = |parts: &[(&str, usize)]| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, size) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(&vec![b' '; *size]).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let pack = |name: &str, bytes: &[u8]| reader::refused(name, "", "bomb.pack", bytes, None);
    pack(
        "a pack of spaces",
        &zipped(&[("manifest.json", 60 << 20), ("manifest.json.minisig", 1 << 20), ("guides", 60 << 20)]),
    );
    for (name, bytes) in [
        ("a false length", vec![0xFF; 40]),
        ("lengths without end", [253_u8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0].repeat(1_000_000)),
        ("a million empty texts", vec![1; 30 << 20]),
        ("zeros", vec![0; 30 << 20]),
    ] {
        reader::refused(name, "", "bomb.guides", &bytes, None);
    }
}
