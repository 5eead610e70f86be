//! The hash of a form: what conversations and readings keep to know it again.

use std::fmt::Write as _;

use guide::Form;
use sha2::{Digest, Sha256};

/// The form with its hash: SHA-256 over it as JSON, with an empty hash. JSON and not the pack's format, which changes
/// with the app.
pub(crate) fn hashed(mut form: Form) -> Form {
    form.hash.clear();
    let content = serde_json::to_vec(&form).unwrap_or_default();
    for byte in Sha256::digest(content) {
        // Writing to a string cannot fail.
        let _ = write!(form.hash, "{byte:02x}");
    }
    form
}
