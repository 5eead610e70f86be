//! Questionnaires: a compiled form, the answers of one conversation, what is asked next, and readings with their reasons.
//!
//! Pure: no clock, no file, no randomness. A [`Form`] comes from the `authoring` crate through a pack; an [`Interview`] holds
//! one conversation over it and recalculates only what an answer touches; a [`Rule`] over the signs in the form gives a
//! [`Reading`]: words and the answers behind them, never a number.
//!
//! # Semantics
//!
//! As `JavaRosa` and `xforms-engine` agree, compared with `JavaRosa` over forms of others, random formulas and scripts. Where
//! the two differ, or one of them stops with an error, it is decided here:
//!
//! | | decided | why |
//! |---|---|---|
//! | order in a select-multiple | of the list | who ticks the same has answered the same |
//! | an answer that is no longer offered | taken away at once, and what depends on it worked out; back with its choice | nothing stale is ever read, and a slip loses no answers |
//! | a number of repeat instances that is told | exactly so many; none before it is told, and no change when it is cleared | what is shown is what was said |
//! | a number of instances above 1,000 | 1,000 | a slip in a number must not exhaust the phone |
//! | a number of instances, or a filter, that depends on itself in the end | what is lost on the way comes back with the next answer at the earliest | it could go and come for ever |
//! | a smaller number of instances | those at the end are kept and come back | a slip in a number loses no answers |
//! | `max` and `min` over something empty | passed over | an unanswered question has no number |
//! | space around what a text puts out | kept inside, left out at either end | as it was written |
//! | a calculation that is true or false | `true`, `false`; in formulas a truth | readable, and no number |
//! | a calculation that is a date | `2026-11-22`; in formulas a date | no time is made up |
//! | a very small or large number as text | `0.0000025` | `XPath` knows no exponent, and reading it back would fail |
//! | a time of day as a number | the part of the day gone | times can be compared |
//! | a moment as a number or text | days with their part, the moment in full | nothing of it is lost |
//! | several values where one is wanted | the first | a conversation is never stopped by an error |
//! | what cannot be worked out (`date('x')`) or is no value of its kind | nothing | as above |
//! | a calculation that looks at other instances | worked out in every instance when one of them changes | nothing stale is ever read |
//!
//! `authoring/tests/decisions.rs` pins each of them.

mod act;
mod answer;
mod change;
mod date;
mod evaluate;
mod expression;
mod form;
mod function;
mod graph;
mod guides;
mod interview;
mod learn;
mod lists;
mod moment;
mod offer;
mod outline;
mod path;
mod pattern;
mod place;
mod program;
mod question;
mod reading;
mod reasons;
mod recalculate;
mod repeats;
mod rule;
mod seed;
mod sign;
mod table;
mod value;

pub use answer::{Answer, Refusal};
pub use change::{Change, Turn, turns};
pub use date::{Date, Today};
pub use expression::{Expression, Op, Unsound};
pub use form::{Action, Event, Extras, Form, FormError, FormParts, Language, Shown, Start};
pub use function::Function;
pub use graph::Cycle;
pub use guides::{Danger, Emergency, Guides};
pub use interview::{Interview, Violation, placeholder};
pub use learn::{Page, Part, PartKind};
pub use offer::Offered;
pub use path::{Filter, NodePath, Path, RowPath, Test};
pub use pattern::Pattern;
pub use place::Place;
pub use question::{Choice, Holds, Itemset, Kind, Question, QuestionId, Role, Voice};
pub use reading::{AreaRead, Reading, SignRead, Tally, read, statement, tally};
pub use reasons::Reason;
pub use repeats::MOST_INSTANCES;
pub use rule::{Area, Condition, DimensionTwin, List, Rule, Statement, Threshold, Twin};
pub use sign::{QuestionSign, Sign, Strength, When};
pub use table::Table;
