//! The app's own words: one typed function for each Fluent message in `locales/`.

use std::{borrow::Cow, fmt, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

/// A language the app's own words are complete in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Bahasa Indonesia.
    Indonesian,
    /// English with accents and brackets, to see what was never translated or has no room to grow.
    Pseudo,
}

impl Language {
    /// The languages a person can choose, each with its own name for itself.
    pub const CHOICES: [(Self, &str); 2] = [(Self::English, "English"), (Self::Indonesian, "Bahasa Indonesia")];

    /// The BCP 47 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Indonesian => "id",
            Self::Pseudo => "en-XA",
        }
    }

    /// The language with this code, if the app has it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::English, Self::Indonesian, Self::Pseudo].into_iter().find(|language| language.code() == code)
    }

    /// The app's words in this language.
    #[must_use]
    pub fn texts(self) -> &'static Texts {
        static ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::new("en", EN));
        static INDONESIAN: LazyLock<Texts> = LazyLock::new(|| Texts::new("id", ID));
        static PSEUDO: LazyLock<Texts> = LazyLock::new(|| {
            let mut texts = Texts::new("en-XA", EN);
            texts.0.set_transform(Some(pseudo));
            texts
        });
        match self {
            Self::English => &ENGLISH,
            Self::Indonesian => &INDONESIAN,
            Self::Pseudo => &PSEUDO,
        }
    }
}

/// The app's words in one language.
pub struct Texts(FluentBundle<FluentResource>);

impl Texts {
    fn new(code: &str, sources: &[&str]) -> Self {
        let language: LanguageIdentifier = code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks are for mixed writing directions; none of our languages needs them, and they upset copying.
        bundle.set_use_isolating(false);
        for source in sources {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self(bundle)
    }

    /// A month's name, from 1.
    #[must_use]
    pub fn month(&self, month: u8) -> String {
        match month {
            1 => self.month_1(),
            2 => self.month_2(),
            3 => self.month_3(),
            4 => self.month_4(),
            5 => self.month_5(),
            6 => self.month_6(),
            7 => self.month_7(),
            8 => self.month_8(),
            9 => self.month_9(),
            10 => self.month_10(),
            11 => self.month_11(),
            _ => self.month_12(),
        }
    }

    /// Formats a message. The build has checked that it exists with these variables.
    fn message<'a, const N: usize>(&self, name: &str, values: [(&'a str, FluentValue<'a>); N]) -> String {
        let Some(pattern) = self.0.get_message(name).and_then(|message| message.value()) else {
            return name.to_owned();
        };
        let arguments: FluentArgs<'a> = values.into_iter().collect();
        self.0.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Texts").field(&self.0.locales).finish()
    }
}

/// Accents every letter and adds brackets: still readable, visibly not English, and about a third longer.
fn pseudo(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_alphabetic) {
        return Cow::Borrowed(text);
    }
    let accented: String = text
        .chars()
        .flat_map(|letter| {
            let (accent, twice) = match letter {
                'a' => ('á', true),
                'e' => ('é', true),
                'i' => ('í', false),
                'o' => ('ö', true),
                'u' => ('ü', false),
                'c' => ('ç', false),
                'd' => ('ð', false),
                'g' => ('ğ', false),
                'h' => ('ħ', false),
                'k' => ('ķ', false),
                'l' => ('ł', false),
                'n' => ('ñ', false),
                'r' => ('ř', false),
                's' => ('š', false),
                't' => ('ŧ', false),
                'w' => ('ŵ', false),
                'y' => ('ý', false),
                'z' => ('ž', false),
                'A'..='Z' => ('Ħ', false),
                other => (other, false),
            };
            std::iter::repeat_n(accent, if twice { 2 } else { 1 })
        })
        .collect();
    Cow::Owned(format!("⟦{accented}⟧"))
}

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pseudo_language_leaves_no_plain_word() {
        assert_eq!(pseudo("Go back"), "⟦Ħöö báááçķ⟧".replace("ááá", "áá"));
    }

    #[test]
    fn a_code_leads_to_its_language_and_back() {
        for language in [Language::English, Language::Indonesian, Language::Pseudo] {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code("fr"), None);
    }
}
