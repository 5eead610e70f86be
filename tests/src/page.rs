//! A page as somebody without scripts has it in front of them: words, places to write and choose, things to press.

use scraper::{ElementRef, Html, Selector};

/// A page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The screen's id, such as `question/suluh_a/a03`; empty on pages that are no screen.
    pub id: String,
    /// The language of the page.
    pub lang: String,
    /// Everything there is to read, in order.
    pub words: String,
    /// Everything the form holds, in order.
    pub fields: Vec<Field>,
    /// Everything that can be pressed, in order.
    pub presses: Vec<Press>,
}

/// Something a form sends along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in the form.
    pub name: String,
    /// What it holds.
    pub value: String,
    /// The words beside it.
    pub label: String,
    /// What a person can do with it.
    pub kind: FieldKind,
}

/// What a person can do with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Nothing.
    Hidden,
    /// Write.
    Written,
    /// Choose it instead of the others of its name.
    One {
        /// Whether it is chosen.
        chosen: bool,
    },
    /// Tick it, beside others of its name.
    Several {
        /// Whether it is ticked.
        chosen: bool,
    },
}

/// Something to press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// What it is called; of a row its first words.
    pub name: String,
    /// All its words.
    pub words: String,
    /// What the form says was pressed.
    pub value: String,
    /// Whether it can be pressed now.
    pub enabled: bool,
}

impl Page {
    /// Reads a page.
    #[must_use]
    pub fn read(html: &str) -> Self {
        // For a browser without scripts `noscript` is nothing but what is inside it.
        let html = Html::parse_document(&html.replace("<noscript>", "").replace("</noscript>", ""));
        let screen = html.select(&selector("#screen")).next();
        let read = match screen {
            Some(screen) => html.select(&selector("#announcement")).chain([screen]).map(words_of).collect(),
            None => html.select(&selector("body")).map(words_of).collect::<Vec<_>>(),
        };
        Self {
            id: screen.and_then(|screen| screen.attr("data-id")).unwrap_or_default().to_owned(),
            lang: html.root_element().attr("lang").unwrap_or_default().to_owned(),
            words: read.join(" "),
            fields: html
                .select(&selector("form input, form textarea"))
                .filter_map(|element| field(&html, element))
                .collect(),
            presses: html.select(&selector("form button[name=press]:not([aria-hidden])")).map(press).collect(),
        }
    }

    /// What a browser sends when this is pressed.
    #[must_use]
    pub fn form(&self, press: &str) -> Vec<(String, String)> {
        let is_sent = |field: &&Field| match field.kind {
            FieldKind::Hidden | FieldKind::Written => true,
            FieldKind::One { chosen } | FieldKind::Several { chosen } => chosen,
        };
        let pair = |field: &Field| (field.name.clone(), field.value.replace('\n', "\r\n"));
        let pressed = ("press".to_owned(), press.to_owned());
        self.fields.iter().filter(is_sent).map(pair).chain([pressed]).collect()
    }

    /// Whatever is called so and can be pressed.
    #[must_use]
    pub fn press(&self, name: &str) -> Option<&Press> {
        self.presses.iter().find(|press| press.enabled && (press.name == name || press.words == name))
    }

    /// Writes where these words are; says whether there is such a place.
    pub fn write(&mut self, label: &str, text: &str) -> bool {
        let field = self.fields.iter_mut().find(|field| field.kind == FieldKind::Written && field.label == label);
        field.map(|field| text.clone_into(&mut field.value)).is_some()
    }

    /// Chooses what has these words, or turns it off again where several can be ticked; says whether there is such a thing.
    pub fn choose(&mut self, label: &str) -> bool {
        let is_choice = |field: &Field| matches!(field.kind, FieldKind::One { .. } | FieldKind::Several { .. });
        let Some(at) = self.fields.iter().position(|field| is_choice(field) && field.label == label) else {
            return false;
        };
        let name = self.fields[at].name.clone();
        if let FieldKind::Several { chosen } = self.fields[at].kind {
            self.fields[at].kind = FieldKind::Several { chosen: !chosen };
            return true;
        }
        for (index, field) in self.fields.iter_mut().enumerate() {
            if field.name == name && is_choice(field) {
                field.kind = FieldKind::One { chosen: index == at };
            }
        }
        true
    }

