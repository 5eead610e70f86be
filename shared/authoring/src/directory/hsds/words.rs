//! Texts: one language in the standard's field, all of them beside it.

use i18n::{FALLBACK, State, Text};

/// The words that stand in the standard's field.
pub(super) fn plain(text: &Text) -> &str {
    text.words(FALLBACK)
}

/// Several texts as the lines of one field.
pub(super) fn plain_lines(texts: &[Text]) -> String {
    texts.iter().map(plain).collect::<Vec<_>>().join("\n")
}

/// A text from the standard's field and from all its languages, where they are known.
///
/// `default` is what we write there ourselves when there is no text.
pub(super) fn merged(said: Option<&str>, all: Option<Text>, default: &str) -> Option<Text> {
    let said = said?;
    match all {
        Some(all) if plain(&all) == said => Some(all),
        Some(all) => Some(changed(all, said)),
        None => (!said.trim().is_empty() && said != default).then(|| changed(Text::default(), said)),
    }
}

/// The texts of a field of lines; a line that somebody changed keeps its place when none was added or taken out.
pub(super) fn merged_lines(said: Option<&str>, all: Vec<Text>) -> Vec<Text> {
    let Some(said) = said else { return Vec::new() };
    if plain_lines(&all) == said {
        return all;
    }
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    let same_number = lines.len() == all.len();
    let one = |(at, line): (usize, &&str)| {
        let known = all.iter().find(|text| plain(text) == *line).cloned();
        known.unwrap_or_else(|| changed(if same_number { all[at].clone() } else { Text::default() }, line))
    };
    lines.iter().enumerate().map(one).collect()
}

/// The text with these words in the language that stands in the standard's field. Nobody approved them yet, and what
/// the other languages say may be old now.
fn changed(mut text: Text, said: &str) -> Text {
    let lang = text.show(FALLBACK).map_or(FALLBACK, |shown| shown.lang).to_owned();
    text.0.iter_mut().for_each(|(_, phrase)| phrase.state = State::Draft);
    text.insert(&lang, said, State::Draft);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both() -> Text {
        let mut text = Text::of("en", "Call first.");
        text.insert("id", "Telepon dahulu.", State::Confirmed);
        text
    }

    #[test]
    fn words_changed_in_the_standard_field_win_and_all_become_drafts() {
        let text = merged(Some("Just come."), Some(both()), "").unwrap();

        assert_eq!(text.show("en").unwrap().text, "Just come.");
        assert_eq!(text.show("id").unwrap().text, "Telepon dahulu.");
        assert!(text.0.values().all(|phrase| phrase.state == State::Draft));
    }

    #[test]
    fn words_taken_out_of_the_standard_field_are_gone_in_every_language() {
        assert_eq!(merged(None, Some(both()), ""), None);
    }

    #[test]
    fn a_line_that_was_added_leaves_the_others_as_they_were() {
        let lines = merged_lines(Some("Bring somebody.\nCall first."), vec![both()]);

        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].show("id").unwrap().lang, "en", "nobody has translated it yet");
        assert_eq!(lines[1], both());
    }
}
