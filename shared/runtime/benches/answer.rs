//! From an answer to the next screen, as a shell sees it: through the queue, the core, the vault and back.

#[path = "../tests/person/mod.rs"]
mod person;

use app::{UserEvent, event::TalkEvent};
use criterion::{Criterion, criterion_group, criterion_main};
use person::Person;

fn talk(event: TalkEvent) -> UserEvent {
    UserEvent::Talk { event }
}

/// Answers the same question of form c again and again: choose, go on, go back.
fn answer_and_come_back(person: &Person) {
    let choose = TalkEvent::Choose { question: "c20".to_owned(), choice: "yes".to_owned() };
    person.does(talk(choose));
    person.does(talk(TalkEvent::Next));
    person.does(UserEvent::Back);
}

fn person_at_c20(may_write: &str) -> (Person, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let person = Person::opens(folder.path());
    person.opens_my_work();
    person.begins_a_conversation();
    person.presses(may_write);
    person.goes_on_to("question/suluh_c/c20");
    (person, folder)
}

fn answers(criterion: &mut Criterion) {
    let (person, _folder) = person_at_c20("No");
    criterion.bench_function("answer, next screen and back, in memory", |bench| {
        bench.iter(|| answer_and_come_back(&person));
    });
    let (person, _folder) = person_at_c20("Yes");
    criterion.bench_function("answer, next screen and back, two durable saves", |bench| {
        bench.iter(|| answer_and_come_back(&person));
    });
}

criterion_group!(benches, answers);
criterion_main!(benches);
