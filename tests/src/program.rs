//! The built program, started and killed as a person or a power cut does.

use std::{
    env,
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

/// How long starting or ending may take on a busy computer.
const PATIENCE: Duration = Duration::from_mins(1);

/// The app running on a data folder; killed when dropped.
pub struct Program {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
    said: Arc<Mutex<Vec<u8>>>,
    address: String,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; `None` when it was killed.
    pub code: Option<i32>,
    /// The standard output.
    pub output: String,
    /// The standard error.
    pub errors: String,
}

impl Program {
    /// Opens the desk on a data folder, on any free port.
    #[must_use]
    pub fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    /// As [`Program::start`], with these environment variables set.
    #[must_use]
    pub fn start_with(data: &Path, environment: &[(&str, &Path)]) -> Self {
        let mut command = suluh();
        command.args(["--no-open", "--port", "0", "--data"]).arg(data).envs(environment.iter().copied());
        let mut child = command.stdin(Stdio::piped()).spawn().expect("suluh can be started");
        let input = child.stdin.take().expect("an input of its own");
        let said = Arc::<Mutex<Vec<u8>>>::default();
        let (sender, lines) = channel();
        listen(child.stdout.take().expect("an output of its own"), &said, Some(sender));
        listen(child.stderr.take().expect("an output of its own"), &said, None);
        let mut program = Self { child, input, lines, said, address: String::new() };
        program.address = program.next_address();
        program
    }

    /// The address that was printed last; it works once.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Presses Enter in the terminal; a new address is printed.
    pub fn asks_for_a_new_address(&mut self) {
        self.input.write_all(b"\n").expect("the terminal is there");
        self.address = self.next_address();
    }

    /// The process.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Everything printed so far.
    #[must_use]
    pub fn said(&self) -> Vec<u8> {
        lock(&self.said).clone()
    }

    /// Kills it at once (SIGKILL), as a flat battery would.
    pub fn kill(&mut self) {
        self.child.kill().expect("a process to kill");
        self.child.wait().expect("a process that ends");
    }

    fn next_address(&self) -> String {
        let deadline = Instant::now() + PATIENCE;
        while let Ok(line) = self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            if let Some(at) = line.find("http://127.0.0.1:") {
                return line[at..].trim().to_owned();
            }
        }
        panic!("no address was printed, but: {}", String::from_utf8_lossy(&self.said()));
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have been killed already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command of the built program to its end.
#[must_use]
pub fn run(arguments: &[&str]) -> Ended {
    let mut child = suluh().args(arguments).stdin(Stdio::null()).spawn().expect("suluh can be started");
    let (output, errors) = (Arc::<Mutex<Vec<u8>>>::default(), Arc::<Mutex<Vec<u8>>>::default());
    let threads = [
        listen(child.stdout.take().expect("an output of its own"), &output, None),
        listen(child.stderr.take().expect("an output of its own"), &errors, None),
    ];
    let deadline = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = child.try_wait().expect("a process to wait for") {
            break status;
        }
        if deadline < Instant::now() {
            let _ = child.kill();
            panic!("suluh {arguments:?} does not end");
        }
        thread::sleep(Duration::from_millis(10));
    };
    for thread in threads {
        thread.join().expect("a listener that only listens");
    }
    let text = |bytes: &Mutex<Vec<u8>>| String::from_utf8_lossy(&lock(bytes)).into_owned();
    Ended { code: status.code(), output: text(&output), errors: text(&errors) }
}

/// The program, speaking English, with its outputs to be read.
fn suluh() -> Command {
    let mut command = Command::new(binary());
    command.env("LC_ALL", "en_GB.UTF-8").stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// `SULUH_BIN`, or what cargo builds now; built once, also when that fails.
fn binary() -> &'static Path {
    static BINARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    let binary = BINARY.get_or_init(|| env::var_os("SULUH_BIN").map(PathBuf::from).or_else(build));
    binary.as_deref().expect("suluh can be built")
}

fn build() -> Option<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--package", "suluh", "--message-format", "json-render-diagnostics"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo can be started");
    let messages = String::from_utf8(built.stdout).expect("JSON from cargo");
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .filter(|_| built.status.success())
}

/// Keeps what is printed, and hands out its lines.
fn listen(
    from: impl Read + Send + 'static,
    said: &Arc<Mutex<Vec<u8>>>,
    lines: Option<Sender<String>>,
) -> thread::JoinHandle<()> {
    let said = Arc::clone(said);
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while from.read_until(b'\n', &mut line).is_ok_and(|length| 0 < length) {
            lock(&said).extend(&line);
            if let Some(lines) = &lines {
                // Nobody may be waiting for a line any more.
                let _ = lines.send(String::from_utf8_lossy(&line).into_owned());
            }
            line.clear();
        }
    })
}

fn lock(said: &Mutex<Vec<u8>>) -> MutexGuard<'_, Vec<u8>> {
    said.lock().unwrap_or_else(PoisonError::into_inner)
}
