//! Times a form: compiling it, loading it as a phone does, and one answer with all that follows from it.
//!
//! The same probes and the same figures as the benchmark of the peer engine, so that one run compares both.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use guide::{Form, Interview, Place, Refusal, Today};
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::source;

/// What is to be timed.
#[derive(Debug, Clone, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names of the file")]
pub struct Probes {
    /// How often the form is loaded.
    #[serde(default = "loads")]
    loads: usize,
    /// Answers given before all probes: path and text.
    #[serde(default)]
    before: Vec<(String, String)>,
    /// Each sets one question to and fro and looks at another.
    #[serde(default)]
    probes: Vec<Probe>,
    /// Answers given once each, in order, in a fresh conversation.
    #[serde(default)]
    sweep: Vec<(String, String)>,
}

#[derive(Debug, Clone, Deserialize)]
struct Probe {
    name: String,
    set: String,
    values: Vec<String>,
    #[serde(default)]
    look: String,
    #[serde(default = "most")]
    n: usize,
    #[serde(default = "budget")]
    budget_ms: f64,
}

fn loads() -> usize {
    7
}

fn most() -> usize {
    2_000
}

fn budget() -> f64 {
    3_000.0
}

/// The figures, all in milliseconds.
#[derive(Debug, Clone, Serialize)]
pub struct Timed {
    /// Always `suluh`.
    pub engine: &'static str,
    /// The file.
    pub form: String,
    /// From the file to the bytes of a pack; of none when the file holds those bytes.
    pub compile: Figures,
    /// The first load.
    pub load_first_ms: f64,
    /// From the bytes of a pack to a conversation ready for answers.
    pub load: Figures,
    /// How large those bytes are.
    pub bytes: usize,
    /// The most memory this process took, in MB; only where the system counts it. Of a form that was not compiled here it is what
    /// a phone needs for the form and two conversations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peak_mb: Option<f64>,
    /// How many questions are asked.
    pub questions: usize,
    /// One answer with all that follows from it, by the name of the probe.
    pub probes: BTreeMap<String, Figures>,
    /// Every answer of the sweep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sweep: Option<Sweep>,
}

/// How long something took, of several times.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    n: usize,
    min_ms: f64,
    p50_ms: f64,
    p99_ms: f64,
    max_ms: f64,
}

/// How long each answer of a sweep took.
#[derive(Debug, Clone, Serialize)]
pub struct Sweep {
    #[serde(flatten)]
    each: Figures,
    total_ms: f64,
    refused: usize,
}

/// Why a form cannot be timed.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The form is not sound.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Form(Vec<Fault>),
    /// It cannot be written as bytes or read back.
    #[error("The form does not come back from its bytes: {0}")]
    Bytes(#[from] bincode::Error),
    /// Its bytes cannot be read or written.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// A probe names a question that is not there.
    #[error("There is no question {0}")]
    NoQuestion(String),
    /// A probe gives an answer that is refused.
    #[error("{question}: {refusal}")]
    Refused {
        /// The path.
        question: String,
        /// Why.
        refusal: Refusal,
    },
}

/// The ending of a file that holds a form as it lies in a pack.
const COMPILED: &str = "compiled";

/// Times a form. Its bytes are written to `keep`, to be timed without what compiled them.
///
/// # Errors
/// [`BenchError`] when the form or the probes are not sound.
pub fn bench(path: &Path, probes: &Probes, today: Today, keep: Option<&Path>) -> Result<Timed, BenchError> {
    let (bytes, compiling) = bytes_of(path, probes.loads.clamp(1, 3))?;
    if let Some(keep) = keep {
        fs::write(keep, &bytes)?;
    }
    let load = || -> Result<Interview, BenchError> {
        let form: Form = bincode::deserialize(&bytes)?;
        Ok(Interview::begin(Arc::new(form), today))
    };
    let mut loading = Vec::new();
    for _ in 0..probes.loads.max(1) {
        let begun = Instant::now();
        let loaded = load()?;
        loading.push(ms(begun));
        drop(loaded);
    }
    let mut interview = load()?;
    for (question, value) in &probes.before {
        set(&mut interview, question, value)?;
    }
    let mut timed = BTreeMap::new();
    for probe in &probes.probes {
        timed.insert(probe.name.clone(), probe.run(&mut interview)?);
    }
    let fresh = || Interview::begin(Arc::clone(interview.form()), today);
    let sweep = if probes.sweep.is_empty() { None } else { Some(sweep(fresh(), &probes.sweep)?) };
    Ok(Timed {
        engine: "suluh",
        form: path.display().to_string(),
        compile: Figures::of(compiling),
        load_first_ms: loading[0],
        load: Figures::of(loading),
        bytes: bytes.len(),
        peak_mb: peak_mb(),
        questions: interview.places().len(),
        probes: timed,
        sweep,
    })
}

