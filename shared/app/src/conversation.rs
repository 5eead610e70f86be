//! A conversation: forms asked one after the other, what is written when, and where it goes on.

mod protocol;
mod record;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use casework::Happened;
use guide::{Answer, Form, Guides, Interview, Kind, Question, QuestionId, Refusal, Role, Rule, Today};
use i18n::Text;
use sync::SpaceId;

pub(crate) use protocol::fitting_needs;
use record::Recorded;
pub(crate) use record::interview_of;

/// A conversation as it stands in memory.
pub(crate) struct Talk {
    /// The id under which it is written, once that is agreed.
    pub(crate) space: SpaceId,
    guides: Arc<Guides>,
    today: Today,
    /// One for each form begun, in order.
    interviews: Vec<Interview>,
    /// Forms that are no longer asked, with their answers: they may be asked again.
    parked: Vec<Interview>,
    step: Step,
    /// What the vault holds; `None` while nothing may be written.
    recorded: Option<Recorded>,
    /// Readings and endings the vault has been told of.
    told: Vec<Happened>,
    /// Questions and notes that have been on the screen.
    shown: BTreeSet<(usize, QuestionId)>,
    /// An answer is being changed from the check: what was seen before need not be gone through again.
    changing: bool,
    /// Words typed on the screen that are not yet an answer.
    pub(crate) typed: Option<String>,
}

/// Where a conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// At a question or note.
    Question {
        /// Which form, counted from the first begun.
        form: usize,
        /// The question.
        question: QuestionId,
    },
    /// Looking at all answers of a form before it is read.
    Check {
        /// Which form.
        form: usize,
    },
    /// Seeing what the answers may mean.
    Reading {
        /// Which form.
        form: usize,
    },
    /// All is asked.
    After,
}

/// Why the conversation cannot go on from a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Held {
    /// The question must be answered first.
    Unanswered,
    /// The answer is outside what the form allows; its own words about it, if any.
    Outside(Option<Text>),
    /// What was typed is not a whole number.
    NotANumber,
}

impl Talk {
    /// Begins with the opening form. `None` when the pack lacks it.
    pub(crate) fn begin(space: SpaceId, guides: Arc<Guides>, today: Today) -> Option<Self> {
        let mut talk = Self {
            space,
            guides,
            today,
            interviews: Vec::new(),
            parked: Vec::new(),
            step: Step::After,
            recorded: None,
            told: Vec::new(),
            shown: BTreeSet::new(),
            changing: false,
            typed: None,
        };
        talk.open(protocol::FIRST)?;
        let first = talk.first_of(0)?;
        talk.go(first);
        Some(talk)
    }

    pub(crate) fn step(&self) -> Step {
        self.step
    }

    /// Goes to a step that was computed before.
    pub(crate) fn go(&mut self, step: Step) {
        self.typed = None;
        self.step = step;
        match step {
            Step::Question { form, question } => {
                self.shown.insert((form, question));
            }
            Step::Check { .. } | Step::Reading { .. } | Step::After => self.changing = false,
        }
    }

    /// From here on what was seen before is passed over, back to the check.
    pub(crate) fn change(&mut self) {
        self.changing = true;
    }

    pub(crate) fn interview(&self, form: usize) -> &Interview {
        &self.interviews[form]
    }

    pub(crate) fn interviews(&self) -> &[Interview] {
        &self.interviews
    }

    /// The question or note on the screen.
    pub(crate) fn current(&self) -> Option<(&Interview, QuestionId, &Question)> {
        let Step::Question { form, question } = self.step else { return None };
        let interview = &self.interviews[form];
        Some((interview, question, &interview.form().questions()[question.0 as usize]))
    }

    /// Whether the vault holds this conversation.
    pub(crate) fn is_written(&self) -> bool {
        self.recorded.is_some()
    }

    /// Whether the person has agreed that answers are written down.
    pub(crate) fn may_be_written(&self) -> bool {
        protocol::may_be_written(&self.interviews)
    }

    /// Whether this place is as far as it goes: not private, not safe.
    pub(crate) fn must_stop(&self) -> bool {
        protocol::must_stop(&self.interviews)
    }

    /// Whether dangers are ticked at the question on the screen.
    pub(crate) fn is_danger_ticked(&self) -> bool {
        self.current().is_some_and(|(interview, id, question)| {
            question.role == Some(Role::Danger) && protocol::names_a_danger(interview.get(id))
        })
    }

