//! A compiled questionnaire: questions in form order, with their texts, choices, signs and compiled expressions.

use std::collections::BTreeMap;

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::expression::{Expression, Unsound};
use crate::graph::{Cycle, Graph};
use crate::sign::{QuestionSign, Sign};

/// A compiled questionnaire.
///
/// Reading one back checks it: jumps go forward, questions exist, nothing waits for itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "Parts")]
pub struct Form {
    /// The form id of the workbook: `suluh_c`.
    pub id: String,
    /// SHA-256 of the compiled content, in hex. Conversations and readings keep it; empty until the compiler sets it.
    pub hash: String,
    /// The title.
    pub title: Text,
    /// The version of the workbook.
    pub version: String,
    /// The languages the texts are written in, in the order of the workbook.
    pub languages: Vec<Language>,
    /// Which of [`Self::languages`] a conversation starts in.
    pub default_language: usize,
    questions: Vec<Question>,
    #[serde(skip)]
    graph: Graph,
    /// Bare names; `None` for a name two questions in different groups share.
    #[serde(skip)]
    names: BTreeMap<String, Option<QuestionId>>,
}

/// What a form is made of, before it is known to be sound. The fields of [`Form`] that are written, in the same order.
#[derive(Deserialize)]
struct Parts {
    id: String,
    hash: String,
    title: Text,
    version: String,
    languages: Vec<Language>,
    default_language: usize,
    questions: Vec<Question>,
}

/// Why questions make no form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// Questions wait for each other.
    #[error("Questions wait for each other in a circle")]
    Cycle(Cycle),
    /// An expression cannot be evaluated.
    #[error(transparent)]
    Unsound(#[from] Unsound),
    /// A question lies in a group that does not come before it.
    #[error("A question lies in a group that is not there")]
    Group,
    /// More questions than can be numbered, or no such default language.
    #[error("A form is too large, or its default language is not there")]
    Bounds,
}

/// A language of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// As in the workbook: `Bahasa Indonesia (id)`.
    pub name: String,
    /// The code in it: `id`. The key of every [`Text`].
    pub code: String,
}

/// A question by its position in form order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QuestionId(pub u32);

/// A question, a note, a calculation or a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The name: `c21`.
    pub name: String,
    /// The path: `/data/c21`.
    pub path: String,
    /// What is asked for.
    pub kind: Kind,
    /// The words of the question.
    pub label: Text,
    /// What the helper may need to know.
    pub hint: Text,
    /// Whether it may not be left out.
    pub required: bool,
    /// What to say when a required one is left out.
    pub required_message: Text,
    /// What to say when the constraint refuses an answer.
    pub constraint_message: Text,
    /// The choices of a select; empty for others.
    pub choices: Vec<Choice>,
    /// The part it plays in the conversation.
    pub role: Option<Role>,
    /// Whom the words are for.
    pub voice: Voice,
    /// Shown, never answered.
    pub readonly: bool,
    /// The signs its answer shows as a whole; those of single choices are in [`Choice::sign`].
    pub signs: Vec<QuestionSign>,
    /// The group it lies in.
    pub parent: Option<QuestionId>,
    /// When it is asked; always when there is none.
    pub relevant: Option<Expression>,
    /// What an answer must fulfil.
    pub constraint: Option<Expression>,
    /// What a calculation comes to.
    pub calculation: Option<Expression>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Nothing: words to read.
    Note,
    /// One choice of a list.
    SelectOne,
    /// Any choices of a list.
    SelectMultiple,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// Words.
    Text,
    /// A calendar date.
    Date,
    /// Nothing: worked out from other answers, never shown.
    Calculate,
    /// Nothing: questions that are shown or hidden together.
    Group,
}

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The name stored. Internal: never shown, printed or in a file name.
    pub name: String,
    /// The words.
    pub label: Text,
    /// Ticking it unticks the others, and the other way round (*none*, *prefer not to say*).
    pub exclusive: bool,
    /// What choosing it shows.
    pub sign: Option<Sign>,
}

