//! From HSDS to entries.

use std::cell::RefCell;

use directory::{
    Availability, Change, Cost, Fact, Level, Need, Papers, PartialDate, Phone, PhoneKind, Place, Places, Provider,
    ProviderKind, Report, Service, VerifiedState, Who, hidden_sign,
};
use i18n::{Language, Texts};
use serde_json::{Map, Value};

use super::fault::{Fault, MOST_FAULTS, Problem};
use super::source::Source;
use super::terms::{self, Terms};
use super::{place, words};
use crate::directory::Directory;

/// Largest file, in bytes: some thousand services with everything that is known of them.
const LARGEST_FILE: usize = 32 << 20;
/// Most services: as many as a spreadsheet may have rows.
const MOST_SERVICES: usize = 50_000;

/// Reads a directory from HSDS 3.0: a page of its API with the services in `contents`, or a list of services.
///
/// The entries still have to be checked ([`directory::check`]): a file of another tool rarely says who may come.
///
/// # Errors
/// Everything that cannot be understood, with the service, the field and what to do. Nothing of ours is guessed, and no
/// service is passed over.
pub fn read(bytes: &[u8]) -> Result<Directory, Vec<Fault>> {
    let of_file = |problem| vec![Fault { service: "the file".to_owned(), field: "contents".to_owned(), problem }];
    if bytes.len() > LARGEST_FILE {
        return Err(of_file(Problem::TooLarge));
    }
    let file: Value = serde_json::from_slice(bytes).map_err(|error| of_file(Problem::NotJson(error.to_string())))?;
    // Alone: other faults repeat what stands in a field, and it must not reach a terminal.
    let mut hidden = Vec::new();
    find_hidden(&file, "", &mut hidden);
    if !hidden.is_empty() {
        return Err(hidden);
    }
    let nothing = Map::new();
    let page = file.as_object().unwrap_or(&nothing);
    let list = file.as_array().or_else(|| page.get("contents")?.as_array());
    let list = list.ok_or_else(|| of_file(Problem::NoServices))?;
    if list.len() > MOST_SERVICES {
        return Err(of_file(Problem::TooLarge));
    }
    let faults = RefCell::new(Vec::new());
    let source = Source::new("the file", page, &faults);
    let (needs, places): (Vec<Need>, Vec<Place>) = (source.own("needs"), source.own("places"));
    let mut services = Vec::new();
    for (at, value) in list.iter().enumerate() {
        let named = value["id"].as_str().map_or_else(|| format!("service {}", at + 1), str::to_owned);
        let Some(object) = value.as_object() else {
            Source::new(&named, &nothing, &faults).fault("contents", Problem::Not("an object"));
            continue;
        };
        services.push(service(&Source::new(&named, object, &faults), &places));
    }
    let faults = faults.into_inner();
    if faults.is_empty() { Ok(Directory { services, needs, places, synonyms: Vec::new() }) } else { Err(faults) }
}

/// Finds fields with signs that nobody sees, and fields that are called with one.
fn find_hidden(value: &Value, way: &str, faults: &mut Vec<Fault>) {
    let mut look_at = |text: &str| {
        if let (Some(sign), true) = (hidden_sign(text), faults.len() < MOST_FAULTS) {
            let problem = Problem::HiddenSign(directory::Problem::HiddenSign(sign));
            faults.push(Fault { service: "the file".to_owned(), field: way.to_owned(), problem });
        }
    };
    match value {
        Value::String(text) => look_at(text),
        Value::Array(list) => {
            let inside = list.iter().enumerate().filter(|(_, value)| !value.is_number());
            inside.for_each(|(at, value)| find_hidden(value, &format!("{way}[{at}]"), faults));
        }
        Value::Object(fields) => {
            fields.keys().for_each(|name| look_at(name));
            let seen = fields.iter().filter(|(name, _)| hidden_sign(name).is_none());
            seen.for_each(|(name, value)| find_hidden(value, &format!("{way}/{name}"), faults));
        }
        _ => {}
    }
}

/// Reports are settled by whoever keeps the directory, in their own files: another organisation's may say so of ours.
fn reports(source: &Source<'_>) -> Vec<Report> {
    let told: Vec<Report> = source.own("reports");
    told.into_iter().map(|report| Report { settled: None, ..report }).collect()
}

