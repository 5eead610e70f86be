//! One conversation over a form: answers, what is asked next, what each question reads as.

use std::fmt;
use std::sync::Arc;

use crate::answer::{Answer, Refusal};
use crate::date::{Date, Today};
use crate::evaluate::Around;
use crate::form::{Form, Kind, Question, QuestionId, Role};
use crate::reasons::Reason;
use crate::value::Value;

/// One conversation over a form.
///
/// Hidden answers are kept and come back; hidden questions read as empty. `Debug` shows the form only, never answers.
#[derive(Clone)]
pub struct Interview {
    pub(crate) form: Arc<Form>,
    pub(crate) today: Date,
    /// What was answered, also where it is hidden now.
    pub(crate) answers: Vec<Option<Answer>>,
    /// What each question comes to when it is not hidden.
    pub(crate) values: Vec<Value<'static>>,
    /// Whether each question is asked, groups above included.
    pub(crate) relevant: Vec<bool>,
}

/// Something about the answers that does not fit (yet).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Violation {
    /// A required question is asked and has no answer.
    Required(QuestionId),
    /// The constraint of an answered question is no longer fulfilled.
    Constraint(QuestionId),
}

impl fmt::Debug for Interview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interview").field("form", &self.form.id).finish_non_exhaustive()
    }
}

impl Around for Interview {
    fn value(&self, question: QuestionId) -> Value<'_> {
        if self.relevant[question.index()] { self.values[question.index()].borrowed() } else { Value::EMPTY }
    }

    fn today(&self) -> Date {
        self.today
    }
}

impl Interview {
    /// A conversation in which nothing has been answered yet.
    #[must_use]
    pub fn begin(form: Arc<Form>, today: Today) -> Self {
        let count = form.questions().len();
        let mut interview = Self {
            form,
            today: today.date(),
            answers: vec![None; count],
            values: vec![Value::EMPTY; count],
            relevant: vec![true; count],
        };
        interview.calculate_all();
        interview
    }

    /// The form.
    #[must_use]
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The conversation goes on at this moment: what depends on the date is worked out again when the date is another.
    pub fn at(&mut self, today: Today) {
        if self.today != today.date() {
            self.today = today.date();
            self.calculate_all();
        }
    }

    /// Answers a question. An empty text or list takes the answer away, as [`Self::clear`] does.
    ///
    /// # Errors
    /// A [`Refusal`]; the answer before stays.
    pub fn answer(&mut self, q: QuestionId, answer: Answer) -> Result<(), Refusal> {
        self.is_open(q)?;
        let form = Arc::clone(&self.form);
        let question = form.question(q);
        if answer.is_empty() {
            return self.clear(q);
        }
        let answer = question.normal(answer)?;
        if !self.fulfils(question, &answer) {
            return Err(Refusal::Constraint { question: q, message: question.constraint_message.clone() });
        }
        self.set(q, Some(answer));
        Ok(())
    }

    /// Puts a stored answer back, also of a question that is hidden now: it is there again when the question is.
    ///
    /// # Errors
    /// A [`Refusal`] when the form has no such question any more, or when the answer is no value of its kind.
    pub fn restore(&mut self, q: QuestionId, answer: Answer) -> Result<(), Refusal> {
        let form = Arc::clone(&self.form);
        let question = form.questions().get(q.index()).ok_or(Refusal::NoSuchQuestion)?;
        let answer = question.normal(answer)?;
        self.set(q, Some(answer));
        Ok(())
    }

    /// Ticks or unticks one choice of a select-multiple question.
    ///
    /// Ticking an exclusive choice unticks the others, ticking another one unticks the exclusive ones. Lists whose
    /// choices exclude nothing (signs of danger) simply toggle.
    ///
    /// # Errors
    /// A [`Refusal`]; what was ticked stays.
    pub fn tick(&mut self, q: QuestionId, choice: &str) -> Result<(), Refusal> {
        self.is_open(q)?;
        let form = Arc::clone(&self.form);
        let question = form.question(q);
        let Some(ticked) = question.choice(choice).filter(|_| question.kind == Kind::SelectMultiple) else {
            return Err(Refusal::BadValue);
        };
        let before = self.answers[q.index()].as_ref();
        let had = |name: &str| before.is_some_and(|answer| answer.has(name));
        let adding = !had(choice);
        let stays = |other: &crate::Choice| {
            if other.name == choice {
                adding
            } else {
                had(&other.name) && !(adding && (ticked.exclusive || other.exclusive))
            }
        };
        let names = question.choices.iter().filter(|other| stays(other)).map(|other| other.name.clone()).collect();
        self.answer(q, Answer::Choices(names))
    }

