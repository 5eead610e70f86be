//! One service: how to reach it first, then who can use it and what to expect.

use directory::{Fact, Service};
use i18n::Text;

use super::{Body, button, services};
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
    components.push(Component::Paragraph { text: model.said(&service.description), voice: Voice::Plain });
    components.extend(phones(model, service));
    components.extend(service.address.as_ref().map(|address| reach::place(model, address)));
    components.push(model.caution(service.freshness().in_words(t)));
    components.extend(service.warnings.iter().map(|warning| caution(model, warning)));
    components.push(words::read_aloud(model, model.said(&service.description)));
    components.extend(who_can_use_it(model, service));
    components.extend(what_to_expect(model, service));
    let title = model.said(&service.name);
    let hand_out = hand_out(model, title.clone(), &components);
    components.extend(sources(model, service));
    components.extend(hand_out);
    components.extend(presses(model));
    services::framed(model, Body::new(format!("service/{}", service.id), title), true).with(components)
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
        components.push(Component::Paragraph { text: model.said(eligibility), voice: Voice::Plain });
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

fn what_to_expect(model: &Model, service: &Service) -> Vec<Component> {
    let t = model.texts();
    let mut components = vec![
        model.heading(t.service_expect()),
        model.paragraph(service.cost.in_words(t)),
        model.paragraph(service.papers.in_words(t)),
        model.paragraph(match service.hours.all_day {
            Some(true) => t.hours_always(),
            Some(false) => t.hours_not_always(),
            None => t.hours_not_known(),
        }),
    ];
    let said = |text: &Text| Component::Paragraph { text: model.said(text), voice: Voice::Plain };
    components.extend(service.hours.note.as_ref().map(said));
    components.extend(service.steps.iter().map(said));
    components.push(model.paragraph(t.service_provider(model.said(&service.provider.name).text)));
    components
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
fn hand_out(model: &Model, title: Said, components: &[Component]) -> Option<Component> {
    let t = model.texts();
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
        parts: parts.collect(),
    })
}

fn presses(model: &Model) -> Option<Component> {
    let t = model.texts();
    match model.directory.audience {
        Audience::Public => Some(button(
            t.services_hand_over(),
            ButtonRole::Quiet,
            UserEvent::Directory { event: DirectoryEvent::HandOver },
        )),
        Audience::HandedOver => None,
        Audience::Talk | Audience::InDanger | Audience::Case(_) if model.space().is_some() => {
            Some(button(t.referral_begin(), ButtonRole::Main, UserEvent::Referral { event: ReferralEvent::Begin }))
        }
        // Without a yes to writing nothing about the person is kept, and so no referral is recorded.
        Audience::Talk | Audience::InDanger | Audience::Case(_) => Some(model.helper(t.referral_not_written())),
    }
}

fn caution(model: &Model, text: &Text) -> Component {
    Component::Notice { kind: crate::view::NoticeKind::Caution, text: model.said(text) }
}
