//! `JavaRosa`, running beside us: a job a line goes in, what became of it comes out.

use std::{
    error::Error,
    io::{BufRead, BufReader, Lines, Write},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
};

use serde::Deserialize;
use serde_json::Value;

/// One JVM for all jobs: starting it and warming up takes longer than most of them.
pub(crate) struct JavaRosa {
    child: Child,
    answers: Lines<BufReader<ChildStdout>>,
}

#[derive(Deserialize)]
struct Answer {
    script: Value,
    played: Value,
}

impl JavaRosa {
    /// Starts it on its jobs; it works ahead while an answer is looked at.
    pub(crate) fn start(classes: &str, now: &str, jobs: Vec<String>) -> Result<Self, Box<dyn Error>> {
        // Long chains of formulas are followed by recursion there; and logging, which nobody set up, says so each time.
        let options = ["-Xss64m", "-Duser.timezone=UTC", &format!("-Dpeer.now={now}"), "-cp", classes];
        let mut command = Command::new("java");
        command.args(options).args(["peer.Main", "--jobs"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut input = child.stdin.take().ok_or("no way in")?;
        let output = child.stdout.take().ok_or("no way out")?;
        // When it ends early, reading the next answer says so.
        thread::spawn(move || jobs.iter().try_for_each(|job| writeln!(input, "{job}")));
        Ok(Self { child, answers: BufReader::new(output).lines() })
    }

    /// The script of the next job, and what became of it.
    pub(crate) fn next(&mut self) -> Result<(Value, Value), Box<dyn Error>> {
        let line = self.answers.next().ok_or("JavaRosa ended before its work was done")??;
        let Answer { script, played } = serde_json::from_str(&line)?;
        Ok((script, played))
    }
}

impl Drop for JavaRosa {
    fn drop(&mut self) {
        // It has ended by itself when all answers were read.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
