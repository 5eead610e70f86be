//! The two addresses for files: one to bring and to fetch them, one to do without.

use std::{io, sync::Arc};

use axum::{
    Form,
    extract::{
        Multipart, State,
        multipart::{Field, MultipartRejection},
        rejection::FormRejection,
    },
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use super::{Desk, closed, lock, refused};
use crate::press::{FILE, FORM_KEY, Form as Pressed};

/// The longest form with a file in it, in bytes. Content is smaller, which the app itself sees to.
pub(super) const LONGEST: usize = 32 * 1024 * 1024;

/// A file that somebody chose. The key comes before it, so that nothing is read for a page that is not ours.
pub(super) async fn take(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    if desk.session(&headers).is_none() {
        return closed();
    }
    let mut form = match form {
        Ok(form) => form,
        Err(rejection) => return refused(&desk, rejection.status()),
    };
    let key = match form.next_field().await {
        Ok(Some(field)) if field.name() == Some(FORM_KEY) => field.text().await.unwrap_or_default(),
        _ => String::new(),
    };
    if !lock(&desk.entrance).made_here(&key) {
        return refused(&desk, StatusCode::FORBIDDEN);
    }
    let came = match form.next_field().await {
        Ok(Some(field)) if is_chosen(&field) => field.bytes().await.map_err(io::Error::other),
        Ok(_) => return Redirect::to("/").into_response(),
        Err(error) => Err(io::Error::other(error)),
    };
    told(desk, move |desk| desk.bring(Some(came))).await
}

/// The file that the app gives out.
pub(super) async fn give(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response {
    if desk.session(&headers).is_none() {
        return closed();
    }
    let asked = Arc::clone(&desk);
    match tokio::task::spawn_blocking(move || asked.files.give()).await {
        Ok(Some((name, bytes))) => {
            let attached = format!("attachment; filename=\"{name}\"");
            let kind = "application/octet-stream".to_owned();
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, attached)], bytes).into_response()
        }
        Ok(_) => refused(&desk, StatusCode::NOT_FOUND),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Nobody chooses a file, or the one that was given out has been taken.
pub(super) async fn none(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    if desk.session(&headers).is_none() {
        return closed();
    }
    let is_ours = |Form(fields)| Pressed(fields).get(FORM_KEY).is_some_and(|key| lock(&desk.entrance).made_here(key));
    if !form.is_ok_and(is_ours) {
        return refused(&desk, StatusCode::FORBIDDEN);
    }
    told(desk, |desk| desk.bring(None)).await
}

/// Browsers send a field without a name when nothing was chosen.
fn is_chosen(field: &Field<'_>) -> bool {
    field.name() == Some(FILE) && field.file_name().is_some_and(|name| !name.is_empty())
}

async fn told(desk: Arc<Desk>, tell: impl FnOnce(&Desk) + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(move || tell(&desk)).await {
        Ok(()) => Redirect::to("/").into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
