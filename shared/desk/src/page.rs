//! A screen as a page, and the few pages that are not screens.
//!
//! Everything works without scripts: a page is one form, and each button in it is a press. The script only saves
//! loading the page again.

mod component;
mod files;
mod icon;

use app::{
    Screen,
    event::{Place, UserEvent},
    view::{ButtonRole, Component, PlaceLink},
};
use i18n::{Language, Texts};
use maud::{DOCTYPE, Markup, html};

use crate::{
    entrance::Secret,
    press::{FORM_KEY, PRESS, REVISION},
    target::{Path, Target},
};
use component::Draw;
pub(crate) use files::files;

/// A private page asks again this long after the app has locked itself, in seconds.
const AFTER_IDLE_S: u64 = 3;

/// The current screen. `paused` says that the page before this one told the app it was out of sight.
pub(crate) fn screen(screen: &Screen, form_key: &Secret, paused: bool) -> Markup {
    let t = texts(screen);
    let main = main_button(screen);
    let draw = Draw { lang: &screen.lang, t };
    // Titles end up in the browser's history on the disk: a private one says nothing.
    let title = if screen.private { t.app_name() } else { format!("{} – {}", screen.title.text, t.app_name()) };
    let refresh = refresh_s(screen);
    let asks_a_question = screen.components.iter().any(|component| matches!(component, Component::Progress { .. }));
    let body = html! {
        a .skip href="#title" { (t.desk_skip()) }
        p #announcement role="status" aria-live="polite" { @if let Some(words) = &screen.announcement { (words) } }
        form #screen method="post" action="/press" autocomplete="off"
            data-id=(screen.id) data-revision=(screen.revision) data-paused[paused]
        {
            input type="hidden" name=(REVISION) value=(screen.revision) autocomplete="off";
            input type="hidden" name=(FORM_KEY) value=(form_key.reveal()) autocomplete="off";
            // The first button of a form is the one that Enter in a field presses.
            button .unseen name=(PRESS) value=[main.as_ref()] tabindex="-1" aria-hidden="true" {}
            (header(screen, t))
            main .question[asks_a_question] {
                (title_of(screen, &draw))
                @for (index, component) in screen.components.iter().enumerate() {
                    (draw.component(component, &Path(vec![index])))
                }
            }
            @if !screen.places.is_empty() { (places(&screen.places, t)) }
        }
        template #gone { (gone(t)) }
    };
    document(&screen.lang, &title, refresh, &body)
}

/// Leads in. The cookie is only sent to a page that this server itself led to, so a redirect would not do.
pub(crate) fn entering(screen: &Screen) -> Markup {
    let t = texts(screen);
    html! {
        (DOCTYPE)
        html lang=(screen.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="refresh" content="0;url=/";
                title { (t.app_name()) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/desk.css";
            }
            body .plain { main { h1 { (t.desk_entering()) } p { a href="/" { (t.desk_enter()) } } } }
        }
    }
}

/// For a browser without the session, in every language: nobody knows yet who reads it.
pub(crate) fn closed() -> Markup {
    let body = html! {
        main {
            @for (language, _) in Language::CHOICES {
                @let t = language.texts();
                section lang=(language.code()) { h1 { (t.desk_close_session_title()) } p { (t.desk_close_session()) } }
            }
        }
    };
    document(Language::default().code(), &Language::default().texts().app_name(), None, &body)
}

/// For a request that no page of ours made. Shows nothing of the screen but its language.
pub(crate) fn refused(screen: &Screen) -> Markup {
    let t = texts(screen);
    let body = html! {
        main { h1 { (t.desk_refused_title()) } p { (t.desk_refused()) } p { a href="/" { (t.desk_to_start()) } } }
    };
    document(&screen.lang, &t.app_name(), None, &body)
}

/// The app's words in the language of the screen.
pub(crate) fn texts(screen: &Screen) -> &'static Texts {
    Language::from_code(&screen.lang).unwrap_or_default().texts()
}

fn document(lang: &str, title: &str, refresh_s: Option<u64>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                // With the script a reload would lose what is being typed; there the script asks by itself.
                @if let Some(seconds) = refresh_s { noscript { meta http-equiv="refresh" content=(seconds); } }
                title { (title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/desk.css";
                script src="/desk.js" defer {}
            }
            body { (body) }
        }
    }
}

/// When a page without scripts asks for the screen again, so that nothing private stays on it after the app has locked.
fn refresh_s(screen: &Screen) -> Option<u64> {
    let idle = screen.private.then_some(app::IDLE_LIMIT_MS / 1000 + AFTER_IDLE_S);
    let waits = screen.components.iter().filter_map(|component| match component {
        Component::Countdown { seconds, .. } => Some(u64::from(*seconds) + 1),
        _ => None,
    });
    waits.chain(idle).min()
}

/// The one thing most people do next, as a target.
fn main_button(screen: &Screen) -> Option<Target> {
    let is_main =
        |component: &Component| matches!(component, Component::Button { role: ButtonRole::Main, event: Some(_), .. });
    screen.components.iter().position(is_main).map(|index| Target::Component(Path(vec![index])))
}

fn header(screen: &Screen, t: &Texts) -> Markup {
    html! {
        header {
            @if let Some(back) = &screen.back {
                button .back name=(PRESS) value=(Target::Back) { (icon::BACK) (back.label) }
            } @else {
                p .brand { (icon::TORCH) (t.app_name()) }
            }
            @if let Some(emergency) = &screen.emergency {
                button .emergency name=(PRESS) value=(Target::Emergency) { (icon::EMERGENCY) (emergency.label) }
            }
        }
    }
}

fn title_of(screen: &Screen, draw: &Draw<'_>) -> Markup {
    let lang = draw.lang_of(&screen.title);
    html! {
        @if let Some(hold) = &screen.hold {
            h1 #title tabindex="-1" {
                button .hold #hold name=(PRESS) value=(Target::Hold) aria-describedby="hold-hint" lang=[lang] {
                    (screen.title.text)
                }
            }
            p .hint #hold-hint { (hold.label) noscript { " " (draw.t.desk_press_twice()) } }
        } @else {
            h1 #title tabindex="-1" lang=[lang] { (screen.title.text) }
        }
    }
}

fn places(places: &[PlaceLink], t: &Texts) -> Markup {
    html! {
        nav aria-label=(t.desk_places()) {
            p .brand { (icon::TORCH) (t.app_name()) }
            ul {
                @for (index, place) in places.iter().enumerate() {
                    li {
                        button name=(PRESS) value=(Target::Place(index)) aria-current=[place.current.then_some("page")] {
                            (place_icon(&place.event)) (place.label)
                        }
                    }
                }
            }
        }
    }
}

fn place_icon(event: &UserEvent) -> Markup {
    html! {
        @match event {
            UserEvent::Go { place: Place::Services } => (icon::SERVICES),
            UserEvent::Go { place: Place::Learn } => (icon::LEARN),
            UserEvent::Go { place: Place::Work } => (icon::WORK),
            _ => (icon::MORE),
        }
    }
}

/// What the script shows instead of a screen when the app can no longer be reached.
fn gone(t: &Texts) -> Markup {
    html! { main { h1 #title tabindex="-1" { (t.desk_gone_title()) } p { (t.desk_gone()) } } }
}

#[cfg(test)]
mod colour_tests;
#[cfg(test)]
mod tests;
