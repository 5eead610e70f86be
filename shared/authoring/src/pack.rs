//! Builds a pack: compiles the questionnaires, writes the directory, signs the whole.

mod build;
mod content;
mod fault;
mod guides;
#[cfg(test)]
mod hostile_tests;
mod sign;
#[cfg(test)]
mod tests;

pub use build::{BuildOptions, Progress, build, build_content};
pub use content::Content;
pub use fault::BuildFault;
