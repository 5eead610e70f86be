//! From a posted form to the events that the current screen offers.
//!
//! The order is that of a person working down the screen: words typed, choices changed, then the press itself.

use app::{
    Screen, UserEvent,
    view::{Choice, Component},
};

use crate::target::{Path, Target};

/// The name of the form field that holds the revision of the screen.
pub(crate) const REVISION: &str = "revision";
/// The name of the form field that holds the session's key.
pub(crate) const FORM_KEY: &str = "form-key";
/// The name of the form field that holds the number of the request for a file.
pub(crate) const ASKED: &str = "asked";
/// The name of the form field that holds a chosen file.
pub(crate) const FILE: &str = "file";
/// The name of the form field that holds what was pressed.
pub(crate) const PRESS: &str = "press";
/// What the names of text fields begin with; the path follows.
pub(crate) const TEXT: &str = "text-";
/// What the names of choice groups begin with; the path follows. The value is the index of a choice, or [`GROUP`].
pub(crate) const CHOICE: &str = "choice-";
/// Says that a choice group was on the page, also when nothing in it was chosen.
pub(crate) const GROUP: &str = "shown";

/// A posted form, as it came.
pub(crate) struct Form(pub(crate) Vec<(String, String)>);

impl Form {
    /// The first value with this name.
    pub(crate) fn get<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.values(name).next()
    }

    /// The revision of the screen that the form was made for.
    pub(crate) fn revision(&self) -> Option<u64> {
        self.get(REVISION)?.parse().ok()
    }

    /// What was pressed, if anything on any screen is called so.
    pub(crate) fn press(&self) -> Option<Target> {
        self.get(PRESS)?.parse().ok()
    }

    /// Everything the form says was done on the screen, in the order to send it. `held` says whether the title is
    /// being pressed.
    pub(crate) fn events(&self, screen: &Screen, held: bool) -> Vec<UserEvent> {
        let mut typed = Vec::new();
        let mut chosen = Vec::new();
        walk(&screen.components, &Path(Vec::new()), &mut |path, component| match component {
            Component::TextInput { .. } | Component::SecretInput { .. } => typed.extend(self.typed(path, component)),
            Component::SingleChoice { choices, .. } => chosen.extend(self.choose_one(path, choices)),
            Component::MultipleChoice { choices, .. } => chosen.extend(self.choose_many(path, choices)),
            _ => {}
        });
        let pressed = self.press().and_then(|target| look_up(&target, screen, held));
        typed.into_iter().chain(chosen).chain(pressed).collect()
    }

    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn typed(&self, path: &Path, component: &Component) -> Option<UserEvent> {
        // Browsers end the lines of a form with CR LF.
        let text = self.get(&format!("{TEXT}{path}"))?.replace("\r\n", "\n");
        match component {
            Component::TextInput { field, value, .. } if *value != text => {
                Some(UserEvent::Edited { field: *field, text })
            }
            // What a secret field holds cannot be seen from here, so it is always told.
            Component::SecretInput { field, .. } => Some(UserEvent::Edited { field: *field, text }),
            _ => None,
        }
    }

    fn choose_one(&self, path: &Path, choices: &[Choice]) -> Option<UserEvent> {
        let name = format!("{CHOICE}{path}");
        let index = self.values(&name).find_map(|value| value.parse::<usize>().ok())?;
        choices.get(index).filter(|choice| !choice.chosen).map(|choice| choice.event.clone())
    }

    /// Un-ticks first, then ticks from the last to the first: of several newly ticked the one listed first is pressed
    /// last, and so wins over an exclusive *none* further down.
    fn choose_many(&self, path: &Path, choices: &[Choice]) -> Vec<UserEvent> {
        let name = format!("{CHOICE}{path}");
        if !self.values(&name).any(|value| value == GROUP) {
            return Vec::new();
        }
        let ticked: Vec<usize> = self.values(&name).filter_map(|value| value.parse().ok()).collect();
        let all = || choices.iter().enumerate();
        let unticked = all().filter(|(index, choice)| choice.chosen && !ticked.contains(index));
        let newly = all().filter(|(index, choice)| !choice.chosen && ticked.contains(index)).rev();
        unticked.chain(newly).map(|(_, choice)| choice.event.clone()).collect()
    }
}

/// Every component of a screen in reading order, with the way to it.
fn walk<'a>(components: &'a [Component], inside: &Path, visit: &mut impl FnMut(&Path, &'a Component)) {
    for (index, component) in components.iter().enumerate() {
        let path = inside.inside(index);
        visit(&path, component);
        if let Component::Section { components, .. } = component {
            walk(components, &path, visit);
        }
    }
}

