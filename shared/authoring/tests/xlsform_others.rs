//! Workbooks written for other tools: what is read as they read it, what is noted, and what is refused with its reason.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

#[allow(dead_code, reason = "each test file uses its part")]
mod common {
    pub(crate) mod workbook;
}

use authoring::source::Compiled;
use authoring::xlsform::{Fault, Problem, compile_any};
use common::workbook::workbook;
use guide::{Form, Kind, Question};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

fn question<'f>(form: &'f Form, name: &str) -> &'f Question {
    form.question(form.find(name).unwrap())
}

/// Compiles a survey over a list `l` of `a` and `b`.
fn compiled(survey: &str) -> Result<Compiled, Vec<Fault>> {
    let choices = "list_name | name | label\nl | a | Apple\nl | b | Banana";
    compile_any(&workbook(&[("survey", survey), ("choices", choices)]), None)
}

fn paths(form: &Form) -> Vec<&str> {
    form.questions().iter().map(|question| question.path.as_str()).collect()
}

/// The places and problems that are noted, beside texts and sheets that are missing.
fn notes(compiled: &Compiled) -> Vec<(u32, String, Problem)> {
    let is_meant = |note: &&Fault| {
        !matches!(note.problem, Problem::MissingText(_) | Problem::MissingSheet(_) | Problem::MissingSetting(_))
    };
    let place = |note: &Fault| {
        let (row, column) = (note.row.unwrap_or_default(), note.column.clone().unwrap_or_default());
        (row, column, note.problem.clone())
    };
    compiled.notes.iter().filter(is_meant).map(place).collect()
}

/// The place and problem of the first fault.
fn refused(survey: &str) -> (u32, String, Problem) {
    let fault = compiled(survey).unwrap_err().remove(0);
    (fault.row.unwrap_or_default(), fault.column.unwrap_or_default(), fault.problem)
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

#[test]
fn a_column_that_a_list_does_not_have_is_refused() {
    let survey = |row: &str| format!("type | name | label | choice_filter | calculation\ntext | t | T\n{row}");
    let found = |row: &str| match refused(&survey(row)) {
        (3, column, Problem::NoColumn { list, column: wanted }) => (column, list, wanted),
        other => panic!("{other:?}"),
    };
    let told = |column: &str, wanted: &str| (column.to_owned(), "l".to_owned(), wanted.to_owned());
    assert_eq!(found("select_one l | s | S | lable = ${t}"), told("choice_filter", "lable"));
    let look = |row: &str| found(&format!("calculate | c | | | instance('l')/root/{row}"));
    assert_eq!(look("item[name = ${t}]/lable"), told("calculation", "lable"));
    assert_eq!(look("item[nam = ${t}]/label"), told("calculation", "nam"));
    assert_eq!(look("itm[name = ${t}]/label"), told("calculation", "root/itm/label"));
    for row in ["select_one l | s | S | label = ${t}", "calculate | c | | | pulldata('gone', 'x', 'y', ${t})"] {
        assert!(compiled(&survey(row)).is_ok(), "{row}");
    }
}

/// The problems of a form with a list in a file of this content.
fn problems_of_file(content: &str) -> Vec<Problem> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("towns.csv"), content).unwrap();
    let survey = "type | name | label\nselect_one_from_file towns.csv | s | S";
    let compiled = compile_any(&workbook(&[("survey", survey)]), Some(folder.path()));
    compiled.err().into_iter().flatten().map(|fault| fault.problem).collect()
}

#[test]
fn a_file_that_would_lose_choices_is_refused_by_line() {
    let in_line = |line, problem| vec![Problem::InFile { file: "towns.csv".into(), line, problem: Box::new(problem) }];
    assert_eq!(problems_of_file("name,label,of\na,\"A\nA\",x\nb,\"B,y\nc,C,x"), in_line(4, Problem::OpenQuote));
    assert_eq!(problems_of_file("name,label\na,A\nb,B, the second"), in_line(3, Problem::LongRow));
    assert_eq!(problems_of_file("name,label,label\na,A,B"), in_line(1, Problem::RepeatedColumn("label".into())));
    assert_eq!(problems_of_file("name,\"label\na,A"), in_line(1, Problem::OpenQuote));
    assert_eq!(problems_of_file("name,label,,\na,A,,\nb\n"), [], "nothing is lost");
    let missing = Problem::NoColumn { list: "towns".into(), column: "name".into() };
    assert_eq!(problems_of_file("code,label\na,A"), [missing]);
    assert_eq!(problems_of_file("name,title\na,A"), [], "a list without words is noted");
}

