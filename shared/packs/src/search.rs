//! Looking services up: which rows fit, in which order, and why.
//!
//! Rows lie in rank order, so the first fitting rows are the best ones. Which services have a word is a set of ranks in the
//! index, so what has several words is what their sets share. Services whose name fits come before those that only mention
//! the words. When no service has all the words, words nobody wrote are replaced by nearly equal ones or left out; then
//! services with some of the words are given, those with the rarer words first; and when there is none, hotlines.

use std::collections::BTreeMap;

use directory::{COUNTED, Date, Found, Hit, LIMIT, Only, Query, Service, Why, hotlines, wanted};
use roaring::RoaringBitmap;

use crate::word::{Understood, Word};
use crate::{Listing, ReadError};

/// How many words are weighed against each other; those that tell least are not.
const MOST_WEIGHED: usize = 6;

/// The rows of one part of the results, best first.
struct Page {
    total: u32,
    rows: Vec<u32>,
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
        let shown = self.shown(query.today)?;
        let fitting = self.tagged(&wanted(query, &self.tree(), &open), &shown)?;
        let known = self.known_words(&query.words)?;
        if let Some(words) = &known {
            let page = with_all(query, words, &fitting);
            if page.total > 0 {
                return self.found(query, page, |_| self.telling(words));
            }
        }
        let Understood { words, in_part } = self.understood(&query.words)?;
        // Guesses alone, with the rest of what was said left out, would answer another question.
        if words.is_empty() || (in_part && words.iter().all(|word| word.is_guess)) {
            return self.nearest(query, &shown);
        }
        let telling = self.telling(&words);
        if telling.is_empty() {
            return self.nearest(query, &shown);
        }
        // The same words need not be looked for twice.
        if known.as_ref() != Some(&words) {
            let page = with_all(query, &words, &fitting);
            if page.total > 0 {
                return self.found(query, page, |_| telling.clone());
            }
        }
        match self.with_some(query, &telling, &fitting)? {
            Some(found) => Ok(found),
            None => self.nearest(query, &shown),
        }
    }

    /// The words that tell something; "I" and "not" stand in nearly every sentence.
    fn telling<'a>(&self, words: &'a [Word]) -> Vec<&'a Word> {
        words.iter().filter(|word| !self.is_common(&word.typed)).collect()
    }

    /// All that is found on a day.
    fn shown(&self, today: Option<Date>) -> Result<RoaringBitmap, ReadError> {
        let mut shown = RoaringBitmap::new();
        shown.insert_range(1..=self.services);
        if let Some(today) = today {
            let mut withdrawn = self.database.prepare_cached("SELECT rank FROM service WHERE withdrawn <= ?1")?;
            for rank in withdrawn.query_map([today.to_string()], |row| row.get::<_, u32>(0))? {
                shown.remove(rank?);
            }
        }
        Ok(shown)
    }

    /// Those of these rows that have, of each list of tags, at least one.
    fn tagged(&self, wanted: &[Vec<String>], rows: &RoaringBitmap) -> Result<RoaringBitmap, ReadError> {
        let mut read = self.database.prepare_cached("SELECT rows FROM tag WHERE text = ?1")?;
        let mut fitting = rows.clone();
        for any in wanted {
            let mut having = RoaringBitmap::new();
            for tag in any {
                if let Some(row) = read.query([tag])?.next()? {
                    having |= self.rows_in(row, 0)?;
                }
            }
            fitting &= having;
        }
        Ok(fitting)
    }

    /// The services that have some of the words; those whose words tell more come first. `None` when there are none.
    fn with_some(&self, query: &Query, words: &[&Word], fitting: &RoaringBitmap) -> Result<Option<Found>, ReadError> {
        let mut weighed: Vec<(u32, &Word)> = words.iter().map(|word| (word.rarity(self.services), *word)).collect();
        weighed.sort_by_key(|(rarity, _)| std::cmp::Reverse(*rarity));
        weighed.truncate(MOST_WEIGHED);
        let any = weighed.iter().fold(RoaringBitmap::new(), |any, (_, word)| any | (fitting & &word.rows));
        if any.is_empty() {
            return Ok(None);
        }
        let until = query.from.saturating_add(limit(query)) as usize;
        let mut which: BTreeMap<u32, u32> = BTreeMap::new();
        let mut rows: Vec<u32> = Vec::new();
        for set in heaviest_first(&weighed) {
            if until <= rows.len() {
                break;
            }
            let (named, mentioned) = in_two_parts(members(set, &weighed), fitting);
            for row in named.iter().chain(&mentioned).take(until) {
                which.entry(row).or_insert_with(|| {
                    rows.push(row);
                    set
                });
            }
        }
        rows.truncate(until);
        let rows = rows.split_off((query.from as usize).min(rows.len()));
        let page = Page { total: counted(&any), rows };
        self.found(query, page, |row| {
            let set = which.get(&row).copied().unwrap_or_default();
            // In the order in which they were typed.
            words.iter().copied().filter(|word| members(set, &weighed).any(|member| member == *word)).collect()
        })
        .map(Some)
    }

    /// Hotlines, for when nothing fits: those of the place, else all.
    fn nearest(&self, query: &Query, shown: &RoaringBitmap) -> Result<Found, ReadError> {
        let tree = self.tree();
        for place in [query.place.as_deref(), None] {
            let page = with_all(query, &[], &self.tagged(&hotlines(place, &tree), shown)?);
            if page.total > 0 {
                let anything = Query { need: None, ..query.clone() };
                return Ok(Found { nearest: true, ..self.found(&anything, page, |_| Vec::new())? });
            }
        }
        Ok(Found { total: 0, hits: Vec::new(), nearest: false })
    }

    fn found<'a>(&self, query: &Query, page: Page, words: impl Fn(u32) -> Vec<&'a Word>) -> Result<Found, ReadError> {
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
    fn why(&self, row: u32, service: &Service, names: &str, word: &Word) -> Result<Why, ReadError> {
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
        if let Some(name) = names.find(|name| word.terms.iter().any(|term| term.text == *name)) {
            return Ok(if name.contains(&typed) { Why::Name(typed) } else { similar(name) });
        }
        for term in word.terms.iter().filter(|term| term.rows.contains(row)).map(|term| term.text.as_str()) {
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

/// One page of the rows that have all the words; those that have them in their name come first.
fn with_all(query: &Query, words: &[Word], fitting: &RoaringBitmap) -> Page {
    let (named, mentioned) = in_two_parts(words.iter(), fitting);
    let rows = named.iter().chain(&mentioned).skip(query.from as usize).take(limit(query) as usize).collect();
    Page { total: counted(&(named | mentioned)), rows }
}

/// Those of the fitting rows that have all the words in their name, and the others that have them.
fn in_two_parts<'a>(words: impl Iterator<Item = &'a Word>, fitting: &RoaringBitmap) -> (RoaringBitmap, RoaringBitmap) {
    let (mut named, mut all) = (fitting.clone(), fitting.clone());
    for word in words {
        named &= &word.named;
        all &= &word.rows;
    }
    all -= &named;
    (named, all)
}

/// How many there are, as far as they are counted.
fn counted(rows: &RoaringBitmap) -> u32 {
    u32::try_from(rows.len()).unwrap_or(COUNTED).min(COUNTED)
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
