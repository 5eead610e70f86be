//! What was meant by a word that no service has.

use directory::{allowed_errors, errors_between};

use crate::{Listing, ReadError};

/// How many words that share three letters are compared.
const MOST_COMPARED: u32 = 20_000;
/// How many meanings a word may have.
const MOST_MEANT: usize = 20;

impl Listing {
    /// Words of the index that hold the typed one; else those that are nearest to it in spelling. Holding counts because
    /// the words of Thai, Khmer, Lao and Burmese can be cut otherwise in a long name than where they stand alone.
    ///
    /// Numbers are never guessed: nearly the right number is somebody else's.
    pub(crate) fn similar(&self, typed: &str) -> Result<Vec<String>, ReadError> {
        if typed.contains(|letter: char| letter.is_ascii_digit()) {
            return Ok(Vec::new());
        }
        let Some(parts) = parts_of(typed) else { return Ok(Vec::new()) };
        let sql = "SELECT word.text FROM part JOIN word ON word.id = part.rowid WHERE part MATCH ?1 LIMIT ?2";
        let mut candidates = self.database.prepare_cached(sql)?;
        let candidates = candidates.query_map((parts, MOST_COMPARED), |row| row.get::<_, String>(0))?;
        let candidates: Vec<String> = candidates.collect::<Result<_, _>>()?;

        let holds = |word: &&String| word.contains(typed);
        let holding: Vec<String> = candidates.iter().filter(holds).take(MOST_MEANT).cloned().collect();
        if !holding.is_empty() {
            return Ok(holding);
        }
        let letters = typed.chars().count();
        let mut fewest = allowed_errors(letters);
        let mut nearest = Vec::new();
        for word in candidates {
            if word.chars().count().abs_diff(letters) > fewest {
                continue;
            }
            let errors = errors_between(typed, &word);
            if errors > fewest || errors == 0 {
                continue;
            }
            if errors < fewest {
                fewest = errors;
                nearest.clear();
            }
            nearest.push(word);
        }
        nearest.truncate(MOST_MEANT);
        Ok(nearest)
    }
}

/// An FTS5 query for words that share three letters, its beginning or its end; `None` when it is too short to tell.
fn parts_of(typed: &str) -> Option<String> {
    let letters: Vec<char> = ['^'].into_iter().chain(typed.chars()).chain(['$']).collect();
    let parts = letters.windows(3).map(|part| format!("\"{}\"", part.iter().collect::<String>()));
    if letters.len() < 5 { None } else { Some(parts.collect::<Vec<_>>().join(" OR ")) }
}
