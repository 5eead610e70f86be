//! What the answers may mean: first what to do next, then why. Never a score, never a verdict.

use guide::{Change, Interview, Reason, Rule, Turn};

use super::{Body, answers, button, question, talk::talk_event};
use crate::{
    conversation::{Talk, choice_label},
    event::TalkEvent,
    model::Model,
    view::{ButtonRole, Component, Voice},
};

pub(crate) fn view(model: &Model, talk: &Talk, form: usize) -> Body {
    let t = model.texts();
    let read = talk.read(form);
    let mut components = read.map(|(rule, interview)| explain(model, interview, rule)).unwrap_or_default();
    components.push(button(t.next(), ButtonRole::Main, talk_event(TalkEvent::Next)));
    components.push(button(t.question_stop(), ButtonRole::Quiet, talk_event(TalkEvent::Stop)));
    Body::new(format!("reading/{}", talk.interview(form).form().id), model.own(t.reading_title())).with(components)
}

/// A reading in words: what to say and do, which answers led to it, how near it is to another, the signs in each area with
/// the answers behind them, and the rule.
pub(crate) fn explain(model: &Model, interview: &Interview, rule: &Rule) -> Vec<Component> {
    let t = model.texts();
    let reading = guide::read(rule, interview);
    let mut components = Vec::new();
    if let Some(note) = reading.note {
        let note = &interview.form().questions()[note.0 as usize];
        components.extend(question::spoken(model, note));
    }
    components.push(model.information(t.reading_not_a_decision()));
    if !reading.reasons.is_empty() {
        components.push(Component::Section {
            title: model.own(t.reading_why()),
            open: false,
            components: reasons(model, interview, &reading.reasons),
        });
    }
    components.push(Component::Section {
        title: model.own(t.reading_turns()),
        open: false,
        components: turns(model, interview, &guide::turns(rule, interview, 1)),
    });
    components.push(model.heading(t.reading_signs()));
    if reading.areas.is_empty() && reading.reasons.is_empty() {
        components.push(model.paragraph(t.reading_no_signs()));
    }
    for area in &reading.areas {
        components.push(Component::Heading { text: model.said(&area.label) });
        for sign in &area.signs {
            components.push(Component::Section {
                title: model.said(&sign.words),
                open: false,
                components: reasons(model, interview, &sign.reasons),
            });
        }
    }
    components.push(model.detail(t.reading_source()));
    components
}

/// Which one answer would have led to other words. Not which words: those of another reading must not be at hand here.
fn turns(model: &Model, interview: &Interview, turns: &[Turn]) -> Vec<Component> {
    let t = model.texts();
    if turns.is_empty() {
        return vec![model.paragraph(t.reading_turns_none())];
    }
    let questions = interview.form().questions();
    let mut components = Vec::new();
    for turn in turns {
        for change in &turn.changes {
            let (id, choice) = match change {
                Change::Taken(question, choice) => (*question, Some(choice)),
                Change::NotTaken(reason) => (reason.question, reason.choice.as_ref()),
            };
            let question = &questions[id.0 as usize];
            let label = choice.and_then(|name| choice_label(question, name)).map(|label| model.said(label).text);
            let words = label.unwrap_or_default();
            components.push(Component::Paragraph { text: model.said(&question.label), voice: Voice::Detail });
            components.push(model.paragraph(match change {
                Change::Taken(..) => t.reading_turn_taken(words),
                Change::NotTaken(_) => t.reading_turn_not_taken(words),
            }));
        }
    }
    components
}

/// Each answer that is a reason, under its question.
fn reasons(model: &Model, interview: &Interview, reasons: &[Reason]) -> Vec<Component> {
    let mut components = Vec::new();
    let mut last = None;
    for reason in reasons {
        let question = &interview.form().questions()[reason.question.0 as usize];
        if last != Some(reason.question) {
            components.push(Component::Paragraph { text: model.said(&question.label), voice: Voice::Detail });
            last = Some(reason.question);
        }
        let label = reason.choice.as_ref().and_then(|name| choice_label(question, name));
        let said = match label {
            Some(label) => vec![model.said(label)],
            None => answers::in_words(model, question, interview.get(reason.question)),
        };
        components.extend(said.into_iter().map(|text| Component::Paragraph { text, voice: Voice::Plain }));
    }
    components
}
