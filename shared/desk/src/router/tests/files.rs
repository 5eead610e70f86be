//! Files that come in and go out.

use std::fs;

use app::effects::device::{DeviceRequest, Outcome, Purpose};
use axum::http::{Request, StatusCode, header};
use runtime::Shell;

use super::browser::{Answer, Browser, OWN};
use super::{UserEvent, lock, one_button};

const PICK: DeviceRequest = DeviceRequest::Pick { purpose: Purpose::Content };

fn returned(purpose: Purpose, outcome: Outcome) -> UserEvent {
    UserEvent::Returned { purpose, outcome }
}

/// Sends parts of a form with a file, each with what its header says and what is in it.
async fn bring(browser: &Browser, parts: &[(&str, &str)]) -> Answer {
    let parts = parts
        .iter()
        .map(|(says, holds)| format!("--edge\r\nContent-Disposition: form-data; {says}\r\n\r\n{holds}\r\n"));
    let body = format!("{}--edge--\r\n", parts.collect::<String>());
    let request = Request::post("/file").header(header::HOST, OWN).header(header::ORIGIN, "http://127.0.0.1:4711");
    browser.ask(request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge"), body).await
}

async fn bring_file(browser: &Browser, holds: &str) -> Answer {
    let chosen = r#"name="file"; filename="name.pack""#;
    bring(browser, &[(r#"name="form-key""#, &browser.key()), (chosen, holds)]).await
}

async fn without(browser: &Browser, form: &str) -> Answer {
    let request = Request::post("/no-file").header(header::HOST, OWN).header(header::ORIGIN, "http://127.0.0.1:4711");
    let kind = "application/x-www-form-urlencoded";
    browser.ask(request.header(header::CONTENT_TYPE, kind), form.to_owned()).await
}

#[tokio::test]
async fn a_file_that_was_asked_for_is_chosen_on_a_page_of_its_own_and_handed_to_the_app() {
    let browser = Browser::inside(one_button()).await;
    browser.desk.files.request(PICK);
    let page = browser.get("/").await.text;
    assert!(page.contains("enctype=\"multipart/form-data\"") && !page.contains("A test"));

    let answer = bring_file(&browser, "the content").await;

    assert_eq!(answer.headers[header::LOCATION].as_bytes(), b"/");
    let sent = browser.core.sent();
    let [UserEvent::Returned { purpose: Purpose::Content, outcome: Outcome::File { path } }] = &sent[..] else {
        panic!("{sent:?}")
    };
    assert_eq!(fs::read(path).unwrap(), b"the content");
    assert!(browser.get("/").await.text.contains("A test"));

    browser.desk.files.request(PICK);
    bring_file(&browser, "other content").await;
    assert_eq!(fs::read(path).unwrap(), b"other content");
    assert_eq!(fs::read_dir(browser.folder.path().join("entrance")).unwrap().count(), 1);
    browser.desk.files.forget();
    assert!(!fs::exists(path).unwrap());
}

#[tokio::test]
async fn nobody_has_to_choose_a_file() {
    let browser = Browser::inside(one_button()).await;
    let key = browser.key();
    browser.desk.files.request(PICK);

    let nothing = [(r#"name="form-key""#, key.as_str()), (r#"name="file"; filename="""#, "")];
    bring(&browser, &nothing).await;
    assert_eq!(browser.core.sent(), [], "the page stays");
    assert!(browser.get("/").await.text.contains("multipart"));

    without(&browser, &format!("form-key={key}")).await;
    without(&browser, &format!("form-key={key}")).await;
    assert_eq!(browser.core.sent(), [returned(Purpose::Content, Outcome::Cancelled)], "and once only");
}

#[tokio::test]
async fn a_file_nobody_asked_for_goes_nowhere() {
    let browser = Browser::inside(one_button()).await;

    bring_file(&browser, "the content").await;
    let given = browser.get("/file").await;

    assert_eq!((given.status, browser.core.sent()), (StatusCode::NOT_FOUND, vec![]));
    assert!(!browser.folder.path().join("entrance").exists());
}

#[tokio::test]
async fn files_come_from_our_own_page_in_the_session_only() {
    let mut browser = Browser::inside(one_button()).await;
    browser.desk.files.request(PICK);
    let file = (r#"name="file"; filename="x""#, "the content");

    for parts in [vec![file], vec![(r#"name="form-key""#, "abc"), file], vec![file, (r#"name="form-key""#, "late")]] {
        assert_eq!(bring(&browser, &parts).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(without(&browser, "form-key=abc").await.status, StatusCode::FORBIDDEN);
    let elsewhere = Request::post("/file").header(header::HOST, OWN).header(header::ORIGIN, "http://evil.example");
    assert_eq!(browser.ask(elsewhere, String::new()).await.status, StatusCode::FORBIDDEN);
    let key = browser.key();
    browser.cookie.clear();
    assert_eq!(browser.get("/file").await.status, StatusCode::FORBIDDEN);
    assert_eq!(bring(&browser, &[(r#"name="form-key""#, &key), file]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(without(&browser, &format!("form-key={key}")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.core.sent(), []);
}

#[tokio::test]
async fn a_file_that_is_cut_short_is_told_as_one_that_cannot_be_read() {
    let browser = Browser::inside(one_button()).await;
    browser.desk.files.request(PICK);
    let key = browser.key();
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"form-key\"\r\n\r\n{key}\r\n\
         --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nthe beg"
    );
    let request = Request::post("/file").header(header::HOST, OWN).header(header::ORIGIN, "http://127.0.0.1:4711");
    browser.ask(request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge"), body).await;
    assert_eq!(browser.core.sent(), [returned(Purpose::Content, Outcome::Failed)]);
}

#[tokio::test]
async fn a_file_to_keep_is_fetched_and_only_then_said_to_be_saved() {
    let browser = Browser::inside(one_button()).await;
    let file = browser.folder.path().join("1.pack");
    fs::write(&file, "the content").unwrap();
    let form = format!("form-key={}", browser.key());
    let (name, path) = ("content.pack".to_owned(), file.to_str().unwrap().to_owned());
    let keep = || DeviceRequest::Save { purpose: Purpose::HandOn, name: name.clone(), path: path.clone() };

    browser.desk.files.request(keep());
    assert!(browser.get("/").await.text.contains("download=\"content.pack\""));
    let given = browser.get("/file").await;
    without(&browser, &form).await;
    assert_eq!(given.text, "the content");
    assert_eq!(given.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"content.pack\"");
    assert_eq!(browser.core.sent(), [returned(Purpose::HandOn, Outcome::Saved)]);

    browser.desk.files.request(keep());
    without(&browser, &form).await;
    assert_eq!(browser.core.sent(), [returned(Purpose::HandOn, Outcome::Cancelled)]);

    fs::remove_file(&file).unwrap();
    browser.desk.files.request(keep());
    assert_eq!(browser.get("/file").await.status, StatusCode::NOT_FOUND);
    without(&browser, &form).await;
    assert_eq!(browser.core.sent(), [returned(Purpose::HandOn, Outcome::Failed)]);
}

#[tokio::test]
async fn a_new_address_forgets_what_was_asked_for() {
    let browser = Browser::inside(one_button()).await;
    browser.desk.files.request(PICK);

    browser.desk.renew().unwrap();

    assert_eq!(browser.core.sent(), [UserEvent::Lock, returned(Purpose::Content, Outcome::Cancelled)]);
    assert!(browser.desk.files.asked().is_none());
    assert!(lock(&browser.desk.entrance).token().is_some());
}
