//! Authors' tools: questionnaires from workbooks, checks, packs. Never linked into the phone.

pub mod directory;
pub mod pack;
pub mod xlsform;
