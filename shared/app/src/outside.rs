//! What goes out of the app and comes into it: files somebody chose, a link somebody opened.
//! What comes, comes on whatever screen there is, also right after the start or behind the lock, and never leads away
//! from that screen.

use crux_core::{Command, render::render};

use crate::{
    Effect, Event, UserEvent,
    effects::{
        device::{self, DeviceRequest, Outcome, Purpose},
        packs::{self, InstallProblem, Offered, Opened, PacksRequest},
    },
    event::DeviceTask,
    lock,
    model::{Model, Packs, Showing},
    screens::services,
    trouble,
    view::Component,
};

/// The name offered for a file with content: it says nothing about whoever has it.
const HANDED_ON_AS: &str = "content.pack";

/// Whether this comes from outside rather than from the screen. It is true whatever the screen has become since, so it
/// waits for nothing and outlasts a lock.
pub(crate) fn is_from_outside(event: &UserEvent) -> bool {
    let not_reminded = UserEvent::DeviceFailed { task: DeviceTask::Remind };
    matches!(event, UserEvent::Returned { .. } | UserEvent::Link { .. }) || *event == not_reminded
}

/// Lets somebody choose the file with the new content.
pub(crate) fn choose_content(model: &Model) -> Command<Effect, Event> {
    if !model.abilities.files || model.showing != Showing::More {
        return Command::done();
    }
    device::tell(DeviceRequest::Pick { purpose: Purpose::Content })
}

/// Lets somebody save the content in use as a file, to hand it on.
pub(crate) fn hand_content_on(model: &Model) -> Command<Effect, Event> {
    let Some(path) = file_to_hand_on(model).filter(|_| model.showing == Showing::More) else { return Command::done() };
    let (purpose, name) = (Purpose::HandOn, HANDED_ON_AS.to_owned());
    device::tell(DeviceRequest::Save { purpose, name, path: path.to_owned() })
}

/// Where the content in use lies, on a shell that can save it elsewhere.
pub(crate) fn file_to_hand_on(model: &Model) -> Option<&str> {
    model.opened().filter(|_| model.abilities.files)?.file.as_deref()
}

/// Somebody is back from choosing; that is being in sight again.
pub(crate) fn returned(purpose: Purpose, outcome: Outcome, model: &mut Model) -> Command<Effect, Event> {
    let back = lock::watch_again(model);
    if !model.abilities.files {
        return back;
    }
    match (purpose, outcome) {
        (Purpose::Content, Outcome::File { path }) => {
            model.offered = None;
            model.news = Some(model.information(model.texts().more_content_checking()));
            back.and(packs::ask(PacksRequest::Look { path }))
        }
        (Purpose::Content, Outcome::Failed) => {
            refuse(InstallProblem::Unreadable, model);
            back
        }
        (Purpose::HandOn, Outcome::Saved) => {
            let done = model.texts().more_content_saved();
            model.news = Some(model.information(done.clone()));
            model.announcement = Some(done);
            back
        }
        (Purpose::HandOn, Outcome::Failed) => {
            model.news = Some(Component::Problem { text: model.own(model.texts().trouble_not_saved()) });
            back
        }
        // Nothing was chosen, or a shell mixed two purposes up.
        (_, Outcome::Cancelled) | (Purpose::Content, Outcome::Saved) | (Purpose::HandOn, Outcome::File { .. }) => back,
    }
}

/// A link to this app was opened. There is nothing yet that a link could do.
pub(crate) fn link(model: &mut Model) -> Command<Effect, Event> {
    model.news = Some(Component::Problem { text: model.own(model.texts().trouble_link()) });
    lock::watch_again(model)
}

/// The device could not do something. What leads away from the app fails later than the press, when the screen may be another.
pub(crate) fn device_failed(task: DeviceTask, model: &mut Model) -> Command<Effect, Event> {
    let why = model.own(trouble::device(model.texts(), task));
    match task {
        DeviceTask::Remind => model.news = Some(Component::Problem { text: why }),
        DeviceTask::Open | DeviceTask::Share | DeviceTask::Print | DeviceTask::Speak => model.problem = Some(why),
    }
    Command::done()
}

/// Content from outside is good. It is used at once, unless it changes numbers: those are looked at first.
pub(crate) fn looked_at(offered: Offered, model: &mut Model) -> Command<Effect, Event> {
    if offered.changes.is_empty() {
        return install(offered);
    }
    let news = model.texts().more_numbers_news();
    model.news = Some(model.caution(news.clone()));
    if !model.directory.is_handed_over() {
        model.announcement = Some(news);
    }
    model.offered = Some(offered);
    render()
}

/// Uses the content whose changes were looked at.
pub(crate) fn use_offered(model: &mut Model) -> Command<Effect, Event> {
    if model.showing != Showing::More {
        return Command::done();
    }
    model.offered.take().map_or_else(Command::done, install)
}

/// Forgets the content whose changes were looked at.
pub(crate) fn keep_content(model: &mut Model) -> Command<Effect, Event> {
    if model.showing == Showing::More && model.offered.take().is_some() {
        let kept = model.texts().more_numbers_kept();
        model.news = Some(model.information(kept.clone()));
        model.announcement = Some(kept);
    }
    Command::done()
}

fn install(Offered { path, hash, .. }: Offered) -> Command<Effect, Event> {
    packs::ask(PacksRequest::Install { path, hash })
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
