//! Referring the person to a service by phone: what would be told, the person's yes to exactly that, the call, and
//! what came of it. Nothing is sent by the app.

mod words;

use casework::{Consent, Happened, Purpose, Referral, ReferralState, SharedField};
use crux_core::Command;
use directory::Service;
use sync::SpaceId;

use words::{field_in_words, name};
pub(crate) use words::{fields_in_words, results, state_in_words, state_of, told_in_words};

use super::{Body, answers, button, case, service, services::Audience, talk};
use crate::{
    Effect, Event, Stamp,
    conversation::{Talk, fitting_needs},
    effects::vault::{VaultOutcome, VaultRequest},
    event::{Field, PhoneResult, ReferralEvent, TalkEvent, UserEvent},
    model::{Model, Showing, Waiting},
    trouble,
    view::{ButtonRole, Choice, Component, InputKind, Voice},
};

/// How long a consent holds, in milliseconds: about 6 months; each referral asks again.
///
/// Source: `case-management.md`, section 3.
const CONSENT_LASTS_MS: i64 = 183 * 24 * 60 * 60 * 1000;
/// The most characters of a name or a contact.
const LONGEST_LINE: u32 = 80;
/// Everything a service may be told, in the order shown: never the story, never the reading.
const FIELDS: [SharedField; 5] = [
    SharedField::Need,
    SharedField::SafeContact,
    SharedField::FirstName,
    SharedField::AccessNeeds,
    SharedField::CaseCode,
];

/// A referral being prepared.
pub(crate) struct ReferralDraft {
    service: Box<Service>,
    space: SpaceId,
    stage: Stage,
    ticked: Vec<SharedField>,
    first_name: String,
    safe_contact: String,
    /// The contact was written on this screen, not taken from the answers.
    contact_is_new: bool,
    /// The needs the person named, in words.
    need: String,
    /// What makes talking easier, in the person's words.
    access_needs: String,
    /// The referral's id once the person has agreed and that is recorded.
    recorded: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Choosing what to tell.
    Choosing,
    /// Asking the person.
    Asking,
    /// On the phone.
    Calling,
}

impl ReferralDraft {
    /// What would be told for a field; `None` when there is nothing to tell.
    fn words(&self, field: SharedField) -> Option<String> {
        let words = match field {
            SharedField::FirstName => self.first_name.trim(),
            SharedField::SafeContact => self.safe_contact.trim(),
            SharedField::Need => &self.need,
            SharedField::AccessNeeds => &self.access_needs,
            SharedField::CaseCode => return Some(self.space.code()),
            SharedField::Language | SharedField::AgeGroup => "",
        };
        (!words.is_empty()).then(|| words.to_owned())
    }

    /// Whether something was written on this screen that would not be told: nobody writes it for nothing.
    fn is_written_and_not_ticked(&self) -> bool {
        let name = !self.first_name.trim().is_empty() && !self.ticked.contains(&SharedField::FirstName);
        let contact = self.contact_is_new
            && !self.safe_contact.trim().is_empty()
            && !self.ticked.contains(&SharedField::SafeContact);
        name || contact
    }

    /// The fields that are ticked and have words.
    fn told(&self) -> Vec<SharedField> {
        self.ticked.iter().copied().filter(|field| self.words(*field).is_some()).collect()
    }
}

pub(crate) fn typed(field: Field, text: &str, model: &mut Model) {
    let Some(draft) = model.referral.as_mut().filter(|draft| draft.stage == Stage::Choosing) else { return };
    let text = text.chars().take(LONGEST_LINE as usize).collect();
    if field == Field::FirstName {
        draft.first_name = text;
    } else {
        draft.contact_is_new |= draft.safe_contact != text;
        draft.safe_contact = text;
    }
}

pub(crate) fn update(event: ReferralEvent, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    if !model.is_unlocked() {
        return Command::done();
    }
    if event == ReferralEvent::Begin {
        begin(model);
        return Command::done();
    }
    let Some(draft) = model.referral.as_mut().filter(|_| model.showing == Showing::Referral) else {
        return Command::done();
    };
    match (event, draft.stage) {
        (ReferralEvent::Tick { field }, Stage::Choosing) => {
            if let Some(field) = FIELDS.into_iter().find(|known| name(*known) == field) {
                let before = draft.ticked.len();
                draft.ticked.retain(|ticked| *ticked != field);
                if draft.ticked.len() == before {
                    draft.ticked.push(field);
                }
            }
        }
        (ReferralEvent::Ask, Stage::Choosing) => {
            if draft.told().is_empty() {
                model.fails(model.texts().referral_nothing_to_tell());
            } else if draft.is_written_and_not_ticked() {
                model.fails(model.texts().referral_not_ticked());
            } else {
                draft.stage = Stage::Asking;
            }
        }
        (ReferralEvent::Agreed, Stage::Asking) => return agree(at, model),
        (ReferralEvent::Declined, Stage::Asking) => {
            model.referral = None;
            model.showing = Showing::Service;
            model.announcement = Some(model.texts().referral_declined());
        }
        (ReferralEvent::Phoned { result }, Stage::Calling) => return record(result, at, model),
        _ => {}
    }
    Command::done()
}

