//! Which codes of languages there are.

/// The codes of two letters, as ISO 639-1 lists them.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is \
    it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb \
    nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st \
    su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Whether this is the code of a language: two letters of ISO 639-1, or three as ISO 639-3 writes its thousands.
#[must_use]
pub fn is_language(code: &str) -> bool {
    match code.len() {
        2 => TWO_LETTERS.split_ascii_whitespace().any(|known| known == code),
        3 => code.bytes().all(|byte| byte.is_ascii_lowercase()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_language;

    #[test]
    fn a_code_of_two_letters_is_one_that_a_language_has() {
        for code in ["id", "en", "ms", "vi", "th", "km", "lo", "my", "zh", "tl", "jv", "su", "hmn", "shn"] {
            assert!(is_language(code), "{code}");
        }
        for code in ["zz", "xx", "ID", "in", "e", "", "Indonesian", "en-GB", "a1b"] {
            assert!(!is_language(code), "{code}");
        }
    }
}
