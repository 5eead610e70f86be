//! The rule of a reading: data a reviewer can read, with its source. It decides over signs, in words, first match wins.

use std::cell::Cell;
use std::collections::BTreeMap;

use i18n::Text;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::reading::Tally;
use crate::sign::{Sign, Strength};

/// How the answers of one form are read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stored with every reading: `c-reading-1`. Changes whenever the rule does.
    pub id: String,
    /// The form it reads: `suluh_c`.
    pub form: String,
    /// Where the rule comes from.
    pub source: String,
    /// The lists of signs that its strengths come from. Several may apply to one conversation.
    pub lists: Vec<List>,
    /// Where signs are shown, in order.
    pub areas: Vec<Area>,
    /// A dimension is positive when its rated signs reach any of these, in any one list that applies.
    pub positive: Vec<Threshold>,
    /// In order; the first whose condition holds is the reading.
    pub statements: Vec<Statement>,
    /// What other tools calculate for the same answers, to prove that both say the same.
    pub twin: Twin,
    /// Dimensions that no statement may need: for children the means, since a child cannot consent (UN Trafficking
    /// Protocol, article 3).
    #[serde(default)]
    pub not_needed: Vec<String>,
    /// Each sign in words, by code. Written in its own file and put in when the pack is built.
    #[serde(default)]
    pub signs: BTreeMap<String, Text>,
}

/// A list of signs, and how strongly it counts each. A strength is never carried from one list to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// `A-L`: adults, labour.
    pub id: String,
    /// What it is and where it comes from, in words for reviewers.
    pub source: String,
    /// When it applies. Decided before any strength is: here every dimension is not positive and without a strong sign.
    pub applies: Condition,
    /// The strength of each sign by its code; one that is not there is unrated. `None`: as the rows of the form have them.
    #[serde(default)]
    pub strengths: Option<BTreeMap<String, Strength>>,
}

/// A part of the story that signs are shown under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Internal: `offer`, `before`, `work`, `held`.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// The dimensions whose signs are shown here.
    pub dimensions: Vec<String>,
    /// Codes shown here whatever their dimension; a trailing `*` stands for any ending.
    #[serde(default)]
    pub signs: Vec<String>,
}

/// At least this many signs of each strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Threshold {
    /// Strong ones.
    pub strong: u32,
    /// Medium ones.
    pub medium: u32,
    /// Weak ones.
    pub weak: u32,
    /// Medium and weak ones together.
    pub medium_or_weak: u32,
}

/// One possible reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Internal: `signs_specialist`. Several entries may lead to the same one.
    pub id: String,
    /// How much it asks for: of the readings of one conversation the one with the highest level is said. Never shown.
    pub level: u8,
    /// The note of the form that says it; none where the form goes on without a word.
    #[serde(default)]
    pub note: Option<String>,
    /// When it holds.
    pub when: Condition,
}

/// When a statement holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Every one holds; always, when there are none.
    All(#[serde(deserialize_with = "inner")] Vec<Condition>),
    /// At least one holds.
    Any(#[serde(deserialize_with = "inner")] Vec<Condition>),
    /// It does not hold.
    Not(#[serde(deserialize_with = "inner")] Box<Condition>),
    /// The dimension is positive.
    Positive(String),
    /// The dimension has at least this many strong signs.
    Strong {
        /// The dimension.
        dimension: String,
        /// How many.
        at_least: u32,
    },
    /// Any sign of these dimensions, rated or not.
    AnySign {
        /// The dimensions.
        dimensions: Vec<String>,
        /// Codes that do not count.
        #[serde(default)]
        except: Vec<String>,
    },
    /// The choice is taken.
    Answered {
        /// Bare name of the question.
        question: String,
        /// Name of the choice.
        choice: String,
    },
    /// The choice is taken and no other.
    Only {
        /// Bare name of the question.
        question: String,
        /// Name of the choice.
        choice: String,
    },
    /// Choices are taken other than these.
    AnyOther {
        /// Bare name of the question.
        question: String,
        /// Names of choices that do not count.
        except: Vec<String>,
        /// How many at least.
        #[serde(default = "one")]
        at_least: u32,
    },
}

fn one() -> u32 {
    1
}

/// Most conditions inside each other. A rule comes from outside, and reading, judging and dropping it nest as deep as it does.
const DEEPEST: u32 = 64;

thread_local! {
    /// How deep the condition now read lies; each format has its own reader, so none of them could count it.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Reads what lies inside a condition, unless it lies too deep.
fn inner<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    let depth = DEPTH.get();
    if depth == DEEPEST {
        return Err(D::Error::custom("conditions nest too deep"));
    }
    DEPTH.set(depth + 1);
    let read = T::deserialize(from);
    DEPTH.set(depth);
    read
}

/// The calculations of the form that must come to the same as the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// The calculation that gives the statement: `c_read`.
    pub statement: String,
    /// The calculations of each dimension.
    #[serde(default)]
    pub dimensions: Vec<DimensionTwin>,
}

/// The calculations for one dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionTwin {
    /// The dimension: `D1`.
    pub dimension: String,
    /// The calculation that counts strong signs.
    pub strong: String,
    /// The calculation that counts medium signs.
    pub medium: String,
    /// The calculation that counts weak signs.
    pub weak: String,
    /// The calculation that is `1` when the dimension is positive.
    pub positive: String,
}

impl Rule {
    /// The names of the questions that its conditions look at, repeated ones too.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        let lists = self.lists.iter().map(|list| &list.applies);
        self.statements.iter().map(|statement| &statement.when).chain(lists).flat_map(Condition::questions)
    }

    /// Whether so many signs make a dimension positive.
    #[must_use]
    pub fn is_positive(&self, tally: Tally) -> bool {
        self.positive.iter().any(|threshold| threshold.is_reached(tally))
    }
}

impl List {
    /// How strongly it counts a sign.
    #[must_use]
    pub fn strength(&self, sign: &Sign) -> Strength {
        match &self.strengths {
            Some(own) => own.get(&sign.code).copied().unwrap_or(Strength::Unrated),
            None => sign.strength,
        }
    }
}

impl Condition {
    /// The names of the questions it looks at.
    fn questions(&self) -> Vec<&str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::questions).collect(),
            Self::Not(inner) => inner.questions(),
            Self::Positive(_) | Self::Strong { .. } | Self::AnySign { .. } => Vec::new(),
            Self::Answered { question, .. } | Self::Only { question, .. } | Self::AnyOther { question, .. } => {
                vec![question]
            }
        }
    }
}

impl Threshold {
    /// Whether so many signs reach it.
    #[must_use]
    pub fn is_reached(self, tally: Tally) -> bool {
        tally.strong >= self.strong
            && tally.medium >= self.medium
            && tally.weak >= self.weak
            && tally.medium.saturating_add(tally.weak) >= self.medium_or_weak
    }
}

impl Area {
    /// Whether it names the code itself, whatever the dimension.
    #[must_use]
    pub fn names(&self, code: &str) -> bool {
        self.signs.iter().any(|sign| match sign.strip_suffix('*') {
            Some(start) => code.starts_with(start),
            None => code == sign,
        })
    }
}
