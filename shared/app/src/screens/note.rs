//! Writing a free note on a case.

use crux_core::Command;

use super::{Body, button, case, case::case_event};
use crate::{
    Effect, Event, Stamp,
    effects::vault::{VaultOutcome, VaultRequest},
    event::{CaseEvent, Field},
    model::{Model, Showing, Waiting},
    trouble,
    view::{ButtonRole, Component, InputKind},
};

/// The most characters of a note.
const LONGEST_NOTE: u32 = 2_000;

/// Opens the editor with the words left half-written, if there are any.
pub(crate) fn open(model: &mut Model) -> Command<Effect, Event> {
    if let Some(case) = &model.case {
        model.note.clone_from(&case.draft);
        model.showing = Showing::Note;
    }
    Command::done()
}

pub(crate) fn typed(text: &str, model: &mut Model) {
    model.note = text.chars().take(LONGEST_NOTE as usize).collect();
}

pub(crate) fn save(at: Stamp, model: &mut Model) -> Command<Effect, Event> {
    let Some(space) = model.case.as_ref().map(|case| case.file.space) else { return Command::done() };
    let text = model.note.trim().to_owned();
    if text.is_empty() {
        model.fails(model.texts().note_empty());
        return Command::done();
    }
    let happened = vec![casework::Happened::Noted { text }];
    model.ask_vault(Waiting::Note, VaultRequest::Append { at: at.moment, space, happened, place: None })
}

/// The note is on the disk, or stays in the editor with the reason.
pub(crate) fn saved(outcome: VaultOutcome, model: &mut Model) -> Command<Effect, Event> {
    if let Err(problem) = outcome {
        model.fails(trouble::vault(model.texts(), &problem));
        return Command::done();
    }
    let Some(space) = model.case.as_ref().map(|case| case.file.space) else { return Command::done() };
    model.note.clear();
    model.announcement = Some(model.texts().note_saved());
    let forget_draft = crate::effects::vault::tell(VaultRequest::SaveDraft { space, text: String::new() });
    forget_draft.and(case::open(space, model))
}

pub(crate) fn view(model: &Model) -> Body {
    let t = model.texts();
    let components = vec![
        Component::TextInput {
            field: Field::Note,
            label: model.own(t.note_label()),
            guidance: None,
            hint: t.note_hint(),
            value: model.note.clone(),
            kind: InputKind::Lines,
            limit: LONGEST_NOTE,
        },
        button(t.note_save(), ButtonRole::Main, case_event(CaseEvent::SaveNote)),
    ];
    Body::new("note", model.own(t.note_title())).with_back().with(components)
}
