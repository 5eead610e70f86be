//! What the author of a spreadsheet is told.

use super::*;

/// An entry with nothing wrong, and the same as cells by heading.
fn good_row() -> (Vec<String>, Vec<String>) {
    let mut random = fastrand::Rng::with_seed(3);
    let mut service = any_service(0, &mut random);
    service.name = text(&[("en", "Office")]);
    service.description = text(&[("en", "Help.")]);
    service.steps = vec![text(&[("en", "One"), ("id", "Satu")])];
    service.warnings = Vec::new();
    service.provider.name = text(&[("en", "One")]);
    let [services, ..] = write::sheets(&Directory { services: vec![service], ..empty() }, &languages());
    (services.rows[0].clone(), services.rows[1].clone())
}

/// What stands in a cell, and what its author is told.
const WRONG: &[(&str, &str, &str)] = &[
    ("id", "", "is empty; write "),
    ("id", "17", "is not a UUID of version 4"),
    ("name::en", "", "is empty; write it, or leave the service out"),
    ("description::en", "not_known", "is empty; write it"),
    ("description::en", LONG, "has 41, at most 40 can be shown"),
    ("provider", "", "is empty; write it"),
    ("provider", "org-9", "names \"org-9\", which the sheet organizations does not list"),
    ("level", "city", "\"city\" is not understood; write hotline, village,"),
    ("level", "not_known", "is empty; write it"),
    ("categories", "B; X", "\"X\" is not understood; write A, B, C,"),
    ("categories", "A; B; C; D", "has 4, at most 3"),
    ("terms", "B.palace", "names the term \"B.palace\", which the taxonomy does not have"),
    ("terms", "A.hotline", "names the term \"A.hotline\", whose category"),
    ("stages", "later", "\"later\" is not understood; write crisis, transition or inclusion"),
    ("needs", "gold", "names the need \"gold\", which is not listed"),
    ("women", "maybe", "\"maybe\" is not understood; write yes, no, ask or not_known"),
    ("men", "", "is empty; ask, and write not_known"),
    ("min_age", "young", "is no age"),
    ("max_age", "200", "is no age"),
    ("nationals", "", "is empty; ask"),
    ("victim_status", "yes", "\"yes\" is not understood; write none, presumed, formal"),
    ("police_cooperation", "", "is empty; ask"),
    ("shelter_closed", "", "is empty; ask"),
    ("cost", "freee", "\"freee\" is not understood; write free, partly, pay or not_known"),
    ("papers", "ktp", "\"ktp\" is not understood; write none, asked or not_known"),
    ("steps::id", "Satu\nDua", "has 1 lines where another language has 2"),
    ("steps::en", "1\n2\n3\n4\n5", ""),
    ("referral_needed", "", "is empty; ask"),
    ("phones", "129 fax", "\"fax\" is not understood; write voice, text or whatsapp"),
    ("phones", "call us", "\"us\" is not understood"),
    ("phones", "1\n129", "is no phone number"),
    ("phones", "129 voice =112\n129", "does not dial the number that is shown"),
    ("phone_notes::en", "a\nb\nc", "has 3 lines for 2 numbers"),
    ("email", "office", "is no e-mail address"),
    ("email", "a@example.org\nb@example.org", "has several lines"),
    ("website", "example.org", "is no page; write its whole address"),
    ("latitude", "north", "is no number of degrees"),
    ("latitude", "", "stands alone"),
    ("latitude", "91", "lies on no map"),
    ("secret", "not_known", "is empty; write it"),
    ("secret", "perhaps", "\"perhaps\" is not understood; write yes or no"),
    ("all_day", "24", "\"24\" is not understood; write yes, no or not_known"),
    ("openings", "9 to 5", "is no hours"),
    ("languages", "Indonesian", "\"Indonesian\" is no language code"),
    ("area", "ID-XX", "names the place \"ID-XX\", which is not listed"),
    ("area", "", "is empty; write it"),
    ("availability", "sometimes", "\"sometimes\" is not understood"),
    ("verified", "yes", "\"yes\" is not understood; write public_source or confirmed"),
    ("verified_on", "last May", "is no date"),
    ("verified_on", "2027", "lies in the future"),
    ("verified_method", "", "is empty; write it"),
    ("steward", "", "is empty; ask"),
    ("provider_consent", "2026-05", "is no day"),
    ("provider_consent", "2026-11-27", "lies in the future"),
    ("sources", "", "is empty; write it"),
    ("changes", "yesterday | phones", "is no change"),
    ("reports", "yesterday no_answer", "is no report"),
    ("reports", "2026-11-20 rude, village team", "\"rude\" is not understood; write no_answer,"),
    ("reports", "2026-11-27 closed", "lies in the future"),
    ("reports", "2026-11-20 closed, team\n2026-11-20 closed, team", "says the same twice"),
    ("texts", "perfect", "\"perfect\" is not understood; write draft or confirmed"),
];
const LONG: &str = "w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w";

