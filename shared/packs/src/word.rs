//! The words of a query: what each stands for in the index, and how much it tells.

use directory::{is_unspaced, runs, tokens};
use roaring::RoaringBitmap;
use rusqlite::{OptionalExtension as _, Row};

use crate::listing::end_of;
use crate::{Listing, ReadError};

/// How many words of a query are used, and how many letters are looked at to find them.
const MOST_WORDS: usize = 12;
const MOST_LETTERS: usize = 300;
/// How many words that begin as the typed one are looked up one by one.
pub const MOST_TERMS: u32 = 20;
/// The longest word that is looked for in a phrase without spaces, and the shortest that tells something, in letters.
const LONGEST_CUT: usize = 24;
const SHORTEST_CUT: usize = 2;

/// One typed word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// As typed, folded.
    pub(crate) typed: String,
    /// The words of the index it stands for; empty when they are more than [`MOST_TERMS`].
    pub(crate) terms: Vec<Term>,
    /// The services that have any of them.
    pub(crate) rows: RoaringBitmap,
    /// Those that have it in their names.
    pub(crate) named: RoaringBitmap,
    /// Whether nobody wrote it so: the terms are only near to it.
    pub(crate) is_guess: bool,
}

/// A word of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) text: String,
    /// The services that have it.
    pub(crate) rows: RoaringBitmap,
    named: RoaringBitmap,
}

impl Word {
    /// How rare it is among so many services: it tells more, the fewer have it.
    pub(crate) fn rarity(&self, services: u32) -> u32 {
        let having = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        // A guess tells a little less than a word.
        ((1 + 8 * u64::from(services) / u64::from(having.max(1))).ilog2() * 2).saturating_sub(self.is_guess.into())
    }

    fn of(typed: &str, terms: Vec<Term>, is_guess: bool) -> Self {
        let (mut rows, mut named) = (RoaringBitmap::new(), RoaringBitmap::new());
        for term in &terms {
            rows |= &term.rows;
            named |= &term.named;
        }
        Self { typed: typed.to_owned(), terms, rows, named, is_guess }
    }
}

/// What was understood of a query in which not every word is known.
pub(crate) struct Understood {
    pub(crate) words: Vec<Word>,
    /// Whether something of it was left out.
    pub(crate) in_part: bool,
}

impl Listing {
    /// The words of what was typed, if the index knows each of them.
    pub(crate) fn known_words(&self, typed: &str) -> Result<Option<Vec<Word>>, ReadError> {
        let mut words: Vec<Word> = Vec::new();
        for typed in tokens(&begun(typed)) {
            if words.len() == MOST_WORDS || words.iter().any(|word| word.typed == typed) {
                continue;
            }
            match self.known(&typed)? {
                Some(word) => words.push(word),
                None => return Ok(None),
            }
        }
        Ok(Some(words))
    }

    /// What can be understood of what was typed: unknown words stand for what was probably meant, or are left out.
    pub(crate) fn understood(&self, typed: &str) -> Result<Understood, ReadError> {
        let mut understood = Understood { words: Vec::new(), in_part: false };
        for run in runs(&begun(typed)) {
            let words = if is_unspaced(&run) { self.cut(&run)? } else { self.meant(&run)?.into_iter().collect() };
            understood.in_part |= words.is_empty();
            for word in words {
                if understood.words.len() < MOST_WORDS && understood.words.iter().all(|other| other.typed != word.typed)
                {
                    understood.words.push(word);
                }
            }
        }
        Ok(understood)
    }

    /// A word that the index has, or that begins words it has.
    fn known(&self, typed: &str) -> Result<Option<Word>, ReadError> {
        let sql = "SELECT rows, named FROM beginning WHERE text = ?1";
        let mut beginning = self.database.prepare_cached(sql)?;
        if let Some(row) = beginning.query([typed])?.next()? {
            let (rows, named) = (self.rows_in(row, 0)?, self.rows_in(row, 1)?);
            return Ok(Some(Word { typed: typed.to_owned(), terms: Vec::new(), rows, named, is_guess: false }));
        }
        let sql = "SELECT text, rows, named FROM word WHERE text >= ?1 AND text < ?2 ORDER BY text LIMIT ?3";
        let mut begun = self.database.prepare_cached(sql)?;
        let begun = begun.query_and_then((typed, end_of(typed), MOST_TERMS), |row| self.term(row))?;
        let terms: Vec<Term> = begun.collect::<Result<_, _>>()?;
        Ok(if terms.is_empty() { None } else { Some(Word::of(typed, terms, false)) })
    }

