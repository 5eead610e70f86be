//! What a service must certainly offer to be shown.

use crux_core::Command;
use directory::{Group, Only, language_name};

use super::{directory_event, refresh};
use crate::{
    Effect, Event,
    event::DirectoryEvent,
    model::Model,
    screens::button,
    view::{ButtonRole, Choice, Component, Said},
};

/// The languages that can be asked for: those of the countries the directory is for, and English.
const LANGUAGES: [&str; 7] = ["id", "ms", "vi", "th", "km", "lo", "en"];

/// Asks for one more thing, or no longer for it.
pub(super) fn turn(code: &str, model: &mut Model) -> Command<Effect, Event> {
    let Some(turned) = Only::BUT_LANGUAGES.into_iter().chain(languages()).find(|only| only.code() == code) else {
        return Command::done();
    };
    let chosen = &mut model.directory.only;
    match chosen.iter().position(|only| *only == turned) {
        Some(at) => drop(chosen.remove(at)),
        None => chosen.push(turned),
    }
    model.directory.from = 0;
    refresh(model)
}

/// Asks for nothing in particular any more.
pub(super) fn clear(model: &mut Model) -> Command<Effect, Event> {
    model.directory.only.clear();
    model.directory.from = 0;
    refresh(model)
}

pub(super) fn view(model: &Model) -> Component {
    let t = model.texts();
    let components = vec![
        model.paragraph(t.filters_text()),
        choose(model, "only", t.filters_only(), Only::BUT_LANGUAGES.into()),
        choose(model, "spoken", t.service_spoken(), languages()),
    ];
    Component::Section { title: model.own(t.filters_title()), open: !model.directory.only.is_empty(), components }
}

/// Says before the results that something is left out, and lets it come back.
pub(super) fn chosen(model: &Model) -> Vec<Component> {
    let t = model.texts();
    let chosen = u32::try_from(model.directory.only.len()).unwrap_or(u32::MAX);
    if chosen == 0 {
        return Vec::new();
    }
    let clear = directory_event(DirectoryEvent::OnlyNothing);
    vec![model.paragraph(t.filters_chosen(chosen)), button(t.filters_clear(), ButtonRole::Quiet, clear)]
}

fn choose(model: &Model, id: &str, label: String, all: Vec<Only>) -> Component {
    let choices = all.into_iter().map(|only| Choice {
        text: said(model, &only),
        picture: None,
        chosen: model.directory.only.contains(&only),
        event: directory_event(DirectoryEvent::Only { code: only.code().to_owned() }),
    });
    Component::MultipleChoice {
        id: id.to_owned(),
        label: model.own(label),
        guidance: None,
        at_once: true,
        choices: choices.collect(),
    }
}

fn languages() -> Vec<Only> {
    LANGUAGES.map(|code| Only::Speaks(code.to_owned())).into()
}

/// A language is called as it calls itself.
fn said(model: &Model, only: &Only) -> Said {
    let t = model.texts();
    model.own(match only {
        Only::OpenTo(Group::Women) => t.filters_women(),
        Only::OpenTo(Group::Men) => t.filters_men(),
        Only::OpenTo(Group::Boys) => t.filters_boys(),
        Only::OpenTo(Group::Girls) => t.filters_girls(),
        Only::OpenTo(Group::Transgender) => t.filters_transgender(),
        Only::OpenTo(Group::Nationals) => t.filters_nationals(),
        Only::OpenTo(Group::Foreigners) => t.filters_foreigners(),
        Only::Free => t.cost_free(),
        Only::WithoutPapers => t.papers_none(),
        Only::WithoutStatus => t.filters_without_status(),
        Only::WithoutPolice => t.filters_without_police(),
        Only::AllDay => t.hours_always(),
        Only::OpenNow => t.filters_open_now(),
        Only::ChildrenWelcome => t.filters_children(),
        Only::Speaks(code) => return Said { text: language_name(code).to_owned(), lang: code.clone() },
    })
}
