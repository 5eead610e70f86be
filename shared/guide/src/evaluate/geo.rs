//! Functions of places on earth. Figures and formulas as in `JavaRosa`, so that both give the same numbers.

use super::call::Given;
use crate::function::Function;
use crate::value::Value;

const RADIUS_M: f64 = 6_378_100.0;

/// Latitude and longitude in degrees.
type Point = (f64, f64);

pub(super) fn call<'a>(function: Function, given: &mut Given<'a, '_>) -> Value<'a> {
    match function {
        Function::Geofence => {
            let point = points(&given.text());
            let fence = points_of(given);
            point.first().map_or(Value::EMPTY, |point| Value::Bool(is_inside(*point, &fence)))
        }
        Function::Distance => Value::Number(points_of(given).windows(2).map(|pair| distance(pair[0], pair[1])).sum()),
        _ => Value::Number(area(&points_of(given))),
    }
}

/// The places of all arguments left.
fn points_of(given: &mut Given<'_, '_>) -> Vec<Point> {
    given.values().iter().flat_map(|value| points(&value.text())).collect()
}

/// The places of a text, parted by `;`; what is no place is left out.
fn points(text: &str) -> Vec<Point> {
    let point = |text: &str| {
        let mut numbers = text.split_whitespace().map(|number| number.parse().ok());
        Some((numbers.next()??, numbers.next()??))
    };
    text.split(';').filter_map(point).collect()
}

/// Spherical law of cosines.
fn distance(a: Point, b: Point) -> f64 {
    let between = (a.1 - b.1).to_radians();
    let (first, second) = (a.0.to_radians(), b.0.to_radians());
    (first.sin() * second.sin() + first.cos() * second.cos() * between.cos()).acos() * RADIUS_M
}

fn area(points: &[Point]) -> f64 {
    let Some((origin, rest)) = points.split_first().filter(|_| points.len() >= 3) else { return 0.0 };
    let metres_a_degree = 2.0 * RADIUS_M * std::f64::consts::PI / 360.0;
    let flat = |point: &Point| {
        let x = (point.1 - origin.1) * metres_a_degree * point.0.to_radians().cos();
        (x, (point.0 - origin.0) * metres_a_degree)
    };
    let flat: Vec<Point> = rest.iter().map(flat).collect();
    flat.windows(2).map(|pair| (pair[0].1 * pair[1].0 - pair[0].0 * pair[1].1) / 2.0).sum::<f64>().abs()
}

/// W. Randolph Franklin, "PNPOLY": a line from the point crosses the fence an odd number of times.
fn is_inside(point: Point, fence: &[Point]) -> bool {
    fence.windows(2).fold(false, |inside, pair| {
        let (a, b) = (pair[0], pair[1]);
        let crosses = (b.0 > point.0) != (a.0 > point.0) && point.1 < (a.1 - b.1) * (point.0 - b.0) / (a.0 - b.0) + b.1;
        inside != crosses
    })
}
