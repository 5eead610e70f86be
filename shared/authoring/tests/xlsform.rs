//! Workbooks as authors write them: what compiles, and how each fault is named.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod common {
    pub(crate) mod workbook;
}

use authoring::xlsform::{Fault, Problem, compile};
use common::workbook::{CHOICES, SETTINGS, survey, workbook};
use guide::{Form, Kind};

const HEAD: &str =
    "type | name | label::English (en) | label::Bahasa Indonesia (id) | relevant | constraint | calculation";

fn form(rows: &str) -> Form {
    compile(&survey(&format!("{HEAD}\n{rows}"))).unwrap()
}

fn faults(rows: &str) -> Vec<Fault> {
    compile(&survey(&format!("{HEAD}\n{rows}"))).unwrap_err()
}

/// The only fault of a survey: its row, column and problem.
fn fault(rows: &str) -> (Option<u32>, String, Problem) {
    let mut all = faults(rows);
    assert_eq!(all.len(), 1, "{all:?}");
    let fault = all.remove(0);
    assert!(!fault.remedy.is_empty());
    (fault.row, fault.column.unwrap_or_default(), fault.problem)
}

#[test]
fn a_workbook_becomes_a_form() {
    let form = form(
        "note | a | Hello | Halo
        begin_group | g | | | ${b}='yes'
        select_multiple work | c | Work? | Kerja? | | count-selected(.)<=1 or not(selected(.,'none'))
        integer | d | Hours? | Jam?
        end_group
        select_one yn | b | Away? | Pergi?
        calculate | e | | | | | if(${d} > 8, 'long', 'short')
        date | f | When? | Kapan? | ${e}='long'",
    );
    let kinds: Vec<_> = form.questions().iter().map(|question| question.kind).collect();
    let expected =
        [Kind::Note, Kind::Group, Kind::SelectMultiple, Kind::Integer, Kind::SelectOne, Kind::Calculate, Kind::Date];
    assert_eq!(kinds, expected);
    let work = form.question(form.find("c").unwrap());
    assert_eq!(work.path, "/data/g/c");
    assert_eq!(work.parent, form.find("g"));
    let exclusive: Vec<_> = work.choices.iter().filter(|choice| choice.exclusive).map(|choice| &choice.name).collect();
    assert_eq!(exclusive, ["none"]);
    assert_eq!(work.label.show("id").unwrap().text, "Kerja?");
    assert_eq!(form.hash.len(), 64);
}

#[test]
fn the_same_content_has_the_same_hash_and_a_change_another_one() {
    let hash = |word: &str| form(&format!("note | a | {word} | Halo")).hash;
    assert_eq!(hash("Hello"), hash("Hello"));
    assert_ne!(hash("Hello"), hash("Hallo"));
}

#[test]
fn a_compiled_form_survives_the_pack() {
    for rows in ["note | a | Hello | Halo", "select_one yn | a | A? | A?\ntext | b | B? | B? | ${a}='yes'"] {
        let form = form(rows);
        let again: Form = bincode::deserialize(&bincode::serialize(&form).unwrap()).unwrap();
        assert_eq!(serde_json::to_value(&again).unwrap(), serde_json::to_value(&form).unwrap());
        assert_eq!(again.find("a"), form.find("a"));
    }
}

