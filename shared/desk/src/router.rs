//! The addresses of the desk: one page, one way to press, and what a script or a test reads beside them.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use app::{
    Screen, UserEvent,
    effects::device::{Outcome, Purpose},
};
use axum::{
    Form, Router,
    extract::{DefaultBodyLimit, RawQuery, State, rejection::FormRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};

use crate::{
    Core,
    entrance::{Entrance, Secret},
    files::Files,
    guard, page,
    press::{self, FORM_KEY},
    target::Target,
};

mod files;

/// The longest form that is read, in bytes.
const LONGEST_FORM: usize = 64 * 1024;
/// How long an answer of the app is waited for before the screen is shown as it is.
const PATIENCE: Duration = Duration::from_secs(3);
/// The same while a file is looked at, on a slow disk.
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(30);
/// Where a press goes that was made on an older screen, so that the script keeps what is being typed.
const STALE: &str = "/?stale";
const STYLE: &str = include_str!("assets/desk.css");
const SCRIPT: &str = include_str!("assets/desk.js");

/// Everything the addresses share.
pub(crate) struct Desk {
    pub(crate) core: Arc<dyn Core>,
    files: Arc<Files>,
    port: u16,
    entrance: Mutex<Entrance>,
    /// Held while a press is handled, so that there is one at a time.
    turn: Mutex<Turn>,
    /// Whether the page has told that it went out of sight, and not yet that it came back.
    paused: AtomicBool,
}

/// What one press leaves for the next.
#[derive(Default)]
struct Turn {
    /// Whether it was the title, pressed down without scripts.
    held: bool,
    /// The screen before the page went out of sight, and the one after, when they differ in their revision alone.
    alike: Option<(u64, u64)>,
}

impl Desk {
    pub(crate) fn new(core: Arc<dyn Core>, files: Arc<Files>, port: u16) -> Result<Self, getrandom::Error> {
        Ok(Self {
            core,
            files,
            port,
            entrance: Mutex::new(Entrance::new()?),
            turn: Mutex::default(),
            paused: AtomicBool::new(false),
        })
    }

    /// The names this server answers to.
    pub(crate) fn hosts(&self) -> [String; 2] {
        [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)]
    }

    /// The address that works once, while it has not been used.
    pub(crate) fn address(&self) -> Option<String> {
        let entrance = lock(&self.entrance);
        entrance.token().map(|token| format!("http://127.0.0.1:{}/?token={}", self.port, token.reveal()))
    }

    /// Makes a new address; the old session is closed, and whoever comes next finds the app locked.
    pub(crate) fn renew(&self) -> Result<(), getrandom::Error> {
        let fresh = Entrance::new()?;
        // Locked first: nobody may come in by the new address while the old screen still stands.
        self.core.send(UserEvent::Lock);
        self.core.settle(PATIENCE);
        self.tell(self.files.give_up());
        *lock(&self.entrance) = fresh;
        Ok(())
    }

    fn cookie_name(&self) -> String {
        format!("suluh-{}", self.port)
    }

    /// The key of the session's forms, if the request belongs to the session.
    fn session(&self, headers: &HeaderMap) -> Option<Secret> {
        let cookie = guard::cookie(headers, &self.cookie_name())?;
        lock(&self.entrance).form_key(cookie).cloned()
    }

    /// Sends what the form says. A form of an older screen has no effect; says whether it was of this one.
    fn press(&self, form: &press::Form) -> bool {
        let mut turn = lock(&self.turn);
        let target = form.press();
        let was_paused = self.paused.swap(target == Some(Target::Paused), Ordering::Relaxed);
        let life_cycle = target.as_ref().and_then(press::life_cycle);
        let screen = self.core.screen();
        let is_of_this_screen = form.revision().is_some_and(|revision| turn.shows(revision, &screen));
        if was_paused && life_cycle.is_none() {
            // Another page of the same session is in use: whoever presses is here.
            self.core.send(UserEvent::Resumed);
        }
        if is_of_this_screen && life_cycle.is_none() {
            // Whoever presses is not choosing a file any more; show mode must not end on that page.
            self.returned(self.files.give_up());
        }
        if is_of_this_screen {
            form.events(&screen, turn.held).into_iter().for_each(|event| self.core.send(event));
            turn.held = target == Some(Target::Hold) && !turn.held;
        } else if let Some(event) = life_cycle.clone() {
            // Going out of sight is no press: it counts whatever the screen.
            self.core.send(event);
        }
        self.core.settle(PATIENCE);
        if life_cycle.is_some() {
            turn.went_by(&screen, &self.core.screen());
        }
        is_of_this_screen
    }

    /// Tells the app what came of the file it has asked for, and waits until it has looked.
    fn tell(&self, came: Option<(Purpose, Outcome)>) {
        let _turn = lock(&self.turn);
        self.returned(came);
        self.core.settle(PATIENCE_WITH_FILES);
        // What is good is in the app by now; what is not may be anything private.
        self.files.forget();
    }

    fn returned(&self, came: Option<(Purpose, Outcome)>) {
        if let Some((purpose, outcome)) = came {
            self.paused.store(false, Ordering::Relaxed);
            self.core.send(UserEvent::Returned { purpose, outcome });
        }
    }
}

