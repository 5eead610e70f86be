//! What of a conversation is written, and how it is taken up again.
//!
//! Until the person agrees, nothing is written. At *yes* everything so far is committed at once; from then on each
//! answer before the next question shows. A *yes* taken back erases what was written.

use std::{collections::BTreeMap, sync::Arc};

use casework::{CaseFile, Happened};
use guide::{Answer, Guides, Interview, Kind, QuestionId, Today};
use sync::{EventId, Moment, SpaceId};

use super::{FormAnswers, Step, Talk, protocol};
use crate::effects::vault::VaultRequest;

/// What the vault holds of a conversation: for each question seen its answer, `None` when it was skipped.
pub(super) type Recorded = BTreeMap<(String, String), Option<Vec<String>>>;

impl Talk {
    /// What the vault must do before the screen may move on to `next`; `None` when nothing is or may be written.
    pub(crate) fn to_write(&self, next: Step, language: &str, at: Moment) -> Option<VaultRequest> {
        if !self.may_be_written() {
            return self.is_written().then_some(VaultRequest::Erase { space: self.space });
        }
        let mut happened = Vec::new();
        if !self.is_written() {
            happened.push(Happened::Began { language: language.to_owned() });
        }
        let nothing = Recorded::new();
        let recorded = self.recorded.as_ref().unwrap_or(&nothing);
        for (interview, id) in self.seen() {
            let question = &interview.form().questions()[id.0 as usize];
            let answer = interview.get(id).map(to_values);
            let key = (interview.form().id.clone(), question.name.clone());
            if recorded.get(&key) != Some(&answer) {
                happened.push(Happened::Answered {
                    form: key.0,
                    hash: interview.form().hash.clone(),
                    question: key.1,
                    answer,
                });
            }
        }
        happened.extend(self.reached(next).filter(|reached| !self.told.contains(reached)));
        Some(VaultRequest::Append { at, space: self.space, happened, place: Some(self.place_of(next)) })
    }

    /// What reaching a step means beside the answers: a reading was shown, or the talk ended.
    fn reached(&self, step: Step) -> Option<Happened> {
        match step {
            Step::Reading { form } => {
                let (rule, interview) = self.read(form)?;
                let statement = guide::statement(rule, interview).map(|statement| statement.id.clone());
                Some(Happened::ReadingShown {
                    form: interview.form().id.clone(),
                    hash: interview.form().hash.clone(),
                    rule: rule.id.clone(),
                    statement: statement.unwrap_or_default(),
                })
            }
            Step::After => Some(Happened::Ended { result: protocol::result(&self.interviews) }),
            Step::Question { .. } | Step::Check { .. } => None,
        }
    }

    /// The vault has done what [`Talk::to_write`] asked for, moving to `next`.
    pub(crate) fn written(&mut self, next: Step) {
        if !self.may_be_written() {
            self.recorded = None;
            self.told.clear();
            return;
        }
        let reached = self.reached(next).filter(|reached| !self.told.contains(reached));
        self.told.extend(reached);
        let recorded = self
            .seen()
            .map(|(interview, id)| {
                let name = interview.form().questions()[id.0 as usize].name.clone();
                ((interview.form().id.clone(), name), interview.get(id).map(to_values))
            })
            .collect();
        self.recorded = Some(recorded);
    }

    /// Takes a written conversation up again where it was left.
    pub(crate) fn resume(
        space: SpaceId,
        guides: Arc<Guides>,
        today: Today,
        file: &CaseFile,
        place: Option<&str>,
    ) -> Option<Self> {
        let mut talk = Self::begin(space, guides, today)?;
        let latest = file.talks.last().map(|talk| talk.id);
        talk.parked = talk
            .guides
            .forms
            .iter()
            .filter_map(|form| interview_of(&talk.guides, file, latest, &form.id, today))
            .collect();
        let first = talk.interviews.remove(0);
        let stored = talk.unpark(&first.form().id.clone());
        talk.interviews.push(stored.unwrap_or(first));
        while let Some(follows) = protocol::form_after(&talk.interviews) {
            // A form whose questions were all skipped has been begun too.
            let begun = file.answers.iter().any(|given| given.form == follows)
                || place.is_some_and(|place| place.starts_with(follows));
            if !begun {
                break;
            }
            talk.open(follows)?;
        }
        let place = place.and_then(|place| talk.step_at(place)).unwrap_or(talk.step);
        talk.go(place);
        talk.written(place);
        talk.shown = talk.all_asked().filter(|(form, id)| (*form, Some(*id)) <= talk.reached_so_far()).collect();
        Some(talk)
    }

