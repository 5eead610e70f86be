//! How near two words are to each other, for typing errors.

use std::collections::BTreeSet;

/// How many typing errors a word of this many letters may hold and still be understood: none in short words, where
/// nearly everything is near to something.
#[must_use]
pub fn allowed_errors(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// How many letters must be changed, added, left out or swapped with their neighbour to make one word the other
/// (optimal string alignment).
#[must_use]
pub fn errors_between(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for row in 1..=one.len() {
        let mut this = vec![row];
        for column in 1..=other.len() {
            let same = one[row - 1] == other[column - 1];
            let mut least = above[column - 1] + usize::from(!same);
            least = least.min(above[column] + 1).min(this[column - 1] + 1);
            let swapped =
                row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1];
            if swapped {
                least = least.min(before[column - 2] + 1);
            }
            this.push(least);
        }
        before = std::mem::replace(&mut above, this);
    }
    above[other.len()]
}

/// The least and the most letters of a word that is understood in spite of a slip: longer ones are whole phrases.
const LETTERS: std::ops::RangeInclusive<usize> = 4..=24;

/// What a word and each word that is one slip of the finger away from it have in common: itself, and itself without one
/// of its letters. Nothing for words in which a slip cannot be understood.
#[must_use]
pub fn slip_forms(word: &str) -> BTreeSet<String> {
    let letters = word.chars().count();
    let is_number = word.contains(|letter: char| letter.is_ascii_digit());
    // A word of three letters is what is left of one of four.
    if is_number || !(LETTERS.start() - 1..=LETTERS.end() + 1).contains(&letters) {
        return BTreeSet::new();
    }
    let without =
        |left_out: usize| word.chars().enumerate().filter(move |(at, _)| *at != left_out).map(|(_, letter)| letter);
    let shorter = (0..letters).map(|left_out| without(left_out).collect());
    std::iter::once(word.to_owned()).chain(shorter).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_slip_of_the_finger_is_one_error() {
        for typed in ["sheltr", "shelterr", "shalter", "hselter", "shetler"] {
            assert_eq!(errors_between(typed, "shelter"), 1, "{typed}");
        }
        assert_eq!(errors_between("shelter", "shelter"), 0);
        assert_eq!(errors_between("", "abc"), 3);
        assert_eq!(errors_between("abc", ""), 3);
        assert_eq!(errors_between("ปลอดภย", "ปลอดภัย"), 1);
    }

    #[test]
    fn words_one_slip_apart_have_a_form_in_common() {
        for typed in ["sheltr", "shelterr", "shalter", "hselter", "shetler"] {
            assert!(!slip_forms(typed).is_disjoint(&slip_forms("shelter")), "{typed}");
        }
        assert!(
            slip_forms("12345").is_empty() && slip_forms("to").is_empty() && slip_forms(&"a".repeat(26)).is_empty()
        );
    }

    proptest! {
        #[test]
        fn errors_are_the_same_both_ways_and_none_only_between_equals(one in "[abc]{0,8}", other in "[abc]{0,8}") {
            let errors = errors_between(&one, &other);
            prop_assert_eq!(errors, errors_between(&other, &one));
            prop_assert_eq!(errors == 0, one == other);
            prop_assert!(errors >= one.len().abs_diff(other.len()) && errors <= one.len().max(other.len()));
        }
    }
}