impl Turn {
    /// Whether a form of that revision was made for what this screen shows. A page that is loaded again is drawn before the
    /// old one tells that it went out of sight, which makes a screen of its own.
    fn shows(&self, revision: u64, screen: &Screen) -> bool {
        revision == screen.revision || self.alike == Some((revision, screen.revision))
    }

    /// The page went out of sight or came back.
    fn went_by(&mut self, before: &Screen, after: &Screen) {
        let first = self.alike.filter(|(_, last)| *last == before.revision).map_or(before.revision, |(first, _)| first);
        let is_alike = *after == Screen { revision: after.revision, ..before.clone() };
        self.alike = is_alike.then_some((first, after.revision));
    }
}

/// All addresses, behind the guard.
pub(crate) fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/press", post(press))
        .route("/outline", get(outline))
        .route("/revision", get(revision))
        .route("/file", get(files::give).merge(post(files::take).layer(DefaultBodyLimit::max(files::LONGEST))))
        .route("/no-file", post(files::none))
        .route("/desk.css", get(([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)))
        .route("/desk.js", get(([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT)))
        .fallback(unknown)
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
        .layer(middleware::from_fn_with_state(Arc::clone(&desk), guard::guard))
        .with_state(desk)
}

/// The current screen, or the way in.
async fn home(State(desk): State<Arc<Desk>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let token = query.as_deref().and_then(|query| query.strip_prefix("token="));
    if let Some(cookie) = token.and_then(|token| lock(&desk.entrance).enter(token).cloned()) {
        return let_in(&desk, &cookie);
    }
    let Some(form_key) = desk.session(&headers) else { return closed() };
    if token.is_some() {
        return Redirect::to("/").into_response();
    }
    let shown = Arc::clone(&desk);
    let settled = tokio::task::spawn_blocking(move || shown.core.settle(PATIENCE)).await;
    if settled.is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    if let Some((number, asked)) = desk.files.asked() {
        return page::files(&desk.core.screen(), &form_key, number, &asked).into_response();
    }
    let paused = desk.paused.load(Ordering::Relaxed);
    page::screen(&desk.core.screen(), &form_key, paused).into_response()
}

fn let_in(desk: &Desk, cookie: &Secret) -> Response {
    let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", desk.cookie_name(), cookie.reveal());
    let mut response = page::entering(&desk.core.screen()).into_response();
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

/// One press, and whatever was typed and chosen before it.
async fn press(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let form = match own(&desk, &headers, form) {
        Ok(form) => form,
        Err(response) => return *response,
    };
    match tokio::task::spawn_blocking(move || desk.press(&form)).await {
        Ok(true) => Redirect::to("/").into_response(),
        Ok(false) => Redirect::to(STALE).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The form, when a page of this session made it.
fn own(
    desk: &Desk,
    headers: &HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<press::Form, Box<Response>> {
    if desk.session(headers).is_none() {
        return Err(Box::new(closed()));
    }
    let form = match form {
        Ok(Form(fields)) => press::Form(fields),
        Err(rejection) => return Err(Box::new(refused(desk, rejection.status()))),
    };
    let is_ours = form.get(FORM_KEY).is_some_and(|key| lock(&desk.entrance).made_here(key));
    if is_ours { Ok(form) } else { Err(Box::new(refused(desk, StatusCode::FORBIDDEN))) }
}

/// The screen as a screen reader says it.
async fn outline(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response {
    match desk.session(&headers) {
        Some(_) => desk.core.screen().to_string().into_response(),
        None => closed(),
    }
}

/// Whether there is anything new; no sign of life of the person.
async fn revision(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response {
    match desk.session(&headers) {
        Some(_) => desk.core.screen().revision.to_string().into_response(),
        None => closed(),
    }
}

async fn unknown(State(desk): State<Arc<Desk>>) -> Response {
    refused(&desk, StatusCode::NOT_FOUND)
}

fn closed() -> Response {
    (StatusCode::FORBIDDEN, page::closed()).into_response()
}

fn refused(desk: &Desk, status: StatusCode) -> Response {
    (status, page::refused(&desk.core.screen())).into_response()
}

/// What a panic left behind is still whole: every change under these locks is one assignment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
