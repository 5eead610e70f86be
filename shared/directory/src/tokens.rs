//! The one tokeniser: it makes the words of the index and the words of what somebody types, so that both always agree.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Thai, Khmer, Lao and Burmese are written without spaces; a small neural model (Unicode ICU) finds their words.
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_lstm(WordBreakInvariantOptions::default()));

/// The words of a text, in order, folded so that spelling variants meet: NFKC, lower case, Latin letters without their
/// marks, `đ` as `d`, digits of any script as ASCII digits. Punctuation and spaces divide; nothing else is dropped.
///
/// A token holds letters, marks and digits only: no ASCII punctuation and no space.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for run in runs(text) {
        if is_unspaced(&run) {
            segment(&run, &mut all);
        } else {
            all.push(run);
        }
    }
    all
}

/// The parts of a text between spaces and punctuation: its words where words are written apart, and whole phrases, not
/// yet cut, in a script without spaces.
#[must_use]
pub fn runs(text: &str) -> Vec<String> {
    let folded = fold(text);
    let runs = folded.split(|letter| !is_part_of_word(letter));
    runs.filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

/// Whether a run is written in a script without spaces.
#[must_use]
pub fn is_unspaced(run: &str) -> bool {
    run.chars().any(is_unspaced_letter)
}

/// Cuts a run of a script without spaces, keeping only what holds a letter or a digit.
fn segment(run: &str, all: &mut Vec<String>) {
    let mut from = 0;
    for to in SEGMENTER.segment_str(run) {
        let word = &run[from..to];
        if word.chars().any(char::is_alphanumeric) {
            all.push(word.to_owned());
        }
        from = to;
    }
}

fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|letter| !is_latin_mark(*letter) && !is_joiner(*letter))
        .flat_map(char::to_lowercase)
        // Lower case can bring marks of its own, as in the Turkish dotted İ.
        .filter(|letter| !is_latin_mark(*letter))
        .map(plain)
        .nfkc()
        .collect()
}

/// The letters that no decomposition makes plain, and the digits of the scripts we serve.
fn plain(letter: char) -> char {
    match letter {
        'đ' | 'ð' => 'd',
        '๐'..='๙' => digit(letter, '๐'),
        '໐'..='໙' => digit(letter, '໐'),
        '០'..='៩' => digit(letter, '០'),
        '၀'..='၉' => digit(letter, '၀'),
        other => other,
    }
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter) - u32::from(zero), 10).unwrap_or(letter)
}

/// Accents and tone marks on Latin letters. The vowel signs of Thai, Khmer, Lao and Burmese lie elsewhere and stay.
fn is_latin_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

/// Invisible signs that some keyboards put inside a word. The zero-width space is not one: it divides Khmer words.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn is_part_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

fn is_unspaced_letter(letter: char) -> bool {
    matches!(letter, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn punctuation_divides_and_digits_stay() {
        assert_eq!(tokens("Call 0811-8080-141, day/night!"), ["call", "0811", "8080", "141", "day", "night"]);
        assert_eq!(tokens("korban’s jum'at"), ["korban", "s", "jum", "at"]);
        assert_eq!(tokens("  —…  "), Vec::<String>::new());
    }

    #[test]
    fn vietnamese_is_found_with_and_without_its_marks() {
        assert_eq!(tokens("Trợ giúp pháp lý Đà Nẵng"), ["tro", "giup", "phap", "ly", "da", "nang"]);
        assert_eq!(tokens("TRỢ GIÚP đường dây nóng"), tokens("tro giup duong day nong"));
    }

    #[test]
    fn the_same_word_meets_itself_however_it_was_encoded() {
        assert_eq!(tokens("ﬁnance １２９ é"), tokens("finance 129 e\u{301}"));
        assert_eq!(tokens("İstanbul"), ["istanbul"]);
        assert_eq!(tokens("soft\u{AD}ware"), ["software"]);
    }

    #[test]
    fn thai_is_cut_into_words_and_keeps_its_vowel_signs() {
        let words = tokens("ศูนย์ช่วยเหลือแรงงานข้ามชาติเชียงใหม่");

        assert_eq!(words.concat(), fold("ศูนย์ช่วยเหลือแรงงานข้ามชาติเชียงใหม่"));
        assert!(words.len() > 4 && words.contains(&"ศูนย์".to_owned()), "{words:?}");
        assert_eq!(tokens("โทร ๑๓๐๐"), ["โทร", "1300"]);
    }

    #[test]
    fn khmer_is_cut_into_words_and_the_zero_width_space_divides() {
        let words = tokens("មជ្ឈមណ្ឌលជំនួយផ្នែកច្បាប់ភ្នំពេញ");

        assert_eq!(words, ["មជ្ឈមណ្ឌល", "ជំនួយ", "ផ្នែក", "ច្បាប់", "ភ្នំពេញ"]);
        assert_eq!(tokens("ជំនួយ\u{200B}ច្បាប់ ១២៨០"), ["ជំនួយ", "ច្បាប់", "1280"]);
    }

    #[test]
    fn lao_is_cut_into_words() {
        let words = tokens("ສູນຊ່ວຍເຫຼືອແຮງງານວຽງຈັນ");

        assert!(words.contains(&"ສູນ".to_owned()) && words.contains(&"ແຮງງານ".to_owned()), "{words:?}");
        assert_eq!(tokens("ໂທ ໑໓໖໒").last().unwrap(), "1362");
    }

    #[test]
    fn burmese_is_cut_into_words() {
        let words = tokens("အလုပ်သမားအကူအညီစင်တာရန်ကုန်");

        assert!(words.contains(&"အလုပ်သမား".to_owned()) && words.contains(&"အကူအညီ".to_owned()), "{words:?}");
    }

    #[test]
    fn no_token_holds_what_the_index_would_divide_again() {
        let mixed = "a\u{0}b 'quoted\" x*y (z) {c} d:e - ศูนย์SAPA129+ ភ្នំ_ពេញ \u{E000}t";
        for word in tokens(mixed) {
            assert!(word.chars().all(|letter| !letter.is_ascii() || letter.is_ascii_alphanumeric()), "{word:?}");
            assert!(!word.contains('\u{E000}'), "{word:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_becomes_words_the_index_keeps_whole(text in "\\PC{0,40}|[ก-๛ក-៹ກ-ໝက-႟ a-zÀ-ỹ0-9]{0,30}") {
            for word in tokens(&text) {
                prop_assert!(!word.is_empty());
                let whole = |letter: char| if letter.is_ascii() { letter.is_ascii_alphanumeric() } else { is_part_of_word(letter) };
                prop_assert!(word.chars().all(whole), "{word:?}");
                prop_assert!(!word.contains(|letter: char| letter.is_ascii_uppercase()));
            }
        }

        #[test]
        fn spaced_words_are_the_same_words_again(text in "[A-Za-zÀ-ỹđĐ0-9 .,'-]{0,40}") {
            let words = tokens(&text);
            prop_assert_eq!(&tokens(&words.join(" ")), &words);
            prop_assert_eq!(&tokens(&text.to_lowercase()), &words);
        }
    }
}
