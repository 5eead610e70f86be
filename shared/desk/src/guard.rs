//! What every request must show, and what every answer says to the browser.
//!
//! `Host` keeps other names that lead to 127.0.0.1 out (DNS rebinding), `Origin` other pages, the cookie other people.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{page, router::Desk};

/// Nothing is loaded from anywhere but this server, nothing is embedded, nothing is sent elsewhere.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'";

/// Said with every answer.
///
/// `same-origin` and not `no-referrer`: with the latter a browser posts forms with `Origin: null`, and the check of
/// `Origin` would be worth nothing. No other site ever sees a referrer either way.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Lets a request through when it was meant for this server and, if it changes anything, comes from one of its pages.
pub(crate) async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&desk, &request) {
        Some(status) => (status, page::refused(&desk.core.screen())).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refusal(desk: &Desk, request: &Request) -> Option<StatusCode> {
    let host = header_text(request.headers(), &header::HOST);
    if !desk.hosts().iter().any(|own| host == Some(own)) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    let origin = header_text(request.headers(), &header::ORIGIN);
    let is_own = |origin: &str| host.is_some_and(|host| origin.strip_prefix("http://") == Some(host));
    let reads_only = matches!(*request.method(), Method::GET | Method::HEAD);
    match origin {
        Some(origin) if is_own(origin) => None,
        None if reads_only => None,
        _ => Some(StatusCode::FORBIDDEN),
    }
}

/// The value of this server's cookie, as the browser sent it.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

fn header_text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok();
    // Two of them is a trick, not a browser.
    if values.next().is_some() { Some("") } else { first }
}
