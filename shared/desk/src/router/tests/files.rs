//! Files that come in and go out.

use std::fs;

use app::effects::device::{DeviceRequest, Outcome, Purpose};
use axum::http::{Request, StatusCode, header};
use runtime::Shell;

use super::browser::{Answer, Browser, OWN};
use super::{UserEvent, lock, one_button};

const ASKED: &str = r#"name="asked""#;
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
    let number = browser.desk.files.asked().map_or(0, |(number, _)| number).to_string();
    bring(browser, &[(r#"name="form-key""#, &browser.key()), (ASKED, &number), (chosen, holds)]).await
}

async fn without(browser: &Browser, form: &str) -> Answer {
    let request = Request::post("/no-file").header(header::HOST, OWN).header(header::ORIGIN, "http://127.0.0.1:4711");
    let kind = "application/x-www-form-urlencoded";
    browser.ask(request.header(header::CONTENT_TYPE, kind), form.to_owned()).await
}

#[tokio::test]
async fn a_file_that_was_asked_for_is_chosen_on_a_page_of_its_own_and_lies_there_while_the_app_looks() {
    let browser = Browser::inside(one_button()).await;
    browser.desk.files.request(PICK);
    let page = browser.get("/").await.text;
    assert!(page.contains("enctype=\"multipart/form-data\"") && !page.contains("A test"));

    for holds in ["the content", "other content"] {
        browser.desk.files.request(PICK);
        let answer = bring_file(&browser, holds).await;
        assert_eq!(answer.headers[header::LOCATION].as_bytes(), b"/");
        assert_eq!(browser.core.read(), [holds.as_bytes()], "while the app looks");
        let left = fs::read_dir(browser.folder.path().join("entrance")).unwrap().count();
        assert_eq!(left, 0, "it may be anything private");
    }
    assert!(matches!(&browser.core.sent()[..], [UserEvent::Returned { .. }, UserEvent::Returned { .. }]));
    assert!(browser.get("/").await.text.contains("A test"));
}

#[tokio::test]
async fn nobody_has_to_choose_a_file() {
    let browser = Browser::inside(one_button()).await;
    let key = browser.key();
    browser.desk.files.request(PICK);

    let nothing = [(r#"name="form-key""#, key.as_str()), (ASKED, "1"), (r#"name="file"; filename="""#, "")];
    bring(&browser, &nothing).await;
    assert_eq!(browser.core.sent(), [], "the page stays");
    assert!(browser.get("/").await.text.contains("multipart"));

    without(&browser, &format!("form-key={key}&asked=1")).await;
    without(&browser, &format!("form-key={key}&asked=1")).await;
    assert_eq!(browser.core.sent(), [returned(Purpose::Content, Outcome::Cancelled)], "and once only");
}

#[tokio::test]
async fn the_page_of_an_earlier_request_brings_and_ends_nothing() {
    let browser = Browser::inside(one_button()).await;
    let key = browser.key();
    browser.desk.files.request(PICK);
    browser.desk.files.request(PICK);

    let old = [(r#"name="form-key""#, key.as_str()), (ASKED, "1"), (r#"name="file"; filename="x""#, "the content")];
    bring(&browser, &old).await;
    without(&browser, &format!("form-key={key}&asked=1")).await;
    without(&browser, &format!("form-key={key}")).await;

    assert_eq!(browser.core.sent(), []);
    assert!(browser.desk.files.asked().is_some());
}

#[tokio::test]
async fn whoever_presses_something_else_is_not_choosing_a_file_any_more() {
    let browser = Browser::inside(one_button()).await;
    let drawn = browser.form(5, "press=component-0");
    browser.desk.files.request(PICK);

    browser.post(OWN, Some("http://127.0.0.1:4711"), &drawn).await;

    let sent = browser.core.sent();
    assert_eq!(sent.first(), Some(&returned(Purpose::Content, Outcome::Cancelled)));
    assert_eq!(sent.len(), 2);
    assert!(browser.get("/").await.text.contains("A test"));
}

#[tokio::test]
async fn what_an_app_that_was_killed_left_is_removed_by_the_next_one() {
    let browser = Browser::inside(one_button()).await;
    let folder = browser.folder.path().join("entrance");
    fs::create_dir(&folder).unwrap();
    let (dead, alive) = (folder.join("chosen-999999999"), folder.join(format!("chosen-{}", std::process::id())));
    for file in [&dead, &alive, &folder.join("open.html")] {
        fs::write(file, "mine").unwrap();
    }

    browser.desk.files.tidy();

    assert!(!dead.exists() && alive.exists() && folder.join("open.html").exists());
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

    let asked = (ASKED, "1");
    let wrong = (r#"name="form-key""#, "abc");
    for parts in [vec![file], vec![asked, file], vec![wrong, asked, file], vec![asked, file, wrong]] {
        assert_eq!(bring(&browser, &parts).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(without(&browser, "form-key=abc").await.status, StatusCode::FORBIDDEN);
    let elsewhere = Request::post("/file").header(header::HOST, OWN).header(header::ORIGIN, "http://evil.example");
    assert_eq!(browser.ask(elsewhere, String::new()).await.status, StatusCode::FORBIDDEN);
    let key = browser.key();
    browser.cookie.clear();
    assert_eq!(browser.get("/file").await.status, StatusCode::FORBIDDEN);
    assert_eq!(bring(&browser, &[(r#"name="form-key""#, &key), asked, file]).await.status, StatusCode::FORBIDDEN);
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
         --edge\r\nContent-Disposition: form-data; name=\"asked\"\r\n\r\n1\r\n\
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
    let form = |number: u32| format!("form-key={}&asked={number}", browser.key());
    let (name, path) = ("content.pack".to_owned(), file.to_str().unwrap().to_owned());
    let keep = || DeviceRequest::Save { purpose: Purpose::HandOn, name: name.clone(), path: path.clone() };

    browser.desk.files.request(keep());
    assert!(browser.get("/").await.text.contains("download=\"content.pack\""));
    let head = Request::head("/file").header(header::HOST, OWN);
    assert_eq!(browser.ask(head, String::new()).await.status, StatusCode::METHOD_NOT_ALLOWED);
    let given = browser.get("/file").await;
    without(&browser, &form(1)).await;
    assert_eq!(given.text, "the content");
    assert_eq!(given.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"content.pack\"");
    assert_eq!(browser.core.sent(), [returned(Purpose::HandOn, Outcome::Saved)]);

    browser.desk.files.request(keep());
    without(&browser, &form(2)).await;
    assert_eq!(browser.core.sent(), [returned(Purpose::HandOn, Outcome::Cancelled)]);

    fs::remove_file(&file).unwrap();
    browser.desk.files.request(keep());
    assert_eq!(browser.get("/file").await.status, StatusCode::NOT_FOUND);
    without(&browser, &form(3)).await;
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
