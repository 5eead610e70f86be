//! Lets libFuzzer look for bytes that break the target named in `SULUH_TARGET`.

#![no_main]
#![allow(unsafe_code, reason = "libFuzzer calls us by a name that C knows")]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static RUN: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("SULUH_TARGET").unwrap_or_default();
    fuzz::target(&name).unwrap_or_else(|| panic!("SULUH_TARGET names no target")).run
});

fuzz_target!(|bytes: &[u8]| RUN(bytes));
