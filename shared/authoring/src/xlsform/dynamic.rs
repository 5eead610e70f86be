//! Whether a default is a formula or words, told as `pyxform` tells it: anything that calculates, calls or names is a formula.

use guide::Kind;

/// Whether a default is a formula.
pub(super) fn is_formula(text: &str, kind: Kind) -> bool {
    // Dates and places have hyphens that take nothing away.
    let hyphens_are_plain =
        matches!(kind, Kind::Date | Kind::DateTime | Kind::Geopoint | Kind::Geotrace | Kind::Geoshape);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if stamp(rest) > 0 => stamp(rest),
            _ if number(rest) > 0 => number(rest),
            '-' if hyphens_are_plain => return false,
            '*' | '+' | '-' | '|' => return true,
            ' ' if rest.starts_with(" mod ") || rest.starts_with(" div ") => return true,
            '\'' | '"' => rest[1..].find(first).map_or(1, |end| end + 2),
            '$' if is_reference(rest) => return true,
            _ if first.is_alphabetic() || first == '_' => {
                let length = name(rest);
                let after = &rest[length..];
                let prefixed = after.strip_prefix(':').map_or(0, |local| match name(local) {
                    0 => 0,
                    local => local + 1,
                });
                if rest[length + prefixed..].starts_with('(') {
                    return true;
                }
                length + prefixed
            }
            _ => first.len_utf8(),
        };
        rest = &rest[length..];
    }
    false
}

/// The length of a name: letters, digits, `-`, `.` and `_` behind a letter.
fn name(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return 0;
    }
    text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.' | '_'))).unwrap_or(text.len())
}

/// The length of a date or time.
fn stamp(text: &str) -> usize {
    let shaped = |text: &str, shape: &str| {
        text.len() >= shape.len()
            && text.bytes().zip(shape.bytes()).all(|(c, s)| if s == b'0' { c.is_ascii_digit() } else { c == s })
    };
    let sign = usize::from(text.starts_with('-'));
    let time = |text: &str| {
        let zone = |zone: &&str| zone.starts_with(['+', '-']) && shaped(&zone[1..], "00:00");
        match text.get(8..) {
            Some(rest) if shaped(text, "00:00:00") => {
                if rest.starts_with('Z') {
                    9
                } else if zone(&rest) {
                    14
                } else {
                    8
                }
            }
            _ => 0,
        }
    };
    if !shaped(&text[sign..], "0000-00-00") {
        return time(text);
    }
    let date = sign + 10;
    match text[date..].strip_prefix('T').map_or(0, time) {
        0 => date,
        time => date + 1 + time,
    }
}

/// The length of a number, its sign included.
fn number(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(text.starts_with('-'));
    let whole = digits(&text[sign..]);
    let point = text[sign + whole..].starts_with('.');
    let fraction = if point { digits(&text[sign + whole + 1..]) } else { 0 };
    if whole + fraction == 0 { 0 } else { sign + whole + usize::from(point) + fraction }
}

/// Whether `${name}` stands at the beginning.
fn is_reference(text: &str) -> bool {
    let inside = text.strip_prefix("${").and_then(|rest| rest.split_once('}'));
    inside.is_some_and(|(inside, _)| {
        let inside = inside.strip_prefix("last-saved#").unwrap_or(inside);
        name(inside) == inside.len() && !inside.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use guide::Kind;

    use super::is_formula;

    #[test]
    fn what_calculates_calls_or_names_is_a_formula() {
        for formula in ["1 + 1", "${a}", "today()", "a | b", "jr:itext('x')", "7 div 2", "once(uuid())", "- 1"] {
            assert!(is_formula(formula, Kind::Text), "{formula}");
        }
    }

    #[test]
    fn everything_else_is_words() {
        for words in [
            "yes",
            "some-name",
            "-5",
            "2026-11-22",
            "08:30:00+07:00",
            "2026-11-22T08:30:00+07:00",
            "a b",
            "'1 + 1'",
            "3.5",
            "é",
        ] {
            assert!(!is_formula(words, Kind::Text), "{words}");
        }
        assert!(!is_formula("2026 - x", Kind::Date));
    }
}