    fn meant(&self, typed: &str) -> Result<Option<Word>, ReadError> {
        match self.known(typed)? {
            Some(word) => Ok(Some(word)),
            // What people say for a need is no slip of another word, though nothing here meets that need.
            None if self.is_said_at_all(typed)? => Ok(None),
            None => self.guess(typed, &self.similar(typed)?),
        }
    }

    fn term(&self, row: &Row<'_>) -> Result<Term, ReadError> {
        Ok(Term { text: row.get(0)?, rows: self.rows_in(row, 1)?, named: self.rows_in(row, 2)? })
    }

    /// What was typed stands for these words of the index, which are near to it; `None` when there are none.
    fn guess(&self, typed: &str, near: &[String]) -> Result<Option<Word>, ReadError> {
        let mut read = self.database.prepare_cached("SELECT text, rows, named FROM word WHERE text = ?1")?;
        let mut terms = Vec::new();
        for text in near {
            terms.extend(read.query_and_then([text], |row| self.term(row))?.next().transpose()?);
        }
        Ok(if terms.is_empty() { None } else { Some(Word::of(typed, terms, true)) })
    }

    /// The words in a phrase without spaces, cut along the words that the index has. A slip of the finger moves the cuts
    /// around it, so what is left between two known words is also tried together with them.
    fn cut(&self, run: &str) -> Result<Vec<Word>, ReadError> {
        let pieces = self.pieces(run)?;
        let mut words = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let Piece { text, is_known } = &pieces[at];
            if *is_known {
                words.extend(self.known(text)?);
                at += 1;
                continue;
            }
            if let Some((from, to, word)) = self.slipped_around(&pieces, at)? {
                // The known word before was a part of it.
                words.truncate(words.len() - (at - from).min(words.len()));
                words.push(word);
                at = to;
            } else {
                if text.chars().count() >= SHORTEST_CUT {
                    words.extend(self.meant(text)?);
                }
                at += 1;
            }
        }
        Ok(words)
    }

    /// The longest stretch around an unknown piece that one slip made of a word: where it begins, ends, and what was meant.
    fn slipped_around(&self, pieces: &[Piece], at: usize) -> Result<Option<(usize, usize, Word)>, ReadError> {
        let (before, after) = (at.saturating_sub(1), (at + 2).min(pieces.len()));
        for (from, to) in [(before, after), (before, at + 1), (at, after), (at, at + 1)] {
            let text: String = pieces[from..to].iter().map(|piece| piece.text.as_str()).collect();
            if let Some(word) = self.guess(&text, &self.slipped(&text)?)? {
                return Ok(Some((from, to, word)));
            }
        }
        Ok(None)
    }

    /// A phrase divided so that known words, the longer the better, cover as much of it as can be.
    fn pieces(&self, run: &str) -> Result<Vec<Piece>, ReadError> {
        let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
        let letters = ends.len() - 1;
        let first = "SELECT text FROM word WHERE text >= ?1 AND text < ?2 ORDER BY text LIMIT 1";
        let mut first = self.database.prepare_cached(first)?;
        // For each beginning of the phrase: what its best cut is worth, where its last piece begins, and whether it is known.
        let mut best = vec![(0, 0, false); letters + 1];
        for from in 0..letters {
            let so_far = best[from].0;
            // A letter that is a part of no word.
            best[from + 1] = best[from + 1].max((so_far, from, false));
            for to in from + SHORTEST_CUT..=letters.min(from + LONGEST_CUT) {
                let (long, text) = (to - from, &run[ends[from]..ends[to]]);
                let begun = first.query_row((text, end_of(text)), |row| row.get::<_, String>(0)).optional()?;
                // What begins no word begins none when it is longer.
                let Some(word) = begun else { break };
                // The beginning of a word tells less than the whole.
                let worth = so_far + if word == text { long * long } else { long * (long - 1) };
                if worth > best[to].0 {
                    best[to] = (worth, from, true);
                }
            }
        }
        let mut pieces: Vec<Piece> = Vec::new();
        let mut to = letters;
        while to > 0 {
            let (_, from, is_known) = best[to];
            let text = &run[ends[from]..ends[to]];
            match pieces.last_mut() {
                Some(after) if !is_known && !after.is_known => after.text.insert_str(0, text),
                _ => pieces.push(Piece { text: text.to_owned(), is_known }),
            }
            to = from;
        }
        pieces.reverse();
        Ok(pieces)
    }
}

/// A part of a phrase without spaces.
struct Piece {
    text: String,
    /// Whether the index has it as a word.
    is_known: bool,
}

/// As much of what was typed as is looked at.
fn begun(typed: &str) -> String {
    typed.chars().take(MOST_LETTERS).collect()
}
