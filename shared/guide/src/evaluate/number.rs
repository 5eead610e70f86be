//! Functions of numbers.

use super::call::Given;
use crate::function::Function;

pub(super) fn call(function: Function, given: &mut Given<'_, '_>) -> f64 {
    if function == Function::Pi {
        return std::f64::consts::PI;
    }
    let x = given.number();
    match function {
        Function::Round => round(x, given.next().map_or(0.0, |digits| digits.number())),
        Function::Int => x.trunc(),
        Function::Floor => x.floor(),
        Function::Ceiling => x.ceil(),
        Function::Abs => x.abs(),
        Function::Pow => x.powf(given.number()),
        Function::Sqrt => x.sqrt(),
        Function::Exp => x.exp(),
        Function::Exp10 => 10_f64.powf(x),
        Function::Log => x.ln(),
        Function::Log10 => x.log10(),
        Function::Sin => x.sin(),
        Function::Cos => x.cos(),
        Function::Tan => x.tan(),
        Function::Asin => x.asin(),
        Function::Acos => x.acos(),
        Function::Atan => x.atan(),
        Function::Atan2 => x.atan2(given.number()),
        _ => f64::NAN,
    }
}

/// Halves go up, as in `XPath`; the decimal text decides what a half is, so that 1.005 rounds to 1.01.
fn round(x: f64, digits: f64) -> f64 {
    if !x.is_finite() || digits.is_nan() || digits.abs() > 30.0 {
        return if digits.abs() > 30.0 { f64::NAN } else { x };
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most 30, checked just before")]
    let digits = digits.trunc() as i32;
    let shifted = shift(x, digits);
    let rounded = (shifted + 0.5).floor();
    if shifted.abs() < 9e15 { shift(rounded, -digits) } else { x }
}

/// A number with its decimal point moved, exactly as in its text.
fn shift(x: f64, digits: i32) -> f64 {
    format!("{x:e}")
        .split_once('e')
        .and_then(|(significand, exponent)| {
            let exponent = exponent.parse::<i32>().ok()?.checked_add(digits)?;
            format!("{significand}e{exponent}").parse().ok()
        })
        .unwrap_or(x)
}

#[expect(clippy::cast_precision_loss, reason = "lengths of answers and lists are far below 2^53")]
pub(super) fn count(of: usize) -> f64 {
    of as f64
}

/// Random bits as a number from 0 up to, not with, 1.
#[expect(clippy::cast_precision_loss, reason = "53 bits are what a number holds")]
pub(super) fn fraction(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_up_as_they_are_written() {
        let cases =
            [(2.5, 0.0, 3.0), (-2.5, 0.0, -2.0), (1.005, 2.0, 1.01), (33.33, -1.0, 30.0), (10.0 / 3.0, 2.0, 3.33)];
        for (x, digits, rounded) in cases {
            assert!((round(x, digits) - rounded).abs() < 1e-12, "{x} {digits}");
        }
    }
}
