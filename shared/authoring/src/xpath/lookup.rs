//! Functions that look up a value by what is written in their arguments: `indexed-repeat`, `pulldata`, `jr:choice-name`.

use guide::{Filter, NodePath, Path, QuestionId, Test};

use super::emit::{Emitter, Spot};
use super::formula::{Formula, Infix, Start, Step, Way};
use super::schema::Document;
use crate::fault::Problem;

impl Emitter<'_> {
    /// `indexed-repeat(question, repeat, position, …)`.
    pub(super) fn indexed(&mut self, target: &Formula, levels: &[Formula]) {
        let Some(target) = self.target(target) else { return };
        let own_spot = self.spot.clone();
        let mut filters = Vec::new();
        let repeats = self.schema.repeats(Some(target));
        let looked_from = match &self.spot {
            Spot::Node(path) => self.schema.at_path(path),
            Spot::Row { .. } => self.scope.question,
        };
        let around = self.schema.repeats(looked_from);
        let mut own = repeats.iter().zip(&around).take_while(|(a, b)| a == b).count();
        for level in levels.chunks(2) {
            let [repeat, position] = level else { continue };
            let Some(repeat) = self.target(repeat) else { return };
            let Some(at) = repeats.iter().position(|other| *other == repeat) else {
                return self.fault(Problem::Arguments("indexed-repeat".to_owned()));
            };
            own = own.min(at);
            let part = self.part(position, own_spot.clone());
            filters.push((repeat, Filter { test: Test::At(part) }));
        }
        let own = u8::try_from(own).unwrap_or(u8::MAX);
        self.nodes_of(Path::Nodes(NodePath { target, from_current: false, own, filters }));
    }

    /// The question a path without brackets means.
    fn target(&mut self, formula: &Formula) -> Option<QuestionId> {
        let found = match formula {
            Formula::Question(name) => match self.schema.find(name) {
                Ok(question) => Some(question),
                Err(problem) => {
                    self.fault(problem);
                    return None;
                }
            },
            Formula::Path(start, steps) => {
                let followed = self.follow(start, steps)?;
                match &followed.spot {
                    Spot::Node(path) => self.schema.at_path(path),
                    Spot::Row { .. } => None,
                }
            }
            _ => None,
        };
        if found.is_none() {
            self.fault(Problem::Arguments("indexed-repeat".to_owned()));
        }
        found
    }

    /// The question a path in quotes means, as `jr:choice-name` has it.
    pub(super) fn question_of(&mut self, text: &str) -> Option<QuestionId> {
        match super::parse(text).ok()? {
            Formula::Question(name) => self.schema.find(&name).ok(),
            Formula::Path(start, steps) => match self.follow(&start, &steps)?.spot {
                Spot::Node(path) => self.schema.at_path(&path),
                Spot::Row { .. } => None,
            },
            _ => None,
        }
    }

    /// Refuses a column that a list of a workbook does not have. Of a file that is not there none is known.
    pub(super) fn missing_column(&mut self, document: &str, path: &str, known: &Document) {
        if !self.schema.needs_columns || known.tables.is_empty() {
            return;
        }
        let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
        let column = if known.tables.contains_key(above) { name } else { path };
        self.fault(Problem::NoColumn { list: document.to_owned(), column: column.to_owned() });
    }

    /// `pulldata`: the column of the row whose key column is the key.
    pub(super) fn pull(&mut self, list: &str, column: &str, by: &str, key: &Formula) {
        let step = |name: &str, brackets| Step { way: Way::Down(name.to_owned()), brackets };
        let by = Formula::Path(Start::Here, vec![step(by, Vec::new())]);
        // The key is looked from where the formula belongs, not from the row.
        let key = match key {
            Formula::Path(Start::Here, steps) => Formula::Path(Start::Current, steps.clone()),
            other => other.clone(),
        };
        let is_key = Formula::Chain(Box::new(by), vec![(Infix::Equal, key)]);
        let steps = [step("root", Vec::new()), step("item", vec![is_key]), step(column, Vec::new())];
        self.path(&Start::Instance(list.to_owned()), &steps, false);
    }
}
