//! The directory of services: what an entry holds, how it is found, ordered and checked.
//!
//! Pure: no files, no clock, no database. `packs` stores what this crate prepares and asks it what matched; `authoring`
//! checks entries with it before a pack is built. An unknown fact is a value of its own and never counts as *yes*.

mod access;
mod changes;
mod check;
mod contact;
mod date;
mod filter;
mod freshness;
mod hidden;
mod history;
mod index;
mod kind;
mod language;
mod neutral;
mod place;
mod rank;
mod report;
mod rounds;
mod search;
mod service;
mod spelling;
mod synonym;
mod tokens;
mod verified;
mod week;
mod whereabouts;
mod words;

pub use access::{Access, Availability, Cost, Fact, Papers, Referral, Shelter, Staff, VictimStatus, Who};
pub use changes::{Changes, NumberChange};
pub use check::{Fault, Problem, check, unconfirmed};
pub use contact::{Day, Hours, NoHours, Opening, Phone, PhoneKind, Point};
pub use date::{Date, NotADate, PartialDate};
pub use filter::{Group, Only};
pub use freshness::{Doubt, Freshness, Standing};
pub use hidden::{hidden_sign, sign_not_of_a_line};
pub use history::Event;
pub use index::{Entry, Index, hotlines, wanted};
pub use kind::{Category, Level, Provider, ProviderKind, Stage};
pub use language::is_language;
pub use neutral::names_trafficking;
pub use place::{Need, Place, Places};
pub use rank::in_rank_order;
pub use report::{Report, ReportKind};
pub use rounds::{Kept, figures, to_call};
pub use search::{COUNTED, Found, Hit, LIMIT, Query, Why};
pub use service::Service;
pub use spelling::{allowed_errors, errors_between, slip_forms};
pub use synonym::{Synonym, check_synonyms};
pub use tokens::{is_unspaced, runs, tokens};
pub use verified::{Change, Verified, VerifiedState};
pub use week::{NoOffset, UtcOffset, Week};
pub use words::language_name;