/// The bytes of a form as they lie in a pack, and how long making them took, several times.
fn bytes_of(path: &Path, times: usize) -> Result<(Vec<u8>, Vec<f64>), BenchError> {
    if path.extension().is_some_and(|ending| ending == COMPILED) {
        return Ok((fs::read(path)?, Vec::new()));
    }
    let (mut bytes, mut compiling) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let begun = Instant::now();
        let form = source::compile_file(path).map_err(BenchError::Form)?.form;
        bytes = bincode::serialize(&form)?;
        compiling.push(ms(begun));
    }
    Ok((bytes, compiling))
}

/// The most memory this process took, as Linux counts it.
fn peak_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kb: f64 = peak.split_whitespace().next()?.parse().ok()?;
    Some((kb / 102.4).round() / 10.0)
}

impl Probe {
    fn run(&self, interview: &mut Interview) -> Result<Figures, BenchError> {
        let place = find(interview, &self.set)?;
        let look = interview.find(&self.look);
        let mut times = Vec::new();
        let begun = Instant::now();
        for (at, value) in self.values.iter().cycle().take(self.n).enumerate() {
            if at >= 4 && ms(begun) >= self.budget_ms {
                break;
            }
            let started = Instant::now();
            answer(interview, place, value).map_err(|refusal| refused(&self.set, refusal))?;
            if let Some(look) = look {
                look_at(interview, look);
            }
            times.push(ms(started));
        }
        // As it was before the probe.
        if let Some(last) = self.values.last() {
            set(interview, &self.set, last)?;
        }
        // The first half is warm-up.
        Ok(Figures::of(times.split_off(times.len() / 2)))
    }
}

/// Reads what the peer's benchmark reads: whether it is asked, and its choices with their words where they come from a list,
/// else its answer.
fn look_at(interview: &Interview, place: Place) {
    black_box(interview.is_relevant(place));
    if interview.form().question(place.question).itemset.is_some() {
        black_box(interview.choices(place));
    } else {
        black_box(interview.get(place));
    }
}

fn sweep(mut interview: Interview, answers: &[(String, String)]) -> Result<Sweep, BenchError> {
    let (mut times, mut refused) = (Vec::new(), 0);
    for (question, value) in answers {
        let place = find(&interview, question)?;
        if !interview.is_relevant(place) {
            refused += 1;
            continue;
        }
        let started = Instant::now();
        refused += usize::from(answer(&mut interview, place, value).is_err());
        times.push(ms(started));
    }
    let total_ms = times.iter().sum();
    Ok(Sweep { each: Figures::of(times), total_ms, refused })
}

fn find(interview: &Interview, question: &str) -> Result<Place, BenchError> {
    interview.find(question).ok_or_else(|| BenchError::NoQuestion(question.to_owned()))
}

fn set(interview: &mut Interview, question: &str, value: &str) -> Result<(), BenchError> {
    let place = find(interview, question)?;
    answer(interview, place, value).map_err(|refusal| refused(question, refusal))
}

fn refused(question: &str, refusal: Refusal) -> BenchError {
    BenchError::Refused { question: question.to_owned(), refusal }
}

fn answer(interview: &mut Interview, place: Place, value: &str) -> Result<(), Refusal> {
    let form = Arc::clone(interview.form());
    interview.answer(place, form.question(place.question).read(value)?)
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}

impl Figures {
    fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        let at = |part: usize| times.get(times.len() * part / 100).or(times.last()).copied().unwrap_or(0.0);
        let round = |time: f64| (time * 1e5).round() / 1e5;
        Self {
            n: times.len(),
            min_ms: round(at(0)),
            p50_ms: round(at(50)),
            p99_ms: round(at(99)),
            max_ms: round(times.last().copied().unwrap_or(0.0)),
        }
    }
}
