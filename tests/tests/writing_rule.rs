//! What is written when: nothing before the person agrees, every answer from then on, and nothing that was deleted.
//!
//! A kill is SIGKILL: the app gets no chance to tidy up.

use std::{env, path::Path, thread, time::Duration};

use journeys::{Answers, Person, Request, data_folder, everything_in, told_by_an_adult};

/// Kills at random moments in a usual run; `SULUH_KILLS` sets another number.
const KILLS: usize = 20;
/// The longest time from a press to the kill, in microseconds: longer than saving an answer takes.
const LONGEST_US: u64 = 6_000;
/// All answers are looked at again after so many kills; in between the latest ones.
const LOOK_AT_ALL: usize = 10;
const LATEST: usize = 3;

/// A screen's id and what was given on it, for each question whose answer a later page acknowledged.
type Acknowledged = Vec<Given>;

type Given = (String, Vec<String>);

#[test]
fn a_conversation_killed_after_any_answer_goes_on_where_it_was_with_every_answer() {
    let folder = data_folder();
    let told = told_by_an_adult();
    let mut person = ready(folder.path());
    let mut acknowledged = talks_until_writing(&mut person, &told);
    answers_once(&mut person, &told, &mut acknowledged);
    let mut kills = 0;
    loop {
        let at = person.page.id.clone();
        person = killed_and_opened_again(person, folder.path());
        kills += 1;
        person.sees("An unfinished conversation");
        person.presses("Continue");
        person.is_at(&at);
        let is_done = at == "after";
        let looked_at = if is_done || kills % LOOK_AT_ALL == 0 { acknowledged.len() } else { LATEST };
        has_every_answer(&mut person, &acknowledged[acknowledged.len().saturating_sub(looked_at)..]);
        if is_done {
            break;
        }
        answers_once(&mut person, &told, &mut acknowledged);
    }
    assert_eq!(acknowledged.len(), told.len(), "not everything was asked: {acknowledged:?}");
    assert!(told.len() - 8 < kills, "only {kills} kills");
}

#[test]
fn a_conversation_killed_in_a_random_moment_of_a_save_loses_nothing_acknowledged() {
    let kills = env::var("SULUH_KILLS").map_or(KILLS, |kills| kills.parse().expect("a number of kills"));
    let folder = data_folder();
    let told = told_by_an_adult();
    let order = order_of_screens(&told);
    let mut random = fastrand::Rng::with_seed(20_261_122);
    let mut person = ready(folder.path());
    let mut acknowledged = talks_until_writing(&mut person, &told);
    let mut saved = 0;
    for _ in 0..kills {
        let at = person.page.id.clone();
        person.answers(&told);
        let given = given(&person);
        presses_and_is_killed(&mut person, Duration::from_micros(random.u64(0..=LONGEST_US)));
        person = Person::opens(folder.path());
        person.unlocks();
        if person.page.press("Continue").is_none() {
            assert_eq!(at, "question/suluh_a/a08", "a written conversation is gone");
            acknowledged = talks_until_writing(&mut person, &told);
            continue;
        }
        person.presses("Continue");
        let next = order.iter().skip_while(|id| **id != at).nth(1).expect("a screen that follows");
        if person.page.id == *next {
            saved += 1;
            acknowledged.extend(is_question(&at).then_some((at, given)));
        } else {
            person.is_at(&at);
        }
        has_every_answer(&mut person, &acknowledged);
        if person.page.id == "after" {
            person.presses("Finish");
            person.presses("Stop and delete everything");
            acknowledged = talks_until_writing(&mut person, &told);
        }
    }
    println!("\n= {kills} kills at random moments of a save, {saved} of them after it: nothing acknowledged was lost");
}

#[test]
fn before_the_person_agrees_nothing_is_written() {
    let folder = data_folder();
    let told = told_by_an_adult();
    let mut person = ready(folder.path());
    let before = everything_in(folder.path());
    talks_until_writing(&mut person, &told);
    person.answers(&told);
    assert_eq!(before, everything_in(folder.path()));

    person.program.kill();
    assert_eq!(before, everything_in(folder.path()));
    let mut person = Person::opens(folder.path());
    person.unlocks();
    person.does_not_see("An unfinished conversation");
}

