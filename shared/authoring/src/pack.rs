//! Builds a pack: compiles the questionnaires, writes the directory, signs the whole.

mod build;
mod content;
mod countersign;
mod delta;
mod fault;
mod guides;
#[cfg(test)]
mod hostile_tests;
mod sign;
#[cfg(test)]
mod tests;

pub use build::{BuildOptions, Progress, build, build_content};
pub use content::Content;
pub use countersign::{SignFault, countersign};
pub use delta::{Delta, delta};
pub use fault::BuildFault;
pub use sign::{Key, KeyFault};
