//! Moving through a conversation: what each press leads to, and what is written before the next thing shows.

use crux_core::Command;
use guide::Kind;

use super::{Body, answers, button, keep, question, reading, services, work};
use crate::{
    Effect, Event, Stamp,
    conversation::{Held, Step, Talk, fitting_needs},
    effects::vault::{VaultOutcome, VaultRequest},
    event::{TalkEvent, UserEvent},
    lock,
    model::{Model, Showing, Then, Waiting},
    screens::services::Audience,
    trouble,
    view::{ButtonRole, Said},
};

/// The most characters of a free text.
///
/// Source: `questionnaires.md`, rule 6.
pub(crate) const LONGEST_TEXT: u32 = 300;

/// The directory's need for people in danger.
const IN_DANGER: &str = "danger";

/// Whether a conversation is on the screen, so that the primary places cannot be reached past it.
pub(crate) fn is_open(model: &Model) -> bool {
    model.talk.is_some()
}

/// Shows the conversation where it is.
pub(crate) fn show(model: &mut Model) -> Command<Effect, Event> {
    if model.talk.is_none() {
        return work::open(model);
    }
    model.directory.forget_person();
    model.showing = Showing::Talk;
    Command::done()
}

/// Words typed are taken only where the question on the screen has a place for them.
pub(crate) fn typed(text: &str, model: &mut Model) {
    let has_a_place = |talk: &&mut Talk| {
        let kind = talk.current().map(|(_, _, question)| question.kind);
        matches!(kind, Some(Kind::Integer | Kind::Decimal | Kind::Text | Kind::Date))
    };
    if let Some(talk) = model.talk.as_mut().filter(|_| model.showing == Showing::Talk).filter(has_a_place) {
        talk.typed = Some(text.chars().take(LONGEST_TEXT as usize).collect());
    }
}

pub(crate) fn update(event: TalkEvent, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let Some(talk) = model.talk.as_mut() else { return keep::update(event, at, model) };
    match event {
        TalkEvent::Choose { question, choice } => talk.choose(&question, &choice),
        TalkEvent::Tick { question, choice } => talk.tick(&question, &choice),
        TalkEvent::Next if model.showing == Showing::Talk => return next(at, model),
        TalkEvent::Skip if model.showing == Showing::Talk => {
            talk.skip();
            return next(at, model);
        }
        TalkEvent::Emergency => {
            model.showing = Showing::Emergency;
            return save_in_passing(model);
        }
        TalkEvent::Stop if model.showing == Showing::Talk => return leave(Then::Stop, at, model),
        TalkEvent::Pause if model.showing == Showing::Talk => return leave(Then::Lock, at, model),
        TalkEvent::Services if model.showing == Showing::Talk => return leave(Then::Services, at, model),
        TalkEvent::GoOn => return show(model),
        TalkEvent::Lines if model.showing == Showing::Emergency => {
            return services::open_for(Audience::InDanger, vec![IN_DANGER], model);
        }
        TalkEvent::Change { form, question } => {
            if let Some(step) = talk.find(&form, &question) {
                talk.change();
                return leave(Then::Step(step), at, model);
            }
        }
        other => return keep::update(other, at, model),
    }
    Command::done()
}

/// Goes on, when the question may be left; what was said is written first.
fn next(at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let Some(talk) = model.talk.as_mut() else { return Command::done() };
    if let Err(held) = talk.settle() {
        model.problem = Some(in_words(model, &held));
        return Command::done();
    }
    let next = talk.next();
    let then = if talk.is_danger_ticked() { Then::Emergency(next) } else { Then::Step(next) };
    write_then(then, next, at, model)
}

/// Leaves the question for something else; an answer that does not fit stays as it was.
fn leave(then: Then, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let Some(talk) = model.talk.as_mut() else { return Command::done() };
    if let Err(held @ (Held::Outside(_) | Held::NotANumber)) = talk.settle() {
        model.problem = Some(in_words(model, &held));
        return Command::done();
    }
    let place = then.step().unwrap_or(talk.step());
    write_then(then, place, at, model)
}

fn write_then(then: Then, place: Step, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let Some(talk) = model.talk.as_ref() else { return Command::done() };
    match talk.to_write(place, model.lang(), at.moment) {
        Some(request) => model.ask_vault(Waiting::Write(then), request),
        None => arrive(then, model),
    }
}

