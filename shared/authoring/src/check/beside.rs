//! Checks the rules of readings that lie beside a form: `c-reading.json`, with the words of signs in `signs.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use guide::{Form, Rule};

use super::{Finding, Problem, agree, check_rule, fault};

/// How many conversations a rule and the calculations of its form are compared over.
const COMPARED: usize = 500;

/// What is wrong in the rules for this form in a folder.
#[must_use]
pub fn check_rules_beside(form: &Arc<Form>, folder: &Path) -> Vec<Finding> {
    let mut found = Vec::new();
    for path in rules_in(folder) {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let rule = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Rule>(&bytes).ok());
        match rule {
            None => found.push(fault(Problem::UnreadableRule(file))),
            Some(rule) if rule.form != form.id => {}
            Some(mut rule) => {
                let signs = fs::read(folder.join("signs.json")).unwrap_or_default();
                rule.signs = serde_json::from_slice(&signs).unwrap_or_else(|_| BTreeMap::new());
                found.extend(check_rule(form, &rule));
                if !agree(form, &rule, COMPARED, 7).disagreements.is_empty() {
                    found.push(fault(Problem::RuleDisagrees(file)));
                }
            }
        }
    }
    found
}

fn rules_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_rule = |path: &PathBuf| path.to_string_lossy().ends_with("-reading.json");
    let mut rules: Vec<PathBuf> = entries.filter(is_rule).collect();
    rules.sort();
    rules
}
