//! The column `type`: what a row of the survey is.

use guide::{Holds, Kind};

/// What a row of the survey is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written<'a> {
    /// A group or repeat begins.
    Begin(Kind),
    /// One ends.
    End(Kind),
    /// A question, or a value nobody is asked for.
    Question(Asked<'a>),
    /// A list beside the workbook, in a file of this kind.
    File(&'static str),
    /// What other tools record while a form is filled in, and no formula can name.
    Nothing,
    /// A file with questions of its own.
    Include,
}

/// A question as its type tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked<'a> {
    pub(super) kind: Kind,
    pub(super) holds: Holds,
    /// Where the choices of a select come from.
    pub(super) list: Source<'a>,
    /// Whether one more choice leads to a question for words.
    pub(super) or_other: bool,
    /// Who fills it in.
    pub(super) filled: Filled,
    /// Whether it is a value that waits for a calculation.
    pub(super) calculates: bool,
    /// Whether the parameters say what numbers are possible.
    pub(super) is_range: bool,
    /// What an answer must fulfil whatever the row says.
    pub(super) constraint: Option<&'static str>,
}

/// Who fills a question in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filled {
    /// Whoever answers or calculates.
    Here,
    /// The device at the beginning, with this formula.
    AtStart(&'static str),
    /// Nobody: other tools ask a device whose it is, or where.
    Never,
}

/// Where the choices of a select come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source<'a> {
    /// It is no select.
    None,
    /// A list of the sheet choices.
    Sheet(&'a str),
    /// A list of the sheet `external_choices`.
    External(&'a str),
    /// A file beside the workbook.
    File(&'a str),
    /// The answers of a question in a repeat.
    Repeat(&'a str),
}

impl Asked<'_> {
    /// A group or repeat.
    pub(super) fn group(kind: Kind) -> Self {
        asked(kind)
    }
}

/// Reads a type; `None` when it is none.
pub(super) fn read(written: &str) -> Option<Written<'_>> {
    let plain = written.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    if let Some(kind) = border(&plain, "begin") {
        return Some(Written::Begin(kind));
    }
    if let Some(kind) = border(&plain, "end") {
        return Some(Written::End(kind));
    }
    match plain.as_str() {
        "csv-external" => return Some(Written::File("csv")),
        "xml-external" => return Some(Written::File("xml")),
        "audit" => return Some(Written::Nothing),
        "include" => return Some(Written::Include),
        _ => {}
    }
    select(written).or_else(|| question(&plain)).map(Written::Question)
}

/// `begin_group`, `end repeat`, and what they were called once.
fn border(plain: &str, word: &str) -> Option<Kind> {
    match plain.strip_prefix(word)?.strip_prefix(['_', ' '])? {
        "group" => Some(Kind::Group),
        "repeat" | "lgroup" | "looped group" => Some(Kind::Repeat),
        _ => None,
    }
}

/// What the name of a list is the name of.
type MakeSource<'a> = fn(&'a str) -> Source<'a>;

/// `select_one yn or_other`.
fn select<'a>(written: &'a str) -> Option<Asked<'a>> {
    let (one, many) = (Kind::SelectOne, Kind::SelectMultiple);
    // A longer name before one it begins with.
    let selects: [(&str, Kind, MakeSource<'a>); 15] = [
        ("select_one_from_file", one, Source::File),
        ("select_multiple_from_file", many, Source::File),
        ("select one from file", one, Source::File),
        ("select multiple from file", many, Source::File),
        ("select_one_external", one, Source::External),
        ("select all that apply from", many, Source::Sheet),
        ("select all that apply", many, Source::Sheet),
        ("add select multiple prompt using", many, Source::Sheet),
        ("add select one prompt using", one, Source::Sheet),
        ("select one from", one, Source::Sheet),
        ("select one", one, Source::Sheet),
        ("select_one", one, Source::Sheet),
        ("select_multiple", many, Source::Sheet),
        ("select1", one, Source::Sheet),
        ("rank", Kind::Rank, Source::Sheet),
    ];
    let (kind, source, rest) = selects.into_iter().find_map(|(name, kind, source)| {
        let start = written.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name))?;
        let rest = &written[start.len()..];
        rest.starts_with(char::is_whitespace).then_some((kind, source, rest.trim()))
    })?;
    let others = ["or_other", "or specify other", "or other"];
    let other = others.into_iter().find_map(|other| rest.strip_suffix(other)?.strip_suffix(char::is_whitespace));
    let list = other.unwrap_or(rest).trim();
    if list.is_empty() || list.contains(char::is_whitespace) {
        return None;
    }
    let list = match list.strip_prefix("${").and_then(|name| name.strip_suffix('}')) {
        Some(name) => Source::Repeat(name),
        None => source(list),
    };
    Some(Asked { list, or_other: other.is_some(), ..asked(kind) })
}

