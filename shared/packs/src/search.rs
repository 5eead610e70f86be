//! Looking services up: which rows fit, in which order, and why.
//!
//! Rows lie in rank order, so the first fitting rows are the best ones and a short, common beginning of a word costs no
//! more than a rare one. Services whose name fits come before those that only mention the words. When no service has
//! all the words, words nobody wrote are replaced by nearly equal ones or left out; then services with some of the words
//! are given; and when there is none, hotlines.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use directory::{Found, Hit, LIMIT, Only, Query, Service, Why, hotlines, tokens, wanted};

use crate::{Listing, ReadError};

/// How many words of a query are used, and how many letters are looked at to find them.
const MOST_WORDS: usize = 12;
const MOST_LETTERS: usize = 300;

/// How many services with some of the words are compared.
const MOST_COMPARED: u32 = 1000;

/// One typed word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// As typed, folded.
    pub(crate) typed: String,
    /// The words it may stand for; empty when it stands for itself and for all words it begins.
    pub(crate) meant: Vec<String>,
}

/// The rows of one part of the results, best first.
struct Page {
    total: u32,
    rows: Vec<i64>,
}

impl Listing {
    /// Looks up services that fit the query and certainly offer all of this.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn search(&self, query: &Query, only: &[Only]) -> Result<Found, ReadError> {
        let tags = all_of(wanted(query, only, &self.tree()).iter().map(|any| any_of(any)));
        let words = words_of(&query.words);
        let page = self.with_all(query, &words, tags.as_deref())?;
        if page.total > 0 {
            return self.found(query, page, |_| self.telling(&words));
        }
        let understood = self.understood(&words)?;
        // Guesses alone, with the rest of what was said left out, would answer another question.
        if understood.is_empty() || (understood.len() < words.len() && understood.iter().all(Word::is_guess)) {
            return self.nearest(query);
        }
        let page = self.with_all(query, &understood, tags.as_deref())?;
        if page.total > 0 && !self.telling(&understood).is_empty() {
            return self.found(query, page, |_| self.telling(&understood));
        }
        self.with_some(query, &self.telling(&understood), tags.as_deref())
    }

    /// The words that tell something; "I" and "not" stand in nearly every sentence.
    fn telling<'a>(&self, words: &'a [Word]) -> Vec<&'a Word> {
        words.iter().filter(|word| !self.is_common(&word.typed)).collect()
    }

    /// The services that have all the words; those that have them in their name come first.
    fn with_all(&self, query: &Query, words: &[Word], tags: Option<&str>) -> Result<Page, ReadError> {
        let wanted = all_of(words.iter().map(Word::expression));
        let named = wanted.as_ref().map(|wanted| format!("name : ({wanted})"));
        let first = named.map(|named| also(named, tags));
        let all = all_of(wanted.into_iter().chain(tags.map(str::to_owned)));
        self.page(query, first.as_deref(), all.as_deref())
    }

    /// The services that have some of the words; those with more of them come first.
    fn with_some(&self, query: &Query, words: &[&Word], tags: Option<&str>) -> Result<Found, ReadError> {
        let mut which: BTreeMap<i64, Vec<&Word>> = BTreeMap::new();
        for word in words {
            for row in self.rows(Some(&also(word.expression(), tags)), 0, MOST_COMPARED)? {
                which.entry(row).or_default().push(word);
            }
        }
        if which.is_empty() {
            return self.nearest(query);
        }
        let mut rows: Vec<i64> = which.keys().copied().collect();
        rows.sort_by_key(|row| Reverse(which[row].len()));
        let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let rows = rows.into_iter().skip(query.from as usize).take(limit(query) as usize).collect();
        self.found(query, Page { total, rows }, |row| which[&row].clone())
    }

    /// Hotlines, for when nothing fits: those of the place, else all.
    fn nearest(&self, query: &Query) -> Result<Found, ReadError> {
        let tree = self.tree();
        for place in [query.place.as_deref(), None] {
            let hotlines = all_of(hotlines(place, &tree).iter().map(|any| any_of(any)));
            let page = self.page(query, None, hotlines.as_deref())?;
            if page.total > 0 {
                let anything = Query { need: None, ..query.clone() };
                return Ok(Found { nearest: true, ..self.found(&anything, page, |_| Vec::new())? });
            }
        }
        Ok(Found { total: 0, hits: Vec::new(), nearest: false })
    }

    /// One page of everything that fits, with what also fits `first` in front. `None` fits everything.
    fn page(&self, query: &Query, first: Option<&str>, all: Option<&str>) -> Result<Page, ReadError> {
        let total = self.count(all)?;
        let limit = limit(query);
        let (Some(first), Some(every)) = (first, all) else {
            return Ok(Page { total, rows: self.rows(all, query.from, limit)? });
        };
        let mut rows = self.rows(Some(first), query.from, limit)?;
        let missing = limit - u32::try_from(rows.len()).unwrap_or(limit);
        if missing > 0 && total > query.from {
            let passed = query.from.saturating_sub(self.count(Some(first))?);
            rows.extend(self.rows(Some(&format!("({every}) NOT ({first})")), passed, missing)?);
        }
        Ok(Page { total, rows })
    }

    fn count(&self, wanted: Option<&str>) -> Result<u32, ReadError> {
        let sql = match wanted {
            Some(_) => "SELECT count(*) FROM entry WHERE entry MATCH ?1",
            None => "SELECT count(*) FROM service",
        };
        let mut count = self.database.prepare_cached(sql)?;
        Ok(count.query_row(rusqlite::params_from_iter(wanted), |row| row.get(0))?)
    }

    fn rows(&self, wanted: Option<&str>, from: u32, limit: u32) -> Result<Vec<i64>, ReadError> {
        let sql = match wanted {
            Some(_) => "SELECT rowid FROM entry WHERE entry MATCH ?3 ORDER BY rowid LIMIT ?2 OFFSET ?1",
            None => "SELECT rank FROM service ORDER BY rank LIMIT ?2 OFFSET ?1",
        };
        let mut rows = self.database.prepare_cached(sql)?;
        let rows = match wanted {
            Some(wanted) => rows.query_map((from, limit, wanted), |row| row.get(0))?.collect::<Result<_, _>>(),
            None => rows.query_map((from, limit), |row| row.get(0))?.collect(),
        };
        Ok(rows?)
    }

    /// Whether one row fits.
    fn fits(&self, row: i64, wanted: &str) -> Result<bool, ReadError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE entry MATCH ?1 AND rowid = ?2)";
        Ok(self.database.prepare_cached(sql)?.query_row((wanted, row), |row| row.get(0))?)
    }

    /// Words that no service has, replaced by what was probably meant; those that nothing is near to are left out.
    fn understood(&self, words: &[Word]) -> Result<Vec<Word>, ReadError> {
        let mut understood = Vec::new();
        for word in words {
            if !self.rows(Some(&word.expression()), 0, 1)?.is_empty() {
                understood.push(word.clone());
                continue;
            }
            let meant = self.similar(&word.typed)?;
            if !meant.is_empty() {
                understood.push(Word { meant, ..word.clone() });
            }
        }
        Ok(understood)
    }

    fn found<'a>(&self, query: &Query, page: Page, words: impl Fn(i64) -> Vec<&'a Word>) -> Result<Found, ReadError> {
        let mut hits = Vec::new();
        let mut read = self.database.prepare_cached("SELECT name_words, body FROM service WHERE rank = ?1")?;
        for row in page.rows {
            let (names, body): (String, String) = read.query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let service: Service = serde_json::from_str(&body)?;
            let place = service.area.first().map(|place| self.place_name(place)).unwrap_or_default();
            let mut why: Vec<Why> = query.need.iter().cloned().map(Why::Need).collect();
            for word in words(row) {
                why.push(self.why(row, &service, &names, word)?);
            }
            why.dedup();
            hits.push(Hit::of(service, place, why));
        }
        Ok(Found { total: page.total, hits, nearest: false })
    }

    /// Why a service was found by a word: by its name, by a need people describe so, or by what is said about it.
    fn why(&self, row: i64, service: &Service, names: &str, word: &Word) -> Result<Why, ReadError> {
        let mut names = names.split(' ');
        if word.meant.is_empty() {
            let begins = |other: &str| other.starts_with(&word.typed);
            if let Some(name) = names.find(|name| begins(name)) {
                return Ok(Why::Name(name.to_owned()));
            }
            let need = service.needs.iter().find(|need| self.need_has(need, |other| begins(other)));
            return Ok(need.map_or_else(|| Why::Words(word.typed.clone()), |need| Why::Need(need.clone())));
        }
        let in_name = names.find(|name| word.meant.iter().any(|meant| meant == name));
        let mut meant = in_name;
        for other in &word.meant {
            if meant.is_none() && self.fits(row, &format!("\"{other}\""))? {
                meant = Some(other);
            }
        }
        let meant = meant.unwrap_or(&word.typed);
        Ok(if !meant.contains(&word.typed) {
            Why::Similar { typed: word.typed.clone(), word: meant.to_owned() }
        } else if in_name.is_some() {
            Why::Name(word.typed.clone())
        } else {
            Why::Words(word.typed.clone())
        })
    }
}

