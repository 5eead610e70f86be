//! The directory as HSDS 3.0, the standard in which service directories are exchanged (openreferral.org), and back.
//!
//! Each fact lies where the standard has a place for it. What it has no place for lies beside it in properties whose
//! names begin with `suluh_`, and so do the other languages of a text, since the standard knows one language a text.
//! `docs/directory.md` lists them all; HSDS allows such properties when they are documented.
//!
//! **The standard place decides.** What another tool changed there is changed, what it took out there is gone; our own
//! properties only add what the standard cannot say. So both ways in and out lose nothing, and nobody has to know us.

mod export;
mod fault;
mod import;
mod place;
mod record;
mod source;
mod terms;
#[cfg(test)]
mod tests;
mod words;

pub use export::export;
pub use fault::{Fault, Problem};
pub use import::read;

/// The edition of the standard that is written.
pub const VERSION: &str = "3.0";

/// What the names of our own properties and taxonomies begin with.
const PREFIX: &str = "suluh_";
