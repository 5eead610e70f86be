//! Where and when: locations, hours, areas.

use directory::{Access, Day, Fact, Hours, Opening, Place, Places, Point, Service, UtcOffset};
use i18n::Text;
use serde_json::Value;

use super::fault::Problem;
use super::record::{Record, part_id};
use super::source::Source;
use super::terms::code_of;
use super::words;

/// What of a usual week means day and night: other tools stop a minute before midnight.
const WHOLE_DAY: [u16; 2] = [24 * 60, 24 * 60 - 1];

/// What makes hours something else than those of every week.
const NOT_EVERY_WEEK: [&str; 6] = ["valid_to", "until", "count", "byweekno", "bymonthday", "byyearday"];

/// Where to walk in. Of a secret place nothing is written that could lead there.
pub(super) fn write_location(service: &Service, record: &mut Record) {
    let mut location = Record::new(part_id(&service.id, "location"));
    location.put("location_type", "physical");
    let mut access = service.access.clone();
    let made_for: Vec<Value> = access_facts(&mut access)
        .into_iter()
        .filter(|(_, fact)| **fact != Fact::NotKnown)
        .map(|(code, fact)| {
            let mut one = Record::new(part_id(&service.id, &format!("accessibility/{code}")));
            one.put("description", code.replace('_', " "));
            one.put("details", code_of(fact));
            one.done()
        })
        .collect();
    let can_be_found =
        !service.secret && (service.address.is_some() || service.directions.is_some() || service.point.is_some());
    if !can_be_found && made_for.is_empty() {
        return;
    }
    location.list("accessibility", made_for);
    if can_be_found {
        location.put("name", words::plain(&service.provider.name));
        location.text("description", service.address.as_ref());
        location.text("transportation", service.directions.as_ref());
        location.put("latitude", service.point.map(|point| point.latitude));
        location.put("longitude", service.point.map(|point| point.longitude));
    }
    let mut at = Record::new(part_id(&service.id, "service_at_location"));
    at.put("location", location.done());
    record.list("service_at_locations", vec![at.done()]);
}

/// Where to walk in, into the service.
pub(super) fn read_location(source: &Source<'_>, service: &mut Service) {
    let at = source.list("service_at_locations");
    let mut physical =
        at.iter().filter_map(|at| at.inside("location")).filter(|it| it.string("location_type") != Some("virtual"));
    let Some(location) = physical.next() else { return };
    if physical.next().is_some() {
        source.fault("service_at_locations", Problem::SeveralPlaces);
    }
    let text = location.text("description");
    service.address = match location.list("addresses").first() {
        Some(parts) => {
            let known = text.filter(|text| words::plain(text) == address(parts));
            known.or_else(|| words::merged(Some(&address(parts)), None, ""))
        }
        None => text,
    };
    service.directions = location.text("transportation");
    let (latitude, longitude) = (location.number("latitude"), location.number("longitude"));
    service.point = latitude.zip(longitude).map(|(latitude, longitude)| Point { latitude, longitude });
    for made_for in location.list("accessibility") {
        let said = made_for.string("description").map(|description| description.replace(' ', "_"));
        let mut facts = access_facts(&mut service.access).into_iter();
        if let Some((_, fact)) = facts.find(|(code, _)| Some(*code) == said.as_deref()) {
            *fact = made_for.code("details");
        }
    }
    let found = service.address.is_some() || service.directions.is_some() || service.point.is_some();
    if service.secret && found {
        location.fault("description", Problem::SecretPlace);
        (service.address, service.directions, service.point) = (None, None, None);
    }
}

/// An address in parts, as one line.
fn address(parts: &Source<'_>) -> String {
    ["address_1", "address_2", "city", "region", "state_province", "postal_code", "country"]
        .into_iter()
        .filter_map(|part| parts.string(part).filter(|text| !text.trim().is_empty()))
        .collect::<Vec<_>>()
        .join(", ")
}

