//! What can be wrong with a file of another tool.

/// Most faults told: nobody reads more, and a damaged file can have one in every field.
pub(super) const MOST_FAULTS: usize = 1_000;

/// One thing that could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{service}, {field}: {problem}")]
pub struct Fault {
    /// The id of the service, its number in the list when it has none, or `the file`.
    pub service: String,
    /// The way to the field, such as `phones[1].number`; list positions count from 0, as JSON tools do.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// Why a field could not be read. Each says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The bytes are no JSON.
    #[error("is no JSON ({0}); save it again as JSON in UTF-8")]
    NotJson(String),
    /// More than any directory holds.
    #[error("is far larger than a directory of services; give 50,000 services in 32 MiB at most")]
    TooLarge,
    /// Nothing in it is a list of services.
    #[error("holds no services; give a list of them, or an object with the list in `contents`")]
    NoServices,
    /// A field that every service has is not there.
    #[error("is missing; write it")]
    Missing,
    /// The field holds another kind of value.
    #[error("is not {0}; write it so, or take the field out")]
    Not(&'static str),
    /// One of our own properties does not hold what it should.
    #[error("cannot be understood ({0}); write it as docs/directory.md says, or take it out")]
    NotUnderstood(String),
    /// A taxonomy of ours has no such term.
    #[error("\"{0}\" is no term of this taxonomy; docs/directory.md lists them")]
    UnknownTerm(String),
    /// The number is for a machine that nobody here reads.
    #[error("\"{0}\" is none of voice, text, whatsapp; change it, or take the number out")]
    NotForPeople(String),
    /// Hours that do not return every week.
    #[error("does not hold for every week; write such hours in words in the schedule's description")]
    NotWeekly,
    /// Hours that are no hours, or in the time of another place.
    #[error("is no time as HH:MM in the time of the place, or no day as MO,TU; correct it")]
    NoHours,
    /// A text with a control character or turned writing in it.
    #[error(transparent)]
    HiddenSign(directory::Problem),
    /// A service is given at several places.
    #[error("lists several places; make each place a service of its own")]
    SeveralPlaces,
    /// A secret place is given away.
    #[error("must not be there, the place is secret; take out the location and ask who else has the file")]
    SecretPlace,
}
