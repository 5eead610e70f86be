//! A compiled questionnaire: questions in form order, with their texts, choices, signs and compiled expressions.

use std::collections::BTreeMap;

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::expression::{Bounds, Expression, Unsound};
use crate::graph::{Cycle, Graph};
use crate::outline::Outline;
use crate::program::Program;
use crate::question::{Kind, Question, QuestionId};
use crate::table::Table;

/// A compiled questionnaire.
///
/// Reading one back checks it: jumps go forward, everything named exists, nothing waits for itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "FormParts")]
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
    extras: Extras,
    #[serde(skip)]
    graph: Graph,
    #[serde(skip)]
    program: Program,
    #[serde(skip)]
    outline: Outline,
    /// The questions sorted by their name.
    #[serde(skip)]
    by_name: Vec<QuestionId>,
    /// The questions sorted by their path.
    #[serde(skip)]
    by_path: Vec<QuestionId>,
    /// The positions of the actions sorted by their event.
    #[serde(skip)]
    by_event: Vec<usize>,
}

/// What a form is made of, before it is known to be sound. The fields of [`Form`] that are written, in the same order.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct FormParts {
    /// [`Form::id`].
    pub id: String,
    /// [`Form::hash`].
    pub hash: String,
    /// [`Form::title`].
    pub title: Text,
    /// [`Form::version`].
    pub version: String,
    /// [`Form::languages`].
    pub languages: Vec<Language>,
    /// [`Form::default_language`].
    pub default_language: usize,
    /// [`Form::questions`].
    pub questions: Vec<Question>,
    /// [`Form::extras`].
    pub extras: Extras,
}

/// What a form may have besides its questions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Extras {
    /// Lists that choices and look-ups come from; one inside another after it.
    pub tables: Vec<Table>,
    /// Texts that expressions name by their id.
    pub texts: BTreeMap<String, Text>,
    /// What is put into texts: `${=0}` stands for the first.
    pub outputs: Vec<Expression>,
    /// What happens by itself.
    pub actions: Vec<Action>,
    /// The repeat instances there are at the beginning, those inside another after it.
    pub starts: Vec<Start>,
    /// The repeats that a new instance of one begins with an instance of; as often as it begins with more.
    pub inner: BTreeMap<QuestionId, Vec<QuestionId>>,
    /// The questions and repeats as they are asked. The order of the questions when it is empty.
    pub order: Vec<Shown>,
}

/// A question or repeat among those asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The question or repeat.
    pub question: QuestionId,
    /// Where what is asked inside it ends; the next position for a question.
    pub end: u32,
}

/// A repeat instance there is at the beginning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The repeat.
    pub repeat: QuestionId,
    /// The instance it lies in, by its position among the starts.
    pub inside: Option<u32>,
    /// What its questions hold, where that is not their default.
    pub values: Vec<(QuestionId, String)>,
}

/// Something that happens by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// When.
    pub event: Event,
    /// The question whose value is set.
    pub target: QuestionId,
    /// To what; looked from the target.
    pub value: Expression,
}

/// When something happens by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Event {
    /// A conversation begins.
    Begin,
    /// An instance of the repeat is added.
    Added(QuestionId),
    /// The answer of the question becomes another.
    Changed(QuestionId),
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
    /// A question lies in a group that does not come before it, or is asked where it cannot be.
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
        FormParts { id, title, version, languages, default_language, questions, ..FormParts::default() }.try_into()
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
        match self.sorted(&self.by_name, name, |question| &question.name) {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The question at a path (`/data/c21`).
    #[must_use]
    pub fn find_path(&self, path: &str) -> Option<QuestionId> {
        self.sorted(&self.by_path, path, |question| &question.path).first().copied()
    }

    /// The questions that have a text, among all sorted by it.
    fn sorted<'a>(&self, sorted: &'a [QuestionId], text: &str, of: fn(&Question) -> &String) -> &'a [QuestionId] {
        let of = |id: &QuestionId| of(self.question(*id)).as_str();
        let from = sorted.partition_point(|id| of(id) < text);
        let length = sorted[from..].partition_point(|id| of(id) == text);
        &sorted[from..from + length]
    }

    /// The language of that code or name.
    #[must_use]
    pub fn language(&self, wanted: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == wanted || language.name == wanted)
    }

    /// What it has besides its questions.
    #[must_use]
    pub fn extras(&self) -> &Extras {
        &self.extras
    }

    /// What happens by itself at an event, in order.
    pub(crate) fn actions_at(&self, event: Event) -> impl Iterator<Item = &Action> {
        let of = |at: &usize| self.extras.actions[*at].event;
        let from = self.by_event.partition_point(|at| of(at) < event);
        let actions = self.by_event[from..].iter().map(|at| &self.extras.actions[*at]);
        actions.take_while(move |action| action.event == event)
    }

    pub(crate) fn program(&self) -> &Program {
        &self.program
    }

    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }

    pub(crate) fn outline(&self) -> &Outline {
        &self.outline
    }
}

