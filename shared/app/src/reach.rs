//! Ways to reach a service, as addresses that every system knows how to open.

use directory::{Phone, PhoneKind};
use i18n::{Text, Texts};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    model::Model,
    view::{Component, Said},
};

/// What an address may hold as it is: the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A number to call or to write to; `label` says whose it is or what for.
pub(crate) fn phone(model: &Model, label: Said, phone: &Phone) -> Component {
    let text = Said { text: phone.number.clone(), lang: "und".to_owned() };
    Component::Contact { label, text, address: address(model.texts(), phone) }
}

/// Where to walk in.
pub(crate) fn place(model: &Model, address: &Text) -> Component {
    let text = model.said(address);
    let address = format!("geo:0,0?q={}", utf8_percent_encode(&text.text, RESERVED));
    Component::Contact { label: model.own(model.texts().contact_map()), text, address }
}

fn address(t: &Texts, phone: &Phone) -> String {
    let dial = &phone.dial;
    match (phone.kind, dial.strip_prefix('+')) {
        // The words are neutral: the message stays on the phone, where others may read it.
        (PhoneKind::Text, _) => format!("sms:{dial}?body={}", utf8_percent_encode(&t.contact_text_words(), RESERVED)),
        (PhoneKind::Whatsapp, Some(digits)) => format!("https://wa.me/{digits}"),
        // Without a country code there is no such address; the number itself can still be tried.
        (PhoneKind::Voice | PhoneKind::Whatsapp, _) => format!("tel:{dial}"),
    }
}

#[cfg(test)]
mod tests {
    use i18n::Language;

    use super::*;

    fn of(kind: PhoneKind, dial: &str) -> String {
        let phone = Phone { number: dial.to_owned(), dial: dial.to_owned(), kind, note: None };
        address(Language::English.texts(), &phone)
    }

    #[test]
    fn each_kind_of_line_opens_its_own_kind_of_app() {
        assert_eq!(of(PhoneKind::Voice, "129"), "tel:129");
        assert_eq!(of(PhoneKind::Whatsapp, "+628111129129"), "https://wa.me/628111129129");
        assert_eq!(of(PhoneKind::Whatsapp, "129"), "tel:129");
        let message = of(PhoneKind::Text, "+628111129129");
        assert!(message.starts_with("sms:+628111129129?body=Hello"), "{message}");
    }

    #[test]
    fn words_in_an_address_cannot_change_where_it_leads() {
        let model = Model { language: Some(Language::English), ..Model::default() };

        let Component::Contact { address, .. } = place(&model, &Text::of("en", "Jl. A & B?x=1#2, lantai 3/4")) else {
            panic!("a place is a contact");
        };

        assert_eq!(address, "geo:0,0?q=Jl.%20A%20%26%20B%3Fx%3D1%232%2C%20lantai%203%2F4");
    }
}
