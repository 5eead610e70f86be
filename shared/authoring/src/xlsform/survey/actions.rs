//! What happens by itself: what is put in place at the beginning, and what an answer sets off.

use guide::{Action, Event, Expression, Kind, Op, QuestionId};

use super::draft::Draft;
use super::finish::Known;
use super::{CALCULATION, DEFAULT, Reader, TRIGGER};
use crate::fault::Problem;
use crate::xpath::{self, Scope};

impl Reader<'_, '_> {
    /// Every action, what devices put in place first and what answers set off last.
    pub(super) fn actions(&mut self, drafts: &[Draft<'_>], known: &Known<'_>) -> Vec<Action> {
        let (mut actions, mut begun, mut added, mut changed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (target, draft) in (0..).map(QuestionId).zip(drafts) {
            let repeat = known.schema.repeats(Some(target)).last().copied().map(Event::Added);
            let scope = Scope::with_value(Some(target));
            let put = |event, value: &Expression| Action { event, target, value: value.clone() };
            if let Some(formula) = draft.preload {
                let value = xpath::parse(formula).ok().and_then(|it| xpath::emit(&it, scope, known.schema).ok());
                let events = [Event::Begin].into_iter().chain(repeat);
                actions.extend(value.iter().flat_map(|value| events.clone().map(|event| put(event, value))));
            }
            if let Some(default) = &draft.default
                && let Some((_, Some(value))) = self.compile(draft.row, DEFAULT[0], default, scope, known)
            {
                begun.push(put(Event::Begin, &value));
                added.extend(repeat.map(|event| put(event, &value)));
            }
            if let Some(trigger) = draft.trigger {
                let value = match &draft.calculation {
                    None => Some(Expression::new(vec![Op::Text(String::new())])),
                    Some(text) => {
                        let compiled = self.compile(draft.row, CALCULATION[0], text, scope, known);
                        compiled.and_then(|(_, value)| value)
                    }
                };
                let questions = self.triggers(draft, trigger, known);
                let events = questions.into_iter().map(Event::Changed);
                changed.extend(value.iter().flat_map(|value| events.clone().map(|event| put(event, value))));
            }
        }
        for more in [begun, added, changed] {
            actions.extend(more);
        }
        actions
    }

    /// The questions a trigger names: `${a}, ${b}`.
    fn triggers(&mut self, draft: &Draft<'_>, trigger: &str, known: &Known<'_>) -> Vec<QuestionId> {
        let mut questions = Vec::new();
        for part in trigger.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let name = part.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
            let near = || Problem::Syntax { near: part.to_owned() };
            match name.ok_or_else(near).and_then(|name| known.schema.find(name.trim())) {
                Ok(question) if known.schema.question(question).kind == Kind::Calculate => {
                    self.fault(
                        draft.row,
                        TRIGGER[0],
                        Problem::NeverAnswered(known.schema.question(question).name.clone()),
                    );
                }
                Ok(question) => questions.push(question),
                Err(problem) => self.fault(draft.row, TRIGGER[0], problem),
            }
        }
        questions
    }
}