    /// Takes the answer away.
    ///
    /// # Errors
    /// [`Refusal::Required`] for a required question; otherwise as [`Self::answer`].
    pub fn clear(&mut self, q: QuestionId) -> Result<(), Refusal> {
        self.is_open(q)?;
        if self.form.question(q).required {
            return Err(Refusal::Required);
        }
        self.set(q, None);
        Ok(())
    }

    /// The answer; `None` when there is none or the question is hidden.
    #[must_use]
    pub fn get(&self, q: QuestionId) -> Option<&Answer> {
        let asked = *self.relevant.get(q.index())?;
        self.answers[q.index()].as_ref().filter(|_| asked)
    }

    /// What the question of that bare name reads as in an expression, calculations included; empty when there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.form.find(name).map(|q| self.value_of(q)).unwrap_or_default()
    }

    /// What a question reads as in an expression, calculations included.
    #[must_use]
    pub fn value_of(&self, q: QuestionId) -> String {
        if q.index() < self.values.len() { Around::value(self, q).text().into_owned() } else { String::new() }
    }

    /// Whether a question is asked, groups above it included.
    #[must_use]
    pub fn is_relevant(&self, q: QuestionId) -> bool {
        self.relevant.get(q.index()).copied().unwrap_or(false)
    }

    /// The notes and questions now asked, in form order.
    #[must_use]
    pub fn asked(&self) -> Vec<QuestionId> {
        self.form.ids().filter(|q| self.relevant[q.index()] && self.form.question(*q).is_asked()).collect()
    }

    /// The questions of a role now asked, in form order.
    #[must_use]
    pub fn asked_as(&self, role: Role) -> Vec<QuestionId> {
        let mut asked = self.asked();
        asked.retain(|q| self.form.question(*q).role == Some(role));
        asked
    }

    /// What does not fit (yet), in form order.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        for q in self.asked() {
            let question = self.form.question(q);
            match &self.answers[q.index()] {
                None if question.required => found.push(Violation::Required(q)),
                Some(answer) if !self.fulfils(question, answer) => found.push(Violation::Constraint(q)),
                _ => {}
            }
        }
        found
    }

    /// The words of a text with `${name}` replaced by what that question reads as.
    #[must_use]
    pub fn say(&self, words: &str) -> String {
        let mut said = String::with_capacity(words.len());
        let mut rest = words;
        while let Some((before, name, after)) = placeholder(rest) {
            said.push_str(before);
            said.push_str(&self.value(name));
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// The same conversation as if these answers had not been given, whatever is required or hidden.
    #[must_use]
    pub fn without(&self, taken: &[Reason]) -> Self {
        let mut other = self.clone();
        for reason in taken {
            let Some(answer) = other.answers.get(reason.question.index()).and_then(Option::as_ref) else { continue };
            let left = match (&reason.choice, answer) {
                (Some(choice), Answer::Choices(names)) => {
                    Answer::Choices(names.iter().filter(|name| *name != choice).cloned().collect())
                }
                (Some(choice), answer) if !answer.has(choice) => continue,
                _ => Answer::Choices(Vec::new()),
            };
            other.set(reason.question, (!left.is_empty()).then_some(left));
        }
        other
    }

    /// Whether a question takes an answer now.
    fn is_open(&self, q: QuestionId) -> Result<(), Refusal> {
        let question = self.form.questions().get(q.index()).ok_or(Refusal::NoSuchQuestion)?;
        if !self.relevant[q.index()] {
            return Err(Refusal::NotRelevant);
        }
        if question.takes_answer() { Ok(()) } else { Err(Refusal::ReadOnly) }
    }

    /// Whether an answer fulfils its question's constraint.
    fn fulfils(&self, question: &Question, answer: &Answer) -> bool {
        let here = Value::of(question.kind, answer);
        question.constraint.as_ref().is_none_or(|constraint| constraint.evaluate(self, &here).is_true())
    }
}

/// The first `${name}` of a text: what comes before, the name, what comes after.
#[must_use]
pub fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, from) = text.split_once("${")?;
    let (name, after) = from.split_once('}')?;
    Some((before, name.trim(), after))
}
