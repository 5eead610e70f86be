//! Whether people find what is right for them, in the words they use, and with a slip of the finger in them.

use directory::Query;
use directory_tests::{Judged, LANGUAGES, ROUND, alphabet, judged, made, opened, real, slip};
use packs::Listing;

/// How many results a person looks at.
const FIRST: u32 = 5;
/// How many slips are tried in each query.
const SLIPS: usize = 5;

/// Of a thousand queries, how many must find what is right.
const LEAST_FOUND: usize = 950;
const LEAST_FOUND_WITH_A_SLIP: usize = 850;

/// The directories they are looked up in.
struct Both {
    real: Listing,
    made: Listing,
}

impl Both {
    /// Whether one of the right entries is among the first that fit. Hotlines that are offered because nothing fits do
    /// not count, whichever they are.
    fn finds(&self, words: &str, query: &Judged) -> bool {
        let listing = if query.is_made { &self.made } else { &self.real };
        let (words, place) = (words.to_owned(), query.place.clone());
        let asked = Query { words, place, lang: query.lang.clone(), limit: FIRST, ..Query::default() };
        let found = listing.search(&asked).expect("every query is answered");
        !found.nearest && found.hits.iter().any(|hit| query.right.contains(&hit.id))
    }
}

/// Found, and looked for.
#[derive(Default)]
struct Share(usize, usize);

impl Share {
    fn count(&mut self, found: bool) {
        self.0 += usize::from(found);
        self.1 += 1;
    }

    fn permille(&self) -> usize {
        self.0 * 1000 / self.1
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let permille = self.permille();
        write!(out, "{} of {} ({}.{} %)", self.0, self.1, permille / 10, permille % 10)
    }
}

#[test]
fn what_is_right_is_among_the_first_in_every_language() {
    let both = Both { real: opened(real()), made: opened(made(*ROUND, 1)) };
    let all = judged();
    for lang in LANGUAGES {
        let mut random = fastrand::Rng::with_seed(11);
        let letters = alphabet(lang, &all);
        let (mut plain, mut slipped) = (Share::default(), Share::default());
        for query in all.iter().filter(|query| query.lang == lang) {
            let found = both.finds(&query.words, query);
            plain.count(found);
            if !found {
                println!("{lang}: not found by {:?}", query.words);
            }
            for words in (0..SLIPS).filter_map(|_| slip(&query.words, &letters, &mut random)) {
                let found = both.finds(&words, query);
                slipped.count(found);
                if !found {
                    println!("{lang}: not found by {words:?} for {:?}", query.words);
                }
            }
        }
        println!("= {lang}: {plain} found among the first {FIRST}; with a slip of the finger {slipped}");
        assert!(plain.1 >= 30, "{lang}: too few to judge by");
        assert!(plain.permille() >= LEAST_FOUND, "{lang}: {plain}");
        assert!(slipped.permille() >= LEAST_FOUND_WITH_A_SLIP, "{lang}: {slipped}");
    }
}
