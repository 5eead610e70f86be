//! Who may use the desk: one browser at a time, through its own pages, on one data folder.

use std::{io::Write, net::TcpListener};

use journeys::{Answer, Browser, Page, Person, Program, Request, data_folder, port_and_path, run};

const ELSEWHERE: &str = "Suluh is open somewhere else";
const NOT_UNDERSTOOD: &str = "This was not understood";

#[test]
fn a_second_browser_is_told_and_shown_nothing() {
    let folder = data_folder();
    let mut person = at_a_conversation(&folder);
    let port = person.browser.port;
    let used = port_and_path(person.program.address()).1.to_owned();
    let outline = person.browser.outline();
    let form = person.page.form(&person.page.press("Stop").expect("a way to stop").value);

    for other in [
        Browser::new(port),
        Browser::new(port).with_cookie(&format!("suluh-{port}=00")),
        Browser::new(port).with_cookie("x"),
    ] {
        for answer in
            [other.get("/"), other.get(&used), other.get("/outline"), other.get("/revision"), other.post(&form)]
        {
            assert_eq!(answer.status, 403);
            let page = Page::read(&answer.body);
            assert!(
                page.words.contains(ELSEWHERE) && page.words.contains("Suluh sedang dibuka di tempat lain"),
                "{}",
                page.words
            );
            assert!(answer.header("set-cookie").is_none());
            shows_nothing_of_the_screen(&answer);
        }
    }
    assert_eq!(person.browser.outline(), outline);

    person.program.asks_for_a_new_address();
    let newcomer = Browser::at(person.program.address());
    let locked = newcomer.outline();
    assert!(locked.starts_with("# My work is locked"), "whoever comes with a new address needs the PIN:\n{locked}");
    let closed = person.browser.post(&form);
    assert_eq!((closed.status, newcomer.outline()), (403, locked));
}

#[test]
fn what_no_page_of_the_desk_sends_has_no_effect() {
    let folder = data_folder();
    let person = at_a_conversation(&folder);
    let browser = &person.browser;
    let port = browser.port;
    let outline = browser.outline();
    let form = person.page.form(&person.page.press("Stop").expect("a way to stop").value);
    let press = Request::post(port, "/press", &form);
    let page = Request::get(port, "/");
    let with = |change: fn(&mut Vec<(String, String)>)| {
        let mut form = form.clone();
        change(&mut form);
        Request::post(port, "/press", &form)
    };
    let refused = [
        (421, page.clone().with("Host", "suluh.example")),
        (421, page.clone().with("Host", "127.0.0.1")),
        (421, page.clone().without("Host").with("Host", &format!("127.0.0.1.suluh.example:{port}"))),
        (421, press.clone().with("Host", "suluh.example")),
        (403, page.clone().with("Origin", "http://suluh.example")),
        (403, press.clone().with("Origin", "http://suluh.example")),
        (403, press.clone().with("Origin", &format!("https://127.0.0.1:{port}"))),
        (403, press.clone().with("Origin", &format!("http://127.0.0.1:{}", port - 1))),
        (403, press.clone().with("Origin", "null")),
        (403, press.clone().without("Origin")),
        (403, with(|form| form.retain(|(name, _)| name != "form-key"))),
        (403, with(|form| form.iter_mut().filter(|(name, _)| name == "form-key").for_each(|(_, key)| key.clear()))),
        (403, Request { body: Vec::new(), ..press.clone() }),
        (415, press.clone().with("Content-Type", "application/json")),
        (415, press.clone().without("Content-Type")),
        (413, Request { body: vec![b'a'; 70_000], ..press.clone() }),
        (404, Request::get(port, "/vault/vault.sqlite")),
        (404, Request::get(port, "/../../etc/passwd")),
    ];
    for (status, request) in &refused {
        let answer = browser.send(request);
        assert_eq!(answer.status, *status, "{request:?}");
        assert!(Page::read(&answer.body).words.contains(NOT_UNDERSTOOD), "{request:?}: {}", answer.body);
        shows_nothing_of_the_screen(&answer);
        assert_eq!(browser.outline(), outline, "{request:?} had an effect");
    }
    for request in
        [Request { method: "DELETE".to_owned(), ..page.clone() }, Request { method: "PUT".to_owned(), ..press.clone() }]
    {
        let answer = browser.send(&request);
        assert!((400..500).contains(&answer.status), "{request:?}: {}", answer.status);
        shows_nothing_of_the_screen(&answer);
        assert_eq!(browser.outline(), outline, "{request:?} had an effect");
    }
}

