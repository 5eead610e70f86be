//! What can be wrong, in words for authors.

/// What can be wrong in a workbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The file cannot be read.
    #[error("The file cannot be read")]
    Unreadable,
    /// The file, a part of it once unpacked, or the number of its cells is larger than any questionnaire.
    #[error("The workbook is far larger than a questionnaire")]
    TooLarge,
    /// A file without a byte.
    #[error("The file is empty")]
    Empty,
    /// Not a workbook.
    #[error("This is not an Excel workbook (.xlsx), or it is damaged")]
    NotAWorkbook,
    /// A workbook in the format before `.xlsx`, or behind a password.
    #[error("The file is a workbook of the older kind (.xls) or has a password")]
    OldWorkbook,
    /// A sheet is missing.
    #[error("The sheet \"{0}\" is missing")]
    MissingSheet(String),
    /// A sheet with features that are not supported.
    #[error("The sheet \"{0}\" is not supported")]
    UnsupportedSheet(String),
    /// A column that must be there.
    #[error("The column \"{0}\" is missing")]
    MissingColumn(String),
    /// A column nobody knows, with something in it.
    #[error("The column \"{0}\" is not known")]
    UnknownColumn(String),
    /// Two columns with the same header.
    #[error("The column \"{0}\" is there twice")]
    RepeatedColumn(String),
    /// A cell holds what is no text, number, truth, date or time.
    #[error("The cell holds an error or a length of time, not text")]
    BadCell,
    /// A formula whose result was not stored by the program that saved the workbook.
    #[error("The cell is calculated, and the program that saved the workbook did not store the result")]
    NoResult,
    /// A setting that must be there.
    #[error("The setting \"{0}\" is missing")]
    MissingSetting(String),
    /// The sign columns need a namespace.
    #[error("Columns of Suluh are used, but the setting \"namespaces\" does not name them")]
    MissingNamespace,
    /// A language without a code.
    #[error("The language \"{0}\" has no code")]
    NoLanguageCode(String),
    /// A language is used but has no labels, or is the default and is not there.
    #[error("The language \"{0}\" has no labels")]
    UnknownLanguage(String),
    /// A row without type.
    #[error("The type is missing")]
    MissingType,
    /// A question type that is not supported.
    #[error("The type \"{0}\" is not supported")]
    BadType(String),
    /// A row without name.
    #[error("The name is missing")]
    MissingName,
    /// A name that is none.
    #[error("\"{0}\" cannot be a name")]
    BadName(String),
    /// A choice that several could not be written with.
    #[error("The choice \"{0}\" has a space in its name, and spaces part the choices of one answer")]
    SpaceInChoice(String),
    /// A name used twice side by side.
    #[error("The name \"{name}\" is used already in row {first}")]
    DuplicateName {
        /// The name.
        name: String,
        /// The row of the first.
        first: u32,
    },
    /// A list that is not on the choices sheet.
    #[error("There is no list \"{0}\" on the sheet choices")]
    MissingList(String),
    /// A list that is not on the sheet of long lists.
    #[error("There is no list \"{0}\" on the sheet external_choices")]
    MissingExternalList(String),
    /// Two files that would be one list.
    #[error("The files \"{0}\" and \"{1}\" would be the same list")]
    TwoFiles(String, String),
    /// A list of the workbook and a file that would be one list.
    #[error("The list \"{0}\" and the file \"{1}\" would be the same list")]
    ListAndFile(String, String),
    /// A column that a list does not have.
    #[error("The list \"{list}\" has no column \"{column}\"")]
    NoColumn {
        /// The list.
        list: String,
        /// The column, or the path to it.
        column: String,
    },
    /// The choice *other* in a list that a filter looks through.
    #[error("A list with or_other cannot be filtered: the filter would take the choice away")]
    OtherFiltered,
    /// No words for the choice *other*.
    #[error("The choice \"Other\" has no words in {0} and is shown in English")]
    NoWords(String),
    /// An answer of the conversation before.
    #[error("\"{0}\" of the conversation before is empty here: nothing of it is kept for the next")]
    LastSaved(String),
    /// What other tools ask of a device.
    #[error("\"{0}\" is never collected here and stays empty: it could identify a person or a place")]
    NeverCollected(String),
    /// Questions in a file of their own.
    #[error("The questions of another file cannot be included")]
    Include,
    /// Choices that one app looks up in a file.
    #[error("\"{0}\" looks choices up in a way that only one app does")]
    Search(String),
    /// A name that means something else.
    #[error("The name \"{0}\" stands for what tools write beside the answers")]
    ReservedName(String),
    /// Something nobody answers.
    #[error("Nobody answers \"{0}\", so it never sets anything off")]
    NeverAnswered(String),
    /// A question without words.
    #[error("The text is missing in {0}")]
    MissingText(String),
    /// A `${name}` in a text that names nothing.
    #[error("The text names \"{0}\", and there is no such question")]
    UnknownPlaceholder(String),
    /// A group is never closed.
    #[error("The group \"{0}\" is not closed")]
    GroupNotClosed(String),
    /// A group is closed that was never opened.
    #[error("A group is closed here that was not opened")]
    GroupNotOpen,
    /// The end of a repeat where a group is open, or the other way round.
    #[error("This row ends a {ends}, but \"{open}\", which begins in row {row}, is none")]
    WrongEnd {
        /// What the row ends: `group` or `repeat`.
        ends: &'static str,
        /// What is open.
        open: String,
        /// The row it begins in.
        row: u32,
    },
    /// A calculation without anything to calculate.
    #[error("The calculation is missing")]
    MissingCalculation,
    /// Something that this type of row cannot have.
    #[error("A row of the type \"{0}\" cannot have this")]
    NotForType(String),
    /// A cell that allows a few words only.
    #[error("\"{found}\" is not possible here")]
    BadValue {
        /// What was written.
        found: String,
        /// What is possible.
        allowed: &'static str,
    },
    /// A sign that lacks its code, dimension or answer.
    #[error("The sign is not complete: \"{0}\" is missing")]
    IncompleteSign(&'static str),
    /// A sign is shown by an answer the question does not have.
    #[error("The question has no answer \"{0}\" that could show this sign")]
    NoSuchSignAnswer(String),
    /// A rule or formula that cannot be read.
    #[error("The formula cannot be read from \"{near}\" on")]
    Syntax {
        /// The text from the point where reading stopped, shortened.
        near: String,
    },
    /// A path that names an axis.
    #[error("A path cannot lead along \"{0}::\" here")]
    Axis(String),
    /// A formula with too many brackets inside each other.
    #[error("The formula has more than 100 brackets inside each other")]
    TooDeep,
    /// A formula that is too long.
    #[error("The formula is longer than 32,768 characters")]
    TooLong,
    /// A function nobody knows.
    #[error("The function \"{0}\" is not known")]
    UnknownFunction(String),
    /// A function with too few or too many arguments.
    #[error("The function \"{0}\" does not take this many values")]
    Arguments(String),
    /// A question that is not there.
    #[error("There is no question \"{0}\"")]
    UnknownReference(String),
    /// A name that several questions have.
    #[error("Several questions have the name \"{0}\"")]
    AmbiguousReference(String),
    /// A note or a group has no answer.
    #[error("\"{0}\" is a note or a group and has no answer")]
    NoAnswer(String),
    /// `.` where there is no answer to check.
    #[error("\".\" stands for the answer and is possible in a constraint only")]
    HereOutsideConstraint,
    /// A choice that reads like the name of a question.
    #[error("\"{0}\" is a choice and does not stand in quotes")]
    Unquoted(String),
    /// A choice or result that can never come.
    #[error("\"{question}\" can never be \"{value}\"")]
    ImpossibleValue {
        /// The question or calculation.
        question: String,
        /// The value it is compared with.
        value: String,
    },
    /// Questions that wait for each other.
    #[error("These questions wait for each other: {}", .0.join(" → "))]
    Cycle(
        /// Their names, in the order of the circle.
        Vec<String>,
    ),
    /// A pattern of `regex` that cannot be read.
    #[error("The pattern \"{0}\" is not supported")]
    BadPattern(String),
    /// A bracket behind something that is not there or is no row.
    #[error("The brackets behind \"{0}\" choose among nothing")]
    BracketNowhere(String),
    /// A path that leads from a row to another one.
    #[error("The path leads from a row to \"{0}\", outside of it")]
    UpFromRow(String),
    /// An instance that is not in the document.
    #[error("There is no instance \"{0}\"")]
    MissingInstance(String),
    /// A file beside the form.
    #[error("The file \"{0}\" is not beside the form; its list is empty")]
    MissingFile(String),
    /// A picture or sound.
    #[error("The file \"{0}\" is not there; nothing would be seen or heard")]
    MissingMedia(String),
    /// A picture or sound that is there for nothing.
    #[error("The file \"{0}\" is named nowhere in the form")]
    UnusedMedia(String),
    /// A quote that takes all that follows into one cell.
    #[error("A quote is opened and not closed where the cell ends")]
    OpenQuote,
    /// A row that goes on where there are no headers.
    #[error("There are more cells than in the first line")]
    LongRow,
    /// Something wrong in a file beside the form.
    #[error("In line {line} of the file \"{file}\": {problem}")]
    InFile {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u32,
        /// What is wrong.
        problem: Box<Problem>,
    },
    /// A file of a kind that cannot be read.
    #[error("The file \"{0}\" is neither CSV nor XML")]
    UnsupportedFile(String),
    /// A document that is no XML.
    #[error("The XML of this XForm or list is broken from here on")]
    NotXml,
    /// A document in another encoding.
    #[error("The document is not written in UTF-8")]
    NotUtf8,
    /// A document with a type of its own.
    #[error("The document declares names of its own")]
    Doctype,
    /// A name that stands for something only a document type could say.
    #[error("\"&{0};\" stands for nothing")]
    Entity(String),
    /// A document larger or deeper than any form.
    #[error("The document is far larger than a questionnaire")]
    DocumentTooLarge,
    /// Something every form has.
    #[error("\"{0}\" is missing")]
    MissingElement(String),
    /// A path in a formula or rule at whose end there is nothing.
    #[error("\"{0}\" is not in the form and always empty")]
    LeadsNowhere(String),
    /// A path to several questions at once.
    #[error("\"{0}\" leads to several questions at once")]
    SeveralQuestions(String),
    /// A second rule for a question that has one.
    #[error("There is a second bind for \"{0}\", which counts for nothing")]
    SecondBind(String),
    /// An attribute nobody knows.
    #[error("The attribute \"{0}\" is not known and counts for nothing")]
    UnknownAttribute(String),
    /// A kind of answer nobody knows.
    #[error("The type \"{0}\" is not known: any text can be answered")]
    UnknownType(String),
    /// An element that is there several times and is no repeat.
    #[error("\"{0}\" is there more than once and is no repeat: only the first counts")]
    Twice(String),
    /// A choice with the value of another one.
    #[error("Two choices have the value \"{0}\": nobody can tell which was chosen")]
    SameChoice(String),
    /// Something that fills in no question.
    #[error("There is no \"{0}\" in the instance")]
    NotInInstance(String),
    /// A text that is not there.
    #[error("There is no text \"{0}\"")]
    MissingItext(String),
    /// An element with features that are not supported.
    #[error("The element \"{0}\" is not supported")]
    UnsupportedElement(String),
    /// Something other tools act on and a conversation does not.
    #[error("\"{0}\" changes nothing here")]
    Ignored(String),
    /// Choices with signs that would have to be looked up.
    #[error("The choices of the list \"{0}\" show signs and cannot be filtered or shuffled")]
    SignsInTable(String),
    /// A parameter without the value it needs.
    #[error("The parameter \"{0}\" is missing or cannot be read")]
    BadParameter(String),
    /// A part of the parameters that is none.
    #[error("\"{0}\" is no parameter with a value")]
    NotAParameter(String),
    /// An event nothing can happen at.
    #[error("Nothing can happen at \"{0}\" here")]
    UnsupportedEvent(String),
    /// A question of a repeat that is asked outside it, or the other way round.
    #[error("\"{0}\" is not asked in the repeat it lies in")]
    OutsideRepeat(String),
    /// A default that is no answer to its question.
    #[error("\"{0}\" cannot be the answer to this question, so it would begin empty")]
    BadDefault(String),
    /// A repeat of more instances than a conversation has.
    #[error("A repeat has at most 1,000 instances; \"{0}\" are asked for")]
    TooManyInstances(String),
    /// More rows than a form may have.
    #[error("There are more than {limit} {what}")]
    TooMany {
        /// What.
        what: &'static str,
        /// How many there may be.
        limit: usize,
    },
}
