//! Answers from the packs: questionnaires and the directory.

use std::{
    path::PathBuf,
    sync::mpsc::{Sender, channel},
    thread,
};

use app::effects::packs::{Opened, PacksAnswer, PacksProblem, PacksRequest};
use crux_core::Request;
use packs::{OpenError, Packs};

use crate::core_thread::Input;

/// Where the content comes from.
pub enum PackSource {
    /// A pack file that was installed.
    File(PathBuf),
    /// A pack in memory: on a disk that cannot be written.
    Bytes(Vec<u8>),
    /// There is none.
    Missing,
}

pub(crate) struct PacksLane {
    requests: Sender<Request<PacksRequest>>,
}

impl PacksLane {
    pub(crate) fn new(source: PackSource, inputs: Sender<Input>) -> Self {
        let (requests, inbox) = channel::<Request<PacksRequest>>();
        thread::spawn(move || {
            let packs = open(source);
            for request in inbox {
                let answer = answer(packs.as_ref(), &request.operation);
                if inputs.send(Input::PacksAnswered(request, answer)).is_err() {
                    return;
                }
            }
        });
        Self { requests }
    }

    pub(crate) fn handle(&self, request: Request<PacksRequest>) {
        // The thread ends only with the app.
        let _ = self.requests.send(request);
    }
}

fn open(source: PackSource) -> Result<Packs, PacksProblem> {
    let opened = match source {
        PackSource::File(file) => Packs::open(&file),
        PackSource::Bytes(bytes) => Packs::from_bytes(bytes),
        PackSource::Missing => return Err(PacksProblem::Missing),
    };
    opened.map_err(|error| problem(&error))
}

fn problem(error: &OpenError) -> PacksProblem {
    match error {
        OpenError::Foreign => PacksProblem::Foreign,
        OpenError::TooNew | OpenError::TooOld => PacksProblem::TooNew,
        OpenError::Io(error) if error.kind() == std::io::ErrorKind::NotFound => PacksProblem::Missing,
        OpenError::NotAPack | OpenError::Damaged | OpenError::TooLarge | OpenError::Io(_) => PacksProblem::Damaged,
    }
}

fn answer(packs: Result<&Packs, &PacksProblem>, request: &PacksRequest) -> PacksAnswer {
    let packs = match packs {
        Ok(packs) => packs,
        Err(problem) => return PacksAnswer::Unusable(*problem),
    };
    match request {
        PacksRequest::Open => opened(packs).unwrap_or_else(PacksAnswer::Unusable),
        PacksRequest::Search(query) => match packs.search(query) {
            Ok(found) => PacksAnswer::Found { query: query.clone(), found },
            Err(_) => PacksAnswer::Unusable(PacksProblem::Damaged),
        },
        PacksRequest::Service { id } => match packs.service(id) {
            Ok(service) => PacksAnswer::Service(service.map(Box::new)),
            Err(_) => PacksAnswer::Unusable(PacksProblem::Damaged),
        },
    }
}

fn opened(packs: &Packs) -> Result<PacksAnswer, PacksProblem> {
    Ok(PacksAnswer::Opened(Opened {
        guides: packs.guides().map_err(|error| problem(&error))?,
        needs: packs.needs().map_err(|_| PacksProblem::Damaged)?,
        places: packs.places().map_err(|_| PacksProblem::Damaged)?,
        unconfirmed: packs.unconfirmed(),
    }))
}
