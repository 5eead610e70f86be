//! Compiles what conversations need: questionnaires, rules, words of signs, the emergency page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use guide::{Emergency, Form, Guides, Kind, Question, Rule, Sign};
use i18n::Text;
use serde::de::DeserializeOwned;

use super::build::Progress;
use super::{BuildFault, BuildOptions, Content};
use crate::check::{Weight, check_rule};
use crate::xlsform;

const SIGNS: &str = "guides/signs.json";
const EMERGENCY: &str = "guides/emergency.json";
const LEARN: &str = "guides/learn.json";

/// Compiles everything for conversations; what is wrong is added to the faults.
pub(super) fn compile(content: &Content, options: &BuildOptions<'_>, faults: &mut Vec<BuildFault>) -> Guides {
    let forms = forms(content, options, faults);
    let signs: BTreeMap<String, Text> = file(content, SIGNS, faults);
    let emergency: Emergency = file(content, EMERGENCY, faults);
    for form in &forms {
        for code in codes(form).into_iter().filter(|code| signs.get(*code).is_none_or(Text::is_empty)) {
            faults.push(BuildFault::SignWithoutWords { form: form.id.clone(), code: code.to_owned() });
        }
    }
    let rules = rules(content, &forms, &signs, faults);
    Guides { forms, rules, emergency, learn: file(content, LEARN, faults) }
}

fn forms(content: &Content, options: &BuildOptions<'_>, faults: &mut Vec<BuildFault>) -> Vec<Arc<Form>> {
    let mut forms: Vec<Arc<Form>> = Vec::new();
    let workbooks = content.guides(".xlsx");
    if workbooks.is_empty() {
        faults.push(BuildFault::Missing { file: "guides/*.xlsx" });
    }
    for (done, (name, bytes)) in workbooks.iter().enumerate() {
        let file = (*name).to_owned();
        (options.progress)(Progress::Compiling { file: file.clone(), done, of: workbooks.len() });
        match xlsform::compile(bytes) {
            Ok(form) if forms.iter().any(|other| other.id == form.id) => {
                faults.push(BuildFault::FormTwice { file, form: form.id });
            }
            Ok(form) => {
                let unasked = form.questions().iter().filter_map(|question| {
                    let what = unasked(question)?;
                    Some(BuildFault::NotAsked { file: file.clone(), question: question.path.clone(), what })
                });
                faults.extend(unasked);
                forms.push(Arc::new(form));
            }
            Err(found) => {
                faults.extend(
                    found.into_iter().map(|fault| BuildFault::Workbook { file: file.clone(), fault: fault.into() }),
                );
            }
        }
    }
    forms
}

/// What a question is when no screen can ask it.
fn unasked(question: &Question) -> Option<&'static str> {
    match question.kind {
        _ if question.itemset.is_some() => Some("a question whose choices depend on other answers"),
        Kind::Repeat => Some("a group that is asked several times"),
        Kind::Rank => Some("a ranking"),
        Kind::Time | Kind::DateTime => Some("a question for a time"),
        Kind::Geopoint | Kind::Geotrace | Kind::Geoshape => Some("a question for a place on a map"),
        Kind::File => Some("a question for a picture or another file"),
        Kind::Barcode => Some("a question for a code"),
        Kind::Acknowledge => Some("something to confirm"),
        Kind::Note
        | Kind::SelectOne
        | Kind::SelectMultiple
        | Kind::Integer
        | Kind::Decimal
        | Kind::Text
        | Kind::Date
        | Kind::Calculate
        | Kind::Group => None,
    }
}

fn rules(
    content: &Content,
    forms: &[Arc<Form>],
    signs: &BTreeMap<String, Text>,
    faults: &mut Vec<BuildFault>,
) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for (file, bytes) in content.guides("-reading.json") {
        let mut rule: Rule = match serde_json::from_slice(bytes) {
            Ok(rule) => rule,
            Err(error) => {
                faults.push(BuildFault::Unreadable { file: file.to_owned(), reason: error.to_string() });
                continue;
            }
        };
        match forms.iter().find(|form| form.id == rule.form) {
            Some(form) if rules.iter().all(|other| other.form != rule.form) => {
                let own = codes(form).into_iter().filter_map(|code| signs.get_key_value(code));
                rule.signs = own.map(|(code, words)| (code.clone(), words.clone())).collect();
                // Missing words have been named already.
                if codes(form).into_iter().all(|code| rule.signs.contains_key(code)) {
                    let found = check_rule(form, &rule).into_iter().filter(|finding| finding.weight == Weight::Fault);
                    faults.extend(found.map(|finding| BuildFault::Rule { file: file.to_owned(), finding }));
                }
                rules.push(rule);
            }
            _ => faults.push(BuildFault::RuleWithoutForm { file: file.to_owned(), form: rule.form }),
        }
    }
    rules
}

/// The codes of all signs a form can show.
fn codes(form: &Form) -> BTreeSet<&str> {
    let of_choices =
        form.questions().iter().flat_map(|question| &question.choices).filter_map(|choice| choice.sign.as_ref());
    let of_questions = form.questions().iter().flat_map(|question| &question.signs).map(|sign| &sign.sign);
    of_choices.chain(of_questions).map(|sign: &Sign| sign.code.as_str()).collect()
}

fn file<T: DeserializeOwned + Default>(content: &Content, file: &'static str, faults: &mut Vec<BuildFault>) -> T {
    let Some(bytes) = content.get(file) else {
        faults.push(BuildFault::Missing { file });
        return T::default();
    };
    serde_json::from_slice(bytes).unwrap_or_else(|error| {
        faults.push(BuildFault::Unreadable { file: file.to_owned(), reason: error.to_string() });
        T::default()
    })
}