/// The vault has written the conversation, or could not.
pub(crate) fn written(then: Then, outcome: VaultOutcome, model: &mut Model) -> Command<Effect, Event> {
    if let Err(problem) = outcome {
        // The answer is still on the screen; pressing again tries again.
        model.fails(trouble::vault(model.texts(), &problem));
        return Command::done();
    }
    if let Some(talk) = model.talk.as_mut() {
        let was_written = talk.is_written();
        talk.written(then.step().unwrap_or(talk.step()));
        if was_written && !talk.is_written() {
            model.announcement = Some(model.texts().talk_erased());
        }
    }
    arrive(then, model)
}

/// What the vault should know of the answer on the screen, of a conversation it holds.
pub(crate) fn unsaved_answer(model: &mut Model) -> Option<VaultRequest> {
    let lang = model.lang();
    let at = model.touched_at?;
    let talk = model.talk.as_mut().filter(|talk| talk.is_written())?;
    // Words that are no answer to this question cannot be kept as one.
    let _ = talk.settle();
    talk.to_write(talk.step(), lang, at)
}

/// Saves the answer on the screen while the person stays there: going out of sight, or to the emergency page, which
/// never waits.
pub(crate) fn save_in_passing(model: &mut Model) -> Command<Effect, Event> {
    if model.waiting.is_some() {
        return Command::done();
    }
    match unsaved_answer(model) {
        Some(request) => model.ask_vault(Waiting::InPassing, request),
        None => Command::done(),
    }
}

/// What was saved in passing is on the disk, or is tried again with the next press.
pub(crate) fn saved_in_passing(outcome: &VaultOutcome, model: &mut Model) -> Command<Effect, Event> {
    if let (Ok(_), Some(talk)) = (outcome, model.talk.as_mut()) {
        talk.written(talk.step());
    }
    Command::done()
}

fn arrive(then: Then, model: &mut Model) -> Command<Effect, Event> {
    let Some(talk) = model.talk.as_mut() else { return Command::done() };
    match then {
        Then::Step(step) => {
            talk.go(step);
            model.showing = Showing::Talk;
        }
        Then::Emergency(step) => {
            talk.go(step);
            model.showing = Showing::Emergency;
        }
        Then::Stop => model.showing = Showing::Stop,
        Then::Lock => return lock::lock(model),
        Then::Services => {
            let needs = fitting_needs(talk.interviews());
            return services::open_for(Audience::Talk, needs, model);
        }
    }
    Command::done()
}

pub(crate) fn back(at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    if model.showing != Showing::Talk {
        return if model.talk.is_some() { show(model) } else { work::open(model) };
    }
    match model.talk.as_ref().and_then(crate::conversation::Talk::previous) {
        Some(step) => leave(Then::Step(step), at, model),
        None => leave(Then::Stop, at, model),
    }
}

pub(crate) fn view(model: &Model) -> Body {
    let Some(talk) = &model.talk else { return work::view(model) };
    let body = match talk.step() {
        Step::Question { .. } => question::view(model, talk),
        Step::Check { form } => answers::check_view(model, talk, form),
        Step::Reading { form } => reading::view(model, talk, form),
        Step::After => after_view(model),
    };
    Body { emergency: Some(talk_event(TalkEvent::Emergency)), ..body.with_back() }
}

fn after_view(model: &Model) -> Body {
    let t = model.texts();
    let is_written = model.talk.as_ref().is_some_and(crate::conversation::Talk::is_written);
    let mut components = vec![
        model.paragraph(t.after_text()),
        button(t.after_services(), ButtonRole::Main, talk_event(TalkEvent::Services)),
    ];
    if is_written {
        components.push(model.paragraph(t.after_keep_text()));
        components.push(button(t.after_keep(), ButtonRole::Quiet, talk_event(TalkEvent::Keep)));
    } else {
        components.push(model.information(t.stop_not_written()));
    }
    components.push(button(t.after_finish(), ButtonRole::Quiet, talk_event(TalkEvent::Stop)));
    Body::new("after", model.own(t.after_title())).with(components)
}

/// Why the conversation cannot go on, in words.
fn in_words(model: &Model, held: &Held) -> Said {
    let t = model.texts();
    match held {
        Held::Unanswered => model.own(t.question_needs_answer()),
        Held::Outside(Some(message)) => model.said(message),
        Held::Outside(None) => model.own(t.question_outside()),
        Held::NotANumber => model.own(t.question_not_a_number()),
    }
}

pub(crate) fn talk_event(event: TalkEvent) -> UserEvent {
    UserEvent::Talk { event }
}
