//! What can be wrong with an entry, and where.

/// One thing that is wrong with the directory, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{entry}, {field}{}: {problem}", lang.as_ref().map(|lang| format!("::{lang}")).unwrap_or_default())]
pub struct Fault {
    /// The id of the service, need or place, or its number in the list when it has none.
    pub entry: String,
    /// The field.
    pub field: &'static str,
    /// The language of the text that is wrong, where it is one language's.
    pub lang: Option<String>,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a field. Each says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing is there.
    #[error("is empty; write it, or leave the entry out")]
    Missing,
    /// The id is no `UUIDv4` in lower case.
    #[error("is not a UUID of version 4 in lower case; make a new one and keep it for ever")]
    NotAUuid,
    /// Two entries have the same id.
    #[error("is used twice; give each entry its own")]
    Twice,
    /// The same thing is said twice.
    #[error("says the same twice; leave one of them out")]
    Repeated,
    /// A report was settled before it was made.
    #[error("is settled on a day before the report; correct one of the days")]
    SettledBefore,
    /// No need has this id.
    #[error("names the need \"{0}\", which is not listed")]
    UnknownNeed(String),
    /// No place has this id.
    #[error("names the place \"{0}\", which is not listed")]
    UnknownPlace(String),
    /// A place lies in itself.
    #[error("leads in a circle; a country has no parent")]
    Circle,
    /// A control character, or a sign that turns the direction of writing.
    #[error("holds a sign that nobody sees (U+{:04X}); clear it and write it again by hand", u32::from(*.0))]
    HiddenSign(char),
    /// A role that holds a telephone number tells who it is.
    #[error("holds a telephone number; write a role, by which nobody can be called")]
    NumberInRole,
    /// It is said to be open day and night, and to have hours.
    #[error("lists hours of what is open day and night; leave one of them out")]
    DayAndNight,
    /// There are too many, or a text is too long.
    #[error("has {found}, at most {most} can be shown")]
    TooMany {
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// A text is too long.
    #[error("has {found} letters, at most {most} can be shown; write it shorter")]
    TooLong {
        /// How many letters it has.
        found: usize,
        /// How many it may have.
        most: usize,
    },
    /// The number is not written as a phone number.
    #[error("is no phone number; digits, spaces, + - . ( ) only")]
    NotANumber,
    /// A country code and a zero that is only dialled within the country.
    #[error(
        "has a 0 after the country code, where no phone dials it; write +62 812…, or 0812… without the country code"
    )]
    TrunkZero,
    /// What the phone dials is not the number that is shown.
    #[error("does not dial the number that is shown; digits only, + before a country code")]
    DialsAnother,
    /// It is no address of a mailbox.
    #[error("is no e-mail address such as office@example.org")]
    NotAnEmail,
    /// It is no address of a page.
    #[error("is no page; write its whole address, beginning with https://")]
    NotAPage,
    /// The point lies on no map.
    #[error("lies on no map; the latitude goes from -90 to 90, the longitude from -180 to 180")]
    OffTheMap,
    /// The point where both angles are zero, which programs write when they know none.
    #[error("lies in the sea at 0, 0; write where the place is, or leave both empty")]
    Nowhere,
    /// A term belongs to another category.
    #[error("names the term \"{0}\", whose category the entry does not have")]
    StrangeTerm(String),
    /// The taxonomy has no such term.
    #[error("names the term \"{0}\", which the taxonomy does not have")]
    UnknownTerm(String),
    /// A language is not an ISO 639 code.
    #[error("\"{0}\" is no language code such as id, en or hmn")]
    NotALanguage(String),
    /// The date lies ahead.
    #[error("lies in the future")]
    Future,
    /// A confirmation without its day, its method or the role of who confirmed.
    #[error("says confirmed; give the whole day, how, and the role of who did it")]
    HalfConfirmed,
    /// A provider was called, and nothing says that it agreed to be listed.
    #[error("is empty, but the service is confirmed; write the day the provider agreed to be listed, or leave it out")]
    NoConsent,
    /// A secret place has an address.
    #[error("must stay empty: the place is secret")]
    SecretAddress,
    /// A text of a secret place holds coordinates or a link to a map.
    #[error("gives away a secret place; take out coordinates and links")]
    SecretInText,
    /// A secret place has a list of changes: it would hold what was said before it was secret.
    #[error("may tell where a secret place is or was; take them out")]
    SecretBefore,
    /// The youngest age lies above the oldest.
    #[error("is higher than the highest age")]
    AgesCrossed,
    /// Nobody called; a release must not hold it.
    #[error("was not confirmed by a call; a release holds confirmed numbers only")]
    Unconfirmed,
}
