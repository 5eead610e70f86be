//! The rules of the desk, asked over HTTP with a core that only remembers.

mod browser;
mod files;

use app::{
    Screen, UserEvent,
    event::{Field, Place, TalkEvent},
    view::{Component, Hold},
};
use axum::http::{Request, StatusCode};

use super::*;
use crate::testing::{button, press, screen, single, tick};
use browser::{Browser, OWN};

fn next() -> UserEvent {
    UserEvent::Talk { event: TalkEvent::Next }
}

fn one_button() -> Screen {
    screen(vec![button("Next", TalkEvent::Next)])
}

#[tokio::test]
async fn the_address_works_once_and_sets_a_cookie_no_script_and_no_other_site_can_use() {
    let browser = Browser::outside(one_button());
    let address = browser.desk.address().unwrap();
    let path = address.strip_prefix("http://127.0.0.1:4711").unwrap();

    let first = browser.get(path).await;
    let second = browser.get(path).await;

    let cookie = first.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("suluh-4711="), "{cookie}");
    assert!(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/"), "{cookie}");
    assert!(first.text.contains("content=\"0;url=/\""));
    assert_eq!(second.status, StatusCode::FORBIDDEN);
    assert!(second.headers.get(header::SET_COOKIE).is_none());
}

#[tokio::test]
async fn the_spent_address_leads_its_own_browser_back_to_the_screen() {
    let mut browser = Browser::outside(one_button());
    let address = browser.desk.address().unwrap();
    browser.enter().await;

    let again = browser.get(address.strip_prefix("http://127.0.0.1:4711").unwrap()).await;

    assert_eq!((again.status, again.headers[header::LOCATION].as_bytes()), (StatusCode::SEE_OTHER, &b"/"[..]));
}

#[tokio::test]
async fn a_second_browser_is_told_so_in_every_language_and_sees_nothing() {
    let mut browser = Browser::inside(one_button()).await;
    browser.cookie = "suluh-4711=something".to_owned();

    for path in ["/", "/outline", "/revision"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains("one person at a time") && answer.text.contains("satu orang"));
        assert!(!answer.text.contains("A test"));
    }
}

