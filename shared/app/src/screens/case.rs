//! One case: its time line, and what can be done next.

use casework::{CaseFile, Happened, Referral, ReferralState, TalkBegan, What};
use crux_core::Command;
use i18n::Texts;
use sync::{Moment, SpaceId};

use super::{Body, answers, button, note, reading, referral, services, visit, work};
use crate::{
    Effect, Event, Stamp,
    conversation::{choice_label, fitting_needs, interview_of},
    effects::vault::{VaultAnswer, VaultOutcome, VaultRequest},
    event::{CaseEvent, UserEvent},
    model::{Model, Showing, Waiting},
    screens::services::Audience,
    trouble,
    view::{ButtonRole, Component, Said, TimelineEntry},
    words,
};

/// The forms whose answers a case shows, in the order they are asked.
const FORMS: [&str; 4] = ["suluh_a", "suluh_b", "suluh_c", "suluh_d"];

/// Opens a case afresh from the vault.
pub(crate) fn open(space: SpaceId, model: &mut Model) -> Command<Effect, Event> {
    model.directory.forget_person();
    model.referral = None;
    model.ask_vault(Waiting::Case, VaultRequest::Case { space })
}

pub(crate) fn answered(outcome: VaultOutcome, model: &mut Model) -> Command<Effect, Event> {
    match outcome {
        Ok(VaultAnswer::Case(case)) => {
            model.case = Some(case);
            model.showing = Showing::Case;
        }
        Ok(VaultAnswer::Appended) => {
            if let Some(space) = model.case.as_ref().map(|case| case.file.space) {
                return open(space, model);
            }
        }
        Ok(_) => {}
        Err(problem) => model.fails(trouble::vault(model.texts(), &problem)),
    }
    Command::done()
}

pub(crate) fn update(event: CaseEvent, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let Some(case) = model.case.as_ref().filter(|_| model.vault == Some(crate::effects::vault::Condition::Open)) else {
        return Command::done();
    };
    let space = case.file.space;
    match event {
        CaseEvent::WriteNote => note::open(model),
        CaseEvent::SaveNote if model.showing == Showing::Note => note::save(at, model),
        CaseEvent::SaveNote => Command::done(),
        CaseEvent::Services => {
            let latest = talks(model, &case.file).pop().map(|talk| talk.interviews).unwrap_or_default();
            services::open_for(Audience::Case(space), fitting_needs(&latest), model)
        }
        CaseEvent::Answers => {
            model.showing = Showing::Answers;
            Command::done()
        }
        CaseEvent::Reading => {
            model.showing = Showing::CaseReading;
            Command::done()
        }
        CaseEvent::Replied { referral, result } => {
            let happened = vec![Happened::ReferralReplied { referral, state: referral::state_of(result) }];
            let request = VaultRequest::Append { at: at.moment, space, happened, place: None };
            model.ask_vault(Waiting::Withdraw, request)
        }
        CaseEvent::PlanVisit { days } => visit::plan(days, at, model),
        CaseEvent::PlanNoVisit => visit::plan_none(at, model),
        CaseEvent::Withdraw { consent } => {
            let happened = vec![Happened::ConsentWithdrawn { consent }];
            let request = VaultRequest::Append { at: at.moment, space, happened, place: None };
            model.ask_vault(Waiting::Withdraw, request)
        }
    }
}

/// Back to the case; half-written words of a note are kept for later.
pub(crate) fn back(_at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let Some(case) = model.case.as_mut() else { return work::open(model) };
    let space = case.file.space;
    let kept = if model.showing == Showing::Note {
        case.draft.clone_from(&model.note);
        let text = std::mem::take(&mut model.note);
        crate::effects::vault::tell(VaultRequest::SaveDraft { space, text })
    } else {
        Command::done()
    };
    model.showing = Showing::Case;
    kept
}

