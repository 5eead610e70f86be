//! A questionnaire however it was written (workbook, `XForm`, or one table of sheets): told apart by what is in the file, not by its name.

use std::path::Path;

use guide::Form;

use crate::fault::{Fault, Problem};
use crate::{xform, xlsform};

/// Largest file, in bytes.
const LARGEST_FILE: u64 = 32 << 20;

/// A compiled form, and what its author should know though it can be used.
#[derive(Debug)]
pub struct Compiled {
    /// The form.
    pub form: Form,
    /// What is not as it should be, such as files that are not there.
    pub notes: Vec<Fault>,
}

/// Compiles a workbook or an `XForm`; the files it names are looked for beside it.
///
/// # Errors
/// Every fault found; a form with faults is never made. Also when the file cannot be read.
pub fn compile_file(path: &Path) -> Result<Compiled, Vec<Fault>> {
    let unreadable = |_| vec![Fault::of_workbook(Problem::Unreadable)];
    if std::fs::metadata(path).map_err(unreadable)?.len() > LARGEST_FILE {
        return Err(vec![Fault::of_workbook(Problem::TooLarge)]);
    }
    compile(&std::fs::read(path).map_err(unreadable)?, path.parent())
}

/// Compiles the bytes of a workbook or an `XForm`; the files it names are looked for in `folder`.
///
/// # Errors
/// As [`compile_file`].
pub fn compile(bytes: &[u8], folder: Option<&Path>) -> Result<Compiled, Vec<Fault>> {
    if xform::is_xml(bytes) {
        return xform::compile(bytes, folder);
    }
    xlsform::compile_any(bytes, folder)
}
