//! One service: how to reach it first, then who can use it and what to expect.

use directory::{Availability, Fact, Papers, Service, language_name, names_trafficking};
use i18n::Text;

use super::{Body, button, card, report, services};
use crate::{
    event::{DirectoryEvent, ReferralEvent, UserEvent},
    model::Model,
    reach,
    screens::services::Audience,
    view::{ButtonRole, Component, Said, Voice},
    words,
};

pub(crate) fn view(model: &Model) -> Body {
    let Some(service) = &model.service else { return services::view(model) };
    let t = model.texts();
    let mut components: Vec<Component> = Vec::new();
    components.push(plain(model, &service.description));
    components.extend(phones(model, service));
    components.extend(service.address.as_ref().map(|address| reach::place(model, address)));
    components.extend(service.safe_contact.as_ref().map(|text| plain(model, text)));
    components.push(reliance(model, service));
    components.extend(warnings(model, service));
    components.push(words::read_aloud(model, model.said(&service.description)));
    components.extend(who_can_use_it(model, service));
    components.extend(what_to_expect(model, service));
    let hand_out = hand_out(model, card::neutral_name(model, service), &components);
    components.splice(1..1, report::of_service(model, &service.id));
    components.extend(sources(model, service));
    components.extend(hand_out);
    components.push(button(t.card_show(), ButtonRole::Quiet, directory_event(DirectoryEvent::Card)));
    components.extend(presses(model));
    components.extend(report::offer(model));
    services::framed(model, Body::new(format!("service/{}", service.id), model.said(&service.name)), true)
        .with(components)
}

/// The numbers of a service, each with what it is for.
pub(crate) fn phones(model: &Model, service: &Service) -> Vec<Component> {
    let t = model.texts();
    service
        .phones
        .iter()
        .flat_map(|phone| {
            let label = match phone.kind {
                directory::PhoneKind::Voice => t.contact_call(),
                directory::PhoneKind::Text => t.contact_text(),
                directory::PhoneKind::Whatsapp => t.contact_whatsapp(),
            };
            let contact = reach::phone(model, model.own(label), phone);
            let note =
                phone.note.as_ref().map(|note| Component::Paragraph { text: model.said(note), voice: Voice::Detail });
            std::iter::once(contact).chain(note)
        })
        .collect()
}

fn who_can_use_it(model: &Model, service: &Service) -> Vec<Component> {
    let t = model.texts();
    let mut components = vec![model.heading(t.service_who())];
    if let Some(eligibility) = &service.eligibility {
        components.push(plain(model, eligibility));
    }
    let who = service.who.in_words(t).into_iter().chain(service.who.not_known_in_words(t));
    components.extend(who.chain([service.victim_status.in_words(t)]).map(|line| model.paragraph(line)));
    components.push(match service.police_cooperation {
        Fact::Yes => model.caution(t.police_yes()),
        Fact::No => model.paragraph(t.police_no()),
        Fact::Ask | Fact::NotKnown => model.paragraph(t.police_not_known()),
    });
    components
}

/// How far the entry can be relied on today.
pub(crate) fn reliance(model: &Model, service: &Service) -> Component {
    let t = model.texts();
    let today = model.today();
    model.caution(today.map_or_else(|| service.freshness().in_words(t), |today| service.reliance_in_words(t, today)))
}

/// What a person should know before calling or going there.
pub(crate) fn warnings(model: &Model, service: &Service) -> Vec<Component> {
    let t = model.texts();
    let room = match service.availability {
        Availability::Full => Some(t.service_full()),
        Availability::Closed => Some(t.service_closed()),
        Availability::Open | Availability::Ended | Availability::NotKnown => None,
    };
    let closed = service.shelter.closed.is_yes().then(|| t.service_no_going_out());
    let phone = service.shelter.takes_phone.is_yes().then(|| t.service_takes_phone());
    let own = [room, closed, phone].into_iter().flatten().map(|text| model.caution(text));
    own.chain(service.warnings.iter().map(|warning| caution(model, warning))).collect()
}

fn what_to_expect(model: &Model, service: &Service) -> Vec<Component> {
    let t = model.texts();
    let mut components = vec![model.heading(t.service_expect()), model.paragraph(service.cost.in_words(t))];
    components.extend(service.fees.as_ref().map(|text| plain(model, text)));
    components.extend(service.pays_transport.is_yes().then(|| model.paragraph(t.service_pays_transport())));
    components.push(model.paragraph(service.papers.in_words(t)));
    components.extend(service.papers_asked.as_ref().map(|text| plain(model, text)));
    components.extend(without_papers(model, service));
    components.extend(service.hours.in_words(t).into_iter().map(|line| model.paragraph(line)));
    let said = [&service.hours.note, &service.first_answer].into_iter().flatten();
    components.extend(said.chain(&service.steps).map(|text| plain(model, text)));
    components.extend(service.referral.needed.is_yes().then(|| model.paragraph(t.service_referral())));
    let said = [&service.referral.how, &service.shelter.rules, &service.privacy].into_iter().flatten();
    components.extend(said.map(|text| plain(model, text)));
    components.extend(languages(model, service));
    components.extend(way_there(model, service));
    components.push(model.paragraph(t.service_provider(model.said(&service.provider.name).text)));
    components
}