fn service(source: &Source<'_>, places: &[Place]) -> Service {
    let t = Language::English.texts();
    let terms = Terms::read(source);
    let level = terms.values(terms::LEVEL, |_| true).into_iter().next();
    if level.is_none() {
        source.fault("attributes (suluh_level)", Problem::Missing);
    }
    let area = place::read_area(source, places);
    let mut service = Service {
        id: source.required("id").unwrap_or_default().to_owned(),
        name: source.required_text("name"),
        short_name: source.text("alternate_name"),
        description: source.required_text("description"),
        provider: provider(source),
        // Without one the file is refused, when all else that is wrong with it is known.
        level: level.unwrap_or(Level::National),
        categories: terms.values(terms::CATEGORY, |code| !code.contains('.')),
        terms: terms.codes(terms::CATEGORY).filter(|code| code.contains('.')).map(str::to_owned).collect(),
        stages: terms.values(terms::STAGE, |_| true),
        needs: terms.codes(terms::NEED).map(str::to_owned).collect(),
        who: who(source, &terms),
        victim_status: source.own("victim_status"),
        police_cooperation: source.own("police_cooperation"),
        shelter: source.own("shelter"),
        eligibility: source.text("eligibility_description"),
        cost: cost(source),
        fees: source.text("fees_description"),
        pays_transport: source.own("pays_transport"),
        papers: source.own("papers"),
        papers_asked: None,
        without_papers: source.own("without_papers"),
        steps: source.texts("application_process"),
        referral: source.own("referral"),
        first_answer: source.own("first_answer"),
        phones: source.list("phones").iter().filter_map(|one| phone(one, t)).collect(),
        email: source.string("email").map(str::to_owned),
        website: source.string("url").map(str::to_owned),
        safe_contact: source.own("safe_contact"),
        hours: place::read_hours(source, Places::new(places).clocks_of_all(&area)),
        languages: languages(source),
        sign_language: source.own("sign_language"),
        interpreter: interpreter(source),
        area,
        address: None,
        directions: None,
        point: None,
        // Whoever wrote the name the field is known by must not find the place published.
        secret: source.own("confidential_location") || source.code("confidential_location"),
        access: directory::Access::default(),
        staff: directory::Staff::default(),
        privacy: source.own("privacy"),
        availability: availability(source),
        warnings: source.texts("alert"),
        verified: verified(source),
        steward: source.own("steward"),
        provider_consent: source.own("provider_consent"),
        quality: source.own("quality"),
        sources: source.own("sources"),
        picture: source.own("picture"),
        audio: source.own("audio"),
        reports: reports(source),
        changes: source.list("metadata").iter().filter_map(change).collect(),
    };
    terms.tell(terms::STAFF, terms::staff(&mut service.staff));
    read_papers(source, &mut service, t);
    place::read_location(source, &mut service);
    service
}

fn provider(source: &Source<'_>) -> Provider {
    let nobody = Provider { name: i18n::Text::default(), kind: ProviderKind::NotKnown, description: None };
    let Some(organization) = source.inside("organization") else {
        source.fault("organization", Problem::Missing);
        return nobody;
    };
    let kind = Terms::read(&organization).values(terms::PROVIDER_KIND, |_| true).into_iter().next();
    let description = organization.text_or("description", organization.string("name").unwrap_or_default());
    Provider { name: organization.required_text("name"), kind: kind.unwrap_or(nobody.kind), description }
}

fn who(source: &Source<'_>, terms: &Terms<'_>) -> Who {
    let mut who = Who { min_age: source.age("minimum_age"), max_age: source.age("maximum_age"), ..Who::default() };
    terms.tell(terms::WHO, terms::groups(&mut who));
    who
}

/// What it costs. An amount says more than the words of another tool.
fn cost(source: &Source<'_>) -> Cost {
    let options = source.list("cost_options");
    let said = options.first().map_or(Cost::NotKnown, |option| option.code("option"));
    let amounts: Vec<f64> = options.iter().filter_map(|option| option.number("amount")).collect();
    let has_price = amounts.iter().any(|amount| *amount > 0.0);
    match said {
        Cost::Free | Cost::NotKnown if has_price => Cost::Pay,
        Cost::NotKnown if !amounts.is_empty() && amounts.len() == options.len() => Cost::Free,
        said => said,
    }
}

