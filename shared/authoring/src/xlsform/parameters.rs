//! The column `parameters`: `start=1 end=5`, `randomize=true, seed=42`.

use crate::fault::Problem;

/// Parameters by their lower-case name.
#[derive(Debug, Default)]
pub(super) struct Parameters<'a> {
    pairs: Vec<(String, &'a str)>,
    /// Parts that are no name with a value.
    pub(super) odd: Vec<&'a str>,
}

impl<'a> Parameters<'a> {
    /// Reads them.
    pub(super) fn read(cell: &'a str) -> Self {
        let mut read = Self::default();
        for part in cell.split(|c: char| c == ',' || c == ';' || c.is_whitespace()).filter(|part| !part.is_empty()) {
            match part.split_once('=').filter(|(name, value)| !name.is_empty() && !value.is_empty()) {
                Some((name, value)) => read.pairs.push((name.to_ascii_lowercase(), value)),
                None => read.odd.push(part),
            }
        }
        read
    }

    /// What is wrong where choices are shuffled.
    pub(super) fn shuffling(&self) -> Option<Problem> {
        let wanted = self.get("randomize").map(str::to_ascii_lowercase);
        match wanted.as_deref() {
            Some("true" | "false") => None,
            None if self.get("seed").is_none() => None,
            _ => Some(Problem::BadParameter("randomize".to_owned())),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// The names that mean nothing here.
    pub(super) fn unknown(&self, known: &[&str]) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(name, _)| name.as_str()).filter(move |name| !known.contains(name))
    }

    /// The nodes of a list, shuffled when that is asked for.
    pub(super) fn shuffled(&self, nodes: String) -> String {
        if !self.get("randomize").is_some_and(|wanted| wanted.eq_ignore_ascii_case("true")) {
            return nodes;
        }
        match self.get("seed") {
            Some(seed) => format!("randomize({nodes}, {seed})"),
            None => format!("randomize({nodes})"),
        }
    }
}

/// The numbers a range offers.
pub(super) struct Range {
    start: f64,
    end: f64,
    step: f64,
    /// Whether all are whole.
    pub(super) is_whole: bool,
}

impl Range {
    /// From 1 to 10 by 1 where nothing else is said.
    pub(super) fn read(parameters: &Parameters<'_>) -> Result<Self, Problem> {
        let mut is_whole = true;
        let mut number = |name: &str, usual: f64| {
            let Some(written) = parameters.get(name) else { return Ok(usual) };
            is_whole &= written.parse::<i64>().is_ok();
            let number = written.parse::<f64>().ok().filter(|number| number.is_finite());
            number.ok_or_else(|| Problem::BadParameter(name.to_owned()))
        };
        let (start, end, step) = (number("start", 1.0)?, number("end", 10.0)?, number("step", 1.0)?);
        if step == 0.0 || step.abs() > (end - start).abs() {
            return Err(Problem::BadParameter("step".to_owned()));
        }
        Ok(Self { start, end, step: step.abs(), is_whole })
    }

    /// What an answer must fulfil. Steps that are not whole are as exact as numbers on a screen.
    pub(super) fn constraint(&self) -> String {
        let Self { start, end, step, .. } = self;
        let (least, most) = (start.min(*end), start.max(*end));
        format!(
            "(. >= {least} and . <= {most} and \
             abs((. - ({start})) div {step} - round((. - ({start})) div {step})) < 0.000001)"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Parameters, Range};

    #[test]
    fn parameters_are_parted_by_spaces_commas_and_semicolons() {
        let parameters = Parameters::read("start=1; End=5,step=0.5 odd");
        assert_eq!(["start", "end", "step"].map(|name| parameters.get(name)), [Some("1"), Some("5"), Some("0.5")]);
        assert_eq!(parameters.odd, ["odd"]);
        assert_eq!(parameters.unknown(&["start", "end"]).collect::<Vec<_>>(), ["step"]);
        assert!(!Range::read(&parameters).unwrap().is_whole);
        for cell in ["step=0", "start=1 end=3 step=5", "end=many"] {
            assert!(Range::read(&Parameters::read(cell)).is_err());
        }
    }
}
