//! Answers from the packs: questionnaires and the directory.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender},
    time::Duration,
};

use app::effects::packs::{PacksAnswer, PacksProblem, PacksRequest};
use crux_core::Request;
use packs::ReadError;

use crate::{
    content::{Content, PackSource},
    core_thread::Input,
    lane::Lane,
    moment,
};

/// When nobody has asked for so long, the first screen is there.
const PAUSE: Duration = Duration::from_secs(5);

pub(crate) type PacksLane = Lane<Request<PacksRequest>>;

pub(crate) fn packs_lane(data: PathBuf, given: PackSource, inputs: Sender<Input>) -> PacksLane {
    Lane::new("suluh-packs", move |inbox| run(Content::open(&data, given), inbox, &inputs))
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