#[test]
fn with_a_no_to_writing_nothing_is_ever_written() {
    let folder = data_folder();
    let mut told = told_by_an_adult();
    told.insert("a08".to_owned(), "no".to_owned());
    let mut person = ready(folder.path());
    let before = everything_in(folder.path());
    person.presses("New conversation");
    person.talks_until(&told, "question/suluh_c");
    person.sees("Not written down.");
    person.talks_until(&told, "after");
    person.sees("Nothing of this conversation is written down.");
    person.presses("Services that fit");
    person.presses("Mental health line 119 (SEJIWA, healing119.id)");
    person.sees("no referral is recorded");
    assert!(person.page.press("Refer to this service").is_none());
    person.presses("Back");
    person.presses("Back");
    assert_eq!(before, everything_in(folder.path()));

    person.presses("Finish");
    person.presses("Stop and forget");
    person.sees("The conversation is gone.");
    assert_eq!(before, everything_in(folder.path()));
    person.program.kill();
    assert_eq!(before, everything_in(folder.path()));
}

#[test]
fn a_yes_taken_back_and_a_delete_leave_no_word_of_it() {
    let words = ["Kolintang-5512", "Gambang-7741"];
    let folder = data_folder();
    let mut told = told_by_an_adult();
    told.insert("a11".to_owned(), words[0].to_owned());
    told.insert("b12".to_owned(), words[1].to_owned());
    let mut person = ready(folder.path());
    for taken_back in [true, false] {
        person.presses("New conversation");
        person.talks_until(&told, "question/suluh_c/c01");
        if taken_back {
            person.goes_back_to("question/suluh_a/a08");
            person.chooses("No");
            person.presses("Next");
            person.sees("Not written down.");
        }
        person.presses("Stop");
        person.presses(if taken_back { "Stop and forget" } else { "Stop and delete everything" });
        person.sees("The conversation is gone.");
        let left = everything_in(folder.path());
        for word in words {
            assert!(left.holding(word).is_empty(), "{word} is left in {:?}", left.holding(word));
        }
        person = killed_and_opened_again(person, folder.path());
        person.does_not_see("An unfinished conversation");
        person.sees("No cases yet");
    }
}

/// Somebody at *My work*, with a PIN set.
fn ready(folder: &Path) -> Person {
    let mut person = Person::opens(folder);
    person.begins_in_english();
    person.sets_the_pin();
    person
}

/// Begins a conversation and goes on to the question about writing.
fn talks_until_writing(person: &mut Person, told: &Answers) -> Acknowledged {
    let mut acknowledged = Acknowledged::new();
    person.presses("New conversation");
    while person.page.id != "question/suluh_a/a08" {
        answers_once(person, told, &mut acknowledged);
    }
    acknowledged
}

/// Answers the screen and goes on; the page that follows acknowledges it.
fn answers_once(person: &mut Person, told: &Answers, acknowledged: &mut Acknowledged) {
    let at = person.page.id.clone();
    person.answers(told);
    let given = given(person);
    person.goes_on(told);
    assert_ne!(person.page.id, at, "the screen did not move on:\n{}", person.browser.outline());
    acknowledged.extend(is_question(&at).then_some((at, given)).filter(|(_, given)| !given.is_empty()));
}

fn given(person: &Person) -> Vec<String> {
    person.page.given().into_iter().map(str::to_owned).collect()
}

fn is_question(id: &str) -> bool {
    id.starts_with("question/")
}

fn killed_and_opened_again(mut person: Person, folder: &Path) -> Person {
    person.program.kill();
    let mut person = Person::opens(folder);
    person.unlocks();
    person
}

/// Presses what leads on, and is killed that long after the press was sent.
fn presses_and_is_killed(person: &mut Person, after: Duration) {
    let press = person.page.press(person.onward()).expect("a way on").value.clone();
    let request = Request::post(person.browser.port, "/press", &person.page.form(&press));
    let sent = person.browser.signed(&request).begin(person.browser.port);
    thread::sleep(after);
    person.program.kill();
    drop(sent);
}

/// Walks back to the first answer and comes back, comparing every page.
fn has_every_answer(person: &mut Person, acknowledged: &[Given]) {
    let from = person.page.id.clone();
    for (id, given_then) in acknowledged.iter().rev() {
        person.goes_back_to(id);
        assert_eq!(given(person), *given_then, "at {id}");
    }
    while person.page.id != from {
        person.presses(person.onward());
    }
}

/// The ids of all screens from the question about writing on, in the order of an undisturbed conversation.
fn order_of_screens(told: &Answers) -> Vec<String> {
    let folder = data_folder();
    let mut person = ready(folder.path());
    talks_until_writing(&mut person, told);
    let mut order = vec![person.page.id.clone()];
    while person.page.id != "after" {
        person.answers(told);
        person.goes_on(told);
        order.push(person.page.id.clone());
    }
    order
}
