//! The numbers a question of the kind `range` offers.

use crate::fault::Problem;

/// The numbers a range offers.
pub(crate) struct Range {
    start: f64,
    end: f64,
    step: f64,
    /// Whether all are whole.
    pub(crate) is_whole: bool,
}

impl Range {
    /// From 1 to 10 by 1 where nothing else is said.
    pub(crate) fn read<'a>(written: impl Fn(&str) -> Option<&'a str>) -> Result<Self, Problem> {
        let mut is_whole = true;
        let mut number = |name: &str, usual: f64| {
            let Some(written) = written(name).map(str::trim) else { return Ok(usual) };
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

    /// What an answer must fulfil, besides what its author wrote.
    pub(crate) fn constraint_and(&self, written: Option<&str>) -> String {
        match written {
            Some(written) => format!("{} and ({written})", self.constraint()),
            None => self.constraint(),
        }
    }

    /// Steps that are not whole are as exact as numbers on a screen.
    fn constraint(&self) -> String {
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
    use super::Range;

    fn read(start: &str, end: &str, step: &str) -> Option<Range> {
        let parameter = |name: &str| match name {
            "start" => Some(start),
            "end" => Some(end),
            _ => Some(step),
        };
        Range::read(parameter).ok()
    }

    #[test]
    fn a_range_is_whole_when_all_its_numbers_are() {
        assert!(read("1", "5", "1").unwrap().is_whole);
        assert!(!read("1", "5", "0.5").unwrap().is_whole);
    }

    #[test]
    fn a_range_that_offers_nothing_is_refused() {
        for (start, end, step) in [("1", "10", "0"), ("1", "3", "5"), ("1", "many", "1"), ("1", "inf", "1")] {
            assert!(read(start, end, step).is_none(), "{start} {end} {step}");
        }
    }
}
