//! Nobody notices before it is printed: what is cut off, what became boxes, what became something else.

use ::directory::Service;
use i18n::Text;
use typst::layout::{Abs, Point};

use super::*;
use crate::{
    booklet::tests::{real, today},
    directory::Directory,
};

fn set_in(lang: &str, directory: &Directory) -> PagedDocument {
    pages(&Booklet::new(directory, lang, today())).unwrap()
}

/// The directory with its first service changed.
fn with(change: impl FnOnce(&mut Service)) -> Directory {
    let mut directory = real();
    change(&mut directory.services[0]);
    directory
}

/// What stands on the pages, without spaces: at the end of a line there is none, and in long words unseen ones.
fn printed(document: &PagedDocument) -> String {
    let mut all = String::new();
    document.pages().iter().for_each(|page| each_text(&page.frame, &mut |item| all.push_str(&item.text)));
    without_spaces(&all)
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{200b}').collect()
}

/// Calls with each text and where it begins on its page.
fn each_placed(frame: &Frame, at: Point, see: &mut impl FnMut(&TextItem, Point)) {
    for (offset, item) in frame.items() {
        match item {
            FrameItem::Group(group) => each_placed(&group.frame, at + *offset, see),
            FrameItem::Text(text) => see(text, at + *offset),
            _ => {}
        }
    }
}

fn assert_nothing_is_cut_off(document: &PagedDocument) {
    for page in document.pages() {
        let margin = Abs::mm(8.0);
        let (right, foot) = (page.frame.width() - margin, page.frame.height() - Abs::mm(4.0));
        each_placed(&page.frame, Point::zero(), &mut |item, at| {
            assert!(
                at.x >= margin && at.x + item.width() <= right,
                "{} leaves page {} at its side",
                item.text,
                page.number
            );
            assert!(at.y >= margin && at.y <= foot, "{} leaves page {}", item.text, page.number);
        });
    }
}

#[test]
fn every_number_is_printed_in_every_language_and_every_letter_has_a_font() {
    let directory = real();
    for lang in ["en", "id", "ms", "vi", "th", "km", "lo"] {
        let document = set_in(lang, &directory);

        let printed = printed(&document);
        for service in &directory.services {
            let numbers = service.phones.iter().map(|phone| without_spaces(&phone.number));
            numbers.for_each(|number| assert!(printed.contains(&number), "{lang}: {}", service.id));
            assert!(printed.contains(&without_spaces(service.name.words(lang))), "{lang}: {}", service.id);
        }
        assert_eq!(missing_letters(&document), BTreeSet::new(), "{lang}");
        assert_nothing_is_cut_off(&document);
    }
}

#[test]
fn nothing_a_service_says_becomes_a_command() {
    let evil =
        r#"#panic() *x* _y_ ] ) } "q" 'r' \ \u{41} $z$ <a> @b // c /* d */ `e` = f #import "@local/g:1.0.0" --- ~ [i]"#;
    let directory = with(|service| {
        service.name = Text::of("en", evil);
        service.description = Text::of("en", evil);
        service.provider.name = Text::of("en", evil);
    });

    let printed = printed(&set_in("en", &directory));

    // In the entry thrice, and in every place that names it beside.
    assert!(printed.matches(&without_spaces(evil)).count() >= 3, "{printed}");
}

#[test]
fn letters_without_a_font_are_refused_by_name() {
    let directory = with(|service| service.name = Text::of("en", "Help 助"));

    let refused = Booklet::new(&directory, "en", today()).pdf().unwrap_err();

    assert!(matches!(refused, PdfError::Letters(letters) if letters == "助 (U+52A9)"));
}

#[test]
fn an_entry_longer_than_a_page_goes_on_on_the_next() {
    let step =
        |number: usize| Text::of("en", &format!("Step {number}. {}", "Wait at the gate and say your name. ".repeat(9)));
    let directory = with(|service| service.steps = (0..30).map(step).collect());

    let document = set_in("en", &directory);

    assert_nothing_is_cut_off(&document);
    let printed = printed(&document);
    assert!((0..30).all(|number| printed.contains(&format!("Step{number}."))));
}

#[test]
fn words_without_spaces_between_them_go_on_on_the_next_line() {
    for (lang, word) in [("th", "ช่วยเหลือ"), ("km", "ជំនួយ"), ("lo", "ຊ່ວຍເຫຼືອ"), ("my", "ကူညီ")]
    {
        let directory = with(|service| service.description = Text::of(lang, &word.repeat(60)));

        let document = set_in(lang, &directory);

        assert_nothing_is_cut_off(&document);
        assert_eq!(missing_letters(&document), BTreeSet::new(), "{lang}");
    }
}

#[test]
fn a_word_longer_than_a_line_is_not_cut_off() {
    let address = format!("https://help.example/{}", "a".repeat(300));
    let directory = with(|service| service.website = Some(address.clone()));

    let document = set_in("en", &directory);

    assert_nothing_is_cut_off(&document);
    assert!(printed(&document).contains(&address));
}

#[test]
fn the_same_directory_makes_the_same_file() {
    let directory = real();
    let file = || Booklet::new(&directory, "th", today()).pdf().unwrap();
    let (first, second) = (file(), file());

    assert!(first.bytes.starts_with(b"%PDF") && first.bytes == second.bytes);
    assert!(first.pages > 3 && first.pages == second.pages);
}

#[test]
fn every_font_can_be_read() {
    assert_eq!(Desk::new(Vec::new()).unwrap().fonts.len(), FONTS.len());
}

#[test]
fn nothing_but_the_template_and_the_data_can_be_read() {
    let desk = Desk::new(Vec::new()).unwrap();
    for other in ["Cargo.toml", "etc/passwd"] {
        let other = named(other).unwrap();
        assert!(desk.file(other).is_err() && desk.source(other).is_err());
    }
}