fn access_facts(access: &mut Access) -> [(&'static str, &mut Fact); 5] {
    [
        ("step_free", &mut access.step_free),
        ("toilet", &mut access.toilet),
        ("blind", &mut access.blind),
        ("deaf", &mut access.deaf),
        ("children", &mut access.children),
    ]
}

/// The hours: one schedule for each opening, one for day and night, one for the words.
pub(super) fn write_hours(service: &Service, places: &[Place], record: &mut Record) {
    // HSDS asks for it: without, a time is taken for one of UTC.
    let clocks = Places::new(places).clocks_of_all(&service.area).map(UtcOffset::behind_a_time).unwrap_or_default();
    let hours = &service.hours;
    let always = Opening { days: Day::ALL.to_vec(), opens: 0, closes: 24 * 60 };
    let openings = hours.openings.iter().map(|opening| (opening, false));
    let openings = openings.chain((hours.all_day == Some(true)).then_some((&always, true)));
    let schedule = |at: usize| Record::new(part_id(&service.id, &format!("schedule/{at}")));
    let mut all: Vec<Value> = Vec::new();
    for (opening, all_day) in openings {
        let mut one = schedule(all.len());
        one.put("freq", "WEEKLY");
        one.put("byday", opening.days.iter().map(|day| day.code()).collect::<Vec<_>>().join(","));
        one.put("opens_at", clock(opening.opens) + &clocks);
        one.put("closes_at", clock(opening.closes) + &clocks);
        if is_whole_week(opening) {
            one.own("all_day", &Some(all_day));
        }
        all.push(one.done());
    }
    if hours.note.is_some() {
        let mut words = schedule(all.len());
        words.text("description", hours.note.as_ref());
        all.push(words.done());
    }
    record.list("schedules", all);
    record.own("all_day", &hours.all_day.filter(|all_day| !all_day));
}

/// The hours, in the time of the place. A week without a gap is day and night, unless we wrote it otherwise.
pub(super) fn read_hours(source: &Source<'_>, clocks: Option<UtcOffset>) -> Hours {
    let mut hours = Hours { all_day: source.own("all_day"), ..Hours::default() };
    let (mut said, mut all) = (Vec::new(), None::<Text>);
    for schedule in source.list("schedules") {
        said.extend(schedule.string("description"));
        said.extend(schedule.string("notes"));
        all = all.or_else(|| schedule.own("description"));
        match opening(&schedule, clocks) {
            Some(opening) if is_whole_week(&opening) && schedule.own::<Option<bool>>("all_day") != Some(false) => {
                hours.all_day = Some(true);
            }
            other => hours.openings.extend(other),
        }
    }
    let said = (!said.is_empty()).then(|| said.join("\n"));
    hours.note = words::merged(said.as_deref(), all, "");
    hours
}

fn opening(schedule: &Source<'_>, clocks: Option<UtcOffset>) -> Option<Opening> {
    let [days, opens, closes] = ["byday", "opens_at", "closes_at"].map(|field| schedule.string(field));
    if days.is_none() && opens.is_none() && closes.is_none() {
        return None;
    }
    let limited = NOT_EVERY_WEEK.into_iter().find(|field| schedule.is_there(field));
    let monthly = schedule.string("freq").is_some_and(|often| often != "WEEKLY").then_some("freq");
    let is_elsewhere = |hours: f64| clocks.is_some_and(|clocks| (clocks.hours() - hours).abs() > 0.01);
    if schedule.number("timezone").is_some_and(is_elsewhere) {
        schedule.fault("timezone", Problem::NoHours);
        return None;
    }
    let skipping = schedule.number("interval").is_some_and(|weeks| weeks > 1.0).then_some("interval");
    if let Some(field) = limited.or(monthly).or(skipping) {
        schedule.fault(field, Problem::NotWeekly);
        return None;
    }
    let text = format!("{} {}-{}", days.unwrap_or_default(), local(opens, clocks), local(closes, clocks));
    let opening = text.parse().ok();
    if opening.is_none() {
        schedule.fault("opens_at", Problem::NoHours);
    }
    opening
}

/// `08:00` of `08:00:00+07:00`; a time of another place stays as it is and is refused.
fn local(time: Option<&str>, clocks: Option<UtcOffset>) -> &str {
    let time = time.unwrap_or_default();
    let Some((clock, rest)) = time.split_at_checked(5) else { return time };
    let (seconds, offset) = rest.split_at(rest.find(['+', '-', 'Z']).unwrap_or(rest.len()));
    let is_there = offset.is_empty() || clocks.map_or(offset != "Z", |clocks| clocks.behind_a_time() == offset);
    if is_there && seconds.chars().all(|letter| letter.is_ascii_digit() || ":.".contains(letter)) {
        clock
    } else {
        time
    }
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn is_whole_week(opening: &Opening) -> bool {
    opening.days.len() == Day::ALL.len() && opening.opens == 0 && WHOLE_DAY.contains(&opening.closes)
}

/// The places a service serves, by name, with our code beside it.
pub(super) fn write_area(service: &Service, places: &[Place], record: &mut Record) {
    let each = service.area.iter().enumerate().map(|(at, id)| {
        let mut area = Record::new(part_id(&service.id, &format!("area/{at}")));
        area.put("name", name_of(places, id));
        area.own("place", id);
        area.done()
    });
    record.list("service_areas", each.collect());
}

/// The ids of the places. A name that no place has is kept in their stead: checking the entry then says so.
pub(super) fn read_area(source: &Source<'_>, places: &[Place]) -> Vec<String> {
    let one = |area: Source<'_>| {
        let ours: String = area.own("place");
        let name = area.string("name").unwrap_or(&ours);
        if !ours.is_empty() && name_of(places, &ours) == name {
            return ours;
        }
        let called_so = |place: &&Place| place.name.0.values().any(|phrase| phrase.text == name);
        places.iter().find(called_so).map_or(name, |place| place.id.as_str()).to_owned()
    };
    source.list("service_areas").into_iter().map(one).collect()
}

fn name_of<'a>(places: &'a [Place], id: &'a str) -> &'a str {
    places.iter().find(|place| place.id == id).map_or(id, |place| words::plain(&place.name))
}
