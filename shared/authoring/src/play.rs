//! Plays a script of answers over a form and tells what became of each, in the format other engines give too.

use std::collections::BTreeMap;
use std::sync::Arc;

use guide::{Answer, Form, Interview, Kind, Place, Refusal, Today, Violation};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A script of answers.
#[derive(Debug, Clone, Deserialize)]
pub struct Script {
    /// Whether states carry the words of the questions.
    #[serde(default)]
    pub labels: bool,
    /// When states are taken.
    #[serde(default)]
    pub snapshot: Snapshot,
    /// What is done, in order.
    #[serde(default)]
    pub steps: Vec<serde_json::Value>,
}

/// When states are taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Snapshot {
    /// After each step.
    #[default]
    Each,
    /// At the end only.
    End,
}

/// What became of a script.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Played {
    /// Always `suluh`.
    pub engine: &'static str,
    /// Before the first step.
    pub start: State,
    /// Each step with its outcome.
    pub steps: Vec<Step>,
    /// After the last step.
    pub end: State,
}

/// A form that could not be loaded, in the same format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotPlayed {
    /// Always `suluh`.
    pub engine: &'static str,
    /// Why.
    pub load_error: String,
}

/// One step with its outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// The step as it was written.
    pub step: serde_json::Value,
    /// What became of it.
    pub outcome: Outcome,
    /// What is said about a refused answer, in the language of the moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The state after it, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
}

/// What became of a step. A refused answer leaves the one before in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Done.
    Ok,
    /// The constraint is not fulfilled.
    Constraint,
    /// A required question cannot be cleared.
    Required,
    /// Not a value of the question's kind, or not one of its choices.
    BadValue,
    /// The question is hidden.
    NotRelevant,
    /// A note, or a question that is only shown.
    Readonly,
    /// There is no such question.
    NoSuchNode,
    /// The step cannot be understood or is not supported.
    Error,
}

/// Where a conversation stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct State {
    /// Paths of the questions and notes asked, in form order.
    pub relevant: Vec<String>,
    /// Values by path that are neither empty nor hidden, calculations too.
    pub values: BTreeMap<String, String>,
    /// The choices of each select asked, by path.
    pub choices: BTreeMap<String, Vec<String>>,
    /// Paths of the required questions asked.
    pub required: Vec<String>,
    /// What does not fit (yet).
    pub violations: Vec<Violated>,
    /// The words of each question asked, by path, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<BTreeMap<String, String>>,
}

/// Something that does not fit (yet).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Violated {
    /// The path.
    #[serde(rename = "ref")]
    pub path: String,
    /// `required` or `constraint`.
    pub condition: &'static str,
}

/// The moment of a script, from RFC 3339 (`2026-11-22T10:40:00+07:00`); `None` when it is none.
#[must_use]
pub fn now(text: &str) -> Option<Today> {
    let at = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    let utc_ms = i64::try_from(at.unix_timestamp_nanos() / 1_000_000).ok()?;
    Some(Today { utc_ms, offset_min: at.offset().whole_minutes() })
}

/// Plays a script from the beginning of a conversation.
#[must_use]
pub fn play(form: Arc<Form>, script: &Script, today: Today) -> Played {
    let language = form.languages[form.default_language].code.clone();
    let mut player = Player { interview: Interview::begin(form, today), language, labels: script.labels };
    let start = player.state();
    let steps = script.steps.iter().map(|step| {
        let (outcome, message) = player.step(step);
        let state = (script.snapshot == Snapshot::Each).then(|| player.state());
        Step { step: step.clone(), outcome, message, state }
    });
    let steps = steps.collect();
    Played { engine: "suluh", start, steps, end: player.state() }
}

struct Player {
    interview: Interview,
    language: String,
    labels: bool,
}

impl Player {
    fn step(&mut self, step: &serde_json::Value) -> (Outcome, Option<String>) {
        let text = |key: &str| step.get(key).and_then(serde_json::Value::as_str);
        if let Some(language) = text("language") {
            return self.speak(language);
        }
        if let Some(repeat) = text("add_repeat") {
            let added = self.repeat(repeat).ok_or(Refusal::NoSuchQuestion).and_then(|at| self.interview.add(at));
            return self.outcome(added.map(|_| ()));
        }
        if let Some(instance) = text("remove_repeat") {
            let found = self.interview.find(instance).ok_or(Refusal::NoSuchQuestion);
            let removed = found.and_then(|instance| self.interview.remove(instance));
            return self.outcome(removed);
        }
        let Some(name) = text("set").or_else(|| text("clear")) else { return (Outcome::Error, None) };
        let Some(place) = self.find(name) else { return (Outcome::NoSuchNode, None) };
        let done = match (text("set"), text("value")) {
            (None, _) => self.interview.clear(place),
            (Some(_), Some(value)) => self.set(place, value),
            (Some(_), None) => return (Outcome::Error, None),
        };
        self.outcome(done)
    }

