//! The slips of a finger, by a fixed rule.

use crate::Judged;

/// The least letters of a word in which a slip is made: nobody can tell what a shorter one was.
const LEAST_LETTERS: usize = 4;

/// The letters that people type in a language.
#[must_use]
pub fn alphabet(lang: &str, judged: &[Judged]) -> Vec<char> {
    let words = judged.iter().filter(|query| query.lang == lang).flat_map(|query| query.words.chars());
    let mut letters: Vec<char> = words.filter(|letter| is_letter(*letter)).flat_map(char::to_lowercase).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// The words with one slip: two letters swapped, one left out, one doubled or one replaced. `None` when no word is long
/// enough.
#[must_use]
pub fn slip(words: &str, alphabet: &[char], random: &mut fastrand::Rng) -> Option<String> {
    let mut all: Vec<Vec<char>> = words.split(' ').map(|word| word.chars().collect()).collect();
    let has_room = |word: &Vec<char>| word.iter().filter(|letter| is_letter(**letter)).count() >= LEAST_LETTERS;
    let long: Vec<usize> = (0..all.len()).filter(|at| has_room(&all[*at])).collect();
    let word = &mut all[*random.choice(&long)?];
    let before = word.clone();
    while *word == before {
        let at = random.usize(..word.len());
        if !is_letter(word[at]) {
            continue;
        }
        match random.u8(..4) {
            0 if word.get(at + 1).is_some_and(|next| is_letter(*next)) => word.swap(at, at + 1),
            1 => drop(word.remove(at)),
            2 => word.insert(at, word[at]),
            _ => word[at] = *random.choice(alphabet)?,
        }
    }
    let all: Vec<String> = all.into_iter().map(|word| word.into_iter().collect()).collect();
    Some(all.join(" "))
}

/// Never in a number: nearly the right one is somebody else's. The vowel signs of Thai, Khmer and Lao are letters.
fn is_letter(letter: char) -> bool {
    !letter.is_numeric() && !letter.is_ascii_punctuation() && !letter.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_changes_one_long_word_and_no_number() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..200 {
            let slipped = slip("SAPA 1299 no", &['a', 'b'], &mut random).unwrap();
            assert!(slipped.ends_with(" 1299 no") && !slipped.starts_with("SAPA "), "{slipped}");
        }
        assert_eq!(slip("one 1300", &['a'], &mut random), None);
    }
}
