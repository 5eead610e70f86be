//! Counts what was begun and not yet ended, so that a shell can wait for the answer to a press.

use std::{
    sync::{Condvar, Mutex, PoisonError},
    time::Duration,
};

/// How many inputs and questions are under way.
#[derive(Default)]
pub(crate) struct Outstanding {
    count: Mutex<usize>,
    none_left: Condvar,
}

impl Outstanding {
    pub(crate) fn begin(&self) {
        *self.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
    }

    pub(crate) fn end(&self) {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        *count = count.saturating_sub(1);
        if *count == 0 {
            self.none_left.notify_all();
        }
    }

    /// Waits until nothing is under way, at most for `limit`.
    pub(crate) fn wait(&self, limit: Duration) -> bool {
        let count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, _) =
            self.none_left.wait_timeout_while(count, limit, |count| 0 < *count).unwrap_or_else(PoisonError::into_inner);
        *count == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_ends_with_the_last_thing_under_way_or_with_the_limit() {
        let outstanding = Outstanding::default();
        assert!(outstanding.wait(Duration::ZERO));

        outstanding.begin();
        assert!(!outstanding.wait(Duration::from_millis(5)));

        outstanding.end();
        assert!(outstanding.wait(Duration::ZERO));
    }
}
