//! The colours of `desk.css` can be told apart, in the light and in the dark.

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../assets/desk.css");

/// A colour, the ground it stands on, and how much they must differ at least: 7 for the words of a question, 4.5 for
/// other words, 3 for edges and marks. Source: WCAG 2.2, criteria 1.4.3, 1.4.6 and 1.4.11.
const PAIRS: [(&str, &str, f64); 15] = [
    ("ink", "surface", 7.0),
    ("ink", "surface-2", 7.0),
    ("ink", "quiet", 7.0),
    ("ink-2", "surface", 4.5),
    ("ink-2", "surface-2", 4.5),
    ("ink-2", "quiet", 4.5),
    ("main", "surface", 4.5),
    ("main", "surface-2", 4.5),
    ("main", "quiet", 4.5),
    ("on-main", "main", 4.5),
    ("on-caution", "caution", 4.5),
    ("on-danger", "danger", 4.5),
    ("danger", "surface", 3.0),
    ("edge", "surface", 3.0),
    ("edge", "surface-2", 3.0),
];

#[test]
fn words_and_edges_stand_out_from_their_ground() {
    let (light, dark) = STYLE.split_once("@media (prefers-color-scheme: dark)").unwrap();
    let dark = dark.split_once("}\n}").unwrap().0;

    for (name, tokens) in [("light", tokens(light)), ("dark", tokens(dark))] {
        for (colour, ground, least) in PAIRS {
            let contrast = contrast(tokens[colour], tokens[ground]);
            assert!(least <= contrast, "{name}: {colour} on {ground} has {contrast:.2}, needs {least}");
        }
    }
}

#[test]
fn contrast_is_that_of_the_standard() {
    assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 0.01);
    // The example of WebAIM for the lightest grey that passes on white.
    assert!((contrast([0x76, 0x76, 0x76], [255, 255, 255]) - 4.54).abs() < 0.01);
}

/// The colours a part of the style sheet names.
fn tokens(part: &str) -> BTreeMap<&str, [u8; 3]> {
    part.lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": #"))
        .map(|(name, hex)| {
            let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
            (name, [channel(0), channel(2), channel(4)])
        })
        .collect()
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
