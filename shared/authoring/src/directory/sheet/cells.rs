//! One cell and the part of an entry it stands for, both ways.

use directory::{Date, Opening, PartialDate, ReportKind, UtcOffset};
use serde_json::{Value, json};

use super::columns::{Holds, NOT_KNOWN};
use super::fault::CellProblem;

/// What parts words in a cell.
const BETWEEN: char = ';';
/// What parts the fields of a change in a line.
const FIELD: char = '|';
/// Stands before the role of who reported something.
const REPORTER: char = ',';
/// Between what was wrong and the day on which its keeper had looked into it.
const SETTLED: &str = "settled";
/// Stands for a text that is missing in this language only.
pub(super) const NONE: &str = "-";
/// What a number can be used for, as written.
const PHONE_KINDS: [&str; 3] = ["voice", "text", "whatsapp"];

/// What a filled cell says; texts are put together from several cells elsewhere.
pub(super) fn read(cell: &str, holds: Holds) -> Result<Value, CellProblem> {
    let unknown = cell == NOT_KNOWN;
    Ok(match holds {
        Holds::OneOf(choices) => json!(choice(cell, choices)?),
        Holds::SomeOf(choices) => {
            let chosen: Result<Vec<&str>, _> = words(cell).map(|word| choice(word, choices)).collect();
            json!(chosen?)
        }
        Holds::Words if unknown => json!([]),
        Holds::Words => json!(words(cell).collect::<Vec<_>>()),
        Holds::Line | Holds::PerhapsTruth | Holds::Age | Holds::Clocks if unknown => Value::Null,
        Holds::PlainLine | Holds::Date if unknown => json!(""),
        Holds::Line | Holds::PlainLine if cell.contains('\n') => return Err(CellProblem::ManyLines),
        Holds::Line | Holds::PlainLine | Holds::Organisation => json!(cell),
        Holds::Lines => json!(lines(cell).collect::<Vec<_>>()),
        Holds::Truth => json!(truth(cell).ok_or(CellProblem::no_choice(cell, &["yes", "no"]))?),
        Holds::PerhapsTruth => {
            json!(truth(cell).ok_or(CellProblem::no_choice(cell, &["yes", "no", NOT_KNOWN]))?)
        }
        Holds::Age => json!(cell.parse::<u8>().ok().filter(|age| *age <= 120).ok_or(CellProblem::NoAge)?),
        Holds::Degrees => {
            // Where decimals are parted by a comma, a spreadsheet writes it too.
            let degrees = cell.replace(',', ".").parse::<f64>().ok().filter(|degrees| degrees.is_finite());
            json!(degrees.ok_or(CellProblem::NoDegrees)?)
        }
        Holds::Day => json!(day(cell).parse::<Date>().map_err(|_| CellProblem::NoDay)?),
        Holds::Date => json!(day(cell).parse::<PartialDate>().map_err(|_| CellProblem::NoDate)?),
        Holds::Hours => {
            let hours: Result<Vec<Opening>, _> = lines(cell).map(str::parse).collect();
            json!(hours.map_err(|_| CellProblem::NoHours)?)
        }
        Holds::Clocks => json!(cell.parse::<UtcOffset>().map_err(|_| CellProblem::NoOffset)?),
        Holds::Phones => json!(lines(cell).map(phone).collect::<Result<Vec<_>, _>>()?),
        Holds::Changes => json!(lines(cell).map(change).collect::<Result<Vec<_>, _>>()?),
        Holds::Reports => json!(lines(cell).map(report).collect::<Result<Vec<_>, _>>()?),
        Holds::Text | Holds::Texts | Holds::PhoneNotes => Value::Null,
    })
}

/// The cell of a part of an entry; what is not there is written as nobody would have to ask again.
pub(super) fn write(value: &Value, holds: Holds) -> String {
    let strings = || value.as_array().into_iter().flatten().filter_map(Value::as_str);
    match holds {
        Holds::OneOf(_) => value.as_str().unwrap_or(NOT_KNOWN).to_owned(),
        Holds::SomeOf(_) | Holds::Words => strings().collect::<Vec<_>>().join("; "),
        Holds::Lines | Holds::Hours => strings().collect::<Vec<_>>().join("\n"),
        Holds::Truth | Holds::PerhapsTruth => match value.as_bool() {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => NOT_KNOWN.to_owned(),
        },
        Holds::Age | Holds::Degrees => value.as_f64().map(|number| number.to_string()).unwrap_or_default(),
        Holds::Phones => objects(value).map(written_phone).collect::<Vec<_>>().join("\n"),
        Holds::Changes => objects(value).map(written_change).collect::<Vec<_>>().join("\n"),
        Holds::Reports => objects(value).map(written_report).collect::<Vec<_>>().join("\n"),
        Holds::Line | Holds::PlainLine | Holds::Day | Holds::Date | Holds::Organisation | Holds::Clocks => {
            value.as_str().unwrap_or_default().to_owned()
        }
        Holds::Text | Holds::Texts | Holds::PhoneNotes => String::new(),
    }
}

