//! Checks a compiled questionnaire and its rule: what no single cell shows, and what other tools do not look at.

mod agreement;
mod beside;
mod consent;
mod conversations;
mod form;
mod links;
mod media;
mod proof;
mod rule;
mod search;
mod texts;
mod values;

use std::fmt;

pub use agreement::{Agreement, Disagreement, agree};
pub use beside::check_rules_beside;
pub use consent::{After, Consented};
pub use conversations::Conversations;
pub use form::{Checked, check};
pub use media::{Media, check_media};
pub use proof::{Given, Proof, Verdict, prove, prove_outcome};
pub use rule::check_rule;

/// Something found in a form or its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether it must be mended or is only worth knowing.
    pub weight: Weight,
    /// What was found.
    pub problem: Problem,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Worth knowing.
    Note,
    /// Must be mended before a pack is built.
    Fault,
}

/// What can be found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// A language every form must have.
    #[error("The form has no texts in the language {0}")]
    NoLanguage(String),
    /// A text that is missing in a language.
    #[error("{question}: the {text} is missing in the language {language}")]
    MissingText {
        /// The question, or the question and choice.
        question: String,
        /// `label`, `hint` …
        text: &'static str,
        /// The language code.
        language: String,
    },
    /// A translation names other questions than the original.
    #[error("{question}: the {text} in the language {language} does not name the same questions in ${{…}}")]
    Placeholders {
        /// The question.
        question: String,
        /// `label`, `hint` …
        text: &'static str,
        /// The language code.
        language: String,
    },
    /// Texts nobody has confirmed.
    #[error("{count} texts in the language {language} are drafts that nobody has confirmed")]
    Drafts {
        /// The language code.
        language: String,
        /// How many.
        count: usize,
    },
    /// A list without choices.
    #[error("{0}: the list has no choices")]
    EmptyList(String),
    /// A question that no answers lead to.
    #[error("{0} can never be asked: no answers fulfil its condition and those of the groups around it")]
    NeverAsked(String),
    /// A question for which neither is proven.
    #[error(
        "{0}: it was not proven that it can be asked; there are too many answers to try, or more than answers decides"
    )]
    AskedNotProven(String),
    /// A question that takes no answer at all.
    #[error("{0} takes no answer: wherever it is asked, its rule refuses every one or its list is empty")]
    NothingFits(String),
    /// A talk that cannot go on.
    #[error("{question} must be answered and takes no answer, after {example}")]
    DeadEnd {
        /// The question.
        question: String,
        /// The answers that lead there.
        example: String,
    },
    /// A talk that cannot go on where nothing can be answered.
    #[error(
        "{question} is only shown, and nobody can leave it: what it holds is empty and must not be, or breaks its rule, after {example}"
    )]
    ShownDeadEnd {
        /// The question.
        question: String,
        /// The answers that lead there.
        example: String,
    },
    /// A question for which neither is proven.
    #[error(
        "{0}: it was not proven that an answer always fits; there are too many answers to try, or more than answers decides"
    )]
    AnswerNotProven(String),
    /// A talk that ends without a result or a reading.
    #[error("A talk ends without a result or a reading, after {example}")]
    NoOutcome {
        /// The answers that lead there.
        example: String,
    },
    /// Not all talks could be tried.
    #[error("It was not proven that every talk ends with a result or a reading; none was found that does not")]
    OutcomeNotProven,
    /// Something other than the person gives consent, or nobody can.
    #[error("{0} asks for consent; it must be a select_one with the answer yes, and nothing but a person may give it")]
    ConsentNotAsked(String),
    /// A person who did not agree must answer.
    #[error("{question} must be answered though {consent} was not answered with yes, after {example}")]
    RequiredWithoutConsent {
        /// The question.
        question: String,
        /// The question for consent.
        consent: String,
        /// The answers that lead there.
        example: String,
    },
    /// A person who did not agree is asked.
    #[error(
        "{question} is asked though {consent} was not answered with yes, after {example}; the answer may not be kept"
    )]
    AskedWithoutConsent {
        /// The question.
        question: String,
        /// The question for consent.
        consent: String,
        /// The answers that lead there.
        example: String,
    },
    /// A question for which it is not proven.
    #[error(
        "{question}: it was not proven that it is asked only with the yes of {consent}; there are too many answers to try, or more than answers decides"
    )]
    ConsentNotProven {
        /// The question.
        question: String,
        /// The question for consent.
        consent: String,
    },
    /// A rule that cannot be read.
    #[error("The rule {0} cannot be read")]
    UnreadableRule(String),
    /// A rule that other tools would contradict.
    #[error("The rule {0} and the calculations of the form do not say the same for the same answers")]
    RuleDisagrees(String),
    /// The rule is for another form.
    #[error("The rule reads the form {0}")]
    OtherForm(String),
    /// The rule names a question that is not there.
    #[error("The rule names the question {0}, and there is none")]
    NoQuestion(String),
    /// The rule names a choice that is not there.
    #[error("The rule names the choice {choice} of {question}, and there is none")]
    NoChoice {
        /// The question.
        question: String,
        /// The choice.
        choice: String,
    },
    /// The rule names a dimension no sign belongs to.
    #[error("The rule names the dimension {0}, and no sign belongs to it")]
    NoDimension(String),
    /// A sign that would not be shown anywhere.
    #[error("The sign {0} belongs to no area")]
    NoArea(String),
    /// A sign without words.
    #[error("The sign {0} has no words")]
    NoWords(String),
    /// A child's case that would depend on how it was brought about.
    #[error("The statement {0} needs signs of means, which a rule for children must not need")]
    NeedsMeans(String),
    /// Answers that would have no reading.
    #[error("The last statement of the rule does not hold always")]
    NoLastStatement,
    /// Strengths decide, and something about them is missing.
    #[error("The rule asks how strong signs are, but not by which list or when a dimension is positive")]
    NoStrengths,
    /// Strengths would decide which strengths count.
    #[error("The list {0} applies by how strong signs are, which is known only once it applies")]
    ListNeedsStrengths(String),
    /// A list names a sign that the form does not show.
    #[error("A list names the sign {0}, and no answer shows it")]
    NoSign(String),
    /// One statement with two levels.
    #[error("The statement {0} has two levels")]
    TwoLevels(String),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)
    }
}

fn fault(problem: Problem) -> Finding {
    Finding { weight: Weight::Fault, problem }
}

fn note(problem: Problem) -> Finding {
    Finding { weight: Weight::Note, problem }
}
