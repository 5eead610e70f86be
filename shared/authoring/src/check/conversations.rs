//! Random conversations over a form, answered in form order as a person would; the same seed gives the same ones.

use std::sync::Arc;

use guide::{Answer, Form, Interview, Kind, Question, Today};

/// An endless row of random conversations.
pub struct Conversations {
    begun: Interview,
    chance: Chance,
}

impl Conversations {
    /// Conversations over a form; equal seeds give equal conversations.
    #[must_use]
    pub fn over(form: Arc<Form>, seed: u64) -> Self {
        Self { begun: Interview::begin(form, Today { utc_ms: 0, offset_min: 0 }), chance: Chance(seed) }
    }
}

impl Iterator for Conversations {
    type Item = Interview;

    fn next(&mut self) -> Option<Interview> {
        let mut interview = self.begun.clone();
        let form = Arc::clone(interview.form());
        // Some tell much and some little; in tenths.
        let (told, yes) = ([3, 6, 9][self.chance.below(3)], [1, 5, 9][self.chance.below(3)]);
        for id in form.ids() {
            let question = form.question(id);
            if question.takes_answer() && interview.is_relevant(id) && self.chance.below(10) < told {
                // A refused answer is no answer, as in a real conversation.
                let _ = interview.answer(id, self.chance.answer(question, yes));
            }
        }
        Some(interview)
    }
}

/// `SplitMix64` (Steele, Lea, Flood 2014): small, and good enough to choose answers.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound; 0 when there is none below.
    fn below(&mut self, bound: usize) -> usize {
        // The remainder is far below the bound, which is a `usize`.
        usize::try_from(self.next() % (bound.max(1) as u64)).unwrap_or(0)
    }

    /// An answer; `yes` says in tenths how often a yes is chosen where there is one.
    fn answer(&mut self, question: &Question, yes: usize) -> Answer {
        let choices = &question.choices;
        match question.kind {
            Kind::SelectOne => {
                let affirmed = question.choice("yes").filter(|_| self.below(10) < yes);
                let chosen = affirmed.or_else(|| choices.get(self.below(choices.len())));
                Answer::Choice(chosen.map(|choice| choice.name.clone()).unwrap_or_default())
            }
            Kind::SelectMultiple | Kind::Rank => {
                let wanted = 1 + self.below(4);
                let names = (0..wanted).filter_map(|_| choices.get(self.below(choices.len())));
                let names: Vec<_> = names.cloned().collect();
                let alone = names.iter().find(|choice| choice.exclusive).cloned();
                let left = alone.map_or(names, |choice| vec![choice]);
                Answer::Choices(left.into_iter().map(|choice| choice.name).collect())
            }
            Kind::Integer | Kind::Decimal => Answer::Number(self.below(30).to_string()),
            Kind::Date => Answer::Text(format!("20{:02}-01-01", self.below(30))),
            _ => Answer::Text("words".to_owned()),
        }
    }
}
