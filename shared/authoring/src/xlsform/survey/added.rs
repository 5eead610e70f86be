//! Questions that a row brings with it.

use guide::{Kind, MOST_INSTANCES};

use super::draft::Draft;
use super::{COUNT, Reader};
use crate::fault::Problem;
use crate::workbook::sheet::Row;
use crate::xlsform::{is_any_name, words};

impl<'a> Reader<'a, '_> {
    /// How many instances a repeat has. Anything but a bare question is worked out in a calculation of its own, as other
    /// tools do, so that the answers kept are the same.
    pub(super) fn count(&mut self, row: &'a Row, name: &str) -> Option<String> {
        let written = self.sheet.cell(row, &COUNT)?;
        let is_bare = written.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')).is_some_and(is_any_name);
        if is_bare {
            return Some(written.to_owned());
        }
        if written.parse::<f64>().is_ok_and(|count| count > f64::from(MOST_INSTANCES)) {
            self.fault(row, COUNT[0], Problem::TooManyInstances(written.to_owned()));
        }
        let question = self.placed(&format!("{name}_count"), Kind::Calculate);
        let path = question.path.clone();
        self.push(Draft { calculation: Some(written.to_owned()), ..Draft::new(row, question) });
        Some(path)
    }

    /// The question for words behind the choice *other*.
    pub(super) fn other(&mut self, row: &'a Row, name: &str, path: &str) {
        let mut question = self.placed(&format!("{name}_other"), Kind::Text);
        question.label = words::specify_other(self.languages);
        for language in words::missing(self.languages) {
            let problem = Problem::NoWords(language.name.clone());
            self.told.notes.push(self.sheet.fault(row, "type", problem));
        }
        let relevant = Some(format!("selected({path}, 'other')"));
        self.push(Draft { relevant, ..Draft::new(row, question) });
    }
}