#[test]
fn a_table_with_an_open_quote_is_refused_by_line() {
    let table = "survey\n,type,name,label\n,text,a,\"A\n,text,b,B\n";
    let faults = authoring::source::compile(table.as_bytes(), None).unwrap_err();
    assert_eq!((faults[0].row, &faults[0].problem), (Some(3), &Problem::OpenQuote));
}

#[test]
fn a_column_is_named_as_its_author_wrote_it() {
    for column in ["readonly", "Read Only", "bind::readonly", "relevance", "calculate"] {
        let survey = format!("type | name | label | {column}\ninteger | a | A | 1 +");
        assert_eq!(refused(&survey).1, column);
    }
}

#[test]
fn choices_that_are_ticked_together_have_no_spaces() {
    let compiled = |kind: &str| {
        let survey = format!("type | name | label\n{kind} l | s | S");
        let choices = "list_name | name | label\nl | deep sea | Sea\nl | b | B";
        compile_any(&workbook(&[("survey", &survey), ("choices", choices)]), None)
    };
    let problem = Problem::SpaceInChoice("deep sea".into());
    assert!(notes(&compiled("select_one").unwrap()).contains(&(2, "name".into(), problem.clone())));
    for kind in ["select_multiple", "rank"] {
        let fault = compiled(kind).unwrap_err().remove(0);
        assert_eq!((fault.sheet.as_str(), fault.row, fault.problem), ("choices", Some(2), problem.clone()), "{kind}");
    }
}

#[test]
fn a_loop_asks_once_for_each_choice() {
    let survey = "type | name | label | relevant
        begin loop over l | eaten | Fruit |
        integer | many | How many of %(label)s? |
        text | why | Why %(name)s? | ../many > 2
        end loop";
    let form = compiled(survey).unwrap().form;
    let expected = [
        "/data/eaten",
        "/data/eaten/a",
        "/data/eaten/a/many",
        "/data/eaten/a/why",
        "/data/eaten/b",
        "/data/eaten/b/many",
        "/data/eaten/b/why",
    ];
    assert_eq!(paths(&form), expected);
    let label = |at: usize| form.questions()[at].label.show("en").unwrap().text;
    assert_eq!([label(1), label(2), label(6)], ["Apple", "How many of Apple?", "Why b?"]);
}

#[test]
fn a_loop_must_end_and_its_list_must_be_there() {
    let head = "type | name | label";
    let at = |row, problem| (row, "type".to_owned(), problem);
    assert_eq!(refused(&format!("{head}\nbegin_loop over l | o | O")), at(2, Problem::GroupNotClosed("o".into())));
    assert_eq!(refused(&format!("{head}\ntext | t | T\nend loop")), at(3, Problem::GroupNotOpen));
    let missing = format!("{head}\nbegin loop over m | o | O\ntext | t | T\nend loop");
    assert_eq!(refused(&missing), at(2, Problem::MissingList("m".into())));
    let many = "begin loop over l | o | O\n".repeat(20) + "text | t | T\n" + &"end loop\n".repeat(20);
    let limit = Problem::TooMany { what: "questions", limit: 10_000 };
    let faults = compiled(&format!("{head}\n{many}")).unwrap_err();
    assert!(faults.iter().any(|fault| fault.problem == limit), "loops in loops multiply");
    let deep = "begin loop over l | o | O\n".repeat(3_000);
    assert!(compiled(&format!("{head}\n{deep}")).is_err());
}

#[test]
fn other_is_said_in_every_language_of_the_form_we_have_a_word_for() {
    let languages =
        "label::Bahasa Indonesia (id) | label::Tiếng Việt (vi) | label::ភាសាខ្មែរ (km) | label::Français (fr)";
    let survey = format!("type | name | {languages}\nselect_one l or_other | q | a | a | a | a");
    let choices = format!("list_name | name | {languages}\nl | x | x | x | x | x");
    let compiled = compile_any(&workbook(&[("survey", &survey), ("choices", &choices)]), None).unwrap();

    let other = &question(&compiled.form, "q").choices[1];
    assert_eq!(other.name, "other");
    let said = |lang: &str| other.label.show(lang).map(|shown| (shown.lang, shown.text)).unwrap();
    assert_eq!(said("id"), ("id", "Lainnya"));
    assert_eq!(said("vi"), ("vi", "Khác"));
    assert_eq!(said("km"), ("km", "ផ្សេងទៀត"));
    assert_eq!(said("fr"), ("en", "Other"), "shown as what it is");
    assert_eq!(question(&compiled.form, "q_other").label.show("id").unwrap().text, "Sebutkan lainnya.");
    assert_eq!(other.label.show("id").unwrap().state, i18n::State::Draft);
    assert!(notes(&compiled).contains(&(2, "type".into(), Problem::NoWords("Français (fr)".into()))));
    let filtered = "type | name | label | choice_filter\nselect_one l or_other | q | Q | name = 'a'";
    assert_eq!(refused(filtered), (2, "choice_filter".into(), Problem::OtherFiltered));
}

