//! What came out of all the scripts, told as figures; what nobody pinned is told at once.

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{compare::Difference, known::Known};

/// As many are shown of one script: what follows from the first says little.
const SHOWN: usize = 4;
/// As many scripts are shown of one form.
const SCRIPTS_SHOWN: usize = 3;

/// Counts while scripts are played.
pub(crate) struct Outcome {
    failed: PathBuf,
    scripts: usize,
    steps: usize,
    outcomes: BTreeMap<String, usize>,
    differing: BTreeMap<String, usize>,
}

impl Outcome {
    /// Nothing yet; scripts that show a new difference are kept in this folder.
    pub(crate) fn new(failed: &Path) -> Result<Self, Box<dyn Error>> {
        if failed.exists() {
            fs::remove_dir_all(failed)?;
        }
        Ok(Self {
            failed: failed.to_owned(),
            scripts: 0,
            steps: 0,
            outcomes: BTreeMap::new(),
            differing: BTreeMap::new(),
        })
    }

    /// One script more, with the differences that nobody pinned.
    pub(crate) fn add(
        &mut self,
        form: &str,
        name: &str,
        script: &Value,
        played: &Value,
        new: &[Difference],
    ) -> Result<(), Box<dyn Error>> {
        self.scripts += 1;
        for step in played["steps"].as_array().into_iter().flatten() {
            self.steps += 1;
            *self.outcomes.entry(step["outcome"].as_str().unwrap_or_default().to_owned()).or_default() += 1;
        }
        if new.is_empty() {
            return Ok(());
        }
        let so_far = self.differing.entry(form.to_owned()).or_default();
        *so_far += 1;
        if *so_far > SCRIPTS_SHOWN {
            return Ok(());
        }
        let kept = self.failed.join(format!("{}, {name}.json", form.replace('/', " ")));
        fs::create_dir_all(&self.failed)?;
        fs::write(&kept, serde_json::to_vec_pretty(script)?)?;
        println!("{form}, {name}: {} differences; the script is kept in {}", new.len(), kept.display());
        for difference in new.iter().take(SHOWN) {
            println!("  {difference}");
        }
        Ok(())
    }

    /// Whether no difference was new.
    pub(crate) fn is_good(&self) -> bool {
        self.differing.is_empty()
    }

    /// Says all figures.
    pub(crate) fn tell(&self, forms: usize, known: &Known) {
        for (form, scripts) in &self.differing {
            println!("{form}: {scripts} scripts show differences that are not pinned");
        }
        let differing: usize = self.differing.values().sum();
        println!(
            "= {} scripts over {forms} forms, {} steps, the state compared after each: {differing} scripts with a difference that is not pinned",
            self.scripts, self.steps
        );
        let outcomes: Vec<String> = self.outcomes.iter().map(|(outcome, count)| format!("{outcome} {count}")).collect();
        println!("= outcomes: {}", outcomes.join(", "));
        for (reason, count) in known.met() {
            println!("= pinned, {count} times: {reason}");
        }
    }
}