pub(crate) fn view(model: &Model) -> Body {
    let t = model.texts();
    let Some(case) = &model.case else { return work::view(model) };
    let file = &case.file;
    let mut components = vec![
        model.information(t.saved_here()),
        button(t.case_note(), ButtonRole::Main, case_event(CaseEvent::WriteNote)),
        button(t.case_services(), ButtonRole::Quiet, case_event(CaseEvent::Services)),
    ];
    if !file.answers.is_empty() {
        components.push(button(t.case_answers(), ButtonRole::Quiet, case_event(CaseEvent::Answers)));
    }
    if !file.readings.is_empty() {
        components.push(button(t.case_reading(), ButtonRole::Quiet, case_event(CaseEvent::Reading)));
    }
    components.push(visit::section(model, file));
    components.extend(file.referrals.iter().filter_map(|referral| reply(model, referral)));
    components.push(model.heading(t.case_timeline()));
    components.push(Component::Timeline { entries: timeline(model, file) });
    components.extend(consents(model, file));
    components.push(button(t.lock(), ButtonRole::Quiet, UserEvent::Lock));
    Body::new(format!("case/{}", file.space), model.own(t.case_title(&file.code))).with_back().with(components)
}

pub(crate) fn answers_view(model: &Model) -> Body {
    let t = model.texts();
    let Some(case) = &model.case else { return work::view(model) };
    let mut components = Vec::new();
    for talk in talks(model, &case.file) {
        components.push(model.heading(t.case_talk(words::day_and_time(t, talk.began))));
        components.extend(talk.interviews.iter().map(|interview| answers::section(model, interview)));
    }
    Body::new("case-answers", model.own(t.case_answers_title())).with_back().with(components)
}

/// The readings of each talk for itself: a later talk never covers what an earlier one showed.
pub(crate) fn reading_view(model: &Model) -> Body {
    let t = model.texts();
    let Some(case) = &model.case else { return work::view(model) };
    let mut components = Vec::new();
    for talk in talks(model, &case.file) {
        components.push(model.heading(t.case_talk(words::day_and_time(t, talk.began))));
        let read = model.opened().and_then(|opened| opened.guides.strongest(&talk.interviews));
        components.extend(read.into_iter().flat_map(|(rule, interview)| reading::explain(model, interview, rule)));
    }
    Body::new("case-reading", model.own(t.reading_title())).with_back().with(components)
}

/// One talk of a case.
pub(crate) struct TalkOfCase {
    began: Moment,
    /// The forms that were answered, in the order they are asked.
    pub(crate) interviews: Vec<guide::Interview>,
}

/// The talks of a case, the oldest first.
pub(crate) fn talks(model: &Model, file: &CaseFile) -> Vec<TalkOfCase> {
    let Some(opened) = model.opened() else { return Vec::new() };
    let of = |talk: &TalkBegan| {
        let today = guide::Today { utc_ms: talk.at.utc_ms, offset_min: talk.at.offset_min };
        let interview = |form: &&str| interview_of(&opened.guides, file, Some(talk.id), form, today);
        TalkOfCase { began: talk.at, interviews: FORMS.iter().filter_map(interview).collect() }
    };
    file.talks.iter().map(of).collect()
}

fn timeline(model: &Model, file: &CaseFile) -> Vec<TimelineEntry> {
    let t = model.texts();
    file.timeline
        .iter()
        .filter_map(|entry| {
            let (text, lines) = match &entry.what {
                What::Known(happened) => told(model, file, happened)?,
                What::Unknown => (model.own(t.timeline_unknown()), Vec::new()),
            };
            Some(TimelineEntry { when: words::day_and_time(t, entry.at), text, lines })
        })
        .collect()
}

