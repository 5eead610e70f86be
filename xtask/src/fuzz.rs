//! Lets libFuzzer look for bytes that break the readers of foreign files: `tests/fuzz`. Needs a C++ compiler, but no nightly Rust.

use std::{
    env, fs, iter,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use crate::{failure::Failure, places::Places, program::Program};

/// How long each target is searched; `SULUH_FUZZ_SECONDS` for a shorter look.
const SECONDS: &str = "600";
/// The most memory one search may take.
const MOST_MB: &str = "256";
/// How long one input may take, in seconds. Instrumented code is several times slower than the app.
const LONGEST: &str = "10";

/// What has the compiler count the branches taken, so that the search sees when an input leads to somewhere new.
const INSTRUMENTED: &str = "-Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    --cfg fuzzing";

/// How many targets are searched at once.
const AT_ONCE: usize = 2;

/// Searches every target, and says how far each search came. What breaks one is kept, and fails when all are searched.
pub(crate) fn search(places: &Places) -> Result<Vec<String>, Failure> {
    let folder = places.target.join("fuzzing");
    let targets = write_seeds(places, &folder.join("seeds"))?;
    let program = build(places)?;
    let next = AtomicUsize::new(0);
    let search_some = || {
        let taken = iter::from_fn(|| targets.get(next.fetch_add(1, Ordering::Relaxed)));
        taken.map(|target| (&target.name, search_one(places, &program, &folder, target))).collect::<Vec<_>>()
    };
    let mut searched: Vec<_> = thread::scope(|scope| {
        let searching: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(search_some)).collect();
        searching.into_iter().filter_map(|searching| searching.join().ok()).flatten().collect()
    });
    searched.sort_by_key(|(name, _)| targets.iter().position(|target| target.name == **name));
    searched.into_iter().map(|(_, figure)| figure).collect()
}

/// A reader to search, as `tests/fuzz` names it.
struct Target {
    name: String,
    /// Its longest input, in bytes.
    longest: String,
}

/// Makes what searches begin with from the content as it is now.
fn write_seeds(places: &Places, folder: &Path) -> Result<Vec<Target>, Failure> {
    let seeds = Program::cargo(&places.root).words(["run", "--quiet", "--package", "fuzz", "--bin", "seeds", "--"]);
    let lines = seeds.words([folder]).lines()?;
    let target = |line: &String| {
        let (name, longest) = line.split_once(' ')?;
        Some(Target { name: name.to_owned(), longest: longest.to_owned() })
    };
    Ok(lines.iter().filter_map(target).collect())
}

fn build(places: &Places) -> Result<PathBuf, Failure> {
    let host = host()?;
    // Naming the machine keeps the flags away from what runs while building.
    let cargo = Program::cargo(&places.root).words(["build", "--profile", "fuzz", "--target", &host]);
    let cargo = cargo.words(["--package", "fuzz", "--features", "search", "--bin", "search"]);
    cargo.with("RUSTFLAGS", INSTRUMENTED).with("CARGO_TARGET_DIR", &places.target).run()?;
    Ok(places.target.join(host).join("fuzz").join("search"))
}

/// The name the compiler has for this machine.
fn host() -> Result<String, Failure> {
    let lines = Program::new("rustc").words(["--version", "--verbose"]).lines()?;
    let host = lines.iter().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| Failure::Unexpected("rustc names no host".to_owned()))
}

fn search_one(places: &Places, program: &Path, folder: &Path, target: &Target) -> Result<String, Failure> {
    let seconds = env::var("SULUH_FUZZ_SECONDS").unwrap_or(SECONDS.to_owned());
    let make = |kind: &str| {
        let path = folder.join(kind).join(&target.name);
        fs::create_dir_all(&path).map_err(Failure::file(&path))?;
        Ok::<_, Failure>(path)
    };
    // New inputs go into the first folder; the kept ones are only read.
    let (grown, seeds, found) = (make("grown")?, make("seeds")?, make("found")?);
    let kept = places.root.join("tests/fuzz/corpus").join(&target.name);
    let kept = if kept.exists() { kept } else { seeds.clone() };
    println!("{}: what breaks it would be kept in {}", target.name, found.display());
    // libFuzzer speaks on the error output.
    let mut words = vec!["-c".into(), "exec \"$0\" \"$@\" 2>&1".into(), program.display().to_string()];
    words.extend([
        format!("-max_total_time={seconds}"),
        format!("-max_len={}", target.longest),
        format!("-rss_limit_mb={MOST_MB}"),
        format!("-timeout={LONGEST}"),
        format!("-artifact_prefix={}/", found.display()),
        "-print_final_stats=1".to_owned(),
        "-verbosity=1".to_owned(),
    ]);
    words.extend([grown, seeds, kept].map(|folder| folder.display().to_string()));
    let lines = Program::new("sh").words(words).with("SULUH_TARGET", &target.name).within_minutes(20).lines()?;
    figure(&target.name, &seconds, &lines)
        .ok_or_else(|| Failure::Unexpected(format!("the search of {} printed no figures", target.name)))
}

/// What a search says at its end, in one line.
fn figure(name: &str, seconds: &str, lines: &[String]) -> Option<String> {
    let stat = |wanted: &str| {
        let named = |line: &String| {
            Some(line.strip_prefix("stat::")?.strip_prefix(wanted)?.strip_prefix(':')?.trim().to_owned())
        };
        lines.iter().find_map(named)
    };
    let done = lines.iter().rfind(|line| line.starts_with('#') && line.contains("cov: "))?;
    let coverage = done.split_once("cov: ")?.1.split_whitespace().next()?;
    let (runs, memory) = (stat("number_of_executed_units")?, stat("peak_rss_mb")?);
    Some(format!(
        "{name}: {runs} inputs in {seconds} s, {coverage} branches reached, {memory} MB at most, none broke it"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_of_a_search_become_a_figure() {
        let words = "#2\tINITED cov: 10 ft: 11 corp: 1/1b exec/s: 0 rss: 30Mb\n\
                     #900\tDONE   cov: 345 ft: 700 corp: 20/1Kb lim: 10 exec/s: 45 rss: 60Mb\n\
                     stat::number_of_executed_units: 900\nstat::peak_rss_mb:              61";
        let lines: Vec<String> = words.lines().map(str::to_owned).collect();

        assert_eq!(
            figure("pack", "20", &lines).unwrap(),
            "pack: 900 inputs in 20 s, 345 branches reached, 61 MB at most, none broke it"
        );
        assert_eq!(figure("pack", "20", &lines[..2]), None);
    }
}
