//! Reads a formula into its parts, with the precedence of `XPath` 1.0.

use guide::Function;

use super::token::{Token, syntax, tokens};
use crate::xlsform::fault::Problem;

/// Most brackets, functions and minus signs inside each other.
const DEEPEST: usize = 100;

/// A formula in parts.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::xlsform) enum Formula {
    Number(f64),
    Text(String),
    Truth(bool),
    /// `${name}`
    Question(String),
    /// `.`
    Here,
    Negate(Box<Formula>),
    /// A first part and what follows with operators of one precedence, from left to right. A list and not a tree, so
    /// that a long chain of `or` is not deep.
    Chain(Box<Formula>, Vec<(Infix, Formula)>),
    If(Box<[Formula; 3]>),
    Call(Function, Vec<Formula>),
}

/// An operator between two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::xlsform) enum Infix {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

impl Infix {
    /// Binds tighter the higher it is.
    fn precedence(self) -> usize {
        match self {
            Self::Or => 0,
            Self::And => 1,
            Self::Equal | Self::NotEqual => 2,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 3,
            Self::Add | Self::Subtract => 4,
            Self::Multiply | Self::Divide | Self::Modulo => 5,
        }
    }

    fn of(token: &Token) -> Option<Self> {
        Some(match token {
            Token::Word(word) => match word.as_str() {
                "or" => Self::Or,
                "and" => Self::And,
                "div" => Self::Divide,
                "mod" => Self::Modulo,
                _ => return None,
            },
            Token::Sign(sign) => match *sign {
                "=" => Self::Equal,
                "!=" => Self::NotEqual,
                "<" => Self::Less,
                "<=" => Self::LessOrEqual,
                ">" => Self::Greater,
                ">=" => Self::GreaterOrEqual,
                "+" => Self::Add,
                "-" => Self::Subtract,
                "*" => Self::Multiply,
                _ => return None,
            },
            _ => return None,
        })
    }
}

/// The precedence above all infix operators.
const TIGHTEST: usize = 6;

