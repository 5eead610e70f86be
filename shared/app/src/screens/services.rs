//! The directory: searching services by words, need and place. Open to everybody, without a PIN.
//!
//! The same screens serve three audiences: the helper, a person the phone was handed to (show mode), and a helper
//! looking for somebody in particular.

mod filters;
mod places;
mod show_mode;
#[cfg(test)]
mod tests;

use crux_core::{Command, render::render};
use directory::{COUNTED, Date, Found, Hit, Only, Query, Service, Why};
use sync::SpaceId;

use super::{Body, Part, button, learn, packs_problem};
use crate::{
    Effect, Event,
    effects::packs::{self, PacksRequest},
    event::{DirectoryEvent, Field, Place, TalkEvent, UserEvent},
    model::{Model, Showing},
    screens::{case, talk},
    view::{ButtonRole, Choice, Component, InputKind, Row},
};

pub(crate) use places::view as places_view;
pub(crate) use show_mode::{may_happen_handed_over, show_update};

/// How many results are shown at once.
const PAGE: u32 = 20;
/// The most characters a search takes.
const LONGEST_SEARCH: u32 = 100;

/// What is looked for and found.
#[derive(Default)]
pub(crate) struct Directory {
    pub(crate) audience: Audience,
    words: String,
    need: Option<String>,
    place: Option<String>,
    looking: places::Looking,
    only: Vec<Only>,
    from: u32,
    found: Option<Found>,
    /// Needs the person named, shown first.
    fitting: Vec<&'static str>,
    /// When the title began to be pressed.
    title_down_ms: Option<u64>,
}

/// Who the directory is open for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Audience {
    /// Anybody.
    #[default]
    Public,
    /// A person the phone was handed to: nothing else can be reached.
    HandedOver,
    /// A helper, for the person in the conversation at hand.
    Talk,
    /// A helper, looking from the emergency page for lines to call.
    InDanger,
    /// A helper, for the person of this case.
    Case(SpaceId),
}

impl Directory {
    pub(crate) fn is_handed_over(&self) -> bool {
        self.audience == Audience::HandedOver
    }

    /// Whether what is looked for says something about a person.
    pub(crate) fn is_for_a_person(&self) -> bool {
        matches!(self.audience, Audience::Talk | Audience::InDanger | Audience::Case(_))
    }

    /// Forgets what was found: it must not stand below other words.
    pub(crate) fn forget_found(&mut self) {
        self.found = None;
    }

    /// Forgets for whom the directory was open, and what was looked for then.
    pub(crate) fn forget_person(&mut self) {
        if self.is_for_a_person() {
            *self = Self::default();
        }
    }

    fn query(&self, lang: &str, today: Option<Date>, minute: Option<i64>) -> Query {
        Query {
            words: self.words.clone(),
            need: self.need.clone(),
            place: self.place.clone(),
            only: self.only.clone(),
            lang: lang.to_owned(),
            today,
            minute: minute.filter(|_| self.only.contains(&Only::OpenNow)),
            from: self.from,
            limit: PAGE,
        }
    }
}

/// Opens the directory for anybody, as the primary place.
pub(crate) fn open_public(model: &mut Model) -> Command<Effect, Event> {
    if model.directory.audience != Audience::Public {
        model.directory = Directory::default();
    }
    model.service = None;
    model.page = None;
    model.showing = Showing::Services;
    refresh(model)
}

/// Opens the directory for a person whose needs are known.
pub(crate) fn open_for(audience: Audience, fitting: Vec<&'static str>, model: &mut Model) -> Command<Effect, Event> {
    let known = |need: &&&str| model.opened().is_some_and(|opened| opened.needs.iter().any(|known| known.id == **need));
    let first = fitting.iter().find(known).map(|need| (*need).to_owned());
    model.directory = Directory { audience, fitting, need: first, ..Directory::default() };
    model.service = None;
    model.showing = Showing::Services;
    refresh(model)
}

