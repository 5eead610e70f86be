//! `XForms` that mean harm: each is refused in a sentence that says where, and soon.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use authoring::{Problem, xform};

/// Far more than any of these documents takes, and far less than what grows with the square of it would.
const SOON: Duration = Duration::from_mins(1);

fn form(instance: &str, model: &str, body: &str) -> String {
    format!(
        "<html><head><title>t</title><model><instance><data id='t'>{instance}</data></instance>{model}</model></head>\
         <body>{body}</body></html>"
    )
}

/// What is said first about a document, and that it is a sentence about a line.
fn problem(document: &[u8]) -> Problem {
    let began = Instant::now();
    let faults = xform::compile(document, None).map(|compiled| compiled.form.id).unwrap_err();
    assert!(began.elapsed() < SOON);
    let said = faults[0].to_string();
    assert!(said.starts_with("Line ") && said.ends_with('.') && said.len() < 1_000, "{said}");
    faults[0].problem.clone()
}

#[test]
fn entities_of_the_documents_own_are_refused() {
    let laughs = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>\n<html>&b;</html>";
    assert_eq!(problem(laughs.as_bytes()), Problem::Doctype);
    let file = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html>&a;</html>";
    assert_eq!(problem(file.as_bytes()), Problem::Doctype);
    let parameter = "<!DOCTYPE x [<!ENTITY % a SYSTEM 'http://localhost/a.dtd'>%a;]><html/>";
    assert_eq!(problem(parameter.as_bytes()), Problem::Doctype);
    assert_eq!(problem(b"<html>&unheard;</html>"), Problem::Entity("unheard".to_owned()));
    assert_eq!(problem(b"<html a='&unheard;'/>"), Problem::NotXml);
}

#[test]
fn what_nests_without_end_is_refused() {
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert_eq!(problem(deep.as_bytes()), Problem::DocumentTooLarge);
    assert_eq!(problem("<a>".repeat(1_000_000).as_bytes()), Problem::DocumentTooLarge);
    let brackets = format!("<bind nodeset='/data/a' calculate='{}1'/>", "(".repeat(10_000));
    assert_eq!(problem(form("<a/>", &brackets, "").as_bytes()), Problem::TooDeep);
}

#[test]
fn elements_with_more_attributes_than_any_form_has_are_refused() {
    let attributes = (0..200_000).fold(String::new(), |mut text, at| {
        let _ = write!(text, " a{at}='1'");
        text
    });
    assert_eq!(problem(format!("<html{attributes}/>").as_bytes()), Problem::DocumentTooLarge);
    let spaces = attributes.replace(" a", " xmlns:a");
    assert_eq!(problem(format!("<html{spaces}/>").as_bytes()), Problem::DocumentTooLarge);
}

#[test]
fn attributes_longer_than_any_formula_are_refused() {
    let sum = format!("<bind nodeset='/data/a' calculate='1{}'/>", "+1".repeat(2_000_000));
    assert_eq!(problem(form("<a/>", &sum, "").as_bytes()), Problem::TooLong);
    let huge = format!("<html a='{}'/>", "a".repeat(33 << 20));
    assert_eq!(problem(huge.as_bytes()), Problem::DocumentTooLarge);
}

#[test]
fn damaged_documents_are_refused() {
    assert_eq!(problem(b"<html>"), Problem::NotXml);
    assert_eq!(problem(b"<html></htm>"), Problem::NotXml);
    assert_eq!(problem(b"<html a='1' a='2'/>"), Problem::NotXml);
    assert_eq!(problem(b"<html><![CDATA["), Problem::NotXml);
    assert_eq!(problem(b"<html>\xff</html>"), Problem::NotUtf8);
    assert_eq!(problem(b"<\0/>"), Problem::MissingElement("head".to_owned()));
}

#[test]
fn more_questions_than_any_form_has_are_refused() {
    let questions = (0..30_000).fold(String::new(), |mut text, at| {
        let _ = write!(text, "<a{at}/>");
        text
    });
    assert_eq!(problem(form(&questions, "", "").as_bytes()), Problem::DocumentTooLarge);
}
