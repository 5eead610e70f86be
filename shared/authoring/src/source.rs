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
    /// Whether it is a workbook of ours: one that names the namespace of Suluh.
    pub is_ours: bool,
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
    if bytes.is_empty() {
        return Err(vec![Fault::of_workbook(Problem::Empty)]);
    }
    if xform::is_xml(bytes) {
        return xform::compile(bytes, folder);
    }
    if let Some(problem) = spoiled_xform(bytes) {
        return Err(vec![Fault::of_line(1, None, problem)]);
    }
    xlsform::compile_any(bytes, folder)
}

/// What is wrong with a document that would be an `XForm` if nothing stood before it, or in another encoding.
fn spoiled_xform(bytes: &[u8]) -> Option<Problem> {
    const LONGEST_START: usize = 1024;
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Some(Problem::NotUtf8);
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST_START)]);
    ["<?xml", "<h:html", "<html"].iter().any(|mark| start.contains(mark)).then_some(Problem::NotXml)
}

#[cfg(test)]
mod tests {
    use super::compile;

    fn told(bytes: &[u8]) -> String {
        compile(bytes, None).unwrap_err()[0].to_string()
    }

    #[test]
    fn a_broken_file_is_called_what_it_is() {
        let cases: [(&[u8], &str); 6] = [
            (b"", "The file is empty. "),
            (b"<h:html>\n<h:head>\n</h:html>", "Line 3: The XML of this XForm or list is broken from here on. "),
            (
                b"not yet<?xml version='1.0'?><h:html/>",
                "Line 1: The XML of this XForm or list is broken from here on. ",
            ),
            (b"\xFF\xFE<\0?\0", "Line 1: The document is not written in UTF-8. "),
            (
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
                "The file is a workbook of the older kind (.xls) or has a password. ",
            ),
            (b"type,name,label", "This is not an Excel workbook (.xlsx), or it is damaged. "),
        ];
        for (bytes, sentence) in cases {
            let told = told(bytes);
            assert!(told.starts_with(sentence), "{told}");
        }
    }
}
