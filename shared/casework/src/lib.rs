//! Cases: what happened in one, what that adds up to, and who may be told.
//!
//! A case is an append-only list of events ([`Happened`] inside [`sync::Event`]). [`CaseFile`] folds them all for the
//! case's own screens, [`Summary`] folds what lists need, one event at a time. Every way out takes a [`Covered`], which
//! only [`Consent::cover`] can make. Pure: time and ids come in as values.

mod case_file;
mod consent;
mod fold;
mod happened;
mod referral;
mod reported;
#[cfg(test)]
mod samples;
mod summary;

pub use case_file::{CaseFile, CaseKind, Ended, Entry, Note, ReadingShown, Replied, StandingAnswer, TalkBegan, What};
pub use consent::{Consent, Covered, NotCovered, Purpose, SharedField, ToService};
pub use happened::Happened;
pub use referral::{By, Referral, ReferralState};
pub use reported::{Reported, TEAM, Told};
pub use summary::{FOLD_VERSION, PlannedVisit, Summary};