fn asked(kind: Kind) -> Asked<'static> {
    Asked {
        kind,
        holds: kind.holds(),
        list: Source::None,
        or_other: false,
        filled: Filled::Here,
        calculates: false,
        is_range: false,
        constraint: None,
    }
}

fn question(plain: &str) -> Option<Asked<'static>> {
    let kept = |holds, filled| Asked { holds, filled, ..asked(Kind::Calculate) };
    let within = |kind, constraint| Asked { constraint: Some(constraint), ..asked(kind) };
    if plain == "get phone number" {
        return Some(kept(Holds::Text, Filled::Never));
    }
    // Older names: `get start time`, `uri:deviceid`, `q date`, `add date prompt`.
    let plain =
        ["get ", "uri:", "q ", "add "].into_iter().find_map(|before| plain.strip_prefix(before)).unwrap_or(plain);
    let plain = plain.strip_suffix(" prompt").unwrap_or(plain);
    Some(match plain {
        "note" => asked(Kind::Note),
        "text" | "string" => asked(Kind::Text),
        "phone number" => within(Kind::Text, r"regex(., '^\d*$')"),
        "integer" | "int" => asked(Kind::Integer),
        "percentage" => within(Kind::Integer, "0 <= . and . <= 100"),
        "number of days in last month" => within(Kind::Integer, "0 <= . and . <= 31"),
        "number of days in last six months" => within(Kind::Integer, "0 <= . and . <= 183"),
        "number of days in last year" => within(Kind::Integer, "0 <= . and . <= 365"),
        "decimal" => asked(Kind::Decimal),
        "range" => Asked { is_range: true, ..asked(Kind::Integer) },
        "date" => asked(Kind::Date),
        "time" => asked(Kind::Time),
        "datetime" | "date time" => asked(Kind::DateTime),
        "geopoint" | "location" | "gps" => asked(Kind::Geopoint),
        "geotrace" => asked(Kind::Geotrace),
        "geoshape" => asked(Kind::Geoshape),
        "barcode" => asked(Kind::Barcode),
        "acknowledge" | "trigger" => asked(Kind::Acknowledge),
        "image" | "photo" | "picture" | "audio" | "video" | "file" => asked(Kind::File),
        _ if plain == "osm" || plain.starts_with("osm ") => asked(Kind::File),
        "calculate" => Asked { calculates: true, ..asked(Kind::Calculate) },
        "hidden" => asked(Kind::Calculate),
        "start" | "start time" => kept(Holds::DateTime, Filled::AtStart("now()")),
        "today" => kept(Holds::Date, Filled::AtStart("today()")),
        "end" | "end time" => kept(Holds::DateTime, Filled::Never),
        "start-geopoint" | "background-geopoint" => kept(Holds::Geopoint, Filled::Never),
        "deviceid" | "device id" | "imei" | "subscriberid" | "subscriber id" | "simserial" | "sim id"
        | "phonenumber" | "username" | "email" | "background-audio" => kept(Holds::Text, Filled::Never),
        _ => return None,
    })
}
