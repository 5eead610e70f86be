//! From entries to HSDS.

use directory::{Availability, Change, Cost, Date, Freshness, Papers, Phone, Report, Service, Standing};
use i18n::{Language, Texts};
use serde_json::{Value, json};

use super::record::{Record, part_id, shared_id};
use super::terms::{self, Attributes, code_of};
use super::{PREFIX, place, words};
use crate::directory::{Directory, taxonomy};

/// The directory as HSDS 3.0: a page as its API gives it, all services on one, with our needs and places beside them.
///
/// Of a secret place neither address nor directions nor coordinates are written, nor what they were before; of a report
/// not who told it, which stays with the keeper. What is withdrawn today is not told as in use.
#[must_use]
pub fn export(directory: &Directory, today: Date) -> Value {
    let t = Language::English.texts();
    let contents: Vec<Value> = directory.services.iter().map(|one| service(one, directory, today, t)).collect();
    json!({
        "total_items": contents.len(),
        "total_pages": 1,
        "page_number": 1,
        "size": contents.len(),
        "first_page": true,
        "last_page": true,
        "empty": contents.is_empty(),
        "contents": contents,
        format!("{PREFIX}needs"): directory.needs,
        format!("{PREFIX}places"): directory.places,
    })
}

fn service(service: &Service, directory: &Directory, today: Date, t: &Texts) -> Value {
    let mut record = Record::new(&service.id);
    record.text("name", Some(&service.name));
    record.text("alternate_name", service.short_name.as_ref());
    record.text("description", Some(&service.description));
    record.put("url", &service.website);
    record.put("email", &service.email);
    let withdrawn = service.standing(today) == Standing::Withdrawn;
    record.put("status", status(service.availability, withdrawn));
    record.own("withdrawn", &withdrawn);
    record.own("availability", &service.availability);
    record.texts("alert", &service.warnings);
    record.put("organization", organization(service));
    record.list("attributes", attributes(service, directory));
    record.list("phones", service.phones.iter().enumerate().map(|(at, one)| phone(service, at, one)).collect());
    place::write_hours(service, &directory.places, &mut record);
    place::write_area(service, &directory.places, &mut record);
    place::write_location(service, &mut record);
    write_who(service, &mut record);
    write_cost_and_papers(service, &mut record, t);
    write_ways_in(service, &mut record);
    write_reliance(service, &mut record);
    record.done()
}

fn organization(service: &Service) -> Value {
    let provider = &service.provider;
    let name = words::plain(&provider.name);
    let mut record = Record::new(shared_id(&format!("organization/{name}")));
    record.text("name", Some(&provider.name));
    // HSDS asks for a description of every organisation.
    record.put("description", name);
    record.text("description", provider.description.as_ref());
    let mut attributes = Attributes::of(&service.id, "organization");
    attributes.term(terms::PROVIDER_KIND, &provider.kind);
    record.list("attributes", attributes.done());
    record.done()
}

fn attributes(service: &Service, directory: &Directory) -> Vec<Value> {
    let mut all = Attributes::of(&service.id, "service");
    for category in &service.categories {
        let code = code_of(category);
        all.named(terms::CATEGORY, &code, taxonomy::name(&code), None);
    }
    for term in &service.terms {
        all.named(terms::CATEGORY, term, taxonomy::name(term), None);
    }
    all.term(terms::LEVEL, &service.level);
    service.stages.iter().for_each(|stage| all.term(terms::STAGE, stage));
    for need in &service.needs {
        all.named(terms::NEED, need, terms::need_name(&directory.needs, need), None);
    }
    all.facts(terms::WHO, &terms::groups(&mut service.who.clone()));
    all.facts(terms::STAFF, &terms::staff(&mut service.staff.clone()));
    all.done()
}

fn phone(service: &Service, at: usize, phone: &Phone) -> Value {
    let mut record = Record::new(part_id(&service.id, &format!("phone/{at}")));
    record.put("number", &phone.number);
    record.put("type", phone.kind);
    record.own("dial", &phone.dial);
    record.text("description", phone.note.as_ref());
    record.done()
}

