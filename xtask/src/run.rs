//! Builds the app and opens it.

use crate::{failure::Failure, places::Places, program::Program};

/// A person works with the app as long as they like.
const A_MONTH: u64 = 60 * 24 * 31;

pub(crate) fn run(places: &Places, arguments: &[&str]) -> Result<(), Failure> {
    let cargo = Program::cargo(&places.root).within_minutes(A_MONTH);
    cargo.words(["run", "--package", "suluh", "--"]).words(arguments).run()
}
