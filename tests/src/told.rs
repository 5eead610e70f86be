//! What one person tells: case c1 of `data/screening_cases.json`, with an answer to everything else that is asked.

use crate::talk::{Answers, answers};

/// An adult who agrees to writing, was deceived, worked at sea without pay and could not leave.
#[must_use]
pub fn told_by_an_adult() -> Answers {
    let told = [OPENING, NEEDS, BEFORE, THERE, WISHES].concat();
    answers(&told)
}

const OPENING: &[(&str, &str)] = &[
    ("a03", "yes"),
    ("a13", "none"),
    ("a02", "woman"),
    ("a04", "none"),
    ("a12", "adult"),
    ("a06", "well"),
    ("a07", "yes"),
    ("a08", "yes"),
    ("a09", "yes"),
    ("a10", "phone"),
    ("a11", "Sunday after eight"),
];

const NEEDS: &[(&str, &str)] = &[
    ("b01", "no"),
    ("b02", "none"),
    ("b03", "dont_know"),
    ("b04", "yes"),
    ("b05", "yes"),
    ("b06", "no"),
    ("b07", "yes"),
    ("b08", "recruiter creditor"),
    ("b09", "no"),
    ("b10", "yes"),
    ("b11", "talk"),
    ("b12", "Speaks softly"),
    ("b15", "planned"),
    ("b16", "yes"),
];

const BEFORE: &[(&str, &str)] = &[
    ("c02", "a25"),
    ("c03", "m"),
    ("c04", "sea"),
    ("c05", "y3"),
    ("c06", "fishing"),
    ("c07", "broker"),
    ("c08", "no"),
    ("c10", "yes"),
    ("c20", "yes"),
    ("c21", "job wage"),
    ("c25", "no"),
    ("c30", "skip"),
];

const THERE: &[(&str, &str)] = &[
    ("c40", "18"),
    ("c41", "7"),
    ("c42", "yes"),
    ("c43", "yes"),
    ("c44", "pay"),
    ("c50", "yes"),
    ("c51", "papers debt"),
    ("c52", "cannot"),
    ("c55", "dont_know"),
    ("c60", "yes"),
    ("c70", "no"),
];

const WISHES: &[(&str, &str)] = &[("c94", "psych wages"), ("c95", "info")];
