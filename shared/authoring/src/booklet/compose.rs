//! What stands in a booklet, from the cover to the last line.

use ::directory::{Date, Freshness, Service, Standing, in_rank_order, language_name};
use i18n::{Language, Texts};

use super::{
    Advice, Also, Booklet, Group, Part, Place,
    order::{self, Group as Chosen, Part as Stretch},
    said::Said,
};
use crate::directory::Directory;

pub(super) fn booklet(directory: &Directory, lang: &str, today: Date) -> Booklet {
    let t = Language::from_code(lang).unwrap_or_default().texts();
    let shown = |service: &Service| service.standing(today) != Standing::Withdrawn;
    let services = directory.services.iter().filter(|service| shown(service)).cloned().collect();
    let services = in_rank_order(services, &directory.places, today);
    Composer { directory, services: &services, today, t, said: &Said::new(lang) }.booklet()
}

/// What the parts of one booklet share.
pub(super) struct Composer<'a> {
    pub(super) directory: &'a Directory,
    pub(super) services: &'a [Service],
    pub(super) today: Date,
    pub(super) t: &'a Texts,
    pub(super) said: &'a Said,
}

impl Composer<'_> {
    fn booklet(&self) -> Booklet {
        let t = self.t;
        let parts = [
            self.part(t.booklet_lines(), &order::lines(self.services, self.directory)),
            self.part(t.booklet_services(), &order::others(self.services, self.directory)),
        ];
        let edition = vec![t.booklet_edition(self.day()), self.area(), language_name(self.said.asked()).to_owned()];
        Booklet {
            lang: self.said.own_lang(),
            date: self.today.parts(),
            title: t.booklet_title(),
            audience: t.booklet_for(),
            edition,
            // After the parts, when it is known in which languages and states the words were.
            cautions: self.cautions(),
            advice: self.advice(),
            parts: parts.into_iter().filter(|part| !part.places.is_empty()).collect(),
            end: t.booklet_wrong(),
            line: self.line(),
            services: self.services.len(),
        }
    }

    fn cautions(&self) -> Vec<String> {
        let t = self.t;
        let calls = match (self.unconfirmed(), self.services.len()) {
            (0, total) => t.booklet_confirmed(total),
            (unconfirmed, total) => t.booklet_unconfirmed(total, unconfirmed),
        };
        let drafts = self.said.is_draft().then(|| t.booklet_drafts());
        let other = self.said.is_in_another_language().then(|| t.booklet_other_language());
        [Some(calls), drafts, other].into_iter().flatten().collect()
    }

    fn advice(&self) -> Advice {
        let t = self.t;
        let lines = vec![
            t.booklet_use_choose(),
            t.booklet_use_police(),
            t.booklet_use_cost(),
            t.booklet_use_bring(),
            t.booklet_use_woman(),
            t.booklet_use_why(),
            t.booklet_use_leave(),
            t.booklet_use_seen(),
            t.booklet_use_no(),
            t.booklet_use_hide(),
        ];
        Advice { title: t.booklet_use(), lines }
    }

    fn part(&self, title: String, stretches: &[Stretch<'_>]) -> Part {
        Part { title, places: stretches.iter().map(|stretch| self.place(stretch)).collect() }
    }

    fn place(&self, stretch: &Stretch<'_>) -> Place {
        let also = (!stretch.also.is_empty()).then(|| Also {
            title: self.t.booklet_also(),
            entries: stretch.also.iter().map(|service| self.brief(service)).collect(),
        });
        Place {
            names: stretch.places.iter().map(|place| self.said.text(&place.name)).collect(),
            groups: stretch.groups.iter().map(|group| self.group(group)).collect(),
            also,
        }
    }

    fn group(&self, group: &Chosen<'_>) -> Group {
        let title = match group {
            Chosen::Lines(_) => None,
            Chosen::Need(need, _) => Some(self.said.text(&need.label)),
            Chosen::Other(_) => Some(self.said.own(self.t.booklet_other_needs())),
        };
        Group { title, entries: group.services().iter().map(|service| self.entry(service)).collect() }
    }

    fn line(&self) -> String {
        let line = self.t.booklet_line(self.area(), self.day(), language_name(self.said.asked()));
        if self.unconfirmed() > 0 { self.t.booklet_line_unconfirmed(line) } else { line }
    }

    fn day(&self) -> String {
        let (year, month, day) = self.today.parts();
        self.t.day(day, self.t.month(month), year.to_string())
    }

    /// The countries that the booklet is about.
    fn area(&self) -> String {
        let countries = order::countries(self.services, self.directory);
        countries.iter().map(|place| self.said.plain(&place.name)).collect::<Vec<_>>().join(", ")
    }

    fn unconfirmed(&self) -> usize {
        let is_open = |service: &&Service| matches!(service.freshness(), Freshness::NotConfirmed { .. });
        self.services.iter().filter(is_open).count()
    }
}
