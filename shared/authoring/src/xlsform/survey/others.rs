//! What rows ask for that other tools do and a conversation does otherwise, or not at all.

use guide::Kind;

use super::draft::Draft;
use super::{APPEARANCE, CALCULATION, COUNT, DEFAULT, FILTER, Reader, TRIGGER};
use crate::fault::Problem;
use crate::workbook::sheet::Row;
use crate::xlsform::kind::{Asked, Filled, Source};
use crate::xlsform::texts;

impl<'a> Reader<'a, '_> {
    /// What a row is here.
    pub(super) fn as_here(&mut self, row: &'a Row, mut asked: Asked<'a>) -> Asked<'a> {
        if asked.filled == Filled::Never {
            let written = self.sheet.cell(row, &["type"]).unwrap_or_default();
            self.note(row, "type", Problem::NeverCollected(written.to_owned()));
        }
        self.appearance(row, &mut asked);
        // Without a word to ask with it is a value that is worked out.
        let has = |names: &[&str]| self.sheet.cell(row, names).is_some();
        let is_asked = !matches!(asked.kind, Kind::Calculate | Kind::Group | Kind::Repeat);
        if !self.told.is_ours && is_asked && (has(&CALCULATION) || has(&TRIGGER)) && !texts::has_words(self.sheet, row)
        {
            asked = Asked { holds: asked.holds, ..Asked::group(Kind::Calculate) };
        }
        let is_asked = !matches!(asked.kind, Kind::Calculate | Kind::Group | Kind::Repeat);
        if !self.told.is_ours && is_asked && !texts::has_anything_shown(self.sheet, row) {
            let language = self.languages.all.get(self.languages.default);
            let name = language.map(|language| language.name.clone()).unwrap_or_default();
            self.fault(row, "label", Problem::MissingText(name));
        }
        asked
    }

    /// How a question looks is up to each device. Each appearance is noted once.
    fn appearance(&mut self, row: &Row, asked: &mut Asked<'a>) {
        let Some(written) = self.sheet.cell(row, &APPEARANCE) else { return };
        if asked.kind.is_select() && written.contains("search(") {
            return self.fault(row, APPEARANCE[0], Problem::Search(written.to_owned()));
        }
        // The headings of a table: its choices without a question.
        if asked.kind.is_select() && written == "label" {
            let kind = if texts::has_words(self.sheet, row) { Kind::Note } else { Kind::Calculate };
            *asked = Asked { holds: asked.holds, ..Asked::group(kind) };
        }
        let whole = written.contains('(');
        for word in if whole { vec![written] } else { written.split_whitespace().collect() } {
            if self.appearances.insert(word.to_owned()) {
                self.note(row, APPEARANCE[0], Problem::Ignored(word.to_owned()));
            }
        }
    }

    /// A default that the question cannot hold would be dropped without a word.
    pub(super) fn refuse_default(&mut self, draft: &Draft<'a>) {
        let question = &draft.question;
        if !question.default.is_empty() && !question.can_begin_with(&question.default) {
            self.fault(draft.row, DEFAULT[0], Problem::BadDefault(question.default.clone()));
        }
    }

    /// Cells that this kind of row cannot have: refused, so that nothing an author wrote is silently ignored. Where other tools
    /// pass over one, it is only noted in workbooks for them.
    pub(super) fn refuse_unfit(&mut self, row: &Row, asked: &Asked<'_>) {
        let mut unfit: Vec<(&[&str], bool)> = Vec::new();
        let is_group = matches!(asked.kind, Kind::Group | Kind::Repeat);
        if self.told.is_ours && (is_group || matches!(asked.kind, Kind::Note | Kind::Calculate)) {
            unfit.extend([(&super::CONSTRAINT[..], false), (&super::REQUIRED, false), (&super::SIGN[..1], false)]);
        }
        if self.told.is_ours && is_group {
            unfit.push((&super::READ_ONLY, false));
        }
        if is_group {
            unfit.extend([(&CALCULATION[..], false), (&DEFAULT, true), (&TRIGGER, true)]);
        }
        if asked.kind != Kind::Repeat {
            unfit.push((&COUNT, true));
        }
        if asked.list == Source::None && !asked.kind.is_select() {
            unfit.push((&FILTER, true));
        }
        let has = |names: &[&str]| self.sheet.cell(row, names).is_some();
        if asked.calculates && !has(&CALCULATION) && !has(&DEFAULT) && !has(&TRIGGER) {
            self.fault(row, CALCULATION[0], Problem::MissingCalculation);
        }
        for (names, is_passed_over) in unfit {
            if self.sheet.cell(row, names).is_none() {
                continue;
            }
            if is_passed_over && !self.told.is_ours {
                self.note(row, names[0], Problem::Ignored(names[0].to_owned()));
            } else {
                let kind = self.sheet.cell(row, &["type"]).unwrap_or_default().to_owned();
                self.fault(row, names[0], Problem::NotForType(kind));
            }
        }
    }
}