#[tokio::test]
async fn a_new_address_closes_the_old_session_and_locks() {
    let mut browser = Browser::inside(one_button()).await;
    let old = browser.cookie.clone();

    browser.desk.renew().unwrap();
    assert_eq!(browser.core.sent(), [UserEvent::Lock]);
    assert_eq!(browser.get("/").await.status, StatusCode::FORBIDDEN);

    browser.enter().await;
    assert_ne!(browser.cookie, old);
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_request_for_another_host_is_misdirected() {
    let browser = Browser::inside(one_button()).await;

    for host in ["suluh.example:4711", "127.0.0.1:4712", "127.0.0.1", ""] {
        let answer = browser.ask(Request::get("/").header(header::HOST, host), String::new()).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert!(!answer.text.contains("A test"));
    }
    let twice = Request::get("/").header(header::HOST, OWN).header(header::HOST, "evil.example");
    assert_eq!(browser.ask(twice, String::new()).await.status, StatusCode::MISDIRECTED_REQUEST);
    let by_name = Request::get("/").header(header::HOST, "localhost:4711");
    assert_eq!(browser.ask(by_name, String::new()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_press_from_another_page_or_from_nowhere_is_refused() {
    let browser = Browser::inside(one_button()).await;
    let form = browser.form(5, "press=component-0");

    for origin in [
        None,
        Some("null"),
        Some("http://evil.example"),
        Some("http://127.0.0.1:4712"),
        Some("https://127.0.0.1:4711"),
        Some("http://localhost:4711"),
    ] {
        assert_eq!(browser.post(OWN, origin, &form).await.status, StatusCode::FORBIDDEN, "{origin:?}");
    }
    assert_eq!(browser.core.sent(), []);
    let by_name = browser.post("localhost:4711", Some("http://localhost:4711"), &form).await;
    assert_eq!(by_name.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.core.sent(), [next()]);
}

#[tokio::test]
async fn a_form_without_the_key_of_this_session_is_refused() {
    let browser = Browser::inside(one_button()).await;
    let old = browser.form(5, "press=component-0");
    let own = Some("http://127.0.0.1:4711");

    for form in [
        "revision=5&press=component-0",
        "revision=5&form-key=&press=component-0",
        "revision=5&form-key=abc&press=component-0",
    ] {
        assert_eq!(browser.post(OWN, own, form).await.status, StatusCode::FORBIDDEN);
    }
    let mut browser = browser;
    browser.desk.renew().unwrap();
    browser.enter().await;
    assert_eq!(browser.post(OWN, own, &old).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.core.sent(), [UserEvent::Lock], "nothing but what the new address does");
}

#[tokio::test]
async fn a_press_without_the_session_has_no_effect() {
    let mut browser = Browser::inside(one_button()).await;
    let form = browser.form(5, "press=component-0");
    browser.cookie.clear();

    let answer = browser.post(OWN, Some("http://127.0.0.1:4711"), &form).await;

    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.core.sent(), []);
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_it_to_itself() {
    let browser = Browser::inside(one_button()).await;
    let outside = Browser::outside(one_button());

    for answer in [
        browser.get("/").await,
        browser.get("/outline").await,
        browser.get("/desk.js").await,
        browser.get("/nowhere").await,
        browser.press("press=component-0").await,
        browser.post("evil.example", None, "").await,
        outside.get("/").await,
    ] {
        let header = |name: &str| answer.headers[name].to_str().unwrap();
        assert!(
            header("content-security-policy").starts_with("default-src 'none'; style-src 'self'; script-src 'self'")
        );
        assert!(!header("content-security-policy").contains("unsafe"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
    }
}

#[tokio::test]
async fn a_press_sends_its_event_and_leads_to_the_screen() {
    let browser = Browser::inside(one_button()).await;

    let answer = browser.press("press=component-0").await;

    assert_eq!((answer.status, answer.headers[header::LOCATION].as_bytes()), (StatusCode::SEE_OTHER, &b"/"[..]));
    assert_eq!(browser.core.sent(), [next()]);
}

#[tokio::test]
async fn a_form_of_an_older_screen_has_no_effect() {
    let browser = Browser::inside(screen(vec![button("Next", TalkEvent::Next), single(&[("yes", false)])])).await;
    let form = browser.form(5, "press=component-0&choice-1=0");
    let own = Some("http://127.0.0.1:4711");

    browser.post(OWN, own, &form).await;
    assert_eq!(browser.core.sent(), [tick("yes"), next()]);
    let again = browser.post(OWN, own, &form).await;

    assert_eq!((again.status, again.headers[header::LOCATION].as_bytes()), (StatusCode::SEE_OTHER, &b"/?stale"[..]));
    assert_eq!(browser.core.sent(), []);
}

#[tokio::test]
async fn a_form_without_a_revision_has_no_effect() {
    let browser = Browser::inside(one_button()).await;
    let form = browser.form(5, "press=component-0");
    let own = Some("http://127.0.0.1:4711");

    for revision in ["", "revision=", "revision=-5", "revision=4", "revision=99999999999999999999999"] {
        browser.post(OWN, own, &form.replacen("revision=5", revision, 1)).await;
    }
    assert_eq!(browser.core.sent(), []);
}

#[tokio::test]
async fn garbage_in_a_form_does_nothing_and_breaks_nothing() {
    let browser = Browser::inside(screen(vec![single(&[("yes", false)])])).await;

    for fields in [
        "press=component-9.9",
        "press=%FF%FE",
        "text-0=x",
        "text-=x&choice-=1",
        "choice-0=9&choice-0=-1",
        "&&&=%00",
        "press=row-0-0",
    ] {
        let answer = browser.press(fields).await;
        assert!(answer.status.is_redirection() || answer.status.is_client_error(), "{fields}");
    }
    assert_eq!(browser.core.sent(), []);
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_of_another_kind_or_too_long_is_refused() {
    let browser = Browser::inside(one_button()).await;
    let form = browser.form(5, "press=component-0");

    let long = browser.press(&format!("text-0={}", "x".repeat(LONGEST_FORM))).await;
    let request = Request::post("/press").header(header::HOST, OWN).header(header::ORIGIN, "http://127.0.0.1:4711");
    let plain = browser.ask(request.header(header::CONTENT_TYPE, "text/plain"), form).await;

    assert_eq!((long.status, plain.status), (StatusCode::PAYLOAD_TOO_LARGE, StatusCode::UNSUPPORTED_MEDIA_TYPE));
    assert_eq!(browser.core.sent(), []);
}

#[tokio::test]
async fn the_frame_can_be_pressed_like_everything_else() {
    let screen = Screen {
        back: Some(press("Back", TalkEvent::GoOn)),
        emergency: Some(press("Emergency", TalkEvent::Emergency)),
        ..one_button()
    };
    let browser = Browser::inside(screen).await;

    for target in ["back", "emergency", "place-1"] {
        browser.press(&format!("press={target}")).await;
    }

    let sent = [
        UserEvent::Talk { event: TalkEvent::GoOn },
        UserEvent::Talk { event: TalkEvent::Emergency },
        UserEvent::Go { place: Place::Work },
    ];
    assert_eq!(browser.core.sent(), sent);
}

#[tokio::test]
async fn without_scripts_pressing_the_title_twice_holds_it_in_between() {
    let hold = Hold { label: "Hold".to_owned(), down: tick("down"), up: tick("up") };
    let browser = Browser::inside(Screen { hold: Some(hold), ..one_button() }).await;

    for target in ["hold", "hold", "hold", "component-0", "hold", "hold-down", "hold-up"] {
        browser.press(&format!("press={target}")).await;
    }

    let sent = [tick("down"), tick("up"), tick("down"), next(), tick("down"), tick("down"), tick("up")];
    assert_eq!(browser.core.sent(), sent);
}

#[tokio::test]
async fn going_out_of_sight_counts_on_any_screen_and_is_remembered_until_the_page_is_back() {
    let browser = Browser::inside(one_button()).await;
    let old = browser.form(1, "press=paused");

    browser.post(OWN, Some("http://127.0.0.1:4711"), &old).await;
    assert!(browser.get("/").await.text.contains("data-paused"));
    browser.press("press=resumed").await;

    assert_eq!(browser.core.sent(), [UserEvent::Paused, UserEvent::Resumed]);
    assert!(!browser.get("/").await.text.contains("data-paused"));
}

#[tokio::test]
async fn whoever_presses_is_in_sight() {
    let browser = Browser::inside(one_button()).await;

    browser.press("press=paused").await;
    browser.press("press=component-0").await;
    browser.press("press=component-0").await;

    assert_eq!(browser.core.sent(), [UserEvent::Paused, UserEvent::Resumed, next(), next()]);
}

#[tokio::test]
async fn the_first_press_after_the_page_was_loaded_again_counts() {
    let browser = Browser::inside(one_button()).await;
    let own = Some("http://127.0.0.1:4711");
    let drawn = browser.form(5, "press=component-0");

    // The new page is drawn before the old one tells that it is gone, and the new one that it is here.
    browser.press("press=paused").await;
    browser.press("press=resumed").await;
    let answer = browser.post(OWN, own, &drawn).await;
    let again = browser.post(OWN, own, &drawn).await;

    assert_eq!(answer.headers[header::LOCATION].as_bytes(), b"/");
    assert_eq!(again.headers[header::LOCATION].as_bytes(), STALE.as_bytes(), "the screen is another one by now");
    assert_eq!(browser.core.sent(), [UserEvent::Paused, UserEvent::Resumed, next()]);
}

#[tokio::test]
async fn a_page_that_was_out_of_sight_while_the_screen_changed_presses_nothing_on_the_new_one() {
    let browser = Browser::inside(one_button()).await;
    let drawn = browser.form(5, "press=component-0");

    browser.press("press=paused").await;
    browser.core.show(Screen { id: "locked".to_owned(), ..one_button() });
    browser.press("press=resumed").await;
    browser.post(OWN, Some("http://127.0.0.1:4711"), &drawn).await;

    assert_eq!(browser.core.sent(), [UserEvent::Paused, UserEvent::Resumed]);
}

#[tokio::test]
async fn looking_is_no_sign_of_life() {
    let browser = Browser::inside(one_button()).await;

    for path in ["/", "/revision", "/outline", "/desk.css"] {
        assert_eq!(browser.get(path).await.status, StatusCode::OK);
    }

    assert_eq!(browser.core.sent(), []);
}

#[tokio::test]
async fn a_secret_never_comes_back() {
    let secret = Component::SecretInput { field: Field::Pin, label: "PIN".to_owned() };
    let browser = Browser::inside(screen(vec![secret, button("Next", TalkEvent::Next)])).await;

    browser.press("text-0=483921&press=component-1").await;

    assert_eq!(browser.core.sent().len(), 2);
    for path in ["/", "/outline"] {
        assert!(!browser.get(path).await.text.contains("483921"));
    }
}

#[tokio::test]
async fn the_outline_is_the_screen_as_it_is_said() {
    let browser = Browser::inside(one_button()).await;

    let answer = browser.get("/outline").await;

    assert_eq!(answer.text, browser.core.screen().to_string());
    assert_eq!(answer.headers[header::CONTENT_TYPE], "text/plain; charset=utf-8");
}
