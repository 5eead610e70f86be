//! What to do in danger: the dangers that were ticked first, then the others. Opens and closes without any effect.

use guide::Danger;
use i18n::Text;

use super::{Body, button, talk::talk_event};
use crate::{
    event::TalkEvent,
    model::Model,
    view::{ButtonRole, Component, Said, Voice},
};

pub(crate) fn view(model: &Model) -> Body {
    let t = model.texts();
    let mut components = Vec::new();
    if let Some(opened) = model.opened() {
        let page = &opened.guides.emergency;
        components.push(button(t.emergency_lines(), ButtonRole::Quiet, talk_event(TalkEvent::Lines)));
        components.extend(page.always.iter().map(|text| sentence(model, text)));
        let named = model.talk.as_ref().map(crate::conversation::Talk::dangers).unwrap_or_default();
        let (seen, others): (Vec<&Danger>, Vec<&Danger>) =
            page.dangers.iter().partition(|danger| named.contains(&danger.id));
        components.extend(seen.into_iter().map(|danger| section(model, danger, true)));
        components.extend(others.into_iter().map(|danger| section(model, danger, false)));
        components.push(plan(model, t.emergency_safety_plan(), &page.safety_plan));
        components.push(plan(model, t.emergency_digital_safety(), &page.digital_safety));
        components.push(model.detail(t.emergency_unchecked()));
    }
    components.push(button(t.emergency_go_on(), ButtonRole::Main, talk_event(TalkEvent::GoOn)));
    Body::new("emergency", model.own(t.emergency_title())).with_back().with(components)
}

fn section(model: &Model, danger: &Danger, open: bool) -> Component {
    let t = model.texts();
    let mut components = vec![model.heading(t.emergency_do())];
    components.extend(danger.do_.iter().map(|text| sentence(model, text)));
    components.push(model.heading(t.emergency_do_not()));
    components.extend(danger.do_not.iter().map(|text| sentence(model, text)));
    Component::Section { title: model.said(&danger.title), open, components }
}

fn plan(model: &Model, title: String, texts: &[Text]) -> Component {
    let title: Said = model.own(title);
    Component::Section { title, open: false, components: texts.iter().map(|text| sentence(model, text)).collect() }
}

fn sentence(model: &Model, text: &Text) -> Component {
    Component::Paragraph { text: model.said(text), voice: Voice::Plain }
}
