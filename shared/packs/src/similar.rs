//! What was meant by a word that no service has.

use directory::{allowed_errors, errors_between, slip_forms};

use crate::{Listing, ReadError};

/// How many words that share three letters are compared.
const MOST_COMPARED: u32 = 4000;
/// How many meanings a word may have.
const MOST_MEANT: usize = 20;

impl Listing {
    /// Words of the index that are one slip of the finger away; else those that hold the typed one; else those that are
    /// nearest to it in spelling. Holding counts because the words of Thai, Khmer, Lao and Burmese can be cut otherwise in
    /// a long name than where they stand alone.
    ///
    /// Numbers are never guessed: nearly the right number is somebody else's.
    pub(crate) fn similar(&self, typed: &str) -> Result<Vec<String>, ReadError> {
        if typed.contains(|letter: char| letter.is_ascii_digit()) {
            return Ok(Vec::new());
        }
        let slipped = self.slipped(typed)?;
        if !slipped.is_empty() {
            return Ok(slipped);
        }
        let holding = self.holding(typed)?;
        if !holding.is_empty() {
            return Ok(holding);
        }
        self.nearest_words(typed)
    }

    /// Words that one slip of the finger makes the typed one.
    pub(crate) fn slipped(&self, typed: &str) -> Result<Vec<String>, ReadError> {
        let forms = slip_forms(typed);
        let sql = "SELECT word.text FROM slip JOIN word ON word.id = slip.word WHERE slip.form = ?1";
        let mut sharing = self.database.prepare_cached(sql)?;
        let mut meant: Vec<String> = Vec::new();
        for form in &forms {
            for word in sharing.query_map([form], |row| row.get::<_, String>(0))? {
                let word = word?;
                // Words may share a form and still be two slips apart.
                if !meant.contains(&word) && errors_between(typed, &word) <= allowed_errors(word.chars().count()).min(1)
                {
                    meant.push(word);
                }
            }
        }
        meant.truncate(MOST_MEANT);
        Ok(meant)
    }

    /// Words that hold the typed one.
    fn holding(&self, typed: &str) -> Result<Vec<String>, ReadError> {
        let Some(parts) = parts_of(&typed.chars().collect::<Vec<_>>()) else { return Ok(Vec::new()) };
        let candidates = self.sharing(&parts)?;
        Ok(candidates.into_iter().filter(|word| word.contains(typed)).take(MOST_MEANT).collect())
    }

    /// Words that are nearest to a long word in spelling.
    fn nearest_words(&self, typed: &str) -> Result<Vec<String>, ReadError> {
        let letters = typed.chars().count();
        let mut fewest = allowed_errors(letters);
        if fewest < 2 {
            return Ok(Vec::new());
        }
        let marked: Vec<char> = ['^'].into_iter().chain(typed.chars()).chain(['$']).collect();
        // Two slips leave one third of a word as it was.
        let thirds = marked.chunks(marked.len() / 3).filter_map(parts_of);
        let mut nearest = Vec::new();
        for word in self.sharing(&thirds.collect::<Vec<_>>().join(" OR "))? {
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

    fn sharing(&self, parts: &str) -> Result<Vec<String>, ReadError> {
        let sql = "SELECT word.text FROM part JOIN word ON word.id = part.rowid WHERE part MATCH ?1 LIMIT ?2";
        let mut candidates = self.database.prepare_cached(sql)?;
        let candidates = candidates.query_map((parts, MOST_COMPARED), |row| row.get(0))?;
        Ok(candidates.collect::<Result<_, _>>()?)
    }
}

/// An FTS5 query for words that have all three-letter parts of these letters; `None` when there are too few to tell.
fn parts_of(letters: &[char]) -> Option<String> {
    let parts = letters.windows(3).map(|part| format!("\"{}\"", part.iter().collect::<String>()));
    if letters.len() < 3 { None } else { Some(format!("({})", parts.collect::<Vec<_>>().join(" AND "))) }
}