#[test]
fn garbage_never_stops_the_desk_and_never_has_an_effect() {
    let folder = data_folder();
    let person = at_a_conversation(&folder);
    let browser = &person.browser;
    let outline = browser.outline();
    let mut random = fastrand::Rng::with_seed(20_261_122);
    let garbage = |random: &mut fastrand::Rng, length: usize| (0..length).map(|_| random.u8(..)).collect::<Vec<u8>>();
    for length in [1, 7, 100, 1_000, 60_000] {
        let body = garbage(&mut random, length);
        let request = Request { body, ..Request::post(browser.port, "/press", &[]) };
        let answer = browser.send(&request);
        assert!((400..500).contains(&answer.status), "{length} bytes: {}", answer.status);
        shows_nothing_of_the_screen(&answer);
    }
    let key = person.page.fields.iter().find(|field| field.name == "form-key").expect("a key").value.clone();
    let revision = person.page.fields.iter().find(|field| field.name == "revision").expect("a revision").value.clone();
    for press in [
        "",
        "component-",
        "component-999",
        "component-0.0.0",
        "row-0-0",
        "more-1",
        "place-1",
        "place-0",
        "hold",
        "\u{0}",
        "🦊",
        "component-18446744073709551616",
    ] {
        let form = [
            ("form-key", &*key),
            ("revision", &*revision),
            ("press", press),
            ("text-99", "x"),
            ("choice-x", "1"),
            ("choice-1", "-1"),
        ];
        let form = form.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(browser.post(&form).status, 303, "{press:?}");
        assert_eq!(browser.outline(), outline, "{press:?} had an effect");
    }
    for _ in 0..20 {
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", browser.port)).expect("the desk listens");
        // The desk may hang up before it has read everything.
        let _ = stream.write_all(&garbage(&mut random, 300));
    }
    assert_eq!(browser.outline(), outline);
}

#[test]
fn every_page_says_that_it_is_not_to_be_kept_or_embedded() {
    let folder = data_folder();
    let person = at_a_conversation(&folder);
    let browser = &person.browser;
    for answer in
        [browser.get("/"), browser.get("/outline"), browser.get("/nowhere"), Browser::new(browser.port).get("/")]
    {
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    }
    let program = Program::start(data_folder().path());
    let (port, path) = port_and_path(program.address());
    let entering = Browser::new(port).get(path);
    let cookie = entering.header("set-cookie").expect("a cookie");
    assert!(cookie.starts_with(&format!("suluh-{port}=")), "{cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
}

#[test]
fn a_second_suluh_on_the_same_folder_is_told_so() {
    let folder = data_folder();
    let mut person = Person::opens(folder.path());
    let place = folder.path().display().to_string();

    let second = run(&["--no-open", "--data", &place]);
    assert_eq!(second.code, Some(1));
    assert_eq!(
        second.errors.trim(),
        "Another Suluh is using this data folder. Close it first, or choose another folder with --data."
    );
    person.begins_in_english();

    person.program.kill();
    let mut person = Person::opens(folder.path());
    person.presses("My work");
}

#[test]
fn a_busy_port_is_named() {
    let folder = data_folder();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("its address").port().to_string();

    let ended = run(&["--no-open", "--port", &port, "--data", &folder.path().display().to_string()]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.errors.contains(&format!("Port {port} is busy.")), "{}", ended.errors);
    assert!(ended.output.is_empty(), "{}", ended.output);
}

#[test]
fn a_data_folder_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("a-file");
    std::fs::write(&file, b"mine").expect("a file");

    let ended = run(&["--no-open", "--data", &file.display().to_string()]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.errors.contains("cannot be used"), "{}", ended.errors);
    assert_eq!(std::fs::read(&file).expect("the file"), b"mine");
}

/// Somebody in the middle of a conversation.
fn at_a_conversation(folder: &tempfile::TempDir) -> Person {
    let mut person = Person::opens(folder.path());
    person.begins_in_english();
    person.sets_the_pin();
    person.presses("New conversation");
    person.presses("Next");
    person
}

fn shows_nothing_of_the_screen(answer: &Answer) {
    for private in ["Is this place private", "question/", "suluh_a", "form-key"] {
        assert!(!answer.body.contains(private), "{private:?} is in:\n{}", answer.body);
    }
}
