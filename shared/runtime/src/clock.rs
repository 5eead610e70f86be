//! Wakes the app after a while.

use std::{
    collections::BTreeMap,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use app::effects::clock::ClockRequest;
use crux_core::Request;

use crate::{core_thread::Input, moment};

/// The longest sleep before the real clock is looked at again: a device that slept wakes its waiters late, not never.
const LONGEST_SLEEP: Duration = Duration::from_secs(10);

pub(crate) struct ClockLane {
    requests: Sender<Request<ClockRequest>>,
}

impl ClockLane {
    pub(crate) fn new(inputs: Sender<Input>) -> Self {
        let (requests, inbox) = channel();
        thread::spawn(move || run(&inbox, &inputs));
        Self { requests }
    }

    pub(crate) fn handle(&self, request: Request<ClockRequest>) {
        // The thread ends only with the app.
        let _ = self.requests.send(request);
    }
}

fn run(inbox: &Receiver<Request<ClockRequest>>, inputs: &Sender<Input>) {
    // Ordered by when they are due; the number keeps two that are due at once apart.
    let mut waiting: BTreeMap<(u64, u64), Request<ClockRequest>> = BTreeMap::new();
    let mut asked = 0;
    loop {
        let due_ms = waiting.keys().next().map(|(due_ms, _)| *due_ms);
        let sleep =
            due_ms.map_or(LONGEST_SLEEP, |due_ms| Duration::from_millis(due_ms.saturating_sub(moment::uptime_ms())));
        let deadline = Instant::now() + sleep.min(LONGEST_SLEEP);
        match inbox.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(request) => {
                asked += 1;
                waiting.insert((moment::uptime_ms() + request.operation.after_ms, asked), request);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let now_ms = moment::uptime_ms();
        let later = waiting.split_off(&(now_ms + 1, 0));
        for request in std::mem::replace(&mut waiting, later).into_values() {
            if inputs.send(Input::Woke(request)).is_err() {
                return;
            }
        }
    }
}
