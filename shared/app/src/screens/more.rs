//! Language, new content, and what the app is and keeps.

use directory::Changes;
use i18n::Language;

use super::{Body, button, door};
use crate::{
    event::{Place, UserEvent},
    model::Model,
    outside,
    view::{ButtonRole, Choice, Component, Said},
};

/// The most changes that are shown one by one.
const MOST_SHOWN: usize = 50;

pub(crate) fn view(model: &Model) -> Body {
    let t = model.texts();
    let choices = Language::CHOICES
        .into_iter()
        .map(|(language, name)| Choice {
            text: Said { text: name.to_owned(), lang: language.code().to_owned() },
            picture: None,
            chosen: model.language == Some(language),
            event: UserEvent::ChooseLanguage { code: language.code().to_owned() },
        })
        .collect();
    let mut components = vec![Component::SingleChoice {
        id: "language".to_owned(),
        label: model.own(t.more_language()),
        guidance: None,
        at_once: true,
        choices,
    }];
    if model.abilities.files {
        components.push(model.heading(t.more_content()));
        components.push(model.paragraph(t.more_content_text()));
        components.push(button(t.more_content_install(), ButtonRole::Quiet, UserEvent::ChooseContent));
    }
    components.extend(model.offered.iter().flat_map(|offered| changes(model, &offered.changes)));
    if outside::file_to_hand_on(model).is_some() {
        components.push(model.paragraph(t.more_content_save_text()));
        components.push(button(t.more_content_save(), ButtonRole::Quiet, UserEvent::HandContentOn));
    }
    components.extend([
        model.heading(t.more_about()),
        model.paragraph(t.more_about_text()),
        model.caution(t.more_unaudited()),
        model.heading(t.keeps_title()),
    ]);
    components.extend(door::what_the_app_keeps(model));
    if model.is_unlocked() {
        components.push(button(t.lock(), ButtonRole::Quiet, UserEvent::Lock));
    }
    Body::new("more", model.own(t.more_title())).at(Place::More).with(components)
}

/// The numbers that new content changes, to be looked at before it is used.
fn changes(model: &Model, changes: &Changes) -> Vec<Component> {
    let t = model.texts();
    let none = |numbers: &[String]| if numbers.is_empty() { t.more_numbers_none() } else { numbers.join(", ") };
    let numbers = changes.numbers.iter().map(|change| {
        let service = model.said(&change.service).text;
        t.more_numbers_changed(none(&change.after), none(&change.before), service)
    });
    let gone = changes.gone.iter().map(|service| t.more_numbers_gone(model.said(service).text));
    let all = changes.numbers.len() + changes.gone.len();
    let lines = numbers.chain(gone).take(MOST_SHOWN).map(|line| model.paragraph(line));
    let mut components = vec![model.heading(t.more_numbers()), model.caution(t.more_numbers_text())];
    components.extend(lines);
    components.extend((all > MOST_SHOWN).then(|| model.paragraph(t.more_numbers_others(all - MOST_SHOWN))));
    components.push(button(t.more_numbers_use(), ButtonRole::Quiet, UserEvent::UseOffered));
    components.push(button(t.more_numbers_keep(), ButtonRole::Quiet, UserEvent::KeepContent));
    components
}
