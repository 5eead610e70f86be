//! The real questionnaires and rules, and conversations made to order.

#![allow(dead_code, reason = "each test file uses its part")]

pub(crate) mod workbook;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use authoring::xlsform;
use guide::{Answer, Form, Interview, Kind, Op, QuestionId, Reason, Rule, Today};

pub(crate) const TODAY: Today = Today { utc_ms: 1_795_318_800_000, offset_min: 420 };

pub(crate) fn guides() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", "content", "guides"].iter().collect()
}

/// Compiles the workbook whose name begins with this letter.
pub(crate) fn form(letter: char) -> Arc<Form> {
    let files = std::fs::read_dir(guides()).unwrap().map(|file| file.unwrap().path());
    let named = |path: &PathBuf| {
        let begins = path.file_name().unwrap().to_string_lossy().starts_with(&format!("{letter}-"));
        begins && path.extension().is_some_and(|extension| extension == "xlsx")
    };
    Arc::new(xlsform::compile_file(&files.into_iter().find(named).unwrap()).unwrap())
}

/// The rule of a form, with the words of its signs.
pub(crate) fn rule(letter: char) -> Rule {
    let read = |name: &str| std::fs::read_to_string(guides().join(name)).unwrap();
    let mut rule: Rule = serde_json::from_str(&read(&format!("{letter}-reading.json"))).unwrap();
    rule.signs = serde_json::from_str(&read("signs.json")).unwrap();
    rule
}

/// What is wanted answered: choices by question.
pub(crate) type Wanted = BTreeMap<QuestionId, Vec<String>>;

/// Makes conversations to order over one form.
pub(crate) struct Stories {
    pub(crate) form: Arc<Form>,
    begun: Interview,
    /// What must be answered before a question is asked: `${c20}='yes'`, `selected(${c06},'fishing')`.
    openers: BTreeMap<QuestionId, (QuestionId, String)>,
}

impl Stories {
    pub(crate) fn of(form: &Arc<Form>) -> Self {
        let begun = Interview::begin(Arc::clone(form), TODAY);
        let hidden = form.ids().filter(|id| !begun.is_relevant(*id) && form.question(*id).takes_answer());
        let opener = |id: QuestionId| {
            let ops = form.question(id).relevant.as_ref().unwrap().ops();
            ops.windows(2).find_map(|pair| match pair {
                [Op::Value(question) | Op::Current(question), Op::Text(choice)] => Some((*question, choice.clone())),
                _ => None,
            })
        };
        let openers = hidden.filter_map(|id| Some((id, opener(id)?))).collect();
        Self { form: Arc::clone(form), begun, openers }
    }

    /// A conversation with these answers, given in form order, and those that open their questions. `None` when one
    /// of them cannot be given because of another.
    pub(crate) fn tell(&self, wanted: &Wanted) -> Option<Interview> {
        let mut all = wanted.clone();
        for (question, choice) in wanted.keys().filter_map(|id| self.openers.get(id)) {
            let choices = all.entry(*question).or_default();
            if self.form.question(*question).kind == Kind::SelectOne {
                choices.clear();
            }
            if !choices.contains(choice) {
                choices.push(choice.clone());
            }
        }
        let mut interview = self.begun.clone();
        for (id, choices) in &all {
            let answer = match self.form.question(*id).kind {
                Kind::SelectOne => Answer::Choice(choices[0].clone()),
                _ => Answer::Choices(choices.clone()),
            };
            interview.answer(*id, answer).ok()?;
        }
        Some(interview)
    }

    /// A conversation from `c06=fishing c21=job,wage`.
    pub(crate) fn told(&self, written: &str) -> Interview {
        self.tell(&wanted(&self.form, written)).unwrap()
    }
}

/// Wants one more choice.
pub(crate) fn want(form: &Form, wanted: &mut Wanted, question: &str, choice: &str) {
    wanted.entry(form.find(question).unwrap()).or_default().push(choice.to_owned());
}

/// What is wanted, from `c06=fishing c21=job,wage`.
pub(crate) fn wanted(form: &Form, written: &str) -> Wanted {
    let mut wanted = Wanted::new();
    for (question, choices) in written.split_whitespace().map(|pair| pair.split_once('=').unwrap()) {
        choices.split(',').for_each(|choice| want(form, &mut wanted, question, choice));
    }
    wanted
}

/// A reason in words, for failing tests over generated answers.
pub(crate) fn name(form: &Form, reason: &Reason) -> String {
    format!("{}={}", form.question(reason.question).name, reason.choice.as_deref().unwrap_or("…"))
}

/// How many cases a check tries: `SULUH_CASES` for the long run.
pub(crate) fn cases(usual: usize) -> usize {
    std::env::var("SULUH_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}