/// Reads a whole formula.
pub(super) fn formula(text: &str) -> Result<Formula, Problem> {
    let mut parser = Parser { text, tokens: tokens(text)?, at: 0, depth: 0 };
    let formula = parser.chain(0)?;
    if parser.peek().is_some() { Err(parser.stopped()) } else { Ok(formula) }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(usize, Token)>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    /// The fault that the formula cannot be read from here on.
    fn stopped(&self) -> Problem {
        let from = self.tokens.get(self.at).map_or(self.text.len(), |(at, _)| *at);
        syntax(&self.text[from..])
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(found)) if *found == sign);
        self.at += usize::from(found);
        found
    }

    fn need(&mut self, sign: &str) -> Result<(), Problem> {
        if self.take(sign) { Ok(()) } else { Err(self.stopped()) }
    }

    /// Parts joined by operators of this precedence, each part of a tighter one.
    fn chain(&mut self, precedence: usize) -> Result<Formula, Problem> {
        if precedence == TIGHTEST {
            return self.part();
        }
        let first = self.chain(precedence + 1)?;
        let mut rest = Vec::new();
        while let Some(infix) = self.peek().and_then(Infix::of).filter(|infix| infix.precedence() == precedence) {
            self.at += 1;
            rest.push((infix, self.chain(precedence + 1)?));
        }
        Ok(if rest.is_empty() { first } else { Formula::Chain(Box::new(first), rest) })
    }

    /// One part; the only place where a formula nests.
    fn part(&mut self) -> Result<Formula, Problem> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Problem::TooDeep);
        }
        let part = self.part_inside()?;
        self.depth -= 1;
        Ok(part)
    }

    fn part_inside(&mut self) -> Result<Formula, Problem> {
        if self.take("-") {
            return Ok(Formula::Negate(Box::new(self.part()?)));
        }
        if self.take("(") {
            let inner = self.chain(0)?;
            self.need(")")?;
            return Ok(inner);
        }
        let part = match self.peek() {
            Some(Token::Number(number)) => Formula::Number(*number),
            Some(Token::Text(text)) => Formula::Text(text.clone()),
            Some(Token::Question(name)) => Formula::Question(name.clone()),
            Some(Token::Here) => Formula::Here,
            Some(Token::Word(name)) => {
                let name = name.clone();
                return self.call(&name);
            }
            _ => return Err(self.stopped()),
        };
        self.at += 1;
        Ok(part)
    }

    fn call(&mut self, name: &str) -> Result<Formula, Problem> {
        let stopped = self.stopped();
        self.at += 1;
        if !self.take("(") {
            return Err(stopped);
        }
        let mut given = Vec::new();
        if !self.take(")") {
            given.push(self.chain(0)?);
            while self.take(",") {
                given.push(self.chain(0)?);
            }
            self.need(")")?;
        }
        let wrong = || Problem::Arguments(name.to_owned());
        match name {
            "true" | "false" if given.is_empty() => Ok(Formula::Truth(name == "true")),
            "true" | "false" => Err(wrong()),
            "if" => Ok(Formula::If(Box::new(given.try_into().map_err(|_| wrong())?))),
            _ => {
                let known = Function::ALL.into_iter().find(|(known, ..)| *known == name);
                let (_, function, fewest, most) = known.ok_or_else(|| Problem::UnknownFunction(name.to_owned()))?;
                // The engine counts arguments in one byte.
                let fits = u8::try_from(given.len()).is_ok_and(|count| (fewest..=most).contains(&count));
                if fits { Ok(Formula::Call(function, given)) } else { Err(wrong()) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Problem {
        formula(text).unwrap_err()
    }

    #[test]
    fn operators_bind_as_in_xpath() {
        assert_eq!(formula("1+2*3 = 7 and 1 or 0"), formula("(((1+(2*3)) = 7) and 1) or 0"));
        assert_eq!(formula("- 2 + 3"), formula("(-2) + 3"));
        assert_eq!(formula("8 div 2 div 2").map(|f| matches!(f, Formula::Chain(_, rest) if rest.len() == 2)), Ok(true));
    }

    #[test]
    fn what_cannot_be_read_is_named_from_where_it_stops() {
        assert_eq!(fault("${a} = "), Problem::Syntax { near: "the end".into() });
        assert_eq!(fault("${a} == 'x'"), Problem::Syntax { near: "= 'x'".into() });
        assert_eq!(fault("${a} = ‘x’"), Problem::Syntax { near: "‘x’".into() });
        assert_eq!(fault("/data/a = 1"), Problem::Syntax { near: "/data/a = 1".into() });
        assert_eq!(fault("(1"), Problem::Syntax { near: "the end".into() });
        assert_eq!(fault("'open"), Problem::Syntax { near: "'open".into() });
        assert_eq!(fault("yes"), Problem::Syntax { near: "yes".into() });
        assert_eq!(fault(""), Problem::Syntax { near: "the end".into() });
    }

    #[test]
    fn functions_are_checked_by_name_and_number_of_values() {
        assert_eq!(fault("pulldata('a')"), Problem::UnknownFunction("pulldata".into()));
        assert_eq!(fault("selected(.)"), Problem::Arguments("selected".into()));
        assert_eq!(fault("if(1, 2)"), Problem::Arguments("if".into()));
    }

    #[test]
    fn brackets_are_bounded_and_long_chains_are_not_deep() {
        let nested = |n: usize| format!("{}1{}", "(".repeat(n), ")".repeat(n));
        assert!(formula(&nested(99)).is_ok());
        assert_eq!(fault(&nested(100)), Problem::TooDeep);
        assert_eq!(fault(&"-".repeat(200)), Problem::TooDeep);
        assert!(formula(&vec!["1"; 8_000].join(" or ")).is_ok());
    }

    #[test]
    fn any_text_is_read_or_refused_and_never_a_panic() {
        use proptest::prelude::*;
        proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) }, |(
            text in "([a-z]{1,4}|[0-9.]{1,3}|[-+*=!<>(),.'\"|/‘é${} \\[\\]]){0,30}"
        )| {
            let _ = formula(&text);
        });
    }
}
