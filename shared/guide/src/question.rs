//! Questions, and everything else a form has a place for.

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::expression::{Expression, Read};
use crate::sign::{QuestionSign, Sign};

/// A question by its position in form order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QuestionId(pub u32);

/// A question, a note, a calculation, a group or a repeat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The name: `c21`.
    pub name: String,
    /// The path: `/data/c21`.
    pub path: String,
    /// What is asked for.
    pub kind: Kind,
    /// What its value is, whoever gives it.
    pub holds: Holds,
    /// The words of the question.
    pub label: Text,
    /// What the helper may need to know.
    pub hint: Text,
    /// When it may not be left out; never when there is none.
    pub required: Option<Expression>,
    /// What to say when a required one is left out.
    pub required_message: Text,
    /// What to say when the constraint refuses an answer.
    pub constraint_message: Text,
    /// The choices of a select that always offers the same; empty for others.
    pub choices: Vec<Choice>,
    /// Where the choices of a select come from that does not always offer the same.
    pub itemset: Option<Box<Itemset>>,
    /// The part it plays in the conversation.
    pub role: Option<Role>,
    /// Whom the words are for.
    pub voice: Voice,
    /// When it is shown and not answered; never when there is none.
    pub readonly: Option<Expression>,
    /// The signs its answer shows as a whole; those of single choices are in [`Choice::sign`].
    pub signs: Vec<QuestionSign>,
    /// The group or repeat it lies in.
    pub parent: Option<QuestionId>,
    /// When it is asked; always when there is none.
    pub relevant: Option<Expression>,
    /// What an answer must fulfil.
    pub constraint: Option<Expression>,
    /// What a calculation comes to.
    pub calculation: Option<Expression>,
    /// What it holds before anyone answers; empty for nothing.
    pub default: String,
    /// How many instances a repeat has; as many as are added when there is none.
    pub count: Option<Expression>,
    /// Whether nobody may add or remove instances of a repeat.
    pub fixed: bool,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Nothing: words to read.
    Note,
    /// One choice of a list.
    SelectOne,
    /// Any choices of a list.
    SelectMultiple,
    /// The choices of a list in an order.
    Rank,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// Words.
    Text,
    /// The text of a code read or typed.
    Barcode,
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A date with a time.
    DateTime,
    /// A place: latitude, longitude, altitude, accuracy.
    Geopoint,
    /// Places in a line.
    Geotrace,
    /// Places around an area.
    Geoshape,
    /// A picture, sound or other file, by its name.
    File,
    /// That something was read or done.
    Acknowledge,
    /// Nothing: worked out from other answers or kept, never shown.
    Calculate,
    /// Nothing: questions that are shown or hidden together.
    Group,
    /// Nothing: questions that are asked again for each instance.
    Repeat,
}

/// What a value is to expressions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holds {
    /// Words, names of choices, files.
    #[default]
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// True or false.
    Truth,
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A date with a time.
    DateTime,
    /// One place.
    Geopoint,
    /// Several places.
    Places,
}

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The name stored. Internal: never shown, printed or in a file name.
    pub name: String,
    /// The words.
    pub label: Text,
    /// Ticking it unticks the others, and the other way round (*none*, *prefer not to say*).
    pub exclusive: bool,
    /// What choosing it shows.
    pub sign: Option<Sign>,
}

/// Where choices come from: rows of a table, or instances of a repeat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Itemset {
    /// The rows or instances offered.
    pub items: Expression,
    /// The name of each, looked from it.
    pub name: Expression,
    /// The words of each, looked from it.
    pub label: Expression,
}

/// The part a question plays in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// A note shown only with the reading.
    Reading,
    /// How the talk ended.
    Result,
    /// Signs of danger: anything ticked but *none* opens the emergency page.
    Danger,
    /// Whether answers may be kept: only after *yes*.
    Consent,
}

/// Whom the words of a question are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Voice {
    /// Asked directly.
    #[default]
    Plain,
    /// Read aloud to the person.
    Aloud,
    /// For the helper, not to be read aloud.
    Helper,
}

impl QuestionId {
    /// The position, for indexing.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The question at a position. Forms are far smaller than `u32::MAX` (checked by [`Form::new`](crate::Form::new)).
    pub(crate) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl Question {
    /// A question of a kind, without words, choices or rules.
    #[must_use]
    pub fn new(name: &str, path: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            path: path.to_owned(),
            kind,
            holds: kind.holds(),
            label: Text::default(),
            hint: Text::default(),
            required: None,
            required_message: Text::default(),
            constraint_message: Text::default(),
            choices: Vec::new(),
            itemset: None,
            role: None,
            voice: Voice::Plain,
            readonly: None,
            signs: Vec::new(),
            parent: None,
            relevant: None,
            constraint: None,
            calculation: None,
            default: String::new(),
            count: None,
            fixed: false,
        }
    }

    /// Every expression it has.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let itemset = self.itemset.iter().flat_map(|itemset| [&itemset.items, &itemset.name, &itemset.label]);
        let rules = [&self.required, &self.readonly, &self.relevant, &self.constraint, &self.calculation, &self.count];
        rules.into_iter().flatten().chain(itemset)
    }

    /// What its own expressions look at to decide whether it is asked and what it comes to.
    pub(crate) fn reads(&self) -> impl Iterator<Item = Read> {
        self.relevant.iter().chain(&self.calculation).flat_map(Expression::reads)
    }

    /// Whether a person sees it: everything but calculations, groups and repeats.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        !matches!(self.kind, Kind::Calculate | Kind::Group | Kind::Repeat)
    }

    /// Whether it takes an answer, at least sometimes.
    #[must_use]
    pub fn takes_answer(&self) -> bool {
        let never = self.readonly.as_ref().is_some_and(|readonly| readonly.constant() == Some(true));
        self.is_asked() && self.kind != Kind::Note && !never
    }

    /// Whether it may never be left out, whatever else is answered.
    #[must_use]
    pub fn is_always_required(&self) -> bool {
        self.required.as_ref().is_some_and(|required| required.constant() == Some(true))
    }

    /// Whether it may not be left out, at least sometimes.
    #[must_use]
    pub fn is_ever_required(&self) -> bool {
        self.required.as_ref().is_some_and(|required| required.constant() != Some(false))
    }

    /// The choice of that name, of those it always offers.
    #[must_use]
    pub fn choice(&self, name: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.name == name)
    }
}

impl Kind {
    /// What a value of this kind is when nothing else is said.
    #[must_use]
    pub fn holds(self) -> Holds {
        match self {
            Self::Integer => Holds::Integer,
            Self::Decimal => Holds::Decimal,
            Self::Date => Holds::Date,
            Self::Time => Holds::Time,
            Self::DateTime => Holds::DateTime,
            Self::Geopoint => Holds::Geopoint,
            Self::Geotrace | Self::Geoshape => Holds::Places,
            _ => Holds::Text,
        }
    }

    /// Whether it offers choices: one, some, or an order of them.
    #[must_use]
    pub fn is_select(self) -> bool {
        matches!(self, Self::SelectOne | Self::SelectMultiple | Self::Rank)
    }
}