#[test]
fn what_could_identify_a_person_or_a_place_stays_empty_and_is_noted() {
    let kinds = ["deviceid", "phonenumber", "username", "email", "start-geopoint", "background-audio", "get sim id"];
    for kind in kinds {
        let compiled = compiled(&format!("type | name | label\n{kind} | k |\ntext | t | T")).unwrap();
        assert_eq!(notes(&compiled), [(2, "type".to_owned(), Problem::NeverCollected(kind.into()))]);
        let kept = question(&compiled.form, "k");
        assert_eq!((kept.kind, kept.default.as_str()), (Kind::Calculate, ""));
        assert!(compiled.form.extras().actions.is_empty());
    }
    let audit = compiled("type | name | label\naudit | audit |\ntext | t | T").unwrap();
    assert_eq!(notes(&audit), [(2, "type".to_owned(), Problem::NeverCollected("audit".into()))]);
    assert_eq!(paths(&audit.form), ["/data/t"]);
}

#[test]
fn each_appearance_is_noted_once_and_headings_of_a_table_are_not_asked() {
    let survey = "type | name | label | appearance
        begin group | g | Rate | table-list
        select_one l | heads | How? | label
        select_one l | first | A | list-nolabel
        select_one l | second | B | list-nolabel
        end group
        text | t | T | multiline w2";
    let compiled = compiled(survey).unwrap();
    let ignored = |row, word: &str| (row, "appearance".to_owned(), Problem::Ignored(word.into()));
    let expected = [(2, "table-list"), (3, "label"), (4, "list-nolabel"), (7, "multiline"), (7, "w2")]
        .map(|(row, it)| ignored(row, it));
    assert_eq!(notes(&compiled), expected);
    assert_eq!(question(&compiled.form, "heads").kind, Kind::Note);
    assert_eq!(question(&compiled.form, "first").kind, Kind::SelectOne);
    let search = "type | name | label | appearance\nselect_one l | q | Q | search('towns')";
    assert_eq!(refused(search), (2, "appearance".into(), Problem::Search("search('towns')".into())));
}

#[test]
fn older_names_of_types_and_columns_are_read() {
    let survey = "Command | Value | Label | Read Only | Constraint Message
        select one l | s | S | |
        select all that apply from l | m | M | |
        add date prompt | d | D | yes | Not possible
        percentage | p | P | |
        begin looped group | r | R | |
        q string | t | T | |
        end looped group";
    let form = compiled(survey).unwrap().form;
    let kind = |name: &str| question(&form, name).kind;
    let kinds = ["s", "m", "d", "p", "r", "t"].map(kind);
    assert_eq!(kinds, [Kind::SelectOne, Kind::SelectMultiple, Kind::Date, Kind::Integer, Kind::Repeat, Kind::Text]);
    assert!(question(&form, "d").readonly.is_some());
    assert_eq!(question(&form, "d").constraint_message.show("en").unwrap().text, "Not possible");
    assert!(question(&form, "p").constraint.is_some());
}

#[test]
fn bent_quotes_and_names_of_any_script_are_read() {
    let survey = "type | name | label | relevant\nselect_one l | câu.1 | S |\ntext | t | T’s | ${câu.1} = ‘a’";
    let form = compiled(survey).unwrap().form;
    assert!(form.questions()[1].relevant.is_some());
    assert_eq!(form.questions()[1].label.show("en").unwrap().text, "T’s", "words stay as they are");
}

