//! What to do about it, in words for authors.

use super::Problem;

impl Problem {
    /// What to do about it.
    #[expect(clippy::too_many_lines, reason = "a sentence for each problem")]
    pub(crate) fn remedy(&self) -> String {
        match self {
            Self::Empty => "Save it again where it was made, or ask for it once more.".into(),
            Self::Unreadable => "Check that the file is there and may be read.".into(),
            Self::TooLarge => {
                "Remove pictures, empty formatted rows and sheets that are not needed, and save again.".into()
            }
            Self::OldWorkbook => "Open it in a spreadsheet program and save it as .xlsx, without a password.".into(),
            Self::NotAWorkbook => "Open it in a spreadsheet program and save it as .xlsx without a password.".into(),
            Self::MissingSheet(sheet) => format!("Add a sheet with the name {sheet}."),
            Self::UnsupportedSheet(_) => "Remove the sheet.".into(),
            Self::MissingColumn(column) => format!("Write {column} into the first row."),
            Self::UnknownColumn(_) => "Correct the spelling, or remove the column.".into(),
            Self::RepeatedColumn(_) => "Keep one of them.".into(),
            Self::BadCell => "Format the cell as text and write it again.".into(),
            Self::NoResult => "Open the workbook in a spreadsheet program and save it again.".into(),
            Self::MissingSetting(setting) => format!("Add a column {setting} on the sheet settings and fill it in."),
            Self::MissingNamespace => "Write suluh=\"https://suluh.org/xforms\" into the setting namespaces.".into(),
            Self::NoLanguageCode(_) => "Write the code in brackets, as in label::Bahasa Indonesia (id).".into(),
            Self::UnknownLanguage(language) => format!("Add a column label::{language}, or correct the language."),
            Self::MissingType => "Write what kind of question it is, as in select_one or note.".into(),
            Self::BadType(_) => {
                "Use a type of the XLSForm reference, such as note, select_one LIST, select_multiple LIST, integer, \
                 decimal, text, date, calculate, begin_group or begin_repeat."
                    .into()
            }
            Self::MissingName => "Give it a short name, as in c21.".into(),
            Self::BadName(_) => "Begin with a letter; use letters, digits, - and _ only.".into(),
            Self::SpaceInChoice(_) => "Write - or _ instead of the space.".into(),
            Self::DuplicateName { .. } | Self::ListAndFile(..) => "Give one of them another name.".into(),
            Self::MissingList(_) => "Add the list to the sheet choices, or correct the name of the list.".into(),
            Self::MissingExternalList(_) => {
                "Add the list to the sheet external_choices, or correct the name of the list.".into()
            }
            Self::NoColumn { .. } => {
                "Correct the name, or add the column to the list; put a value into straight quotes (').".into()
            }
            Self::TwoFiles(..) => "Give one of the files another name.".into(),
            Self::OtherFiltered => {
                "Write the choice other into the list, and a question for its words below, instead of or_other.".into()
            }
            Self::NoWords(_) => {
                "Write the choice other into the list in every language, and a question for its words below.".into()
            }
            Self::LastSaved(_) => "Ask it again, or write a default.".into(),
            Self::NeverCollected(_) => "Nothing needs to be done; ask for it in a question if it is needed.".into(),
            Self::Include => "Copy the rows of that file to this place.".into(),
            Self::Search(_) => "Use the type select_one_from_file FILE.csv with a choice_filter.".into(),
            Self::ReservedName(_) => "Give it another name.".into(),
            Self::NeverAnswered(_) => "Name a question that is asked.".into(),
            Self::MissingText(_) => {
                "Write the text in this language too; mark it as draft if nobody has confirmed it.".into()
            }
            Self::UnknownPlaceholder(_) | Self::UnknownReference(_) => "Correct the name between ${ and }.".into(),
            Self::GroupNotClosed(_) => "Add a row end_group, or end_repeat for a repeat, where it ends.".into(),
            Self::GroupNotOpen => "Remove the row, or add begin_group or begin_repeat where it begins.".into(),
            Self::WrongEnd { ends, .. } => {
                let other = if *ends == "repeat" { "end_group" } else { "end_repeat" };
                format!("Write {other}, or begin_{ends} where it begins.")
            }
            Self::MissingCalculation => "Write the formula into the column calculation.".into(),
            Self::NotForType(_) => "Empty the cell, or use another type.".into(),
            Self::BadValue { allowed, .. } => format!("Write {allowed}."),
            Self::IncompleteSign(column) => format!("Fill in the column {column}, or empty the other sign columns."),
            Self::NoSuchSignAnswer(_) => {
                "Correct the answer, or give the sign to a choice on the sheet choices.".into()
            }
            Self::Syntax { .. } => "Check brackets and straight quotes ('), and name questions as in ${c21}.".into(),
            Self::Axis(_) => "Name the question, as in ${c21}, or write the path with / and .. only.".into(),
            Self::TooDeep | Self::TooLong => "Divide it over several calculate rows.".into(),
            Self::UnknownFunction(_) => {
                "Correct the spelling, or write it with functions of the XLSForm reference, such as selected, if and coalesce."
                    .into()
            }
            Self::Arguments(_) => "Check the commas and brackets.".into(),
            Self::AmbiguousReference(_) => "Give each of them a name of its own.".into(),
            Self::NoAnswer(_) => "Name a question that is answered.".into(),
            Self::HereOutsideConstraint => "Name the question, as in ${c21}.".into(),
            Self::Unquoted(name) => format!("Write it in straight quotes: '{name}'."),
            Self::ImpossibleValue { .. } => "Correct the value so that it is one of the choices or results.".into(),
            Self::Cycle(_) => "Change one of them so that it no longer depends on the others.".into(),
            Self::BadPattern(pattern) if asks_too_much(pattern) => {
                "Write it without \\p{…}, look-ahead and back-references.".into()
            }
            Self::BadPattern(_) => {
                "Close every bracket, and write \\ before a sign that stands for itself, as in \\( and \\+.".into()
            }
            Self::BracketNowhere(_) => "Correct the path before the brackets.".into(),
            Self::UpFromRow(_) => "Begin the path with instance(…) or /.".into(),
            Self::MissingInstance(_) => "Add the instance to the model, or correct its name.".into(),
            Self::MissingFile(_) => "Put the file into the same folder.".into(),
            Self::MissingMedia(_) => "Put the file beside the form, or correct its name.".into(),
            Self::UnusedMedia(_) => "Remove it, or name it where it belongs.".into(),
            Self::OpenQuote => "Write \" where the cell ends; a quote inside a cell in quotes is written twice.".into(),
            Self::LongRow => "Put a cell with a comma into quotes, or add a header for it.".into(),
            Self::InFile { problem, .. } => problem.remedy(),
            Self::UnsupportedFile(_) => "Save the list as CSV.".into(),
            Self::NotXml => "Check that every element is closed and that & is written as &amp;.".into(),
            Self::NotUtf8 => "Save it in UTF-8.".into(),
            Self::Doctype => "Remove the document type.".into(),
            Self::Entity(_) => "Write the character itself.".into(),
            Self::DocumentTooLarge => "Divide it, or put long lists into CSV files.".into(),
            Self::MissingElement(_) => "Add it.".into(),
            Self::LeadsNowhere(_) => "Correct the path, or remove it.".into(),
            Self::SeveralQuestions(_) => "Name the one that is meant, or each of them.".into(),
            Self::SecondBind(_) => "Put all rules of a question into one bind.".into(),
            Self::UnknownAttribute(_) => "Correct the spelling, or remove it.".into(),
            Self::UnknownType(_) => "Correct the spelling, or write string.".into(),
            Self::Twice(_) => "Remove the others, or add a repeat to the body.".into(),
            Self::SameChoice(_) => "Give it a value of its own.".into(),
            Self::NotInInstance(_) => "Add it to the first instance, or correct the path.".into(),
            Self::MissingItext(_) => "Add it to itext in every language, or correct its name.".into(),
            Self::UnsupportedElement(_) => "Remove it.".into(),
            Self::Ignored(_) => "Nothing needs to be done; it may stay for other tools.".into(),
            Self::SignsInTable(_) => "Take the filter away, or move the signs to other questions.".into(),
            Self::NotAParameter(_) => {
                "Write each as name=value without a space in it; work a formula out in a calculate row above and name that, \
                 as in seed=${c21}."
                    .into()
            }
            Self::BadParameter(name) if ["start", "end", "step"].contains(&name.as_str()) => {
                format!("Write {name}= and a number, no formula, into the column parameters.")
            }
            Self::BadParameter(name) => format!("Write {name}= and its value into the column parameters."),
            Self::UnsupportedEvent(_) => {
                "Use odk-instance-first-load, odk-new-repeat, or xforms-value-changed inside a question.".into()
            }
            Self::OutsideRepeat(_) => "Move the question into the repeat of the body that its path leads through.".into(),
            Self::BadDefault(_) => {
                "Write a value of the type of the question or the name of one of its choices, or empty the cell.".into()
            }
            Self::TooManyInstances(_) => "Write a smaller number.".into(),
            Self::TooMany { .. } => "Divide the questionnaire.".into(),
        }
    }
}

/// Whether a pattern looks ahead or behind, refers back or asks what kind a character is.
fn asks_too_much(pattern: &str) -> bool {
    let refers_back = |digit: char| pattern.contains(&format!("\\{digit}"));
    ["\\p", "\\P", "(?=", "(?!", "(?<", "\\k"].iter().any(|part| pattern.contains(part)) || ('1'..='9').any(refers_back)
}
