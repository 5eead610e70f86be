//! Looking services up: which rows fit, in which order, and why.
//!
//! Rows lie in rank order, so the first fitting rows are the best ones and a short, common beginning of a word costs no
//! more than a rare one. Services whose name fits come before those that only mention the words. When no service has
//! all the words, words nobody wrote are replaced by nearly equal ones or left out; then services with some of the words
//! are given, those with the rarer words first; and when there is none, hotlines.

use std::collections::BTreeMap;

use directory::{COUNTED, Date, Found, Hit, LIMIT, Only, Query, Service, Why, hotlines, wanted};

use rusqlite::Row;

use crate::word::{Understood, Word, any_of};
use crate::{Listing, ReadError};

/// How many words are weighed against each other; those that tell least are not.
const MOST_WEIGHED: usize = 6;

/// What fits an expression and is shown on the day `?2`, where there is one.
const MATCHING: &str = "SELECT rowid FROM entry WHERE entry MATCH ?3 AND (?2 IS NULL OR NOT EXISTS \
                        (SELECT 1 FROM service WHERE rank = entry.rowid AND withdrawn <= ?2))";
/// All that is shown on that day.
const ALL: &str = "SELECT rank FROM service WHERE ?2 IS NULL OR withdrawn IS NULL OR withdrawn > ?2";

/// The rows of one part of the results, best first.
struct Page {
    total: u32,
    rows: Vec<i64>,
}

impl Listing {
    /// Looks up services that fit the query.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn search(&self, query: &Query) -> Result<Found, ReadError> {
        let open = match query.minute.filter(|_| query.only.contains(&Only::OpenNow)) {
            Some(minute) => self.open_at(minute)?,
            None => Vec::new(),
        };
        let tags = all_of(wanted(query, &self.tree(), &open).iter().map(|any| any_of(any)));
        let known = self.known_words(&query.words)?;
        if let Some(words) = &known {
            let page = self.with_all(query, words, tags.as_deref())?;
            if page.total > 0 {
                return self.found(query, page, |_| self.telling(words));
            }
        }
        let Understood { words, in_part } = self.understood(&query.words)?;
        // Guesses alone, with the rest of what was said left out, would answer another question.
        if words.is_empty() || (in_part && words.iter().all(|word| word.is_guess)) {
            return self.nearest(query);
        }
        let telling = self.telling(&words);
        if telling.is_empty() {
            return self.nearest(query);
        }
        // The same words need not be looked for twice.
        if known.as_ref() != Some(&words) {
            let page = self.with_all(query, &words, tags.as_deref())?;
            if page.total > 0 {
                return self.found(query, page, |_| telling.clone());
            }
        }
        self.with_some(query, &telling, tags.as_deref())
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

    /// The services that have some of the words; those whose words tell more come first.
    fn with_some(&self, query: &Query, words: &[&Word], tags: Option<&str>) -> Result<Found, ReadError> {
        let services = self.services()?;
        let mut weighed = Vec::new();
        for word in words {
            weighed.push((self.rarity(word, services)?, *word));
        }
        weighed.sort_by_key(|(rarity, _)| std::cmp::Reverse(*rarity));
        weighed.truncate(MOST_WEIGHED);
        let wanted = query.from.saturating_add(limit(query));
        let mut which: BTreeMap<i64, u32> = BTreeMap::new();
        let mut rows = Vec::new();
        let apart = self.never_together(&weighed)?;
        for set in heaviest_first(&weighed) {
            if rows.len() as u64 >= u64::from(wanted) {
                break;
            }
            if apart.iter().any(|pair| set & pair == *pair) {
                continue;
            }
            let named = all_of(members(set, &weighed).map(Word::expression));
            let Some(all) = named else { continue };
            let first = also(format!("name : ({all})"), tags);
            for row in self.in_two_parts(&first, &also(all, tags), query.today, 0, wanted)? {
                which.entry(row).or_insert_with(|| {
                    rows.push(row);
                    set
                });
            }
        }
        if rows.is_empty() && wanted > 0 {
            return self.nearest(query);
        }
        let any: Vec<String> = weighed.iter().map(|(_, word)| word.expression()).collect();
        let total = self.count(Some(&also(format!("({})", any.join(" OR ")), tags)), query.today)?;
        let rows = rows.into_iter().skip(query.from as usize).take(limit(query) as usize).collect();
        self.found(query, Page { total, rows }, |row| {
            let set = which.get(&row).copied().unwrap_or_default();
            // In the order in which they were typed.
            words.iter().copied().filter(|word| members(set, &weighed).any(|member| member == *word)).collect()
        })
    }

    /// The pairs of words that no service has both of, as sets.
    fn never_together(&self, weighed: &[(u32, &Word)]) -> Result<Vec<u32>, ReadError> {
        let mut apart = Vec::new();
        for (second, (_, word)) in weighed.iter().enumerate() {
            for (first, (_, other)) in weighed[..second].iter().enumerate() {
                let both = format!("{} AND {}", word.expression(), other.expression());
                if self.rows(Some(&both), None, 0, 1)?.is_empty() {
                    apart.push(1 << first | 1 << second);
                }
            }
        }
        Ok(apart)
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
        let total = self.count(all, query.today)?;
        let limit = limit(query);
        let rows = match (first, all) {
            (Some(first), Some(all)) => self.in_two_parts(first, all, query.today, query.from, limit)?,
            _ => self.rows(all, query.today, query.from, limit)?,
        };
        Ok(Page { total, rows })
    }

