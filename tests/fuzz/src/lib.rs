//! Searches for bytes that make a reader of foreign files crash, hang or take too much memory.
//!
//! A [`Target`] is one reader with everything that is then done with what it read. `cargo xtask prove fuzz` lets libFuzzer look
//! for such bytes; `tests/corpus.rs` tries what is kept in `corpus/` and the target's seeds again with every change. What
//! was found once goes into `corpus/<target>/`, under a name that says what it is.

mod conversation;
mod formula;
mod packed;
mod places;
mod sheets;
mod xform;
pub mod xlsx;

/// One reader of foreign bytes.
pub struct Target {
    /// Its name: that of its folder in `corpus/`.
    pub name: &'static str,
    /// The longest input worth trying, in bytes.
    pub longest: usize,
    /// Reads the bytes, and uses what was read. Returns, whatever they are.
    pub run: fn(&[u8]),
    /// Good inputs to begin with, made from the app's own content as it is now.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "workbook", longest: 32 << 10, run: sheets::workbook, seeds: places::workbooks },
    Target { name: "parts", longest: 8 << 10, run: sheets::part, seeds: sheets::parts },
    Target { name: "sheets", longest: 8 << 10, run: sheets::sheets, seeds: Vec::new },
    Target { name: "xform", longest: 16 << 10, run: xform::xform, seeds: places::xforms },
    Target { name: "formula", longest: 2 << 10, run: formula::formula, seeds: Vec::new },
    Target { name: "pack", longest: 512 << 10, run: packed::pack, seeds: packed::packs },
    Target { name: "guides", longest: 64 << 10, run: packed::guides, seeds: packed::guides_seeds },
    Target { name: "directory", longest: 512 << 10, run: packed::directory, seeds: packed::directories },
];

/// The target of that name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
