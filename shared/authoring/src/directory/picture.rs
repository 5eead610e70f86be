//! The pictures of the needs: from SVG files that any drawing program shows to the few lines that every phone can draw.

use std::fmt::Write as _;

use directory::Need;
use kurbo::{BezPath, ParamCurve as _, PathEl, Point};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::PICTURES;
use super::source::SourceFault;
use crate::pack::Content;

/// The field a picture is drawn on.
const FIELD: &str = "0 0 24 24";
/// The width and the height of that field.
const SIDE: f64 = 24.0;
/// The most lines and curves: a picture that small with more of them shows nothing more.
const MOST_LINES: usize = 200;

/// Why a picture cannot be used. Each says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureFault {
    /// It is not an SVG.
    #[error("is no SVG that can be read")]
    NotSvg,
    /// Its field is another one.
    #[error("has another viewBox than \"{FIELD}\"")]
    Field,
    /// It holds more than lines.
    #[error("holds <{0}>; draw it with <path> only, without groups and transformations")]
    Strange(String),
    /// A path cannot be read.
    #[error("has a path that cannot be read: {0}")]
    Path(String),
    /// It goes over the edge, or holds numbers that are none.
    #[error("is drawn over the edge of its field")]
    Outside,
    /// It has too many lines.
    #[error("has more than {MOST_LINES} lines; draw it simpler")]
    TooMany,
    /// There is nothing in it.
    #[error("holds no path")]
    Empty,
}

/// Gives each need its picture, where there is one.
pub(super) fn add(needs: &mut [Need], content: &Content, faults: &mut Vec<SourceFault>) {
    for need in needs {
        let file = format!("{PICTURES}/{}.svg", need.id);
        match content.get(&file).map(lines) {
            None => {}
            Some(Ok(lines)) => need.picture = Some(lines),
            Some(Err(fault)) => faults.push(SourceFault::Picture { file, fault }),
        }
    }
}