pub(crate) fn update(event: DirectoryEvent, model: &mut Model) -> Command<Effect, Event> {
    let shown = [Showing::Services, Showing::Places, Showing::Service, Showing::Card, Showing::Learn, Showing::Page];
    if !shown.contains(&model.showing) {
        return Command::done();
    }
    match event {
        DirectoryEvent::Search => refresh(model),
        DirectoryEvent::Need { id } => {
            model.directory.need = Some(id).filter(|id| !id.is_empty());
            model.directory.from = 0;
            refresh(model)
        }
        DirectoryEvent::OpenPlaces => places::open(model),
        DirectoryEvent::LookForPlace { inside, from } => places::look(inside, from, model),
        DirectoryEvent::Place { id } => places::choose(id, model),
        DirectoryEvent::Only { code } => filters::turn(&code, model),
        DirectoryEvent::OnlyNothing => filters::clear(model),
        DirectoryEvent::From { from } => {
            model.directory.from = from;
            refresh(model)
        }
        DirectoryEvent::Open { id } => packs::ask(PacksRequest::Service { id }),
        DirectoryEvent::Card if model.showing == Showing::Service => {
            model.showing = Showing::Card;
            Command::done()
        }
        DirectoryEvent::Card => Command::done(),
        DirectoryEvent::HandOver => show_mode::begin(model),
    }
}

pub(crate) fn back(model: &mut Model) -> Command<Effect, Event> {
    match (model.showing, model.directory.audience) {
        (Showing::Services, Audience::Talk) => talk::show(model),
        (Showing::Services, Audience::InDanger) => {
            model.directory.forget_person();
            model.showing = Showing::Emergency;
            Command::done()
        }
        (Showing::Services, Audience::Case(space)) => case::open(space, model),
        (Showing::Services, _) => Command::done(),
        (Showing::Places, _) => places::back(model),
        (Showing::Card, _) => {
            model.showing = Showing::Service;
            Command::done()
        }
        _ => {
            model.service = None;
            model.showing = Showing::Services;
            // Meanwhile it may have closed.
            if model.directory.only.contains(&Only::OpenNow) { refresh(model) } else { Command::done() }
        }
    }
}

/// The words in the search field changed.
pub(crate) fn search_for(text: &str, model: &mut Model) -> Command<Effect, Event> {
    model.directory.words = text.chars().take(LONGEST_SEARCH as usize).collect();
    model.directory.from = 0;
    refresh(model)
}

fn query(model: &Model) -> Query {
    model.directory.query(model.lang(), model.today(), model.touched_at.map(|at| at.utc_ms.div_euclid(60_000)))
}

/// Asks again for what is looked for now.
pub(crate) fn refresh(model: &Model) -> Command<Effect, Event> {
    match model.opened() {
        Some(_) => packs::ask(PacksRequest::Search(query(model))),
        None => Command::done(),
    }
}

/// There is other content now: what it does not know any more is not looked for any more.
pub(crate) fn renew(model: &mut Model) -> Command<Effect, Event> {
    let Some(opened) = model.opened() else { return Command::done() };
    let knows_need = |id: &String| opened.needs.iter().any(|need| need.id == *id);
    let knows_place = |id: &String| opened.places.iter().any(|place| place.id == *id);
    let need = model.directory.need.clone().filter(knows_need);
    let place = model.directory.place.clone().filter(knows_place);
    model.directory.need = need;
    model.directory.place = place;
    model.directory.looking = places::Looking::default();
    model.directory.from = 0;
    refresh(model)
}

/// Shows what was found, unless something else is looked for by now.
pub(crate) fn found(query: &Query, found: Found, model: &mut Model) -> Command<Effect, Event> {
    // A minute may have gone by since it was asked.
    if *query != (Query { minute: query.minute, ..self::query(model) }) {
        return Command::done();
    }
    model.directory.found = Some(found);
    render()
}

pub(crate) fn service_found(service: Option<Box<Service>>, model: &mut Model) -> Command<Effect, Event> {
    if service.is_some() && matches!(model.showing, Showing::Services | Showing::Service) {
        model.service = service;
        model.showing = Showing::Service;
    }
    render()
}

pub(crate) fn view(model: &Model) -> Body {
    let t = model.texts();
    let state = &model.directory;
    let mut components: Vec<Component> = packs_problem(model).into_iter().collect();
    components.extend(standing_notice(model));
    components.push(Component::TextInput {
        field: Field::Search,
        label: model.own(t.services_search()),
        guidance: None,
        hint: String::new(),
        value: state.words.clone(),
        kind: InputKind::Search,
        limit: LONGEST_SEARCH,
    });
    components.push(Component::SingleChoice {
        id: "need".to_owned(),
        label: model.own(t.services_need()),
        guidance: None,
        at_once: true,
        choices: needs(model),
    });
    components.push(button(place_label(model), ButtonRole::Quiet, directory_event(DirectoryEvent::OpenPlaces)));
    components.push(filters::view(model));
    components.push(button(t.services_search_button(), ButtonRole::Quiet, directory_event(DirectoryEvent::Search)));
    components.extend(filters::chosen(model));
    components.extend(results(model));
    components.extend(learn::way_in(model));
    if state.audience == Audience::Public {
        components.push(model.helper(t.services_hand_over_text()));
        let hand_over = directory_event(DirectoryEvent::HandOver);
        components.push(button(t.services_hand_over(), ButtonRole::Quiet, hand_over));
    }
    framed(model, Body::new("services", model.own(t.services_title())), state.is_for_a_person()).with(components)
}

