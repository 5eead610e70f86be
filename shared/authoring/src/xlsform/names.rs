//! The names of the questions, as formulas see them.

use std::collections::BTreeMap;

use guide::{Kind, Question, QuestionId};

use super::fault::Problem;

/// The names of a form's questions.
pub(super) struct Names<'a> {
    pub(super) questions: &'a [Question],
    by_name: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Names<'a> {
    pub(super) fn of(questions: &'a [Question]) -> Self {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, question) in questions.iter().enumerate() {
            by_name.entry(&question.name).or_default().push(at);
        }
        Self { questions, by_name }
    }

    /// The question a formula names.
    pub(super) fn find(&self, name: &str) -> Result<QuestionId, Problem> {
        match self.by_name.get(name).map(Vec::as_slice) {
            None => Err(Problem::UnknownReference(name.to_owned())),
            Some([at]) if matches!(self.questions[*at].kind, Kind::Note | Kind::Group) => {
                Err(Problem::NoAnswer(name.to_owned()))
            }
            // Forms have at most 10,000 questions.
            Some([at]) => Ok(QuestionId(u32::try_from(*at).unwrap_or(u32::MAX))),
            Some(_) => Err(Problem::AmbiguousReference(name.to_owned())),
        }
    }
}
