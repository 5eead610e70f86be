//! One conversation over a form: answers, what is asked next, what each question reads as.

use std::fmt;
use std::sync::Arc;

use i18n::Text;

use crate::answer::{Answer, Refusal};
use crate::date::Today;
use crate::evaluate::{Around, Node};
use crate::expression::Expression;
use crate::form::{Event, Form};
use crate::place::{Block, Place, ROOT};
use crate::question::QuestionId;
use crate::question::{Kind, Question, Role};
use crate::reasons::Reason;
use crate::seed::Seed;
use crate::value::Value;

/// One conversation over a form.
///
/// Hidden answers are kept and come back; hidden questions read as empty. `Debug` shows the form only, never answers.
#[derive(Clone)]
pub struct Interview {
    pub(crate) form: Arc<Form>,
    pub(crate) now: Today,
    seed: Seed,
    /// The code of the language spoken.
    language: String,
    /// What lies outside repeats, and each instance of a repeat; `None` for one that was removed.
    pub(crate) blocks: Vec<Option<Block>>,
    /// How many answers are just setting each other off.
    pub(crate) chain: u8,
}

/// Something about the answers that does not fit (yet).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Violation {
    /// A required question is asked and has no answer.
    Required(Place),
    /// The constraint of an answered question is no longer fulfilled.
    Constraint(Place),
}

impl fmt::Debug for Interview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interview").field("form", &self.form.id).finish_non_exhaustive()
    }
}

impl Interview {
    /// A conversation in which nothing has been answered yet.
    #[must_use]
    pub fn begin(form: Arc<Form>, today: Today) -> Self {
        Self::begin_with_entropy(form, today, today.utc_ms.unsigned_abs())
    }

    /// The same, with the randomness that `uuid()` and `random()` draw from. This crate has none of its own.
    #[must_use]
    pub fn begin_with_entropy(form: Arc<Form>, today: Today, entropy: u64) -> Self {
        let language = form.languages[form.default_language].code.clone();
        let mut interview = Self { form, now: today, seed: Seed::new(entropy), language, blocks: Vec::new(), chain: 0 };
        interview.begin_blocks();
        interview.act(Event::Begin, ROOT);
        interview.calculate_all();
        interview
    }

    /// The form.
    #[must_use]
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The conversation goes on at this moment: what depends on the date or the time is worked out again.
    pub fn at(&mut self, today: Today) {
        let other_day = self.now.date() != today.date();
        self.now = today;
        if other_day {
            self.calculate_all();
        }
    }

    /// The conversation goes on in this language, named by its code: what puts words into a value is worked out again.
    pub fn speak(&mut self, language: &str) {
        if self.language != language {
            language.clone_into(&mut self.language);
            if self.form.questions().iter().flat_map(Question::expressions).any(Expression::asks_for_words) {
                self.calculate_all();
            }
        }
    }

    /// Answers a question. An empty text or list takes the answer away, as [`Self::clear`] does.
    ///
    /// # Errors
    /// A [`Refusal`]; the answer before stays.
    pub fn answer(&mut self, place: impl Into<Place>, answer: Answer) -> Result<(), Refusal> {
        let place = place.into();
        self.is_open(place)?;
        if answer.is_empty() {
            return self.clear(place);
        }
        let answer = self.normal(place, answer)?;
        let question = self.form.question(place.question);
        if !self.fulfils(place, &Value::of(question, &answer, self.now.offset_min)) {
            return Err(Refusal::Constraint { place, message: question.constraint_message.clone() });
        }
        self.set(place, Some(answer));
        Ok(())
    }

    /// Puts a stored answer back, also of a question that is hidden now: it is there again when the question is.
    ///
    /// # Errors
    /// A [`Refusal`] when the form has no such question any more, or when the answer is no value of its kind.
    pub fn restore(&mut self, place: impl Into<Place>, answer: Answer) -> Result<(), Refusal> {
        let place = place.into();
        let form = Arc::clone(&self.form);
        let question = form.questions().get(place.question.index()).ok_or(Refusal::NoSuchQuestion)?;
        self.slot(place).ok_or(Refusal::NoSuchQuestion)?;
        // What is offered may depend on answers that are still to be put back.
        let answer = question.normal(answer, |name| question.itemset.is_some() || question.choice(name).is_some())?;
        self.set(place, Some(answer));
        Ok(())
    }

