//! Whether words tell where a place is: for places that must stay secret. Rather too careful than not enough.

/// The signs of plus codes (Open Location Code).
const PLUS_CODE: &str = "23456789CFGHJMPQRVWX";

/// Whether a text holds coordinates, a plus code, three words, a link to a map, or a street with its number.
pub(crate) fn locates(text: &str) -> bool {
    let lower = text.to_lowercase();
    let names_a_map =
        ["maps", "goo.gl", "geo:", "osm.org", "openstreetmap", "///", "°"].iter().any(|sign| lower.contains(sign));
    let words: Vec<&str> =
        lower.split([' ', '\n', '\t', '/', '?', '=', '&', ';']).filter(|word| !word.is_empty()).collect();
    names_a_map || words.iter().any(|word| is_plus_code(word)) || has_a_point(&lower) || has_a_street(&words)
}

/// Whether a text holds a link of any kind.
pub(crate) fn links(text: &str) -> bool {
    ["://", "www."].iter().any(|sign| text.to_lowercase().contains(sign))
}

/// `3JGP+4C`, in any case.
fn is_plus_code(word: &str) -> bool {
    let word = word.trim_matches([',', '.', '(', ')']).to_uppercase();
    let known = |part: &str| part.chars().all(|sign| PLUS_CODE.contains(sign));
    word.split_once('+').is_some_and(|(area, place)| {
        (4..=8).contains(&area.len()) && (2..=3).contains(&place.len()) && known(area) && known(place)
    })
}

/// Two numbers that read as a latitude and a longitude, with a point or a comma in each.
fn has_a_point(text: &str) -> bool {
    let numbers: Vec<(u16, usize)> = text
        .split(|letter: char| letter.is_whitespace() || letter.is_alphabetic() || ";()/=?&".contains(letter))
        .flat_map(decimals)
        .collect();
    let exact = |(whole, places): &(u16, usize)| *whole <= 180 && *places >= 4;
    let far_east = |pair: &[(u16, usize)]| {
        let [(one, places), (other, others)] = pair else { return false };
        // Hours and prices never have such a whole part beside a small one.
        *one <= 90 && (90..=180).contains(other) && *places >= 2 && *others >= 2
    };
    numbers.iter().filter(|number| exact(number)).count() >= 2 || numbers.windows(2).any(far_east)
}

/// The whole part of each decimal number in a run without spaces, and how many decimals it has.
fn decimals(run: &str) -> Vec<(u16, usize)> {
    let one = |text: &str| {
        let text = text.trim_start_matches(['-', '+']).trim_end_matches(['.', ',']);
        let (whole, part) = text.split_once(['.', ','])?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // Thousands are parted like decimals.
        (digits(whole) && digits(part) && part != "000").then(|| Some((whole.parse().ok()?, part.len())))?
    };
    // `-6.91,107.61` is two numbers, `-6,91` is one.
    match one(run) {
        Some(number) => vec![number],
        None => run.split(',').filter_map(one).collect(),
    }
}

/// `Jl. Kenari 5`, `RT 03`: as streets are written in Indonesia.
fn has_a_street(words: &[&str]) -> bool {
    let is_street = |word: &&str| ["jl", "jl.", "jln", "jln."].contains(word) || word.starts_with("jl.");
    let is_block = |pair: &[&str]| {
        let [name, number] = pair else { return false };
        ["rt", "rw", "rt.", "rw."].contains(name) && number.starts_with(|first: char| first.is_ascii_digit())
    };
    words.iter().any(is_street) || words.windows(2).any(is_block)
}

#[cfg(test)]
mod tests {
    use super::*;

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
