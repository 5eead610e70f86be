//! The door as a shell uses it, with a shell that only listens and a device key that only counts.

use std::{
    path::Path,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use app::{
    Screen, UserEvent,
    effects::device::{DeviceRequest, Outcome, Purpose},
    event::{DoorEvent, Field, Place},
};
use bridge::{DeviceVault, DeviceVaultError, Running, Shell, ShellError, StartError, VaultLevel};

const LONG: Duration = Duration::from_secs(30);

/// Hears of changes, and lets a test wait for them.
#[derive(Default)]
struct Listening {
    changes: Mutex<u64>,
    heard: Condvar,
    requests: Mutex<Vec<DeviceRequest>>,
    /// Whether it fails each time, after having heard.
    fails: bool,
}

impl Shell for Listening {
    fn changed(&self) -> Result<(), ShellError> {
        *self.changes.lock().map_err(|_| ShellError::Failed)? += 1;
        self.heard.notify_all();
        if self.fails { Err(ShellError::Failed) } else { Ok(()) }
    }

    fn request(&self, request: DeviceRequest) -> Result<(), ShellError> {
        self.requests.lock().map_err(|_| ShellError::Failed)?.push(request);
        if self.fails { Err(ShellError::Failed) } else { Ok(()) }
    }
}

impl Listening {
    /// The first screen that is as wanted; panics with what is on the screen when none comes.
    fn wait_for(&self, running: &Running, wanted: impl Fn(&Screen) -> bool) -> Screen {
        let changes = self.changes.lock().expect("no change has panicked");
        let outcome = self.heard.wait_timeout_while(changes, LONG, |_| !wanted(&running.screen()));
        let screen = running.screen();
        let in_time = outcome.is_ok_and(|(_, limit)| !limit.timed_out());
        assert!(in_time, "still on:\n{screen}");
        screen
    }
}

/// Turns bytes round, and counts how often.
#[derive(Default)]
struct Counting {
    prepared: AtomicU32,
    strengthened: AtomicU32,
}

impl DeviceVault for Counting {
    fn prepare(&self) -> Result<(), DeviceVaultError> {
        self.prepared.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn strengthen(&self, x: Vec<u8>) -> Result<Vec<u8>, DeviceVaultError> {
        self.strengthened.fetch_add(1, Ordering::Relaxed);
        Ok(x.into_iter().rev().collect())
    }

    fn destroy_key(&self) -> Result<(), DeviceVaultError> {
        Ok(())
    }

    fn level(&self) -> Result<VaultLevel, DeviceVaultError> {
        Ok(VaultLevel::Software)
    }
}

fn start(folder: &Path, device: &Arc<Counting>, shell: &Arc<Listening>) -> Result<Running, StartError> {
    let pack = folder.join("no.pack").display().to_string();
    Running::start(folder.display().to_string(), pack, device.clone(), shell.clone())
}

fn choose_english(running: &Running) {
    running.send(UserEvent::ChooseLanguage { code: "en".to_owned() });
}

#[test]
fn the_first_screen_is_there_when_the_app_has_started() {
    let folder = tempfile::tempdir().unwrap();

    let running = start(folder.path(), &Arc::default(), &Arc::default()).unwrap();

    assert_eq!(running.screen().id, "language");
}

#[test]
fn a_press_leads_on_and_the_shell_hears_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Arc::<Listening>::default();
    let running = start(folder.path(), &Arc::default(), &shell).unwrap();
    let before = running.screen().revision;

    choose_english(&running);

    let screen = shell.wait_for(&running, |screen| screen.id != "language");
    assert!(screen.revision > before);
    assert_eq!(screen.lang, "en");
}

#[test]
fn what_was_done_on_a_screen_that_was_left_has_no_effect() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Arc::<Listening>::default();
    let running = start(folder.path(), &Arc::default(), &shell).unwrap();
    choose_english(&running);
    shell.wait_for(&running, |screen| screen.id == "services");
    let more = || UserEvent::Go { place: Place::More };

    running.send_from("language".to_owned(), more());
    assert!(running.settle(30_000));
    assert_eq!(running.screen().id, "services");

    running.send_from("services".to_owned(), more());
    shell.wait_for(&running, |screen| screen.id == "more");
}

#[test]
fn a_data_folder_serves_one_app_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let first = start(folder.path(), &Arc::default(), &Arc::default()).unwrap();

    assert!(matches!(start(folder.path(), &Arc::default(), &Arc::default()), Err(StartError::InUse)));

    first.stop();
    first.stop();
    assert!(start(folder.path(), &Arc::default(), &Arc::default()).is_ok());
}

#[test]
fn a_shell_that_fails_does_not_stop_the_app() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Arc::new(Listening { fails: true, ..Listening::default() });
    let running = start(folder.path(), &Arc::default(), &shell).unwrap();

    choose_english(&running);
    shell.wait_for(&running, |screen| screen.id == "services");
    running.send(UserEvent::Go { place: Place::More });

    shell.wait_for(&running, |screen| screen.id == "more");
}

#[test]
fn the_pin_alone_opens_nothing_without_the_devices_key() {
    let folder = tempfile::tempdir().unwrap();
    let (shell, device) = (Arc::<Listening>::default(), Arc::<Counting>::default());
    let running = start(folder.path(), &device, &shell).unwrap();
    choose_english(&running);
    running.send(UserEvent::Go { place: Place::Work });
    shell.wait_for(&running, |screen| screen.id == "keeps");
    running.send(UserEvent::Door { event: DoorEvent::SetPin });
    for field in [Field::Pin, Field::PinAgain] {
        running.send(UserEvent::Edited { field, text: "594027".to_owned() });
    }

    running.send(UserEvent::Door { event: DoorEvent::Create });

    let screen = shell.wait_for(&running, |screen| screen.id == "work");
    assert!(screen.private);
    assert_eq!(device.prepared.load(Ordering::Relaxed), 1);
    assert!(device.strengthened.load(Ordering::Relaxed) > 0);
}

#[test]
fn what_leads_away_from_the_app_reaches_the_shell_and_what_came_of_it_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Arc::<Listening>::default();
    let running = start(folder.path(), &Arc::default(), &shell).unwrap();
    choose_english(&running);
    running.send(UserEvent::Go { place: Place::More });
    running.send(UserEvent::ChooseContent);
    assert!(running.settle(30_000));
    let purpose = Purpose::Content;
    assert_eq!(*shell.requests.lock().unwrap(), [DeviceRequest::Pick { purpose }]);

    running.send(UserEvent::Returned { purpose, outcome: Outcome::Failed });

    shell.wait_for(&running, |screen| screen.to_string().contains("! The file could not be opened"));
}
