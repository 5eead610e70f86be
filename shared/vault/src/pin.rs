//! Which PINs are accepted: 6 digits or more, or words of 12 characters or more, and none that people try first.

use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

const FEWEST_DIGITS: usize = 6;
const FEWEST_CHARACTERS: usize = 12;
const MOST_CHARACTERS: usize = 128;

/// Patterns on a keypad or keyboard and well-known numbers, tried first by anyone; the rules below catch the rest.
const COMMON: [&str; 24] = [
    "102030",
    "112233",
    "123321",
    "123654",
    "142536",
    "147258",
    "147852",
    "159357",
    "159753",
    "246810",
    "258369",
    "258456",
    "314159",
    "321654",
    "456123",
    "741852",
    "789456",
    "963852",
    "11223344",
    "12344321",
    "12345679",
    "password1234",
    "qwertyuiop12",
    "qwertyuiopas",
];

/// First digits of the writing systems of our languages; their digits count as 0 to 9 (Unicode, category Nd).
const ZEROS: [char; 7] = ['٠', '۰', '०', '๐', '໐', '០', '၀'];

/// Why a PIN is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinProblem {
    /// Fewer than 6 digits, or words with fewer than 12 characters.
    #[error("too short")]
    TooShort,
    /// More than 128 characters.
    #[error("too long")]
    TooLong,
    /// One character or one part over and over: 111111, 121212, 123123.
    #[error("repeats itself")]
    Repeats,
    /// Up or down in steps of one: 345678, 987654.
    #[error("is a sequence")]
    Sequence,
    /// Can be read as a day: people choose birthdays, and family knows them.
    #[error("can be read as a date")]
    Date,
    /// Among those tried first by anyone.
    #[error("is a common one")]
    Common,
}

/// Says whether a PIN may be chosen.
///
/// # Errors
///
/// See [`PinProblem`].
pub fn check(pin: &SecretString) -> Result<(), PinProblem> {
    let pin = canonical(pin);
    let characters = Zeroizing::new(pin.chars().collect::<Vec<char>>());
    let digits = characters.iter().all(char::is_ascii_digit);
    let fewest = if digits { FEWEST_DIGITS } else { FEWEST_CHARACTERS };
    if characters.len() < fewest {
        return Err(PinProblem::TooShort);
    }
    if MOST_CHARACTERS < characters.len() {
        return Err(PinProblem::TooLong);
    }
    if repeats(&characters) {
        return Err(PinProblem::Repeats);
    }
    if is_sequence(&characters) {
        return Err(PinProblem::Sequence);
    }
    if COMMON.contains(&pin.as_str()) {
        return Err(PinProblem::Common);
    }
    if digits && is_date(&pin) {
        return Err(PinProblem::Date);
    }
    Ok(())
}

/// The same PIN typed on another keyboard is the same PIN: one form of each character, digits of any writing system as 0 to 9,
/// one space between words, no spaces or `-`, `.`, `/` between digits.
pub(crate) fn canonical(pin: &SecretString) -> Zeroizing<String> {
    let typed = pin.expose_secret();
    // Room for any composition, so that no copy of the PIN is left behind when a string grows.
    let mut whole = Zeroizing::new(String::with_capacity(typed.len() * 4 + 4));
    whole.extend(typed.nfkc().map(ascii_digit));
    let mut tidy = Zeroizing::new(String::with_capacity(whole.len() + 1));
    if whole.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
        tidy.extend(whole.chars().filter(char::is_ascii_digit));
    } else {
        for word in whole.split_whitespace() {
            if !tidy.is_empty() {
                tidy.push(' ');
            }
            tidy.push_str(word);
        }
    }
    tidy
}

fn ascii_digit(c: char) -> char {
    ZEROS
        .iter()
        .filter_map(|zero| u32::from(c).checked_sub(u32::from(*zero)))
        .find_map(|value| char::from_digit(value, 10))
        .unwrap_or(c)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '.' | '/')
}

