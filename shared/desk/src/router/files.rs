//! The two addresses for files: one to bring and to fetch them, one to do without.

use std::{io, sync::Arc};

use axum::{
    Form,
    extract::{
        Multipart, State,
        multipart::{Field, MultipartRejection},
        rejection::FormRejection,
    },
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use super::{Desk, closed, lock, own, refused};
use crate::press::{ASKED, FILE, FORM_KEY};

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
    let key = text(&mut form, FORM_KEY).await;
    if !lock(&desk.entrance).made_here(&key) {
        return refused(&desk, StatusCode::FORBIDDEN);
    }
    let number = text(&mut form, ASKED).await.parse().unwrap_or_default();
    let came = match form.next_field().await {
        Ok(Some(field)) if is_chosen(&field) => field.bytes().await.map_err(io::Error::other),
        Ok(_) => return Redirect::to("/").into_response(),
        Err(error) => Err(io::Error::other(error)),
    };
    told(desk, move |desk| desk.tell(desk.files.came(number, came))).await
}

/// The file that the app gives out. Who asks only whether it is there has not taken it.
pub(super) async fn give(State(desk): State<Arc<Desk>>, method: Method, headers: HeaderMap) -> Response {
    if desk.session(&headers).is_none() {
        return closed();
    }
    if method != Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
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
    let form = match own(&desk, &headers, form) {
        Ok(form) => form,
        Err(response) => return *response,
    };
    // The page of an earlier request ends nothing.
    let number = form.get(ASKED).and_then(|number| number.parse::<u64>().ok());
    if desk.files.asked().is_none_or(|(current, _)| number != Some(current)) {
        return Redirect::to("/").into_response();
    }
    told(desk, |desk| desk.tell(desk.files.give_up())).await
}

/// The words of the next field, if it has this name.
async fn text(form: &mut Multipart, name: &str) -> String {
    match form.next_field().await {
        Ok(Some(field)) if field.name() == Some(name) => field.text().await.unwrap_or_default(),
        _ => String::new(),
    }
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