#[test]
fn faults_are_named_by_sheet_row_and_column() {
    let cases = [
        (
            "unheard yn | a | A? | A?",
            "Sheet survey, row 2, column type: The type \"unheard yn\" is not supported. Use a type of the XLSForm reference, \
             such as note, select_one LIST, select_multiple LIST, integer, decimal, text, date, calculate, begin_group or \
             begin_repeat.",
        ),
        (
            "select_one places | a | A? | A?",
            "Sheet survey, row 2, column type: There is no list \"places\" on the sheet choices. Add the list to the \
             sheet choices, or correct the name of the list.",
        ),
        (
            "note | a | A | A | lookup('x') = 1",
            "Sheet survey, row 2, column relevant: The function \"lookup\" is not known. Correct the spelling, or write it \
             with functions of the XLSForm reference, such as selected, if and coalesce.",
        ),
        (
            "note | a | A | A | ${b} = 1",
            "Sheet survey, row 2, column relevant: There is no question \"b\". Correct the name between ${ and }.",
        ),
        (
            "select_one yn | a | A? | A? | ${c}='yes'\nselect_one yn | b | B? | B? | ${a}='yes'\n\
             select_one yn | c | C? | C? | ${b}='yes'",
            "Sheet survey, row 2, column relevant: These questions wait for each other: a → b → c. Change one of them so that it no \
             longer depends on the others.",
        ),
        (
            "note | a | A",
            "Sheet survey, row 2, column label::Bahasa Indonesia (id): The text is missing in Bahasa Indonesia (id). \
             Write the text in this language too; mark it as draft if nobody has confirmed it.",
        ),
        (
            "text | a | A? | A? | | (. = 'x' or",
            "Sheet survey, row 2, column constraint: The formula cannot be read from \"the end\" on. Check brackets and \
             straight quotes ('), and name questions as in ${c21}.",
        ),
    ];
    for (rows, sentence) in cases {
        assert_eq!(faults(rows).iter().map(ToString::to_string).collect::<Vec<_>>(), [sentence]);
    }
}

#[test]
fn a_pattern_is_told_what_is_wrong_with_it() {
    let remedy = |pattern: &str| {
        let remedy = faults(&format!("text | a | A? | A? | | regex(., '{pattern}')")).remove(0).remedy;
        remedy.contains("look-ahead")
    };
    assert_eq!(["(ab", "[a-z", "a{2"].map(remedy), [false; 3]);
    assert_eq!(["(?=a)b", "(a)\\1", "\\p{Nonsense}"].map(remedy), [true; 3]);
}

#[test]
fn every_fault_is_told_and_not_only_the_first() {
    let all =
        faults("unheard yn | a | A? | A?\nnote | b | B | B | ${nobody}='x'\nselect_one yn | b | B? | B? | ${b}=1");
    let rows: Vec<_> = all.iter().map(|fault| fault.row).collect();
    assert_eq!(rows, [Some(2), Some(3), Some(4), Some(4)], "{all:?}");
}

#[test]
fn rows_that_do_not_fit_are_refused() {
    use Problem as P;
    let cases = [
        ("| a | A | A", "type", P::MissingType),
        ("note | | A | A", "name", P::MissingName),
        ("note | 1a | A | A", "name", P::BadName("1a".into())),
        ("begin_group | g", "type", P::GroupNotClosed("g".into())),
        ("end_group", "type", P::GroupNotOpen),
        ("calculate | a", "calculation", P::MissingCalculation),
        ("note | a | A | A | | . > 1", "constraint", P::NotForType("note".into())),
        ("begin_group | a | | | | | 1 + 1\nend_group", "calculation", P::NotForType("begin_group".into())),
        ("integer | a | A? | A? | . > 1", "relevant", P::HereOutsideConstraint),
        ("integer | a | ${b}? | A? | ", "label", P::UnknownPlaceholder("b".into())),
        ("begin_repeat | r | R | R", "type", P::GroupNotClosed("r".into())),
        ("end_repeat", "type", P::GroupNotOpen),
        ("include | a", "type", P::Include),
        ("select_one | a | A? | A?", "type", P::BadType("select_one".into())),
        ("select_one_external yn | a | A? | A?", "type", P::MissingExternalList("yn".into())),
    ];
    for (rows, column, problem) in cases {
        assert_eq!(fault(rows), (Some(2), column.to_owned(), problem));
    }
}

#[test]
fn the_wrong_end_is_told_once_with_both_rows() {
    for (begin, end, ends) in [("begin_group", "end_repeat", "repeat"), ("begin_repeat", "end_group", "group")] {
        let problem = Problem::WrongEnd { ends, open: "g".into(), row: 2 };
        assert_eq!(
            fault(&format!("{begin} | g | G | G\ntext | a | A? | A?\n{end}")),
            (Some(4), "type".into(), problem)
        );
    }
}

#[test]
fn names_may_be_the_same_in_different_groups_but_then_formulas_cannot_name_them() {
    let two = "begin_group | g\ninteger | a | A? | A?\nend_group\ninteger | a | A? | A?";
    assert!(form(two).find("a").is_none());
    let problem = Problem::AmbiguousReference("a".into());
    assert_eq!(fault(&format!("{two}\nnote | b | B | B | ${{a}} > 1")), (Some(6), "relevant".into(), problem));
    let beside = fault("note | a | A | A\nnote | a | A | A");
    assert_eq!(beside, (Some(3), "name".into(), Problem::DuplicateName { name: "a".into(), first: 2 }));
}

