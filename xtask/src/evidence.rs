//! `docs/evidence.md`: one section for each part that was measured, replaced when it is measured again.

use std::{fs, io, path::Path};

use crate::{failure::Failure, places::Places, program::Program};

const OPENING: &str =
    "# Evidence\n\nWritten by `cargo xtask prove`; every figure can be made again with the command above it.\n";

/// Puts the figures of a part into the file.
pub(crate) fn write(places: &Places, part: &str, about: &str, figures: &[String]) -> Result<(), Failure> {
    let path = places.root.join("docs/evidence.md");
    let before = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => OPENING.to_owned(),
        Err(error) => return Err(Failure::file(path)(error)),
    };
    let section = section(part, about, &origin(&places.root)?, figures);
    fs::write(&path, replaced(&before, part, &section)).map_err(Failure::file(&path))
}

/// The commit that was measured and the day, in UTC.
fn origin(root: &Path) -> Result<String, Failure> {
    let git = |words: &[&str]| Program::new("git").at(root).words(words).lines().map(|lines| lines.concat());
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let unsaved = !git(&["status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/evidence.md"])?.is_empty();
    let day = Program::new("date").words(["-u", "+%Y-%m-%d"]).lines()?.concat();
    let beside = if unsaved { " with changes not yet committed" } else { "" };
    Ok(format!("Commit {commit}{beside}, {day}."))
}

fn section(part: &str, about: &str, origin: &str, figures: &[String]) -> String {
    format!("## {part}\n\n{about} `cargo xtask prove {part}`. {origin}\n\n- {}\n", figures.join("\n- "))
}

/// The file with this section in the place of the one of the same name, or at the end.
fn replaced(file: &str, part: &str, section: &str) -> String {
    let mut parts: Vec<&str> = file.split("\n## ").collect();
    let body = section.trim_start_matches("## ");
    match parts.iter_mut().skip(1).find(|old| old.lines().next() == Some(part)) {
        Some(old) => *old = body,
        None => parts.push(body),
    }
    let whole: Vec<&str> = parts.iter().map(|part| part.trim_end()).collect();
    whole.join("\n\n## ") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measuring_again_replaces_that_part_only() {
        let kills = |day: &str| section("kills", "Killed often.", day, &["300 kills, 0 lost".to_owned()]);
        let size = section("size", "How big.", "Monday.", &["4.2 MB".to_owned()]);

        let once = replaced(&replaced(OPENING, "kills", &kills("Monday.")), "size", &size);
        let again = replaced(&once, "kills", &kills("Friday."));

        assert_eq!(again, once.replacen("`cargo xtask prove kills`. Monday.", "`cargo xtask prove kills`. Friday.", 1));
        assert_eq!(replaced(&again, "size", &size), again);
    }
}
