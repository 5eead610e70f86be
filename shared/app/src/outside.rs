//! What comes from outside the app: a file somebody chose, a link somebody opened. It comes on whatever screen there is,
//! also right after the start or behind the lock, and never leads away from that screen.

use crux_core::{Command, render::render};

use crate::{
    Effect, Event, UserEvent,
    effects::{
        device::{self, Outcome, Purpose},
        packs::{self, InstallProblem, Opened, PacksRequest},
    },
    lock,
    model::{Model, Packs, Showing},
    screens::services,
    trouble,
    view::Component,
};

/// Whether this comes from outside rather than from the screen. It is true whatever the screen has become since, so it
/// waits for nothing and outlasts a lock.
pub(crate) fn is_from_outside(event: &UserEvent) -> bool {
    matches!(event, UserEvent::Returned { .. } | UserEvent::Link { .. })
}

/// Lets somebody choose the file with the new content.
pub(crate) fn choose_content(model: &Model) -> Command<Effect, Event> {
    if model.picks_files && model.showing == Showing::More { device::pick(Purpose::Content) } else { Command::done() }
}

/// Somebody is back from choosing; that is being in sight again.
pub(crate) fn returned(purpose: Purpose, outcome: Outcome, model: &mut Model) -> Command<Effect, Event> {
    let back = lock::watch_again(model);
    if !model.picks_files {
        return back;
    }
    match (purpose, outcome) {
        (Purpose::Content, Outcome::File { path }) => {
            model.news = Some(model.information(model.texts().more_content_checking()));
            back.and(packs::ask(PacksRequest::Install { path }))
        }
        (Purpose::Content, Outcome::Failed) => {
            refuse(InstallProblem::Unreadable, model);
            back
        }
        (_, Outcome::Cancelled) => back,
    }
}

/// A link to this app was opened. There is nothing yet that a link could do.
pub(crate) fn link(model: &mut Model) -> Command<Effect, Event> {
    model.news = Some(Component::Problem { text: model.own(model.texts().trouble_link()) });
    lock::watch_again(model)
}

/// New content is in use.
pub(crate) fn installed(opened: Opened, model: &mut Model) -> Command<Effect, Event> {
    model.packs = Packs::Ready(opened);
    let done = model.texts().more_content_installed();
    model.news = Some(model.information(done.clone()));
    if !model.directory.is_handed_over() {
        model.announcement = Some(done);
    }
    services::renew(model).and(render())
}

/// The content in use stays in use.
pub(crate) fn not_installed(problem: InstallProblem, model: &mut Model) -> Command<Effect, Event> {
    refuse(problem, model);
    render()
}

fn refuse(problem: InstallProblem, model: &mut Model) {
    model.news = Some(Component::Problem { text: model.own(trouble::install(model.texts(), problem)) });
}

#[cfg(test)]
mod tests;