/// What happened, in words. Single answers have a screen of their own and are left out.
fn told(model: &Model, file: &CaseFile, happened: &Happened) -> Option<(Said, Vec<Said>)> {
    let t = model.texts();
    Some(match happened {
        Happened::Answered { .. } => return None,
        Happened::Began { .. } => (model.own(t.timeline_began()), Vec::new()),
        Happened::ReadingShown { .. } => (model.own(t.timeline_reading()), Vec::new()),
        Happened::Ended { result } => {
            let said = result.as_ref().and_then(|result| result_in_words(model, result));
            (model.own(t.timeline_ended()), said.into_iter().collect())
        }
        Happened::Kept { conversation: None } => (model.own(t.timeline_kept()), Vec::new()),
        Happened::Kept { conversation: Some(_) } => (model.own(t.timeline_joined()), Vec::new()),
        Happened::ConsentGiven(consent) => {
            let fields = referral::fields_in_words(t, &consent.fields);
            (model.own(t.timeline_consent()), vec![model.own(fields)])
        }
        Happened::ConsentWithdrawn { .. } => (model.own(t.timeline_withdrawn()), Vec::new()),
        Happened::Referred(referred) => {
            let told = referred.told.iter().map(|(field, words)| model.own(referral::told_in_words(t, *field, words)));
            (model.own(t.timeline_referred(&referred.service_name)), told.collect())
        }
        Happened::ReferralReplied { referral: id, state } => {
            let service = file.referrals.iter().find(|referral| referral.id == *id);
            let name = service.map(|referral| referral.service_name.clone()).unwrap_or_default();
            (model.own(t.timeline_replied(name)), vec![model.own(referral::state_in_words(t, *state))])
        }
        Happened::VisitPlanned { due_ms: Some(due_ms) } => {
            (model.own(t.timeline_visit(visit::day(model, *due_ms))), Vec::new())
        }
        Happened::VisitPlanned { due_ms: None } => (model.own(t.timeline_no_visit()), Vec::new()),
        Happened::Noted { text } => {
            (model.own(t.timeline_note()), vec![Said { text: text.clone(), lang: "und".to_owned() }])
        }
    })
}

/// What a service said that had not been reached or had not decided: asked for as long as it is open.
fn reply(model: &Model, referral: &Referral) -> Option<Component> {
    let t = model.texts();
    if !matches!(referral.state, ReferralState::Drafted | ReferralState::Waiting) {
        return None;
    }
    let state = model.paragraph(referral::state_in_words(t, referral.state));
    let results = referral::results(t).into_iter().map(|(result, label)| {
        let event = CaseEvent::Replied { referral: referral.id.clone(), result };
        button(label, ButtonRole::Quiet, case_event(event))
    });
    Some(Component::Section {
        title: model.own(t.case_reply(&referral.service_name)),
        open: false,
        components: std::iter::once(state).chain(results).collect(),
    })
}

fn result_in_words(model: &Model, result: &str) -> Option<Said> {
    let forms = &model.opened()?.guides.forms;
    let questions = forms.iter().flat_map(|form| form.questions());
    questions
        .filter(|question| question.role == Some(guide::Role::Result))
        .find_map(|question| choice_label(question, result))
        .map(|label| model.said(label))
}

/// Consents that still hold, each to be taken back.
fn consents(model: &Model, file: &CaseFile) -> Vec<Component> {
    let t: &Texts = model.texts();
    let mut components = Vec::new();
    for consent in file.consents.iter().filter(|consent| consent.withdrawn_at_ms.is_none()) {
        let referred = file.referrals.iter().find(|referral| referral.consent == consent.id);
        let name = referred.map(|referral| referral.service_name.clone()).unwrap_or_default();
        let withdraw = case_event(CaseEvent::Withdraw { consent: consent.id.clone() });
        components.push(Component::Section {
            title: model.own(t.consent_holds(name)),
            open: false,
            components: vec![
                model.paragraph(referral::fields_in_words(t, &consent.fields)),
                model.paragraph(t.consent_withdraw_text()),
                button(t.consent_withdraw(), ButtonRole::Quiet, withdraw),
            ],
        });
    }
    components
}

pub(crate) fn case_event(event: CaseEvent) -> UserEvent {
    UserEvent::Case { event }
}