    /// The dangers ticked anywhere so far, by their ids on the emergency page.
    pub(crate) fn dangers(&self) -> Vec<String> {
        protocol::dangers(&self.interviews)
    }

    /// Chooses the one answer.
    pub(crate) fn choose(&mut self, question: &str, choice: &str) {
        if let Some((form, id)) = self.on_screen(question) {
            // A choice the form does not offer can only come from a forged request; the old answer stays.
            let _ = self.interviews[form].answer(id, Answer::Choice(choice.to_owned()));
        }
    }

    /// Turns one of several answers on or off.
    pub(crate) fn tick(&mut self, question: &str, choice: &str) {
        if let Some((form, id)) = self.on_screen(question) {
            let _ = self.interviews[form].tick(id, choice);
        }
    }

    /// Takes the answer on the screen away.
    pub(crate) fn skip(&mut self) {
        self.typed = None;
        if let Step::Question { form, question } = self.step {
            let _ = self.interviews[form].clear(question);
        }
    }

    /// Turns what was typed into an answer and checks that the question may be left.
    ///
    /// # Errors
    ///
    /// See [`Held`]; the earlier answer stays.
    pub(crate) fn settle(&mut self) -> Result<(), Held> {
        let Step::Question { form, question } = self.step else { return Ok(()) };
        if let Some(typed) = self.typed.clone() {
            self.settle_typed(form, question, typed.trim())?;
            self.typed = None;
        }
        let interview = &self.interviews[form];
        let asked = &interview.form().questions()[question.0 as usize];
        if interview.is_required(question) && asked.kind != Kind::Note && interview.get(question).is_none() {
            return Err(Held::Unanswered);
        }
        Ok(())
    }

    fn settle_typed(&mut self, form: usize, question: QuestionId, typed: &str) -> Result<(), Held> {
        let interview = &mut self.interviews[form];
        let asked = interview.form().questions()[question.0 as usize].clone();
        let outcome = if typed.is_empty() {
            interview.clear(question)
        } else if matches!(asked.kind, Kind::Integer | Kind::Decimal) {
            interview.answer(question, Answer::Number(typed.to_owned()))
        } else {
            interview.answer(question, Answer::Text(typed.to_owned()))
        };
        outcome.map_err(|refusal| match refusal {
            Refusal::Constraint { .. } => {
                Held::Outside((!asked.constraint_message.is_empty()).then_some(asked.constraint_message))
            }
            Refusal::Required => Held::Unanswered,
            _ => Held::NotANumber,
        })
    }

    /// The step after this one. Opens the next form when this one is done.
    pub(crate) fn next(&mut self) -> Step {
        match self.step {
            Step::Question { form, question } => {
                let mut next = self.after_question(form, question);
                while let Step::Question { form, question } = next
                    && self.changing
                    && self.shown.contains(&(form, question))
                {
                    next = self.after_question(form, question);
                }
                next
            }
            Step::Check { form } => Step::Reading { form },
            Step::Reading { form } => {
                let last = self.reading_notes(form).last().copied();
                match last.and_then(|last| self.question_after(form, last)) {
                    Some(question) => Step::Question { form, question },
                    None => self.after_form(form),
                }
            }
            Step::After => Step::After,
        }
    }

    /// The step before this one; `None` at the very beginning.
    pub(crate) fn previous(&self) -> Option<Step> {
        match self.step {
            Step::Question { form, question } => self.before_question(form, question),
            Step::Check { form } => {
                let first = self.reading_notes(form).first().copied();
                first.and_then(|first| self.before_question(form, first))
            }
            Step::Reading { form } => Some(Step::Check { form }),
            Step::After => self.last_of(self.interviews.len() - 1),
        }
    }

    /// A question asked so far, by form id and name.
    pub(crate) fn find(&self, form: &str, question: &str) -> Option<Step> {
        let form = self.interviews.iter().position(|interview| interview.form().id == form)?;
        let interview = &self.interviews[form];
        let question = interview.form().find(question)?;
        interview.asked().contains(&question).then_some(Step::Question { form, question })
    }

    /// What is read once this form is answered, and by which rule; `None` when nothing so far is read. The stronger reading
    /// wins: a form never lowers what one before it showed.
    ///
    /// Source: `questionnaires.md`, rule 12.
    pub(crate) fn read(&self, form: usize) -> Option<(&Rule, &Interview)> {
        self.guides.strongest(&self.interviews[..=form])
    }

