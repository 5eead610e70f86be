//! A browser without scripts: it keeps a cookie, follows where it is led, and posts forms.

use crate::http::{Answer, Request};

/// A browser with the desk of one port open in it.
#[derive(Debug, Clone)]
pub struct Browser {
    /// The desk's port.
    pub port: u16,
    cookie: Option<String>,
}

impl Browser {
    /// A browser that has never been here.
    #[must_use]
    pub fn new(port: u16) -> Self {
        Self { port, cookie: None }
    }

    /// A browser in which the address was opened.
    #[must_use]
    pub fn at(address: &str) -> Self {
        let (port, path) = port_and_path(address);
        let mut browser = Self::new(port);
        let entering = browser.get(path);
        let cookie = entering.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        browser.cookie = cookie.map(str::to_owned);
        browser
    }

    /// The same browser with another cookie.
    #[must_use]
    pub fn with_cookie(&self, cookie: &str) -> Self {
        Self { cookie: Some(cookie.to_owned()), ..self.clone() }
    }

    /// The cookie as it is sent, `name=value`.
    #[must_use]
    pub fn cookie(&self) -> &str {
        self.cookie.as_deref().unwrap_or_default()
    }

    /// Reads an address of the desk.
    #[must_use]
    pub fn get(&self, path: &str) -> Answer {
        self.send(&Request::get(self.port, path))
    }

    /// Posts a form; the answer is where it leads, not yet the page.
    #[must_use]
    pub fn post(&self, fields: &[(String, String)]) -> Answer {
        self.send(&Request::post(self.port, "/press", fields))
    }

    /// The screen as a screen reader says it.
    #[must_use]
    pub fn outline(&self) -> String {
        self.get("/outline").body
    }

    /// Sends anything, with the cookie.
    #[must_use]
    pub fn send(&self, request: &Request) -> Answer {
        self.signed(request).send(self.port).unwrap_or_else(|error| panic!("the desk does not answer: {error}"))
    }

    /// The request with the cookie.
    #[must_use]
    pub fn signed(&self, request: &Request) -> Request {
        match &self.cookie {
            Some(cookie) => request.clone().with("Cookie", cookie),
            None => request.clone(),
        }
    }
}

/// The port of an address on this computer, and the rest from the slash on.
#[must_use]
pub fn port_and_path(address: &str) -> (u16, &str) {
    let rest = address.strip_prefix("http://127.0.0.1:").expect("an address on this computer");
    let (port, path) = rest.split_at(rest.find('/').expect("an address with a path"));
    (port.parse().expect("a port"), path)
}