impl Word {
    /// Whether nobody wrote the word itself.
    fn is_guess(&self) -> bool {
        !self.meant.is_empty()
    }

    /// Tokens hold letters, digits and marks only, so nothing in them can end the quotation.
    fn expression(&self) -> String {
        if self.meant.is_empty() { format!("\"{}\" *", self.typed) } else { any_of(&self.meant) }
    }
}

/// The distinct words of what was typed.
fn words_of(typed: &str) -> Vec<Word> {
    let typed: String = typed.chars().take(MOST_LETTERS).collect();
    let mut words: Vec<Word> = Vec::new();
    for typed in tokens(&typed) {
        if words.len() < MOST_WORDS && words.iter().all(|word| word.typed != typed) {
            words.push(Word { typed, meant: Vec::new() });
        }
    }
    words
}

fn limit(query: &Query) -> u32 {
    query.limit.min(LIMIT)
}

fn any_of(tokens: &[String]) -> String {
    let quoted: Vec<String> = tokens.iter().map(|token| format!("\"{token}\"")).collect();
    format!("({})", quoted.join(" OR "))
}

/// `None`, which fits everything, when there are no parts.
fn all_of(parts: impl IntoIterator<Item = String>) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().collect();
    if parts.is_empty() { None } else { Some(parts.join(" AND ")) }
}

fn also(wanted: String, tags: Option<&str>) -> String {
    match tags {
        Some(tags) => format!("{wanted} AND {tags}"),
        None => wanted,
    }
}
