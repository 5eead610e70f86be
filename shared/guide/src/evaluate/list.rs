//! Functions of several values.

use sha2::{Digest, Sha256};

use super::call::Given;
use crate::function::Function;
use crate::seed::Seed;
use crate::value::Value;

pub(super) fn call<'a>(function: Function, given: &mut Given<'a, '_>) -> Value<'a> {
    match function {
        Function::Sum => Value::Number(numbers(given).sum::<f64>() + 0.0),
        Function::Max => Value::Number(numbers(given).reduce(f64::max).unwrap_or(f64::NAN)),
        Function::Min => Value::Number(numbers(given).reduce(f64::min).unwrap_or(f64::NAN)),
        Function::Checklist => {
            let (least, most) = (given.number(), given.number());
            let count = super::number::count(given.values().iter().filter(|value| value.is_true()).count());
            Value::Bool((least < 0.0 || count >= least) && (most < 0.0 || count <= most))
        }
        Function::WeightedChecklist => {
            let (least, most) = (given.number(), given.number());
            let values = given.values();
            let pairs = values.chunks(2).filter(|pair| pair[0].is_true());
            let sum: f64 = pairs.map(|pair| pair.get(1).map_or(0.0, Value::number)).sum();
            Value::Bool(sum >= least && sum <= most)
        }
        _ => Value::EMPTY,
    }
}

/// What is no number does not count.
fn numbers(given: &mut Given<'_, '_>) -> impl Iterator<Item = f64> + use<> {
    let numbers: Vec<f64> = given.values().iter().map(Value::number).filter(|number| !number.is_nan()).collect();
    numbers.into_iter()
}

/// `Park-Miller`, the generator the peers shuffle with, so that the same seed gives the same order everywhere.
struct ParkMiller(i64);

const MODULUS: i64 = 2_147_483_647;

impl ParkMiller {
    fn new(seed: i64) -> Self {
        let seed = seed % MODULUS;
        Self(if seed <= 0 { seed + MODULUS - 1 } else { seed })
    }

    #[expect(clippy::cast_precision_loss, reason = "below 2^31")]
    fn fraction(&mut self) -> f64 {
        self.0 = self.0 * 16_807 % MODULUS;
        (self.0 - 1) as f64 / (MODULUS - 1) as f64
    }
}

/// The nodes in an order the seed decides; in any order without one. Fisher and Yates, each taken in turn.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a position in a list")]
pub(super) fn shuffled<T: Copy>(nodes: Vec<T>, seed: Option<Value<'_>>, entropy: &Seed) -> Vec<T> {
    let mut chance = ParkMiller::new(seed.map_or_else(|| (entropy.next() >> 1).cast_signed(), |seed| number_of(&seed)));
    let mut shuffled: Vec<T> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let last = shuffled.len();
        let other = ((chance.fraction() * super::number::count(last + 1)) as usize).min(last);
        shuffled.push(node);
        shuffled.swap(other, last);
    }
    shuffled
}

/// A seed as a number: text that is none by its hash.
#[expect(clippy::cast_possible_truncation, reason = "a seed: any number will do")]
fn number_of(seed: &Value<'_>) -> i64 {
    let number = seed.number();
    let text = seed.text();
    match (number.is_nan(), text.is_empty()) {
        (false, _) => number as i64,
        (true, true) => 0,
        (true, false) => {
            let hash = Sha256::digest(text.as_bytes());
            hash.iter().take(8).fold(0_i64, |sum, byte| sum << 8 | i64::from(*byte))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_order_the_peers_give() {
        let letters = || "ABCDEF".chars().collect::<Vec<_>>();
        let order =
            |seed: f64| shuffled(letters(), Some(Value::Number(seed)), &Seed::new(0)).iter().collect::<String>();
        assert_eq!([42.0, -42.0, 1.0].map(order), ["AFCBDE", "EDAFBC", "BFEACD"]);
    }
}