/// The lines of a cell that say something.
pub(super) fn lines(cell: &str) -> impl Iterator<Item = &str> {
    cell.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([BETWEEN, '\n']).map(str::trim).filter(|word| !word.is_empty())
}

/// The choice as the vocabulary writes it, whatever case it was typed in.
fn choice<'a>(cell: &str, choices: &'a [&'a str]) -> Result<&'a str, CellProblem> {
    let typed = cell.replace(' ', "_");
    let same = choices.iter().find(|choice| choice.eq_ignore_ascii_case(&typed));
    same.copied().ok_or_else(|| CellProblem::no_choice(cell, choices))
}

/// Spreadsheets turn these words into truths of their own.
fn truth(cell: &str) -> Option<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

/// A spreadsheet that takes a day for a moment adds midnight to it.
fn day(cell: &str) -> &str {
    cell.strip_suffix(" 00:00:00").unwrap_or(cell)
}

/// `08111-129-129 whatsapp =+628111129129`: what is dialled follows from the number unless it is given.
fn phone(line: &str) -> Result<Value, CellProblem> {
    let (line, dial) = match line.rsplit_once(char::is_whitespace) {
        Some((rest, last)) if last.starts_with('=') => (rest.trim(), Some(&last[1..])),
        _ => (line, None),
    };
    let (number, kind) = match line.rsplit_once(char::is_whitespace) {
        Some((rest, last)) if last.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            (rest.trim(), choice(last, &PHONE_KINDS)?)
        }
        _ => (line, PHONE_KINDS[0]),
    };
    let dial = dial.map_or_else(|| dialled(number), str::to_owned);
    Ok(json!({"number": number, "dial": dial, "kind": kind, "note": null}))
}

/// The digits of a number, with its `+`.
fn dialled(number: &str) -> String {
    let plus = if number.starts_with('+') { "+" } else { "" };
    plus.chars().chain(number.chars().filter(char::is_ascii_digit)).collect()
}

fn written_phone(phone: &Value) -> String {
    let text = |key: &str| phone[key].as_str().unwrap_or_default();
    let (number, dial) = (text("number"), text("dial"));
    let dial = if dial == dialled(number) { String::new() } else { format!(" ={dial}") };
    format!("{number} {}{dial}", text("kind"))
}

/// `2026-05-03 | phones | 129 | 1500 | district office`
fn change(line: &str) -> Result<Value, CellProblem> {
    let fields = parted(line);
    let [on, field, before, after, by] = &fields[..] else { return Err(CellProblem::NoChange) };
    let on = on.parse::<Date>().map_err(|_| CellProblem::NoChange)?;
    Ok(json!({"on": on, "field": field, "before": before, "after": after, "by": by}))
}

fn written_change(change: &Value) -> String {
    let field = |key: &str| {
        let text = change[key].as_str().unwrap_or_default();
        text.replace('\\', "\\\\").replace('\n', "\\n").replace(FIELD, "\\|")
    };
    ["on", "field", "before", "after", "by"].map(field).join(" | ")
}

/// `2026-11-20 no_answer, village team`; the role may be left out.
fn report(line: &str) -> Result<Value, CellProblem> {
    let (told, by) = line.split_once(REPORTER).unwrap_or((line, ""));
    let (on, kind) = told.trim().split_once(char::is_whitespace).ok_or(CellProblem::NoReport)?;
    let day = |text: &str| text.trim().parse::<Date>().map_err(|_| CellProblem::NoReport);
    let (kind, settled) = match kind.split_once(SETTLED) {
        Some((kind, on)) => (kind, Some(day(on)?)),
        None => (kind, None),
    };
    let kinds = ReportKind::ALL.map(ReportKind::code);
    Ok(json!({"on": day(on)?, "kind": choice(kind.trim(), &kinds)?, "by": by.trim(), "settled": settled}))
}

