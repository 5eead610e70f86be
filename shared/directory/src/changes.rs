//! What a newer edition changes about the numbers people call. A wrong number under a right name is the worst that a forged
//! or mistaken edition could bring, so whoever uses it sees this first.

use i18n::Text;

use crate::{Phone, PhoneKind, Service};

/// What a newer edition changes about numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The services with other numbers, in the order of the edition in use.
    pub numbers: Vec<NumberChange>,
    /// The names of the services that are no longer listed: one under another id could take their place.
    pub gone: Vec<Text>,
}

/// The numbers of a service, where they change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberChange {
    /// What the service is called in the newer edition.
    pub service: Text,
    /// Its numbers in the edition in use, as people write them.
    pub before: Vec<String>,
    /// Its numbers in the newer one.
    pub after: Vec<String>,
}

impl Changes {
    /// Notes what becomes of one service.
    pub fn note(&mut self, before: Service, after: Option<Service>) {
        match after {
            None => self.gone.push(before.name),
            Some(after) if calls(&before) == calls(&after) => {}
            Some(after) => self.numbers.push(NumberChange {
                service: after.name,
                before: written(&before.phones),
                after: written(&after.phones),
            }),
        }
    }

    /// Whether there is nothing to look at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.gone.is_empty()
    }
}

/// What a phone would do for a service: what is shown and what is dialled.
fn calls(service: &Service) -> Vec<(&str, &str, PhoneKind)> {
    let phones = service.phones.iter();
    phones.map(|phone| (phone.number.as_str(), phone.dial.as_str(), phone.kind)).collect()
}

/// The numbers as people write them, with what is dialled where that is another one.
fn written(phones: &[Phone]) -> Vec<String> {
    let one = |phone: &Phone| {
        let number = phone.number.clone();
        if phone.dials_its_number() { number } else { format!("{number} → {}", phone.dial) }
    };
    phones.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::sample;

    fn with_number(number: &str) -> Service {
        let phone = Phone { number: number.to_owned(), dial: number.to_owned(), kind: PhoneKind::Voice, note: None };
        Service { phones: vec![phone], ..sample("Helpline") }
    }

    #[test]
    fn another_number_and_a_service_that_is_gone_are_noted_and_new_words_are_not() {
        let mut changes = Changes::default();
        let words = Service { description: Text::of("en", "Other words"), ..with_number("129") };
        changes.note(with_number("129"), Some(words));
        assert!(changes.is_empty());

        changes.note(with_number("129"), Some(with_number("130")));
        changes.note(with_number("129"), None);

        let change = &changes.numbers[0];
        assert_eq!((change.before.as_slice(), change.after.as_slice()), (&["129".into()][..], &["130".into()][..]));
        assert_eq!(changes.gone.len(), 1);
    }

    #[test]
    fn a_number_that_is_shown_as_before_and_dials_another_one_is_noted() {
        let mut other = with_number("129");
        other.phones[0].dial = "130".to_owned();
        let mut changes = Changes::default();
        changes.note(with_number("129"), Some(other));
        assert_eq!(changes.numbers[0].after, ["129 → 130"]);
    }
}
