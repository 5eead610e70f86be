//! Answers from the packs: questionnaires and the directory.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::JoinHandle,
    time::Duration,
};

use app::effects::packs::{PacksAnswer, PacksProblem, PacksRequest};
use crux_core::Request;
use packs::ReadError;

use crate::{
    content::{Content, PackSource},
    core_thread::{self, Input},
    moment,
};

/// When nobody has asked for so long, the first screen is there.
const PAUSE: Duration = Duration::from_secs(5);

pub(crate) struct PacksLane {
    requests: Option<Sender<Request<PacksRequest>>>,
    thread: Option<JoinHandle<()>>,
}

impl PacksLane {
    pub(crate) fn new(data: PathBuf, given: PackSource, inputs: Sender<Input>) -> Self {
        let (requests, inbox) = channel::<Request<PacksRequest>>();
        let work = move || run(Content::open(&data, given), &inbox, &inputs);
        Self { requests: Some(requests), thread: core_thread::named("suluh-packs", work) }
    }

    pub(crate) fn handle(&self, request: Request<PacksRequest>) {
        if let Some(requests) = &self.requests {
            // The thread ends only with the app.
            let _ = requests.send(request);
        }
    }

    /// Waits until what is being installed or checked is done, so that nobody else comes into the folder meanwhile.
    pub(crate) fn close(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Answers, and looks again at the installed pack in the first pause: nobody waits for that.
fn run(mut content: Content, inbox: &Receiver<Request<PacksRequest>>, inputs: &Sender<Input>) {
    let mut is_checked = false;
    loop {
        let request = if is_checked { inbox.recv().map_err(RecvTimeoutError::from) } else { inbox.recv_timeout(PAUSE) };
        match request {
            Ok(request) => {
                // A pack that breaks what reads it must not take the app with it.
                let answered = catch_unwind(AssertUnwindSafe(|| answer(&mut content, &request.operation)));
                let answer = answered.unwrap_or(PacksAnswer::Unusable(PacksProblem::Damaged));
                if inputs.send(Input::PacksAnswered(request, answer)).is_err() {
                    return;
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                content.recheck(moment::now_ms());
                is_checked = true;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn answer(content: &mut Content, request: &PacksRequest) -> PacksAnswer {
    let answer = match request {
        PacksRequest::Look { path } => {
            return content.look(Path::new(path)).map_or_else(PacksAnswer::NotInstalled, PacksAnswer::Looked);
        }
        PacksRequest::Install { path, hash } => {
            return content
                .install(Path::new(path), hash)
                .map_or_else(PacksAnswer::NotInstalled, PacksAnswer::Installed);
        }
        PacksRequest::Open => content.opened().map(PacksAnswer::Opened),
        PacksRequest::Search(query) => content
            .packs()
            .and_then(|packs| packs.search(query).map_err(unreadable))
            .map(|found| PacksAnswer::Found { query: query.clone(), found }),
        PacksRequest::Service { id } => content
            .packs()
            .and_then(|packs| packs.service(id).map_err(unreadable))
            .map(|service| PacksAnswer::Service(service.map(Box::new))),
    };
    answer.unwrap_or_else(PacksAnswer::Unusable)
}

fn unreadable(_: ReadError) -> PacksProblem {
    PacksProblem::Damaged
}