/// What pressing the target sends, if the screen has it and it can be pressed now.
fn look_up(target: &Target, screen: &Screen, held: bool) -> Option<UserEvent> {
    match target {
        Target::Back => Some(screen.back.as_ref()?.event.clone()),
        Target::Emergency => Some(screen.emergency.as_ref()?.event.clone()),
        Target::Place(index) => Some(screen.places.get(*index)?.event.clone()),
        Target::Hold if held => look_up(&Target::HoldUp, screen, held),
        Target::HoldUp => Some(screen.hold.as_ref()?.up.clone()),
        Target::Hold | Target::HoldDown => Some(screen.hold.as_ref()?.down.clone()),
        Target::Paused | Target::Resumed => life_cycle(target),
        Target::Component(path) => match find(screen, path)? {
            Component::Button { event, .. } => event.clone(),
            _ => None,
        },
        Target::Row(path, index) => match find(screen, path)? {
            Component::Rows { rows, .. } => Some(rows.get(*index)?.event.clone()),
            _ => None,
        },
        Target::More(path) => match find(screen, path)? {
            Component::Rows { more, .. } => Some(more.as_ref()?.event.clone()),
            _ => None,
        },
        Target::Fewer(path) => match find(screen, path)? {
            Component::Rows { fewer, .. } => Some(fewer.as_ref()?.event.clone()),
            _ => None,
        },
    }
}

/// What the page going out of sight or coming back sends; the same on every screen.
pub(crate) fn life_cycle(target: &Target) -> Option<UserEvent> {
    match target {
        Target::Paused => Some(UserEvent::Paused),
        Target::Resumed => Some(UserEvent::Resumed),
        _ => None,
    }
}

fn find<'a>(screen: &'a Screen, path: &Path) -> Option<&'a Component> {
    let (first, rest) = path.0.split_first()?;
    rest.iter().try_fold(screen.components.get(*first)?, |component, index| match component {
        Component::Section { components, .. } => components.get(*index),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use app::event::{Field, TalkEvent};
    use app::view::InputKind;

    use super::*;
    use crate::testing::{button, multiple, said, screen, single, tick};

    fn events(components: Vec<Component>, fields: &[(&str, &str)]) -> Vec<UserEvent> {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Form(fields.collect()).events(&screen(components), false)
    }

    fn input(value: &str) -> Component {
        Component::TextInput {
            field: Field::Answer,
            label: said("Words"),
            guidance: None,
            hint: String::new(),
            value: value.to_owned(),
            kind: InputKind::Lines,
            limit: 100,
        }
    }

    fn edited(field: Field, text: &str) -> UserEvent {
        UserEvent::Edited { field, text: text.to_owned() }
    }

    #[test]
    fn words_come_before_choices_and_choices_before_the_press() {
        let components = vec![button("Next", TalkEvent::Next), single(&[("yes", false), ("no", false)]), input("")];
        let fields = [("press", "component-0"), ("choice-1", "1"), ("text-2", "late")];

        let next = UserEvent::Talk { event: TalkEvent::Next };
        assert_eq!(events(components, &fields), [edited(Field::Answer, "late"), tick("no"), next]);
    }

    #[test]
    fn of_several_newly_ticked_the_one_listed_first_is_pressed_last() {
        let choices = multiple(&[("a", true), ("b", false), ("c", true), ("none", false)]);
        let fields = [("choice-0", "shown"), ("choice-0", "1"), ("choice-0", "2"), ("choice-0", "3")];

        assert_eq!(events(vec![choices], &fields), [tick("a"), tick("none"), tick("b")]);
    }

    #[test]
    fn a_group_that_was_not_on_the_page_is_left_as_it_is() {
        assert_eq!(events(vec![multiple(&[("a", true)])], &[("press", "back")]), []);
    }

    #[test]
    fn a_choice_already_chosen_is_not_pressed_again() {
        assert_eq!(events(vec![single(&[("yes", true), ("no", false)])], &[("choice-0", "0")]), []);
    }

    #[test]
    fn unchanged_words_are_not_told_and_line_ends_are_no_change() {
        assert_eq!(events(vec![input("one\ntwo")], &[("text-0", "one\r\ntwo")]), []);
        assert_eq!(events(vec![input("one")], &[("text-0", "")]), [edited(Field::Answer, "")]);
    }

    #[test]
    fn a_secret_is_told_with_every_press_also_when_it_is_empty() {
        let secret = || Component::SecretInput { field: Field::Pin, label: "PIN".to_owned() };

        assert_eq!(events(vec![secret()], &[("text-0", "483 921")]), [edited(Field::Pin, "483 921")]);
        assert_eq!(events(vec![secret()], &[("text-0", "")]), [edited(Field::Pin, "")]);
        assert_eq!(events(vec![secret()], &[]), []);
    }

    #[test]
    fn things_inside_a_section_are_found_by_their_path() {
        let inside = vec![input(""), button("Next", TalkEvent::Next)];
        let section = Component::Section { title: said("More"), open: false, components: inside };
        let fields = [("press", "component-0.1"), ("text-0.0", "words")];

        let next = UserEvent::Talk { event: TalkEvent::Next };
        assert_eq!(events(vec![section], &fields), [edited(Field::Answer, "words"), next]);
    }

    #[test]
    fn what_is_not_on_the_screen_or_cannot_be_pressed_sends_nothing() {
        let off = Component::Button { label: "Off".to_owned(), role: app::view::ButtonRole::Quiet, event: None };
        for press in [
            "component-0",
            "component-9",
            "component-0.0",
            "row-0-0",
            "more-0",
            "back",
            "emergency",
            "place-7",
            "hold",
            "x",
        ] {
            assert_eq!(events(vec![off.clone()], &[("press", press)]), [], "{press}");
        }
    }
}
