//! The hybrid clock: orders events for display, whatever the device's own clock says.

use serde::{Deserialize, Serialize};

const COUNTER_BITS: u32 = 16;
/// The topmost bit stays free, because `SQLite` keeps signed 64-bit integers. Reached in the year 6429.
const LATEST_MS: u64 = (1 << 47) - 1;
const LATEST: u64 = i64::MAX.unsigned_abs();

/// A hybrid time: 48 bits of milliseconds since 1970, then a counter of 16 bits.
///
/// It only orders what is shown. No event is refused or lost because of it: what replaces what is said by
/// [`Event::supersedes`](crate::Event::supersedes).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hlc(pub u64);

impl Hlc {
    /// The time of the next event after `last`, when the device's clock reads `now_ms`.
    ///
    /// Later than `last` even when the clock was set back; a full counter runs over into the milliseconds.
    /// A clock before 1970 reads as 1970.
    #[must_use]
    pub fn next(last: Hlc, now_ms: i64) -> Hlc {
        let now = u64::try_from(now_ms).unwrap_or(0).min(LATEST_MS) << COUNTER_BITS;
        Hlc(now.max(last.0.saturating_add(1)).min(LATEST))
    }

    /// Milliseconds since 1970, UTC.
    #[must_use]
    pub fn ms(self) -> i64 {
        // 48 bits always fit.
        i64::try_from(self.0 >> COUNTER_BITS).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOVEMBER_2026: i64 = 1_795_000_000_000;

    #[test]
    fn reads_the_clock_when_it_moves_on() {
        let at = Hlc::next(Hlc(0), NOVEMBER_2026);

        assert_eq!(at.ms(), NOVEMBER_2026);
        assert_eq!(Hlc::next(at, NOVEMBER_2026 + 5).ms(), NOVEMBER_2026 + 5);
    }

    #[test]
    fn never_goes_back_when_the_clock_falls_to_1970() {
        let before = Hlc::next(Hlc(0), NOVEMBER_2026);
        let after = Hlc::next(before, 0);

        assert!(before < after);
        assert_eq!(after.ms(), NOVEMBER_2026);
    }

    #[test]
    fn goes_on_after_a_visit_to_2100() {
        let far = Hlc::next(Hlc(0), 4_102_444_800_000);
        let mut last = far;
        for _ in 0..100_000 {
            let next = Hlc::next(last, NOVEMBER_2026);
            assert!(last < next);
            last = next;
        }

        assert_eq!(last.ms() - far.ms(), 1, "a full counter runs over into the milliseconds");
    }

    proptest! {
        #[test]
        fn later_than_the_last_and_storable_as_a_signed_number(last in 0..LATEST, now_ms: i64) {
            let next = Hlc::next(Hlc(last), now_ms);

            prop_assert!(Hlc(last) < next);
            prop_assert!(i64::try_from(next.0).is_ok());
            prop_assert!(next.ms() >= now_ms.clamp(0, (1 << 47) - 1));
        }

        #[test]
        fn a_hostile_time_never_panics(last: u64, now_ms: i64) {
            prop_assert!(Hlc::next(Hlc(last), now_ms).0 <= LATEST);
        }
    }
}