fn read_papers(source: &Source<'_>, service: &mut Service, t: &Texts) {
    let documents = source.list("required_documents");
    let said: Vec<&str> = documents.iter().filter_map(|document| document.string("document")).collect();
    let all = documents.first().and_then(|document| document.own::<Option<i18n::Text>>("document"));
    let ours = all.is_some();
    service.papers_asked =
        words::merged((!documents.is_empty()).then(|| said.join("; ")).as_deref(), all, &t.papers_asked());
    // A document that another tool added is asked for, whatever was known before.
    if !documents.is_empty() && !ours {
        service.papers = Papers::Asked;
    }
}

fn phone(source: &Source<'_>, t: &Texts) -> Option<Phone> {
    let number = source.required("number").unwrap_or_default().to_owned();
    let kind = match source.string("type").unwrap_or("voice").to_lowercase().as_str() {
        "voice" | "cell" => PhoneKind::Voice,
        "text" => PhoneKind::Text,
        "whatsapp" => PhoneKind::Whatsapp,
        other => {
            source.fault("type", Problem::NotForPeople(other.to_owned()));
            return None;
        }
    };
    let mut phone = Phone { dial: source.own("dial"), number, kind, note: source.text("description") };
    // A number that another tool changed is dialled as it is now written.
    if !phone.dials_its_number() {
        let plus = phone.number.trim().starts_with('+').then_some('+');
        phone.dial = plus.into_iter().chain(phone.number.chars().filter(char::is_ascii_digit)).collect();
    }
    if let Some(extension) = source.number("extension") {
        let then = t.hsds_extension(extension.to_string());
        let note = phone.note.as_ref().map_or(then.clone(), |note| format!("{}; {then}", words::plain(note)));
        phone.note = words::merged(Some(&note), phone.note.take(), "");
    }
    Some(phone)
}

fn languages(source: &Source<'_>) -> Vec<String> {
    let code = |language: &Source<'_>| {
        let code = language.string("code").or_else(|| language.string("name"));
        if code.is_none() {
            language.fault("code", Problem::Missing);
        }
        code.map(str::to_owned)
    };
    source.list("languages").iter().filter_map(code).collect()
}

/// Words of another tool say that there is something to ask for, not whether it is to be had.
fn interpreter(source: &Source<'_>) -> Fact {
    match source.string("interpretation_services") {
        Some("yes") => Fact::Yes,
        Some("no") => Fact::No,
        Some(words) if !words.trim().is_empty() => Fact::Ask,
        _ => Fact::NotKnown,
    }
}

fn availability(source: &Source<'_>) -> Availability {
    let ours: Availability = source.own("availability");
    match source.string("status") {
        // Withdrawn by its keeper: that says nothing about whether it is open.
        Some("inactive") if source.own("withdrawn") => ours,
        Some("temporarily closed" | "inactive") => Availability::Closed,
        Some("defunct") => Availability::Ended,
        _ if matches!(ours, Availability::Closed | Availability::Ended) => Availability::NotKnown,
        _ => ours,
    }
}

/// Whom nobody of ours called is not confirmed, whatever day another tool gives.
fn verified(source: &Source<'_>) -> directory::Verified {
    let known: Option<directory::Verified> = source.own("verified");
    let mut verified = known.unwrap_or_else(|| directory::Verified {
        state: VerifiedState::PublicSource,
        on: None,
        method: String::new(),
        by: String::new(),
    });
    if let Some(day) = source.string("assured_date") {
        match day.parse::<PartialDate>() {
            Ok(day) => verified.on = Some(day),
            Err(error) => source.fault("assured_date", Problem::NotUnderstood(error.to_string())),
        }
    }
    verified
}

fn change(source: &Source<'_>) -> Option<Change> {
    let [on, field, before, after, by] =
        ["last_action_date", "field_name", "previous_value", "replacement_value", "updated_by"]
            .map(|field| source.required(field).map(str::to_owned));
    let on = on?;
    // Other tools write the hour too.
    let day = on.get(..10).unwrap_or(&on).parse();
    match day {
        Ok(on) => Some(Change { on, field: field?, before: before?, after: after?, by: by? }),
        Err(error) => {
            source.fault("last_action_date", Problem::NotUnderstood(error.to_string()));
            None
        }
    }
}