    /// Ticks or unticks one choice of a select-multiple question.
    ///
    /// Ticking an exclusive choice unticks the others, ticking another one unticks the exclusive ones. Lists whose
    /// choices exclude nothing (signs of danger) simply toggle.
    ///
    /// # Errors
    /// A [`Refusal`]; what was ticked stays.
    pub fn tick(&mut self, place: impl Into<Place>, choice: &str) -> Result<(), Refusal> {
        let place = place.into();
        self.is_open(place)?;
        let form = Arc::clone(&self.form);
        let question = form.question(place.question);
        let offered: Vec<String> = self.choice_names(place).into_iter().map(std::borrow::Cow::into_owned).collect();
        if question.kind != Kind::SelectMultiple || !offered.iter().any(|name| name == choice) {
            return Err(Refusal::BadValue);
        }
        let excludes = |name: &str| question.choice(name).is_some_and(|choice| choice.exclusive);
        let before = self.slot(place).and_then(|slot| slot.answer.as_ref());
        let had = |name: &str| before.is_some_and(|answer| answer.has(name));
        let adding = !had(choice);
        let stays = |other: &String| {
            if other == choice { adding } else { had(other) && !(adding && (excludes(choice) || excludes(other))) }
        };
        let names = offered.iter().filter(|other| stays(other)).cloned().collect();
        self.answer(place, Answer::Choices(names))
    }

    /// Takes the answer away.
    ///
    /// # Errors
    /// [`Refusal::Required`] for a required question; otherwise as [`Self::answer`].
    pub fn clear(&mut self, place: impl Into<Place>) -> Result<(), Refusal> {
        let place = place.into();
        self.is_open(place)?;
        if self.is_required(place) {
            return Err(Refusal::Required);
        }
        // Nothing was taken away, so nothing that looks at it is worked out anew.
        if !self.read(place).is_empty() || self.slot(place).is_some_and(|slot| slot.whole.is_some()) {
            self.set(place, None);
        }
        Ok(())
    }

    /// The answer; `None` when there is none or the question is hidden.
    pub fn get(&self, place: impl Into<Place>) -> Option<&Answer> {
        self.slot(place.into()).filter(|slot| slot.relevant)?.answer.as_ref()
    }

