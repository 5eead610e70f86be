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

#[cfg(test)]
mod tests {
    use super::hidden_sign;

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