#[test]
fn a_value_that_can_never_come_is_a_fault() {
    let never =
        |question: &str, value: &str| Problem::ImpossibleValue { question: question.into(), value: value.into() };
    let work = "select_multiple work | w | W? | W?";
    let relevant = |formula: &str| fault(&format!("{work}\nnote | n | N | N | {formula}")).2;
    assert_eq!(relevant("selected(${w}, 'frm')"), never("w", "frm"));
    assert_eq!(relevant("${w} != 'farm' and 'sae' = ${w}"), never("w", "sae"));
    assert_eq!(fault("select_multiple work | w | W? | W? | | not(selected(., 'x'))").2, never("w", "x"));
    let read = "calculate | r | | | | | if(${w}='farm', 'land', 'water')";
    assert_eq!(fault(&format!("{work}\n{read}\nnote | n | N | N | ${{r}}='earth'")).2, never("r", "earth"));
    form(&format!("{work}\n{read}\nnote | n | N | N | ${{r}}='land' or ${{w}}='' or ${{w}}='farm sea'"));
}

#[test]
fn a_choice_without_quotes_is_told_so() {
    let of = |rows: &str| fault(&format!("select_multiple work | w | W? | W?\n{rows}")).2;
    let unquoted = Problem::Unquoted("sea".into());
    for formula in ["${w} = sea", "sea != ${w}", "selected(${w}, sea)"] {
        assert_eq!(of(&format!("note | n | N | N | {formula}")), unquoted, "{formula}");
    }
    assert_eq!(of("select_multiple work | v | V? | V? | | not(selected(., sea))"), unquoted);
    assert_eq!(of("note | n | N | N | ${w} = moon"), Problem::UnknownReference("moon".into()));
}

#[test]
fn circles_are_named_with_every_question_in_them() {
    let circle = |rows: &str| match fault(rows) {
        (Some(_), _, Problem::Cycle(names)) => names,
        other => panic!("{other:?}"),
    };
    assert_eq!(circle("integer | a | A? | A? | ${a} > 1"), ["a"]);
    let three = "calculate | a | | | | | ${c} + 1\ncalculate | b | | | | | ${a} + 1\ncalculate | c | | | | | ${b} + 1";
    let mut names = circle(three);
    names.sort();
    assert_eq!(names, ["a", "b", "c"]);
    let mut names = circle("begin_group | g | | | ${a} > 1\ninteger | a | A? | A?\nend_group");
    names.sort();
    assert_eq!(names, ["a", "g"], "a group that waits for what lies in it");
}

#[test]
fn a_text_may_not_be_missing_in_a_complete_language_and_may_in_another() {
    let missing = |language: &str| Problem::MissingText(language.into());
    assert_eq!(fault("note | a | | Halo").2, missing("English (en)"));
    assert_eq!(fault("note | a | Hello").2, missing("Bahasa Indonesia (id)"));
    let survey = "type | name | label::English (en) | label::Tiếng Việt (vi)\nnote | a | Hello";
    let choices = "list_name | name | label::English (en)";
    let form = compile(&workbook(&[("survey", survey), ("choices", choices), ("settings", SETTINGS)])).unwrap();
    assert_eq!(form.languages.len(), 2);
}