#[test]
fn each_of_many_faults_is_told_once_by_row_and_column_with_what_to_do() {
    let (headings, good) = good_row();
    let mut csv = format!("services,{}\r\n", headings.join(","));
    for (number, (heading, cell, _)) in WRONG.iter().enumerate() {
        let mut row = good.clone();
        let place = |heading: &str| headings.iter().position(|known| known == heading).unwrap();
        row[place("id")] = format!("00000000-0000-4000-8000-{number:012}");
        row[place(heading)] = (*cell).to_owned();
        csv += &[String::new()].into_iter().chain(row.iter().map(|cell| quoted(cell))).collect::<Vec<_>>().join(",");
        csv += "\r\n";
    }
    csv.push_str("organizations,key,name::en,kind\r\n,one,One,ngo\r\n");
    csv.push_str("areas,id,level,name::en,parent\r\n,ID,national,Indonesia,\r\n,ID-JB,province,West Java,ID\r\n");

    let told = imported(csv.as_bytes()).unwrap_err();

    for (row, (heading, _, problem)) in (2..).zip(WRONG) {
        let place = format!("Sheet services, row {row}, column ");
        let of_row: Vec<&String> = told.iter().filter(|told| told.starts_with(&place)).collect();
        let is_told = matches!(of_row[..], [told] if told.contains(problem));
        assert!(is_told, "row {row} {heading}: {of_row:?} is not {problem}");
    }
    assert_eq!(told.len(), WRONG.len());
    assert!(WRONG.len() >= 50);
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

#[test]
fn signs_that_nobody_sees_are_refused_by_their_cell_and_not_repeated() {
    let csv =
        "services,id,name::en\r\n,\u{1b}[2J,Hel\u{202e}p\r\norganizations,key,\u{7}\r\n,\u{7f}a,b\r\nareas,id\r\n";

    let told = imported(csv.as_bytes()).unwrap_err();

    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told.iter().all(|fault| directory::hidden_sign(fault).is_none()), "{told:?}");
    let of_name = "Sheet services, row 2, column name::en: holds a sign that nobody sees (U+202E)";
    assert!(told.iter().any(|fault| fault.starts_with(of_name)), "{told:?}");
}

/// What the author of a workbook with the good row, changed, is told.
fn told_of(change: impl FnOnce(&mut rust_xlsxwriter::Worksheet, &dyn Fn(&str) -> u16)) -> Vec<String> {
    imported(&changed(change)).err().unwrap_or_default()
}

/// A workbook with the good row, changed.
fn changed(change: impl FnOnce(&mut rust_xlsxwriter::Worksheet, &dyn Fn(&str) -> u16)) -> Vec<u8> {
    let (headings, row) = good_row();
    let mut book = Workbook::new();
    let write = |sheet: &mut rust_xlsxwriter::Worksheet, rows: &[Vec<String>]| {
        for (row, cells) in (0..).zip(rows) {
            for (place, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, place, cell).unwrap();
            }
        }
    };
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let place = |heading: &str| u16::try_from(headings.iter().position(|known| known == heading).unwrap()).unwrap();
    let services = book.add_worksheet().set_name("services").unwrap();
    write(services, &[headings.clone(), row]);
    change(services, &place);
    write(book.add_worksheet().set_name("organizations").unwrap(), &[cells("key,name::en,kind"), cells("one,One,ngo")]);
    let areas = ["id,level,name::en,parent", "ID,national,Indonesia,", "ID-JB,province,West Java,ID"].map(cells);
    write(book.add_worksheet().set_name("areas").unwrap(), &areas);
    book.save_to_buffer().unwrap()
}

