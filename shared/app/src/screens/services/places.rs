//! Choosing a place by its level: a country, in it a province, in it a district. No position of the device is ever asked
//! for.

use crux_core::Command;
use directory::Place;

use super::{directory_event, framed, refresh};
use crate::{
    Effect, Event,
    event::DirectoryEvent,
    model::{Model, Showing},
    screens::{Body, Part},
    view::{Component, Row},
};

/// How many places are shown at once.
const PAGE: u32 = 50;

/// Where somebody is looking for a place.
#[derive(Default)]
pub(crate) struct Looking {
    /// The place whose parts are shown; `None` shows the countries.
    inside: Option<String>,
    from: u32,
}

/// Shows the places beside the one that is chosen.
pub(super) fn open(model: &mut Model) -> Command<Effect, Event> {
    let chosen = model.directory.place.as_deref().and_then(|id| find(model, id));
    let inside = chosen.and_then(|place| place.parent.clone());
    look(inside, 0, model)
}

/// Shows the parts of a place from one on; those of an unknown one are the countries.
pub(super) fn look(inside: Option<String>, from: u32, model: &mut Model) -> Command<Effect, Event> {
    let inside = inside.filter(|id| find(model, id).is_some());
    model.directory.looking = Looking { inside, from };
    model.showing = Showing::Places;
    Command::done()
}

/// Looks for services of this place, or everywhere.
pub(super) fn choose(id: Option<String>, model: &mut Model) -> Command<Effect, Event> {
    model.directory.place = id;
    model.directory.from = 0;
    model.showing = Showing::Services;
    refresh(model)
}

/// One level up; from the countries back to the services.
pub(super) fn back(model: &mut Model) -> Command<Effect, Event> {
    let Some(inside) = model.directory.looking.inside.take() else {
        model.showing = Showing::Services;
        return Command::done();
    };
    let above = find(model, &inside).and_then(|place| place.parent.clone());
    look(above, 0, model)
}

pub(crate) fn view(model: &Model) -> Body {
    let t = model.texts();
    let Looking { inside, from } = &model.directory.looking;
    let inside = inside.as_deref().and_then(|id| find(model, id));
    let whole = inside.map_or_else(|| t.places_everywhere(), |place| t.places_all_of(model.said(&place.name).text));
    let whole = Row {
        title: model.own(whole),
        lines: Vec::new(),
        event: directory_event(DirectoryEvent::Place { id: inside.map(|place| place.id.clone()) }),
    };
    let places = parts(model, inside.map(|place| place.id.as_str()));
    let first = (*from == 0).then_some(whole);
    let shown = places.iter().skip(*from as usize).take(PAGE as usize).map(|place| row(model, place));
    let rows: Vec<Row> = shown.collect();
    let part = Part { total: u32::try_from(places.len()).unwrap_or(u32::MAX), from: *from, most: PAGE };
    let id = inside.map(|place| place.id.clone());
    let turn = |from| directory_event(DirectoryEvent::LookForPlace { inside: id.clone(), from });
    let list = part.rows(t, t.places_list(), rows, turn);
    let title = inside.map_or_else(|| model.own(t.places_title()), |place| model.said(&place.name));
    let screen = inside.map_or_else(|| "places".to_owned(), |place| format!("places/{}", place.id));
    framed(model, Body::new(screen, title), true).with(with_first(list, first))
}

/// The whole place stands before its parts.
fn with_first(mut list: Component, first: Option<Row>) -> Vec<Component> {
    if let Component::Rows { rows, .. } = &mut list {
        rows.splice(0..0, first);
    }
    vec![list]
}

fn row(model: &Model, place: &Place) -> Row {
    let inside = u32::try_from(parts(model, Some(&place.id)).len()).unwrap_or(u32::MAX);
    let event = match inside {
        0 => DirectoryEvent::Place { id: Some(place.id.clone()) },
        _ => DirectoryEvent::LookForPlace { inside: Some(place.id.clone()), from: 0 },
    };
    let lines = (0 < inside).then(|| model.own(model.texts().places_inside(inside)));
    Row { title: model.said(&place.name), lines: lines.into_iter().collect(), event: directory_event(event) }
}

/// The parts of a place; the countries, and whatever lies in nothing that is known, lie in none.
fn parts<'a>(model: &'a Model, inside: Option<&str>) -> Vec<&'a Place> {
    let places = model.opened().map(|opened| opened.places.as_slice()).unwrap_or_default();
    let known = |id: &String| places.iter().any(|place| place.id == *id);
    places.iter().filter(|place| place.parent.as_ref().filter(|id| known(id)).map(String::as_str) == inside).collect()
}

fn find<'a>(model: &'a Model, id: &str) -> Option<&'a Place> {
    model.opened()?.places.iter().find(|place| place.id == id)
}
