//! Screens made by hand, and a core that only remembers what it was told.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use app::{
    Screen, UserEvent,
    effects::device::Outcome,
    event::{Place, TalkEvent},
    view::{ButtonRole, Choice, Component, PlaceLink, Press, Said},
};

use crate::Core;

/// Shows the screen it was given; each event raises its revision.
pub(crate) struct FakeCore {
    screen: Mutex<Arc<Screen>>,
    sent: Mutex<Vec<UserEvent>>,
    read: Mutex<Vec<Vec<u8>>>,
}

impl FakeCore {
    pub(crate) fn new(screen: Screen) -> Arc<Self> {
        Arc::new(Self { screen: Mutex::new(Arc::new(screen)), sent: Mutex::default(), read: Mutex::default() })
    }

    /// Shows another screen.
    pub(crate) fn show(&self, screen: Screen) {
        let mut shown = self.screen.lock().unwrap();
        let revision = shown.revision + 1;
        *shown = Arc::new(Screen { revision, ..screen });
    }

    /// The files that lay there when it was told of them, since the last look.
    pub(crate) fn read(&self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.read.lock().unwrap())
    }

    /// What was sent since the last look.
    pub(crate) fn sent(&self) -> Vec<UserEvent> {
        std::mem::take(&mut self.sent.lock().unwrap())
    }
}

impl Core for FakeCore {
    fn send(&self, event: UserEvent) {
        self.show(Screen::clone(&self.screen()));
        if let UserEvent::Returned { outcome: Outcome::File { path }, .. } = &event {
            self.read.lock().unwrap().extend(std::fs::read(path));
        }
        self.sent.lock().unwrap().push(event);
    }

    fn screen(&self) -> Arc<Screen> {
        Arc::clone(&self.screen.lock().unwrap())
    }

    fn settle(&self, _: Duration) -> bool {
        true
    }
}

/// A public screen in English at revision 5, with a way back and two places.
pub(crate) fn screen(components: Vec<Component>) -> Screen {
    let place = |place, label: &str| PlaceLink {
        label: label.to_owned(),
        current: place == Place::Services,
        event: UserEvent::Go { place },
    };
    Screen {
        id: "test".to_owned(),
        revision: 5,
        title: said("A test"),
        lang: "en".to_owned(),
        back: None,
        emergency: None,
        places: vec![place(Place::Services, "Services"), place(Place::Work, "My work")],
        private: false,
        hold: None,
        components,
        announcement: None,
    }
}

pub(crate) fn said(text: &str) -> Said {
    Said { text: text.to_owned(), lang: "en".to_owned() }
}

pub(crate) fn press(label: &str, event: TalkEvent) -> Press {
    Press { label: label.to_owned(), event: UserEvent::Talk { event } }
}

pub(crate) fn button(label: &str, event: TalkEvent) -> Component {
    Component::Button { label: label.to_owned(), role: ButtonRole::Main, event: Some(UserEvent::Talk { event }) }
}

pub(crate) fn tick(choice: &str) -> UserEvent {
    UserEvent::Talk { event: TalkEvent::Tick { question: "q".to_owned(), choice: choice.to_owned() } }
}

pub(crate) fn single(choices: &[(&str, bool)]) -> Component {
    Component::SingleChoice {
        id: "q".to_owned(),
        label: said("Which one?"),
        guidance: None,
        at_once: false,
        choices: listed(choices),
    }
}

/// The same choice as a filter.
pub(crate) fn filter(choices: &[(&str, bool)]) -> Component {
    Component::SingleChoice {
        id: "q".to_owned(),
        label: said("Which one?"),
        guidance: None,
        at_once: true,
        choices: listed(choices),
    }
}

pub(crate) fn multiple(choices: &[(&str, bool)]) -> Component {
    Component::MultipleChoice {
        id: "q".to_owned(),
        label: said("Which ones?"),
        guidance: None,
        at_once: false,
        choices: listed(choices),
    }
}

fn listed(choices: &[(&str, bool)]) -> Vec<Choice> {
    let choice =
        |(name, chosen): &(&str, bool)| Choice { text: said(name), picture: None, chosen: *chosen, event: tick(name) };
    choices.iter().map(choice).collect()
}