    fn speak(&mut self, language: &str) -> (Outcome, Option<String>) {
        let Some(found) = self.interview.form().language(language) else { return (Outcome::Error, None) };
        self.language = found.code.clone();
        self.interview.speak(&self.language);
        (Outcome::Ok, None)
    }

    /// The place of a path, or of a bare name only one has. Groups and calculations are not asked.
    fn find(&self, name: &str) -> Option<Place> {
        let form = self.interview.form();
        let found = self.interview.find(name).or_else(|| form.find(name).map(Place::from))?;
        form.question(found.question).is_asked().then_some(found)
    }

    /// The place of a repeat in the instance it is to have one more of: `/data/person[2]/child`.
    fn repeat(&self, path: &str) -> Option<Place> {
        let (around, _) = path.rsplit_once(']').unwrap_or(("", path));
        let around = if around.is_empty() { None } else { Some(self.interview.find(&format!("{around}]"))?) };
        let plain: String = path.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect();
        let repeat = self.interview.form().find_path(&plain)?;
        Some(around.map_or_else(|| Place::from(repeat), |around| around.with(repeat)))
    }

    fn set(&mut self, place: Place, value: &str) -> Result<(), Refusal> {
        let form = Arc::clone(self.interview.form());
        match form.question(place.question).read(value) {
            Ok(answer) => self.interview.answer(place, answer),
            // Being hidden or read-only comes before being no value.
            Err(refusal) => Err(self.interview.answer(place, Answer::Number(String::new())).err().unwrap_or(refusal)),
        }
    }

    fn outcome(&self, done: Result<(), Refusal>) -> (Outcome, Option<String>) {
        let refusal = match done {
            Ok(()) => return (Outcome::Ok, None),
            Err(refusal) => refusal,
        };
        match refusal {
            Refusal::Constraint { place, message } => {
                let shown = message.show(&self.language).map(|shown| self.interview.say_at(place, shown.text));
                (Outcome::Constraint, shown)
            }
            Refusal::Required => (Outcome::Required, None),
            Refusal::BadValue => (Outcome::BadValue, None),
            Refusal::NotRelevant => (Outcome::NotRelevant, None),
            Refusal::ReadOnly => (Outcome::Readonly, None),
            Refusal::NoSuchQuestion => (Outcome::NoSuchNode, None),
        }
    }

    fn state(&self) -> State {
        let interview = &self.interview;
        let form = interview.form();
        let path = |place: Place| interview.path(place);
        let asked = interview.places();
        let holding = form.ids().filter(|id| !matches!(form.question(*id).kind, Kind::Group | Kind::Repeat));
        let holding = holding.filter(|id| !is_meta(&form.question(*id).path));
        let values = holding.flat_map(|id| interview.places_of(id));
        let values = values.map(|at| (path(at), interview.value_of(at))).filter(|(_, value)| !value.is_empty());
        let offering =
            |place: &&Place| matches!(form.question(place.question).kind, Kind::SelectOne | Kind::SelectMultiple);
        let names = |place| interview.choice_names(place).into_iter().map(std::borrow::Cow::into_owned).collect();
        let choices = asked.iter().filter(offering).map(|place| (path(*place), names(*place)));
        let violations = interview.violations().into_iter().map(|violation| match violation {
            Violation::Required(place) => Violated { path: path(place), condition: "required" },
            Violation::Constraint(place) => Violated { path: path(place), condition: "constraint" },
        });
        let words = |place: &Place| {
            let shown = form.question(place.question).label.show(&self.language);
            (path(*place), shown.map(|shown| interview.say_at(*place, shown.text)).unwrap_or_default())
        };
        State {
            relevant: asked.iter().map(|place| path(*place)).collect(),
            values: values.collect(),
            choices: choices.collect(),
            required: asked.iter().filter(|place| interview.is_required(**place)).map(|place| path(*place)).collect(),
            violations: violations.collect(),
            labels: self.labels.then(|| asked.iter().map(words).collect()),
        }
    }
}

/// What a form notes about itself is no answer.
fn is_meta(path: &str) -> bool {
    path.split('/').any(|step| step == "meta")
}
