//! What comes from outside, on every kind of screen.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use directory::{Changes, Need, NumberChange};
use guide::{Emergency, Form, Guides, Kind, Language as FormLanguage, Question};
use i18n::{Language, Text};
use sync::{Moment, SpaceId};

use super::*;
use crate::{
    Stamp,
    conversation::Talk,
    effects::{
        device::{Abilities, DeviceRequest},
        packs::PacksAnswer,
        vault::{Condition, VaultAnswer, VaultRequest, WorkList},
    },
    event::{DirectoryEvent, Place},
    model::Waiting,
    screens::{services::Audience, view},
    update::update,
};

const PATH: &str = "/cache/from-siti.pack";
const IN_USE: &str = "/data/packs/suluh.pack";
const ON_A_PHONE: Abilities = Abilities { files: true, reminders: true };

fn at(showing: Showing) -> Model {
    let language = Some(Language::English);
    Model { language, showing, abilities: ON_A_PHONE, touched_ms: 1_000_000, ..Model::default() }
}

fn unlocked(showing: Showing) -> Model {
    Model { vault: Some(Condition::Open), ..at(showing) }
}

fn handed_over() -> Model {
    let mut model = at(Showing::Services);
    model.directory.audience = Audience::HandedOver;
    model
}

fn chosen() -> UserEvent {
    UserEvent::Returned { purpose: Purpose::Content, outcome: Outcome::File { path: PATH.to_owned() } }
}

fn came_to(outcome: Outcome) -> UserEvent {
    UserEvent::Returned { purpose: Purpose::Content, outcome }
}

fn link() -> UserEvent {
    UserEvent::Link { address: "suluh://join/siti".to_owned() }
}

fn does_at(event: UserEvent, uptime_ms: u64, model: &mut Model) -> Vec<Effect> {
    let at = Stamp { moment: Moment { utc_ms: 0, offset_min: 0 }, uptime_ms, entropy: [7; 16] };
    update(Event::User { event, at }, model).effects().collect()
}

fn does(event: UserEvent, model: &mut Model) -> Vec<Effect> {
    does_at(event, 1_000_001, model)
}

fn answers(answer: PacksAnswer, model: &mut Model) -> Vec<Effect> {
    update(Event::Packs(answer), model).effects().collect()
}

fn asks(effects: &[Effect], wanted: &PacksRequest) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Packs(request) if request.operation == *wanted))
}

fn looks(effects: &[Effect]) -> bool {
    asks(effects, &PacksRequest::Look { path: PATH.to_owned() })
}

fn installs(effects: &[Effect]) -> bool {
    asks(effects, &PacksRequest::Install { path: PATH.to_owned(), hash: "5ea1".to_owned() })
}

fn offered(changes: Changes) -> PacksAnswer {
    PacksAnswer::Looked(Offered { path: PATH.to_owned(), hash: "5ea1".to_owned(), changes })
}

/// One helpline with another number, and another one that is gone.
fn changed() -> Changes {
    let numbers = |number: &str| vec![number.to_owned()];
    let service = Text::of("en", "Helpline");
    let change = NumberChange { service, before: numbers("129"), after: numbers("130") };
    Changes { numbers: vec![change], gone: vec![Text::of("en", "Old line")] }
}

fn picks(effects: &[Effect]) -> bool {
    let pick = DeviceRequest::Pick { purpose: Purpose::Content };
    effects.iter().any(|effect| matches!(effect, Effect::Device(request) if request.operation == pick))
}

fn opened(forms: Vec<Arc<Form>>, needs: Vec<Need>) -> Opened {
    let guides = Arc::new(Guides { forms, rules: Vec::new(), emergency: Emergency::default(), learn: Vec::new() });
    Opened { guides, needs, places: Vec::new(), file: Some(IN_USE.to_owned()), unconfirmed: false }
}

/// A first form with one question that has these words.
fn form(words: &str) -> Arc<Form> {
    let question = Question { label: Text::of("en", words), ..Question::new("a01", "/data/a01", Kind::Text) };
    let english = FormLanguage { name: "English (en)".to_owned(), code: "en".to_owned() };
    let title = Text::of("en", "Opening");
    Arc::new(Form::new("suluh_a".to_owned(), title, "1".to_owned(), vec![english], 0, vec![question]).unwrap())
}

#[test]
fn a_file_for_new_content_is_chosen_from_more_and_only_where_the_shell_can() {
    let mut model = at(Showing::More);
    assert!(view(&model).to_string().contains("(Install content from a file)"));
    assert!(picks(&does(UserEvent::ChooseContent, &mut model)));

    assert!(!picks(&does(UserEvent::ChooseContent, &mut at(Showing::Services))));

    let mut desk = Model { abilities: Abilities::default(), ..at(Showing::More) };
    assert!(!view(&desk).to_string().contains("Install content"));
    assert!(!picks(&does(UserEvent::ChooseContent, &mut desk)));
    assert!(!looks(&does(chosen(), &mut desk)), "nobody can have chosen a file there");
}

