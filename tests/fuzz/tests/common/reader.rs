//! Reads a file made to exhaust the machine in a process of its own, and holds it to the bounds.
//!
//! The process is this test started again. It tells its peak memory as the system counted it (`VmHWM`), of the file, the reader and
//! all that is linked; and its time on the processor, which other work on the machine does not change. What unpacks is not
//! optimised in development: there it may take longer than the two seconds of a release.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::{env, fs};

use authoring::{Fault, source, xlsform};
use guide::{Form, Interview, Today};

const MOST_KB: u64 = 64 * 1024;
const LONGEST_MS: u64 = if cfg!(debug_assertions) { 6_000 } else { 2_000 };
/// Set where this test is the process that reads.
const FILE: &str = "SULUH_BOMB";

/// Reads the file named, where there is one; says how it was answered and the most memory it took.
#[test]
fn read_the_file_named() {
    let Some(file) = env::var_os(FILE) else { return };
    let answer = read(Path::new(&file));
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // The name comes second and may hold spaces; user and system time are the 14th and 15th (man 5 proc), in hundredths.
    let times = stat.rsplit_once(") ").unwrap().1.split(' ').skip(11).take(2);
    let ms: u64 = times.map(|ticks| ticks.parse::<u64>().unwrap() * 10).sum();
    println!("\n@{} {ms} {answer}", peak.split_whitespace().next().unwrap());
}

/// Reads as the app or the author's tool does, by the ending.
fn read(file: &Path) -> String {
    let ending = file.extension().unwrap().to_str().unwrap();
    let talked = |form: Result<Form, Vec<Fault>>| match form {
        Ok(form) => {
            let interview = Interview::begin(Arc::new(form), Today { utc_ms: 0, offset_min: 0 });
            format!("read, {} bytes in the last calculation", interview.value("q40").len())
        }
        Err(faults) => faults[0].to_string(),
    };
    match ending {
        "xlsx" => talked(xlsform::compile_file(file)),
        "xml" | "csv" => talked(source::compile_file(file).map(|compiled| compiled.form)),
        "pack" => {
            packs::Packs::verify(fs::read(file).unwrap()).map_or_else(|error| error.to_string(), |_| "read".to_owned())
        }
        "guides" => {
            packs::decode_guides(&fs::read(file).unwrap()).map_or_else(|error| error.to_string(), |_| "read".to_owned())
        }
        _ => panic!("no reader for {ending}"),
    }
}

/// How a process of its own answers a file that one of the readers reads, within the bounds. `beside` lies in the same folder.
pub(crate) fn answer(name: &str, file: &str, bytes: &[u8], beside: Option<(&str, &[u8])>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(file);
    fs::write(&file, bytes).unwrap();
    if let Some((name, bytes)) = beside {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let mut reader = Command::new(env::current_exe().unwrap());
    let arguments = ["--exact", "common::reader::read_the_file_named", "--nocapture"];
    let output = reader.args(arguments).env(FILE, &file).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let line = said.lines().find_map(|line| line.strip_prefix('@'));
    let mut words = line.unwrap_or_else(|| panic!("{name}: {}", output.status)).splitn(3, ' ');
    let mut number = || words.next().unwrap().parse::<u64>().unwrap();
    let (peak, ms) = (number(), number());
    let answer = words.next().unwrap();
    // A figure of `cargo xtask prove hostile`.
    println!("\n= {name}: {ms} ms, {} MB, {answer}", peak / 1024);
    assert!(peak <= MOST_KB, "{name} took {peak} kB");
    assert!(ms <= LONGEST_MS, "{name} took {ms} ms");
    answer.to_owned()
}

/// A file that is refused for a reason that begins so.
pub(crate) fn refused(name: &str, reason: &str, file: &str, bytes: &[u8], beside: Option<(&str, &[u8])>) {
    let answer = answer(name, file, bytes, beside);
    assert!(!answer.starts_with("read"), "{name} was read");
    assert!(answer.starts_with(reason) || answer.contains(&format!(": {reason}")), "{name}: {answer}");
}
