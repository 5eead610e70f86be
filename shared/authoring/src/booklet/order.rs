//! Which service stands where: lines to call by country first, then the others by place and need.

use std::collections::BTreeSet;

use ::directory::{Level, Need, Place, Places, Service};

use crate::directory::Directory;

/// One place with what helps there.
pub(super) struct Part<'a> {
    /// The place, then the places it lies in.
    pub(super) places: Vec<&'a Place>,
    pub(super) groups: Vec<Group<'a>>,
    /// What serves this place too and stands under another in full.
    pub(super) also: Vec<&'a Service>,
}

/// Services under one heading, each once.
pub(super) enum Group<'a> {
    /// Lines to call need no heading of their own.
    Lines(Vec<&'a Service>),
    /// What meets a need first of all.
    Need(&'a Need, Vec<&'a Service>),
    /// What names no need.
    Other(Vec<&'a Service>),
}

impl<'a> Group<'a> {
    pub(super) fn services(&self) -> &[&'a Service] {
        match self {
            Self::Lines(services) | Self::Need(_, services) | Self::Other(services) => services,
        }
    }
}

/// The lines to call, by country.
pub(super) fn lines<'a>(services: &'a [Service], directory: &'a Directory) -> Vec<Part<'a>> {
    let lines: Vec<&Service> = services.iter().filter(|service| service.level == Level::Hotline).collect();
    parts(&lines, directory, |here| vec![Group::Lines(here)])
}

/// Everything else, by place and then by need.
pub(super) fn others<'a>(services: &'a [Service], directory: &'a Directory) -> Vec<Part<'a>> {
    let others: Vec<&Service> = services.iter().filter(|service| service.level != Level::Hotline).collect();
    let first_need = |service: &Service| directory.needs.iter().find(|need| service.needs.contains(&need.id));
    parts(&others, directory, |here| {
        let meet = |need: &'a Need| {
            let first = |service: &&Service| first_need(service).is_some_and(|first| first.id == need.id);
            Group::Need(need, here.iter().copied().filter(first).collect())
        };
        let other = here.iter().copied().filter(|service| first_need(service).is_none()).collect();
        directory.needs.iter().map(meet).chain([Group::Other(other)]).collect()
    })
}

/// The countries of these services, in the directory's order.
pub(super) fn countries<'a>(services: &[Service], directory: &'a Directory) -> Vec<&'a Place> {
    let tree = Places::new(&directory.places);
    let roots: BTreeSet<&str> = services
        .iter()
        .flat_map(|service| &service.area)
        .filter_map(|id| tree.with_parents(id).last().map(|root| root.id.as_str()))
        .collect();
    directory.places.iter().filter(|place| roots.contains(place.id.as_str())).collect()
}

/// The services under the first of their places; under the others they are only named.
fn parts<'a>(
    services: &[&'a Service],
    directory: &'a Directory,
    group: impl Fn(Vec<&'a Service>) -> Vec<Group<'a>>,
) -> Vec<Part<'a>> {
    let tree = Places::new(&directory.places);
    let part = |place: &'a Place| {
        let (here, also): (Vec<&Service>, Vec<&Service>) = services
            .iter()
            .filter(|service| service.area.contains(&place.id))
            .partition(|service| service.area.first() == Some(&place.id));
        let groups = group(here).into_iter().filter(|group| !group.services().is_empty()).collect();
        Part { places: tree.with_parents(&place.id), groups, also }
    };
    let has_any = |part: &Part<'_>| !(part.groups.is_empty() && part.also.is_empty());
    in_tree_order(&directory.places).into_iter().map(part).filter(has_any).collect()
}

/// Each place followed by what lies in it.
fn in_tree_order(places: &[Place]) -> Vec<&Place> {
    let tree = Places::new(places);
    let position = |id: &str| places.iter().position(|place| place.id == id);
    let mut all: Vec<&Place> = places.iter().collect();
    all.sort_by_cached_key(|place| {
        let way = tree.with_parents(&place.id);
        way.iter().rev().map(|above| position(&above.id)).collect::<Vec<_>>()
    });
    all
}
