//! The columns of the sheet `services`, in the order of the field's list: what each holds, and where in the entry.
//!
//! One table for everything that touches a spreadsheet: the template, reading, writing, and what its author is told.

use directory::Category;

/// One column, or one for each language where it holds a text: `name::id`.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its heading.
    pub(crate) name: &'static str,
    /// Where the entry holds it, as a JSON pointer.
    pub(crate) at: &'static str,
    /// What its cells hold.
    pub(crate) holds: Holds,
    /// Whether a cell may be empty.
    pub(crate) needed: Needed,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// One line; nothing when it is empty.
    Line,
    /// One line, kept as an empty one when there is none.
    PlainLine,
    /// Lines, one below the other.
    Lines,
    /// A text, in a column for each language.
    Text,
    /// Texts, one below the other, in a column for each language.
    Texts,
    /// Words of our own vocabulary or of another sheet, with `;` between them.
    Words,
    /// Exactly one of these.
    OneOf(&'static [&'static str]),
    /// Some of these, with `;` between them.
    SomeOf(&'static [&'static str]),
    /// Yes or no.
    Truth,
    /// Yes, no or unknown.
    PerhapsTruth,
    /// An age in years.
    Age,
    /// An angle in degrees.
    Degrees,
    /// A whole day.
    Day,
    /// A day, a month or a year.
    Date,
    /// Hours of the week, one line each.
    Hours,
    /// How far clocks are ahead of UTC; nothing when it is empty.
    Clocks,
    /// Numbers with what they are for, one line each.
    Phones,
    /// Notes to the numbers, one line each, in a column for each language.
    PhoneNotes,
    /// The key of an organisation.
    Organisation,
    /// What became different, one line each.
    Changes,
    /// What those who tried the service told, one line each.
    Reports,
}

/// Whether a cell may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needed {
    /// It must say something; `not_known` says nothing.
    Always,
    /// It must say something, if only `not_known`: somebody asked.
    Asked,
    /// As `Asked`, for an entry of the category of safe places.
    InShelters,
    /// It may be empty.
    No,
}

/// What stands in a cell of which nobody knows what belongs there.
pub(crate) const NOT_KNOWN: &str = "not_known";

const FACT: Holds = Holds::OneOf(&["yes", "no", "ask", NOT_KNOWN]);
const LEVELS: Holds =
    Holds::OneOf(&["hotline", "village", "sub_district", "district", "province", "national", "abroad"]);
const CATEGORIES: Holds = Holds::SomeOf(&["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N"]);
/// What kinds of organisation there are.
pub(crate) const PROVIDER_KINDS: &[&str] = &["government", "ngo", "international", "community", "private", NOT_KNOWN];
/// The levels a place can have.
pub(crate) const PLACE_LEVELS: &[&str] = &["village", "sub_district", "district", "province", "national"];

const fn column(name: &'static str, at: &'static str, holds: Holds, needed: Needed) -> Column {
    Column { name, at, holds, needed }
}

