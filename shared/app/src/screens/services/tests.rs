//! Looking for services: by place, level by level, and by what is certain.

use std::sync::Arc;

use directory::{Group, Level, Place};
use guide::{Emergency, Guides};
use i18n::{Language, Text};
use sync::Moment;

use super::*;
use crate::{Stamp, effects::packs::Opened, model::Packs, screens::view, update::update};

fn place(id: &str, parent: Option<&str>) -> Place {
    let level = if parent.is_none() { Level::National } else { Level::Province };
    Place {
        id: id.to_owned(),
        level,
        name: Text::of("en", &format!("Place {id}")),
        parent: parent.map(str::to_owned),
        clocks: None,
    }
}

/// Two countries; one has a province with sixty districts.
fn model() -> Model {
    let districts = (0..60).map(|number| place(&format!("d{number}"), Some("p")));
    let places = [place("A", None), place("B", None), place("p", Some("A"))].into_iter().chain(districts).collect();
    let guides = Guides { forms: Vec::new(), rules: Vec::new(), emergency: Emergency::default(), learn: Vec::new() };
    let opened = Opened { guides: Arc::new(guides), needs: Vec::new(), places, file: None, unconfirmed: false };
    Model {
        language: Some(Language::English),
        showing: Showing::Services,
        packs: Packs::Ready(opened),
        ..Model::default()
    }
}

fn does(event: UserEvent, model: &mut Model) -> Option<Query> {
    let at = Stamp { moment: Moment { utc_ms: 0, offset_min: 0 }, uptime_ms: 1, entropy: [7; 16] };
    asked(update(Event::User { event, at }, model))
}

/// What the packs are asked to look for.
fn asked(mut command: Command<Effect, Event>) -> Option<Query> {
    command.effects().find_map(|effect| match effect {
        Effect::Packs(request) => match request.operation.clone() {
            PacksRequest::Search(query) => Some(query),
            _ => None,
        },
        _ => None,
    })
}

fn presses(event: DirectoryEvent, model: &mut Model) -> Option<Query> {
    does(directory_event(event), model)
}

/// Presses the row with this title.
fn opens(title: &str, model: &mut Model) -> Option<Query> {
    let rows = view(model).components.into_iter().find_map(|component| match component {
        Component::Rows { rows, .. } => Some(rows),
        _ => None,
    });
    let row = rows.into_iter().flatten().find(|row| row.title.text == title).expect("the row is there");
    does(row.event, model)
}

#[test]
fn a_place_is_found_level_by_level() {
    let mut model = model();
    let _ = presses(DirectoryEvent::OpenPlaces, &mut model);
    assert_eq!(view(&model).to_string().matches("Place ").count(), 2, "countries only");

    let _ = opens("Place A", &mut model);
    assert_eq!((view(&model).id.as_str(), view(&model).title.text.as_str()), ("places/A", "Place A"));
    let _ = opens("Place p", &mut model);
    let query = opens("Place d7", &mut model).expect("services of the district are looked for");

    assert_eq!(query.place.as_deref(), Some("d7"));
    assert_eq!(view(&model).id, "services");
}

#[test]
fn going_back_goes_up_one_level_and_the_place_chosen_is_where_looking_begins() {
    let mut model = model();
    let _ = presses(DirectoryEvent::Place { id: Some("d7".to_owned()) }, &mut model);

    let _ = presses(DirectoryEvent::OpenPlaces, &mut model);

    for expected in ["places/p", "places/A", "places", "services"] {
        assert_eq!(view(&model).id, expected);
        let _ = does(UserEvent::Back, &mut model);
    }
}

#[test]
fn a_whole_province_can_be_chosen_and_many_districts_come_in_parts() {
    let mut model = model();
    let _ = presses(DirectoryEvent::LookForPlace { inside: Some("p".to_owned()), from: 50 }, &mut model);
    let shown = view(&model).to_string();
    assert!(shown.contains("Place d59") && !shown.contains("Place d49"), "{shown}");

    let _ = presses(DirectoryEvent::LookForPlace { inside: Some("p".to_owned()), from: 0 }, &mut model);
    let query = opens("All of Place p", &mut model).expect("services are looked for");

    assert_eq!(query.place.as_deref(), Some("p"));
}

#[test]
fn a_place_that_is_not_known_leads_to_the_countries() {
    let mut model = model();
    let _ = presses(DirectoryEvent::LookForPlace { inside: Some("nowhere".to_owned()), from: 9_999 }, &mut model);

    assert_eq!(view(&model).id, "places");
}

#[test]
fn a_filter_asks_for_what_is_certain_until_it_is_taken_off() {
    let mut model = model();
    let turn = |code: &str| DirectoryEvent::Only { code: code.to_owned() };

    let _ = presses(turn("men"), &mut model);
    let query = presses(turn("km"), &mut model).expect("it is looked for again");
    assert_eq!(query.only, [Only::OpenTo(Group::Men), Only::Speaks("km".to_owned())]);
    assert!(view(&model).to_string().contains("2 filters chosen"));

    let query = presses(turn("men"), &mut model).expect("it is looked for again");
    assert_eq!(query.only, [Only::Speaks("km".to_owned())]);
    assert_eq!(presses(turn("everybody"), &mut model), None, "no such filter");

    let query = presses(DirectoryEvent::OnlyNothing, &mut model).expect("it is looked for again");
    assert_eq!(query.only, []);
}

#[test]
fn what_is_open_now_is_asked_for_again_when_time_has_gone_by() {
    let mut model = model();
    let at = |minute: i64, event: UserEvent, model: &mut Model| {
        let moment = Moment { utc_ms: minute * 60_000 + 59_999, offset_min: 0 };
        let at = Stamp { moment, uptime_ms: 1, entropy: [7; 16] };
        asked(update(Event::User { event, at }, model))
    };
    let turn = directory_event(DirectoryEvent::Only { code: "open now".to_owned() });

    let query = at(10, turn, &mut model).expect("it is looked for");
    assert_eq!((query.only.as_slice(), query.minute), (&[Only::OpenNow][..], Some(10)));
    let nothing = Found { total: 0, hits: Vec::new(), nearest: false };
    let _ = at(11, UserEvent::Resumed, &mut model);
    let _ = found(&query, nothing, &mut model);
    assert!(model.directory.found.is_some(), "an answer counts though a minute has gone by");

    model.showing = Showing::Service;
    let query = at(12, UserEvent::Back, &mut model).expect("it is looked for again");
    assert_eq!(query.minute, Some(12));
}

#[test]
fn who_looks_for_somebody_else_begins_without_filters() {
    let mut model = model();
    let _ = presses(DirectoryEvent::Only { code: "men".to_owned() }, &mut model);

    let _ = open_for(Audience::Talk, Vec::new(), &mut model);

    assert!(model.directory.only.is_empty());
}

#[test]
fn what_the_helper_looked_for_is_gone_when_the_phone_is_handed_over() {
    let mut model = model();
    let typed = UserEvent::Edited { field: Field::Search, text: "what happened".to_owned() };
    let _ = does(typed, &mut model);

    let query = presses(DirectoryEvent::HandOver, &mut model).expect("everything is looked for again");

    assert_eq!(query.words, "");
    assert!(!view(&model).to_string().contains("what happened"));
}
