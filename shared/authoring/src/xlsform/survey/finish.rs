//! Compiles the formulas of the survey, now that all names are known.

use std::collections::{BTreeMap, BTreeSet};

use guide::{Expression, Extras, Kind, Question, QuestionId, Start, placeholder};
use i18n::Text;

use super::draft::Draft;
use super::{CALCULATION, CONSTRAINT, COUNT, READ_ONLY, RELEVANT, REQUIRED, Reader, Survey};
use crate::fault::{Fault, Problem};
use crate::workbook::cell::truth;
use crate::workbook::sheet::Row;
use crate::xlsform::tables::Beside;
use crate::xlsform::texts;
use crate::xpath::{self, Formula, Schema, Scope};

/// What is known of the whole form when formulas are compiled.
pub(super) struct Known<'a> {
    pub(super) schema: &'a Schema<'a>,
    /// The texts calculations can come to, by path.
    results: &'a BTreeMap<String, BTreeSet<String>>,
}

impl Reader<'_, '_> {
    /// Compiles the formulas.
    pub(super) fn finish(mut self, beside: Beside) -> Survey {
        for open in std::mem::take(&mut self.open) {
            let row = self.drafts[open.id.index()].row;
            self.fault(row, "type", Problem::GroupNotClosed(open.name));
        }
        self.refuse_duplicates();
        let drafts = std::mem::take(&mut self.drafts);
        let mut questions: Vec<Question> = drafts.iter().map(|draft| draft.question.clone()).collect();
        questions.iter_mut().zip(&drafts).for_each(|(question, draft)| read_note(question, draft));
        let known = questions.clone();
        let mut schema = Schema::new(&known, &beside.tables.tables, &beside.tables.documents, &self.settings.root);
        schema.is_strict = self.told.is_ours;
        schema.needs_columns = true;
        let calculations = drafts.iter().zip(&known).filter_map(|(draft, question)| {
            let formula = xpath::parse(draft.calculation.as_deref().filter(|_| draft.trigger.is_none())?).ok()?;
            Some((question.path.clone(), xpath::outcomes(&formula)?))
        });
        let results: BTreeMap<_, _> = calculations.collect();
        let known = Known { schema: &schema, results: &results };
        let mut outputs = Vec::new();
        for (at, (question, draft)) in questions.iter_mut().zip(&drafts).enumerate() {
            let id = QuestionId(u32::try_from(at).unwrap_or(u32::MAX));
            self.rules(id, question, draft, &known);
            for (column, name) in texts::placeholders(question) {
                if schema.find(&name).is_err() {
                    self.fault(draft.row, column, Problem::UnknownPlaceholder(name));
                }
            }
            for text in [
                &mut question.label,
                &mut question.hint,
                &mut question.constraint_message,
                &mut question.required_message,
            ] {
                put_out(text, id, &schema, &mut outputs);
            }
        }
        self.check_choices(&schema);
        self.check_instance_name(&known);
        let actions = self.actions(&drafts, &known);
        let starts = starts(&questions, &schema);
        let inner = inner(&starts, &questions);
        let texts = beside.texts;
        let rows = drafts.iter().map(|draft| draft.row.number).collect();
        let extras =
            Extras { tables: beside.tables.tables.clone(), texts, outputs, actions, starts, inner, order: Vec::new() };
        Survey { questions, rows, extras }
    }

    /// The names in the words of choices.
    fn check_choices(&mut self, schema: &Schema<'_>) {
        for list in self.lists.values() {
            for (choice, row) in list.choices.iter().zip(&list.rows) {
                for name in texts::names_in(&choice.label).filter(|name| schema.find(name).is_err()) {
                    let problem = Problem::UnknownPlaceholder(name.to_owned());
                    self.told.faults.push(Fault::new("choices", Some(*row), Some("label"), problem));
                }
            }
        }
    }

    /// What a record would be called.
    fn check_instance_name(&mut self, known: &Known<'_>) {
        let Some((row, name)) = &self.settings.instance_name else { return };
        let emitted = xpath::parse(name).map_err(|problem| vec![problem]);
        let emitted = emitted.and_then(|formula| xpath::emit(&formula, Scope::with_value(None), known.schema));
        for problem in emitted.err().into_iter().flatten() {
            self.told.faults.push(Fault::new("settings", Some(*row), Some("instance_name"), problem));
        }
    }

    fn rules(&mut self, id: QuestionId, question: &mut Question, draft: &Draft<'_>, known: &Known<'_>) {
        let row = draft.row;
        let value = Scope::with_value(Some(id));
        let rule = |reader: &mut Self, text: &Option<String>, column, scope| {
            let text = text.as_deref()?;
            match truth(text) {
                Some(truth) => Some(Expression::always(truth)),
                None => reader.compile(row, column, text, scope, known).and_then(|(_, expression)| expression),
            }
        };
        let is = |truth: bool| move |rule: &Expression| rule.constant() == Some(truth);
        question.relevant = rule(self, &draft.relevant, RELEVANT[0], Scope::of(id)).filter(|rule| !is(true)(rule));
        question.required = rule(self, &draft.required, REQUIRED[0], value).filter(|rule| !is(false)(rule));
        if let Some(readonly) = rule(self, &draft.readonly, READ_ONLY[0], value).filter(|rule| !is(false)(rule)) {
            question.readonly = Some(readonly);
        }
        let plain = |reader: &mut Self, text: &Option<String>, column| {
            reader.compile(row, column, text.as_deref()?, value, known).and_then(|(_, expression)| expression)
        };
        // With a trigger it is worked out when an answer changes, and only then.
        if draft.trigger.is_none() {
            question.calculation = plain(self, &draft.calculation, CALCULATION[0]);
        }
        question.count = plain(self, &draft.count, COUNT[0]);
        if let Some(itemset) = &draft.itemset {
            question.itemset = self.itemset(row, id, itemset, known).map(Box::new);
        }
        let Some(constraint) = &draft.constraint else { return };
        if let Some((formula, expression)) = self.compile(row, CONSTRAINT[0], constraint, Scope::constraint(id), known)
        {
            question.constraint = expression;
            let exclusive = xpath::exclusives(&formula);
            for choice in &mut question.choices {
                choice.exclusive = exclusive.contains(choice.name.as_str());
            }
        }
    }