impl TryFrom<FormParts> for Form {
    type Error = FormError;

    fn try_from(parts: FormParts) -> Result<Self, FormError> {
        let FormParts { id, hash, title, version, languages, default_language, questions, mut extras } = parts;
        if u32::try_from(questions.len()).is_err() || default_language >= languages.len() {
            return Err(FormError::Bounds);
        }
        if questions.iter().enumerate().any(|(at, question)| question.parent.is_some_and(|group| group.index() >= at)) {
            return Err(FormError::Group);
        }
        let sorted = |of: fn(&Question) -> &String| {
            let texts = questions.iter().map(|question| of(question).as_str());
            let mut texts: Vec<(&str, QuestionId)> = texts.zip((0..questions.len()).map(QuestionId::at)).collect();
            texts.sort_unstable();
            texts.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
        };
        let (by_name, by_path) = (sorted(|question| &question.name), sorted(|question| &question.path));
        let outline = Outline::of(&questions).ok_or(FormError::Group)?;
        check_expressions(&questions, &extras)?;
        if extras.order.is_empty() {
            extras.order = outline.order();
        }
        if !extras.is_sound(&questions, &outline) {
            return Err(FormError::Group);
        }
        let graph = Graph::of(&questions, &outline).map_err(FormError::Cycle)?;
        let program = Program::of(&questions, graph.order());
        let mut by_event: Vec<usize> = (0..extras.actions.len()).collect();
        by_event.sort_by_key(|at| extras.actions[*at].event);
        Ok(Self {
            id,
            hash,
            title,
            version,
            languages,
            default_language,
            questions,
            extras,
            graph,
            program,
            outline,
            by_name,
            by_path,
            by_event,
        })
    }
}

fn check_expressions(questions: &[Question], extras: &Extras) -> Result<(), Unsound> {
    for (at, table) in extras.tables.iter().enumerate() {
        if table.parent().is_some_and(|above| usize::from(above) >= at) || !table.is_sound(&extras.tables) {
            return Err(Unsound::Path);
        }
    }
    let bounds = Bounds { questions: questions.len(), tables: &extras.tables };
    let actions = extras.actions.iter().map(|action| &action.value);
    let all = questions.iter().flat_map(Question::expressions).chain(&extras.outputs).chain(actions);
    all.into_iter().try_for_each(|expression| expression.check(&bounds))
}

impl Extras {
    /// Checks that what it names is there and lies where it is said to.
    fn is_sound(&self, questions: &[Question], outline: &Outline) -> bool {
        let is_repeat = |id: QuestionId| questions.get(id.index()).is_some_and(|q| q.kind == Kind::Repeat);
        let is_there = |id: QuestionId| id.index() < questions.len();
        let starts = self.starts.iter().enumerate().all(|(at, start)| {
            let above = start.inside.and_then(|inside| self.starts.get(inside as usize)).map(|above| above.repeat);
            let placed = start.inside.is_none_or(|inside| (inside as usize) < at);
            let inside = |(question, _): &(QuestionId, String)| {
                is_there(*question) && outline.home(*question) == Some(start.repeat)
            };
            is_repeat(start.repeat)
                && placed
                && above == outline.around(start.repeat)
                && start.values.iter().all(inside)
        });
        let actions = self.actions.iter().all(|action| {
            is_there(action.target)
                && match action.event {
                    Event::Begin => true,
                    Event::Added(repeat) => is_repeat(repeat),
                    Event::Changed(question) => is_there(question),
                }
        });
        let inner = self.inner.iter().all(|(repeat, inner)| {
            let fits = |inside: &QuestionId| is_repeat(*inside) && outline.around(*inside) == Some(*repeat);
            is_repeat(*repeat) && inner.iter().all(fits)
        });
        starts && inner && actions && self.is_order_sound(questions)
    }

    /// What is asked inside a repeat ends before what is around it does.
    fn is_order_sound(&self, questions: &[Question]) -> bool {
        let mut open = vec![self.order.len()];
        self.order.iter().enumerate().all(|(at, shown)| {
            while open.len() > 1 && open.last().is_some_and(|end| *end <= at) {
                open.pop();
            }
            let end = shown.end as usize;
            let fits = at < end && open.last().is_some_and(|around| end <= *around);
            let Some(question) = questions.get(shown.question.index()) else { return false };
            open.push(end);
            fits && (question.kind == Kind::Repeat || end == at + 1)
        })
    }
}