    /// How far the person has come in this form: questions begun and questions in all, notes left out.
    pub(crate) fn progress(&self) -> Option<(u32, u32)> {
        let Step::Question { form, question } = self.step else { return None };
        let interview = &self.interviews[form];
        let questions = interview.form().questions();
        let asked: Vec<QuestionId> =
            interview.asked().into_iter().filter(|id| questions[id.0 as usize].kind != Kind::Note).collect();
        let begun = asked.iter().filter(|id| **id <= question).count().max(1);
        Some((u32::try_from(begun).ok()?, u32::try_from(asked.len()).ok()?))
    }

    fn on_screen(&self, name: &str) -> Option<(usize, QuestionId)> {
        let Step::Question { form, question } = self.step else { return None };
        let shown = &self.interviews[form].form().questions()[question.0 as usize];
        (shown.name == name).then_some((form, question))
    }

    fn open(&mut self, form: &str) -> Option<usize> {
        if let Some(open) = self.interviews.iter().position(|interview| interview.form().id == form) {
            return Some(open);
        }
        let known: Arc<Form> = self.guides.forms.iter().find(|known| known.id == form).cloned()?;
        let interview = self.unpark(form).unwrap_or_else(|| Interview::begin(known, self.today));
        self.interviews.push(interview);
        Some(self.interviews.len() - 1)
    }

    /// Takes a form up again that was put aside.
    fn unpark(&mut self, form: &str) -> Option<Interview> {
        let parked = self.parked.iter().position(|interview| interview.form().id == form)?;
        Some(self.parked.remove(parked))
    }

    fn first_of(&self, form: usize) -> Option<Step> {
        let question = *self.interviews[form].asked().first()?;
        Some(Step::Question { form, question })
    }

    fn last_of(&self, form: usize) -> Option<Step> {
        let asked = self.interviews[form].asked();
        let last = *asked.last()?;
        if self.is_reading_note(form, last) {
            return Some(Step::Reading { form });
        }
        Some(Step::Question { form, question: last })
    }

    fn after_question(&mut self, form: usize, question: QuestionId) -> Step {
        match self.question_after(form, question) {
            Some(next) if self.is_reading_note(form, next) => Step::Check { form },
            Some(question) => Step::Question { form, question },
            None => self.after_form(form),
        }
    }

    /// Opens the form that follows. Forms opened for answers that have changed since are put aside.
    fn after_form(&mut self, form: usize) -> Step {
        let follows = protocol::form_after(&self.interviews[..=form]);
        let opened_next = self.interviews.get(form + 1).map(|interview| interview.form().id.clone());
        if opened_next.as_deref() != follows {
            self.parked.extend(self.interviews.drain(form + 1..));
            self.shown.retain(|(shown, _)| *shown <= form);
        }
        follows.and_then(|follows| self.open(follows)).and_then(|form| self.first_of(form)).unwrap_or(Step::After)
    }

    fn before_question(&self, form: usize, question: QuestionId) -> Option<Step> {
        let before = self.interviews[form].asked().into_iter().rfind(|asked| *asked < question);
        match before {
            Some(before) if self.is_reading_note(form, before) => Some(Step::Reading { form }),
            Some(question) => Some(Step::Question { form, question }),
            None => form.checked_sub(1).and_then(|form| self.last_of(form)),
        }
    }

    fn question_after(&self, form: usize, question: QuestionId) -> Option<QuestionId> {
        self.interviews[form].asked().into_iter().find(|asked| *asked > question)
    }

    fn reading_notes(&self, form: usize) -> Vec<QuestionId> {
        self.interviews[form].asked().into_iter().filter(|id| self.is_reading_note(form, *id)).collect()
    }

    fn is_reading_note(&self, form: usize, question: QuestionId) -> bool {
        self.interviews[form].form().questions()[question.0 as usize].role == Some(Role::Reading)
    }
}

/// The label of a choice, by its name.
pub(crate) fn choice_label<'a>(question: &'a Question, name: &str) -> Option<&'a Text> {
    question.choices.iter().find(|choice| choice.name == name).map(|choice| &choice.label)
}

/// The answers of a form by question name, as the vault keeps them.
pub(crate) type FormAnswers = BTreeMap<String, Vec<String>>;