    /// What the question of that bare name reads as in an expression, calculations included; empty when there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.form.find(name).map(|q| self.value_of(q)).unwrap_or_default()
    }

    /// What a question reads as in an expression, calculations included.
    pub fn value_of(&self, place: impl Into<Place>) -> String {
        self.read(place.into()).text().into_owned()
    }

    /// Whether a question is asked, groups above it included.
    pub fn is_relevant(&self, place: impl Into<Place>) -> bool {
        self.slot(place.into()).is_some_and(|slot| slot.relevant)
    }

    /// Whether a question may not be left out now.
    pub fn is_required(&self, place: impl Into<Place>) -> bool {
        self.holds(place.into(), |question| &question.required)
    }

    /// Whether a question is only shown now, by itself or with a group it lies in.
    pub fn is_readonly(&self, place: impl Into<Place>) -> bool {
        let mut next = Some(place.into());
        while let Some(place) = next {
            if self.holds(place, |question| &question.readonly) {
                return true;
            }
            let parent = self.form.questions().get(place.question.index()).and_then(|question| question.parent);
            next = parent.and_then(|parent| self.near_group(place, parent));
        }
        false
    }

    /// The notes and questions outside repeats now asked, in form order.
    #[must_use]
    pub fn asked(&self) -> Vec<QuestionId> {
        self.places().into_iter().filter(|place| place.block == ROOT).map(|place| place.question).collect()
    }

    /// The notes and questions now asked, in form order, those in repeats once for each instance.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        self.walk(0, self.form.extras().order.len(), ROOT, &mut places);
        places
    }

    /// Repeats lie few enough in each other (checked when the form is loaded).
    fn walk(&self, from: usize, to: usize, block: u32, places: &mut Vec<Place>) {
        let mut at = from;
        while let Some(shown) = self.form.extras().order.get(at).filter(|_| at < to) {
            let end = shown.end as usize;
            if self.form.question(shown.question).kind == Kind::Repeat {
                for instance in self.series(block, shown.question) {
                    self.walk(at + 1, end, *instance, places);
                }
            } else {
                places.extend(self.near(block, shown.question).filter(|place| self.is_relevant(*place)));
            }
            at = end;
        }
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
        let found = self.places().into_iter().filter_map(|place| {
            let value = self.read(place);
            match value.is_empty() {
                true if self.is_required(place) => Some(Violation::Required(place)),
                false if !self.fulfils(place, &value) => Some(Violation::Constraint(place)),
                _ => None,
            }
        });
        found.collect()
    }

    /// The words of a text with `${name}` replaced by what that question reads as.
    #[must_use]
    pub fn say(&self, words: &str) -> String {
        self.say_at(QuestionId(0), words)
    }

    /// The words of a text of a question where it stands, with `${name}` replaced by what that question reads as.
    pub fn say_at(&self, place: impl Into<Place>, words: &str) -> String {
        let place = place.into();
        let mut said = String::with_capacity(words.len());
        let mut rest = words;
        while let Some((before, name, after)) = placeholder(rest) {
            said.push_str(before);
            said.push_str(&self.output(place, name));
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// What stands for a placeholder: a question by its name, or what the form puts out there (`=0`).
    fn output(&self, place: Place, name: &str) -> String {
        let numbered = name.strip_prefix('=').and_then(|number| number.parse::<usize>().ok());
        match numbered.and_then(|number| self.form.extras().outputs.get(number)) {
            Some(output) => output.evaluate(&Around::at(self, place)).text().into_owned(),
            None => self.value(name),
        }
    }

    /// The same conversation as if these answers had not been given, whatever is required or hidden.
    #[must_use]
    pub fn without(&self, taken: &[Reason]) -> Self {
        let mut other = self.clone();
        for reason in taken {
            let place = Place::from(reason.question);
            let Some(answer) = other.slot(place).and_then(|slot| slot.answer.as_ref()) else { continue };
            let left = match (&reason.choice, answer) {
                (Some(choice), Answer::Choices(names)) => {
                    Answer::Choices(names.iter().filter(|name| *name != choice).cloned().collect())
                }
                (Some(choice), answer) if !answer.has(choice) => continue,
                _ => Answer::Choices(Vec::new()),
            };
            other.set(place, (!left.is_empty()).then_some(left));
        }
        other
    }

    /// What a place reads as in an expression; empty while it is hidden.
    pub(crate) fn read(&self, place: Place) -> Value<'_> {
        self.slot(place).filter(|slot| slot.relevant).map_or(Value::EMPTY, |slot| slot.value.borrowed())
    }

    /// The words of a text in the language spoken.
    pub(crate) fn in_language<'a>(&self, text: &'a Text) -> &'a str {
        text.words(&self.language)
    }

    pub(crate) fn seed(&self) -> &Seed {
        &self.seed
    }

    /// Whether a question takes an answer now.
    fn is_open(&self, place: Place) -> Result<(), Refusal> {
        let slot = self.slot(place).ok_or(Refusal::NoSuchQuestion)?;
        if !slot.relevant {
            return Err(Refusal::NotRelevant);
        }
        let takes = self.form.question(place.question).takes_answer() && !self.is_readonly(place);
        if takes { Ok(()) } else { Err(Refusal::ReadOnly) }
    }

    /// The one way an answer is stored.
    fn normal(&self, place: Place, answer: Answer) -> Result<Answer, Refusal> {
        let question = self.form.question(place.question);
        if question.itemset.is_none() {
            return question.normal(answer, |name| question.choice(name).is_some());
        }
        let names = self.choice_names(place);
        let answer = question.normal(answer, |name| names.iter().any(|offered| offered == name))?;
        match answer {
            Answer::Choices(ticked) if question.kind == Kind::SelectMultiple => {
                let listed = names.iter().filter(|name| ticked.iter().any(|ticked| ticked == *name));
                Ok(Answer::Choices(listed.map(|name| name.clone().into_owned()).collect()))
            }
            answer => Ok(answer),
        }
    }

    /// Whether a rule of a question holds where it stands; not when it has none.
    fn holds(&self, place: Place, rule: impl Fn(&Question) -> &Option<Expression>) -> bool {
        let Some(question) = self.form.questions().get(place.question.index()) else { return false };
        rule(question).as_ref().is_some_and(|rule| rule.evaluate(&Around::at(self, place)).is_true())
    }

    /// Whether a value fulfils its question's constraint.
    fn fulfils(&self, place: Place, value: &Value<'_>) -> bool {
        let Some(constraint) = &self.form.question(place.question).constraint else { return true };
        let around = Around { answer: Some(value), here: Node::Place(place), ..Around::at(self, place) };
        constraint.evaluate(&around).is_true()
    }
}

/// The first `${name}` of a text: what comes before, the name, what comes after.
#[must_use]
pub fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, from) = text.split_once("${")?;
    let (name, after) = from.split_once('}')?;
    Some((before, name.trim(), after))
}
