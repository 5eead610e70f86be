//! What formulas can name: the questions of a form, and the documents beside it.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use guide::{Kind, Pattern, Question, QuestionId, Table};

use crate::fault::Problem;

/// The questions and documents of a form.
pub(crate) struct Schema<'a> {
    pub(crate) questions: &'a [Question],
    pub(crate) tables: &'a [Table],
    documents: &'a BTreeMap<String, Document>,
    /// The path of what holds all questions: `/data`.
    pub(crate) root: &'a str,
    /// Whether a path that leads nowhere and the name of a note are faults, or nothing as in the peers.
    pub(crate) is_strict: bool,
    /// Whether a column that a list does not have is a fault, or empty as in the peers.
    pub(crate) needs_columns: bool,
    /// What the attributes of the instance hold, by path: `/data/note/@kind`. Nothing ever changes them.
    pub(crate) attributes: BTreeMap<String, String>,
    by_name: HashMap<&'a str, Vec<QuestionId>>,
    by_path: HashMap<&'a str, QuestionId>,
    /// The paths that were found to lead nowhere and were not told yet.
    nowhere: RefCell<Vec<String>>,
    /// The patterns read so far; nothing for those that cannot be read.
    patterns: RefCell<HashMap<String, Option<Pattern>>>,
}

/// Most patterns that differ: reading one takes far longer than writing it.
const MOST_PATTERNS: usize = 1_000;

/// Where the tables of a document lie in it: `root/item` and its number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Document {
    pub(crate) tables: BTreeMap<String, u16>,
}

impl<'a> Schema<'a> {
    pub(crate) fn new(
        questions: &'a [Question],
        tables: &'a [Table],
        documents: &'a BTreeMap<String, Document>,
        root: &'a str,
    ) -> Self {
        let mut by_name: HashMap<&str, Vec<QuestionId>> = HashMap::new();
        let mut by_path = HashMap::new();
        // Forms have far fewer questions than 2^32.
        for (id, question) in (0..).map(QuestionId).zip(questions) {
            by_name.entry(&question.name).or_default().push(id);
            by_path.entry(question.path.as_str()).or_insert(id);
        }
        Self {
            questions,
            tables,
            documents,
            root,
            is_strict: true,
            needs_columns: false,
            attributes: BTreeMap::new(),
            by_name,
            by_path,
            nowhere: RefCell::default(),
            patterns: RefCell::default(),
        }
    }

    /// The question a formula names by `${name}`.
    pub(crate) fn find(&self, name: &str) -> Result<QuestionId, Problem> {
        match self.by_name.get(name).map(Vec::as_slice) {
            None => Err(Problem::UnknownReference(name.to_owned())),
            Some([id]) if self.is_strict && matches!(self.question(*id).kind, Kind::Note | Kind::Group) => {
                Err(Problem::NoAnswer(name.to_owned()))
            }
            Some([id]) => Ok(*id),
            Some(_) => Err(Problem::AmbiguousReference(name.to_owned())),
        }
    }

    /// A pattern, read once however often it is written.
    pub(crate) fn pattern(&self, text: &str) -> Result<Pattern, Problem> {
        let mut patterns = self.patterns.borrow_mut();
        if patterns.len() >= MOST_PATTERNS && !patterns.contains_key(text) {
            return Err(Problem::DocumentTooLarge);
        }
        let pattern = patterns.entry(text.to_owned()).or_insert_with(|| Pattern::new(text));
        pattern.clone().ok_or_else(|| Problem::BadPattern(text.to_owned()))
    }

    /// Notes that a path leads nowhere.
    pub(super) fn leads_nowhere(&self, path: &str) {
        self.nowhere.borrow_mut().push(path.to_owned());
    }

    /// The paths noted as leading nowhere since this was last asked.
    pub(crate) fn nowhere(&self) -> Vec<String> {
        self.nowhere.take()
    }

    /// The question at a path.
    pub(crate) fn at_path(&self, path: &str) -> Option<QuestionId> {
        self.by_path.get(path).copied()
    }

    pub(crate) fn question(&self, id: QuestionId) -> &Question {
        &self.questions[id.index()]
    }

    pub(crate) fn document(&self, id: &str) -> Option<&Document> {
        self.documents.get(id)
    }

    /// The repeats a question lies in, outermost first, itself included.
    pub(crate) fn repeats(&self, question: Option<QuestionId>) -> Vec<QuestionId> {
        let mut repeats = Vec::new();
        let mut next = question;
        while let Some(id) = next {
            let question = self.question(id);
            if question.kind == Kind::Repeat {
                repeats.push(id);
            }
            next = question.parent;
        }
        repeats.reverse();
        repeats
    }
}
