//! A screen as a screen reader says it, in order: what tests compare and `/outline` shows.

use std::fmt;

use super::{Choice, Component, Guidance, Screen};

impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# {}", self.title.text)?;
        if let Some(back) = &self.back {
            writeln!(f, "({})", back.label)?;
        }
        if let Some(emergency) = &self.emergency {
            writeln!(f, "({})", emergency.label)?;
        }
        if let Some(hold) = &self.hold {
            writeln!(f, "{}", hold.label)?;
        }
        for component in &self.components {
            write!(f, "{component}")?;
        }
        if !self.places.is_empty() {
            let places: Vec<String> = self
                .places
                .iter()
                .map(|place| if place.current { format!("{}, here", place.label) } else { place.label.clone() })
                .collect();
            writeln!(f, "| {} |", places.join(" | "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heading { text } => writeln!(f, "## {}", text.text),
            Self::Paragraph { text, .. } => writeln!(f, "{}", text.text),
            Self::Notice { text, .. } => writeln!(f, "* {}", text.text),
            Self::Problem { text } => writeln!(f, "! {}", text.text),
            Self::Progress { label, .. } | Self::Countdown { label, .. } => writeln!(f, "{label}"),
            Self::SingleChoice { label, guidance, choices, .. } => {
                choose(f, &label.text, guidance.as_ref(), choices, ["( )", "(x)"])
            }
            Self::MultipleChoice { label, guidance, choices, .. } => {
                choose(f, &label.text, guidance.as_ref(), choices, ["[ ]", "[x]"])
            }
            Self::TextInput { label, guidance, hint, value, .. } => {
                writeln!(f, "[{}: {value}]", label.text)?;
                if !hint.is_empty() {
                    writeln!(f, "{hint}")?;
                }
                guide(f, guidance.as_ref())
            }
            Self::SecretInput { label, .. } => writeln!(f, "[{label}: secret]"),
            Self::Button { label, event: Some(_), .. } | Self::ReadAloud { label, .. } => writeln!(f, "({label})"),
            Self::Code { label, .. } => writeln!(f, "[{label}]"),
            Self::HandOut { share, print, .. } => writeln!(f, "({share})\n({print})"),
            Self::Button { label, event: None, .. } => writeln!(f, "({label}, unavailable)"),
            Self::Rows { label, shown, rows, more, fewer } => {
                writeln!(f, "{label}:")?;
                if let Some(shown) = shown {
                    writeln!(f, "{shown}")?;
                }
                for row in rows {
                    let lines: Vec<&str> = row.lines.iter().map(|line| line.text.as_str()).collect();
                    writeln!(f, "- {} | {}", row.title.text, lines.join(" | "))?;
                }
                for press in [fewer, more].into_iter().flatten() {
                    writeln!(f, "({})", press.label)?;
                }
                Ok(())
            }
            Self::Contact { label, text, .. } => writeln!(f, "({} {})", label.text, text.text),
            Self::Section { title, components, .. } => {
                writeln!(f, "> {}", title.text)?;
                for component in components {
                    for line in component.to_string().lines() {
                        writeln!(f, "  {line}")?;
                    }
                }
                Ok(())
            }
            Self::Timeline { entries } => {
                for entry in entries {
                    writeln!(f, "- {}: {}", entry.when, entry.text.text)?;
                    for line in &entry.lines {
                        writeln!(f, "    {}", line.text)?;
                    }
                }
                Ok(())
            }
        }
    }
}

fn guide(f: &mut fmt::Formatter<'_>, guidance: Option<&Guidance>) -> fmt::Result {
    guidance.map_or(Ok(()), |guidance| writeln!(f, "{} {}", guidance.label, guidance.text.text))
}

fn choose(
    f: &mut fmt::Formatter<'_>,
    label: &str,
    guidance: Option<&Guidance>,
    choices: &[Choice],
    marks: [&str; 2],
) -> fmt::Result {
    writeln!(f, "{label}")?;
    guide(f, guidance)?;
    for choice in choices {
        writeln!(f, "  {} {}", marks[usize::from(choice.chosen)], choice.text.text)?;
    }
    Ok(())
}
