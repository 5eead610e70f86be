//! Folds the events of a case into its [`CaseFile`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sync::{DeviceId, Event, EventId, Moment, SpaceId};

use crate::{CaseFile, CaseKind, Ended, Entry, Happened, Note, ReadingShown, Replied, StandingAnswer, TalkBegan, What};

impl CaseFile {
    /// Folds the events of `space`; the same whatever order they come in. Events of other spaces and erased ones are left out.
    pub fn fold<'a>(space: SpaceId, events: impl IntoIterator<Item = &'a Event>) -> CaseFile {
        let mut events: Vec<&Event> =
            events.into_iter().filter(|event| event.space == space && event.body.is_some()).collect();
        // The same on every device, whichever way the events came.
        events.sort_by_key(|event| event.order());
        events.dedup_by_key(|event| event.id);

        let mut case = CaseFile::empty(space);
        let mut answers = Answers::replaced_by(&events);
        for event in &events {
            let at = Moment { utc_ms: event.hlc.ms(), offset_min: event.offset_min };
            let what = match Happened::read(event) {
                Some(happened) => {
                    case.take(event, at, &happened, &mut answers);
                    What::Known(happened)
                }
                None => What::Unknown,
            };
            case.timeline.push(Entry { at, id: event.id, what });
        }
        case.answers = answers.standing();
        case.apply_withdrawals();
        case.apply_replies();
        case
    }

    fn empty(space: SpaceId) -> CaseFile {
        CaseFile {
            space,
            code: space.code(),
            kind: CaseKind::Unfinished,
            began_at: None,
            language: None,
            kept: false,
            ended: None,
            talks: Vec::new(),
            answers: Vec::new(),
            hashes: BTreeMap::new(),
            readings: Vec::new(),
            consents: Vec::new(),
            referrals: Vec::new(),
            replies: Vec::new(),
            notes: Vec::new(),
            visit_due_ms: None,
            timeline: Vec::new(),
        }
    }

    fn take(&mut self, event: &Event, at: Moment, happened: &Happened, answers: &mut Answers) {
        match happened {
            Happened::Began { language } => {
                self.began_at.get_or_insert(at);
                self.language.get_or_insert_with(|| language.clone());
                self.talks.push(TalkBegan { id: event.id, at });
            }
            Happened::Answered { form, hash, question, answer } => {
                self.note_hash(form, hash);
                answers.take(StandingAnswer {
                    id: event.id,
                    talk: self.talk_of(event.id.device),
                    at,
                    form: form.clone(),
                    question: question.clone(),
                    answer: answer.clone(),
                });
            }
            Happened::ReadingShown { form, hash, rule, statement } => {
                self.note_hash(form, hash);
                self.readings.push(ReadingShown {
                    at,
                    form: form.clone(),
                    hash: hash.clone(),
                    rule: rule.clone(),
                    statement: statement.clone(),
                });
            }
            Happened::Ended { result } => {
                let result = result.clone();
                self.ended = Some(Ended { at, result });
            }
            Happened::Kept { .. } => {
                self.kept = true;
                self.kind = CaseKind::Open;
            }
            Happened::ConsentGiven(consent) => {
                // The first one under an id stands, so that a second cannot widen it.
                if self.consents.iter().all(|known| known.id != consent.id) {
                    self.consents.push(consent.clone());
                }
            }
            Happened::Referred(referral) => {
                if self.referrals.iter().all(|known| known.id != referral.id) {
                    self.referrals.push(referral.clone());
                }
            }
            Happened::ReferralReplied { referral, state } => {
                self.replies.push(Replied { at, referral: referral.clone(), state: *state });
            }
            Happened::Noted { text } => {
                self.notes.push(Note { id: event.id, at, text: text.clone() });
            }
            Happened::VisitPlanned { due_ms } => self.visit_due_ms = *due_ms,
            // Applied when all consents are known: on another device's clock the withdrawal may come first.
            Happened::ConsentWithdrawn { .. } => {}
        }
    }

    /// The talk a device is in: the latest it began, else the latest anybody began.
    fn talk_of(&self, device: DeviceId) -> Option<EventId> {
        let own = self.talks.iter().rfind(|talk| talk.id.device == device);
        own.or(self.talks.last()).map(|talk| talk.id)
    }

    fn note_hash(&mut self, form: &str, hash: &str) {
        let hashes = self.hashes.entry(form.to_owned()).or_default();
        if !hashes.iter().any(|known| known == hash) {
            hashes.push(hash.to_owned());
        }
    }

    /// The earliest withdrawal counts, and none is ever undone.
    fn apply_withdrawals(&mut self) {
        for entry in &self.timeline {
            let What::Known(Happened::ConsentWithdrawn { consent }) = &entry.what else {
                continue;
            };
            for given in self.consents.iter_mut().filter(|given| given.id == *consent) {
                given.withdrawn_at_ms.get_or_insert(entry.at.utc_ms);
            }
        }
    }

    fn apply_replies(&mut self) {
        for reply in &self.replies {
            for referral in self.referrals.iter_mut().filter(|known| known.id == reply.referral) {
                referral.state = reply.state;
            }
        }
    }
}

/// The answers as they come, until it is known which ones stand.
#[derive(Default)]
struct Answers {
    /// Named in some event's `supersedes`.
    replaced: BTreeSet<EventId>,
    questions: Vec<Vec<StandingAnswer>>,
    places: HashMap<(Option<EventId>, String, String), usize>,
}

impl Answers {
    fn replaced_by(events: &[&Event]) -> Answers {
        let replaced = events.iter().flat_map(|event| event.supersedes.iter().copied()).collect();
        Answers { replaced, ..Answers::default() }
    }

    /// Events come in order, so a device's later answer takes the place of its earlier one.
    fn take(&mut self, answer: StandingAnswer) {
        let question = (answer.talk, answer.form.clone(), answer.question.clone());
        let place = *self.places.entry(question).or_insert_with(|| {
            self.questions.push(Vec::new());
            self.questions.len() - 1
        });
        let answers = &mut self.questions[place];
        match answers.iter_mut().find(|known| known.id.device == answer.id.device) {
            Some(known) => *known = answer,
            None => answers.push(answer),
        }
    }

    fn standing(self) -> Vec<StandingAnswer> {
        let replaced = self.replaced;
        self.questions.into_iter().flatten().filter(|answer| !replaced.contains(&answer.id)).collect()
    }
}

#[cfg(test)]
mod tests;
