//! One file a screen, or a few screens that are one thing to the person.

pub(crate) mod answers;
mod card;
pub(crate) mod case;
pub(crate) mod door;
pub(crate) mod emergency;
pub(crate) mod keep;
mod language;
pub(crate) mod learn;
mod more;
pub(crate) mod note;
pub(crate) mod question;
pub(crate) mod reading;
pub(crate) mod referral;
pub(crate) mod report;
#[cfg(test)]
mod samples;
mod service;
pub(crate) mod services;
mod stopped;
pub(crate) mod talk;
pub(crate) mod visit;
pub(crate) mod work;

pub use stopped::{NotStarted, not_started, restart};

use i18n::Texts;

use crate::{
    event::{Place, UserEvent},
    model::{Model, Showing},
    trouble,
    view::{ButtonRole, Component, Hold, PlaceLink, Press, Row, Said, Screen},
};

/// What one screen contributes; the frame around it is the same everywhere.
pub(crate) struct Body {
    pub(crate) id: String,
    pub(crate) title: Said,
    pub(crate) back: bool,
    pub(crate) emergency: Option<UserEvent>,
    pub(crate) place: Option<Place>,
    pub(crate) hold: Option<Hold>,
    pub(crate) components: Vec<Component>,
}

impl Body {
    /// A screen with nothing around it.
    pub(crate) fn new(id: impl Into<String>, title: Said) -> Self {
        Self { id: id.into(), title, back: false, emergency: None, place: None, hold: None, components: Vec::new() }
    }

    /// Belongs to a primary place, and shows the way to the others.
    pub(crate) fn at(self, place: Place) -> Self {
        Self { place: Some(place), ..self }
    }

    /// Was opened from somewhere.
    pub(crate) fn with_back(self) -> Self {
        Self { back: true, ..self }
    }

    pub(crate) fn with(self, components: Vec<Component>) -> Self {
        Self { components, ..self }
    }
}

/// The current screen.
pub(crate) fn view(model: &Model) -> Screen {
    let body = match model.showing {
        Showing::Opening => Body::new("opening", model.own(model.texts().app_name())),
        Showing::Language => language::view(model),
        Showing::Services => services::view(model),
        Showing::Places => services::places_view(model),
        Showing::Service => service::view(model),
        Showing::Card => card::view(model),
        Showing::Learn => learn::list_view(model),
        Showing::Page => learn::page_view(model),
        Showing::Keeps => door::keeps_view(model),
        Showing::SetPin => door::set_pin_view(model),
        Showing::Unlock => door::unlock_view(model),
        Showing::Work => work::view(model),
        Showing::DeleteUnfinished => work::delete_view(model),
        Showing::Talk => talk::view(model),
        Showing::Emergency => emergency::view(model),
        Showing::Stop => keep::stop_view(model),
        Showing::KeepWhere => keep::where_view(model),
        Showing::Referral => referral::view(model),
        Showing::Case => case::view(model),
        Showing::Answers => case::answers_view(model),
        Showing::CaseReading => case::reading_view(model),
        Showing::Note => note::view(model),
        Showing::Report => report::view(model),
        Showing::Reports => report::list_view(model),
        Showing::More => more::view(model),
    };
    frame(model, body)
}

fn frame(model: &Model, body: Body) -> Screen {
    let t = model.texts();
    let Body { id, title, back, emergency, place, hold, mut components } = body;
    if let Some(problem) = &model.problem {
        components.insert(0, Component::Problem { text: problem.clone() });
    }
    // In show mode there is nothing but the directory; the news waits.
    if let Some(news) = model.news.as_ref().filter(|_| !model.directory.is_handed_over()) {
        components.insert(0, news.clone());
    }
    let private = !model.showing.is_public() || model.directory.is_for_a_person();
    Screen {
        id,
        revision: model.revision,
        title,
        lang: model.lang().to_owned(),
        back: back.then(|| Press { label: t.back(), event: UserEvent::Back }),
        emergency: emergency.map(|event| Press { label: t.emergency(), event }),
        places: place.map(|current| places(model, current)).unwrap_or_default(),
        private,
        hold,
        components,
        announcement: model.announcement.clone(),
    }
}

fn places(model: &Model, current: Place) -> Vec<PlaceLink> {
    let t = model.texts();
    let places = [
        (Place::Services, t.place_services()),
        (Place::Learn, t.place_learn()),
        (Place::Work, t.place_work()),
        (Place::More, t.place_more()),
    ];
    places
        .into_iter()
        .map(|(place, label)| PlaceLink { label, current: place == current, event: UserEvent::Go { place } })
        .collect()
}

impl Showing {
    /// Whether a stranger may see the screen.
    pub(crate) fn is_public(self) -> bool {
        matches!(
            self,
            Self::Opening
                | Self::Language
                | Self::Services
                | Self::Places
                | Self::Service
                | Self::Card
                | Self::Learn
                | Self::Page
                | Self::Keeps
                | Self::SetPin
                | Self::Unlock
                | Self::More
        )
    }
}

/// Which part of a longer list is shown.
pub(crate) struct Part {
    /// How many there are in all.
    pub(crate) total: u32,
    /// The place of the first shown, from 0.
    pub(crate) from: u32,
    /// How many are shown at most.
    pub(crate) most: u32,
}

impl Part {
    /// These rows, with the ways to those before and after them; `turn` shows the list from a place on.
    pub(crate) fn rows(&self, t: &Texts, label: String, rows: Vec<Row>, turn: impl Fn(u32) -> UserEvent) -> Component {
        let Self { total, from, most } = *self;
        let after = from.saturating_add(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let more = (after < total).then(|| Press { label: t.rows_more(), event: turn(after) });
        let fewer = (0 < from).then(|| Press { label: t.rows_fewer(), event: turn(from.saturating_sub(most)) });
        let shown = (more.is_some() || fewer.is_some()).then(|| t.rows_shown(from + 1, after, total));
        Component::Rows { label, shown, rows, more, fewer }
    }
}

/// A button.
pub(crate) fn button(label: String, role: ButtonRole, event: UserEvent) -> Component {
    Component::Button { label, role, event: Some(event) }
}

/// Why there is nothing to show from the packs, if there is nothing.
pub(crate) fn packs_problem(model: &Model) -> Option<Component> {
    match &model.packs {
        crate::model::Packs::Unusable(problem) => {
            Some(Component::Problem { text: model.own(trouble::packs(model.texts(), *problem)) })
        }
        _ => None,
    }
}
