//! Planning a visit: what is saved, what the device is asked to say, and when.

use casework::CaseFile;
use i18n::Language;

use super::*;
use crate::{
    UserEvent,
    effects::{
        device::Abilities,
        vault::{Condition, OpenedCase, VaultAnswer, VaultProblem},
    },
    model::Showing,
    screens::view,
    update::update,
};

/// 25 November 2026, 23:30 in Jakarta.
const LATE: Moment = Moment { utc_ms: 1_795_624_200_000, offset_min: 420 };
const SPACE: SpaceId = SpaceId([7; 16]);

fn at_a_case(visit_due_ms: Option<i64>, reminders: bool) -> Model {
    let file = CaseFile { visit_due_ms, ..CaseFile::fold(SPACE, &[]) };
    Model {
        language: Some(Language::English),
        vault: Some(Condition::Open),
        showing: Showing::Case,
        case: Some(Box::new(OpenedCase { file, place: None, draft: String::new() })),
        abilities: Abilities { files: false, reminders },
        touched_at: Some(LATE),
        ..Model::default()
    }
}

fn does(event: CaseEvent, model: &mut Model) -> Vec<Effect> {
    let at = Stamp { moment: LATE, uptime_ms: 1, entropy: [9; 16] };
    update(Event::User { event: case::case_event(event), at }, model).effects().collect()
}

fn vault_says(outcome: VaultOutcome, model: &mut Model) -> Vec<Effect> {
    update(Event::Vault { generation: 0, outcome }, model).effects().collect()
}

fn told_to_the_device(effects: Vec<Effect>) -> Vec<DeviceRequest> {
    let device = |effect| match effect {
        Effect::Device(request) => Some(request.operation),
        _ => None,
    };
    effects.into_iter().filter_map(device).collect()
}