/// The frame of a directory screen for its audience.
pub(crate) fn framed(model: &Model, body: Body, back: bool) -> Body {
    let body = if back { body.with_back() } else { body };
    match model.directory.audience {
        Audience::Public => body.at(Place::Services),
        Audience::HandedOver => Body { hold: Some(show_mode::hold(model)), ..body },
        Audience::Talk | Audience::InDanger => {
            Body { emergency: Some(UserEvent::Talk { event: TalkEvent::Emergency }), ..body }
        }
        Audience::Case(_) => body,
    }
}

/// Says on every directory screen that the numbers have not been confirmed, while any has not.
pub(crate) fn standing_notice(model: &Model) -> Option<Component> {
    let unconfirmed = model.opened().is_some_and(|opened| opened.unconfirmed);
    unconfirmed.then(|| model.caution(model.texts().services_unconfirmed()))
}

fn needs(model: &Model) -> Vec<Choice> {
    let t = model.texts();
    let state = &model.directory;
    let all = Choice {
        text: model.own(t.services_need_any()),
        picture: None,
        chosen: state.need.is_none(),
        event: directory_event(DirectoryEvent::Need { id: String::new() }),
    };
    let mut needs: Vec<_> = model.opened().map(|opened| opened.needs.iter().collect()).unwrap_or_default();
    needs.sort_by_key(|need| state.fitting.iter().position(|fitting| *fitting == need.id).unwrap_or(usize::MAX));
    let each = needs.into_iter().map(|need| Choice {
        text: model.said(&need.label),
        picture: need.picture.clone(),
        chosen: state.need.as_ref() == Some(&need.id),
        event: directory_event(DirectoryEvent::Need { id: need.id.clone() }),
    });
    std::iter::once(all).chain(each).collect()
}

fn place_label(model: &Model) -> String {
    let t = model.texts();
    let chosen = model.directory.place.as_ref().and_then(|id| {
        let places = &model.opened()?.places;
        places.iter().find(|place| place.id == *id).map(|place| model.said(&place.name).text)
    });
    t.services_place(chosen.unwrap_or_else(|| t.places_everywhere()))
}

fn results(model: &Model) -> Vec<Component> {
    let t = model.texts();
    let Some(found) = &model.directory.found else { return Vec::new() };
    let mut components = Vec::new();
    if found.nearest {
        components.push(model.information(t.services_nothing()));
    }
    let rows: Vec<Row> = found.hits.iter().map(|hit| row(model, hit)).collect();
    let label = match found.total {
        _ if found.nearest => t.services_nearest(),
        COUNTED.. => t.services_more_than(COUNTED - 1),
        total => t.services_results(total),
    };
    let part = Part { total: found.total, from: model.directory.from, most: PAGE };
    components.push(part.rows(t, label, rows, |from| directory_event(DirectoryEvent::From { from })));
    components
}

fn row(model: &Model, hit: &Hit) -> Row {
    let t = model.texts();
    let mut lines = vec![model.said(&hit.line), model.said(&hit.place)];
    lines.push(model.own(hit.cost.in_words(t)));
    lines.push(model.own(hit.papers.in_words(t)));
    lines.push(model.own(hit.state.in_words(t)));
    lines.extend(hit.doubt.map(|doubt| model.own(doubt.in_words(t))));
    lines.extend(hit.why.iter().map(|why| model.own(why_in_words(model, why))));
    Row { title: model.said(&hit.name), lines, event: directory_event(DirectoryEvent::Open { id: hit.id.clone() }) }
}

/// Why a service was found.
fn why_in_words(model: &Model, why: &Why) -> String {
    let t = model.texts();
    match why {
        Why::Name(word) => t.why_name(word),
        Why::Words(word) => t.why_words(word),
        Why::OtherWord(word) => t.why_other_word(word),
        Why::Similar { typed, word } => t.why_similar(typed, word),
        Why::Need(id) => {
            let needs = model.opened().map(|opened| opened.needs.as_slice()).unwrap_or_default();
            t.why_need(
                needs.iter().find(|need| need.id == *id).map(|need| model.said(&need.label).text).unwrap_or_default(),
            )
        }
    }
}

fn directory_event(event: DirectoryEvent) -> UserEvent {
    UserEvent::Directory { event }
}