    /// The words of everything chosen and written.
    #[must_use]
    pub fn given(&self) -> Vec<&str> {
        let given = self.fields.iter().filter_map(|field| match field.kind {
            FieldKind::One { chosen: true } | FieldKind::Several { chosen: true } => Some(field.label.as_str()),
            FieldKind::Written => Some(field.value.as_str()),
            _ => None,
        });
        given.filter(|words| !words.is_empty()).collect()
    }
}

fn field(html: &Html, element: ElementRef) -> Option<Field> {
    let name = element.attr("name")?.to_owned();
    let is_on = element.attr("checked").is_some();
    let kind = match element.attr("type") {
        Some("hidden") => FieldKind::Hidden,
        Some("radio") => FieldKind::One { chosen: is_on },
        Some("checkbox") => FieldKind::Several { chosen: is_on },
        _ => FieldKind::Written,
    };
    let value = match element.value().name() {
        "textarea" => element.text().collect(),
        _ => element.attr("value").unwrap_or_default().to_owned(),
    };
    let label = match kind {
        FieldKind::Hidden => String::new(),
        FieldKind::Written => {
            let id = element.attr("id").unwrap_or_default();
            html.select(&selector("label"))
                .find(|label| label.attr("for") == Some(id))
                .map(words_of)
                .unwrap_or_default()
        }
        _ => element.parent().and_then(ElementRef::wrap).map(words_of).unwrap_or_default(),
    };
    Some(Field { name, value, label, kind })
}

fn press(element: ElementRef) -> Press {
    let words = words_of(element);
    Press {
        name: element.select(&selector(".name")).next().map_or_else(|| words.clone(), words_of),
        words,
        value: element.attr("value").unwrap_or_default().to_owned(),
        enabled: element.attr("disabled").is_none(),
    }
}

/// The words inside an element, with single spaces between them.
fn words_of(element: ElementRef) -> String {
    let text: Vec<&str> = element.text().flat_map(str::split_whitespace).collect();
    text.join(" ")
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector written in this file")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = r#"<!DOCTYPE html><html lang="en"><body>
        <form id="screen" data-id="question/a/b"><input type="hidden" name="revision" value="5">
        <button name="press" value="component-1" aria-hidden="true"></button>
        <fieldset><legend>Which?</legend>
        <label><input type="radio" name="choice-0" value="0" checked><span>Yes</span></label>
        <label><input type="radio" name="choice-0" value="1"><span>No</span></label>
        <noscript><button name="press" value="">Show</button></noscript></fieldset>
        <label for="x">What  happened</label><textarea id="x" name="text-1">
one
two</textarea>
        <button name="press" value="component-1">Next</button><button name="press" value="off" disabled>Off</button>
        </form><template>gone</template></body></html>"#;

    #[test]
    fn a_page_sends_what_a_browser_would() {
        let mut page = Page::read(HTML);

        assert!(page.choose("No"));
        assert!(page.write("What happened", "three\nfour"));
        assert!(!page.choose("Perhaps"));

        let sent = page.form(&page.press("Next").unwrap().value);
        let sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(sent, [("revision", "5"), ("choice-0", "1"), ("text-1", "three\r\nfour"), ("press", "component-1")]);
    }

    #[test]
    fn a_page_is_read_as_it_looks_without_scripts() {
        let page = Page::read(HTML);

        assert_eq!((page.id.as_str(), page.lang.as_str()), ("question/a/b", "en"));
        assert_eq!(page.given(), ["Yes", "one\ntwo"]);
        assert!(page.press("Show").is_some() && page.press("Off").is_none());
        assert!(!page.words.contains("gone"));
    }
}
