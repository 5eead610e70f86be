//! What is remembered outside the vault: the app's language, and nothing about any person.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use app::effects::settings::SettingsRequest;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Stored {
    language: String,
}

/// The settings file of a data folder.
pub(crate) struct Settings {
    path: PathBuf,
}

impl Settings {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { path: folder.join("settings.json") }
    }

    /// The language chosen earlier. A file that cannot be read means that it is asked again.
    pub(crate) fn language(&self) -> Option<String> {
        let bytes = fs::read(&self.path).ok()?;
        serde_json::from_slice::<Stored>(&bytes).ok().map(|stored| stored.language)
    }

    /// Remembers the language. On a disk that cannot be written it is asked again next time.
    pub(crate) fn remember(&self, request: SettingsRequest) {
        if let Err(error) = self.write(&Stored { language: request.language }) {
            tracing::info!(kind = ?error.kind(), "settings not remembered");
        }
    }

    fn write(&self, stored: &Stored) -> io::Result<()> {
        let half_written = self.path.with_extension("json.new");
        fs::write(&half_written, serde_json::to_vec(stored)?)?;
        fs::rename(&half_written, &self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_there_again_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::new(folder.path());
        assert_eq!(settings.language(), None);

        settings.remember(SettingsRequest { language: "id".to_owned() });

        assert_eq!(Settings::new(folder.path()).language().as_deref(), Some("id"));
    }
}
