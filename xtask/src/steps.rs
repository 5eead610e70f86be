//! Steps that are done one after the other: each named, timed, and left out when what it needs has failed.

use std::{
    fmt,
    time::{Duration, Instant},
};

use crate::{failure::Failure, places::Places};

/// One thing to do.
pub(crate) struct Step {
    /// Its name, unique among its steps.
    pub(crate) name: &'static str,
    /// The earlier steps without which it cannot work.
    pub(crate) needs: &'static [&'static str],
    /// Does it.
    pub(crate) act: fn(&Places) -> Result<(), Failure>,
}

/// What became of a step.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    /// Not begun, because this one has not passed.
    LeftOut(&'static str),
}

/// What became of all steps.
pub(crate) struct Report(Vec<(&'static str, Outcome, Duration)>);

impl Report {
    /// Whether every step was done and passed.
    pub(crate) fn all_passed(&self) -> bool {
        self.0.iter().all(|(_, outcome, _)| *outcome == Outcome::Passed)
    }

    fn passed(&self, name: &str) -> bool {
        self.0.iter().any(|(done, outcome, _)| *done == name && *outcome == Outcome::Passed)
    }
}

/// Does the steps in their order. One that fails stops only those that need it.
pub(crate) fn perform(steps: &[&Step], places: &Places) -> Report {
    let mut report = Report(Vec::new());
    for step in steps {
        println!("\n── {} ──", step.name);
        let started = Instant::now();
        let outcome = match step.needs.iter().find(|need| !report.passed(need)) {
            Some(need) => Outcome::LeftOut(need),
            None => act(step, places),
        };
        report.0.push((step.name, outcome, started.elapsed()));
    }
    report
}

fn act(step: &Step, places: &Places) -> Outcome {
    match (step.act)(places) {
        Ok(()) => Outcome::Passed,
        Err(failure) => {
            println!("{failure}");
            Outcome::Failed
        }
    }
}

impl fmt::Display for Report {
    /// A line for each step with its time, then how many passed; what was left out counts as failed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, outcome, took) in &self.0 {
            match outcome {
                Outcome::Passed => writeln!(f, "{name:<10} passed {:>8.1} s", took.as_secs_f64())?,
                Outcome::Failed => writeln!(f, "{name:<10} FAILED {:>8.1} s", took.as_secs_f64())?,
                Outcome::LeftOut(need) => writeln!(f, "{name:<10} FAILED: left out, because {need} has not passed")?,
            }
        }
        let passed = self.0.iter().filter(|(_, outcome, _)| *outcome == Outcome::Passed).count();
        write!(f, "{passed} passed, {} failed", self.0.len() - passed)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    const WELL: fn(&Places) -> Result<(), Failure> = |_| Ok(());
    const BADLY: fn(&Places) -> Result<(), Failure> = |_| Err(Failure::Unexpected("on purpose".to_owned()));

    fn report(steps: &[Step]) -> Report {
        let steps: Vec<&Step> = steps.iter().collect();
        perform(&steps, &Places { root: PathBuf::new(), target: PathBuf::new() })
    }

    #[test]
    fn one_failure_leaves_out_what_needs_it_and_nothing_else() {
        let report = report(&[
            Step { name: "build", needs: &[], act: BADLY },
            Step { name: "journey", needs: &["build"], act: WELL },
            Step { name: "format", needs: &[], act: WELL },
        ]);

        assert!(!report.all_passed());
        let said = report.to_string();
        assert!(said.contains("journey    FAILED: left out, because build has not passed"), "{said}");
        assert!(said.ends_with("1 passed, 2 failed"), "{said}");
    }

    #[test]
    fn a_step_is_done_once_what_it_needs_has_passed() {
        let report = report(&[
            Step { name: "build", needs: &[], act: WELL },
            Step { name: "journey", needs: &["build"], act: WELL },
        ]);

        assert!(report.all_passed());
        assert!(report.to_string().ends_with("2 passed, 0 failed"));
    }
}