#[test]
fn sign_columns_are_read_and_checked() {
    let head = "type | name | label::English (en) | label::Bahasa Indonesia (id) | bind::suluh:sign | bind::suluh:when \
                | bind::suluh:dimension | bind::suluh:strength | bind::suluh:role | bind::suluh:voice";
    let compile_row = |row: &str| compile(&survey(&format!("{head}\n{row}")));
    let form = compile_row("select_one yn | a | A? | A? | D4.01 | yes | D4 | strong | danger | helper").unwrap();
    assert_eq!(form.questions()[0].signs.len(), 1);
    let problem = |row: &str| compile_row(row).unwrap_err().remove(0).problem;
    assert_eq!(problem("select_one yn | a | A? | A? | D4.01 | | D4"), Problem::IncompleteSign("bind::suluh:when"));
    assert_eq!(problem("select_one yn | a | A? | A? | | yes"), Problem::IncompleteSign("bind::suluh:sign"));
    assert_eq!(problem("select_one work | a | A? | A? | D4.01 | yes | D4"), Problem::NoSuchSignAnswer("yes".into()));
    let bad = |found: &str, allowed| Problem::BadValue { found: found.into(), allowed };
    assert_eq!(problem("select_one yn | a | A? | A? | x | yes | D4 | big"), bad("big", "strong, medium or weak"));
    assert_eq!(problem("note | a | A | A | | | | | title"), bad("title", "reading, result, danger or consent"));
    let settings = "form_id\nt";
    let book = [
        ("survey", &*format!("{head}\nnote | a | A | A | | | | | reading")),
        ("choices", CHOICES),
        ("settings", settings),
    ];
    let all = compile(&workbook(&book)).unwrap_err();
    assert_eq!(all.into_iter().map(|fault| fault.problem).collect::<Vec<_>>(), [Problem::MissingNamespace]);
}

#[test]
fn sheets_and_columns_must_be_known() {
    let problems = |sheets: &[(&str, &str)]| -> Vec<Problem> {
        compile(&workbook(sheets)).unwrap_err().into_iter().map(|fault| fault.problem).collect()
    };
    let survey = "type | name | label::English (en) | label::Bahasa Indonesia (id)\nnote | a | A | A";
    assert_eq!(problems(&[("survey", survey), ("choices", CHOICES)]), [Problem::MissingSheet("settings".into())]);
    let typo = "type | name | label::English (en) | label::Bahasa Indonesia (id) | relevent\nnote | a | A | A | 1";
    let all = [("survey", typo), ("choices", CHOICES), ("settings", SETTINGS)];
    assert_eq!(problems(&all), [Problem::UnknownColumn("relevent".into())]);
    let nameless = "type | name | label::English | label::Bahasa Indonesia (id)\nnote | a | A | A";
    let all = [("survey", nameless), ("choices", CHOICES), ("settings", SETTINGS)];
    assert!(problems(&all).contains(&Problem::NoLanguageCode("English".into())));
    let entities = [("survey", survey), ("choices", CHOICES), ("settings", SETTINGS), ("entities", "a")];
    assert_eq!(problems(&entities), [Problem::UnsupportedSheet("entities".into())]);
}

const WIDE: &str = "type | name | label::English (en) | label::Bahasa Indonesia (id) | choice_filter | parameters | trigger | \
                    default | calculation | repeat_count";

#[test]
fn workbooks_of_ours_may_have_everything_too() {
    let rows = "integer | n | N | N
        begin_repeat | r | R | R | | | | | | ${n} + 1
        text | t | T | T | | | | position(..)
        note | shown | Of ${t} | Dari ${t}
        end_repeat
        range | scale | S | S | | start=0 end=10 step=5
        select_one yn or_other | w | W | W
        select_multiple work | f | F | F | name != ${t2}
        text | t2 | T | T
        calculate | c | | | | | ${n} | | now()";
    let form = compile(&survey(&format!("{WIDE}\n{rows}"))).unwrap();
    let kind = |name: &str| form.question(form.find(name).unwrap()).kind;
    assert_eq!([kind("r"), kind("r_count"), kind("w_other")], [Kind::Repeat, Kind::Calculate, Kind::Text]);
    assert!(form.question(form.find("f").unwrap()).itemset.is_some());
    assert!(form.question(form.find("scale").unwrap()).constraint.is_some());
    assert_eq!((form.extras().actions.len(), form.extras().starts.len(), form.extras().outputs.len()), (3, 1, 2));
}