#[test]
fn the_conversation_before_is_never_known() {
    let survey = "type | name | label | default | relevant
        text | a | A | ${last-saved#a} |
        text | b | Was ${last-saved#a} | | ${last-saved#a} = ''";
    let compiled = compiled(survey).unwrap();
    assert_eq!(compiled.form.questions()[1].label.show("en").unwrap().text, "Was ");
    let noted = |row, column: &str| (row, column.to_owned(), Problem::LastSaved("a".into()));
    assert_eq!(notes(&compiled), [noted(2, "default"), noted(3, "label"), noted(3, "relevant")]);
}

#[test]
fn long_lists_of_the_sheet_external_choices_are_filtered() {
    let survey = "type | name | label | choice_filter
        text | state | State? |
        select_one_external town | t | Town? | state = ${state}";
    let external = "list_name | name | label | state\ntown | x | X | s1\ntown | y | Y | s2";
    let book = workbook(&[("survey", survey), ("external_choices", external), ("entities", "list_name\nt")]);
    let compiled = compile_any(&book, None).unwrap();
    assert!(question(&compiled.form, "t").itemset.is_some());
    assert_eq!(compiled.notes[0].problem, Problem::Ignored("entities".into()));
    let missing = "type | name | label\nselect_one_external town | t | Town?";
    assert_eq!(refused(missing), (2, "type".into(), Problem::MissingExternalList("town".into())));
}

#[test]
fn a_value_without_words_is_worked_out_and_sets_nothing_off() {
    let survey = "type | name | label | calculation | trigger
        integer | n | | 1 + 1 |
        text | shown | Shown | | ";
    assert_eq!(question(&compiled(survey).unwrap().form, "n").kind, Kind::Calculate);
    let never = format!("{survey}\ntext | c | C | 1 | ${{n}}");
    assert_eq!(refused(&never), (4, "trigger".into(), Problem::NeverAnswered("n".into())));
}

#[test]
fn what_cannot_be_read_is_refused_where_it_stands() {
    let head = "type | name | label | parameters";
    let row = |row: &str| refused(&format!("{head}\n{row}"));
    let bad = |name: &str| (2, "parameters".to_owned(), Problem::BadParameter(name.into()));
    assert_eq!(row("range | r | R | start"), bad("start"));
    assert_eq!(row("select_one l | s | S | randomize=often"), bad("randomize"));
    assert_eq!(row("select_one l | s | S | seed=3"), bad("randomize"));
    let formula = row("select_one l | s | S | randomize=true seed=${n} + 1");
    assert_eq!(formula, (2, "parameters".into(), Problem::NotAParameter("+".into())));
    assert_eq!(row("select_one_from_file towns.csv | s | S | value=a/b"), bad("value"));
    assert_eq!(
        row("select_one_from_file towns | s | S |"),
        (2, "type".into(), Problem::UnsupportedFile("towns".into()))
    );
    assert_eq!(row("include | s | S |"), (2, "type".into(), Problem::Include));
    assert_eq!(row("text | meta | S |"), (2, "name".into(), Problem::ReservedName("meta".into())));
    let two = row("select_one_from_file t.csv | s | S |\nselect_one_from_file t.xml | u | U |");
    assert_eq!(two, (3, "type".into(), Problem::TwoFiles("t.csv".into(), "t.xml".into())));
    assert_eq!(row("text | t | | "), (2, "label".into(), Problem::MissingText("English (en)".into())));
    let both =
        "type | name | label | choice_filter\nselect_one_from_file l.csv | s | S |\nselect_one l | q | Q | name = 'a'";
    assert_eq!(refused(both).2, Problem::ListAndFile("l".into(), "l.csv".into()));
    let choices = "list_name | name | label\nl | a | Like ${nobody}";
    let book = workbook(&[("survey", "type | name | label\nselect_one l | q | Q"), ("choices", choices)]);
    let fault = compile_any(&book, None).unwrap_err().remove(0);
    assert_eq!((fault.sheet.as_str(), fault.row), ("choices", Some(2)));
    let settings = "form_id | instance_name\nf | ${nobody}";
    let book = workbook(&[("survey", "type | name | label\ntext | q | Q"), ("settings", settings)]);
    let fault = compile_any(&book, None).unwrap_err().remove(0);
    assert_eq!((fault.sheet.as_str(), fault.problem), ("settings", Problem::UnknownReference("nobody".into())));
}

#[test]
fn a_loop_cannot_exhaust_the_machine() {
    let label = "%(label)s".repeat(3_000);
    let survey = format!("type | name | label\nbegin loop over l | o | O\ntext | t | {label}\nend loop");
    let long = "x".repeat(32_000);
    let book = workbook(&[("survey", &survey), ("choices", &format!("list_name | name | label\nl | a | {long}"))]);
    let fault = compile_any(&book, None).unwrap_err().remove(0);
    assert_eq!((fault.row, fault.problem), (Some(2), Problem::TooLarge));
}
