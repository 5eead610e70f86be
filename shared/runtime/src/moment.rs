//! The clocks and the randomness of the device, as values for the core.

use app::Stamp;
use sync::Moment;

/// Now, with fresh random bytes.
pub(crate) fn stamp() -> Stamp {
    let now = jiff::Zoned::now();
    let offset_min = i16::try_from(now.offset().seconds() / 60).unwrap_or_default();
    Stamp {
        moment: Moment { utc_ms: now.timestamp().as_millisecond(), offset_min },
        uptime_ms: uptime_ms(),
        entropy: entropy(),
    }
}

/// Now, in milliseconds since 1970.
pub(crate) fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// Milliseconds since the device started, sleep included: a phone that sleeps must not stay unlocked.
pub(crate) fn uptime_ms() -> u64 {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let clock = rustix::time::ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let clock = rustix::time::ClockId::Monotonic;
    let now = rustix::time::clock_gettime(clock);
    let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
    let milliseconds = u64::try_from(now.tv_nsec / 1_000_000).unwrap_or_default();
    seconds * 1000 + milliseconds
}

/// # Panics
///
/// When the system has no randomness: going on would make ids that somebody can guess.
fn entropy() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("every supported system has randomness");
    bytes
}
