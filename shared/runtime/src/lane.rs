//! A thread that answers requests, one after the other.

use std::{
    sync::mpsc::{Receiver, Sender, channel},
    thread::{self, JoinHandle},
};

pub(crate) struct Lane<R> {
    requests: Option<Sender<R>>,
    thread: Option<JoinHandle<()>>,
}

impl<R: Send + 'static> Lane<R> {
    /// Starts it. `work` ends when no more requests can come. Where the system has no thread left, nobody answers.
    pub(crate) fn new(name: &str, work: impl FnOnce(&Receiver<R>) + Send + 'static) -> Self {
        let (requests, inbox) = channel();
        let thread = thread::Builder::new().name(name.to_owned()).spawn(move || work(&inbox));
        Self { requests: Some(requests), thread: thread.ok() }
    }

    pub(crate) fn handle(&self, request: R) {
        if let Some(requests) = &self.requests {
            // The thread ends only with the app.
            let _ = requests.send(request);
        }
    }

    /// Waits until what was asked for is done, so that nobody else comes into the folder meanwhile.
    pub(crate) fn close(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
