//! What somebody who tried a service tells its keeper.

use serde::{Deserialize, Serialize};

use crate::Date;

/// Something wrong with an entry. Nothing about the person for whom somebody tried belongs in here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The day on which somebody tried.
    pub on: Date,
    /// What was wrong.
    pub kind: ReportKind,
    /// The role of who tried, never a person's name.
    pub by: String,
}

/// What can be wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// Nobody answered.
    NoAnswer,
    /// The number belongs to somebody else, or to nobody.
    WrongNumber,
    /// The service has closed, or moved.
    Closed,
    /// It is not for those whom the entry names, or asks for more than the entry says.
    NotAsSaid,
    /// Somebody was treated badly there.
    TreatedBadly,
}

impl ReportKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::NoAnswer, Self::WrongNumber, Self::Closed, Self::NotAsSaid, Self::TreatedBadly];

    /// What it is called in files, such as `no_answer`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoAnswer => "no_answer",
            Self::WrongNumber => "wrong_number",
            Self::Closed => "closed",
            Self::NotAsSaid => "not_as_said",
            Self::TreatedBadly => "treated_badly",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_called_the_same_everywhere() {
        for kind in ReportKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
            assert_eq!(ReportKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(ReportKind::from_code("other"), None);
    }
}
