//! One function for each component; the core has already decided everything about it.

use app::{
    event::Field,
    view::{ButtonRole, Component, Guidance, InputKind, NoticeKind, Press, Row, Said, TimelineEntry, Voice},
};
use i18n::Texts;
use maud::{Markup, html};

use super::icon;
use crate::{
    press::{CHOICE, GROUP, PRESS, TEXT},
    target::{Path, Target},
};

/// From this many on, choices that have their effect at once stand beside each other, so that what they lead to is near.
const MANY: usize = 6;

/// What every component of one screen needs to know.
pub(super) struct Draw<'a> {
    /// The language of the page.
    pub(super) lang: &'a str,
    /// The desk's own words in it.
    pub(super) t: &'a Texts,
}

impl Draw<'_> {
    /// Draws one component; `path` leads to it.
    pub(super) fn component(&self, component: &Component, path: &Path) -> Markup {
        match component {
            Component::Heading { text } => self.heading(text, path),
            Component::Paragraph { text, voice } => self.paragraph(text, *voice),
            Component::Notice { kind, text } => self.notice(*kind, text),
            Component::Problem { text } => self.problem(text),
            Component::Progress { now, total, label } => progress(*now, *total, label),
            Component::SingleChoice { .. } => self.choices("radio", component, path),
            Component::MultipleChoice { .. } => self.choices("checkbox", component, path),
            Component::TextInput { .. } => self.text_input(component, path),
            Component::SecretInput { field, label } => secret_input(*field, label, path),
            Component::Button { label, role, event } => button(label, *role, event.is_some(), path),
            Component::Rows { .. } => self.rows(component, path),
            Component::Contact { label, text, address } => self.contact(label, text, address),
            Component::ReadAloud { label, text, without_voice } => read_aloud(label, text, without_voice),
            Component::Code { label, side, cells } => code(label, *side, cells),
            Component::HandOut { share, print, title, parts } => self.hand_out([share, print], title, parts),
            Component::Section { title, open, components } => self.section(title, *open, components, path),
            Component::Timeline { entries } => self.timeline(entries),
            Component::Countdown { seconds, label } => countdown(*seconds, label),
        }
    }

    /// The `lang` of words that are not in the page's language; empty when nobody knows theirs.
    pub(super) fn lang_of<'a>(&self, said: &'a Said) -> Option<&'a str> {
        match said.lang.as_str() {
            "und" => Some(""),
            lang if lang == self.lang => None,
            lang => Some(lang),
        }
    }

    fn heading(&self, text: &Said, path: &Path) -> Markup {
        let lang = self.lang_of(text);
        html! {
            @if path.0.len() == 1 { h2 lang=[lang] { (text.text) } } @else { h3 lang=[lang] { (text.text) } }
        }
    }

    fn paragraph(&self, text: &Said, voice: Voice) -> Markup {
        let class = match voice {
            Voice::Plain => "words",
            Voice::Aloud => "words aloud",
            Voice::Helper => "words helper",
            Voice::Detail => "words detail",
        };
        html! { p class=(class) lang=[self.lang_of(text)] { (text.text) } }
    }

    fn notice(&self, kind: NoticeKind, text: &Said) -> Markup {
        let (class, sign) = match kind {
            NoticeKind::Information => ("notice information", icon::INFORMATION),
            NoticeKind::Caution => ("notice caution", icon::CAUTION),
        };
        html! { div class=(class) { (sign) p lang=[self.lang_of(text)] { (text.text) } } }
    }

    /// Without scripts the page begins at the problem; with them it is spoken at once.
    fn problem(&self, text: &Said) -> Markup {
        html! {
            div .problem role="alert" tabindex="-1" autofocus {
                (icon::CAUTION)
                p lang=[self.lang_of(text)] { (text.text) }
            }
        }
    }

    fn choices(&self, kind: &str, component: &Component, path: &Path) -> Markup {
        let (Component::SingleChoice { id, label, guidance, at_once, choices }
        | Component::MultipleChoice { id, label, guidance, at_once, choices }) = component
        else {
            return html! {};
        };
        let name = format!("{CHOICE}{path}");
        let guidance_id = guidance.as_ref().map(|_| format!("guidance-{id}"));
        html! {
            fieldset data-at-once[*at_once] data-many[MANY <= choices.len()] aria-describedby=[&guidance_id] {
                legend lang=[self.lang_of(label)] { (label.text) }
                (self.guidance(guidance.as_ref(), guidance_id.as_deref()))
                input type="hidden" name=(name) value=(GROUP) autocomplete="off";
                div .choices {
                    @for (index, choice) in choices.iter().enumerate() {
                        label .choice {
                            input type=(kind) name=(name) value=(index) id={ "choice-" (id) "-" (index) }
                                checked[choice.chosen] autocomplete="off";
                            @if let Some(lines) = &choice.picture { (icon::picture(lines)) }
                            span lang=[self.lang_of(&choice.text)] { (choice.text.text) }
                        }
                    }
                }
                @if *at_once { noscript { button .quiet name=(PRESS) value="" { (self.t.desk_apply()) } } }
            }
        }
    }

    /// Advice for the helper, right under the question it is about.
    fn guidance(&self, guidance: Option<&Guidance>, id: Option<&str>) -> Markup {
        html! {
            @if let Some(Guidance { label, text }) = guidance {
                p .words .helper id=[id] { strong { (label) } " " span lang=[self.lang_of(text)] { (text.text) } }
            }
        }
    }

    fn text_input(&self, component: &Component, path: &Path) -> Markup {
        let Component::TextInput { field, label, guidance, hint, value, kind, limit } = component else {
            return html! {};
        };
        let (id, name) = (field_id(*field), format!("{TEXT}{path}"));
        let hint_id = (!hint.is_empty()).then(|| format!("{id}-hint"));
        let guidance_id = guidance.as_ref().map(|_| format!("{id}-guidance"));
        let described_by = [&hint_id, &guidance_id].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let described_by = Some(described_by).filter(|ids| !ids.is_empty());
        html! {
            div .field {
                label for=(id) lang=[self.lang_of(label)] { (label.text) }
                @if let Some(hint_id) = &hint_id { p .hint id=(hint_id) { (hint) } }
                (self.guidance(guidance.as_ref(), guidance_id.as_deref()))
                @match kind {
                    // A line feed right after the tag is swallowed by browsers; the first one here is meant to be.
                    InputKind::Lines => textarea id=(id) name=(name) rows="5" maxlength=(limit) lang=""
                        autocomplete="off" spellcheck="false" aria-describedby=[&described_by] { "\n" (value) },
                    InputKind::Line => input type="text" id=(id) name=(name) value=(value) maxlength=(limit) lang=""
                        autocomplete="off" spellcheck="false" aria-describedby=[&described_by];,
                    InputKind::Search => input type="search" id=(id) name=(name) value=(value) maxlength=(limit) lang=""
                        autocomplete="off" spellcheck="false" aria-describedby=[&described_by] data-as-you-type;,
                    InputKind::Number => input type="text" inputmode="numeric" id=(id) name=(name) value=(value)
                        maxlength=(limit) autocomplete="off" spellcheck="false" aria-describedby=[&described_by];,
                }
            }
        }
    }

    fn rows(&self, component: &Component, path: &Path) -> Markup {
        let Component::Rows { label, shown, rows, more, fewer } = component else { return html! {} };
        html! {
            section .rows {
                h2 { (label) }
                @if let Some(shown) = shown { p .hint { (shown) } }
                (turn(fewer.as_ref(), &Target::Fewer(path.clone())))
                ul { @for (index, row) in rows.iter().enumerate() { li { (self.row(row, path, index)) } } }
                (turn(more.as_ref(), &Target::More(path.clone())))
            }
        }
    }

    fn row(&self, row: &Row, path: &Path, index: usize) -> Markup {
        html! {
            button .row name=(PRESS) value=(Target::Row(path.clone(), index)) {
                span .inside {
                    span .name lang=[self.lang_of(&row.title)] { (row.title.text) }
                    // The spaces keep the words apart when they are read or copied.
                    @for line in &row.lines { " " span .line lang=[self.lang_of(line)] { (line.text) } }
                }
                (icon::ONWARD)
            }
        }
    }

    fn contact(&self, label: &Said, text: &Said, address: &str) -> Markup {
        html! {
            a .contact href=(address) {
                (icon::of_address(address))
                span .inside {
                    span lang=[self.lang_of(label)] { (label.text) } " " strong lang=[self.lang_of(text)] { (text.text) }
                }
            }
        }
    }

    /// Both are done by the script; what is printed is what is handed over and nothing else of the page.
    fn hand_out(&self, [share, print]: [&str; 2], title: &Said, parts: &[Said]) -> Markup {
        html! {
            div .hand-out {
                button .quiet .share type="button" hidden { (icon::SHARE) (share) }
                button .quiet .print type="button" hidden { (icon::PRINT) (print) }
                article {
                    h1 lang=[self.lang_of(title)] { (title.text) }
                    @for part in parts { p lang=[self.lang_of(part)] { (part.text) } }
                }
            }
        }
    }

    fn section(&self, title: &Said, open: bool, components: &[Component], path: &Path) -> Markup {
        html! {
            details id={ "section-" (path) } open[open] {
                summary { span lang=[self.lang_of(title)] { (title.text) } }
                div .inside {
                    @for (index, component) in components.iter().enumerate() {
                        (self.component(component, &path.inside(index)))
                    }
                }
            }
        }
    }

    fn timeline(&self, entries: &[TimelineEntry]) -> Markup {
        html! {
            ol .timeline {
                @for entry in entries {
                    li {
                        p .when { (entry.when) }
                        p .what lang=[self.lang_of(&entry.text)] { (entry.text.text) }
                        @for line in &entry.lines { p .words lang=[self.lang_of(line)] { (line.text) } }
                    }
                }
            }
        }
    }
}