fn begin(model: &mut Model) {
    let (Some(service), Some(space)) = (&model.service, model.space()) else { return };
    if !model.directory.is_for_a_person() || model.showing != Showing::Service {
        return;
    }
    let interviews = interviews(model);
    let has_need = !fitting_needs(&interviews).is_empty();
    let answer = |name: &str| -> String {
        interviews
            .iter()
            .find_map(|interview| {
                let id = interview.form().find(name)?;
                let question = &interview.form().questions()[id.0 as usize];
                let said = answers::in_words(model, question, Some(interview.get(id)?));
                Some(said.into_iter().map(|said| said.text).collect::<Vec<_>>().join(", "))
            })
            .unwrap_or_default()
    };
    let draft = ReferralDraft {
        service: service.clone(),
        space,
        stage: Stage::Choosing,
        ticked: vec![SharedField::Need],
        first_name: String::new(),
        safe_contact: answer("a11"),
        contact_is_new: false,
        need: if has_need { answer("b11") } else { String::new() },
        access_needs: answer("b12"),
        recorded: None,
    };
    model.referral = Some(draft);
    model.showing = Showing::Referral;
}

/// The interviews of the conversation at hand, or of the latest talk of the case.
fn interviews(model: &Model) -> Vec<guide::Interview> {
    if let Some(talk) = &model.talk {
        return talk.interviews().to_vec();
    }
    let latest = model.case.as_ref().and_then(|case| case::talks(model, &case.file).pop());
    latest.map(|talk| talk.interviews).unwrap_or_default()
}

/// Records the person's yes with exactly what may be told, before the call: a call can outlast the lock. Without a
/// consent that covers it no referral can be made at all.
fn agree(at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let Some(draft) = &model.referral else { return Command::done() };
    let id = SpaceId(at.entropy).to_string();
    let told = draft.told();
    let consent = Consent {
        id: format!("{id}-consent"),
        purpose: Purpose::Referral,
        agency: draft.service.id.clone(),
        fields: told.clone(),
        given_at_ms: at.moment.utc_ms,
        expires_at_ms: at.moment.utc_ms + CONSENT_LASTS_MS,
        withdrawn_at_ms: None,
    };
    let covered = match consent.cover(&draft.service.id, &told, at.moment.utc_ms) {
        Ok(covered) => covered,
        Err(why) => {
            let problem = crate::effects::vault::VaultProblem::NotCovered(why);
            model.fails(trouble::vault(model.texts(), &problem));
            return Command::done();
        }
    };
    let name = model.said(&draft.service.name).text;
    let referral = Referral::record(&covered, id, name, ReferralState::Drafted, |field| draft.words(field));
    let happened = vec![Happened::ConsentGiven(consent), Happened::Referred(referral.clone())];
    let request = VaultRequest::Append { at: at.moment, space: draft.space, happened, place: None };
    if let Some(draft) = &mut model.referral {
        draft.recorded = Some(referral.id);
    }
    model.ask_vault(Waiting::Refer, request)
}

/// Records what the service said.
fn record(result: PhoneResult, at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let Some((space, referral)) =
        model.referral.as_ref().and_then(|draft| Some((draft.space, draft.recorded.clone()?)))
    else {
        return Command::done();
    };
    let happened = vec![Happened::ReferralReplied { referral, state: state_of(result) }];
    let request = VaultRequest::Append { at: at.moment, space, happened, place: None };
    model.ask_vault(Waiting::Refer, request)
}

/// The vault has the yes or the result, or the screen stays with the reason.
pub(crate) fn recorded(outcome: VaultOutcome, model: &mut Model) -> Command<Effect, Event> {
    if let Err(problem) = outcome {
        model.fails(trouble::vault(model.texts(), &problem));
        return Command::done();
    }
    if let Some(draft) = model.referral.as_mut().filter(|draft| draft.stage == Stage::Asking) {
        draft.stage = Stage::Calling;
        return Command::done();
    }
    model.referral = None;
    model.service = None;
    model.announcement = Some(model.texts().referral_recorded());
    match model.directory.audience {
        Audience::Case(space) => case::open(space, model),
        _ => talk::show(model),
    }
}