/// One part at least twice and nothing else.
fn repeats(characters: &[char]) -> bool {
    let length = characters.len();
    (1..=length / 2).any(|part| length.is_multiple_of(part) && characters[part..] == characters[..length - part])
}

/// Each character is the one after (or each the one before) the last; 0 follows 9.
fn is_sequence(characters: &[char]) -> bool {
    let follows =
        |first: char, second: char| u32::from(first) + 1 == u32::from(second) || (first, second) == ('9', '0');
    let mut pairs = characters.windows(2);
    pairs.clone().all(|pair| follows(pair[0], pair[1])) || pairs.all(|pair| follows(pair[1], pair[0]))
}

/// Six digits as day, month and year in any usual order; eight with a year from 1900 to 2099.
fn is_date(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits[from..to].parse::<u32>().unwrap_or(0);
    let day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    let year = |year: u32| (1900..=2099).contains(&year);
    match digits.len() {
        6 => {
            let (first, second, third) = (number(0, 2), number(2, 4), number(4, 6));
            day(first, second) || day(second, first) || day(third, second)
        }
        8 => {
            let (first, second) = (number(0, 2), number(2, 4));
            year(number(4, 8)) && (day(first, second) || day(second, first))
                || year(number(0, 4)) && day(number(6, 8), number(4, 6))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn checked(pin: &str) -> Result<(), PinProblem> {
        check(&SecretString::from(pin))
    }

    #[test]
    fn digits_nobody_guesses_and_words_are_accepted() {
        for pin in ["739146", "5839274610", "kuda hitam besar", "ngựa đen ăn cỏ", "ม้าดำกินหญ้าเขียว"]
        {
            assert_eq!(checked(pin), Ok(()), "{pin}");
        }
    }

    #[test]
    fn each_refusal_says_why() {
        let refused = [
            (PinProblem::TooShort, ["", "73914", "kuda hitam"]),
            (PinProblem::Repeats, ["111111", "121212", "739739"]),
            (PinProblem::Repeats, ["77777777", "kudakudakuda", "aaaaaaaaaaaa"]),
            (PinProblem::Sequence, ["123456", "987654", "789012"]),
            (PinProblem::Sequence, ["3456789", "210987", "abcdefghijkl"]),
            (PinProblem::Date, ["170845", "081799", "991231"]),
            (PinProblem::Date, ["17081945", "19450817", "08171945"]),
            (PinProblem::Date, ["17-08-1945", "17/08/45", "17.8.1945 17.08.45".split_at(10).1]),
            (PinProblem::Common, ["159753", "147258", "password1234"]),
        ];
        for (problem, pins) in refused {
            for pin in pins {
                assert_eq!(checked(pin), Err(problem), "{pin}");
            }
        }
        assert_eq!(checked(&"kuda ".repeat(40)), Err(PinProblem::TooLong));
    }

    #[test]
    fn a_year_long_past_is_no_birthday() {
        assert_eq!(checked("17081745"), Ok(()));
    }

    #[test]
    fn the_same_pin_on_another_keyboard_is_the_same_pin() {
        let same = |one: &str, other: &str| {
            assert_eq!(canonical(&one.into()), canonical(&other.into()), "{one} {other}");
        };
        same("739146", "๗๓๙๑๔๖");
        same("739146", "៧៣៩១៤៦");
        same("739146", "73 91 46 ");
        same("ngựa đen ăn cỏ", "ngu\u{31b}\u{323}a đen ăn co\u{309}");
        same(" kuda  hitam besar", "kuda hitam besar ");
    }

    proptest! {
        #[test]
        fn no_typed_text_makes_the_check_panic(pin: String) {
            let _ = checked(&pin);
        }

        #[test]
        fn tidying_twice_changes_nothing(pin: String) {
            let once = canonical(&SecretString::from(pin));
            prop_assert_eq!(canonical(&SecretString::from(once.as_str())), once);
        }
    }
}