fn progress(now: u32, total: u32, label: &str) -> Markup {
    html! {
        div .progress {
            p #progress { (label) }
            progress value=(now) max=(total) aria-labelledby="progress" {}
        }
    }
}

fn secret_input(field: Field, label: &str, path: &Path) -> Markup {
    let id = field_id(field);
    html! {
        div .field {
            label for=(id) { (label) }
            input type="password" id=(id) name={ (TEXT) (path) } autocomplete="off" spellcheck="false" autocapitalize="off";
        }
    }
}

fn button(label: &str, role: ButtonRole, can_be_pressed: bool, path: &Path) -> Markup {
    let class = match role {
        ButtonRole::Main => "main",
        ButtonRole::Quiet => "quiet",
        ButtonRole::Danger => "danger",
    };
    html! {
        div class={ "press " (class) } {
            button class=(class) name=(PRESS) value=(Target::Component(path.clone())) disabled[!can_be_pressed] { (label) }
        }
    }
}

fn turn(press: Option<&Press>, target: &Target) -> Markup {
    html! { @if let Some(press) = press { button .quiet name=(PRESS) value=(target) { (press.label) } } }
}

/// Dark on light whatever the colours of the page: some cameras read no code that is light on dark.
fn code(label: &str, side: u32, cells: &str) -> Markup {
    html! { svg .code viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label) { path d=(cells) {} } }
}

/// The script shows the button where the browser has a voice for the language, and elsewhere says that it has none.
fn read_aloud(label: &str, text: &Said, without_voice: &str) -> Markup {
    html! {
        button .read-aloud type="button" hidden data-say=(text.text) data-lang=(text.lang) { (icon::SPEAKER) (label) }
        p .hint hidden { (without_voice) }
    }
}

/// Not spoken again and again: the words say all there is to say.
fn countdown(seconds: u32, label: &str) -> Markup {
    html! { p .countdown aria-live="off" data-seconds=(seconds) { (label) } }
}

/// The same field keeps its id wherever it moves on its screen.
fn field_id(field: Field) -> String {
    format!("field-{field:?}")
}
