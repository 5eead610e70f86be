//! Questionnaires: a compiled form, the answers of one conversation, what is asked next, and readings with their reasons.
//!
//! Pure: no clock, no file, no randomness. A [`Form`] comes from the `authoring` crate through a pack; an [`Interview`] holds
//! one conversation over it and recalculates only what an answer touches; a [`Rule`] over the signs in the form gives a
//! [`Reading`]: words and the answers behind them, never a number.
//!
//! Semantics follow `JavaRosa`, compared with it over random formulas and scripts, except for:
//!
//! | | `JavaRosa` | here, and why |
//! |---|---|---|
//! | order in a select-multiple | of ticking | of the list, as in xforms-engine: who ticks the same has answered the same |
//! | a calculation that is true or false | written `1`, `0` | written `true`, `false`; in formulas a truth, as there |
//! | a calculation that is a date | written with midnight | written `2026-11-22`: no time is made up; in formulas a date, as there |
//! | a very small or large number as text | `2.5E-6` | `0.0000025`: `XPath` knows no exponent, and reading it back would fail |

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
mod moment;
mod offer;
mod outline;
mod path;
mod pattern;
mod place;
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
pub use offer::Offered;
pub use path::{Filter, NodePath, Path, RowPath, Test};
pub use pattern::Pattern;
pub use place::Place;
pub use question::{Choice, Holds, Itemset, Kind, Question, QuestionId, Role, Voice};
pub use reading::{AreaRead, Reading, SignRead, Tally, read, statement, tally};
pub use reasons::Reason;
pub use rule::{Area, Condition, DimensionTwin, Rule, Statement, Threshold, Twin};
pub use sign::{QuestionSign, Sign, Strength, When};
pub use table::Table;
