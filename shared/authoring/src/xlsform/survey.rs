//! The survey sheet: groups, repeats and questions in form order.

use std::collections::{BTreeMap, BTreeSet};

use guide::{Choice, Extras, Kind, Question, QuestionId};

use super::choices::{List, Lists};
use super::kind::{self, Asked, Written};
use super::settings::Settings;
use super::tables::Beside;
use super::texts::{self, Languages};
use super::{LONGEST_NAME, Told, is_any_name, is_name};
use crate::fault::Problem;
use crate::workbook::cell;
use crate::workbook::sheet::{Row, Sheet};

mod actions;
mod added;
mod cells;
mod draft;
mod finish;
mod itemset;
mod others;

use draft::Draft;

/// Most questions, notes, calculations, groups and repeats.
pub(super) const MOST_QUESTIONS: usize = 10_000;
/// Most choices over all questions; a list counts once for each question that uses it.
const MOST_CHOICES: usize = 200_000;
/// Most text of all those choices, in bytes.
const LARGEST_CHOICES: usize = 16 << 20;
/// Most groups inside each other: every path names all of them.
pub(super) const MOST_OPEN: usize = 50;

const RELEVANT: [&str; 1] = ["relevant"];
const CALCULATION: [&str; 1] = ["calculation"];
const CONSTRAINT: [&str; 1] = ["constraint"];
const SIGN: [&str; 4] = ["bind::suluh:sign", "bind::suluh:dimension", "bind::suluh:strength", "bind::suluh:when"];
const ROLE: [&str; 1] = ["bind::suluh:role"];
const VOICE: [&str; 1] = ["bind::suluh:voice"];
const READ_ONLY: [&str; 1] = ["read_only"];
const REQUIRED: [&str; 1] = ["required"];
const COUNT: [&str; 1] = ["repeat_count"];
const DEFAULT: [&str; 1] = ["default"];
const TRIGGER: [&str; 1] = ["trigger"];
const FILTER: [&str; 1] = ["choice_filter"];
const PARAMETERS: [&str; 1] = ["parameters"];
const DISABLED: [&str; 1] = ["disabled"];
const APPEARANCE: [&str; 1] = ["appearance"];
const PLAIN: [&str; 2] = ["type", "name"];
/// What only screens of other apps and servers act on.
const IGNORED: [&str; 7] =
    ["autoplay", "rows", "noapperrorstring", "no_app_error_string", "save_to", "compact_tag", "intent"];
/// What is for them, whatever follows.
const IGNORED_PARTS: [&str; 6] = ["instance::", "bind::odk:", "bind::orx:", "body::", "control::", "sms_"];

/// The questions of a form, not yet known to be free of circles.
#[derive(Default)]
pub(super) struct Survey {
    pub(super) questions: Vec<Question>,
    /// The row of each.
    pub(super) rows: Vec<u32>,
    pub(super) extras: Extras,
}

/// Reads the whole sheet.
pub(super) fn read(
    sheet: &Sheet,
    lists: &Lists,
    beside: Beside,
    languages: &Languages,
    settings: &Settings,
    told: &mut Told,
) -> Survey {
    let is_part = |header: &str| IGNORED_PARTS.iter().any(|part| header.starts_with(part));
    let is_ignored = |header: &str| IGNORED.contains(&header) || texts::is_media(header) || is_part(header);
    sheet.note_headers(is_ignored, told);
    sheet.check_headers(|header| is_known(header) || is_ignored(header), told);
    for column in ["type", "name"] {
        if sheet.column(&[column]).is_none() {
            told.faults.push(sheet.fault_of_sheet(Problem::MissingColumn(column.to_owned())));
            return Survey::default();
        }
    }
    if sheet.rows.len() > MOST_QUESTIONS {
        told.faults.push(sheet.fault_of_sheet(Problem::TooMany { what: "questions", limit: MOST_QUESTIONS }));
        return Survey::default();
    }
    if let Some(problem) = too_many_choices(sheet, lists) {
        told.faults.push(sheet.fault_of_sheet(problem));
        return Survey::default();
    }
    let mut reader = Reader {
        sheet,
        lists,
        languages,
        settings,
        told,
        drafts: Vec::new(),
        open: Vec::new(),
        told_namespace: false,
        appearances: BTreeSet::new(),
    };
    for row in &sheet.rows {
        reader.row(row);
    }
    reader.finish(beside)
}