/// The columns.
pub(crate) const COLUMNS: &[Column] = &[
    column("id", "/id", Holds::PlainLine, Needed::Always),
    column("name", "/name", Holds::Text, Needed::Always),
    column("short_name", "/short_name", Holds::Text, Needed::No),
    column("description", "/description", Holds::Text, Needed::Always),
    column("provider", "/provider", Holds::Organisation, Needed::Always),
    column("level", "/level", LEVELS, Needed::Always),
    column("categories", "/categories", CATEGORIES, Needed::Always),
    column("terms", "/terms", Holds::Words, Needed::No),
    column("stages", "/stages", Holds::SomeOf(&["crisis", "transition", "inclusion"]), Needed::No),
    column("needs", "/needs", Holds::Words, Needed::No),
    column("women", "/who/women", FACT, Needed::Asked),
    column("men", "/who/men", FACT, Needed::Asked),
    column("boys", "/who/boys", FACT, Needed::Asked),
    column("girls", "/who/girls", FACT, Needed::Asked),
    column("transgender", "/who/transgender", FACT, Needed::Asked),
    column("min_age", "/who/min_age", Holds::Age, Needed::No),
    column("max_age", "/who/max_age", Holds::Age, Needed::No),
    column("nationals", "/who/nationals", FACT, Needed::Asked),
    column("foreigners", "/who/foreigners", FACT, Needed::Asked),
    column("victim_status", "/victim_status", Holds::OneOf(&["none", "presumed", "formal", NOT_KNOWN]), Needed::Asked),
    column("police_cooperation", "/police_cooperation", FACT, Needed::Asked),
    column("shelter_closed", "/shelter/closed", FACT, Needed::InShelters),
    column("shelter_takes_phone", "/shelter/takes_phone", FACT, Needed::InShelters),
    column("shelter_rules", "/shelter/rules", Holds::Text, Needed::InShelters),
    column("eligibility", "/eligibility", Holds::Text, Needed::Asked),
    column("cost", "/cost", Holds::OneOf(&["free", "partly", "pay", NOT_KNOWN]), Needed::Asked),
    column("fees", "/fees", Holds::Text, Needed::No),
    column("pays_transport", "/pays_transport", FACT, Needed::No),
    column("papers", "/papers", Holds::OneOf(&["none", "asked", NOT_KNOWN]), Needed::Asked),
    column("papers_asked", "/papers_asked", Holds::Text, Needed::No),
    column("without_papers", "/without_papers", Holds::Text, Needed::No),
    column("steps", "/steps", Holds::Texts, Needed::Asked),
    column("referral_needed", "/referral/needed", FACT, Needed::Asked),
    column("referral_how", "/referral/how", Holds::Text, Needed::No),
    column("first_answer", "/first_answer", Holds::Text, Needed::No),
    column("phones", "/phones", Holds::Phones, Needed::No),
    column("phone_notes", "/phones", Holds::PhoneNotes, Needed::No),
    column("email", "/email", Holds::Line, Needed::No),
    column("website", "/website", Holds::Line, Needed::No),
    column("safe_contact", "/safe_contact", Holds::Text, Needed::No),
    column("address", "/address", Holds::Text, Needed::No),
    column("directions", "/directions", Holds::Text, Needed::No),
    column("latitude", "/point/latitude", Holds::Degrees, Needed::No),
    column("longitude", "/point/longitude", Holds::Degrees, Needed::No),
    column("secret", "/secret", Holds::Truth, Needed::Always),
    column("all_day", "/hours/all_day", Holds::PerhapsTruth, Needed::Asked),
    column("openings", "/hours/openings", Holds::Hours, Needed::No),
    column("hours_note", "/hours/note", Holds::Text, Needed::No),
    column("languages", "/languages", Holds::Words, Needed::Asked),
    column("sign_language", "/sign_language", FACT, Needed::No),
    column("interpreter", "/interpreter", FACT, Needed::No),
    column("step_free", "/access/step_free", FACT, Needed::No),
    column("toilet", "/access/toilet", FACT, Needed::No),
    column("blind", "/access/blind", FACT, Needed::No),
    column("deaf", "/access/deaf", FACT, Needed::No),
    column("children", "/access/children", FACT, Needed::No),
    column("staff_woman", "/staff/woman", FACT, Needed::No),
    column("staff_man", "/staff/man", FACT, Needed::No),
    column("staff_trained", "/staff/trained", FACT, Needed::No),
    column("privacy", "/privacy", Holds::Text, Needed::Asked),
    column("area", "/area", Holds::Words, Needed::Always),
    column("availability", "/availability", Holds::OneOf(&["open", "full", "closed", "ended", NOT_KNOWN]), Needed::No),
    column("warnings", "/warnings", Holds::Texts, Needed::No),
    column("verified", "/verified/state", Holds::OneOf(&["public_source", "confirmed"]), Needed::Always),
    column("verified_on", "/verified/on", Holds::Date, Needed::No),
    column("verified_method", "/verified/method", Holds::PlainLine, Needed::Always),
    column("verified_by", "/verified/by", Holds::PlainLine, Needed::No),
    column("steward", "/steward", Holds::PlainLine, Needed::Asked),
    column("provider_consent", "/provider_consent", Holds::Day, Needed::No),
    column("quality", "/quality", Holds::Text, Needed::No),
    column("sources", "/sources", Holds::Lines, Needed::Always),
    column("picture", "/picture", Holds::Line, Needed::No),
    column("audio", "/audio", Holds::Line, Needed::No),
    column("changes", "/changes", Holds::Changes, Needed::No),
    column("reports", "/reports", Holds::Reports, Needed::No),
];

impl Column {
    /// Whether it has a column for each language.
    pub(crate) fn is_spoken(&self) -> bool {
        matches!(self.holds, Holds::Text | Holds::Texts | Holds::PhoneNotes)
    }

    /// Whether it holds the field with this name, as the validator names it: `who.min_age`.
    pub(crate) fn is_field(&self, field: &str) -> bool {
        let own = self.at[1..].replace('/', ".");
        // A point and a check fill several columns.
        let first_of_several =
            [("point", "/point/latitude"), ("verified", "/verified/state")].contains(&(field, self.at));
        own == field || first_of_several
    }
}

/// Whether the categories of an entry are of those in which people sleep.
pub(crate) fn is_shelter(categories: &[String]) -> bool {
    categories.iter().any(|category| *category == Category::SafePlace.letter().to_string())
}

/// The columns of the sheet `organizations`.
pub(crate) const ORGANISATIONS: &[Column] = &[
    column("key", "/key", Holds::PlainLine, Needed::Always),
    column("name", "/name", Holds::Text, Needed::Always),
    column("kind", "/kind", Holds::OneOf(PROVIDER_KINDS), Needed::Asked),
    column("description", "/description", Holds::Text, Needed::No),
];

/// The columns of the sheet `areas`.
pub(crate) const AREAS: &[Column] = &[
    column("id", "/id", Holds::PlainLine, Needed::Always),
    column("level", "/level", Holds::OneOf(PLACE_LEVELS), Needed::Always),
    column("name", "/name", Holds::Text, Needed::Always),
    column("parent", "/parent", Holds::Line, Needed::No),
    column("clocks", "/clocks", Holds::Clocks, Needed::No),
];
