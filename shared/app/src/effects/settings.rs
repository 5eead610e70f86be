//! What is remembered outside the vault: nothing but the language.

use crux_core::{Command, capability::Operation};

use crate::{Effect, Event};

/// A request to remember something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsRequest {
    /// The app's language as a BCP 47 code.
    pub language: String,
}

impl Operation for SettingsRequest {
    type Output = ();
}

/// Remembers the language. A disk that cannot be written only means that it is asked again next time.
pub(crate) fn remember(language: &str) -> Command<Effect, Event> {
    Command::notify_shell(SettingsRequest { language: language.to_owned() }).build()
}
