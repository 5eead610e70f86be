//! Language, new content, and what the app is and keeps.

use i18n::Language;

use super::{Body, button, door};
use crate::{
    event::{Place, UserEvent},
    model::Model,
    outside,
    view::{ButtonRole, Choice, Component, Said},
};

pub(crate) fn view(model: &Model) -> Body {
    let t = model.texts();
    let choices = Language::CHOICES
        .into_iter()
        .map(|(language, name)| Choice {
            text: Said { text: name.to_owned(), lang: language.code().to_owned() },
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
