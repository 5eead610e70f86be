//! A cell as text, whatever a spreadsheet keeps in it: as `pyxform` reads it, so that names and answers are the same.

use calamine::{DataRef, ExcelDateTime};

use crate::fault::Problem;

/// The text of a cell: whole numbers without a point, truths as a spreadsheet shows them, moments as
/// `2026-11-22 08:30:00` and times as `08:30:00`.
pub(crate) fn text(value: &DataRef<'_>) -> Result<String, Problem> {
    let text = match value {
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => return written(*moment).ok_or(Problem::BadCell),
        DataRef::DateTimeIso(moment) => moment.replacen('T', " ", 1),
        DataRef::Empty => String::new(),
        _ => return Err(Problem::BadCell),
    };
    Ok(text)
}

/// A date or time; `None` for what is neither, such as a length of days.
fn written(moment: ExcelDateTime) -> Option<String> {
    let value = moment.as_f64();
    // Half a second below a day rounds up to it.
    let is_time = (0.0..1.0).contains(&value);
    if !value.is_finite() || value < 0.0 || (moment.is_duration() && !is_time) {
        return None;
    }
    let (year, month, day, hours, minutes, seconds, _) = moment.to_ymd_hms_milli();
    let time = format!("{hours:02}:{minutes:02}:{seconds:02}");
    Some(if is_time { time } else { format!("{year:04}-{month:02}-{day:02} {time}") })
}

/// A yes or no; `None` when it is a formula.
pub(crate) fn truth(cell: &str) -> Option<bool> {
    match cell.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" | "true()" => Some(true),
        "no" | "false" | "false()" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};

    use super::text;

    #[test]
    fn cells_are_read_as_other_tools_read_them() {
        let moment = |value| DataRef::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        let cases = [
            (DataRef::Float(3.0), "3"),
            (DataRef::Float(2.5), "2.5"),
            (DataRef::Bool(true), "TRUE"),
            (DataRef::Bool(false), "FALSE"),
            (moment(46_348.0), "2026-11-22 00:00:00"),
            (moment(46_348.354_166_666_67), "2026-11-22 08:30:00"),
            (moment(0.354_166_666_67), "08:30:00"),
            (DataRef::DateTimeIso("2026-11-22T08:30:00".to_owned()), "2026-11-22 08:30:00"),
            (DataRef::SharedString(" a "), "a"),
            (DataRef::Empty, ""),
        ];
        for (cell, expected) in cases {
            assert_eq!(text(&cell).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_is_no_text_no_number_and_no_moment_is_refused() {
        let days = DataRef::DateTime(ExcelDateTime::new(3.5, ExcelDateTimeType::TimeDelta, false));
        for cell in [DataRef::Error(CellErrorType::Div0), days, DataRef::DurationIso("PT1H".to_owned())] {
            assert!(text(&cell).is_err(), "{cell:?}");
        }
    }
}