#[test]
fn what_is_looked_up_or_set_off_must_be_there() {
    let problem = |row: &str| {
        let fault = compile(&survey(&format!("{WIDE}\n{row}"))).unwrap_err().remove(0);
        (fault.column.unwrap_or_default(), fault.problem)
    };
    let reference = || Problem::UnknownReference("b".into());
    assert_eq!(problem("select_one yn | a | A | A | name = ${b}"), ("choice_filter".into(), reference()));
    assert_eq!(problem("calculate | a | | | | | ${b} | | 1"), ("trigger".into(), reference()));
    assert_eq!(problem("text | a | A | A | | | | ${b} + 1"), ("default".into(), reference()));
    assert_eq!(problem("range | a | A | A | | step=none"), ("parameters".into(), Problem::BadParameter("step".into())));
    assert_eq!(problem("text | a | A | A | x = 1"), ("choice_filter".into(), Problem::NotForType("text".into())));
    let signs = "list_name | name | label::English (en) | label::Bahasa Indonesia (id) | suluh_sign | suluh_dimension
        yn | yes | Yes | Ya | D1 | D";
    let rows = format!("{WIDE}\nselect_one yn | a | A | A | name != 'x'");
    let faults = compile(&workbook(&[("survey", &rows), ("choices", signs), ("settings", SETTINGS)])).unwrap_err();
    assert_eq!(faults[0].problem, Problem::SignsInTable("yn".into()));
}

#[test]
fn a_default_is_a_value_the_question_can_hold() {
    let begun = |kind: &str, default: &str| {
        let compiled = compile(&survey(&format!("{WIDE}\n{kind} | a | A | A | | | | {default}")));
        compiled
            .map(|_| ())
            .map_err(|mut faults| (faults[0].column.take().unwrap_or_default(), faults.remove(0).problem))
    };
    let can_be = [
        ("integer", "7"),
        ("decimal", "2.5"),
        ("date", "2026-11-22"),
        ("select_one yn", "yes"),
        ("select_multiple work", "sea  farm"),
        ("text", "abc"),
    ];
    for (kind, default) in can_be {
        assert_eq!(begun(kind, default), Ok(()), "{kind} {default}");
    }
    let cannot_be = [
        ("integer", "abc"),
        ("integer", "2.5"),
        ("date", "22 November"),
        ("select_one yn", "maybe"),
        ("select_multiple work", "sea moon"),
    ];
    for (kind, default) in cannot_be {
        assert_eq!(begun(kind, default), Err(("default".into(), Problem::BadDefault(default.into()))), "{kind}");
    }
}

#[test]
fn a_fixed_count_is_no_more_than_a_repeat_can_have() {
    let count = |count: &str| {
        compile(&survey(&format!("{WIDE}\nbegin_repeat | r | R | R | | | | | | {count}\ntext | t | T | T\nend_repeat")))
    };
    assert!(count("1000").is_ok());
    let fault = count("1001").unwrap_err().remove(0);
    assert_eq!((fault.row, fault.column.as_deref()), (Some(2), Some("repeat_count")));
    assert_eq!(fault.problem, Problem::TooManyInstances("1001".into()));
}

#[test]
fn in_workbooks_of_others_what_is_missing_or_unknown_is_noted() {
    let survey = "type | name | label::French | hint | media::image::French | remarks
        text | a | Quoi? | Ici | a.png | to do
        select_one_from_file towns.csv | b | Où?";
    let book = workbook(&[("survey", survey)]);
    let compiled = authoring::xlsform::compile_any(&book, None).unwrap();
    assert_eq!(compiled.form.languages[0].code, "French");
    let noted = |problem: &Problem| compiled.notes.iter().any(|note| note.problem == *problem);
    for problem in [
        Problem::Ignored("media::image::French".into()),
        Problem::UnknownColumn("remarks".into()),
        Problem::MissingFile("towns.csv".into()),
        Problem::MissingSheet("choices".into()),
    ] {
        assert!(noted(&problem), "{problem:?} {:?}", compiled.notes);
    }
    assert!(compile(&book).is_err(), "and is a fault in one of ours");
}

#[test]
fn one_table_may_hold_all_sheets() {
    let table = "\u{feff}survey\n,type,name,label\n,select_one yn,a,\"A, or B?\"\nchoices\n,list_name,name,label\n,yn,yes,Yes\n";
    let form = authoring::source::compile(table.as_bytes(), None).unwrap().form;
    assert_eq!(form.questions()[0].choices.len(), 1);
    let faults = authoring::source::compile(b"survey\n,type,name,label\n,unheard,a,A\n", None).unwrap_err();
    assert_eq!((faults[0].row, faults[0].column.as_deref()), (Some(3), Some("type")));
}