/// What somebody does who has none of the papers they ask for.
fn without_papers(model: &Model, service: &Service) -> Option<Component> {
    let t = model.texts();
    match &service.without_papers {
        Some(text) => Some(model.paragraph(t.service_without_papers(model.said(text).text))),
        None => (service.papers == Papers::Asked).then(|| model.paragraph(t.service_without_papers_not_known())),
    }
}

fn languages(model: &Model, service: &Service) -> Vec<Component> {
    let t = model.texts();
    let names: Vec<&str> = service.languages.iter().map(|code| language_name(code)).collect();
    let spoken = (!names.is_empty()).then(|| format!("{}: {}", t.service_spoken(), names.join(", ")));
    let signs = service.sign_language.is_yes().then(|| t.service_signs());
    let interpreter = service.interpreter.is_yes().then(|| t.service_interpreter());
    [spoken, signs, interpreter].into_iter().flatten().map(|line| model.paragraph(line)).collect()
}

/// How to get there. Of a secret place only those who answer the phone tell it.
fn way_there(model: &Model, service: &Service) -> Vec<Component> {
    let t = model.texts();
    let heading = || model.heading(t.service_there());
    match &service.directions {
        _ if service.secret => vec![heading(), model.paragraph(t.service_secret())],
        Some(directions) => vec![heading(), plain(model, directions)],
        None => Vec::new(),
    }
}

fn plain(model: &Model, text: &Text) -> Component {
    Component::Paragraph { text: model.said(text), voice: Voice::Plain }
}

fn sources(model: &Model, service: &Service) -> Option<Component> {
    let t = model.texts();
    // Where the facts come from is quoted as it was read, whatever the reader's language.
    let quoted = |source: &String| Component::Paragraph {
        text: Said { text: source.clone(), lang: "und".to_owned() },
        voice: Voice::Detail,
    };
    let components: Vec<Component> = service.sources.iter().map(quoted).collect();
    (!components.is_empty()).then(|| Component::Section {
        title: model.own(t.service_sources()),
        open: false,
        components,
    })
}

/// Everything above about the service, to give away. Not in show mode: sharing would lead out of it.
///
/// A message or a paper is found by others, so nothing in it says what happened to the person: lines that do are left out.
fn hand_out(model: &Model, title: Said, components: &[Component]) -> Option<Component> {
    let t = model.texts();
    let neutral = |said: &Said| !names_trafficking(&said.text);
    let parts = components.iter().filter_map(|component| match component {
        Component::Heading { text } | Component::Paragraph { text, .. } | Component::Notice { text, .. } => {
            Some(text.clone())
        }
        Component::Contact { label, text, .. } => {
            Some(Said { text: t.hand_out_contact(label.text.as_str(), text.text.as_str()), lang: label.lang.clone() })
        }
        _ => None,
    });
    (model.directory.audience != Audience::HandedOver).then(|| Component::HandOut {
        share: t.hand_out_share(),
        print: t.hand_out_print(),
        title,
        parts: parts.filter(neutral).collect(),
    })
}

fn presses(model: &Model) -> Option<Component> {
    let t = model.texts();
    match model.directory.audience {
        Audience::Public => {
            Some(button(t.services_hand_over(), ButtonRole::Quiet, directory_event(DirectoryEvent::HandOver)))
        }
        Audience::HandedOver => None,
        Audience::Talk | Audience::InDanger | Audience::Case(_) if model.space().is_some() => {
            Some(button(t.referral_begin(), ButtonRole::Main, UserEvent::Referral { event: ReferralEvent::Begin }))
        }
        // Without a yes to writing nothing about the person is kept, and so no referral is recorded.
        Audience::Talk | Audience::InDanger | Audience::Case(_) => Some(model.helper(t.referral_not_written())),
    }
}

fn directory_event(event: DirectoryEvent) -> UserEvent {
    UserEvent::Directory { event }
}

fn caution(model: &Model, text: &Text) -> Component {
    Component::Notice { kind: crate::view::NoticeKind::Caution, text: model.said(text) }
}

#[cfg(test)]
mod tests {
    use i18n::Language;

    use super::*;
    use crate::{model::Showing, screens::samples};

    /// Title and lines of what is handed out.
    fn handed_out(service: Service) -> Vec<String> {
        let language = Some(Language::English);
        let model = Model { language, showing: Showing::Service, service: Some(Box::new(service)), ..Model::default() };
        let handed_out = view(&model).components.into_iter().find_map(|component| match component {
            Component::HandOut { title, parts, .. } => Some(std::iter::once(title).chain(parts)),
            _ => None,
        });
        handed_out.into_iter().flatten().map(|said| said.text).collect()
    }

    #[test]
    fn what_is_handed_out_does_not_say_what_happened_to_the_person() {
        let mut service = *samples::service();
        service.victim_status = directory::VictimStatus::Presumed;
        let plain = handed_out(service.clone());
        assert_eq!(plain[..2], ["Helpline", "Somebody to talk to."]);
        service.name = Text::of("en", "Human Trafficking Line");
        service.description = Text::of("en", "For victims.");

        let neutral = handed_out(service);

        assert_eq!(neutral[0], "Somebody who can help");
        assert!(neutral.len() > 3, "the rest stays");
        assert!(plain.iter().chain(&neutral[1..]).all(|line| !names_trafficking(line)));
    }
}
