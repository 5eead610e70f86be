//! Choices that are looked up: filtered, shuffled, from a file or from the answers in a repeat.

use std::borrow::Cow;

use guide::{Expression, Itemset, Op, QuestionId, Sign};

use super::draft::{self, Draft};
use super::finish::Known;
use super::{FILTER, PARAMETERS, Reader, SIGN};
use crate::fault::Problem;
use crate::workbook::sheet::Row;
use crate::xlsform::choices;
use crate::xlsform::is_any_name;
use crate::xlsform::kind::{Asked, Source};
use crate::xlsform::parameters::{Parameters, Range};
use crate::xlsform::tables;
use crate::xpath::{self, Scope};

/// The column of the words of a list, where nothing else is said.
const LABEL: &str = "label";

impl<'a> Reader<'a, '_> {
    /// Gives a select its choices, or where they come from.
    pub(super) fn list(&mut self, draft: &mut Draft<'a>, asked: &Asked<'a>) {
        let row = draft.row;
        let filter = self.sheet.cell(row, &FILTER).map(|filter| format!("[{filter}]")).unwrap_or_default();
        let parameters = Parameters::read(self.sheet.cell(row, &PARAMETERS).unwrap_or_default());
        if asked.or_other && !filter.is_empty() {
            self.fault(row, FILTER[0], Problem::OtherFiltered);
        }
        let from = |id: &str| format!("instance('{id}')/root/item{filter}");
        let (nodes, name, label) = match asked.list {
            Source::None => return,
            Source::Sheet(_) | Source::External(_) => {
                let Some((list, known)) = self.lists.get_key_value(&*listed(asked.list)) else {
                    return self.missing_list(row, asked.list);
                };
                if known.choices.iter().any(|choice| choice.sign.is_some()) {
                    self.need_namespace(row, SIGN[0]);
                }
                if !tables::is_looked_up(self.sheet, row) {
                    draft.question.choices.clone_from(&known.choices);
                    return;
                }
                // What a choice shows cannot be looked up.
                let signs: Vec<&Sign> = known.choices.iter().filter_map(|choice| choice.sign.as_ref()).collect();
                if !signs.is_empty() {
                    return self.fault(row, FILTER[0], Problem::SignsInTable(list.clone()));
                }
                let label = if self.languages.all.len() > 1 { "jr:itext(itextId)" } else { LABEL };
                (from(list), "name", label)
            }
            Source::File(file) => {
                if !tables::is_readable(file) {
                    return self.fault(row, "type", Problem::UnsupportedFile(file.to_owned()));
                }
                for name in ["value", "label"] {
                    if parameters.get(name).is_some_and(|column| !is_any_name(column)) {
                        self.fault(row, PARAMETERS[0], Problem::BadParameter(name.to_owned()));
                    }
                }
                let (name, label) = (parameters.get("value"), parameters.get("label"));
                (from(tables::stem(file)), name.unwrap_or("name"), label.unwrap_or(LABEL))
            }
            Source::Repeat(name) => {
                draft.itemset = Some(draft::Itemset {
                    nodes: parameters.shuffled(format!("${{{name}}}{filter}")),
                    name: name.to_owned(),
                    label: name.to_owned(),
                });
                return;
            }
        };
        let nodes = parameters.shuffled(nodes);
        draft.itemset = Some(draft::Itemset { nodes, name: name.to_owned(), label: label.to_owned() });
    }

    fn missing_list(&mut self, row: &Row, list: Source<'_>) {
        let problem = match list {
            Source::External(list) => Problem::MissingExternalList(list.to_owned()),
            list => Problem::MissingList(listed(list).into_owned()),
        };
        self.fault(row, "type", problem);
    }

    /// Reads what the parameters say, and notes what only other apps act on.
    pub(super) fn range(&mut self, draft: &mut Draft<'a>, asked: &Asked<'a>) {
        let row = draft.row;
        let parameters = Parameters::read(self.sheet.cell(row, &PARAMETERS).unwrap_or_default());
        let known: &[&str] = match asked.list {
            _ if asked.is_range => &["start", "end", "step"],
            Source::None => &[],
            Source::Sheet(_) | Source::External(_) | Source::Repeat(_) => &["randomize", "seed"],
            Source::File(_) => &["randomize", "seed", "value", "label"],
        };
        for name in parameters.unknown(known) {
            self.note(row, PARAMETERS[0], Problem::Ignored(name.to_owned()));
        }
        for part in &parameters.odd {
            let means_something = asked.is_range || asked.list != Source::None;
            if means_something {
                let lacks_value = known.contains(&part.to_ascii_lowercase().as_str());
                let problem = if lacks_value { Problem::BadParameter } else { Problem::NotAParameter };
                self.fault(row, PARAMETERS[0], problem((*part).to_owned()));
            } else {
                self.note(row, PARAMETERS[0], Problem::Ignored((*part).to_owned()));
            }
        }
        if asked.list != Source::None
            && let Some(problem) = parameters.shuffling()
        {
            self.fault(row, PARAMETERS[0], problem);
        }
        if !asked.is_range {
            return;
        }
        match Range::read(&parameters) {
            Ok(range) => {
                if !range.is_whole {
                    draft.question.kind = guide::Kind::Decimal;
                    draft.question.holds = guide::Holds::Decimal;
                }
                draft.constraint = Some(match &draft.constraint {
                    Some(written) => format!("{} and ({written})", range.constraint()),
                    None => range.constraint(),
                });
            }
            Err(problem) => self.fault(row, PARAMETERS[0], problem),
        }
    }

    /// Compiles where choices come from.
    pub(super) fn itemset(
        &mut self,
        row: &Row,
        id: QuestionId,
        itemset: &draft::Itemset,
        known: &Known<'_>,
    ) -> Option<Itemset> {
        let scope = Scope::with_value(Some(id));
        let parsed = |text: &str| xpath::parse(text).map_err(|problem| vec![problem]);
        let nodes = repeated(&itemset.nodes, &itemset.name, known);
        let column = if itemset.nodes.contains('[') { FILTER[0] } else { "type" };
        let nodes = self.emitted(row, column, parsed(&nodes))?;
        let items = self.emitted(row, column, xpath::emit_nodes(&nodes, scope, known.schema))?;
        let from_item = |text: &str| parsed(text).and_then(|part| xpath::emit_from(&nodes, &part, scope, known.schema));
        let name = self.emitted(row, "type", from_item(&itemset.name))?;
        let label = match from_item(&itemset.label) {
            // Other tools take a list without words, and nobody wrote the name of this column.
            Err(mut problems) if itemset.label == LABEL && is_column(&problems) => {
                self.lack(row, "type", problems.remove(0));
                Expression::new(vec![Op::Text(String::new())])
            }
            label => self.emitted(row, "type", label)?,
        };
        Some(Itemset { items, name, label })
    }
}

/// Whether a missing column is all that is wrong.
fn is_column(problems: &[Problem]) -> bool {
    matches!(problems, [Problem::NoColumn { .. }])
}

/// The key of a list of either sheet.
fn listed(list: Source<'_>) -> Cow<'_, str> {
    match list {
        Source::External(list) => choices::external(list).into(),
        Source::Sheet(list) | Source::File(list) | Source::Repeat(list) => list.into(),
        Source::None => "".into(),
    }
}

/// The instances of the repeat a question lies in that have an answer to it, where choices are its answers.
fn repeated(nodes: &str, name: &str, known: &Known<'_>) -> String {
    let named = format!("${{{name}}}");
    let found = known.schema.find(name).ok().filter(|_| nodes.contains(&named));
    let repeat = found.and_then(|question| known.schema.repeats(Some(question)).last().copied());
    let (Some(question), Some(repeat)) = (found, repeat) else { return nodes.to_owned() };
    let repeat = &known.schema.question(repeat).path;
    let inside = known.schema.question(question).path.strip_prefix(repeat.as_str()).unwrap_or_default();
    nodes.replacen(&named, &format!("{repeat}[.{inside} != '']"), 1)
}
