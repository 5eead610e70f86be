//! Small workbooks for tests, written as text: one line a row, cells parted by `|`.

use rust_xlsxwriter::Workbook;

pub(crate) const SETTINGS: &str = "form_id | version | default_language | namespaces
t | 1 | English (en) | suluh=\"https://suluh.org/xforms\"";

pub(crate) const CHOICES: &str = "list_name | name | label::English (en) | label::Bahasa Indonesia (id)
yn | yes | Yes | Ya
yn | no | No | Tidak
work | farm | Farm | Kebun
work | sea | Sea | Laut
work | none | None | Tidak ada";

/// A workbook of these sheets.
pub(crate) fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, line) in rows.lines().enumerate() {
            for (column, cell) in line.split('|').map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// A workbook with this survey sheet and the usual others.
pub(crate) fn survey(rows: &str) -> Vec<u8> {
    workbook(&[("survey", rows), ("choices", CHOICES), ("settings", SETTINGS)])
}
