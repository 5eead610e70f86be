//! A service as a card for another phone: its numbers and a QR code that any camera app reads. Like everything that is
//! handed out, it does not say what happened to the person.

use std::fmt::Write as _;

use directory::{Service, names_trafficking};
use i18n::Text;
use qrcodegen::{QrCode, QrCodeEcc};

use super::{Body, service, services};
use crate::{
    model::Model,
    reach,
    view::{Component, Said},
    words,
};

/// How many numbers go into the code: with more of them a cheap camera no longer reads it.
const MOST_NUMBERS: usize = 3;
/// How many light cells a code has around it, so that a camera finds it.
const QUIET: i32 = 4;
/// How many letters of a name or an address go into the code.
const MOST_LETTERS: usize = 40;

pub(crate) fn view(model: &Model) -> Body {
    let Some(service) = &model.service else { return services::view(model) };
    let t = model.texts();
    let name = neutral_name(model, service);
    let mut components = service::phones(model, service);
    components.extend(address(model, service).map(|address| reach::place(model, address)));
    components.push(service::reliance(model, service));
    components.extend(service::warnings(model, service));
    components.extend(service.hours.in_words(t).into_iter().map(|line| model.paragraph(line)));
    components.push(model.paragraph(service.cost.in_words(t)));
    components.retain(is_neutral);
    match code(&contact(model, service, &name.text)) {
        Some(code) => {
            components.push(model.heading(t.card_code()));
            components.push(model.paragraph(t.card_code_text()));
            components.push(drawn(&code, t.card_code_of(name.text.as_str())));
        }
        None => components.push(model.information(t.card_no_code())),
    }
    components.push(words::read_aloud(model, spoken(model, &name, service)));
    services::framed(model, Body::new(format!("card/{}", service.id), name), true).with(components)
}

/// What it is called, unless that tells what happened to whoever needs it.
pub(crate) fn neutral_name(model: &Model, service: &Service) -> Said {
    let names = [Some(&service.name), service.short_name.as_ref()].into_iter().flatten();
    let neutral = names.map(|name| model.said(name)).find(|name| !names_trafficking(&name.text));
    neutral.unwrap_or_else(|| model.own(model.texts().hand_out_title()))
}

/// Notes beside numbers and warnings are as telling as a name.
fn is_neutral(component: &Component) -> bool {
    match component {
        Component::Paragraph { text, .. } | Component::Notice { text, .. } => !names_trafficking(&text.text),
        _ => true,
    }
}

fn address<'a>(model: &Model, service: &'a Service) -> Option<&'a Text> {
    service.address.as_ref().filter(|address| !names_trafficking(&model.said(address).text))
}

fn spoken(model: &Model, name: &Said, service: &Service) -> Said {
    let numbers = service.phones.iter().map(|phone| phone.number.as_str());
    let text = std::iter::once(name.text.as_str()).chain(numbers).collect::<Vec<_>>().join(". ");
    Said { text, lang: model.lang().to_owned() }
}

/// As a vCard 3.0 (RFC 2426), which every camera app offers to call or to keep.
fn contact(model: &Model, service: &Service, name: &str) -> String {
    let name = value(name);
    let mut lines =
        vec!["BEGIN:VCARD".to_owned(), "VERSION:3.0".to_owned(), format!("N:{name};;;;"), format!("FN:{name}")];
    lines.extend(service.phones.iter().take(MOST_NUMBERS).map(|phone| format!("TEL:{}", value(&phone.dial))));
    lines.extend(address(model, service).map(|address| format!("ADR:;;{};;;;", value(&model.said(address).text))));
    lines.push("END:VCARD".to_owned());
    lines.join("\r\n")
}

/// Words as the value of a property: what would end it or divide it is marked.
fn value(words: &str) -> String {
    let mut value = String::new();
    for letter in words.chars().take(MOST_LETTERS) {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            letter if letter.is_control() => value.push(' '),
            letter => value.push(letter),
        }
    }
    value
}

fn code(text: &str) -> Option<QrCode> {
    QrCode::encode_text(text, QrCodeEcc::Medium).ok()
}

