//! What a form says was pressed: a place on the screen, never an event.

use std::{fmt, str::FromStr};

/// The way to a component: its index on the screen, then inside each section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path(pub(crate) Vec<usize>);

/// Something on a screen that can be pressed, or a moment in the life of its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// The way back.
    Back,
    /// The emergency page.
    Emergency,
    /// A primary place, by index.
    Place(usize),
    /// The title, pressed down or let go, whichever comes next: all there is without scripts.
    Hold,
    /// The title is being pressed.
    HoldDown,
    /// The title is no longer pressed.
    HoldUp,
    /// The page went out of sight.
    Paused,
    /// The page came back into sight.
    Resumed,
    /// A button.
    Component(Path),
    /// A row of a list, by index.
    Row(Path, usize),
    /// The next rows of a list.
    More(Path),
    /// The rows before.
    Fewer(Path),
}

/// A name that no screen has.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unknown;

impl Path {
    /// The deepest section that can be meant; a longer way is garbage.
    const DEEPEST: usize = 8;

    /// The component at `index` inside the one this path leads to.
    pub(crate) fn inside(&self, index: usize) -> Self {
        let mut path = self.0.clone();
        path.push(index);
        Self(path)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, index) in self.0.iter().enumerate() {
            let dot = if depth == 0 { "" } else { "." };
            write!(f, "{dot}{index}")?;
        }
        Ok(())
    }
}

impl FromStr for Path {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let path: Vec<usize> = text.split('.').map(number).collect::<Result<_, _>>()?;
        if Self::DEEPEST < path.len() { Err(Unknown) } else { Ok(Self(path)) }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Back => f.write_str("back"),
            Self::Emergency => f.write_str("emergency"),
            Self::Place(index) => write!(f, "place-{index}"),
            Self::Hold => f.write_str("hold"),
            Self::HoldDown => f.write_str("hold-down"),
            Self::HoldUp => f.write_str("hold-up"),
            Self::Paused => f.write_str("paused"),
            Self::Resumed => f.write_str("resumed"),
            Self::Component(path) => write!(f, "component-{path}"),
            Self::Row(path, index) => write!(f, "row-{path}-{index}"),
            Self::More(path) => write!(f, "more-{path}"),
            Self::Fewer(path) => write!(f, "fewer-{path}"),
        }
    }
}

impl FromStr for Target {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let (name, rest) = text.split_once('-').unwrap_or((text, ""));
        Ok(match (name, rest) {
            ("back", "") => Self::Back,
            ("emergency", "") => Self::Emergency,
            ("hold", "") => Self::Hold,
            ("hold", "down") => Self::HoldDown,
            ("hold", "up") => Self::HoldUp,
            ("paused", "") => Self::Paused,
            ("resumed", "") => Self::Resumed,
            ("place", index) => Self::Place(number(index)?),
            ("component", path) => Self::Component(path.parse()?),
            ("more", path) => Self::More(path.parse()?),
            ("fewer", path) => Self::Fewer(path.parse()?),
            ("row", place) => {
                let (path, index) = place.split_once('-').ok_or(Unknown)?;
                Self::Row(path.parse()?, number(index)?)
            }
            _ => return Err(Unknown),
        })
    }
}

/// Digits only: `parse` alone would also take `+1`.
fn number(text: &str) -> Result<usize, Unknown> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().map_err(|_| Unknown) } else { Err(Unknown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_read_back_as_it_was_written() {
        let path = Path(vec![3, 0, 12]);
        for target in [
            Target::Back,
            Target::Emergency,
            Target::Place(2),
            Target::Hold,
            Target::HoldDown,
            Target::HoldUp,
            Target::Paused,
            Target::Resumed,
            Target::Component(path.clone()),
            Target::Row(path.clone(), 7),
            Target::More(path.clone()),
            Target::Fewer(path),
        ] {
            assert_eq!(target.to_string().parse(), Ok(target));
        }
    }

    #[test]
    fn garbage_names_nothing() {
        for text in [
            "",
            "-",
            "component-",
            "component-1.",
            "component-+1",
            "row-1",
            "row-1-",
            "place--1",
            "hold-on",
            "é",
            "component-99999999999999999999999",
            "component-1.1.1.1.1.1.1.1.1",
        ] {
            assert_eq!(text.parse::<Target>(), Err(Unknown), "{text}");
        }
    }
}