/// Counts the choices of all questions before they are copied: many questions can share one long list.
fn too_many_choices(sheet: &Sheet, lists: &Lists) -> Option<Problem> {
    let texts = |choices: &[Choice]| {
        choices.iter().flat_map(|choice| choice.label.0.values()).map(|phrase| phrase.text.len()).sum::<usize>()
    };
    let size = |list: &List| (list.choices.len(), texts(&list.choices));
    let sizes: BTreeMap<&str, (usize, usize)> = lists.iter().map(|(name, list)| (name.as_str(), size(list))).collect();
    let (mut count, mut bytes) = (0, 0);
    for row in &sheet.rows {
        // Those that are looked up are kept once.
        let list = sheet.cell(row, &["type"]).filter(|_| !super::tables::is_looked_up(sheet, row));
        let list = list.and_then(|kind| kind.split_whitespace().find_map(|word| sizes.get(word)));
        let (choices, texts) = list.copied().unwrap_or_default();
        count += choices;
        bytes += texts;
    }
    if count > MOST_CHOICES {
        return Some(Problem::TooMany { what: "choices", limit: MOST_CHOICES });
    }
    (bytes > LARGEST_CHOICES).then_some(Problem::TooLarge)
}

pub(super) fn is_known(header: &str) -> bool {
    let groups = [
        &PLAIN[..],
        &RELEVANT,
        &CALCULATION,
        &CONSTRAINT,
        &SIGN,
        &ROLE,
        &VOICE,
        &READ_ONLY,
        &REQUIRED,
        &COUNT,
        &DEFAULT,
        &TRIGGER,
        &FILTER,
        &PARAMETERS,
        &DISABLED,
        &APPEARANCE,
    ];
    groups.into_iter().flatten().any(|known| *known == header) || texts::is_text(header)
}

struct Reader<'a, 'f> {
    sheet: &'a Sheet,
    lists: &'a Lists,
    languages: &'a Languages,
    settings: &'a Settings,
    told: &'f mut Told,
    drafts: Vec<Draft<'a>>,
    /// The groups and repeats open here.
    open: Vec<Open>,
    /// Whether the missing namespace has been told: once is enough.
    told_namespace: bool,
    /// The appearances noted so far.
    appearances: BTreeSet<String>,
}

/// A group or repeat that is open.
struct Open {
    id: QuestionId,
    name: String,
    path: String,
    kind: Kind,
}

