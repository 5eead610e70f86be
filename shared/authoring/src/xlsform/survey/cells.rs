//! The cells of a survey row that allow a few words only.

use guide::{QuestionSign, Role, Voice, When};

use super::{ROLE, Reader, SIGN, VOICE};
use crate::fault::Problem;
use crate::workbook::sheet::Row;
use crate::xlsform::choices;

impl Reader<'_, '_> {
    pub(super) fn role(&mut self, row: &Row) -> Option<Role> {
        let found = self.sheet.cell(row, &ROLE)?;
        self.need_namespace(row, ROLE[0]);
        match found {
            "reading" => Some(Role::Reading),
            "result" => Some(Role::Result),
            "danger" => Some(Role::Danger),
            "consent" => Some(Role::Consent),
            _ => {
                let problem =
                    Problem::BadValue { found: found.to_owned(), allowed: "reading, result, danger or consent" };
                self.fault(row, ROLE[0], problem);
                None
            }
        }
    }

    pub(super) fn voice(&mut self, row: &Row) -> Voice {
        let Some(found) = self.sheet.cell(row, &VOICE) else { return Voice::Plain };
        self.need_namespace(row, VOICE[0]);
        match found {
            "aloud" => Voice::Aloud,
            "helper" => Voice::Helper,
            _ => {
                let problem = Problem::BadValue { found: found.to_owned(), allowed: "aloud or helper" };
                self.fault(row, VOICE[0], problem);
                Voice::Plain
            }
        }
    }

    /// The sign of the last question read, when its row has one.
    pub(super) fn sign(&mut self, row: &Row) -> Option<QuestionSign> {
        let when = self.sheet.cell(row, &SIGN[3..]);
        let sign = choices::sign(self.sheet, row, [SIGN[0], SIGN[1], SIGN[2]], &mut self.told.faults);
        if sign.is_some() || when.is_some() {
            self.need_namespace(row, SIGN[0]);
        }
        let when = match when {
            None if sign.is_none() => return None,
            None => {
                self.fault(row, SIGN[3], Problem::IncompleteSign(SIGN[3]));
                return None;
            }
            Some(_) if sign.is_none() => {
                self.fault(row, SIGN[0], Problem::IncompleteSign(SIGN[0]));
                return None;
            }
            Some("yes") => When::Yes,
            Some("no") => When::No,
            Some(found) => {
                let problem = Problem::BadValue { found: found.to_owned(), allowed: "yes or no" };
                self.fault(row, SIGN[3], problem);
                return None;
            }
        };
        let answers = self.drafts.last().map(|draft| &draft.question.choices)?;
        if answers.iter().all(|choice| choice.name != when.choice()) {
            self.fault(row, SIGN[3], Problem::NoSuchSignAnswer(when.choice().to_owned()));
        }
        Some(QuestionSign { sign: sign?, when })
    }

    /// Other tools refuse or lose the columns of Suluh without their namespace.
    pub(super) fn need_namespace(&mut self, row: &Row, column: &str) {
        if !self.settings.has_namespace && !std::mem::replace(&mut self.told_namespace, true) {
            self.fault(row, column, Problem::MissingNamespace);
        }
    }
}
