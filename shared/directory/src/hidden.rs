//! Signs that nobody sees in a text and that change what is read.

/// The first control character in a text, tabs and line breaks left aside, or the first sign that turns the direction of
/// writing around.
///
/// The first kind gives orders to a terminal; the second shows a number or an address in another order than it has.
/// Joiners and marks that scripts need are none of them.
#[must_use]
pub fn hidden_sign(text: &str) -> Option<char> {
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let ends_line = sign == '\n' || (sign == '\r' && signs.peek() == Some(&'\n'));
        let turns = matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if turns || (sign.is_control() && sign != '\t' && !ends_line) {
            return Some(sign);
        }
    }
    None
}

/// The first sign that has no place in a line: one that nobody sees, or one that ends the line or parts it.
#[must_use]
pub fn sign_not_of_a_line(text: &str) -> Option<char> {
    let ends = |sign: &char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}');
    hidden_sign(text).or_else(|| text.chars().find(ends))
}

#[cfg(test)]
mod tests {
    use super::{hidden_sign, sign_not_of_a_line};

    #[test]
    fn a_line_holds_nothing_that_ends_it() {
        for (text, sign) in
            [("two\nlines", '\n'), ("a\tb", '\t'), ("two\u{2028}lines", '\u{2028}'), ("\u{1b}a\n", '\u{1b}')]
        {
            assert_eq!(sign_not_of_a_line(text), Some(sign));
        }
        assert_eq!(sign_not_of_a_line("village team, ស្រី\u{200b}ៗ"), None);
    }

    #[test]
    fn orders_to_a_terminal_and_turned_writing_are_found() {
        for sign in ['\u{0}', '\u{1b}', '\u{7f}', '\u{9b}', '\r', '\u{202e}', '\u{2066}', '\u{2069}'] {
            assert_eq!(hidden_sign(&format!("call 129{sign} now")), Some(sign));
        }
    }

    #[test]
    fn what_scripts_and_tables_need_is_left_alone() {
        for text in ["two\nlines", "two\r\nlines", "a\tb", "ស្រី\u{200b}ៗ", "क्\u{200d}ष", "\u{200f}عربي"]
        {
            assert_eq!(hidden_sign(text), None, "{text:?}");
        }
    }
}