    /// Questions up to where the conversation is, and any answered beyond.
    fn seen(&self) -> impl Iterator<Item = (&Interview, QuestionId)> {
        let at = self.reached_so_far();
        self.all_asked().filter_map(move |(form, id)| {
            let interview = &self.interviews[form];
            let is_question = interview.form().questions()[id.0 as usize].kind != Kind::Note;
            let reached = (form, Some(id)) <= at;
            (is_question && (reached || interview.get(id).is_some())).then_some((interview, id))
        })
    }

    /// Every relevant question and note, in the order of forms and questions.
    fn all_asked(&self) -> impl Iterator<Item = (usize, QuestionId)> {
        let asked = |(form, interview): (usize, &Interview)| interview.asked().into_iter().map(move |id| (form, id));
        self.interviews.iter().enumerate().flat_map(asked)
    }

    /// The last question that has been come to, in the order of forms and questions.
    fn reached_so_far(&self) -> (usize, Option<QuestionId>) {
        match self.step {
            Step::Question { form, question } => (form, Some(question)),
            Step::Check { form } | Step::Reading { form } => (form, self.reading_notes(form).first().copied()),
            Step::After => (self.interviews.len(), None),
        }
    }

    fn place_of(&self, step: Step) -> String {
        let id = |form: usize| self.interviews[form].form().id.as_str();
        match step {
            Step::Question { form, question } => {
                format!("{}/{}", id(form), self.interviews[form].form().questions()[question.0 as usize].name)
            }
            Step::Check { form } => format!("{}#check", id(form)),
            Step::Reading { form } => format!("{}#reading", id(form)),
            Step::After => "#after".to_owned(),
        }
    }

    fn step_at(&self, place: &str) -> Option<Step> {
        let form = |id: &str| self.interviews.iter().position(|interview| interview.form().id == id);
        if place == "#after" {
            return Some(Step::After);
        }
        if let Some((id, stage)) = place.split_once('#') {
            let form = form(id)?;
            return Some(if stage == "check" { Step::Check { form } } else { Step::Reading { form } });
        }
        let (id, question) = place.split_once('/')?;
        self.find(id, question)
    }
}

/// Puts stored answers back, hidden ones too.
fn fill(interview: &mut Interview, answers: &FormAnswers) {
    let form = Arc::clone(interview.form());
    for (id, question) in (0..).map(QuestionId).zip(form.questions()) {
        if let Some(answer) = answers.get(&question.name).and_then(|values| from_values(question.kind, values)) {
            // An answer that a newer form no longer takes stays in the vault and is left out here.
            let _ = interview.restore(id, answer);
        }
    }
}

/// The interview of a form in one talk, as a case file tells it; `None` when nothing of it was answered.
pub(crate) fn interview_of(
    guides: &Guides,
    file: &CaseFile,
    talk: Option<EventId>,
    form: &str,
    today: Today,
) -> Option<Interview> {
    let answers = answers_of(file, talk, form);
    let form = guides.forms.iter().find(|known| known.id == form)?;
    (!answers.is_empty()).then(|| {
        let mut interview = Interview::begin(Arc::clone(form), today);
        fill(&mut interview, &answers);
        interview
    })
}

fn answers_of(file: &CaseFile, talk: Option<EventId>, form: &str) -> FormAnswers {
    file.answers
        .iter()
        .filter(|given| given.talk == talk && given.form == form)
        .filter_map(|given| Some((given.question.clone(), given.answer.clone()?)))
        .collect()
}

fn to_values(answer: &Answer) -> Vec<String> {
    match answer {
        Answer::Text(value) | Answer::Number(value) | Answer::Choice(value) => vec![value.clone()],
        Answer::Choices(values) => values.clone(),
    }
}

fn from_values(kind: Kind, values: &[String]) -> Option<Answer> {
    let first = values.first()?.clone();
    match kind {
        Kind::SelectOne => Some(Answer::Choice(first)),
        Kind::SelectMultiple | Kind::Rank => Some(Answer::Choices(values.to_vec())),
        Kind::Integer | Kind::Decimal => Some(Answer::Number(first)),
        Kind::Note | Kind::Calculate | Kind::Group | Kind::Repeat => None,
        _ => Some(Answer::Text(first)),
    }
}
