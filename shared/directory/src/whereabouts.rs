//! Whether words tell where a place is: for places that must stay secret. Rather too careful than not enough.

use std::sync::LazyLock;

use regex_lite::Regex;

/// What tells a place, in any case.
const SIGNS: [&str; 6] = [
    // Links to maps, degrees, three words.
    r"maps|goo\.gl|geo:|osm\.org|openstreetmap|///|°",
    // Plus codes (Open Location Code): `3JGP+4C`.
    r"(?i)\b[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}\b",
    // Two numbers as exact as a street, with a point or a comma.
    r"\d{1,3}[.,]\d{4,}\D.*?\d{1,3}[.,]\d{4,}",
    // A latitude of the region and a longitude beside it: neither hours nor prices look so.
    r"\b\d{1,2}[.,](\d\d|\d\d[1-9]|\d[1-9]\d|[1-9]\d\d)[^\d.,]*[;, ][^\d.,]*(9\d|1[0-7]\d|180)[.,](\d\d|\d\d[1-9]|\d[1-9]\d|[1-9]\d\d)\b",
    // Streets and blocks as Indonesia writes them.
    r"\bjln?\b",
    r"\br[tw]\.?\s*\d",
];

static TELLING: LazyLock<Vec<Regex>> =
    LazyLock::new(|| SIGNS.iter().filter_map(|sign| Regex::new(sign).ok()).collect());

/// Whether a text holds coordinates, a plus code, three words, a link to a map, or a street with its number.
pub(crate) fn locates(text: &str) -> bool {
    let lower = text.to_lowercase();
    TELLING.iter().any(|sign| sign.is_match(&lower))
}

/// Whether a text holds a link of any kind.
pub(crate) fn links(text: &str) -> bool {
    ["://", "www."].iter().any(|sign| text.to_lowercase().contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_can_be_looked_for() {
        assert_eq!(TELLING.len(), SIGNS.len());
    }

    #[test]
    fn what_tells_where_a_place_is_is_noticed_however_it_is_written() {
        for text in [
            "Go to -6.2088, 106.8456",
            "(6.2088,106.8456)",
            "-6,912345 107,609876",
            "-6.91, 107.61",
            "6°54'44\"S 107°36'35\"E",
            "lat -6.912345 lon 107.609876",
            "S6.912345 E107.609876",
            "geo:-6.9,107.6",
            "3JGP+4C Bandung",
            "6P5G3JGP+4C",
            "///satu.dua.tiga",
            "https://maps.app.goo.gl/abc",
            "https://example.org/?q=-6.912345,107.609876",
            "Jl. Kenari No. 5, RT 03/RW 02, Bandung 40123",
            "jalan buntu, RT 03",
        ] {
            assert!(locates(text), "{text}");
        }
    }

    #[test]
    fn hours_prices_and_numbers_tell_no_place() {
        for text in [
            "Call 129, press 1. Open 7.30 to 21.00. It costs 1.000 or 2,000.",
            "Rp 10.000 to 150.000",
            "08111-129-129 or +62 21 2924 4800",
            "Jalan kaki lima menit",
            "tempo.co (2021); selalukabar.com/ANTARA (2025)",
            "https://example.org/help",
        ] {
            assert!(!locates(text), "{text}");
        }
        assert!(links("see https://example.org") && links("www.example.org") && !links("by day"));
    }
}