/// The part a question plays in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// A note shown only with the reading.
    Reading,
    /// How the talk ended.
    Result,
    /// Signs of danger: anything ticked but *none* opens the emergency page.
    Danger,
}

/// Whom the words of a question are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Voice {
    /// Asked directly.
    #[default]
    Plain,
    /// Read aloud to the person.
    Aloud,
    /// For the helper, not to be read aloud.
    Helper,
}

impl QuestionId {
    /// The position, for indexing.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The question at a position. Forms are far smaller than `u32::MAX` (checked by [`Form::new`]).
    pub(crate) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl Question {
    /// Everything that decides whether it is asked and what it comes to: its group and what its expressions look at.
    pub(crate) fn needs(&self) -> Vec<QuestionId> {
        let looked_at = self.relevant.iter().chain(&self.calculation).flat_map(Expression::questions);
        let mut needs: Vec<QuestionId> = looked_at.chain(self.parent).collect();
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    /// Whether a person sees it: everything but calculations and groups.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        !matches!(self.kind, Kind::Calculate | Kind::Group)
    }

    /// Whether it takes an answer.
    #[must_use]
    pub fn takes_answer(&self) -> bool {
        self.is_asked() && self.kind != Kind::Note && !self.readonly
    }

    /// The choice of that name.
    #[must_use]
    pub fn choice(&self, name: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.name == name)
    }
}

impl Form {
    /// Puts a form together from questions in form order, a group before what lies in it. The hash is left empty.
    ///
    /// # Errors
    /// When questions wait for each other, or an expression or group names a question that is not there.
    pub fn new(
        id: String,
        title: Text,
        version: String,
        languages: Vec<Language>,
        default_language: usize,
        questions: Vec<Question>,
    ) -> Result<Self, FormError> {
        let hash = String::new();
        Parts { id, hash, title, version, languages, default_language, questions }.try_into()
    }

    /// The questions in form order.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// A question of this form.
    ///
    /// # Panics
    /// When the id belongs to another, longer form.
    #[must_use]
    pub fn question(&self, id: QuestionId) -> &Question {
        &self.questions[id.index()]
    }

    /// The ids of all questions, in form order.
    pub fn ids(&self) -> impl Iterator<Item = QuestionId> + use<> {
        (0..self.questions.len()).map(QuestionId::at)
    }

    /// The question of a bare name (`c21`), when only one has it.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<QuestionId> {
        self.names.get(name).copied().flatten()
    }

    /// The question at a path (`/data/c21`).
    #[must_use]
    pub fn find_path(&self, path: &str) -> Option<QuestionId> {
        self.ids().find(|id| self.question(*id).path == path)
    }

    /// The language of that code or name.
    #[must_use]
    pub fn language(&self, wanted: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == wanted || language.name == wanted)
    }

    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }
}

impl TryFrom<Parts> for Form {
    type Error = FormError;

    fn try_from(parts: Parts) -> Result<Self, FormError> {
        let Parts { id, hash, title, version, languages, default_language, questions } = parts;
        if u32::try_from(questions.len()).is_err() || default_language >= languages.len() {
            return Err(FormError::Bounds);
        }
        let mut names = BTreeMap::new();
        for (at, question) in questions.iter().enumerate() {
            let expressions = [&question.relevant, &question.constraint, &question.calculation];
            for expression in expressions.into_iter().flatten() {
                expression.check(questions.len())?;
            }
            if question.parent.is_some_and(|group| group.index() >= at) {
                return Err(FormError::Group);
            }
            names.entry(question.name.clone()).and_modify(|other| *other = None).or_insert(Some(QuestionId::at(at)));
        }
        let graph = Graph::of(&questions).map_err(FormError::Cycle)?;
        Ok(Self { id, hash, title, version, languages, default_language, questions, graph, names })
    }
}
