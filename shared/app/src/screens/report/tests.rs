use i18n::Language;

use super::*;
use crate::{
    effects::vault::{Condition, WorkList},
    screens::{samples::service, view},
    update::update,
};

fn on_a_service(vault: Condition) -> Model {
    let language = Some(Language::English);
    Model { language, vault: Some(vault), showing: Showing::Service, service: Some(service()), ..Model::default() }
}

fn does(event: UserEvent, model: &mut Model) -> Vec<Effect> {
    let at = Stamp { moment: Moment { utc_ms: 1_795_000_000_000, offset_min: 420 }, uptime_ms: 1, entropy: [7; 16] };
    update(Event::User { event, at }, model).effects().collect()
}

fn reports(event: ReportEvent, model: &mut Model) -> Vec<Effect> {
    does(report_event(event), model)
}

fn answers(outcome: VaultOutcome, model: &mut Model) {
    let _ = update(Event::Vault { generation: model.generation, outcome }, model);
}

fn told(reported: Reported) -> Told {
    let at = Moment { utc_ms: 1_795_000_000_000, offset_min: 420 };
    Told { at, device: sync::DeviceId([0x12; 16]), reported }
}

/// What the vault is asked to record.
fn recorded(effects: Vec<Effect>) -> Option<Reported> {
    effects.into_iter().find_map(|effect| match effect {
        Effect::Vault(request) => match &request.operation {
            VaultRequest::Report { reported, .. } => Some(reported.clone()),
            _ => None,
        },
        _ => None,
    })
}

fn no_answer() -> ReportEvent {
    ReportEvent::Choose { problem: "no_answer".to_owned() }
}

#[test]
fn a_report_is_kept_with_the_notes_and_stands_on_the_service_from_then_on() {
    let mut model = on_a_service(Condition::Open);
    let _ = reports(ReportEvent::Begin, &mut model);
    assert_eq!(view(&model).id, "report");
    let _ = reports(no_answer(), &mut model);

    let reported = recorded(reports(ReportEvent::Keep, &mut model)).expect("the vault is asked");
    assert_eq!((reported.service.as_str(), reported.problem.as_str()), ("s1", "no_answer"));
    answers(Ok(VaultAnswer::Reports(vec![told(reported)])), &mut model);

    let screen = view(&model);
    assert_eq!(screen.id, "service/s1");
    assert!(screen.to_string().contains("Kept on this phone"), "{screen}");
    assert!(screen.to_string().contains("You reported on 18 November 2026: Nobody answered"), "{screen}");
}

#[test]
fn nothing_is_kept_before_something_is_chosen() {
    let mut model = on_a_service(Condition::Open);
    let _ = reports(ReportEvent::Begin, &mut model);

    assert_eq!(recorded(reports(ReportEvent::Keep, &mut model)), None);
    assert!(view(&model).to_string().contains("Choose first what is wrong"));
    let _ = reports(ReportEvent::Choose { problem: "anything".to_owned() }, &mut model);
    assert_eq!(recorded(reports(ReportEvent::Keep, &mut model)), None);
}

#[test]
fn a_report_that_could_not_be_kept_stays_on_the_screen() {
    let mut model = on_a_service(Condition::Open);
    let _ = reports(ReportEvent::Begin, &mut model);
    let _ = reports(no_answer(), &mut model);
    let _ = reports(ReportEvent::Keep, &mut model);

    answers(Err(crate::effects::vault::VaultProblem::Full), &mut model);

    assert_eq!(view(&model).id, "report");
    assert!(recorded(reports(ReportEvent::Keep, &mut model)).is_some(), "the choice is still there");
}

#[test]
fn who_has_locked_notes_opens_them_first_and_comes_back_to_the_report() {
    let mut model = on_a_service(Condition::Locked);
    let _ = reports(ReportEvent::Begin, &mut model);
    let guard = crate::effects::vault::KeyGuard::Hardware;
    answers(Ok(VaultAnswer::Condition { condition: Condition::Locked, guard }), &mut model);
    assert_eq!(view(&model).id, "unlock");
    model.waiting = Some(Waiting::Unlock);
    answers(Ok(VaultAnswer::Opened), &mut model);

    answers(Ok(VaultAnswer::Work(WorkList::default())), &mut model);

    assert_eq!(view(&model).id, "report");
}

#[test]
fn who_went_elsewhere_at_the_door_does_not_come_back_to_the_report() {
    let mut model = on_a_service(Condition::Locked);
    let _ = reports(ReportEvent::Begin, &mut model);
    let guard = crate::effects::vault::KeyGuard::Hardware;
    answers(Ok(VaultAnswer::Condition { condition: Condition::Locked, guard }), &mut model);

    let _ = does(UserEvent::Go { place: Place::Services }, &mut model);

    assert_eq!(model.report, Report::None);
}

#[test]
fn locking_forgets_what_was_being_reported() {
    let mut model = on_a_service(Condition::Open);
    let _ = reports(ReportEvent::Begin, &mut model);

    let _ = does(UserEvent::Lock, &mut model);

    assert_eq!((view(&model).id.as_str(), model.report), ("unlock", Report::None));
}

#[test]
fn in_show_mode_nothing_can_be_reported_even_by_a_forged_request() {
    let mut model = on_a_service(Condition::Locked);
    model.directory.audience = Audience::HandedOver;

    assert!(reports(ReportEvent::Begin, &mut model).is_empty());
    assert!(!view(&model).to_string().contains("Report a mistake"));
}

#[test]
fn what_is_passed_on_can_be_typed_in_by_the_keeper() {
    let mut model = on_a_service(Condition::Open);
    let reported =
        Reported { service: "s1".to_owned(), service_name: "Helpline".to_owned(), problem: "closed".to_owned() };
    model.work.reports = vec![told(reported)];
    model.showing = Showing::Work;
    let _ = reports(ReportEvent::List, &mut model);

    let parts = view(&model).components.into_iter().find_map(|component| match component {
        Component::HandOut { parts, .. } => Some(parts),
        _ => None,
    });

    let parts: Vec<String> = parts.into_iter().flatten().map(|part| part.text).collect();
    assert_eq!(parts, ["Helpline: It has closed or moved", "s1 closed --on 2026-11-18 --by \"phone 2891\""]);
}