#[test]
fn a_chosen_file_is_installed_on_whatever_screen_and_leads_away_from_none() {
    let screens = [Showing::Language, Showing::Services, Showing::Unlock, Showing::More, Showing::Work];
    for mut model in screens.map(unlocked) {
        model.waiting = (model.showing == Showing::Work).then_some(Waiting::Work);
        let before = view(&model).id;

        assert!(looks(&does(chosen(), &mut model)), "on {before}");
        assert!(installs(&answers(offered(Changes::default()), &mut model)), "on {before}");

        assert_eq!(view(&model).id, before);
    }
}

#[test]
fn a_file_that_took_longer_than_the_lock_waits_is_installed_behind_it() {
    let mut model = unlocked(Showing::Work);

    let effects = does_at(chosen(), 1_000_000 + lock::IDLE_LIMIT_MS, &mut model);

    let locks =
        |effect: &Effect| matches!(effect, Effect::Vault(asked) if matches!(asked.operation, VaultRequest::Lock));
    assert!(effects.iter().any(locks) && looks(&effects));
    assert_eq!(model.showing, Showing::Unlock);
}

#[test]
fn content_that_changes_numbers_is_used_only_when_somebody_looked_at_them() {
    let mut model = at(Showing::Services);
    let _ = does(chosen(), &mut model);

    assert!(!installs(&answers(offered(changed()), &mut model)));
    let screen = view(&model);
    assert!(screen.to_string().contains("it changes telephone numbers"));
    assert!(screen.announcement.is_some_and(|said| said.contains("it changes telephone numbers")));
    assert!(!installs(&does(UserEvent::UseOffered, &mut model)), "nobody has seen the numbers yet");

    let _ = does(UserEvent::Go { place: Place::More }, &mut model);
    let screen = view(&model).to_string();
    assert!(screen.contains("Helpline: new 130, until now 129") && screen.contains("Old line: no longer listed"));
    assert!(installs(&does(UserEvent::UseOffered, &mut model)));
    assert!(!view(&model).to_string().contains("until now 129"));
    assert!(!installs(&does(UserEvent::UseOffered, &mut model)), "once is enough");
}

#[test]
fn content_that_changes_numbers_can_be_left_alone() {
    let mut model = at(Showing::More);
    let _ = answers(offered(changed()), &mut model);

    assert!(does(UserEvent::KeepContent, &mut model).iter().all(|effect| !matches!(effect, Effect::Packs(_))));

    let screen = view(&model).to_string();
    assert!(screen.contains("Nothing has changed.") && !screen.contains("until now 129"));
    assert!(!installs(&does(UserEvent::UseOffered, &mut model)));
}

#[test]
fn in_show_mode_nothing_comes_from_outside() {
    let mut model = handed_over();
    let before = view(&model);

    for event in [chosen(), came_to(Outcome::Failed), link(), UserEvent::ChooseContent] {
        assert!(does(event, &mut model).is_empty());
    }

    assert_eq!(view(&model).components, before.components);
}

#[test]
fn what_came_of_a_file_waits_until_the_phone_is_given_back() {
    let mut model = handed_over();
    let before = view(&model);

    let _ = answers(PacksAnswer::NotInstalled(InstallProblem::Damaged), &mut model);
    let _ = does(UserEvent::Directory { event: DirectoryEvent::Search }, &mut model);
    assert_eq!(view(&model).components, before.components);

    model.directory.audience = Audience::Public;
    assert!(view(&model).to_string().contains("! This file is damaged"));
}

#[test]
fn what_came_of_a_file_stays_until_somebody_has_seen_it() {
    let mut model = unlocked(Showing::Work);
    model.waiting = Some(Waiting::Work);
    let _ = does(chosen(), &mut model);
    let _ = answers(PacksAnswer::NotInstalled(InstallProblem::Older), &mut model);

    let _ = does(UserEvent::Resumed, &mut model);
    let asked = Event::Vault { generation: 0, outcome: Ok(VaultAnswer::Work(WorkList::default())) };
    let _ = update(asked, &mut model);
    assert!(view(&model).to_string().contains("! This file is older"));

    let _ = does(UserEvent::Go { place: Place::More }, &mut model);
    assert!(!view(&model).to_string().contains("! This file is older"));
}

#[test]
fn new_content_is_in_use_at_once_and_said_in_words() {
    let mut model = at(Showing::More);
    let _ = does(chosen(), &mut model);
    assert!(view(&model).to_string().contains("* The file is being checked."));

    let _ = answers(PacksAnswer::Installed(opened(vec![form("New?")], Vec::new())), &mut model);

    assert!(model.opened().is_some_and(|opened| opened.guides.form("suluh_a").is_some()));
    let screen = view(&model);
    assert!(screen.to_string().contains("* The new content is installed"));
    assert!(screen.announcement.is_some_and(|said| said.starts_with("The new content is installed")));
}

