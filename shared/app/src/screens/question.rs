//! One question or note of a guide.

use guide::{Answer, Interview, Kind, Question, QuestionId};

use super::{Body, button, talk::LONGEST_TEXT, talk::talk_event};
use crate::{
    conversation::Talk,
    event::{Field, TalkEvent},
    model::Model,
    view::{ButtonRole, Choice, Component, Guidance, InputKind, Said, Voice},
    words,
};

pub(crate) fn view(model: &Model, talk: &Talk) -> Body {
    let t = model.texts();
    let Some((interview, id, question)) = talk.current() else { return Body::new("question", model.own(t.app_name())) };
    let mut components = Vec::new();
    if let Some((now, total)) = talk.progress() {
        components.push(Component::Progress { now, total, label: t.question_progress(now, total) });
    }
    components.extend(ask(model, talk, interview, id, question));
    if model.is_draft(&question.label) {
        components.push(model.detail(t.text_is_draft()));
    }
    components.extend(presses(model, talk, question));
    components.push(model.detail(if talk.is_written() { t.question_saved() } else { t.question_not_saved() }));
    Body::new(format!("question/{}/{}", interview.form().id, question.name), model.said(&interview.form().title))
        .with(components)
}

fn ask(model: &Model, talk: &Talk, interview: &Interview, id: QuestionId, question: &Question) -> Vec<Component> {
    let t = model.texts();
    let label = model.said(&question.label);
    let guidance = guidance(model, question);
    let answer = interview.get(id);
    let mut components = vec![match question.kind {
        Kind::SelectOne => Component::SingleChoice {
            id: question.name.clone(),
            label,
            guidance,
            at_once: false,
            choices: choices(model, question, answer, |question, choice| TalkEvent::Choose { question, choice }),
        },
        Kind::SelectMultiple => Component::MultipleChoice {
            id: question.name.clone(),
            label,
            guidance,
            at_once: false,
            choices: choices(model, question, answer, |question, choice| TalkEvent::Tick { question, choice }),
        },
        Kind::Integer | Kind::Decimal => input(label, guidance, String::new(), value(talk, answer), InputKind::Number),
        Kind::Text | Kind::Date => {
            input(label, guidance, t.question_text_hint(), value(talk, answer), InputKind::Lines)
        }
        // Of the others only notes come here: a pack is not built of forms with questions no screen can ask.
        _ => Component::Paragraph { text: label, voice: voice(question.voice) },
    }];
    components.extend(read_aloud(model, question));
    if question.kind == Kind::Note && !question.hint.is_empty() {
        components.push(model.helper(t.question_for_you()));
        components.push(Component::Paragraph { text: model.said(&question.hint), voice: Voice::Helper });
    }
    components
}

/// The author's hint: always for the helper.
fn guidance(model: &Model, question: &Question) -> Option<Guidance> {
    (!question.hint.is_empty())
        .then(|| Guidance { label: model.texts().question_for_you(), text: model.said(&question.hint) })
}

/// A note as it is told: words to the person can be read aloud, words for the helper never are.
pub(crate) fn spoken(model: &Model, note: &Question) -> Vec<Component> {
    let told = Component::Paragraph { text: model.said(&note.label), voice: voice(note.voice) };
    std::iter::once(told).chain(read_aloud(model, note)).collect()
}

fn read_aloud(model: &Model, question: &Question) -> Option<Component> {
    (question.voice != guide::Voice::Helper).then(|| words::read_aloud(model, model.said(&question.label)))
}

fn choices(
    model: &Model,
    question: &Question,
    answer: Option<&Answer>,
    event: fn(String, String) -> TalkEvent,
) -> Vec<Choice> {
    let is_chosen = |name: &String| match answer {
        Some(Answer::Choice(chosen)) => chosen == name,
        Some(Answer::Choices(ticked)) => ticked.contains(name),
        _ => false,
    };
    question
        .choices
        .iter()
        .map(|choice| Choice {
            text: model.said(&choice.label),
            picture: None,
            chosen: is_chosen(&choice.name),
            event: talk_event(event(question.name.clone(), choice.name.clone())),
        })
        .collect()
}

fn input(label: Said, guidance: Option<Guidance>, hint: String, value: String, kind: InputKind) -> Component {
    Component::TextInput { field: Field::Answer, label, guidance, hint, value, kind, limit: LONGEST_TEXT }
}

fn value(talk: &Talk, answer: Option<&Answer>) -> String {
    let given = match answer {
        Some(Answer::Text(text) | Answer::Number(text)) => text.clone(),
        _ => String::new(),
    };
    talk.typed.clone().unwrap_or(given)
}

fn presses(model: &Model, talk: &Talk, question: &Question) -> Vec<Component> {
    let t = model.texts();
    let mut components = Vec::new();
    let is_note = question.kind == Kind::Note;
    if is_note && talk.must_stop() {
        components.push(button(t.question_stop(), ButtonRole::Main, talk_event(TalkEvent::Stop)));
        return components;
    }
    components.push(button(t.next(), ButtonRole::Main, talk_event(TalkEvent::Next)));
    if !is_note && !question.is_always_required() {
        components.push(button(t.question_skip(), ButtonRole::Quiet, talk_event(TalkEvent::Skip)));
    }
    if talk.is_written() {
        components.push(button(t.question_pause(), ButtonRole::Quiet, talk_event(TalkEvent::Pause)));
    }
    components.push(button(t.question_stop(), ButtonRole::Quiet, talk_event(TalkEvent::Stop)));
    components
}

fn voice(voice: guide::Voice) -> Voice {
    match voice {
        guide::Voice::Plain => Voice::Plain,
        guide::Voice::Aloud => Voice::Aloud,
        guide::Voice::Helper => Voice::Helper,
    }
}
