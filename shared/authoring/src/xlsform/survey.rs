//! The survey sheet: groups and questions in form order.

use std::collections::{BTreeMap, BTreeSet};

use guide::{Choice, Expression, Kind, Question, QuestionId};

use super::choices::Lists;
use super::settings::Settings;
use super::sheet::{Row, Sheet};
use super::texts::{self, Languages};
use crate::fault::{Faults, Problem};
use crate::xpath::{self, Formula, Schema, Scope};

mod cells;

/// Most questions, notes, calculations and groups.
const MOST_QUESTIONS: usize = 10_000;
/// Most choices over all questions; a list counts once for each question that uses it.
const MOST_CHOICES: usize = 200_000;
/// Most text of all those choices, in bytes.
const LARGEST_CHOICES: usize = 16 << 20;
/// Most groups inside each other: every path names all of them.
const MOST_OPEN: usize = 50;
/// Longest name, in bytes.
const LONGEST_NAME: usize = 200;

const RELEVANT: [&str; 2] = ["relevant", "relevance"];
const CALCULATION: [&str; 2] = ["calculation", "calculate"];
const CONSTRAINT: [&str; 1] = ["constraint"];
const SIGN: [&str; 4] = ["bind::suluh:sign", "bind::suluh:dimension", "bind::suluh:strength", "bind::suluh:when"];
const ROLE: [&str; 1] = ["bind::suluh:role"];
const VOICE: [&str; 1] = ["bind::suluh:voice"];
const READ_ONLY: [&str; 2] = ["read_only", "readonly"];
const REQUIRED: [&str; 1] = ["required"];
const PLAIN: [&str; 3] = ["type", "name", "appearance"];

/// The questions of a form, not yet known to be free of circles.
#[derive(Default)]
pub(super) struct Survey {
    pub(super) questions: Vec<Question>,
    /// The row of each.
    pub(super) rows: Vec<u32>,
}

/// Reads the whole sheet.
pub(super) fn read(
    sheet: &Sheet,
    lists: &Lists,
    languages: &Languages,
    settings: &Settings,
    faults: &mut Faults,
) -> Survey {
    sheet.check_headers(is_known, faults);
    for column in ["type", "name"] {
        if sheet.column(&[column]).is_none() {
            faults.push(sheet.fault_of_sheet(Problem::MissingColumn(column.to_owned())));
            return Survey::default();
        }
    }
    if sheet.rows.len() > MOST_QUESTIONS {
        faults.push(sheet.fault_of_sheet(Problem::TooMany { what: "questions", limit: MOST_QUESTIONS }));
        return Survey::default();
    }
    if let Some(problem) = too_many_choices(sheet, lists) {
        faults.push(sheet.fault_of_sheet(problem));
        return Survey::default();
    }
    let mut reader = Reader {
        sheet,
        lists,
        languages,
        settings,
        faults,
        drafts: Vec::new(),
        open: Vec::new(),
        told_namespace: false,
    };
    for row in &sheet.rows {
        reader.row(row);
    }
    reader.finish()
}

/// Counts the choices of all questions before they are copied: many questions can share one long list.
fn too_many_choices(sheet: &Sheet, lists: &Lists) -> Option<Problem> {
    let texts = |choices: &Vec<Choice>| {
        choices.iter().flat_map(|choice| choice.label.0.values()).map(|phrase| phrase.text.len()).sum::<usize>()
    };
    let sizes: BTreeMap<&str, (usize, usize)> =
        lists.iter().map(|(name, choices)| (name.as_str(), (choices.len(), texts(choices)))).collect();
    let (mut count, mut bytes) = (0, 0);
    for row in &sheet.rows {
        let list = sheet.cell(row, &["type"]).and_then(|kind| kind.split_whitespace().nth(1));
        let (choices, texts) = list.and_then(|list| sizes.get(list)).copied().unwrap_or_default();
        count += choices;
        bytes += texts;
    }
    if count > MOST_CHOICES {
        return Some(Problem::TooMany { what: "choices", limit: MOST_CHOICES });
    }
    (bytes > LARGEST_CHOICES).then_some(Problem::TooLarge)
}

fn is_known(header: &str) -> bool {
    let groups = [&PLAIN[..], &RELEVANT, &CALCULATION, &CONSTRAINT, &SIGN, &ROLE, &VOICE, &READ_ONLY, &REQUIRED];
    groups.into_iter().flatten().any(|known| *known == header) || texts::is_text(header)
}

