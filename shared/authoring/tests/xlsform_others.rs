//! Workbooks written for other tools: what is read as they read it, what is noted, and what is refused with its reason.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common {
    pub(crate) mod workbook;
}

use authoring::xlsform::compile_any;
use guide::{Form, Question};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

fn question<'f>(form: &'f Form, name: &str) -> &'f Question {
    form.question(form.find(name).unwrap())
}

#[test]
fn dates_numbers_and_truths_in_cells_are_read_as_other_tools_read_them() {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let time = Format::new().set_num_format("hh:mm:ss");
    let day = ExcelDateTime::from_ymd(2026, 11, 22).unwrap();
    let morning = ExcelDateTime::from_hms(8, 30, 0).unwrap();
    let survey = book.add_worksheet().set_name("survey").unwrap();
    survey.write_row(0, 0, ["type", "name", "label", "required", "default"]).unwrap();
    for (row, (kind, name)) in (1..).zip([("date", "d"), ("dateTime", "m"), ("time", "t"), ("select_one l", "s")]) {
        survey.write_row(row, 0, [kind, name, "?"]).unwrap();
    }
    survey.write_boolean(1, 3, true).unwrap();
    survey.write_datetime_with_format(1, 4, &day, &date).unwrap();
    survey.write_datetime_with_format(2, 4, &day, &date).unwrap();
    survey.write_datetime_with_format(3, 4, &morning, &time).unwrap();
    survey.write_number(4, 4, 2.0).unwrap();
    let choices = book.add_worksheet().set_name("choices").unwrap();
    choices.write_row(0, 0, ["list_name", "name", "label"]).unwrap();
    choices.write_row(1, 0, ["l", "", "Two"]).unwrap();
    choices.write_number(1, 1, 2.0).unwrap();
    choices.write_row(2, 0, ["l", "", "True"]).unwrap();
    choices.write_boolean(2, 1, true).unwrap();

    let form = compile_any(&book.save_to_buffer().unwrap(), None).unwrap().form;

    let default = |name: &str| question(&form, name).default.clone();
    assert_eq!(["d", "m", "t", "s"].map(default), ["2026-11-22", "2026-11-22T00:00:00", "08:30:00", "2"]);
    let names: Vec<_> = question(&form, "s").choices.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(names, ["2", "TRUE"]);
    assert!(question(&form, "d").required.is_some());
}
