//! Reads a formula into its parts, with the precedence of `XPath` 1.0.

use guide::Function;

use super::formula::{Formula, Infix, Look, Start, Step, Way};
use super::token::{Token, syntax, tokens};
use crate::fault::Problem;

/// Most brackets, functions and minus signs inside each other.
const DEEPEST: usize = 100;

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
            Self::Union => 6,
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
                "|" => Self::Union,
                _ => return None,
            },
            _ => return None,
        })
    }
}

/// The precedence above all infix operators.
const TIGHTEST: usize = 7;

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
            Some(Token::Question(name)) => {
                let name = name.clone();
                self.at += 1;
                let goes_on = matches!(self.peek(), Some(Token::Sign("/" | "[")));
                return if goes_on { self.path_after(Start::Question(name)) } else { Ok(Formula::Question(name)) };
            }
            Some(Token::Sign("/")) => {
                self.at += 1;
                let steps = self.steps()?;
                return Ok(Formula::Path(Start::Root, steps));
            }
            Some(Token::Word(name)) if self.is_call() => {
                let name = name.clone();
                return self.call(&name);
            }
            Some(Token::Word(_) | Token::Sign("." | ".." | "*" | "@")) => {
                let steps = self.steps()?;
                let only = |step: &Step| step.way == Way::Stay && step.brackets.is_empty();
                let is_here = steps.iter().all(only);
                return Ok(if is_here { Formula::Here } else { Formula::Path(Start::Here, steps) });
            }
            _ => return Err(self.stopped()),
        };
        self.at += 1;
        Ok(part)
    }

    fn is_call(&self) -> bool {
        matches!(self.tokens.get(self.at + 1), Some((_, Token::Sign("("))))
    }

    /// What follows the start of a path: brackets, and steps after `/`.
    fn path_after(&mut self, start: Start) -> Result<Formula, Problem> {
        let brackets = self.brackets()?;
        let mut steps = Vec::new();
        if !brackets.is_empty() {
            steps.push(Step { way: Way::Stay, brackets });
        }
        if self.take("/") {
            steps.extend(self.steps()?);
        }
        Ok(Formula::Path(start, steps))
    }

    /// Steps parted by `/`.
    fn steps(&mut self) -> Result<Vec<Step>, Problem> {
        let mut steps = vec![self.step()?];
        while self.take("/") {
            steps.push(self.step()?);
        }
        Ok(steps)
    }

    fn step(&mut self) -> Result<Step, Problem> {
        let way = match self.peek() {
            Some(Token::Sign("..")) => Way::Up,
            Some(Token::Sign(".")) => Way::Stay,
            Some(Token::Sign("*")) => Way::Down("*".to_owned()),
            Some(Token::Sign("@")) => {
                self.at += 1;
                match self.peek() {
                    Some(Token::Word(name)) => Way::Down(format!("@{name}")),
                    _ => return Err(self.stopped()),
                }
            }
            Some(Token::Word(name)) => Way::Down(name.clone()),
            _ => return Err(self.stopped()),
        };
        self.at += 1;
        match (self.peek(), &way) {
            (Some(Token::Sign("::")), Way::Down(axis)) => return Err(Problem::Axis(axis.clone())),
            (Some(Token::Sign("::" | "//")), _) => return Err(self.stopped()),
            _ => {}
        }
        Ok(Step { way, brackets: self.brackets()? })
    }

    fn brackets(&mut self) -> Result<Vec<Formula>, Problem> {
        let mut brackets = Vec::new();
        while self.take("[") {
            brackets.push(self.chain(0)?);
            self.need("]")?;
        }
        Ok(brackets)
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
        match (name, given.as_slice()) {
            ("true" | "false", []) => Ok(Formula::Truth(name == "true")),
            ("current", []) => self.path_after(Start::Current),
            ("instance", [Formula::Text(id)]) => {
                let id = id.clone();
                self.path_after(Start::Instance(id))
            }
            ("true" | "false" | "current" | "instance", _) => Err(wrong()),
            ("if", _) => Ok(Formula::If(Box::new(given.try_into().map_err(|_| wrong())?))),
            _ => called(name, given),
        }
    }
}

/// A call of a function of the engine, or of one that looks around.
fn called(name: &str, mut given: Vec<Formula>) -> Result<Formula, Problem> {
    let count = given.len();
    let look =
        Look::ALL.into_iter().find(|(known, _, fewest, most)| *known == name && (*fewest..=*most).contains(&count));
    if let Some((_, look, ..)) = look {
        return Ok(Formula::Look(look, given));
    }
    let name = if name == "is-selected" { "selected" } else { name };
    if given.is_empty() && matches!(name, "string-length" | "normalize-space") {
        given.push(Formula::Here);
    }
    let known = Function::ALL.iter().find(|(known, ..)| *known == name);
    let Some((_, function, fewest, most)) = known else {
        let is_look = Look::ALL.iter().any(|(known, ..)| *known == name);
        return Err(if is_look {
            Problem::Arguments(name.to_owned())
        } else {
            Problem::UnknownFunction(name.to_owned())
        });
    };
    // The engine counts arguments in one byte.
    let fits = u8::try_from(given.len()).is_ok_and(|count| (*fewest..=*most).contains(&count));
    if fits { Ok(Formula::Call(*function, given)) } else { Err(Problem::Arguments(name.to_owned())) }
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
        assert_eq!(fault("//a = 1"), Problem::Syntax { near: "//a = 1".into() });
        assert_eq!(fault("a//b"), Problem::Syntax { near: "//b".into() });
        assert_eq!(fault("(1"), Problem::Syntax { near: "the end".into() });
        assert_eq!(fault("'open"), Problem::Syntax { near: "'open".into() });
        assert_eq!(fault("child::a"), Problem::Axis("child".into()));
        assert_eq!(fault("../descendant::a"), Problem::Axis("descendant".into()));
        assert_eq!(fault(""), Problem::Syntax { near: "the end".into() });
    }

    #[test]
    fn functions_are_checked_by_name_and_number_of_values() {
        assert_eq!(fault("lookup('a')"), Problem::UnknownFunction("lookup".into()));
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