/// The workbook with something else in the file of its first sheet.
fn rewritten(workbook: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut read = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut written = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for part in 0..read.len() {
        let mut part = read.by_index(part).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        if part.name().unwrap().ends_with("sheet1.xml") {
            let xml = String::from_utf8(bytes).unwrap();
            assert!(xml.contains(from));
            bytes = xml.replace(from, to).into_bytes();
        }
        let name = part.name().unwrap().into_owned();
        written.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut written, &bytes).unwrap();
    }
    written.finish().unwrap().into_inner()
}

#[test]
fn a_phone_number_that_a_spreadsheet_keeps_as_a_number_has_lost_its_zero() {
    assert_eq!(told_of(|_, _| ()), [""; 0]);

    let told = told_of(|sheet, place| {
        sheet.write_number(1, place("phones"), 81_290_070_027_f64).unwrap();
        sheet.write_blank(1, place("phone_notes::en"), &rust_xlsxwriter::Format::new()).unwrap();
    });

    let expected = "Sheet services, row 2, column phones: is stored as a number";
    assert!(matches!(&told[..], [only] if only.starts_with(expected)), "{told:?}");
}

#[test]
fn a_formula_whose_result_was_not_stored_is_not_read_as_empty() {
    let workbook = changed(|sheet, place| {
        sheet.write_formula(1, place("short_name::en"), "=1+1").unwrap();
    });
    assert!(imported(&workbook).is_ok());
    let stored = "><f>1+1</f><v>0</v>";
    let empty = rewritten(&workbook, stored, " t=\"str\"><f>1+1</f><v></v>");
    assert!(imported(&empty).is_ok(), "a result may be empty");

    let told = imported(&rewritten(&workbook, stored, "><f>1+1</f><v></v>")).unwrap_err();

    assert!(
        matches!(&told[..], [only] if only.contains("column short_name::en: ") && only.contains("did not store the result")),
        "{told:?}"
    );
}

#[test]
fn a_table_that_another_program_saved_is_refused_with_how_to_save_it() {
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain("services,id".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [&b"services,id,name::en\r\n,,Caf\xE9\r\n"[..], &utf16] {
        let told = imported(bytes).unwrap_err();
        assert!(matches!(&told[..], [only] if only.contains("Save it again as \"CSV UTF-8\"")), "{told:?}");
    }
    let told = imported(b"services,id,name::en\r\n,1,\"Lost\r\n,2,Kept\r\n").unwrap_err();
    assert!(matches!(&told[..], [only] if only.contains("in line 2 is not closed")), "{told:?}");
}

#[test]
fn a_fault_names_the_column_of_the_language_that_is_wrong() {
    let told = told_of(|sheet, place| {
        sheet.write_string(1, place("latitude"), "0").unwrap();
        sheet.write_string(1, place("longitude"), "0").unwrap();
        sheet.write_string(1, place("description::en"), "Help.").unwrap();
        sheet.write_string(1, place("description::id"), LONG).unwrap();
        sheet.write_string(1, place("steps::en"), "One\nTwo").unwrap();
        sheet.write_string(1, place("steps::id"), "Satu").unwrap();
    });
    assert!(matches!(&told[..], [only] if only.contains("column steps::id: has 1 lines")), "{told:?}");

    let told = told_of(|sheet, place| {
        sheet.write_string(1, place("latitude"), "0").unwrap();
        sheet.write_string(1, place("longitude"), "0").unwrap();
        sheet.write_string(1, place("description::id"), LONG).unwrap();
    });
    let columns = ["column description::id: has 41", "column latitude: lies in the sea"];
    assert!(told.len() == 2 && columns.iter().all(|column| told.iter().any(|told| told.contains(column))), "{told:?}");
}
