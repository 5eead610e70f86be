//! What stands in the way of a pack.

use std::io;

use packs::{GuidesError, OpenError};

use crate::check::Finding;
use crate::directory::SourceFault;
use crate::xlsform;

/// One thing that stands in the way of a pack. Each says where it is; all are found before any is reported.
#[derive(Debug, thiserror::Error)]
pub enum BuildFault {
    /// The content folder could not be read.
    #[error("the content folder cannot be read: {0}")]
    Folder(#[from] io::Error),
    /// A file is not there.
    #[error("{file} is missing")]
    Missing {
        /// The file.
        file: &'static str,
    },
    /// A JSON file is not what it should be.
    #[error("{file} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// Line, column and what is wrong.
        reason: String,
    },
    /// A workbook has a fault.
    #[error("{file}: {fault}")]
    Workbook {
        /// The workbook.
        file: String,
        /// Sheet, row, column, what is wrong and what to do.
        fault: Box<xlsform::Fault>,
    },
    /// Two workbooks have the same form id.
    #[error("{file}: the form id {form} is used by another workbook")]
    FormTwice {
        /// The later workbook.
        file: String,
        /// The form id.
        form: String,
    },
    /// A questionnaire has something that no screen of the app can ask.
    #[error("{file}: {question} is {what}, which the app cannot ask yet; leave it out of this questionnaire")]
    NotAsked {
        /// The workbook.
        file: String,
        /// The path of the question.
        question: String,
        /// What it is.
        what: &'static str,
    },
    /// A rule reads a form that no workbook has, or one that another rule reads.
    #[error("{file}: reads the form {form}, which has no workbook or another rule")]
    RuleWithoutForm {
        /// The rule's file.
        file: String,
        /// The form id.
        form: String,
    },
    /// A rule says something that its form cannot answer.
    #[error("{file}: {finding}")]
    Rule {
        /// The rule's file.
        file: String,
        /// What is wrong.
        finding: Finding,
    },
    /// A sign of a workbook has no words.
    #[error("guides/signs.json has no words for the sign {code} of the form {form}")]
    SignWithoutWords {
        /// The form id.
        form: String,
        /// The sign's code.
        code: String,
    },
    /// The directory's files have a fault.
    #[error(transparent)]
    Directory(#[from] SourceFault),
    /// A release may hold confirmed numbers only.
    #[error("not for a release: {0}")]
    Unconfirmed(directory::Fault),
    /// A release may not be signed with the test key, and there is no other.
    #[error("not for a release: there is only the test key to sign with")]
    TestKey,
    /// The database of the directory could not be written.
    #[error("the directory's database could not be written")]
    Database(#[from] rusqlite::Error),
    /// The questionnaires are too large.
    #[error(transparent)]
    Guides(#[from] GuidesError),
    /// The parts could not be put into one file.
    #[error("the pack could not be put together")]
    Packing,
    /// The app itself would refuse this pack.
    #[error("the app would refuse this pack: {0}")]
    Refused(#[source] OpenError),
}