    /// Compiles the formula of a cell; the formula itself too, for what it means without being evaluated.
    pub(super) fn compile(
        &mut self,
        row: &Row,
        column: &str,
        text: &str,
        scope: Scope,
        known: &Known<'_>,
    ) -> Option<(Formula, Option<Expression>)> {
        let formula = match xpath::parse(text) {
            Ok(formula) => formula,
            Err(problem) => {
                self.fault(row, column, problem);
                return None;
            }
        };
        let unquoted = xpath::unquoted(&formula, scope, known.schema);
        if !unquoted.is_empty() {
            for problem in unquoted {
                self.fault(row, column, problem);
            }
            return None;
        }
        for problem in xpath::impossible(&formula, scope, known.schema, known.results) {
            self.lack(row, column, problem);
        }
        let expression = self.emitted(row, column, xpath::emit(&formula, scope, known.schema));
        Some((formula, expression))
    }

    /// What was emitted; its problems are told.
    pub(super) fn emitted<T>(&mut self, row: &Row, column: &str, emitted: Result<T, Vec<Problem>>) -> Option<T> {
        let problems = match emitted {
            Ok(emitted) => return Some(emitted),
            Err(problems) => problems,
        };
        for problem in problems {
            self.fault(row, column, problem);
        }
        None
    }

    fn refuse_duplicates(&mut self) {
        let mut first: BTreeMap<String, u32> = BTreeMap::new();
        let mut found = Vec::new();
        for Draft { row, question, .. } in &self.drafts {
            let first = *first.entry(question.path.clone()).or_insert(row.number);
            if first != row.number {
                found.push((*row, Problem::DuplicateName { name: question.name.clone(), first }));
            }
        }
        for (row, problem) in found {
            self.fault(row, "name", problem);
        }
    }
}

/// A note that holds something is words that are shown and not answered.
fn read_note(question: &mut Question, draft: &Draft<'_>) {
    let holds = draft.calculation.is_some() || draft.default.is_some() || !question.default.is_empty();
    if question.kind == Kind::Note && holds {
        question.kind = Kind::Text;
        question.readonly = Some(Expression::always(true));
    }
}

/// Names of questions in a repeat mean the instance the text stands in; those of others stay as they are.
fn put_out(text: &mut Text, id: QuestionId, schema: &Schema<'_>, outputs: &mut Vec<Expression>) {
    for (_, phrase) in text.0.iter_mut() {
        let mut said = String::new();
        let mut rest = phrase.text.as_str();
        let mut is_another = false;
        while let Some((before, name, after)) = placeholder(rest) {
            let repeated = schema.find(name).is_ok_and(|question| !schema.repeats(Some(question)).is_empty());
            let formula = repeated.then(|| xpath::parse(&format!("${{{name}}}")).ok()).flatten();
            let output = formula.and_then(|formula| xpath::emit(&formula, Scope::with_value(Some(id)), schema).ok());
            said.push_str(before);
            match output {
                Some(output) => {
                    is_another = true;
                    said.extend(["${=", &outputs.len().to_string(), "}"]);
                    outputs.push(output);
                }
                None => said.extend(["${", name, "}"]),
            }
            rest = after;
        }
        said.push_str(rest);
        if is_another {
            phrase.text = said;
        }
    }
}

/// Every repeat begins with one instance, as other tools write it.
fn starts(questions: &[Question], schema: &Schema<'_>) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for (id, _) in (0..).map(QuestionId).zip(questions).filter(|(_, question)| question.kind == Kind::Repeat) {
        let around = schema.repeats(questions[id.index()].parent).last().copied();
        let inside = around.and_then(|around| starts.iter().position(|start| start.repeat == around));
        let inside = inside.and_then(|inside| u32::try_from(inside).ok());
        starts.push(Start { repeat: id, inside, values: Vec::new() });
    }
    starts
}

/// In a new instance only those do that lie in a group of it, as other tools write it.
fn inner(starts: &[Start], questions: &[Question]) -> BTreeMap<QuestionId, Vec<QuestionId>> {
    let mut inner: BTreeMap<QuestionId, Vec<QuestionId>> = BTreeMap::new();
    for start in starts {
        let around = start.inside.and_then(|around| starts.get(around as usize)).map(|around| around.repeat);
        if let Some(around) = around.filter(|around| questions[start.repeat.index()].parent != Some(*around)) {
            inner.entry(around).or_default().push(start.repeat);
        }
    }
    inner
}
