//! Forms as other tools write them: XML.

use std::sync::Arc;

use authoring::xform::compile;

use crate::conversation;

/// The bytes of a document.
pub(crate) fn xform(bytes: &[u8]) {
    if let Ok(compiled) = compile(bytes, None) {
        conversation::hold(&Arc::new(compiled.form), None);
    }
}
