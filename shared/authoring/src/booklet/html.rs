//! A booklet as HTML that a browser prints or saves as a PDF.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Booklet, Brief, Entry, Fact, Group, Part, Place, Words};

/// How it looks on paper. Fonts for scripts without spaces come first: the others have boxes in their place.
const STYLE: &str = include_str!("booklet.css");

pub(super) fn page(booklet: &Booklet) -> String {
    let pen = Pen { lang: booklet.lang };
    html! {
        (DOCTYPE)
        html lang=(booklet.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (booklet.title) }
                style { (PreEscaped(STYLE)) (PreEscaped(edition_on_each_page(&booklet.line))) }
            }
            body {
                (cover(booklet))
                main {
                    section .use { h2 { (booklet.advice.title) } ul { @for line in &booklet.advice.lines { li { (line) } } } }
                    @for part in &booklet.parts { (pen.part(part)) }
                    p .end { (booklet.end) }
                }
            }
        }
    }
    .into_string()
}

fn cover(booklet: &Booklet) -> Markup {
    html! {
        header {
            h1 { (booklet.title) }
            p .for { (booklet.audience) }
            p .edition { @for (at, line) in booklet.edition.iter().enumerate() { @if at > 0 { br; } (line) } }
            @for caution in &booklet.cautions { p .caution { (caution) } }
        }
    }
}

/// Writes words, marking those in another language than that of the page.
struct Pen {
    lang: &'static str,
}

impl Pen {
    fn part(&self, part: &Part) -> Markup {
        html! {
            section .part { h2 { (part.title) } @for place in &part.places { (self.place(place)) } }
        }
    }

    fn place(&self, place: &Place) -> Markup {
        html! {
            section .place {
                h3 { @for (at, name) in place.names.iter().enumerate() { @if at > 0 { ", " } (self.words(name)) } }
                @for group in &place.groups { (self.group(group)) }
                @if let Some(also) = &place.also {
                    h4 { (also.title) }
                    div .also { @for brief in &also.entries { (self.alone(brief)) } }
                }
            }
        }
    }

    fn group(&self, group: &Group) -> Markup {
        html! {
            @if let Some(title) = &group.title { h4 { (self.words(title)) } }
            @for entry in &group.entries { (self.entry(entry)) }
        }
    }

    fn entry(&self, entry: &Entry) -> Markup {
        html! {
            article {
                (self.calling(&entry.brief))
                p { (self.words(&entry.description)) }
                @if let Some(needs) = &entry.needs { p .needs { (needs) } }
                (self.warnings(&entry.brief))
                dl { @for fact in &entry.facts { (self.fact(fact)) } }
                p .state { (entry.provider) br; (entry.brief.state) }
            }
        }
    }

    /// Where the whole entry stands elsewhere.
    fn alone(&self, brief: &Brief) -> Markup {
        html! {
            article .brief { (self.calling(brief)) (self.warnings(brief)) p .state { (brief.state) } }
        }
    }

    fn calling(&self, brief: &Brief) -> Markup {
        html! {
            h5 { (self.words(&brief.name)) }
            ul .numbers {
                @for number in &brief.numbers {
                    li {
                        span .way { (number.way) } " " strong { (number.number) }
                        @if let Some(note) = &number.note { " " span .note { (self.words(note)) } }
                    }
                }
                @for written in &brief.written { li .written { (written) } }
            }
        }
    }

    fn warnings(&self, brief: &Brief) -> Markup {
        html! { @for warning in &brief.warnings { p .caution { (self.words(warning)) } } }
    }

    fn fact(&self, fact: &Fact) -> Markup {
        html! {
            div { dt { (fact.name) } dd { @for line in &fact.lines { p { (self.words(line)) } } } }
        }
    }

    fn words(&self, words: &Words) -> Markup {
        html! { @if words.lang == self.lang { (words.text) } @else { span lang=(words.lang) { (words.text) } } }
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
