//! Pages to read: what trafficking is, rights, what people ask. Open to everybody, in show mode too.

use crux_core::Command;
use guide::{Page, Part, PartKind};

use super::{Body, button, packs_problem, services};
use crate::{
    Effect, Event,
    event::{DirectoryEvent, LearnEvent, Place, UserEvent},
    model::{Model, Showing},
    screens::services::{Audience, Directory},
    view::{ButtonRole, Component, Row, Said, Voice},
    words,
};

/// Opens the list of pages, as the primary place.
pub(crate) fn open(model: &mut Model) -> Command<Effect, Event> {
    if model.directory.is_for_a_person() {
        model.directory = Directory::default();
        model.service = None;
    }
    model.page = None;
    model.showing = Showing::Learn;
    Command::done()
}

pub(crate) fn update(event: LearnEvent, model: &mut Model) -> Command<Effect, Event> {
    if model.directory.is_for_a_person() {
        return Command::done();
    }
    match event {
        LearnEvent::List => return open(model),
        LearnEvent::Open { id } => {
            if page(model, &id).is_some() && matches!(model.showing, Showing::Learn | Showing::Page) {
                model.page = Some(id);
                model.showing = Showing::Page;
            }
        }
    }
    Command::done()
}

/// From a page to the list; in show mode from the list to the directory.
pub(crate) fn back(model: &mut Model) -> Command<Effect, Event> {
    model.page = None;
    model.showing = match model.showing {
        Showing::Learn if model.directory.is_handed_over() => Showing::Services,
        _ => Showing::Learn,
    };
    Command::done()
}

/// The way from the directory to the pages, for somebody who holds the phone alone.
pub(crate) fn way_in(model: &Model) -> Option<Component> {
    let t = model.texts();
    (model.directory.is_handed_over() && !pages(model).is_empty())
        .then(|| button(t.learn_open(), ButtonRole::Quiet, UserEvent::Learn { event: LearnEvent::List }))
}

pub(crate) fn list_view(model: &Model) -> Body {
    let t = model.texts();
    let rows: Vec<Row> = pages(model)
        .iter()
        .map(|page| Row {
            title: model.said(&page.title),
            lines: vec![model.said(&page.line)],
            event: UserEvent::Learn { event: LearnEvent::Open { id: page.id.clone() } },
        })
        .collect();
    let mut components: Vec<Component> = packs_problem(model).into_iter().collect();
    components.push(Component::Rows { label: t.learn_pages(), shown: None, rows, more: None, fewer: None });
    if model.directory.audience == Audience::Public {
        components.push(model.helper(t.learn_hand_over_text()));
        let hand_over = UserEvent::Directory { event: DirectoryEvent::HandOver };
        components.push(button(t.services_hand_over(), ButtonRole::Quiet, hand_over));
    }
    let body = Body::new("learn", model.own(t.learn_title()));
    framed(model, if model.directory.is_handed_over() { body.with_back() } else { body }).with(components)
}

pub(crate) fn page_view(model: &Model) -> Body {
    let Some(page) = model.page.as_ref().and_then(|id| page(model, id)) else { return list_view(model) };
    let t = model.texts();
    let title = model.said(&page.title);
    let aloud = Said { text: all_words(model, page), lang: title.lang.clone() };
    let mut components = vec![words::read_aloud(model, aloud)];
    components.extend(page.parts.iter().flat_map(|part| of_part(model, part)));
    if page.parts.iter().flat_map(|part| &part.texts).any(|text| model.is_draft(text)) {
        components.push(model.detail(t.learn_unchecked()));
    }
    framed(model, Body::new(format!("learn/{}", page.id), title).with_back()).with(components)
}

fn of_part(model: &Model, part: &Part) -> Vec<Component> {
    let t = model.texts();
    let texts = part.texts.iter().map(|text| Component::Paragraph { text: model.said(text), voice: Voice::Plain });
    match (part.kind, &part.title) {
        (PartKind::Plain, None) => texts.collect(),
        (PartKind::Plain, Some(title)) => {
            std::iter::once(Component::Heading { text: model.said(title) }).chain(texts).collect()
        }
        (PartKind::Story, title) => {
            let heading = title.iter().map(|title| Component::Heading { text: model.said(title) });
            heading.chain([model.information(t.learn_made_up())]).chain(texts).collect()
        }
        (PartKind::Question, title) => vec![Component::Section {
            title: title.as_ref().map_or_else(|| model.own(""), |title| model.said(title)),
            open: false,
            components: texts.collect(),
        }],
    }
}

/// The whole page, to be heard by somebody who does not read.
fn all_words(model: &Model, page: &Page) -> String {
    let of_part = |part: &Part| {
        let made_up = (part.kind == PartKind::Story).then(|| model.texts().learn_made_up());
        let title = part.title.as_ref().map(|title| model.said(title).text);
        let texts: Vec<String> = part.texts.iter().map(|text| model.said(text).text).collect();
        title.into_iter().chain(made_up).chain(texts).collect::<Vec<_>>().join("\n")
    };
    page.parts.iter().map(of_part).collect::<Vec<_>>().join("\n")
}

fn framed(model: &Model, body: Body) -> Body {
    if model.directory.is_handed_over() { services::framed(model, body, false) } else { body.at(Place::Learn) }
}

fn pages(model: &Model) -> &[Page] {
    model.opened().map(|opened| opened.guides.learn.as_slice()).unwrap_or_default()
}

fn page<'a>(model: &'a Model, id: &str) -> Option<&'a Page> {
    pages(model).iter().find(|page| page.id == id)
}
