//! Checks of a form alone.

use std::sync::Arc;

use guide::Form;

use super::consent::Consented;
use super::search::Search;
use super::{Finding, Given, Problem, Proof, Verdict, fault, note, texts};

/// What is known of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What must be mended, and what is worth knowing.
    pub findings: Vec<Finding>,
    /// What is proven of each question.
    pub proofs: Vec<Proof>,
    /// Whether every talk comes to a result or a reading; `None` for a form that has neither.
    pub outcome: Option<Verdict>,
    /// What is asked although the person has not agreed; nothing for a form that does not ask whether they do.
    pub consent: Vec<Consented>,
}

/// Checks a form: its texts, lists, questions that are never asked or cannot be answered, how it ends, and what it asks
/// without consent. In a form of ours, every text must be there in every complete language.
#[must_use]
pub fn check(form: &Arc<Form>, is_ours: bool) -> Checked {
    let mut found = Vec::new();
    texts::check(form, is_ours, &mut found);
    for question in form.questions() {
        if question.kind.is_select() && question.choices.is_empty() && question.itemset.is_none() {
            found.push(fault(Problem::EmptyList(question.name.clone())));
        }
    }
    let search = Search::new(form);
    let (proofs, outcome, consent) = (search.prove(), search.prove_outcome(), search.prove_consent());
    findings_of(form, &proofs, outcome.as_ref(), &mut found);
    for consent in &consent {
        agreed(consent, &mut found);
    }
    Checked { findings: found, proofs, outcome, consent }
}

/// What cannot happen, and what could not be proven.
fn findings_of(form: &Form, proofs: &[Proof], outcome: Option<&Verdict>, found: &mut Vec<Finding>) {
    for Proof { question, asked, answerable } in proofs {
        let question = question.clone();
        match asked {
            Verdict::Yes(_) => {}
            Verdict::Never | Verdict::NotAfter(_) => {
                found.push(fault(Problem::NeverAsked(question)));
                continue;
            }
            Verdict::OutOfReach => found.push(note(Problem::AskedNotProven(question.clone()))),
        }
        match answerable {
            None | Some(Verdict::Yes(_)) => {}
            Some(Verdict::Never) => found.push(fault(Problem::NothingFits(question))),
            Some(Verdict::NotAfter(example)) => {
                let takes_answer = form.find_path(&question).is_some_and(|id| form.question(id).takes_answer());
                let example = written(example);
                found.push(fault(if takes_answer {
                    Problem::DeadEnd { question, example }
                } else {
                    Problem::ShownDeadEnd { question, example }
                }));
            }
            Some(Verdict::OutOfReach) => found.push(note(Problem::AnswerNotProven(question))),
        }
    }
    match outcome {
        None | Some(Verdict::Yes(_)) => {}
        Some(Verdict::Never | Verdict::OutOfReach) => found.push(note(Problem::OutcomeNotProven)),
        Some(Verdict::NotAfter(example)) => found.push(fault(Problem::NoOutcome { example: written(example) })),
    }
}

fn agreed(consent: &Consented, found: &mut Vec<Finding>) {
    if !consent.is_asked {
        found.push(fault(Problem::ConsentNotAsked(consent.question.clone())));
    }
    for after in &consent.after {
        let (question, consent) = (after.question.clone(), consent.question.clone());
        match &after.only_with_consent {
            Verdict::Yes(_) => {}
            Verdict::NotAfter(example) if after.required => {
                found.push(fault(Problem::RequiredWithoutConsent { question, consent, example: written(example) }));
            }
            Verdict::NotAfter(example) => {
                found.push(note(Problem::AskedWithoutConsent { question, consent, example: written(example) }));
            }
            Verdict::Never | Verdict::OutOfReach => found.push(note(Problem::ConsentNotProven { question, consent })),
        }
    }
}

/// An example in words.
fn written(example: &[Given]) -> String {
    if example.is_empty() {
        return "no answers at all".to_owned();
    }
    let given = example.iter().map(|given| format!("{} = {}", given.question, given.answer));
    given.collect::<Vec<_>>().join(", ")
}