/// A question whose formulas are not compiled yet.
struct Draft<'a> {
    row: &'a Row,
    question: Question,
}

/// What is known of the whole form when formulas are compiled.
struct Known<'a> {
    schema: &'a Schema<'a>,
    /// The texts calculations can come to, by path.
    results: &'a BTreeMap<String, BTreeSet<String>>,
}

struct Reader<'a, 'f> {
    sheet: &'a Sheet,
    lists: &'a Lists,
    languages: &'a Languages,
    settings: &'a Settings,
    faults: &'f mut Faults,
    drafts: Vec<Draft<'a>>,
    /// The groups open here: their position, name and path.
    open: Vec<(QuestionId, String, String)>,
    /// Whether the missing namespace has been told: once is enough.
    told_namespace: bool,
}

impl<'a> Reader<'a, '_> {
    fn fault(&mut self, row: &Row, column: &str, problem: Problem) {
        self.faults.push(self.sheet.fault(row, column, problem));
    }

    fn row(&mut self, row: &'a Row) {
        let Some(written) = self.sheet.cell(row, &["type"]) else {
            return self.fault(row, "type", Problem::MissingType);
        };
        let mut words = written.split_whitespace();
        let (first, second, third) = (words.next().unwrap_or_default(), words.next(), words.next());
        let kind = match (first, second, third) {
            ("end_group", None, None) | ("end", Some("group"), None) => {
                if self.open.pop().is_none() {
                    self.fault(row, "type", Problem::GroupNotOpen);
                }
                return;
            }
            ("begin_group", None, None) | ("begin", Some("group"), None) => Kind::Group,
            ("select_one", Some(_), None) => Kind::SelectOne,
            ("select_multiple", Some(_), None) => Kind::SelectMultiple,
            ("note", None, None) => Kind::Note,
            ("integer", None, None) => Kind::Integer,
            ("decimal", None, None) => Kind::Decimal,
            ("text", None, None) => Kind::Text,
            ("date", None, None) => Kind::Date,
            ("calculate", None, None) => Kind::Calculate,
            _ => return self.fault(row, "type", Problem::BadType(written.to_owned())),
        };
        let Some(name) = self.sheet.cell(row, &["name"]) else {
            return self.fault(row, "name", Problem::MissingName);
        };
        self.question(row, kind, name, second.unwrap_or_default());
    }

    fn question(&mut self, row: &'a Row, kind: Kind, name: &str, list: &str) {
        if !is_name(name) {
            self.fault(row, "name", Problem::BadName(name.to_owned()));
        }
        if name.len() > LONGEST_NAME {
            return;
        }
        if kind == Kind::Group && self.open.len() == MOST_OPEN {
            let problem = Problem::TooMany { what: "groups inside each other", limit: MOST_OPEN };
            return self.fault(row, "type", problem);
        }
        let parent = self.open.last().map(|(id, ..)| *id);
        let path = format!("{}/{name}", self.open.last().map_or("/data", |(_, _, path)| path));
        self.refuse_unfit(row, kind);
        let asked = !matches!(kind, Kind::Calculate | Kind::Group);
        let mut text = |kind: &str, needed: bool| {
            texts::read(self.sheet, row, kind, needed, self.languages, self.settings, self.faults)
        };
        let always = |truth: bool| truth.then(|| Expression::always(true));
        let question = Question {
            label: text("label", asked),
            hint: text("hint", false),
            required_message: text("required_message", false),
            constraint_message: text("constraint_message", false),
            choices: self.choices(row, kind, list),
            required: always(self.truth(row, &REQUIRED)),
            readonly: always(self.truth(row, &READ_ONLY)),
            role: self.role(row),
            voice: self.voice(row),
            parent,
            ..Question::new(name, &path, kind)
        };
        // At most `MOST_QUESTIONS`.
        let id = QuestionId(u32::try_from(self.drafts.len()).unwrap_or(u32::MAX));
        self.drafts.push(Draft { row, question });
        if kind == Kind::Group {
            self.open.push((id, name.to_owned(), path));
        }
        let sign = self.sign(row);
        self.drafts[id.index()].question.signs.extend(sign);
    }

    /// Refuses cells that this kind of row cannot have, so that nothing an author wrote is silently ignored.
    fn refuse_unfit(&mut self, row: &Row, kind: Kind) {
        let mut unfit: Vec<&[&str]> = Vec::new();
        if matches!(kind, Kind::Note | Kind::Calculate | Kind::Group) {
            unfit.extend([&CONSTRAINT[..], &REQUIRED, &SIGN[..1]]);
        }
        if kind == Kind::Group {
            unfit.push(&READ_ONLY);
        }
        if kind == Kind::Calculate {
            if self.sheet.cell(row, &CALCULATION).is_none() {
                self.fault(row, CALCULATION[0], Problem::MissingCalculation);
            }
        } else {
            unfit.push(&CALCULATION);
        }
        for names in unfit {
            if self.sheet.cell(row, names).is_some() {
                let kind = self.sheet.cell(row, &["type"]).unwrap_or_default().to_owned();
                self.fault(row, names[0], Problem::NotForType(kind));
            }
        }
    }

    /// Compiles the formulas, now that all names are known.
    fn finish(mut self) -> Survey {
        for (id, name, _) in std::mem::take(&mut self.open) {
            let row = self.drafts[id.index()].row;
            self.fault(row, "type", Problem::GroupNotClosed(name));
        }
        self.refuse_duplicates();
        let rows: Vec<&Row> = self.drafts.iter().map(|draft| draft.row).collect();
        let mut questions: Vec<Question> = self.drafts.drain(..).map(|draft| draft.question).collect();
        let known = questions.clone();
        let (tables, documents) = (Vec::new(), BTreeMap::new());
        let schema = Schema::new(&known, &tables, &documents, "/data");
        let calculations = rows.iter().zip(&known).filter_map(|(row, question)| {
            let formula = xpath::parse(self.sheet.cell(row, &CALCULATION)?).ok()?;
            Some((question.path.clone(), xpath::outcomes(&formula)?))
        });
        let results: BTreeMap<_, _> = calculations.collect();
        for (at, (question, row)) in questions.iter_mut().zip(&rows).enumerate() {
            let here = QuestionId(u32::try_from(at).unwrap_or(u32::MAX));
            let known = Known { schema: &schema, results: &results };
            let scope = Scope::of(here);
            question.relevant = self.compile(row, &RELEVANT, scope, &known).and_then(|(_, expression)| expression);
            question.calculation =
                self.compile(row, &CALCULATION, scope, &known).and_then(|(_, expression)| expression);
            if let Some((formula, expression)) = self.compile(row, &CONSTRAINT, Scope::constraint(here), &known) {
                question.constraint = expression;
                let exclusive = xpath::exclusives(&formula);
                for choice in &mut question.choices {
                    choice.exclusive = exclusive.contains(choice.name.as_str());
                }
            }
            for (column, name) in texts::placeholders(question) {
                if schema.find(&name).is_err() {
                    self.fault(row, column, Problem::UnknownPlaceholder(name));
                }
            }
        }
        Survey { questions, rows: rows.iter().map(|row| row.number).collect() }
    }

    /// Compiles the formula of a cell; the formula itself too, for what it means without being evaluated.
    fn compile(
        &mut self,
        row: &Row,
        columns: &[&str],
        scope: Scope,
        known: &Known<'_>,
    ) -> Option<(Formula, Option<Expression>)> {
        let formula = match xpath::parse(self.sheet.cell(row, columns)?) {
            Ok(formula) => formula,
            Err(problem) => {
                self.fault(row, columns[0], problem);
                return None;
            }
        };
        let mut problems = xpath::impossible(&formula, scope, known.schema, known.results);
        let expression = xpath::emit(&formula, scope, known.schema);
        let expression = expression.map_err(|found| problems.extend(found)).ok();
        for problem in problems {
            self.fault(row, columns[0], problem);
        }
        Some((formula, expression))
    }

    fn refuse_duplicates(&mut self) {
        let mut first: BTreeMap<String, u32> = BTreeMap::new();
        let mut found = Vec::new();
        for Draft { row, question } in &self.drafts {
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

/// Letters, digits, `-` and `_`, beginning with a letter or `_`: what every tool takes, and no `.`, which means the answer.
fn is_name(name: &str) -> bool {
    name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}
