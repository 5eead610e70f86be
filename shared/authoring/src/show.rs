//! A form as people can look at it: an outline to read, and a picture of what depends on what.

use std::fmt::Write as _;

use guide::{Expression, Form, Question, QuestionId};

/// What of a question looks at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// Whether it is asked.
    Asked,
    /// Which answers it takes.
    Allowed,
    /// What it comes to.
    Calculated,
}

impl Tie {
    const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Asked, "asked by", "#0b5c5c"),
        (Self::Allowed, "checked by", "#a33b00"),
        (Self::Calculated, "worked out from", "#5b4b9a"),
    ];

    fn of(self, question: &Question) -> Option<&Expression> {
        match self {
            Self::Asked => question.relevant.as_ref(),
            Self::Allowed => question.constraint.as_ref(),
            Self::Calculated => question.calculation.as_ref(),
        }
    }

    /// The questions looked at, each once.
    fn looked_at(self, question: &Question) -> Vec<QuestionId> {
        let mut looked_at: Vec<QuestionId> = self.of(question).into_iter().flat_map(Expression::questions).collect();
        looked_at.sort_unstable();
        looked_at.dedup();
        looked_at
    }
}

/// The form as an outline: a line for each question, with what it depends on under it.
#[must_use]
pub fn outline(form: &Form, language: &str) -> String {
    let mut text = format!("{} {}\n", form.id, words(&form.title, language));
    for question in form.questions() {
        let indent = "  ".repeat(depth(form, question) + 1);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{indent}{} ({}) {}", question.name, kind(question), words(&question.label, language));
        for choice in &question.choices {
            let _ = writeln!(text, "{indent}  - {}: {}", choice.name, words(&choice.label, language));
        }
        for (tie, named, _) in Tie::ALL {
            let names: Vec<&str> =
                tie.looked_at(question).into_iter().map(|id| form.question(id).name.as_str()).collect();
            if !names.is_empty() {
                let _ = writeln!(text, "{indent}  {named}: {}", names.join(", "));
            }
        }
    }
    text
}

/// How many groups a question lies in.
fn depth(form: &Form, question: &Question) -> usize {
    std::iter::successors(question.parent, |group| form.question(*group).parent).count()
}

fn kind(question: &Question) -> String {
    format!("{:?}", question.kind)
}

/// A text on one line.
fn words(text: &i18n::Text, language: &str) -> String {
    let shown = text.show(language).map(|shown| shown.text).unwrap_or_default();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

const ROW: usize = 22;
const LEFT: usize = 24;
const TEXT_WIDTH: usize = 520;
/// Arcs to the right of the names; a longer way reaches further out, up to this.
const ARCS_WIDTH: usize = 420;
const TOP: usize = 72;
/// The longest label in the picture, in characters.
const LONGEST: usize = 60;

/// The form as an SVG picture: its questions from top to bottom, and an arc to each question from those it looks at.
#[must_use]
pub fn svg(form: &Form, language: &str) -> String {
    let rows = form.questions().len();
    let (width, height) = (LEFT + TEXT_WIDTH + ARCS_WIDTH + LEFT, TOP + ROW * rows + ROW);
    let title = escaped(&format!("{} {}", form.id, words(&form.title, language)));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" font-family=\"sans-serif\" font-size=\"13\">\n<title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n\
         <text x=\"{LEFT}\" y=\"28\" font-size=\"18\" font-weight=\"bold\">{title}</text>\n"
    );
    for (at, (_, named, colour)) in Tie::ALL.into_iter().enumerate() {
        let x = LEFT + at * 160;
        let _ = writeln!(svg, "<text x=\"{x}\" y=\"52\" fill=\"{colour}\">{named} ⟵</text>");
    }
    for (at, question) in form.questions().iter().enumerate() {
        arcs(&mut svg, at, question, rows);
    }
    for (at, question) in form.questions().iter().enumerate() {
        let x = LEFT + 16 * depth(form, question);
        let weight = if question.is_asked() { "bold" } else { "normal" };
        let name = escaped(&question.name);
        let label: String = words(&question.label, language).chars().take(LONGEST).collect();
        let _ = writeln!(
            svg,
            "<text x=\"{x}\" y=\"{}\"><tspan font-weight=\"{weight}\">{name}</tspan> {}</text>",
            middle(at) + 5,
            escaped(&label)
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// The arcs that end at a question.
fn arcs(svg: &mut String, at: usize, question: &Question, rows: usize) {
    let x = LEFT + TEXT_WIDTH;
    for (tie, _, colour) in Tie::ALL {
        for from in tie.looked_at(question) {
            let out = x + 12 + ARCS_WIDTH * from.index().abs_diff(at) / rows.max(1);
            let (start, end) = (middle(from.index()), middle(at));
            let _ = writeln!(
                svg,
                "<path d=\"M{x} {start}C{out} {start} {out} {end} {x} {end}\" fill=\"none\" stroke=\"{colour}\" \
                 stroke-opacity=\"0.6\"/><circle cx=\"{x}\" cy=\"{end}\" r=\"3\" fill=\"{colour}\"/>"
            );
        }
    }
}

fn middle(row: usize) -> usize {
    TOP + ROW * row + ROW / 2
}

fn escaped(text: &str) -> String {
    let printable = text.chars().filter(|character| !character.is_control());
    printable.fold(String::new(), |mut escaped, character| {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            other => escaped.push(other),
        }
        escaped
    })
}
