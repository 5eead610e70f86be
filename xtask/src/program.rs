//! Runs other programs, never for ever.

use std::{
    ffi::OsStr,
    fs,
    io::{self, BufRead, BufReader},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::failure::Failure;

/// Long enough for everything to be built from nothing on a slow machine.
const LIMIT_MINUTES: u64 = 45;
/// A program that measures starts each line that is a figure with these.
const FIGURE: &str = "= ";
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// A program to run, with a limit on its time.
pub(crate) struct Program {
    command: Command,
    limit: Duration,
}

impl Program {
    /// A program by its name or path.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        Self { command: Command::new(program), limit: Duration::from_mins(LIMIT_MINUTES) }
    }

    /// The cargo that runs us, in the checkout.
    pub(crate) fn cargo(root: &Path) -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or("cargo".into())).at(root)
    }

    /// Adds words of its command line.
    pub(crate) fn words<W: AsRef<OsStr>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.command.args(words);
        self
    }

    /// Runs it in this folder.
    pub(crate) fn at(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Sets one variable of its environment.
    pub(crate) fn with(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Ends it after this many minutes.
    pub(crate) fn within_minutes(mut self, minutes: u64) -> Self {
        self.limit = Duration::from_mins(minutes);
        self
    }

    /// Runs it, its words going to the terminal.
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        let mut child = self.start()?;
        let status = self.wait(&mut child)?;
        self.judge(status)
    }

    /// Runs it, and gives back the lines it wrote; the terminal sees them too.
    pub(crate) fn lines(mut self) -> Result<Vec<String>, Failure> {
        self.command.stdout(Stdio::piped());
        let mut child = self.start()?;
        let heard = child.stdout.take().map(|out| {
            thread::spawn(move || {
                let lines = BufReader::new(out).lines().map_while(Result::ok);
                lines.inspect(|line| println!("{line}")).collect::<Vec<String>>()
            })
        });
        let status = self.wait(&mut child);
        let heard = heard.and_then(|heard| heard.join().ok()).unwrap_or_default();
        self.judge(status?)?;
        Ok(heard)
    }

    /// Runs it, and keeps what it marked as figures; one that marks nothing has proven nothing.
    pub(crate) fn figures(self) -> Result<Vec<String>, Failure> {
        let lines = self.lines()?;
        let figures: Vec<String> =
            lines.iter().filter_map(|line| plain(line).strip_prefix(FIGURE)).map(str::to_owned).collect();
        if figures.is_empty() {
            return Err(Failure::Unexpected("no figures were printed".to_owned()));
        }
        Ok(figures)
    }

    /// Whether it runs and ends well; nothing is shown.
    pub(crate) fn succeeds(mut self) -> bool {
        self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        self.run().is_ok()
    }

    fn start(&mut self) -> Result<Child, Failure> {
        self.command.spawn().map_err(|source| Failure::NotStarted { program: self.name(), source })
    }

    fn wait(&self, child: &mut Child) -> Result<ExitStatus, Failure> {
        let deadline = Instant::now() + self.limit;
        loop {
            match child.try_wait() {
                Ok(Some(status)) => return Ok(status),
                Ok(None) if Instant::now() < deadline => thread::sleep(LOOK_AGAIN),
                Ok(None) => {
                    end(child);
                    return Err(Failure::TooLong { command: self.typed(), minutes: self.limit.as_secs() / 60 });
                }
                Err(source) => return Err(Failure::NotStarted { program: self.name(), source }),
            }
        }
    }

    fn judge(&self, status: ExitStatus) -> Result<(), Failure> {
        if status.success() { Ok(()) } else { Err(Failure::Failed { command: self.typed(), status }) }
    }

    fn name(&self) -> String {
        let path = Path::new(self.command.get_program());
        path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
    }

    fn typed(&self) -> String {
        let words = self.command.get_args().map(|word| word.to_string_lossy().into_owned());
        [self.name()].into_iter().chain(words).collect::<Vec<String>>().join(" ")
    }
}

/// A line without the end of colours that some tools set before what others print.
fn plain(line: &str) -> &str {
    line.trim_start_matches("\u{1b}[0m")
}

/// Ends a program and everything it started: a test left behind would keep our output open, and whoever waits for it waiting.
fn end(child: &mut Child) {
    let started = below(child.id()).unwrap_or_default();
    // It may have ended meanwhile: then there is nothing to end.
    let _ = child.kill();
    for process in started {
        Program::new("kill").words(["-KILL", &process.to_string()]).succeeds();
    }
    let _ = child.wait();
}

/// The processes a process started, and those these started, where the system tells.
fn below(process: u32) -> io::Result<Vec<u32>> {
    let mut found = Vec::new();
    for task in fs::read_dir(format!("/proc/{process}/task"))? {
        let children = fs::read_to_string(task?.path().join("children"))?;
        for child in children.split_whitespace().filter_map(|id| id.parse().ok()) {
            found.extend(below(child).unwrap_or_default());
            found.push(child);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Program {
        Program::new("sh").words(["-c", script])
    }

    #[test]
    fn what_fails_is_named_with_the_words_that_were_typed() {
        let failure = shell("exit 3").run().unwrap_err();

        assert_eq!(failure.to_string(), "`sh -c exit 3` failed (exit status: 3)");
    }

    #[test]
    fn lines_come_back_as_they_were_written() {
        assert_eq!(shell("echo one; echo two").lines().unwrap(), ["one", "two"]);
    }

    #[test]
    fn a_program_that_marks_no_figure_has_proven_nothing() {
        assert_eq!(shell("printf 'noise\\n= 300 kills, 0 lost\\n'").figures().unwrap(), ["300 kills, 0 lost"]);
        assert_eq!(shell("printf '\\033[0m= 952 pictures\\n'").figures().unwrap(), ["952 pictures"]);
        assert!(shell("printf 'all went well\\n'").figures().is_err());
    }

    #[test]
    fn what_hangs_is_ended_with_all_it_started() {
        let mut hanging = shell("sleep 300 & sleep 300");
        hanging.limit = Duration::from_millis(300);
        let started = Instant::now();

        // Its output is held open by both: reading it ends only when both are gone.
        let outcome = hanging.lines();

        assert!(matches!(outcome, Err(Failure::TooLong { .. })));
        assert!(started.elapsed() < Duration::from_mins(1));
    }
}
