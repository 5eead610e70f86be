//! The documents beside the form: inline instances, and files of tables or XML lying next to it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use guide::Table;

use super::xml::{self, Element};
use crate::csv;
use crate::fault::{Fault, Faults, Problem};
use crate::xpath::Document;

/// The tables of all documents.
#[derive(Default)]
pub(crate) struct Lists {
    pub(crate) tables: Vec<Table>,
    pub(crate) documents: BTreeMap<String, Document>,
}

/// Where the files a form names lie.
pub(crate) struct Files<'a> {
    folder: Option<&'a Path>,
}

impl<'a> Files<'a> {
    pub(crate) fn of(folder: Option<&'a Path>) -> Self {
        Self { folder }
    }

    /// A file by its bare name; `None` when it is not there. Nothing outside the folder is ever read.
    fn read(&self, name: &str) -> Option<Vec<u8>> {
        let is_plain = !name.is_empty() && !name.contains(['/', '\\']) && name != "..";
        let path = self.folder.filter(|_| is_plain)?.join(name);
        let size = std::fs::metadata(&path).ok()?.len();
        (size <= xml::LARGEST as u64).then(|| std::fs::read(&path).ok())?
    }
}

/// Most memory the rows of a file may take, in bytes.
const MOST_MEMORY: usize = 28 << 20;
/// What a row takes, and a cell besides its text, in bytes: rooms that grow by doubling too.
const ROW: usize = 96;
const CELL: usize = 56;

/// Most tables of all lists.
const MOST_TABLES: u16 = 5_000;
/// Most cells of a table, empty ones too.
const MOST_CELLS: usize = 500_000;

/// A file of a form.
enum Outside {
    Document(Element),
    Rows { columns: Vec<String>, rows: Vec<Vec<Option<String>>> },
}

/// Reads every document of a model but the main one.
pub(super) fn read(model: &Element, files: &Files<'_>, faults: &mut Faults, notes: &mut Faults) -> Lists {
    let mut lists = Lists::default();
    for instance in model.children_named("instance").skip(1) {
        let Some(id) = instance.attribute("id") else { continue };
        match instance.attribute("src") {
            None => lists.add(id, instance.children().next().unwrap_or(&Element::default()), instance.line, faults),
            Some(source) => {
                let outside = external(source, instance.line, files, faults, notes);
                lists.add_outside(id, outside, instance.line, faults);
            }
        }
        lists.documents.entry(id.to_owned()).or_default();
    }
    lists
}

/// A file of a form: `jr://file-csv/people.csv`, `jr://file/places.xml`. One that is not there has no rows.
fn external(source: &str, line: u32, files: &Files<'_>, faults: &mut Faults, notes: &mut Faults) -> Option<Outside> {
    let name = source.rsplit('/').next().unwrap_or_default();
    let Some(bytes) = files.read(name) else {
        notes.push(Fault::of_line(line, Some("src"), Problem::MissingFile(source.to_owned())));
        return None;
    };
    let kind = Path::new(name).extension().map(|kind| kind.to_string_lossy().to_ascii_lowercase());
    if kind.as_deref() == Some("csv") {
        return match rows(name, &String::from_utf8_lossy(&bytes)) {
            Ok(rows) => Some(rows),
            Err(problem) => {
                faults.push(Fault::of_line(line, Some("src"), problem));
                None
            }
        };
    }
    if kind.as_deref() == Some("xml") {
        return match xml::read(&bytes) {
            Ok(document) => Some(Outside::Document(document)),
            Err(fault) => {
                faults.push(Fault::of_line(line, Some("src"), fault.problem));
                None
            }
        };
    }
    faults.push(Fault::of_line(line, Some("src"), Problem::UnsupportedFile(name.to_owned())));
    None
}

/// The rows of a CSV file under its headers. What would lose choices without a word is refused; a row that ends early
/// lacks its last cells.
fn rows(file: &str, text: &str) -> Result<Outside, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = csv::rows(text);
    let headers = lines.next().unwrap_or_default();
    let columns: Vec<String> = headers.iter().map(|name| name.trim().to_owned()).collect();
    let in_file = |line, problem| Problem::InFile { file: file.to_owned(), line, problem: Box::new(problem) };
    let open_quote = |lines: &csv::Rows<'_>| lines.stray_quote.map(|line| in_file(line, Problem::OpenQuote));
    if let Some(problem) = open_quote(&lines) {
        return Err(problem);
    }
    if let Some(column) = repeated(&columns) {
        return Err(in_file(1, Problem::RepeatedColumn(column.to_owned())));
    }
    let mut memory = 0;
    let mut rows = Vec::new();
    while let Some(cells) = lines.next() {
        if let Some(problem) = open_quote(&lines) {
            return Err(problem);
        }
        if cells.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty()) {
            return Err(in_file(lines.row_line, Problem::LongRow));
        }
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let row: Vec<Option<String>> =
            cells.into_iter().take(columns.len()).map(|cell| Some(cell.trim().to_owned())).collect();
        memory += ROW + row.iter().flatten().map(|text| CELL + text.len()).sum::<usize>();
        if memory > MOST_MEMORY || row.iter().flatten().any(|text| text.len() > xml::LONGEST_TEXT) {
            return Err(Problem::DocumentTooLarge);
        }
        rows.push(row);
    }
    Ok(Outside::Rows { columns, rows })
}

