//! The few words a workbook leaves to its tool: what `or_other` adds. Nobody has confirmed them, so they are drafts.

use guide::Language;
use i18n::{FALLBACK, State, Text};

use super::texts::Languages;

/// What is said in a language.
struct Words {
    code: &'static str,
    /// What authors call the language when they write no code.
    names: &'static [&'static str],
    /// The choice.
    other: &'static str,
    /// The question behind it.
    specify: &'static str,
}

const ALL: [Words; 7] = [
    Words { code: "en", names: &["english", "default"], other: "Other", specify: "Specify other." },
    Words {
        code: "id",
        names: &["bahasa indonesia", "indonesian", "indonesia"],
        other: "Lainnya",
        specify: "Sebutkan lainnya.",
    },
    Words { code: "ms", names: &["bahasa melayu", "malay"], other: "Lain-lain", specify: "Nyatakan lain-lain." },
    Words { code: "vi", names: &["tiếng việt", "vietnamese"], other: "Khác", specify: "Vui lòng nêu rõ." },
    Words {
        code: "th", names: &["ไทย", "ภาษาไทย", "thai"], other: "อื่น ๆ", specify: "โปรดระบุ"
    },
    Words {
        code: "km", names: &["ខ្មែរ", "ភាសាខ្មែរ", "khmer"], other: "ផ្សេងទៀត", specify: "សូមបញ្ជាក់"
    },
    Words {
        code: "lo", names: &["ລາວ", "ພາສາລາວ", "lao"], other: "ອື່ນໆ", specify: "ກະລຸນາລະບຸ"
    },
];

/// The choice *other* in every language of a form.
pub(super) fn other(languages: &Languages) -> Text {
    text(languages, |words| words.other)
}

/// The question behind it.
pub(super) fn specify_other(languages: &Languages) -> Text {
    text(languages, |words| words.specify)
}

/// The languages of a form that lack these words; English ones are shown instead.
pub(super) fn missing(languages: &Languages) -> impl Iterator<Item = &Language> {
    languages.all.iter().filter(|language| of(language).is_none())
}

fn text(languages: &Languages, said: impl Fn(&Words) -> &'static str) -> Text {
    let mut text = Text::default();
    if missing(languages).next().is_some() {
        text.insert(FALLBACK, said(&ALL[0]), State::Draft);
    }
    for language in &languages.all {
        if let Some(words) = of(language) {
            text.insert(&language.code, said(words), State::Draft);
        }
    }
    text
}

/// The words of a language: by its code, whatever the region, or by its name.
fn of(language: &Language) -> Option<&'static Words> {
    let code = language.code.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let name = language.name.to_lowercase();
    ALL.iter().find(|words| words.code == code || words.names.contains(&name.as_str()))
}