impl<'a> Reader<'a, '_> {
    fn fault(&mut self, row: &Row, column: &str, problem: Problem) {
        self.told.faults.push(self.sheet.fault(row, column, problem));
    }

    fn note(&mut self, row: &Row, column: &str, problem: Problem) {
        self.told.notes.push(self.sheet.fault(row, column, problem));
    }

    /// As [`Self::fault`] in workbooks of ours.
    fn lack(&mut self, row: &Row, column: &str, problem: Problem) {
        self.told.lack(self.sheet.fault(row, column, problem));
    }

    fn row(&mut self, row: &'a Row) {
        let name = self.sheet.cell(row, &["name"]);
        if self.sheet.cell(row, &DISABLED).and_then(cell::truth) == Some(true) {
            return;
        }
        let Some(written) = self.sheet.cell(row, &["type"]) else {
            // Others write remarks into rows of their own.
            return match name {
                None => self.lack(row, "type", Problem::MissingType),
                Some(_) => self.fault(row, "type", Problem::MissingType),
            };
        };
        match kind::read(written) {
            None => self.fault(row, "type", Problem::BadType(written.to_owned())),
            Some(Written::End(kind)) => match self.open.pop() {
                Some(open) if open.kind == kind => {}
                Some(Open { id, name: open, .. }) => {
                    let ends = if kind == Kind::Repeat { "repeat" } else { "group" };
                    let begins = self.drafts[id.index()].row.number;
                    self.fault(row, "type", Problem::WrongEnd { ends, open, row: begins });
                }
                None => self.fault(row, "type", Problem::GroupNotOpen),
            },
            Some(Written::Begin(kind)) => self.named(row, name, Asked::group(kind)),
            Some(Written::Question(asked)) => self.named(row, name, asked),
            Some(Written::File(_)) if name.is_none() => self.fault(row, "name", Problem::MissingName),
            Some(Written::File(_)) => {}
            Some(Written::Nothing) => self.note(row, "type", Problem::NeverCollected(written.to_owned())),
            Some(Written::Include) => self.fault(row, "type", Problem::Include),
        }
    }

    fn named(&mut self, row: &'a Row, name: Option<&str>, asked: Asked<'a>) {
        // As other tools name what nobody names.
        let generated = match asked.kind {
            Kind::Note => Some("note"),
            Kind::Group => Some("group"),
            _ => None,
        };
        match (name, generated.filter(|_| !self.told.is_ours)) {
            (Some(name), _) => self.question(row, asked, name),
            (None, Some(kind)) => self.question(row, asked, &format!("generated_{kind}_name_{}", row.number)),
            (None, None) => self.fault(row, "name", Problem::MissingName),
        }
    }

    fn question(&mut self, row: &'a Row, asked: Asked<'a>, name: &str) {
        let asked = self.as_here(row, asked);
        let kind = asked.kind;
        let is_possible = if self.told.is_ours { is_name } else { is_any_name };
        if !is_possible(name) {
            self.fault(row, "name", Problem::BadName(name.to_owned()));
        }
        if name == "meta" {
            self.fault(row, "name", Problem::ReservedName(name.to_owned()));
        }
        if name.len() > LONGEST_NAME {
            return;
        }
        let opens = matches!(kind, Kind::Group | Kind::Repeat);
        if opens && self.open.len() == MOST_OPEN {
            let problem = Problem::TooMany { what: "groups inside each other", limit: MOST_OPEN };
            return self.fault(row, "type", problem);
        }
        self.refuse_unfit(row, &asked);
        let count = (kind == Kind::Repeat).then(|| self.count(row, name)).flatten();
        let is_asked = !matches!(kind, Kind::Calculate | Kind::Group | Kind::Repeat);
        let mut text = |kind: &str, needed: bool| {
            texts::read(self.sheet, row, kind, needed, self.languages, self.settings, self.told)
        };
        let mut question = Question {
            label: text("label", is_asked),
            hint: texts::joined(text("hint", false), text("guidance_hint", false)),
            required_message: text("required_message", false),
            constraint_message: text("constraint_message", false),
            role: self.role(row),
            voice: self.voice(row),
            ..self.placed(name, kind)
        };
        question.holds = asked.holds;
        let path = question.path.clone();
        let mut draft = Draft::read(self.sheet, row, question, &asked);
        draft.count = count;
        self.list(&mut draft, &asked);
        self.range(&mut draft, &asked);
        self.refuse_default(&draft);
        let id = self.push(draft);
        let sign = self.sign(row);
        self.drafts[id.index()].question.signs.extend(sign);
        if asked.or_other {
            self.other(row, name, &path);
        }
        if opens {
            self.open.push(Open { id, name: name.to_owned(), path, kind });
        }
    }

    /// A question where the reader stands.
    fn placed(&self, name: &str, kind: Kind) -> Question {
        let around = self.open.last();
        let path = format!("{}/{name}", around.map_or(self.settings.root.as_str(), |open| &open.path));
        Question { parent: around.map(|open| open.id), ..Question::new(name, &path, kind) }
    }

    fn push(&mut self, draft: Draft<'a>) -> QuestionId {
        // At most three for each of `MOST_QUESTIONS` rows.
        let id = QuestionId(u32::try_from(self.drafts.len()).unwrap_or(u32::MAX));
        self.drafts.push(draft);
        id
    }
}