pub(crate) fn back(model: &mut Model) -> Command<Effect, Event> {
    if let Some(draft) = &mut model.referral {
        match draft.stage {
            Stage::Asking => draft.stage = Stage::Choosing,
            // After the yes it is on record: what the service says can also be added later, in the case.
            Stage::Calling | Stage::Choosing => {
                model.referral = None;
                model.showing = Showing::Service;
            }
        }
    }
    Command::done()
}

pub(crate) fn view(model: &Model) -> Body {
    let t = model.texts();
    let Some(draft) = &model.referral else { return Body::new("referral", model.own(t.app_name())) };
    let (id, title, components) = match draft.stage {
        Stage::Choosing => ("referral/choose", t.referral_choose_title(), choosing(model, draft)),
        Stage::Asking => ("referral/ask", t.referral_ask_title(), asking(model, draft)),
        Stage::Calling => ("referral/call", t.referral_call_title(), calling(model, draft)),
    };
    let body = Body::new(id, model.own(title)).with_back().with(components);
    let emergency = model.talk.as_ref().map(|_: &Talk| UserEvent::Talk { event: TalkEvent::Emergency });
    Body { emergency, ..body }
}

fn choosing(model: &Model, draft: &ReferralDraft) -> Vec<Component> {
    let t = model.texts();
    let choices = FIELDS
        .into_iter()
        .filter(|field| {
            matches!(field, SharedField::FirstName | SharedField::SafeContact) || draft.words(*field).is_some()
        })
        .map(|field| Choice {
            picture: None,
            text: model.own(match draft.words(field) {
                Some(words) => told_in_words(t, field, &words),
                None => field_in_words(t, field),
            }),
            chosen: draft.ticked.contains(&field),
            event: referral_event(ReferralEvent::Tick { field: name(field).to_owned() }),
        });
    let line = |field: Field, label: String, value: &str| Component::TextInput {
        field,
        label: model.own(label),
        guidance: None,
        hint: String::new(),
        value: value.to_owned(),
        kind: InputKind::Line,
        limit: LONGEST_LINE,
    };
    vec![
        Component::Heading { text: model.said(&draft.service.name) },
        model.helper(t.referral_prompt()),
        Component::MultipleChoice {
            id: "fields".to_owned(),
            label: model.own(t.referral_fields()),
            guidance: None,
            at_once: false,
            choices: choices.collect(),
        },
        line(Field::FirstName, t.referral_first_name(), &draft.first_name),
        line(Field::SafeContact, t.referral_safe_contact(), &draft.safe_contact),
        button(t.referral_ask(), ButtonRole::Main, referral_event(ReferralEvent::Ask)),
    ]
}

fn asking(model: &Model, draft: &ReferralDraft) -> Vec<Component> {
    let t = model.texts();
    let name = model.said(&draft.service.name).text;
    let mut components = vec![Component::Paragraph { text: model.own(t.referral_ask_text(name)), voice: Voice::Aloud }];
    components.extend(what_is_told(model, draft));
    components.push(model.helper(t.referral_free_yes()));
    components.push(button(t.referral_agreed(), ButtonRole::Main, referral_event(ReferralEvent::Agreed)));
    components.push(button(t.referral_not_agreed(), ButtonRole::Quiet, referral_event(ReferralEvent::Declined)));
    components
}

fn calling(model: &Model, draft: &ReferralDraft) -> Vec<Component> {
    let t = model.texts();
    let mut components = vec![Component::Heading { text: model.said(&draft.service.name) }];
    components.extend(service::phones(model, &draft.service));
    components.push(model.paragraph(t.referral_words_to_say()));
    components.extend(what_is_told(model, draft));
    components.push(model.helper(t.referral_nothing_more()));
    components.push(model.heading(t.referral_result()));
    for (result, label) in results(t) {
        components.push(button(label, ButtonRole::Quiet, referral_event(ReferralEvent::Phoned { result })));
    }
    components
}

fn what_is_told(model: &Model, draft: &ReferralDraft) -> Vec<Component> {
    let t = model.texts();
    draft
        .told()
        .into_iter()
        .filter_map(|field| Some(told_in_words(t, field, &draft.words(field)?)))
        .map(|line| model.paragraph(line))
        .collect()
}

fn referral_event(event: ReferralEvent) -> UserEvent {
    UserEvent::Referral { event }
}
