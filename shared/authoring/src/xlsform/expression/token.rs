//! The words of a formula.

use crate::xlsform::fault::Problem;

/// One word of a formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    /// `${name}`
    Question(String),
    /// `.`
    Here,
    /// A function, or one of `and or div mod`.
    Word(String),
    /// An operator or bracket of one or two signs.
    Sign(&'static str),
}

/// Longer signs first, so that `<=` is not read as `<`.
const SIGNS: [&str; 13] = ["!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "(", ")", ",", "|"];

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
    if first.is_ascii_digit() || first == '.' {
        return number(rest);
    }
    if first.is_ascii_alphabetic() {
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
        let length = rest.find(|c| !word(c)).unwrap_or(rest.len());
        return Some((Token::Word(rest[..length].to_owned()), length));
    }
    let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign))?;
    Some((Token::Sign(sign), sign.len()))
}

/// A number, or `.` for the answer.
fn number(rest: &str) -> Option<(Token, usize)> {
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    match &rest[..length] {
        "." => Some((Token::Here, 1)),
        digits => Some((Token::Number(digits.parse().ok()?), length)),
    }
}
