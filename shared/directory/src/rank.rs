//! The order in which entries are stored, and so the order in which they are found.

use std::cmp::Reverse;

use crate::{Date, Place, Places, Service, Standing};

/// The entries in the order in which a person should meet them: those confirmed in time, those from a public source,
/// those whose confirmation ran out; in each of these the countries in their given order, hotlines before offices, the
/// nearer before the farther, day and night before office hours, the newer source before the older.
#[must_use]
pub fn in_rank_order(mut services: Vec<Service>, places: &[Place], today: Date) -> Vec<Service> {
    let tree = Places::new(places);
    let country = |service: &Service| {
        let root = |id: &String| tree.with_parents(id).last().map(|place| place.id.as_str());
        let roots = service.area.iter().filter_map(root);
        roots.filter_map(|root| places.iter().position(|place| place.id == root)).min().unwrap_or(usize::MAX)
    };
    services.sort_by_cached_key(|service| {
        (
            reliance(service, today),
            country(service),
            service.level,
            service.hours.all_day != Some(true),
            Reverse(service.verified.on),
            service.id.clone(),
        )
    });
    services
}

fn reliance(service: &Service, today: Date) -> u8 {
    match service.standing(today) {
        Standing::InTime | Standing::DueSoon => 0,
        Standing::NotConfirmed => 1,
        Standing::Overdue => 2,
        Standing::Withdrawn => 3,
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::service::sample;
    use crate::{Level, VerifiedState};

    #[test]
    fn confirmed_entries_come_first_and_run_out_ones_last() {
        let place = |id: &str| crate::place::sample(id, None);
        let confirmed = |name: &str, on: &str| {
            let mut service = sample(name);
            service.verified.state = VerifiedState::Confirmed;
            service.verified.on = Some(on.parse().unwrap());
            service
        };
        let mut abroad = sample("other country");
        abroad.area = vec!["MY".to_owned()];
        let mut office = sample("office");
        office.level = Level::District;
        let mut newer = sample("newer source");
        newer.verified.on = Some("2025".parse().unwrap());
        let services = vec![
            confirmed("run out", "2026-01-01"),
            abroad,
            office,
            sample("older source"),
            newer,
            confirmed("confirmed", "2026-11-01"),
        ];

        let ordered = in_rank_order(services, &[place("ID"), place("MY")], "2026-11-22".parse().unwrap());

        let names: Vec<_> = ordered.iter().map(|s| s.name.show("en").unwrap().text).collect();
        let expected = ["confirmed", "newer source", "older source", "office", "other country", "run out"];
        assert_eq!(names, expected);
    }
}
