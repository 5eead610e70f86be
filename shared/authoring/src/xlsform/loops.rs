//! Loops: the rows between `begin loop over LIST` and `end loop` are asked once for each choice of the list, in a group of
//! its name. `%(name)s` and `%(label)s` in a cell stand for the choice.

use guide::Choice;

use super::choices::Lists;
use super::texts::{self, Languages};
use super::{Told, survey};
use crate::fault::Problem;
use crate::workbook::sheet::{self, Row, Sheet};

/// Writes every loop out as groups.
pub(super) fn expand(survey: &mut Sheet, lists: &Lists, languages: &Languages, told: &mut Told) {
    let Some(types) = survey.column(&["type"]) else { return };
    if !survey.rows.iter().any(|row| row.get(types).is_some_and(|written| border(written).is_some())) {
        return;
    }
    let rows = std::mem::take(&mut survey.rows);
    let mut loops = Loops {
        sheet: survey,
        lists,
        languages,
        types,
        told,
        left: survey::MOST_QUESTIONS,
        text_left: sheet::LARGEST_SUM,
    };
    let rows = loops.written_out(&rows);
    survey.rows = rows;
}

/// Where a loop begins or ends.
enum Border<'a> {
    /// Over this list.
    Begin(&'a str),
    End,
}

fn border(written: &str) -> Option<Border<'_>> {
    let words: Vec<&str> = written.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty()).collect();
    let is = |at: usize, word: &str| words.get(at).is_some_and(|found| found.eq_ignore_ascii_case(word));
    let after = match (is(0, "begin") || is(0, "end"), is(1, "loop")) {
        (true, true) => 2,
        _ if is(0, "begin_loop") || is(0, "end_loop") => 1,
        _ => return None,
    };
    if words[0].get(..3).is_some_and(|start| start.eq_ignore_ascii_case("end")) {
        return Some(Border::End);
    }
    let list = if is(after, "over") { after + 1 } else { after };
    Some(Border::Begin(words.get(list).copied().unwrap_or_default()))
}

struct Loops<'a> {
    sheet: &'a Sheet,
    lists: &'a Lists,
    languages: &'a Languages,
    /// The column of types.
    types: u32,
    told: &'a mut Told,
    /// How many rows, and how much text, may still be written: loops in loops multiply.
    left: usize,
    text_left: usize,
}

impl Loops<'_> {
    /// The rows with the loops among them written out; those inside first.
    fn written_out(&mut self, rows: &[Row]) -> Vec<Row> {
        let mut written = Vec::new();
        // The loops that are open: where each begins, its list, and what was written before it.
        let mut open: Vec<(&Row, &str, Vec<Row>)> = Vec::new();
        for row in rows {
            match row.get(self.types).and_then(border) {
                None => written.push(row.clone()),
                Some(Border::Begin(_)) if open.len() == survey::MOST_OPEN => {
                    self.fault(row, Problem::TooMany { what: "groups inside each other", limit: survey::MOST_OPEN });
                    return Vec::new();
                }
                Some(Border::Begin(list)) => open.push((row, list, std::mem::take(&mut written))),
                Some(Border::End) => match open.pop() {
                    None => self.fault(row, Problem::GroupNotOpen),
                    Some((begin, list, before)) => {
                        let inside = std::mem::replace(&mut written, before);
                        written.extend(self.group(begin, list, &inside, row));
                    }
                },
            }
        }
        for (begin, _, before) in open.into_iter().rev() {
            let name = self.sheet.cell(begin, &["name"]).unwrap_or_default().to_owned();
            self.fault(begin, Problem::GroupNotClosed(name));
            written = before;
        }
        written
    }

    /// The group of a loop, with a group for each choice; none of what nobody chooses beside others.
    fn group(&mut self, begin: &Row, list: &str, inside: &[Row], end: &Row) -> Vec<Row> {
        let Some(found) = self.lists.get(list) else {
            self.fault(begin, Problem::MissingList(list.to_owned()));
            return Vec::new();
        };
        let choices: Vec<&Choice> = found.choices.iter().filter(|choice| choice.name != "none").collect();
        let Some(left) = self.left.checked_sub(choices.len().saturating_mul(inside.len() + 2)) else {
            self.fault(begin, Problem::TooMany { what: "questions", limit: survey::MOST_QUESTIONS });
            return Vec::new();
        };
        self.left = left;
        let end = end.with(self.types, "end_group");
        let mut written = vec![begin.with(self.types, "begin_group")];
        for choice in choices {
            written.push(self.group_of(begin, choice));
            let longest = longest(choice);
            let own = longest.saturating_mul(self.sheet.headers.len());
            let size = inside.iter().map(|row| size(row, longest)).fold(own, usize::saturating_add);
            let Some(left) = self.text_left.checked_sub(size) else {
                self.fault(begin, Problem::TooLarge);
                return Vec::new();
            };
            self.text_left = left;
            written.extend(inside.iter().map(|row| self.filled(row, choice)));
            written.push(end.clone());
        }
        written.push(end);
        written
    }

    /// The row that begins the group of a choice.
    fn group_of(&self, begin: &Row, choice: &Choice) -> Row {
        let mut row = Row::new(begin.number).with(self.types, "begin_group");
        for (column, header) in &self.sheet.headers {
            if header.eq_ignore_ascii_case("name") {
                row = row.with(*column, &choice.name);
            }
            let label = || self.label(choice, texts::language_part(header));
            if let Some(label) = texts::is_label(header).then(label).flatten() {
                row = row.with(*column, label);
            }
        }
        row
    }

    /// The row for a choice.
    fn filled(&self, row: &Row, choice: &Choice) -> Row {
        let mut filled = row.clone();
        for (column, cell) in filled.cells_mut().filter(|(_, cell)| cell.contains('%')) {
            let language = self.sheet.headers.get(column).and_then(|header| texts::language_part(header));
            let label = self.label(choice, language).unwrap_or_default();
            *cell = cell.replace("%(name)s", &choice.name).replace("%(label)s", label).replace("%%", "%");
        }
        filled
    }

    /// What a choice is called in the language of a header.
    fn label<'c>(&self, choice: &'c Choice, language: Option<&str>) -> Option<&'c str> {
        let named = language.map(str::trim);
        let all = &self.languages.all;
        let language =
            named.and_then(|named| all.iter().find(|language| language.name == named || language.code == named));
        let language = language.or_else(|| all.get(self.languages.default))?;
        choice.label.show(&language.code).map(|shown| shown.text)
    }

    fn fault(&mut self, row: &Row, problem: Problem) {
        self.told.faults.push(self.sheet.fault(row, "type", problem));
    }
}

/// The length of the longest words for a choice.
fn longest(choice: &Choice) -> usize {
    choice.label.0.values().map(|phrase| phrase.text.len()).fold(choice.name.len(), usize::max)
}

/// At most how long the texts of a row are once words this long stand in them.
fn size(row: &Row, longest: usize) -> usize {
    let sizes =
        row.cells().map(|(_, cell)| cell.len().saturating_add(cell.matches("%(").count().saturating_mul(longest)));
    sizes.fold(0, usize::saturating_add)
}