/// The first header that is there twice; columns without one are nobody's.
fn repeated(columns: &[String]) -> Option<&str> {
    let mut seen = BTreeSet::new();
    columns.iter().map(String::as_str).find(|name| !name.is_empty() && !seen.insert(*name))
}

/// The elements of one path in a document, while they are gathered.
#[derive(Default)]
struct Gathered<'a> {
    elements: Vec<&'a Element>,
    /// The positions, among the elements of the path above, of those they lie in.
    parents: Vec<u32>,
}

impl Lists {
    /// Adds a document `root/item` whose items have these columns.
    pub(crate) fn add_items(&mut self, id: &str, columns: &[String], rows: &[Vec<Option<String>>]) -> Option<()> {
        let number = u16::try_from(self.tables.len()).ok().filter(|number| *number < u16::MAX)?;
        let known = [("root".to_owned(), number), ("root/item".to_owned(), number + 1)];
        self.tables.push(Table::new(id, &[], &[Vec::new()], None));
        self.tables.push(Table::new(id, columns, rows, Some((number, vec![0; rows.len()]))));
        self.documents.insert(id.to_owned(), Document { tables: known.into() });
        Some(())
    }

    /// Adds the document of a file beside the form; one that is not there has no rows. What is wrong, and what is to be known.
    pub(crate) fn add_file(&mut self, id: &str, source: &str, files: &Files<'_>) -> (Vec<Problem>, Vec<Problem>) {
        let (mut faults, mut notes) = (Faults::default(), Faults::default());
        let outside = external(source, 0, files, &mut faults, &mut notes);
        self.add_outside(id, outside, 0, &mut faults);
        self.documents.entry(id.to_owned()).or_default();
        let problems = |faults: Faults| faults.into_vec().into_iter().map(|fault| fault.problem).collect();
        (problems(faults), problems(notes))
    }

    fn add_outside(&mut self, id: &str, outside: Option<Outside>, line: u32, faults: &mut Faults) {
        let added = match outside {
            Some(Outside::Document(document)) => return self.add(id, &document, line, faults),
            Some(Outside::Rows { columns, rows }) => self.add_items(id, &columns, &rows),
            None => return,
        };
        if added.is_none() {
            faults.push(Fault::of_line(line, None, Problem::DocumentTooLarge));
        }
    }

    /// Lays a document out as tables: one for each path whose elements hold others, or come more than once in one.
    fn add(&mut self, id: &str, document: &Element, line: u32, faults: &mut Faults) {
        let mut known = Document::default();
        let mut next =
            vec![(document.name.clone(), None::<u16>, Gathered { elements: vec![document], parents: vec![0] })];
        while let Some((path, above, gathered)) = next.pop() {
            let number = u16::try_from(self.tables.len()).ok().filter(|number| *number < MOST_TABLES);
            let Some(number) = number else {
                return faults.push(Fault::of_line(line, None, Problem::DocumentTooLarge));
            };
            let inner = inner(&gathered.elements);
            let is_column = |name: &str| !inner.contains_key(name);
            let Some((columns, rows)) = cells(&gathered.elements, is_column) else {
                return faults.push(Fault::of_line(line, None, Problem::DocumentTooLarge));
            };
            let parent = above.map(|above| (above, gathered.parents));
            self.tables.push(Table::new(id, &columns, &rows, parent));
            known.tables.insert(path.clone(), number);
            next.extend(inner.into_iter().map(|(name, inner)| (format!("{path}/{name}"), Some(number), inner)));
        }
        self.documents.insert(id.to_owned(), known);
    }
}

/// The children that need a table of their own, by name.
fn inner<'a>(elements: &[&'a Element]) -> BTreeMap<String, Gathered<'a>> {
    let mut all: BTreeMap<String, (Gathered<'a>, bool)> = BTreeMap::new();
    for (row, element) in (0_u32..).zip(elements) {
        for child in element.children() {
            let (gathered, needs) = all.entry(child.name.clone()).or_default();
            *needs |= child.has_children() || gathered.parents.last() == Some(&row);
            gathered.elements.push(child);
            gathered.parents.push(row);
        }
    }
    all.into_iter().filter(|(_, (_, needs))| *needs).map(|(name, (gathered, _))| (name, gathered)).collect()
}

/// The columns of elements: their attributes, the children that are plain, and their own text as `.`. `None` when rows and
/// columns multiply to more than there is memory for.
#[expect(clippy::type_complexity, reason = "columns and rows, as a table takes them")]
fn cells(elements: &[&Element], is_column: impl Fn(&str) -> bool) -> Option<(Vec<String>, Vec<Vec<Option<String>>>)> {
    let mut names: Vec<String> = Vec::new();
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows = Vec::with_capacity(elements.len());
    for element in elements {
        let mut row: Vec<Option<String>> = vec![None; names.len()];
        let mut put = |name: String, text: String| {
            let at = *positions.entry(name.clone()).or_insert_with(|| {
                names.push(name);
                names.len() - 1
            });
            if row.len() <= at {
                row.resize(at + 1, None);
            }
            row[at] = Some(text);
        };
        for (name, value) in element.attributes() {
            put(format!("@{name}"), value.to_owned());
        }
        for child in element.children().filter(|child| is_column(&child.name)) {
            put(child.name.clone(), child.text().trim().to_owned());
        }
        let own = element.text();
        if !element.has_children() && !own.trim().is_empty() {
            put(".".to_owned(), own.trim().to_owned());
        }
        rows.push(row);
        if names.len() * elements.len() > MOST_CELLS {
            return None;
        }
    }
    Some((names, rows))
}