fn drawn(code: &QrCode, label: String) -> Component {
    let mut cells = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let end = (x..code.size()).find(|x| !code.get_module(*x, y)).unwrap_or(code.size());
            if x < end {
                let [left, right, top, bottom] = [x, end, y, y + 1].map(|at| at + QUIET);
                // Writing to a string does not fail.
                let _ = write!(cells, "M {left} {top} L {right} {top} L {right} {bottom} L {left} {bottom} Z ");
            }
            x = end + 1;
        }
    }
    Component::Code { label, side: (code.size() + 2 * QUIET).unsigned_abs(), cells }
}

#[cfg(test)]
mod tests {
    use directory::{Phone, PhoneKind};
    use i18n::Language;

    use super::*;
    use crate::{model::Showing, screens::samples};

    fn with(service: Service) -> Model {
        let language = Some(Language::English);
        Model { language, showing: Showing::Card, service: Some(Box::new(service)), ..Model::default() }
    }

    fn phone(number: &str) -> Phone {
        Phone { number: number.to_owned(), dial: number.to_owned(), kind: PhoneKind::Voice, note: None }
    }

    #[test]
    fn a_card_says_how_to_reach_the_service_and_nothing_of_what_happened() {
        let mut service = *samples::service();
        service.name = Text::of("en", "Trafficking Line");
        service.phones = vec![phone("129")];
        service.address = Some(Text::of("en", "House for victims, Long Road"));
        service.phones[0].note = Some(Text::of("en", "Ask for the trafficking desk."));
        service.warnings = vec![Text::of("en", "Calls are recorded."), Text::of("en", "Victims wait long.")];
        let model = with(service);

        let screen = view(&model);
        let service = model.service.as_deref().expect("it is open");
        let contact = contact(&model, service, &screen.title.text);

        assert_eq!(screen.title.text, "Somebody who can help");
        assert_eq!(
            contact,
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Somebody who can help;;;;\r\nFN:Somebody who can help\r\nTEL:129\r\nEND:VCARD"
        );
        let shown: String = screen.components.iter().map(ToString::to_string).collect();
        assert!(shown.contains("Calls are recorded.") && shown.contains("Not confirmed by a call"), "{shown}");
        assert!(screen.components.iter().all(|component| !names_trafficking(&component.to_string())));
    }

    #[test]
    fn words_of_an_entry_cannot_add_a_line_to_the_card() {
        assert_eq!(value("A;B,C\\D\r\nTEL:1"), "A\\;B\\,C\\\\D  TEL:1");

        let mut service = *samples::service();
        service.phones = vec![phone("129\r\nTEL:130")];
        let contact = contact(&with(service.clone()), &service, "X");
        assert_eq!(contact.lines().filter(|line| line.starts_with("TEL:")).count(), 1, "{contact}");
    }

    #[test]
    fn every_dark_cell_is_drawn_and_no_light_one() {
        let code = code("x").expect("it is short");
        let Component::Code { side, cells, .. } = drawn(&code, String::new()) else { panic!("it is a code") };

        let mut dark = 0;
        for bar in cells.split('M').skip(1) {
            let numbers: Vec<i32> = bar.split(' ').filter_map(|number| number.parse().ok()).collect();
            let (left, top, right) = (numbers[0], numbers[1], numbers[2]);
            assert!((left..right).all(|x| code.get_module(x - QUIET, top - QUIET)), "{bar}");
            dark += right - left;
        }
        let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        assert_eq!(usize::try_from(dark).ok(), Some(all.filter(|(x, y)| code.get_module(*x, *y)).count()));
        assert_eq!(side, 29);
    }

    #[test]
    fn the_longest_entry_still_has_a_code_that_a_camera_reads() {
        let mut service = *samples::service();
        service.name = Text::of("en", &"ក".repeat(300));
        service.address = Some(Text::of("en", &"ក".repeat(2_000)));
        service.phones = vec![phone("+855 12 345 678"); 9];

        let screen = view(&with(service));

        let side = screen.components.iter().find_map(|component| match component {
            Component::Code { side, .. } => Some(*side),
            _ => None,
        });
        // On the narrowest screen a cell is still 3 dp wide.
        assert!(side.is_some_and(|side| 3 <= 288 / side), "{side:?}");
    }
}
