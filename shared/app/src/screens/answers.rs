//! Answers seen again: before a form is read, and later in a case.

use guide::{Answer, Interview, Kind, Question, QuestionId};

use super::{Body, button, talk::talk_event};
use crate::{
    conversation::{Talk, choice_label},
    event::{TalkEvent, UserEvent},
    model::Model,
    view::{ButtonRole, Component, Row, Said},
};

/// All answers of a form, each to be changed, before its reading.
pub(crate) fn check_view(model: &Model, talk: &Talk, form: usize) -> Body {
    let t = model.texts();
    let interview = talk.interview(form);
    let id = &interview.form().id;
    let rows = rows(model, interview, |question| {
        talk_event(TalkEvent::Change { form: id.clone(), question: question.name.clone() })
    });
    let components = vec![
        model.paragraph(t.check_text()),
        list(t.check_list(), rows),
        button(t.check_read(), ButtonRole::Main, talk_event(TalkEvent::Next)),
        button(t.question_stop(), ButtonRole::Quiet, talk_event(TalkEvent::Stop)),
    ];
    Body::new(format!("check/{id}"), model.own(t.check_title())).with(components)
}

/// The answers of a form as words under their questions.
pub(crate) fn section(model: &Model, interview: &Interview) -> Component {
    let mut components = Vec::new();
    for (id, question) in asked(interview) {
        components.push(Component::Paragraph { text: model.said(&question.label), voice: crate::view::Voice::Detail });
        for said in in_words(model, question, interview.get(id)) {
            components.push(Component::Paragraph { text: said, voice: crate::view::Voice::Plain });
        }
    }
    Component::Section { title: model.said(&interview.form().title), open: true, components }
}

/// An answer in the words it was chosen or typed in; *no answer* when there is none.
pub(crate) fn in_words(model: &Model, question: &Question, answer: Option<&Answer>) -> Vec<Said> {
    let label = |name: &String| choice_label(question, name).map_or_else(|| model.own(name.clone()), |l| model.said(l));
    match answer {
        None => vec![model.own(model.texts().no_answer())],
        Some(Answer::Choice(name)) => vec![label(name)],
        Some(Answer::Choices(names)) => names.iter().map(label).collect(),
        Some(Answer::Text(text) | Answer::Number(text)) => vec![Said { text: text.clone(), lang: "und".to_owned() }],
    }
}

fn rows(model: &Model, interview: &Interview, event: impl Fn(&Question) -> UserEvent) -> Vec<Row> {
    let questions = interview.form().questions();
    let is_read_from = |id: &QuestionId| questions[id.0 as usize].role == Some(guide::Role::Reading);
    let first_after = interview.asked().into_iter().find(is_read_from);
    asked(interview)
        // What is asked after the reading is not part of what is read.
        .filter(|(id, _)| first_after.is_none_or(|after| *id < after))
        .map(|(id, question)| Row {
            title: model.said(&question.label),
            lines: in_words(model, question, interview.get(id)),
            event: event(question),
        })
        .collect()
}

/// The questions asked, notes left out.
fn asked(interview: &Interview) -> impl Iterator<Item = (QuestionId, &Question)> {
    let questions = interview.form().questions();
    interview
        .asked()
        .into_iter()
        .map(|id| (id, &questions[id.0 as usize]))
        .filter(|(_, question)| question.kind != Kind::Note)
}

/// No form of the field asks as many as 50 questions of one person; longer ones are cut into pages by their groups.
fn list(label: String, rows: Vec<Row>) -> Component {
    Component::Rows { label, shown: None, rows, more: None, fewer: None }
}
