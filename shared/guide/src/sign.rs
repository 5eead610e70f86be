//! Signs: what an answer shows, in which area, and how strongly the source list counts it.

use serde::{Deserialize, Serialize};

/// What an answer shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sign {
    /// The row of the source list (`D1.01`), an opening question (`open:c20`) or a situation (`sit:c60`). Never shown.
    pub code: String,
    /// The dimension it counts for (`D1` … `D6`), or `situation`.
    pub dimension: String,
    /// How strongly the source list counts it.
    pub strength: Strength,
}

/// How strongly the source list counts a sign. A strength belongs to one list and is never carried to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Strong.
    Strong,
    /// Medium.
    Medium,
    /// Weak.
    Weak,
    /// Not in the source list: shown in words, never counted.
    Unrated,
}

/// A sign shown by the answer to a question as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionSign {
    /// What is shown.
    pub sign: Sign,
    /// By which answer.
    pub when: When,
}

/// Which answer to a question shows its sign. *Not sure* and *prefer not to say* never do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// The choice `yes`.
    Yes,
    /// The choice `no`.
    No,
}

impl When {
    /// The name of the choice.
    #[must_use]
    pub fn choice(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
        }
    }
}
