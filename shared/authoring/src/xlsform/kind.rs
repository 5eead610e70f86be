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
    /// What other tools record while a form is filled in.
    Nothing,
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
    /// The formula of what is put in place at the beginning.
    pub(super) preload: Option<&'static str>,
    /// Whether it is a value that waits for a calculation.
    pub(super) calculates: bool,
    /// Whether the parameters say what numbers are possible.
    pub(super) is_range: bool,
}

/// Where the choices of a select come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source<'a> {
    /// It is no select.
    None,
    /// A list of the sheet choices.
    Sheet(&'a str),
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
        "audit" | "background-audio" => return Some(Written::Nothing),
        _ => {}
    }
    select(written).or_else(|| question(&plain)).map(Written::Question)
}

/// `begin_group`, `end repeat`.
fn border(plain: &str, word: &str) -> Option<Kind> {
    match plain.strip_prefix(word)?.strip_prefix(['_', ' '])? {
        "group" => Some(Kind::Group),
        "repeat" => Some(Kind::Repeat),
        _ => None,
    }
}

/// `select_one yn or_other`.
fn select(written: &str) -> Option<Asked<'_>> {
    const SELECTS: [(&str, Kind, bool); 10] = [
        ("select_one_from_file", Kind::SelectOne, true),
        ("select_multiple_from_file", Kind::SelectMultiple, true),
        ("select one from file", Kind::SelectOne, true),
        ("select multiple from file", Kind::SelectMultiple, true),
        ("select all that apply from", Kind::SelectMultiple, false),
        ("select one from", Kind::SelectOne, false),
        ("select_one", Kind::SelectOne, false),
        ("select_multiple", Kind::SelectMultiple, false),
        ("select1", Kind::SelectOne, false),
        ("rank", Kind::Rank, false),
    ];
    let (kind, is_file, rest) = SELECTS.into_iter().find_map(|(name, kind, is_file)| {
        let start = written.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name))?;
        let rest = &written[start.len()..];
        rest.starts_with(char::is_whitespace).then_some((kind, is_file, rest.trim()))
    })?;
    let others = ["or_other", "or specify other", "or other"];
    let other = others.into_iter().find_map(|other| rest.strip_suffix(other)?.strip_suffix(char::is_whitespace));
    let list = other.unwrap_or(rest).trim();
    if list.is_empty() || list.contains(char::is_whitespace) {
        return None;
    }
    let list = match list.strip_prefix("${").and_then(|name| name.strip_suffix('}')) {
        Some(name) => Source::Repeat(name),
        None if is_file => Source::File(list),
        None => Source::Sheet(list),
    };
    Some(Asked { list, or_other: other.is_some(), ..asked(kind) })
}

fn asked(kind: Kind) -> Asked<'static> {
    Asked {
        kind,
        holds: kind.holds(),
        list: Source::None,
        or_other: false,
        preload: None,
        calculates: false,
        is_range: false,
    }
}

fn question(plain: &str) -> Option<Asked<'static>> {
    let kept = |holds, preload| Asked { holds, preload, ..asked(Kind::Calculate) };
    // Older names: `get start time`, `uri:deviceid`, `q date`.
    let plain = ["get ", "uri:", "q "].into_iter().find_map(|before| plain.strip_prefix(before)).unwrap_or(plain);
    Some(match plain {
        "note" => asked(Kind::Note),
        "text" | "string" => asked(Kind::Text),
        "integer" | "int" => asked(Kind::Integer),
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
        "image" | "photo" | "audio" | "video" | "file" => asked(Kind::File),
        "calculate" => Asked { calculates: true, ..asked(Kind::Calculate) },
        "hidden" => asked(Kind::Calculate),
        "start" | "start time" => kept(Holds::DateTime, Some("now()")),
        "today" => kept(Holds::Date, Some("today()")),
        "end" | "end time" => kept(Holds::DateTime, None),
        "start-geopoint" => kept(Holds::Geopoint, None),
        // A device may know these of its owner; a conversation does not ask it.
        "deviceid" | "device id" | "imei" | "subscriberid" | "subscriber id" | "simserial" | "sim id"
        | "phonenumber" | "username" | "email" => kept(Holds::Text, None),
        _ => return None,
    })
}