fn written_report(report: &Value) -> String {
    let text = |key: &str| report[key].as_str().unwrap_or_default();
    let by = text("by").replace('\n', " ");
    let reporter = if by.is_empty() { String::new() } else { format!("{REPORTER} {by}") };
    let settled = report["settled"].as_str().map(|on| format!(" {SETTLED} {on}")).unwrap_or_default();
    format!("{} {}{settled}{reporter}", text("on"), text("kind"))
}

/// The fields of a line, parted by `|`; `\|`, `\n` and `\\` stand for what would part or end it.
fn parted(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let last = fields.len() - 1;
        match letter {
            FIELD => fields.push(String::new()),
            '\\' => match letters.next() {
                Some('n') => fields[last].push('\n'),
                other => fields[last].extend(other),
            },
            letter => fields[last].push(letter),
        }
    }
    fields.into_iter().map(|field| field.trim_matches(' ').to_owned()).collect()
}

fn objects(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use directory::PhoneKind;

    use super::*;

    fn phone_of(line: &str) -> (String, String, String) {
        let read = read(line, Holds::Phones).unwrap();
        let text = |key: &str| read[0][key].as_str().unwrap().to_owned();
        (text("number"), text("dial"), text("kind"))
    }

    #[test]
    fn a_number_says_what_it_is_for_and_dials_itself() {
        let phone = |number: &str, dial: &str, kind: &str| (number.to_owned(), dial.to_owned(), kind.to_owned());
        assert_eq!(phone_of("129"), phone("129", "129", "voice"));
        assert_eq!(phone_of("+62 21 2924 4800"), phone("+62 21 2924 4800", "+622129244800", "voice"));
        assert_eq!(phone_of("08111-129-129 WhatsApp"), phone("08111-129-129", "08111129129", "whatsapp"));
        assert_eq!(phone_of("0812 34 text =+6281234"), phone("0812 34", "+6281234", "text"));
        assert!(matches!(read("129 fax", Holds::Phones), Err(CellProblem::NoChoice { .. })));
    }

    #[test]
    fn what_is_written_reads_back() {
        for (cell, holds) in [
            ("129 voice\n08111-129-129 whatsapp =+628111129129", Holds::Phones),
            ("2026-05-03 | phones | 1\\|2 | a\\nb\\\\c | district office", Holds::Changes),
            ("2026-11-20 no_answer, village team, north\n2026-11-21 treated_badly", Holds::Reports),
            (
                "2026-11-21 treated_badly settled 2026-11-25, village team\n2026-11-21 closed settled 2026-11-25",
                Holds::Reports,
            ),
            ("MO-FR 08:00-16:00\nSA 08:00-12:00", Holds::Hours),
            ("UTC+7", Holds::Clocks),
            ("A; B", Holds::SomeOf(&["A", "B"])),
            ("a page\nanother; page", Holds::Lines),
            ("-6.2088", Holds::Degrees),
            ("2025-04", Holds::Date),
            ("not_known", Holds::PerhapsTruth),
        ] {
            let value = read(cell, holds).unwrap();
            assert_eq!(write(&value, holds), cell);
            assert_eq!(read(&write(&value, holds), holds).unwrap(), value);
        }
    }

    #[test]
    fn cells_are_read_as_people_and_spreadsheets_write_them() {
        assert_eq!(read("YES", Holds::Truth).unwrap(), json!(true));
        assert_eq!(read("Sub district", Holds::OneOf(&["sub_district"])).unwrap(), json!("sub_district"));
        assert_eq!(read("2026-05-03 00:00:00", Holds::Day).unwrap(), json!("2026-05-03"));
        assert_eq!(read("-6,2088", Holds::Degrees).unwrap(), json!(-6.2088));
        let report = json!([{"on": "2026-11-20", "kind": "no_answer", "by": "", "settled": null}]);
        assert_eq!(read(" 2026-11-20  No answer ,", Holds::Reports).unwrap(), report);
        assert_eq!(read("id;  jv ;", Holds::Words).unwrap(), json!(["id", "jv"]));
        assert_eq!(read("not_known", Holds::Words).unwrap(), json!([]));
    }

    #[test]
    fn every_kind_of_phone_has_its_word() {
        for (word, kind) in PHONE_KINDS.into_iter().zip([PhoneKind::Voice, PhoneKind::Text, PhoneKind::Whatsapp]) {
            assert_eq!(serde_json::to_value(kind).unwrap(), json!(word));
        }
    }
}
