//! The directory as a booklet to print on A5: HTML that a browser prints or saves as a PDF.
//!
//! For people who have no phone, or whose phone is not theirs. Our own words are in the language asked for or in
//! English; what services say is in that language where somebody wrote it. Of a secret place only the ways to call are
//! printed.

mod entry;
mod order;
mod said;
#[cfg(test)]
mod tests;

use ::directory::{Date, Freshness, Service, Standing, in_rank_order, language_name};
use i18n::{Language, Texts};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::directory::Directory;
use order::{Group, Part};
use said::Said;

/// How it looks on paper. Fonts for scripts without spaces come first: the others have boxes in their place.
const STYLE: &str = include_str!("booklet/booklet.css");

/// The booklet in this language (ISO 639), as of this day.
#[must_use]
pub fn booklet(directory: &Directory, lang: &str, today: Date) -> String {
    let t = Language::from_code(lang).unwrap_or_default().texts();
    let shown = |service: &Service| service.standing(today) != Standing::Withdrawn;
    let services = directory.services.iter().filter(|service| shown(service)).cloned().collect();
    let services = in_rank_order(services, &directory.places, today);
    let said = Said::new(lang);
    let booklet = Booklet { directory, services: &services, today, t, said: &said };
    let parts = html! {
        (booklet.how_to_use())
        (booklet.part(&t.booklet_lines(), &order::lines(&services, directory)))
        (booklet.part(&t.booklet_services(), &order::others(&services, directory)))
        p .end { (t.booklet_wrong()) }
    };
    // Last, when it is known in which languages and states the words were.
    let cover = booklet.cover();
    let line = booklet.line();
    html! {
        (DOCTYPE)
        html lang=(said.own_lang()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (t.booklet_title()) }
                style { (PreEscaped(STYLE)) (PreEscaped(edition_on_each_page(&line))) }
            }
            body { (cover) main { (parts) } }
        }
    }
    .into_string()
}

/// What the parts of one booklet share.
struct Booklet<'a> {
    directory: &'a Directory,
    services: &'a [Service],
    today: Date,
    t: &'a Texts,
    said: &'a Said,
}

impl Booklet<'_> {
    fn cover(&self) -> Markup {
        let t = self.t;
        let (unconfirmed, total) = (self.unconfirmed(), self.services.len());
        html! {
            header {
                h1 { (t.booklet_title()) }
                p .for { (t.booklet_for()) }
                p .edition { (t.booklet_edition(self.day())) br; (self.area()) br; (language_name(self.said.asked())) }
                p .caution {
                    @if unconfirmed > 0 { (t.booklet_unconfirmed(total, unconfirmed)) }
                    @else { (t.booklet_confirmed(total)) }
                }
                @if self.said.is_draft() { p .caution { (t.booklet_drafts()) } }
                @if self.said.is_in_another_language() { p .caution { (t.booklet_other_language()) } }
            }
        }
    }

    fn how_to_use(&self) -> Markup {
        let t = self.t;
        let lines = [
            t.booklet_use_choose(),
            t.booklet_use_police(),
            t.booklet_use_cost(),
            t.booklet_use_bring(),
            t.booklet_use_woman(),
            t.booklet_use_why(),
            t.booklet_use_leave(),
            t.booklet_use_seen(),
            t.booklet_use_no(),
            t.booklet_use_hide(),
        ];
        html! {
            section .use { h2 { (t.booklet_use()) } ul { @for line in lines { li { (line) } } } }
        }
    }

    fn part(&self, title: &str, parts: &[Part<'_>]) -> Markup {
        html! {
            @if !parts.is_empty() {
                section .part {
                    h2 { (title) }
                    @for part in parts {
                        section .place {
                            h3 {
                                @for (at, place) in part.places.iter().enumerate() {
                                    @if at > 0 { ", " }
                                    (self.said.text(&place.name))
                                }
                            }
                            @for group in &part.groups { (self.group(group)) }
                            @if !part.also.is_empty() {
                                h4 { (self.t.booklet_also()) }
                                div .also { @for service in &part.also { (self.brief(service)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn group(&self, group: &Group<'_>) -> Markup {
        html! {
            @match group {
                Group::Lines(_) => {}
                Group::Need(need, _) => h4 { (self.said.text(&need.label)) },
                Group::Other(_) => h4 { (self.t.booklet_other_needs()) },
            }
            @for service in group.services() { (self.entry(service)) }
        }
    }

    /// The edition in one line, for the foot of each page.
    fn line(&self) -> String {
        let line = self.t.booklet_line(self.area(), self.day(), language_name(self.said.asked()));
        if self.unconfirmed() > 0 { self.t.booklet_line_unconfirmed(line) } else { line }
    }

    fn day(&self) -> String {
        let (year, month, day) = self.today.parts();
        self.t.day(day, self.t.month(month), year.to_string())
    }

    /// The countries that the booklet is about.
    fn area(&self) -> String {
        let countries = order::countries(self.services, self.directory);
        countries.iter().map(|place| self.said.plain(&place.name)).collect::<Vec<_>>().join(", ")
    }

    fn unconfirmed(&self) -> usize {
        let is_open = |service: &&Service| matches!(service.freshness(), Freshness::NotConfirmed { .. });
        self.services.iter().filter(is_open).count()
    }
}

/// The foot of each page. CSS strings end at quotes and lines, and a style ends at its tag.
fn edition_on_each_page(line: &str) -> String {
    let escaped: String = line
        .chars()
        .flat_map(|letter| match letter {
            '"' | '\\' | '<' | '\n' | '\r' => format!("\\{:06x}", u32::from(letter)).chars().collect::<Vec<_>>(),
            other => vec![other],
        })
        .collect();
    format!("@page {{ @bottom-left {{ content: \"{escaped}\" }} }}\n")
}
