//! Choosing the app's language: the very first screen, before any word needs to be understood.

use i18n::Language;

use super::{Body, button};
use crate::{event::UserEvent, model::Model, view::ButtonRole};

pub(crate) fn view(model: &Model) -> Body {
    let choices = Language::CHOICES
        .into_iter()
        .map(|(language, name)| {
            let event = UserEvent::ChooseLanguage { code: language.code().to_owned() };
            button(name.to_owned(), ButtonRole::Quiet, event)
        })
        .collect();
    Body::new("language", model.own(model.texts().language_title())).with(choices)
}
