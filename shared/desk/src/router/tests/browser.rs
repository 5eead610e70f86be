//! A browser that asks the router itself, with no port in between.

use std::sync::Arc;

use app::Screen;
use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use tempfile::TempDir;
use tower::ServiceExt;

use super::super::{Desk, lock, router};
use crate::{Core, Files, testing::FakeCore};

const PORT: u16 = 4711;
pub(super) const OWN: &str = "127.0.0.1:4711";

/// A browser without any state but the cookie it is given.
pub(super) struct Browser {
    pub(super) desk: Arc<Desk>,
    pub(super) core: Arc<FakeCore>,
    pub(super) cookie: String,
    /// Where chosen files are kept.
    pub(super) folder: TempDir,
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Browser {
    /// Before the address was opened.
    pub(super) fn outside(screen: Screen) -> Self {
        let core = FakeCore::new(screen);
        let folder = tempfile::tempdir().unwrap();
        let files = Arc::new(Files::new(folder.path().join("entrance")));
        let desk = Arc::new(Desk::new(Arc::clone(&core) as Arc<dyn Core>, files, PORT).unwrap());
        Self { desk, core, cookie: String::new(), folder }
    }

    /// With the session.
    pub(super) async fn inside(screen: Screen) -> Self {
        let mut browser = Self::outside(screen);
        browser.enter().await;
        browser
    }

    pub(super) async fn enter(&mut self) {
        let address = self.desk.address().unwrap();
        let answer = self.get(address.strip_prefix("http://127.0.0.1:4711").unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK);
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap();
        cookie.clone_into(&mut self.cookie);
    }

    pub(super) async fn ask(&self, request: axum::http::request::Builder, body: String) -> Answer {
        let request = request.header(header::COOKIE, &self.cookie).body(Body::from(body)).unwrap();
        let response = router(Arc::clone(&self.desk)).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).header(header::HOST, OWN), String::new()).await
    }

    pub(super) async fn post(&self, host: &str, origin: Option<&str>, fields: &str) -> Answer {
        let mut request = Request::post("/press")
            .header(header::HOST, host)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        self.ask(request, fields.to_owned()).await
    }

    /// Presses as a page of the current screen would.
    pub(super) async fn press(&self, fields: &str) -> Answer {
        let form = self.form(self.core.screen().revision, fields);
        self.post(OWN, Some("http://127.0.0.1:4711"), &form).await
    }

    pub(super) fn form(&self, revision: u64, fields: &str) -> String {
        format!("revision={revision}&form-key={}&{fields}", self.key())
    }

    /// The key of the session's forms.
    pub(super) fn key(&self) -> String {
        let cookie = self.cookie.split_once('=').unwrap().1;
        lock(&self.desk.entrance).form_key(cookie).unwrap().reveal().to_owned()
    }
}