#[test]
fn what_new_content_does_not_know_is_no_longer_looked_for() {
    let label = Text::of("en", "A place to stay");
    let need = Need { id: "shelter".to_owned(), label, picture: None, categories: Vec::new(), words: BTreeMap::new() };
    let mut model = at(Showing::Services);
    let _ = answers(PacksAnswer::Opened(opened(Vec::new(), vec![need])), &mut model);
    let _ = does(UserEvent::Directory { event: DirectoryEvent::Need { id: "shelter".to_owned() } }, &mut model);

    let effects = answers(PacksAnswer::Installed(opened(Vec::new(), Vec::new())), &mut model);

    let everything = |effect: &Effect| matches!(effect, Effect::Packs(request) if matches!(&request.operation, PacksRequest::Search(query) if query.need.is_none()));
    assert!(effects.iter().any(everything));
}

#[test]
fn a_conversation_goes_on_with_the_forms_it_began_with() {
    let mut model = unlocked(Showing::Talk);
    let began_with = opened(vec![form("Old?")], Vec::new());
    model.talk = Talk::begin(SpaceId([1; 16]), began_with.guides, guide::Today { utc_ms: 0, offset_min: 0 });
    let before = view(&model).components;

    let _ = answers(PacksAnswer::Installed(opened(vec![form("New?")], Vec::new())), &mut model);

    let screen = view(&model);
    assert!(screen.to_string().contains("Old?"));
    assert_eq!(screen.components[1..], before, "only the news is added");
}

#[test]
fn choosing_nothing_is_back_to_the_screen_as_it_was() {
    let mut model = at(Showing::More);
    let before = view(&model);

    let _ = does(came_to(Outcome::Cancelled), &mut model);

    let after = view(&model);
    assert_eq!((after.id, after.components, after.announcement), (before.id, before.components, None));
}

#[test]
fn a_link_is_answered_where_one_is_and_changes_nothing() {
    let mut model = unlocked(Showing::Note);
    model.note = "Half a sent".to_owned();
    model.waiting = Some(Waiting::Note);

    let _ = does(link(), &mut model);

    assert_eq!((model.showing, model.note.as_str()), (Showing::Note, "Half a sent"));
    assert_eq!(model.waiting, Some(Waiting::Note));
    let told = |words: &str| words.starts_with("This version of Suluh cannot join a team by a link yet.");
    assert!(matches!(&model.news, Some(Component::Problem { text }) if told(&text.text)));
}

#[test]
fn every_refusal_says_that_nothing_was_lost_and_what_to_do() {
    use InstallProblem as Problem;
    let all = [Problem::NotAPack, Problem::Damaged, Problem::Foreign, Problem::Older, Problem::TooNew];
    let more = [Problem::NeedsBase, Problem::Unreadable, Problem::Full, Problem::Disk];
    let words = |problem| trouble::install(Language::English.texts(), problem);
    let said: BTreeSet<String> = all.into_iter().chain(more).map(words).collect();

    assert!(said.iter().all(|sentence| sentence.contains("installed. Nothing was lost and nothing has changed. ")));
    assert_eq!(said.len(), 9);
}

#[test]
fn neither_a_files_name_nor_a_links_address_is_in_a_log() {
    assert_eq!(format!("{:?}", chosen()), "Returned(Content, File)");
    assert_eq!(format!("{:?}", link()), "Link");
    assert_eq!(format!("{:?}", PacksRequest::Look { path: PATH.to_owned() }), "Look");
}

#[test]
fn the_content_in_use_is_handed_on_from_more_and_only_where_the_shell_can() {
    let saves = |effects: &[Effect]| {
        effects.iter().any(|effect| matches!(effect, Effect::Device(asked) if matches!(&asked.operation, DeviceRequest::Save { purpose: Purpose::HandOn, path, .. } if path == IN_USE)))
    };
    let with_content = |mut model: Model| {
        let _ = answers(PacksAnswer::Opened(opened(Vec::new(), Vec::new())), &mut model);
        model
    };
    let mut phone = with_content(at(Showing::More));
    assert!(view(&phone).to_string().contains("(Save the content as a file)"));
    assert!(saves(&does(UserEvent::HandContentOn, &mut phone)));

    assert!(!saves(&does(UserEvent::HandContentOn, &mut with_content(at(Showing::Services)))));
    assert!(!saves(&does(UserEvent::HandContentOn, &mut at(Showing::More))), "there is no content yet");
    let mut desk = with_content(Model { abilities: Abilities::default(), ..at(Showing::More) });
    assert!(!view(&desk).to_string().contains("Save the content"));
    assert!(!saves(&does(UserEvent::HandContentOn, &mut desk)));
}

#[test]
fn what_came_of_saving_is_said_in_words() {
    let came_to = |outcome| {
        let mut model = at(Showing::More);
        let _ = does(UserEvent::Returned { purpose: Purpose::HandOn, outcome }, &mut model);
        view(&model).to_string()
    };

    assert!(came_to(Outcome::Saved).contains("* The file is saved."));
    assert!(came_to(Outcome::Failed).contains("! The file could not be saved there. Nothing in Suluh was lost"));
    assert_eq!(came_to(Outcome::Cancelled), view(&at(Showing::More)).to_string());
}