fn write_who(service: &Service, record: &mut Record) {
    record.text("eligibility_description", service.eligibility.as_ref());
    record.put("minimum_age", service.who.min_age);
    record.put("maximum_age", service.who.max_age);
    record.own("victim_status", &service.victim_status);
    record.own("police_cooperation", &service.police_cooperation);
    record.own("shelter", &service.shelter);
    let languages = service.languages.iter().enumerate().map(|(at, code)| {
        let mut language = Record::new(part_id(&service.id, &format!("language/{at}")));
        language.put("code", code);
        language.done()
    });
    record.list("languages", languages.collect());
    record.own("sign_language", &service.sign_language);
    if service.interpreter != directory::Fact::NotKnown {
        record.put("interpretation_services", service.interpreter);
    }
}

fn write_cost_and_papers(service: &Service, record: &mut Record, t: &Texts) {
    record.text("fees_description", service.fees.as_ref());
    if service.cost != Cost::NotKnown {
        let mut option = Record::new(part_id(&service.id, "cost_option"));
        option.put("option", service.cost);
        option.put("amount", (service.cost == Cost::Free).then_some(0));
        record.list("cost_options", vec![option.done()]);
    }
    record.own("pays_transport", &service.pays_transport);
    if service.papers == Papers::Asked || service.papers_asked.is_some() {
        let mut document = Record::new(part_id(&service.id, "required_document"));
        document.put("document", t.papers_asked());
        document.text("document", service.papers_asked.as_ref());
        record.list("required_documents", vec![document.done()]);
    }
    record.own("papers", &service.papers);
    record.own("without_papers", &service.without_papers);
}

fn write_ways_in(service: &Service, record: &mut Record) {
    record.texts("application_process", &service.steps);
    record.own("referral", &service.referral);
    record.own("first_answer", &service.first_answer);
    record.own("safe_contact", &service.safe_contact);
    record.own("confidential_location", &service.secret);
    record.own("privacy", &service.privacy);
    record.own("picture", &service.picture);
    record.own("audio", &service.audio);
}

fn write_reliance(service: &Service, record: &mut Record) {
    let verified = &service.verified;
    // The date of a public source is no day on which somebody checked: HSDS must not say so.
    let mut known = json!({ "state": verified.state, "method": verified.method, "by": verified.by, "on": "" });
    match service.freshness() {
        Freshness::ConfirmedOn(day) => {
            record.put("assured_date", day);
            record.own("review_due", &Some(day.plus_months(service.months_between_checks())));
        }
        Freshness::NotConfirmed { source_date } => {
            known["on"] = source_date.map(|date| date.to_string()).unwrap_or_default().into();
        }
    }
    record.own("verified", &known);
    record.own("steward", &service.steward);
    record.own("provider_consent", &service.provider_consent);
    record.own("quality", &service.quality);
    record.own("sources", &service.sources);
    let told = |report: &Report| json!(Report { by: String::new(), ..report.clone() });
    record.own("reports", &service.reports.iter().map(told).collect::<Vec<_>>());
    // The check refuses such changes; a file that has left cannot be called back.
    let changes: &[Change] = if service.secret { &[] } else { &service.changes };
    let changes = changes.iter().enumerate().map(|(at, change)| {
        let mut metadata = Record::new(part_id(&service.id, &format!("metadata/{at}")));
        metadata.put("resource_id", &service.id);
        metadata.put("resource_type", "service");
        metadata.put("last_action_date", change.on);
        metadata.put("last_action_type", "update");
        metadata.put("field_name", &change.field);
        metadata.put("previous_value", &change.before);
        metadata.put("replacement_value", &change.after);
        metadata.put("updated_by", &change.by);
        metadata.done()
    });
    record.list("metadata", changes.collect());
}

/// HSDS knows whether a service exists, not whether it has room.
fn status(availability: Availability, withdrawn: bool) -> &'static str {
    match availability {
        Availability::Open | Availability::Full | Availability::NotKnown if withdrawn => "inactive",
        Availability::Open | Availability::Full | Availability::NotKnown => "active",
        Availability::Closed => "temporarily closed",
        Availability::Ended => "defunct",
    }
}