/// The lines of an SVG as a path of `M`, `L`, `C` and `Z` with absolute numbers.
fn lines(svg: &[u8]) -> Result<String, PictureFault> {
    let svg = std::str::from_utf8(svg).map_err(|_| PictureFault::NotSvg)?;
    let mut reader = Reader::from_str(svg);
    let mut path = BezPath::new();
    let mut fields = 0;
    let mut open: usize = 0;
    loop {
        let event = reader.read_event().map_err(|_| PictureFault::NotSvg)?;
        let inside = open;
        open = match event {
            Event::Start(_) => open + 1,
            Event::End(_) => open.saturating_sub(1),
            _ => open,
        };
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "svg" if inside != 0 => return Err(PictureFault::NotSvg),
                "path" if inside != 1 => return Err(PictureFault::NotSvg),
                "svg" if attribute(&element, "viewBox")?.as_deref() != Some(FIELD) => {
                    return Err(PictureFault::Field);
                }
                "svg" => fields += 1,
                "title" => {}
                "path" if attribute(&element, "transform")?.is_none() => {
                    let drawn = attribute(&element, "d")?.unwrap_or_default();
                    let drawn = BezPath::from_svg(&drawn).map_err(|error| PictureFault::Path(error.to_string()))?;
                    path.extend(drawn);
                }
                other => return Err(PictureFault::Strange(other.to_owned())),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    match path.elements().len() {
        _ if fields != 1 || open != 0 => Err(PictureFault::NotSvg),
        _ if !path.segments().any(|segment| segment.start() != segment.end()) => Err(PictureFault::Empty),
        many if MOST_LINES < many => Err(PictureFault::TooMany),
        _ if !is_inside(&path) => Err(PictureFault::Outside),
        _ => Ok(written(&path)),
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, PictureFault> {
    let found = element.try_get_attribute(name).map_err(|_| PictureFault::NotSvg)?;
    let value = found.map(|found| found.normalized_value(XmlVersion::Implicit1_0).map(std::borrow::Cow::into_owned));
    value.transpose().map_err(|_| PictureFault::NotSvg)
}

/// Every point counts, also those that only bend a curve or to which no line leads.
fn is_inside(path: &BezPath) -> bool {
    let is_on_field = |at: f64| (0.0..=SIDE).contains(&at);
    points(path).all(|point| is_on_field(point.x) && is_on_field(point.y))
}

fn points(path: &BezPath) -> impl Iterator<Item = Point> {
    path.elements().iter().flat_map(|element| match *element {
        PathEl::MoveTo(to) | PathEl::LineTo(to) => vec![to],
        PathEl::QuadTo(one, to) => vec![one, to],
        PathEl::CurveTo(one, two, to) => vec![one, two, to],
        PathEl::ClosePath => Vec::new(),
    })
}

/// Two decimals are finer than any screen.
fn written(path: &BezPath) -> String {
    let mut out = String::new();
    let mut last = Point::ORIGIN;
    for element in path.elements() {
        let (letter, points) = match *element {
            PathEl::MoveTo(to) => ('M', vec![to]),
            PathEl::LineTo(to) => ('L', vec![to]),
            PathEl::CurveTo(one, two, to) => ('C', vec![one, two, to]),
            // As the curve of three that is the same.
            PathEl::QuadTo(one, to) => ('C', vec![last.lerp(one, 2.0 / 3.0), to.lerp(one, 2.0 / 3.0), to]),
            PathEl::ClosePath => ('Z', Vec::new()),
        };
        last = points.last().copied().unwrap_or(last);
        out.push(letter);
        for point in points {
            // Writing to a string does not fail.
            let _ = write!(out, " {} {}", rounded(point.x), rounded(point.y));
        }
        out.push(' ');
    }
    out.truncate(out.trim_end().len());
    out
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> Result<String, PictureFault> {
        lines(format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{inside}</svg>"#).as_bytes())
    }

    #[test]
    fn a_picture_becomes_lines_and_curves_with_absolute_numbers() {
        assert_eq!(svg(r#"<title>x</title><path d="M1 2h3v4z"/>"#).unwrap(), "M 1 2 L 4 2 L 4 6 Z");
        assert_eq!(svg(r#"<path d="M0 0q3 0 3 3"/>"#).unwrap(), "M 0 0 C 2 0 3 1 3 3");
        let round = svg(r#"<path d="M2 5a3 3 0 0 1 6 0"/>"#).unwrap();
        assert!(round.starts_with("M 2 5 C ") && round.ends_with("8 5"), "{round}");
    }

    #[test]
    fn what_a_phone_could_not_draw_is_refused() {
        for (inside, fault) in [
            ("", PictureFault::Empty),
            (r#"<circle cx="5" cy="5" r="2"/>"#, PictureFault::Strange("circle".to_owned())),
            (r#"<path transform="scale(2)" d="M1 1h2"/>"#, PictureFault::Strange("path".to_owned())),
            (r#"<path d="M20 1h9"/>"#, PictureFault::Outside),
            (r#"<path d="M1 1h1e999"/>"#, PictureFault::Outside),
            (r#"<path d="M1e307 5 L 5 5"/>"#, PictureFault::Outside),
            (r#"<path d="M1 1h2 M500 500"/>"#, PictureFault::Outside),
            (r#"<path d="M5 5"/>"#, PictureFault::Empty),
            (r#"<title><path d="M1 1h2"/></title>"#, PictureFault::NotSvg),
            ("<script>1</script>", PictureFault::Strange("script".to_owned())),
            ("<svg viewBox='0 0 24 24'/>", PictureFault::NotSvg),
        ] {
            assert_eq!(svg(inside).unwrap_err(), fault, "{inside}");
        }
        assert!(matches!(svg(r#"<path d="M1 1 nonsense"/>"#), Err(PictureFault::Path(_))));
        assert_eq!(svg(&format!(r#"<path d="M1 1{}"/>"#, "h1h-1".repeat(300))).unwrap_err(), PictureFault::TooMany);
        assert_eq!(lines(b"<svg viewBox='0 0 48 48'/>").unwrap_err(), PictureFault::Field);
        assert_eq!(lines(b"\xff").unwrap_err(), PictureFault::NotSvg);
        assert_eq!(lines(b"").unwrap_err(), PictureFault::NotSvg);
        let unclosed = b"<svg viewBox='0 0 24 24'><path d='M1 1h2'/>";
        assert_eq!(lines(unclosed).unwrap_err(), PictureFault::NotSvg);
    }
}