/// The plans the vault is asked to keep.
fn saved(effects: &[Effect]) -> Vec<Option<i64>> {
    let plan = |happened: &Happened| match happened {
        Happened::VisitPlanned { due_ms } => Some(*due_ms),
        _ => None,
    };
    let plans = |effect: &Effect| match effect {
        Effect::Vault(asked) => match &asked.operation {
            VaultRequest::Append { space: SPACE, happened, .. } => happened.iter().filter_map(plan).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    effects.iter().flat_map(plans).collect()
}

#[test]
fn a_planned_visit_is_saved_and_the_device_says_two_neutral_words_that_morning() {
    let mut model = at_a_case(None, true);

    let effects = does(CaseEvent::PlanVisit { days: 7 }, &mut model);

    let due_ms = saved(&effects)[0].unwrap();
    assert_eq!(day(&model, due_ms), "2 December 2026");
    let said = |text: &str| model.own(text);
    let remind = DeviceRequest::Remind { at_ms: due_ms, title: said("Visit due"), kind: said("Reminders") };
    assert_eq!(told_to_the_device(effects), [remind]);
}

#[test]
fn a_visit_is_due_in_the_hour_after_nine_of_its_day_wherever_the_device_is() {
    for offset_min in [-720, -210, 0, 345, 420, 840] {
        for hour in 0..48 {
            for chance in [0, 1, 127, 255] {
                let moment = Moment { utc_ms: LATE.utc_ms + hour * HOUR_MS, offset_min };
                let local = |utc_ms: i64| utc_ms + i64::from(offset_min) * MINUTE_MS;

                let due_ms = due(Stamp { moment, uptime_ms: 0, entropy: [chance; 16] }, 3);

                assert_eq!(local(due_ms).div_euclid(DAY_MS), local(moment.utc_ms).div_euclid(DAY_MS) + 3);
                assert_eq!(local(due_ms).rem_euclid(DAY_MS) / HOUR_MS, 9);
            }
        }
    }
}

#[test]
fn a_new_plan_takes_the_place_of_the_one_before() {
    let mut model = at_a_case(Some(5), true);

    let _ = does(CaseEvent::PlanVisit { days: 3 }, &mut model);
    let effects = vault_says(Ok(VaultAnswer::Appended), &mut model);

    assert_eq!(told_to_the_device(effects), [DeviceRequest::DoNotRemind { at_ms: 5 }]);
}

#[test]
fn a_plan_that_was_not_saved_is_not_reminded_of_and_the_one_before_still_is() {
    let mut model = at_a_case(Some(5), true);
    let effects = does(CaseEvent::PlanVisit { days: 3 }, &mut model);
    let at_ms = saved(&effects)[0].unwrap();

    let effects = vault_says(Err(VaultProblem::Full), &mut model);

    assert_eq!(told_to_the_device(effects), [DeviceRequest::DoNotRemind { at_ms }]);
    assert!(view(&model).to_string().contains("! "));
}

#[test]
fn when_no_visit_is_planned_any_more_nothing_reminds() {
    let mut model = at_a_case(Some(5), true);

    let effects = does(CaseEvent::PlanNoVisit, &mut model);
    assert_eq!(saved(&effects), [None]);
    let effects = vault_says(Ok(VaultAnswer::Appended), &mut model);

    assert_eq!(told_to_the_device(effects), [DeviceRequest::DoNotRemind { at_ms: 5 }]);
}

#[test]
fn where_nothing_can_remind_the_plan_is_saved_and_no_reminder_promised() {
    let mut model = at_a_case(None, false);
    assert!(!view(&model).to_string().contains("Visit due"));
    assert!(view(&at_a_case(None, true)).to_string().contains("this phone shows"));

    let effects = does(CaseEvent::PlanVisit { days: 14 }, &mut model);

    assert_eq!(saved(&effects).len(), 1);
    assert_eq!(told_to_the_device(effects), []);
}

#[test]
fn that_nothing_will_remind_is_said_also_while_the_plan_is_being_saved() {
    let mut model = at_a_case(None, true);
    let _ = does(CaseEvent::PlanVisit { days: 3 }, &mut model);

    let failed = UserEvent::DeviceFailed { task: crate::event::DeviceTask::Remind };
    let at = Stamp { moment: LATE, uptime_ms: 2, entropy: [9; 16] };
    let _ = update(Event::User { event: failed, at }, &mut model);
    let _ = vault_says(Ok(VaultAnswer::Appended), &mut model);

    assert!(view(&model).to_string().contains("! This phone does not let Suluh show reminders. Nothing was lost"));
}

#[test]
fn that_nothing_will_remind_does_not_hide_that_nothing_was_saved() {
    let mut model = at_a_case(None, true);
    let _ = does(CaseEvent::PlanVisit { days: 3 }, &mut model);
    let _ = vault_says(Err(VaultProblem::Full), &mut model);
    let full = format!("! {}", Language::English.texts().trouble_full());
    assert!(view(&model).to_string().contains(&full));

    let failed = UserEvent::DeviceFailed { task: crate::event::DeviceTask::Remind };
    let at = Stamp { moment: LATE, uptime_ms: 2, entropy: [9; 16] };
    let _ = update(Event::User { event: failed, at }, &mut model);

    assert!(view(&model).to_string().contains(&full));
}

#[test]
fn a_visit_that_is_past_is_not_called_the_next_one() {
    let past = view(&at_a_case(Some(LATE.utc_ms - 1), true)).to_string();

    assert!(past.contains("> Visit was due: 25 November 2026"));
}

#[test]
fn only_days_that_are_offered_can_be_planned_and_only_on_an_open_case() {
    assert!(saved(&does(CaseEvent::PlanVisit { days: 36_500 }, &mut at_a_case(None, true))).is_empty());
    let mut locked = Model { vault: Some(Condition::Locked), ..at_a_case(None, true) };
    let effects = does(CaseEvent::PlanVisit { days: 7 }, &mut locked);
    assert!(saved(&effects).is_empty() && told_to_the_device(effects).is_empty());
}

#[test]
fn no_log_tells_when_a_visit_is_due() {
    let request = DeviceRequest::DoNotRemind { at_ms: 1_795_624_200_000 };

    assert_eq!(format!("{request:?}"), "DoNotRemind");
    assert_eq!(format!("{:?}", UserEvent::HandContentOn), "HandContentOn");
}