    /// Rows that fit `all`, those that also fit `first` in front.
    fn in_two_parts(
        &self,
        first: &str,
        all: &str,
        today: Option<Date>,
        from: u32,
        limit: u32,
    ) -> Result<Vec<i64>, ReadError> {
        let mut rows = self.rows(Some(first), today, from, limit)?;
        let missing = limit - u32::try_from(rows.len()).unwrap_or(limit);
        if missing > 0 {
            let passed = if from == 0 { 0 } else { from.saturating_sub(self.count(Some(first), today)?) };
            rows.extend(self.rows(Some(&format!("({all}) NOT ({first})")), today, passed, missing)?);
        }
        Ok(rows)
    }

    /// How many fit on a day, counted as far as [`COUNTED`].
    fn count(&self, wanted: Option<&str>, today: Option<Date>) -> Result<u32, ReadError> {
        let counted = |sql: &str| format!("SELECT count(*) FROM ({sql} LIMIT ?1)");
        let today = today.map(|day| day.to_string());
        let number = |row: &Row<'_>| row.get(0);
        let Some(wanted) = wanted else {
            return Ok(self.database.prepare_cached(&counted(ALL))?.query_row((COUNTED, today), number)?);
        };
        Ok(self.database.prepare_cached(&counted(MATCHING))?.query_row((COUNTED, today, wanted), number)?)
    }

    /// How many services there are: ranks have no gaps.
    fn services(&self) -> Result<u32, ReadError> {
        let sql = "SELECT coalesce(max(rank), 0) FROM service";
        Ok(self.database.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    fn rows(&self, wanted: Option<&str>, today: Option<Date>, from: u32, limit: u32) -> Result<Vec<i64>, ReadError> {
        let today = today.map(|day| day.to_string());
        let rank = |row: &Row<'_>| row.get(0);
        let Some(wanted) = wanted else {
            let sql = format!("{ALL} ORDER BY rank LIMIT ?1 OFFSET ?3");
            let mut rows = self.database.prepare_cached(&sql)?;
            return Ok(rows.query_map((limit, today, from), rank)?.collect::<Result<_, _>>()?);
        };
        let sql = format!("{MATCHING} ORDER BY rowid LIMIT ?1 OFFSET ?4");
        let mut rows = self.database.prepare_cached(&sql)?;
        Ok(rows.query_map((limit, today, wanted, from), rank)?.collect::<Result<_, _>>()?)
    }

    /// Whether one row fits.
    fn fits(&self, row: i64, wanted: &str) -> Result<bool, ReadError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE entry MATCH ?1 AND rowid = ?2)";
        Ok(self.database.prepare_cached(sql)?.query_row((wanted, row), |row| row.get(0))?)
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
            hits.push(Hit::of(service, place, why, query.today));
        }
        Ok(Found { total: page.total, hits, nearest: false })
    }

    /// Whether a word that begins so stands in the entry itself or in the names of its places.
    fn mentions(&self, service: &Service, beginning: &str) -> bool {
        let tree = self.tree();
        let in_places =
            || service.area.iter().flat_map(|id| tree.with_parents(id)).any(|place| place.mentions(beginning));
        service.mentions(beginning) || in_places()
    }

    /// Why a service was found by a word: by its name, by a need people describe so, by what is said about it, or by
    /// another word for that.
    fn why(&self, row: i64, service: &Service, names: &str, word: &Word) -> Result<Why, ReadError> {
        let mut names = names.split(' ');
        if !word.is_guess {
            if let Some(name) = names.find(|name| name.starts_with(&word.typed)) {
                return Ok(Why::Name(name.to_owned()));
            }
            for need in &service.needs {
                if self.is_said(need, &word.typed)? {
                    return Ok(Why::Need(need.clone()));
                }
            }
            let typed = word.typed.clone();
            return Ok(if self.mentions(service, &typed) { Why::Words(typed) } else { Why::OtherWord(typed) });
        }
        let typed = word.typed.clone();
        let similar = |word: &str| Why::Similar { typed: typed.clone(), word: word.to_owned() };
        if let Some(name) = names.find(|name| word.terms.iter().any(|term| term == name)) {
            return Ok(if name.contains(&typed) { Why::Name(typed) } else { similar(name) });
        }
        for term in &word.terms {
            if !self.fits(row, &format!("\"{term}\""))? {
                continue;
            }
            if self.mentions(service, term) {
                return Ok(if term.contains(&typed) { Why::Words(typed) } else { similar(term) });
            }
            for need in &service.needs {
                if self.is_said(need, term)? {
                    return Ok(Why::Need(need.clone()));
                }
            }
        }
        Ok(Why::OtherWord(typed))
    }
}

/// The words of a set: each is a bit, in their order.
fn members<'a>(set: u32, weighed: &[(u32, &'a Word)]) -> impl Iterator<Item = &'a Word> {
    weighed.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1).map(|(_, (_, word))| *word)
}

/// Every set of words, those that tell most first.
fn heaviest_first(weighed: &[(u32, &Word)]) -> Vec<u32> {
    let weight = |set: u32| -> u32 {
        weighed.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, (rarity, _))| rarity).sum()
    };
    let mut sets: Vec<u32> = (1..1 << weighed.len()).collect();
    sets.sort_by_key(|set| (std::cmp::Reverse(weight(*set)), *set));
    sets
}

fn limit(query: &Query) -> u32 {
    query.limit.min(LIMIT)
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
