//! Authors' tools: questionnaires from workbooks, checks, packs. Never linked into the phone.

pub mod check;
pub mod cover;
pub mod directory;
pub mod pack;
pub mod play;
pub mod show;
pub mod xlsform;
