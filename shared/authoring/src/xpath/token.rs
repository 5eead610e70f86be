//! The words of a formula.

use crate::fault::Problem;

/// One word of a formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    /// `${name}`
    Question(String),
    /// A name: of a function, a step of a path, or one of `and or div mod`.
    Word(String),
    /// An operator, bracket or sign of a path.
    Sign(&'static str),
}

/// Longer signs first, so that `<=` is not read as `<`.
const SIGNS: [&str; 21] =
    ["!=", "<=", ">=", "::", "//", "..", "=", "<", ">", "+", "-", "*", "(", ")", ",", "|", "/", "[", "]", "@", "."];

/// Reads all words, each with where it begins.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Problem> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let at = text.len() - rest.len();
        let (token, length) = next(rest).ok_or_else(|| syntax(rest))?;
        tokens.push((at, token));
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

/// A fault at a point of the formula.
pub(super) fn syntax(rest: &str) -> Problem {
    let near: String = rest.chars().take(20).collect();
    Problem::Syntax { near: if near.is_empty() { "the end".to_owned() } else { near } }
}

/// The first word, and how many bytes it takes.
fn next(rest: &str) -> Option<(Token, usize)> {
    let first = rest.chars().next()?;
    if first == '\'' || first == '"' {
        let inside = rest[1..].split_once(first)?.0;
        return Some((Token::Text(inside.to_owned()), inside.len() + 2));
    }
    if let Some(named) = rest.strip_prefix("${") {
        let name = named.split_once('}')?.0;
        return Some((Token::Question(name.trim().to_owned()), name.len() + 3));
    }
    let starts_with_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if starts_with_digit(rest) || first == '.' && starts_with_digit(&rest[1..]) {
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        return Some((Token::Number(rest[..length].parse().ok()?), length));
    }
    if first.is_alphabetic() || first == '_' {
        let length = name_length(rest);
        return Some((Token::Word(rest[..length].to_owned()), length));
    }
    let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign))?;
    Some((Token::Sign(sign), sign.len()))
}

/// How long a name is. A colon belongs to it once (`jr:itext`), not where it stands twice (`child::a`).
fn name_length(rest: &str) -> usize {
    let mut colon = false;
    let mut characters = rest.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let follows = characters.peek().map(|(_, c)| *c);
        let prefix = c == ':' && !colon && follows.is_some_and(|c| c.is_alphabetic() || c == '_');
        colon |= prefix;
        if !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || prefix) {
            return at;
        }
    }
    rest.len()
}
